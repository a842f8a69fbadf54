/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "image/reference.h"

/* Written in full, a reference means the same. */
static void check_round_trip(struct pf_arena *arena, const struct pf_image_reference *ref)
{
	pf_str full = pf_arena_fmt(arena, "%.*s/%.*s%s%.*s%s%.*s", PF_STR_ARG(ref->domain),
		PF_STR_ARG(ref->path), ref->tag.len ? ":" : "", PF_STR_ARG(ref->tag),
		ref->digest.len ? "@" : "", PF_STR_ARG(ref->digest));
	struct pf_image_reference again = pf_image_reference_parse(arena, full);

	if (!again.valid && full.len > ref->text.len) /* the name has become too long */
		return;
	pf_assert(again.valid && pf_str_eq(again.domain, ref->domain));
	pf_assert(pf_str_eq(again.path, ref->path) && pf_str_eq(again.tag, ref->tag));
	pf_assert(pf_str_eq(again.digest, ref->digest));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str text = fuzz_text(&arena, data, size);
	struct pf_image_reference ref = pf_image_reference_parse(&arena, text);

	pf_assert(pf_str_eq(ref.text, text));
	pf_assert(ref.tag_at <= text.len && ref.fault_at <= text.len);
	if (!ref.valid) {
		pf_assert(ref.ko || ref.fault);
		pf_assert(ref.domain.len + ref.path.len + ref.tag.len + ref.digest.len == 0);
		return 0;
	}
	pf_assert(!ref.fault && ref.domain.len && ref.path.len);
	pf_assert(pf_image_base_name(&ref).len > 0);
	pf_assert(!pf_image_is_latest(&ref) || ref.digest.len == 0);
	check_round_trip(&arena, &ref);
	return 0;
}
