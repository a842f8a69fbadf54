/* SPDX-License-Identifier: Apache-2.0 */

#include "completion/choices.h"

#include <stdlib.h>

#include "base/vec.h"
#include "kube/node_labels.h"
#include "kube/version.h"

static void add_choice(struct pf_arena *arena, struct choices *choices, pf_str name, pf_str help)
{
	PF_VEC_ADD(arena, choices) = (struct choice){name, help};
}

static struct choices choose_words(struct pf_arena *arena, const struct word *words,
	unsigned command)
{
	struct choices out = {0};

	for (; words->name; words++) {
		if (words->commands & command)
			add_choice(arena, &out, pf_str_from(words->name), pf_str_from(words->help));
	}
	return out;
}

static struct choices choose_releases(struct pf_arena *arena)
{
	struct choices out = {0};

	for (uint8_t i = PF_RELEASE_FIRST; i <= PF_RELEASE_LAST; i++)
		add_choice(arena, &out, pf_release_text(i), PF_STR_EMPTY);
	return out;
}

static struct choices choose_architectures(struct pf_arena *arena)
{
	const struct pf_node_label *label = pf_node_label_of(PF_STR("kubernetes.io/arch"));
	struct choices out = {0};

	pf_assert(label);
	for (size_t i = 0; i < label->n; i++)
		add_choice(arena, &out, label->values[i], PF_STR_EMPTY);
	return out;
}

struct choices completion_commands(struct pf_arena *arena)
{
	struct choices out = {0};

	for (size_t i = 0; i < ncommands; i++) {
		add_choice(arena, &out, pf_str_from(commands[i].name),
			pf_str_from(commands[i].help));
	}
	return out;
}

struct choices completion_choices(struct pf_arena *arena, const struct value_spec *spec,
	unsigned command)
{
	if (spec->kind == VALUE_RELEASE)
		return choose_releases(arena);
	if (spec->kind == VALUE_ARCHITECTURES)
		return choose_architectures(arena);
	if (spec->kind == VALUE_COMMAND)
		return completion_commands(arena);
	return spec->words ? choose_words(arena, spec->words, command) : (struct choices){0};
}

struct choices completion_rules(struct pf_arena *arena, const struct pf_ruleset *rules)
{
	struct choices out = {0};

	for (size_t i = 0; i < rules->len; i++)
		add_choice(arena, &out, pf_str_from(rules->ptr[i]->name),
			pf_str_from(rules->ptr[i]->title));
	return out;
}

struct choices completion_groups(struct pf_arena *arena)
{
	struct choices out = {0};

	for (enum pf_category c = PF_AVAILABILITY; c <= PF_SECURITY; c++)
		add_choice(arena, &out, pf_str_from(pf_category_name(c)), PF_STR("category"));
	for (size_t i = 0; i < pf_ntags; i++)
		add_choice(arena, &out, pf_str_from(pf_tags[i].name), PF_STR("tag"));
	add_choice(arena, &out, PF_STR("all"), PF_STR("every rule"));
	return out;
}

static int by_name(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;
	int order = pf_str_cmp(x->name, y->name);

	return order ? order : pf_str_cmp(x->help, y->help);
}

struct choices completion_aliases(struct pf_arena *arena, const struct pf_ruleset *rules)
{
	struct choices all = {0}, out = {0};

	for (size_t i = 0; i < rules->len; i++) {
		for (const char *const *alias = rules->ptr[i]->aliases; alias && *alias; alias++)
			add_choice(arena, &all, pf_str_from(*alias),
				pf_str_from(rules->ptr[i]->name));
	}
	if (all.len)
		qsort(all.ptr, all.len, sizeof(*all.ptr), by_name);
	for (size_t i = 0; i < all.len; i++) {
		if (i == 0 || !pf_str_eq(all.ptr[i].name, all.ptr[i - 1].name))
			add_choice(arena, &out, all.ptr[i].name, all.ptr[i].help);
		else
			out.ptr[out.len - 1].help = PF_STR("several rules");
	}
	return out;
}

void completion_add_names(struct pf_buf *out, const struct choices *choices, const char *between)
{
	for (size_t i = 0; i < choices->len; i++)
		pf_buf_addf(out, "%s%.*s", i ? between : "", PF_STR_ARG(choices->ptr[i].name));
}

void completion_add_valued(struct pf_buf *out, const char *between, bool letters)
{
	const char *before = "";

	for (size_t i = 0; i < option_table_len; i++) {
		const struct option *option = &option_table[i];

		if (!option->commands || !option->value)
			continue;
		pf_buf_addf(out, "%s--%s", before, option->name);
		before = between;
		if (letters && option->letter)
			pf_buf_addf(out, "%s-%c", between, option->letter);
	}
}

bool completion_repeats(const struct option *option)
{
	const struct value_spec *value = option->value;

	if (!value)
		return option->id == OPTION_QUIET;
	return value == &value_path || value == &value_glob || value->kind == VALUE_RULES ||
		value->kind == VALUE_RULE_LEVEL || value->kind == VALUE_ARCHITECTURES ||
		value->kind == VALUE_OUTPUT || value->kind == VALUE_IMAGE;
}

void completion_quote(struct pf_buf *out, pf_str text, const char *quote)
{
	pf_buf_addc(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			pf_buf_addf(out, "%s", quote);
		else
			pf_buf_addc(out, text.ptr[i]);
	}
	pf_buf_addc(out, '\'');
}
