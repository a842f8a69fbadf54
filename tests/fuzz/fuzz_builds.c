/* SPDX-License-Identifier: Apache-2.0 */

/* Scripts, Makefiles and bake files: the same bytes as each of them. */

#include "base/vec.h"
#include "fuzz.h"
#include "project/builds/bake.h"
#include "project/builds/script.h"

static void check(struct pf_built_images images, pf_str text)
{
	pf_assert(images.len <= PF_BUILT_MAX);
	PF_EACH(struct pf_built_image, image, images) {
		pf_assert(image->at < text.len);
		pf_assert(image->ntags > 0);
		pf_assert(image->dockerfile.path.len > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size);

	check(pf_built_by_script(&arena, text), text);
	check(pf_built_by_makefile(&arena, text), text);
	check(pf_built_by_bake(&arena, text), text);
	return 0;
}
