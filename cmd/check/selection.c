/* SPDX-License-Identifier: Apache-2.0 */

#include "check/selection.h"

#include "rule/peers.h"
#include "say.h"

/* The layers that choose rules, the command line last. */
struct layers {
	const struct pf_rule_layer **ptr;
	size_t len;
};

static struct layers layers_of(struct pf_arena *arena, const struct check *check)
{
	const struct pf_config *config = &check->config.read;
	struct layers layers = {
		PF_NEWN(arena, const struct pf_rule_layer *, config->noverrides + 2), 0};

	layers.ptr[layers.len++] = &config->rules;
	for (size_t i = 0; i < config->noverrides; i++)
		layers.ptr[layers.len++] = &config->overrides[i];
	layers.ptr[layers.len++] = &check->rules.asked;
	return layers;
}

static bool is_listed(const struct pf_partial_set *sets, size_t n, pf_str name)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_eq(sets[i].name, name))
			return true;
	}
	return false;
}

/* `sets` has room for each selection of each layer. */
static size_t add_partial(const struct check *check, const struct pf_rule_layer *layer,
	struct pf_partial_set *sets, size_t n)
{
	for (size_t i = 0; i < layer->nselections; i++) {
		const struct pf_selection *s = &layer->selections[i];

		if (s->op != PF_IGNORE && !is_listed(sets, n, s->name) &&
			pf_is_partial_set(check->settings.rules, s->name,
				check->settings.target.release, &sets[n]))
			n++;
	}
	return n;
}

void check_find_partial(struct pf_arena *arena, struct check *check)
{
	struct layers layers = layers_of(arena, check);
	struct pf_partial_set *sets;
	/* What the command line selects replaces what the configuration does. */
	size_t most = 1, first = check->rules.asked.select_where.len ? layers.len - 1 : 0;

	for (size_t i = first; i < layers.len; i++)
		most += layers.ptr[i]->nselections;
	sets = PF_NEWN(arena, struct pf_partial_set, most);
	for (size_t i = first; i < layers.len; i++)
		check->rules.npartial =
			add_partial(check, layers.ptr[i], sets, check->rules.npartial);
	check->rules.partial = sets;
}

static void say_ignored(const struct check *check, const struct pf_rule_layer *layer)
{
	for (size_t i = 0; i < layer->nselections; i++) {
		const struct pf_selection *s = &layer->selections[i];
		pf_str reason = PF_STR_EMPTY;

		if (s->op != PF_IGNORE || pf_ruleset_knows(check->settings.rules, s->name) ||
			!pf_peer_find(s->name, &reason))
			continue;
		say("%.*s: nothing to ignore, no rule answers to '%.*s'%s%.*s",
			PF_STR_ARG(s->where), PF_STR_ARG(s->name), reason.len ? ": it " : " yet",
			PF_STR_ARG(reason));
	}
}

void check_say_selection(struct pf_arena *arena, const struct check *check)
{
	struct layers layers = layers_of(arena, check);

	for (size_t i = 0; i < layers.len; i++)
		say_ignored(check, layers.ptr[i]);
	for (size_t i = 0; i < check->rules.npartial; i++) {
		PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

		pf_partial_set_say(&text, &check->rules.partial[i]);
		say("%.*s", PF_STR_ARG(pf_buf_str(&text)));
	}
}
