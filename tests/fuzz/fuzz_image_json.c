/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "image/store/store.h"

static void check_platforms(const struct pf_platforms *platforms)
{
	pf_assert(platforms->known || platforms->len == 0);
	pf_assert(!platforms->partial || (platforms->len == 1 && !platforms->is_index));
	for (size_t i = 0; i < platforms->len; i++)
		pf_assert(platforms->ptr[i].architecture.len > 0);
}

static void check_facts(const struct pf_image_facts *facts)
{
	check_platforms(&facts->platforms);
	pf_assert(facts->user.is != PF_KNOWN || facts->user.value.len);
	pf_assert(facts->entrypoint.is != PF_KNOWN || facts->entrypoint.value.len);
	pf_assert(facts->healthcheck.value.interval >= 0);
	for (size_t i = 0; i < facts->env.len; i++) {
		const struct pf_image_env *env = &facts->env.ptr[i];

		pf_assert(env->name.len && pf_image_env_named(facts, env->name) == env);
	}
	for (size_t i = 0; i < facts->ports.len; i++)
		pf_assert(facts->ports.ptr[i].number > 0 && facts->ports.ptr[i].number < 65536);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct pf_source source = {.path = PF_STR("image.json")};
	pf_str text = fuzz_text(&arena, data, size);
	struct pf_error err = {0};
	struct pf_image_facts facts;

	if (pf_image_json_read(&arena, text, &source, &facts, &err))
		check_facts(&facts);
	else
		pf_assert((err.code == PF_E_SYNTAX || err.code == PF_E_LIMIT) && err.msg[0]);
	return 0;
}
