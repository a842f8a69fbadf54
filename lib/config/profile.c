/* SPDX-License-Identifier: Apache-2.0 */

#include "config/profile.h"

#include "text/glob.h"

/* A rule, layer by layer. */
struct state {
	bool selected;
	bool off;
	enum pf_severity severity;
	pf_str selected_by;
	pf_str off_by;
	pf_str severity_by;
};

static void select_rule(const struct pf_rule_layer *layer, const struct pf_rule *rule,
	struct state *state)
{
	size_t i = pf_deciding_selection(rule, layer->selections, layer->nselections);

	if (i < layer->nselections) {
		bool selected = layer->selections[i].op != PF_IGNORE;

		if (selected != state->selected || selected)
			state->selected_by = layer->selections[i].where;
		state->selected = selected;
		state->off &= !selected; /* who names it wants it */
	} else if (layer->select_where.len) {
		state->selected = false;
		state->selected_by = layer->select_where;
	}
}

/* The more specific name, of equals the later. */
static void grade_rule(const struct pf_rule_layer *layer, const struct pf_rule *rule,
	struct state *state)
{
	enum pf_rank best = PF_RANK_NONE;
	const struct pf_rule_level *decides = NULL;

	for (size_t i = 0; i < layer->nlevels; i++) {
		enum pf_rank rank = pf_rule_rank(rule, layer->levels[i].name);

		if (rank == PF_RANK_NONE || rank < best)
			continue;
		best = rank;
		decides = &layer->levels[i];
	}
	if (!decides)
		return;
	state->off = decides->off;
	state->off_by = decides->where;
	if (decides->off)
		return;
	state->severity = decides->severity;
	state->severity_by = decides->where;
}

static struct state start(const struct pf_rule *rule)
{
	return (struct state){
		.selected = rule->sets & PF_DEFAULT,
		.severity = rule->severity,
		.selected_by = PF_STR("default"),
		.severity_by = PF_STR("default"),
	};
}

static void collect_options(struct pf_arena *arena, const struct pf_rule_layer *const *layers,
	size_t n, struct pf_profile *out)
{
	struct pf_option_value *options;
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		most += layers[i]->noptions;
	options = PF_NEWN(arena, struct pf_option_value, most + 1);
	out->noptions = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < layers[i]->noptions; k++)
			options[out->noptions++] = layers[i]->options[k];
	}
	out->options = options;
}

void pf_profile_make(struct pf_arena *arena, const struct pf_rule_layer *const *layers, size_t n,
	struct pf_profile *out, struct pf_rule_origin *origins)
{
	bool *enabled = PF_NEWN(arena, bool, pf_nrules + 1);
	enum pf_severity *severity = PF_NEWN(arena, enum pf_severity, pf_nrules + 1);

	for (size_t i = 0; i < pf_nrules; i++) {
		struct state state = start(pf_rules[i]);

		for (size_t k = 0; k < n; k++) {
			select_rule(layers[k], pf_rules[i], &state);
			grade_rule(layers[k], pf_rules[i], &state);
		}
		enabled[i] = state.selected && !state.off;
		severity[i] = state.severity;
		if (origins)
			origins[i] = (struct pf_rule_origin){
				state.selected && state.off ? state.off_by : state.selected_by,
				state.severity_by};
	}
	out->enabled = enabled;
	out->severity = severity;
	collect_options(arena, layers, n, out);
}

bool pf_override_matches(const struct pf_rule_layer *override, pf_str path)
{
	for (size_t i = 0; i < override->nglobs; i++) {
		if (pf_glob_match(override->globs[i], path))
			return true;
	}
	return false;
}

/* Profiles by file. */

#define SLOTS 256 /* a power of two */

struct pf_profile_slot {
	struct pf_profile profile;
	const bool *matches; /* by override */
	struct pf_profile_slot *next;
};

static const struct pf_profile *add_slot(struct pf_profiles *profiles, const bool *matches,
	struct pf_profile_slot **slot)
{
	struct pf_profile_slot *more = PF_NEW(profiles->arena, struct pf_profile_slot);
	const struct pf_rule_layer **layers =
		PF_NEWN(profiles->arena, const struct pf_rule_layer *, profiles->noverrides + 2);
	size_t n = 0;

	layers[n++] = profiles->base;
	for (size_t i = 0; i < profiles->noverrides; i++) {
		if (matches[i])
			layers[n++] = &profiles->overrides[i];
	}
	layers[n++] = profiles->command_line;
	pf_profile_make(profiles->arena, layers, n, &more->profile, NULL);
	more->matches = matches;
	more->next = *slot;
	*slot = more;
	return &more->profile;
}

const struct pf_profile *pf_profiles_for(struct pf_profiles *profiles, pf_str path)
{
	size_t n = profiles->noverrides;
	bool *matches = PF_NEWN(profiles->arena, bool, n + 1);
	struct pf_profile_slot **slot;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		matches[i] = pf_override_matches(&profiles->overrides[i], path);
		any |= matches[i];
	}
	if (!any)
		return NULL;
	if (!profiles->slots)
		profiles->slots = PF_NEWN(profiles->arena, struct pf_profile_slot *, SLOTS);
	slot = &profiles->slots[pf_str_hash((pf_str){(const char *)matches, n}) % SLOTS];
	for (struct pf_profile_slot *s = *slot; s; s = s->next) {
		if (memcmp(s->matches, matches, n) == 0)
			return &s->profile;
	}
	return add_slot(profiles, matches, slot);
}
