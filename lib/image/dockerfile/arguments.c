/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/arguments.h"

#include "image/dockerfile/blanks.h"
#include "text/json/scan.h"

enum args {
	BLANKS,
	JSON_OR_BLANKS,
	JSON_OR_TEXT,
	ONE_TEXT,
	PAIRS, /* NAME=VALUE ..., or NAME VALUE */
	NAMES, /* NAME or NAME=VALUE */
	HEALTH,
	TRIGGER,
};

static const enum args kinds[] = {
	[PF_ADD] = JSON_OR_BLANKS,
	[PF_ARG] = NAMES,
	[PF_CMD] = JSON_OR_TEXT,
	[PF_COPY] = JSON_OR_BLANKS,
	[PF_ENTRYPOINT] = JSON_OR_TEXT,
	[PF_ENV] = PAIRS,
	[PF_EXPOSE] = BLANKS,
	[PF_FROM] = BLANKS,
	[PF_HEALTHCHECK] = HEALTH,
	[PF_LABEL] = PAIRS,
	[PF_MAINTAINER] = ONE_TEXT,
	[PF_ONBUILD] = TRIGGER,
	[PF_RUN] = JSON_OR_TEXT,
	[PF_SHELL] = JSON_OR_TEXT,
	[PF_STOPSIGNAL] = ONE_TEXT,
	[PF_USER] = ONE_TEXT,
	[PF_VOLUME] = JSON_OR_BLANKS,
	[PF_WORKDIR] = ONE_TEXT,
};
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == PF_INSTRUCTION_KINDS, "one for each kind");

/* False when the text is a JSON array that the builder refuses. */
static bool take_json(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *out = parse->out;
	size_t odd;

	switch (pf_json_array_of(out->text, &odd)) {
	case PF_JSON_STRINGS:
		out->form = PF_ARGS_JSON;
		pf_dockerfile_split_json(&parse->p->words, parse->line, out->text);
		return true;
	case PF_JSON_MIXED:
		parse->is_torn = true;
		return pf_dockerfile_refuse(&parse->p->faults,
			pf_dockerfile_place(parse->line, pf_str_sub(out->text, odd, odd + 1)),
			"put it in double quotes", "only strings can be in the array");
	case PF_JSON_NONE:
		if (pf_str_starts_with(out->text, PF_STR("[")))
			out->form = PF_ARGS_BROKEN_JSON;
		return true;
	}
	return true;
}

static void add_text(struct pf_dockerfile_parsing *parse)
{
	if (parse->out->text.len)
		pf_dockerfile_add_word(&parse->p->words, parse->line, parse->out->text);
}

/* The two words of `NAME VALUE`; false where there is no value. */
static bool take_pair(struct pf_dockerfile_parsing *parse)
{
	struct pf_dockerfile_words *words = &parse->p->words;
	pf_str rest = parse->out->text;
	pf_str name = pf_dockerfile_first_word(&rest);
	pf_str shown = pf_dockerfile_quotable(name);

	if (rest.len == 0) {
		struct pf_dockerfile_fault *fault;

		parse->is_torn = true;
		fault = pf_dockerfile_complain(&parse->p->faults,
			pf_dockerfile_place(parse->line, name), "`%.*s` has no value",
			PF_STR_ARG(shown));
		fault->help =
			pf_arena_fmt(parse->p->arena, "write `%.*s=VALUE`", PF_STR_ARG(shown));
		return false;
	}
	parse->out->pair = true;
	words->len = 0;
	pf_dockerfile_add_word(words, parse->line, name);
	pf_dockerfile_add_word(words, parse->line, rest);
	return true;
}

/* `NAME=VALUE`, and with `optional` also NAME. */
static bool check_assignments(struct pf_dockerfile_parsing *parse, bool optional)
{
	struct pf_dockerfile_words *words = &parse->p->words;

	for (size_t i = 0; i < words->len; i++) {
		const struct pf_dockerfile_word *word = &words->ptr[i];
		size_t equals = pf_str_find_char(word->text, '=');
		pf_str shown = pf_dockerfile_quotable(word->text);

		if (equals == 0)
			return pf_dockerfile_refuse(&parse->p->faults, word->range, NULL,
				"no name before the `=` of `%.*s`", PF_STR_ARG(shown));
		if (equals < word->text.len || optional)
			continue;
		parse->is_torn = true;
		return pf_dockerfile_refuse(&parse->p->faults, word->range,
			"a value with blanks in it needs quotes", "`%.*s` has no `=`",
			PF_STR_ARG(shown));
	}
	return true;
}

static bool take_pairs(struct pf_dockerfile_parsing *parse)
{
	struct pf_dockerfile_words *words = &parse->p->words;

	pf_dockerfile_split_quoted(words, parse->line, parse->out->text, parse->p->reader.escape);
	if (words->len == 0)
		return true;
	if (pf_str_find_char(words->ptr[0].text, '=') == words->ptr[0].text.len)
		return take_pair(parse);
	return check_assignments(parse, false);
}

static bool take_names(struct pf_dockerfile_parsing *parse)
{
	pf_dockerfile_split_quoted(&parse->p->words, parse->line, parse->out->text,
		parse->p->reader.escape);
	return check_assignments(parse, true);
}

/* CMD and a command, or NONE. */
static bool take_healthcheck(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *out = parse->out;
	pf_str rest = out->text;
	pf_str type = pf_dockerfile_first_word(&rest);
	pf_str shown = pf_dockerfile_quotable(type);

	out->none = pf_str_eq_nocase(type, PF_STR("NONE"));
	if (type.len == 0)
		return true;
	if (!out->none && !pf_str_eq_nocase(type, PF_STR("CMD")))
		return pf_dockerfile_refuse(&parse->p->faults,
			pf_dockerfile_place(parse->line, type),
			"write `HEALTHCHECK CMD` and the command",
			"`%.*s` is neither `CMD` nor `NONE`", PF_STR_ARG(shown));
	out->text = rest;
	if (!take_json(parse))
		return false;
	if (out->form != PF_ARGS_JSON)
		add_text(parse);
	if (out->none && parse->p->words.len)
		return pf_dockerfile_refuse(&parse->p->faults,
			pf_dockerfile_place(parse->line, rest), NULL,
			"`HEALTHCHECK NONE` takes no arguments");
	if (!out->none && parse->p->words.len == 0)
		return pf_dockerfile_refuse(&parse->p->faults,
			pf_dockerfile_place(parse->line, type), NULL,
			"`HEALTHCHECK CMD` has no command");
	return true;
}

bool pf_dockerfile_take_arguments(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *out = parse->out;
	struct pf_dockerfile_words *words = &parse->p->words;
	enum args args = kinds[out->kind];

	switch (args) {
	case BLANKS:
		pf_dockerfile_split_blanks(words, parse->line, out->text);
		return true;
	case JSON_OR_BLANKS:
	case JSON_OR_TEXT:
		if (!take_json(parse))
			return false;
		if (out->form == PF_ARGS_JSON)
			return true;
		if (args == JSON_OR_BLANKS)
			pf_dockerfile_split_blanks(words, parse->line, out->text);
		else
			add_text(parse);
		return true;
	case ONE_TEXT:
		add_text(parse);
		return true;
	case PAIRS:
		return take_pairs(parse);
	case NAMES:
		return take_names(parse);
	case HEALTH:
		return take_healthcheck(parse);
	case TRIGGER:
		return true;
	}
	return true;
}
