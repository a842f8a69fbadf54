/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/judge.h"

#include "image/dockerfile/blanks.h"
#include "image/dockerfile/dockerfile.h"

static bool is_stage_name(pf_str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool letter = pf_is_lower(c) || pf_is_upper(c);

		if (!letter && (i == 0 || !(pf_is_digit(c) || c == '-' || c == '_' || c == '.')))
			return false;
	}
	return name.len > 0;
}

static const char *help_for_from(const struct pf_instruction *from)
{
	for (size_t i = 1; i < from->nwords; i++) {
		if (from->words[i].text.ptr[0] == '#')
			return "a comment needs a line of its own";
	}
	if (from->nwords == 2 && pf_str_eq_nocase(from->words[1].text, PF_STR("AS")))
		return "a name follows `AS`";
	return "`FROM IMAGE` or `FROM IMAGE AS NAME`";
}

static bool judge_from(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *out = parse->out;
	struct pf_piece extra;
	pf_str name;

	if (out->nwords == 0) {
		struct pf_dockerfile_words *words = &parse->p->words;

		pf_dockerfile_add_word(words, parse->line, out->text);
		pf_dockerfile_keep_words(words, out);
		return pf_dockerfile_refuse(&parse->p->faults, out->keyword, NULL,
			"`FROM` has no image");
	}
	if (out->nwords == 1)
		return true;
	extra = (struct pf_piece){out->words[1].range.start, out->words[out->nwords - 1].range.end};
	if (out->nwords != 3 || !pf_str_eq_nocase(out->words[1].text, PF_STR("AS")))
		return pf_dockerfile_refuse(&parse->p->faults, extra, help_for_from(out),
			"`FROM` takes nothing but an image, or an image, `AS` and a name");
	name = pf_dockerfile_quotable(out->words[2].text);
	if (is_stage_name(out->words[2].text))
		return true;
	return pf_dockerfile_refuse(&parse->p->faults, out->words[2].range,
		"a letter, then letters, digits, `-`, `_` and `.`",
		"`%.*s` cannot be the name of a stage", PF_STR_ARG(name));
}

static bool judge_copy(struct pf_dockerfile_parsing *parse)
{
	const struct pf_instruction *out = parse->out;
	const struct pf_dockerfile_word *target;
	struct pf_heredoc heredoc;

	if (out->nwords < 2)
		return pf_dockerfile_refuse(&parse->p->faults, out->keyword, NULL,
			"`%s` needs a source and a destination", pf_instruction_name(out->kind));
	target = &out->words[out->nwords - 1];
	if (!pf_dockerfile_heredoc_word(parse->p->arena, target->text, &heredoc))
		return true;
	return pf_dockerfile_refuse(&parse->p->faults, target->range, NULL,
		"a heredoc cannot be the destination of `%s`", pf_instruction_name(out->kind));
}

static bool judge_volume(struct pf_dockerfile_parsing *parse)
{
	const struct pf_instruction *out = parse->out;

	for (size_t i = 0; i < out->nwords; i++) {
		if (pf_dockerfile_trim(out->words[i].text).len == 0)
			return pf_dockerfile_refuse(&parse->p->faults, out->words[i].range, NULL,
				"the path of a volume is empty");
	}
	return true;
}

static bool judge_shell(struct pf_dockerfile_parsing *parse)
{
	const struct pf_instruction *out = parse->out;

	if (out->nwords && out->form != PF_ARGS_JSON)
		return pf_dockerfile_refuse(&parse->p->faults, out->words[0].range,
			"`SHELL [\"/bin/sh\", \"-c\"]`", "`SHELL` takes a JSON array of strings");
	return true;
}

static bool judge_count(struct pf_dockerfile_parsing *parse)
{
	const struct pf_instruction *out = parse->out;

	switch (out->kind) {
	case PF_CMD:
	case PF_ENTRYPOINT:
	case PF_RUN:
	case PF_ADD:
	case PF_COPY:
	case PF_FROM:
		return true;
	case PF_HEALTHCHECK:
		if (out->none)
			return true;
		break;
	case PF_ONBUILD:
		if (out->text.len)
			return true;
		break;
	case PF_ARG:
	case PF_ENV:
	case PF_EXPOSE:
	case PF_LABEL:
	case PF_MAINTAINER:
	case PF_SHELL:
	case PF_STOPSIGNAL:
	case PF_USER:
	case PF_VOLUME:
	case PF_WORKDIR:
	case PF_INSTRUCTION_KINDS:
		break;
	}
	if (out->nwords)
		return true;
	return pf_dockerfile_refuse(&parse->p->faults, out->keyword, NULL, "`%s` has no argument",
		pf_instruction_name(out->kind));
}

bool pf_dockerfile_judge(struct pf_dockerfile_parsing *parse)
{
	if (!judge_count(parse))
		return false;
	switch (parse->out->kind) {
	case PF_FROM:
		return judge_from(parse);
	case PF_ADD:
	case PF_COPY:
		return judge_copy(parse);
	case PF_VOLUME:
		return judge_volume(parse);
	case PF_SHELL:
		return judge_shell(parse);
	case PF_ARG:
	case PF_CMD:
	case PF_ENTRYPOINT:
	case PF_ENV:
	case PF_EXPOSE:
	case PF_HEALTHCHECK:
	case PF_LABEL:
	case PF_MAINTAINER:
	case PF_ONBUILD:
	case PF_RUN:
	case PF_STOPSIGNAL:
	case PF_USER:
	case PF_WORKDIR:
	case PF_INSTRUCTION_KINDS:
		return true;
	}
	return true;
}
