/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/suppress.h"

#include "suppress/covers_internal.h"
#include "suppress/ignores_internal.h"
#include "suppress/reader_internal.h"

struct pf_suppressor_of_run pf_suppress_start(struct pf_arena *arena,
	const struct pf_suppress_settings *settings, const struct pf_ruleset *rules,
	const struct pf_world *world)
{
	return (struct pf_suppressor_of_run){
		rules, settings, world, PF_NEWN(arena, atomic_bool, settings->nignores)};
}

struct pf_silencing *pf_silencing_read(struct pf_arena *arena,
	const struct pf_suppressor_of_run *run, const struct pf_file *file, pf_str config_path)
{
	const struct pf_suppress_settings *settings = run->settings;
	struct pf_silencing found = {0}, *out;
	struct pf_suppress_reader reader = {.arena = arena,
		.rules = run->rules,
		.settings = settings,
		.file = file,
		.out = &found,
		.last = &found.silencers};

	if (!settings->no_inline_ignores)
		pf_suppress_read(&reader);
	pf_ignores_read(arena, settings, &found, config_path);
	if (!found.silencers && !found.nignores)
		return NULL;
	out = PF_NEW(arena, struct pf_silencing);
	out->silencers = found.silencers;
	out->n = found.n;
	out->ignores = found.ignores;
	out->nignores = found.nignores;
	pf_silencing_index(arena, out);
	return out;
}

const struct pf_suppression *pf_suppression_of(const struct pf_suppressor_of_run *run,
	struct pf_silencing *s, struct pf_arena *scratch, struct pf_container_places *places,
	const struct pf_item *item)
{
	const struct pf_suppression *inside, *config;

	if (!s)
		return NULL;
	inside = pf_silencing_find(s, (uint32_t)item->rule_index, item->finding.at.start);
	config = pf_ignores_find(run, s, scratch, places, &item->finding, item->rule_index);
	return inside ? inside : config;
}
