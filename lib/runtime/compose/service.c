/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/compose/service.h"

#include "runtime/fragments.h"
#include "source/path.h"
#include "world/binding/binding.h"

/* Words in a file's name that say it adds to another, or is for work on the program. */
static const pf_str passing_words[] = {
	PF_STR_INIT("override"),
	PF_STR_INIT("dev"),
	PF_STR_INIT("devel"),
	PF_STR_INIT("develop"),
	PF_STR_INIT("development"),
	PF_STR_INIT("local"),
	PF_STR_INIT("debug"),
	PF_STR_INIT("test"),
	PF_STR_INIT("tests"),
	PF_STR_INIT("testing"),
	PF_STR_INIT("e2e"),
	PF_STR_INIT("ci"),
};

static bool is_passing_word(pf_str word)
{
	for (size_t i = 0; i < sizeof(passing_words) / sizeof(passing_words[0]); i++) {
		if (pf_str_eq_nocase(word, passing_words[i]))
			return true;
	}
	return false;
}

static bool is_for_development(const struct pf_compose *compose)
{
	pf_str name = pf_path_name(compose->document->source->path);
	size_t start = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && pf_is_alnum(name.ptr[i]))
			continue;
		if (is_passing_word(pf_str_sub(name, start, i)))
			return true;
		start = i + 1;
	}
	return false;
}

const struct pf_compose_service *pf_service_of(const struct pf_pod_container *c)
{
	const struct pf_compose_service *service = c->binding ? c->binding->service : NULL;

	if (!service || !pf_container_is_long_lived(c) || c->pod->windows ||
		pf_container_is_fragment(c) || service->profiled)
		return NULL;
	return is_for_development(service->file) ? NULL : service;
}

pf_str pf_service_title(struct pf_arena *arena, const struct pf_compose_service *service)
{
	return pf_arena_fmt(arena, "service `%.*s` of %.*s", PF_STR_ARG(service->name),
		PF_STR_ARG(pf_path_name(service->file->document->source->path)));
}
