/* SPDX-License-Identifier: Apache-2.0 */

#include "completion/completion.h"

#include <stdlib.h>

#include "call.h"
#include "kube/node_labels.h"
#include "kube/version.h"
#include "print.h"
#include "say.h"

static void add_choice(struct choices *choices, pf_str name, pf_str help)
{
	choices->ptr[choices->len++] = (struct choice){name, help};
}

static struct choices choose_words(struct pf_arena *arena, const struct word *words,
	unsigned command)
{
	struct choices out = {0};
	size_t n = 0;

	while (words[n].name)
		n++;
	out.ptr = PF_NEWN(arena, struct choice, n);
	for (size_t i = 0; i < n; i++) {
		if (words[i].commands & command)
			add_choice(&out, pf_str_from(words[i].name), pf_str_from(words[i].help));
	}
	return out;
}

static struct choices choose_releases(struct pf_arena *arena)
{
	struct choices out = {
		PF_NEWN(arena, struct choice, PF_RELEASE_LAST - PF_RELEASE_FIRST + 1), 0};

	for (uint8_t i = PF_RELEASE_FIRST; i <= PF_RELEASE_LAST; i++)
		add_choice(&out, pf_release_text(i), PF_STR_EMPTY);
	return out;
}

static struct choices choose_architectures(struct pf_arena *arena)
{
	const struct pf_node_label *label = pf_node_label_of(PF_STR("kubernetes.io/arch"));
	struct choices out = {0};

	pf_assert(label);
	out.ptr = PF_NEWN(arena, struct choice, label->n);
	for (size_t i = 0; i < label->n; i++)
		add_choice(&out, label->values[i], PF_STR_EMPTY);
	return out;
}

struct choices completion_commands(struct pf_arena *arena)
{
	struct choices out = {PF_NEWN(arena, struct choice, ncommands), 0};

	for (size_t i = 0; i < ncommands; i++) {
		add_choice(&out, pf_str_from(commands[i].name), pf_str_from(commands[i].help));
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
	struct choices out = {PF_NEWN(arena, struct choice, rules->len), 0};

	for (size_t i = 0; i < rules->len; i++)
		add_choice(&out, pf_str_from(rules->ptr[i]->name),
			pf_str_from(rules->ptr[i]->title));
	return out;
}

struct choices completion_groups(struct pf_arena *arena)
{
	struct choices out = {
		PF_NEWN(arena, struct choice, (size_t)PF_SECURITY + 1 + pf_ntags + 1), 0};

	for (enum pf_category c = PF_AVAILABILITY; c <= PF_SECURITY; c++)
		add_choice(&out, pf_str_from(pf_category_name(c)), PF_STR("category"));
	for (size_t i = 0; i < pf_ntags; i++)
		add_choice(&out, pf_str_from(pf_tags[i].name), PF_STR("tag"));
	add_choice(&out, PF_STR("all"), PF_STR("every rule"));
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
	size_t n = 0;

	for (size_t i = 0; i < rules->len; i++) {
		for (const char *const *alias = rules->ptr[i]->aliases; alias && *alias; alias++)
			n++;
	}
	all.ptr = PF_NEWN(arena, struct choice, n);
	for (size_t i = 0; i < rules->len; i++) {
		for (const char *const *alias = rules->ptr[i]->aliases; alias && *alias; alias++)
			add_choice(&all, pf_str_from(*alias), pf_str_from(rules->ptr[i]->name));
	}
	qsort(all.ptr, all.len, sizeof(*all.ptr), by_name);
	out.ptr = PF_NEWN(arena, struct choice, n);
	for (size_t i = 0; i < all.len; i++) {
		if (i == 0 || !pf_str_eq(all.ptr[i].name, all.ptr[i - 1].name))
			out.ptr[out.len++] = all.ptr[i];
		else
			out.ptr[out.len - 1].help = PF_STR("several rules");
	}
	return out;
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

int cmd_completion(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_error err = {0};
	int shell;

	if (call->nwords != 1)
		return refuse("'podfit completion' wants the name of a shell: bash, zsh or fish");
	if (!value_read(&value_shell, FOR_COMPLETION, call->words[0], &shell, &err))
		return refuse("%s", err.msg);
	switch ((enum shell)shell) {
	case SHELL_BASH:
		completion_add_bash(call->arena, &out, call->rules);
		break;
	case SHELL_ZSH:
		completion_add_zsh(call->arena, &out, call->rules);
		break;
	case SHELL_FISH:
		completion_add_fish(call->arena, &out, call->rules);
		break;
	}
	return print(&out);
}
