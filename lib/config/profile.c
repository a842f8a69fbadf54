/* SPDX-License-Identifier: Apache-2.0 */

#include "config/profile.h"

#include "text/glob.h"

/* A rule, layer by layer. */
struct state {
	bool selected;
	bool off;
	bool chosen; /* the severity is */
	enum pf_severity severity;
	pf_str selected_by;
	pf_str off_by;
	pf_str severity_by;
};

/* What the words of a layer come to for each rule; worked out once for all its files. */
struct pf_decided_layer {
	const struct pf_rule_layer *layer;
	const size_t *selection; /* by rule, as of pf_deciding_selections() */
	const size_t *level;     /* the same of its levels */
};

static const size_t *decide_levels(struct pf_arena *arena, const struct pf_ruleset *rules,
	const struct pf_rule_layer *layer)
{
	struct pf_selection *names = PF_NEWN(arena, struct pf_selection, layer->nlevels + 1);

	for (size_t i = 0; i < layer->nlevels; i++)
		names[i] = (struct pf_selection){
			PF_EXTEND_SELECT, layer->levels[i].name, layer->levels[i].where};
	return pf_deciding_selections(arena, rules, names, layer->nlevels);
}

static struct pf_decided_layer decide(struct pf_arena *arena, const struct pf_ruleset *rules,
	const struct pf_rule_layer *layer)
{
	return (struct pf_decided_layer){
		.layer = layer,
		.selection =
			pf_deciding_selections(arena, rules, layer->selections, layer->nselections),
		.level = decide_levels(arena, rules, layer),
	};
}

static void select_rule(const struct pf_decided_layer *decided, size_t rule, struct state *state)
{
	const struct pf_rule_layer *layer = decided->layer;
	size_t i = decided->selection[rule];

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

static void grade_rule(const struct pf_decided_layer *decided, size_t rule, struct state *state)
{
	const struct pf_rule_layer *layer = decided->layer;
	const struct pf_rule_level *level;

	if (decided->level[rule] == layer->nlevels)
		return;
	level = &layer->levels[decided->level[rule]];
	state->off = level->off;
	state->off_by = level->where;
	if (level->off)
		return;
	state->chosen = true;
	state->severity = level->severity;
	state->severity_by = level->where;
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

static void collect_options(struct pf_arena *arena, const struct pf_decided_layer *const *layers,
	size_t n, struct pf_profile *out)
{
	struct pf_option_value *options;
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		most += layers[i]->layer->noptions;
	options = PF_NEWN(arena, struct pf_option_value, most + 1);
	out->noptions = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < layers[i]->layer->noptions; k++)
			options[out->noptions++] = layers[i]->layer->options[k];
	}
	out->options = options;
}

static void combine(struct pf_arena *arena, const struct pf_ruleset *rules,
	const struct pf_decided_layer *const *layers, size_t n, struct pf_profile *out,
	struct pf_rule_origin *origins)
{
	bool *enabled = PF_NEWN(arena, bool, rules->len + 1);
	bool *chosen = PF_NEWN(arena, bool, rules->len + 1);
	enum pf_severity *severity = PF_NEWN(arena, enum pf_severity, rules->len + 1);

	for (size_t i = 0; i < rules->len; i++) {
		struct state state = start(rules->ptr[i]);

		for (size_t k = 0; k < n; k++) {
			select_rule(layers[k], i, &state);
			grade_rule(layers[k], i, &state);
		}
		enabled[i] = state.selected && !state.off;
		chosen[i] = state.chosen;
		severity[i] = state.severity;
		if (origins)
			origins[i] = (struct pf_rule_origin){
				state.selected && state.off ? state.off_by : state.selected_by,
				state.severity_by};
	}
	out->enabled = enabled;
	out->chosen = chosen;
	out->severity = severity;
	collect_options(arena, layers, n, out);
}

void pf_profile_make(struct pf_arena *arena, const struct pf_ruleset *rules,
	const struct pf_rule_layer *const *layers, size_t n, struct pf_profile *out,
	struct pf_rule_origin *origins)
{
	struct pf_decided_layer *decided = PF_NEWN(arena, struct pf_decided_layer, n + 1);
	const struct pf_decided_layer **all =
		PF_NEWN(arena, const struct pf_decided_layer *, n + 1);

	for (size_t i = 0; i < n; i++) {
		decided[i] = decide(arena, rules, layers[i]);
		all[i] = &decided[i];
	}
	combine(arena, rules, all, n, out, origins);
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
	const struct pf_decided_layer **layers =
		PF_NEWN(profiles->arena, const struct pf_decided_layer *, profiles->noverrides + 2);
	size_t n = 0, last = profiles->noverrides + 1;

	layers[n++] = &profiles->decided[0];
	for (size_t i = 0; i < profiles->noverrides; i++) {
		if (matches[i])
			layers[n++] = &profiles->decided[i + 1];
	}
	layers[n++] = &profiles->decided[last];
	combine(profiles->arena, profiles->rules, layers, n, &more->profile, NULL);
	more->matches = matches;
	more->next = *slot;
	*slot = more;
	return &more->profile;
}

/* The first override that some file matches decides all layers, each once for the run. */
static void begin(struct pf_profiles *profiles)
{
	size_t n = profiles->noverrides;

	profiles->slots = PF_NEWN(profiles->arena, struct pf_profile_slot *, SLOTS);
	profiles->decided = PF_NEWN(profiles->arena, struct pf_decided_layer, n + 2);
	profiles->decided[0] = decide(profiles->arena, profiles->rules, profiles->base);
	for (size_t i = 0; i < n; i++)
		profiles->decided[i + 1] =
			decide(profiles->arena, profiles->rules, &profiles->overrides[i]);
	profiles->decided[n + 1] = decide(profiles->arena, profiles->rules, profiles->command_line);
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
		begin(profiles);
	slot = &profiles->slots[pf_str_hash((pf_str){(const char *)matches, n}) % SLOTS];
	for (struct pf_profile_slot *s = *slot; s; s = s->next) {
		if (memcmp(s->matches, matches, n) == 0)
			return &s->profile;
	}
	return add_slot(profiles, matches, slot);
}
