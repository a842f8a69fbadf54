/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/instruction.h"

#include "image/dockerfile/blanks.h"
#include "text/json/scan.h"
#include "text/nearest.h"

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

/* An instruction that is being parsed. */
struct parse {
	struct pf_dockerfile_parser *p;
	const struct pf_dockerfile_line *line;
	struct pf_instruction *out;
	struct pf_instruction *trigger; /* of ONBUILD, once its keyword is known */
	bool is_trigger;
	bool is_known; /* the keyword is one */
};

/* The expression is false. */
#define fault(parse, range, ...) \
	((void)pf_dockerfile_complain(&(parse)->p->faults, (range), __VA_ARGS__), false)

static bool fault_with_help(struct parse *parse, struct pf_piece range, const char *message,
	const char *help)
{
	pf_dockerfile_complain(&parse->p->faults, range, "%s", message)->help = pf_str_from(help);
	return false;
}

/* Keyword. */

static bool find_kind(pf_str keyword, enum pf_instruction_kind *out)
{
	for (enum pf_instruction_kind k = PF_ADD; k < PF_INSTRUCTION_KINDS; k++) {
		if (pf_str_eq_nocase(keyword, pf_str_from(pf_instruction_name(k)))) {
			*out = k;
			return true;
		}
	}
	return false;
}

/* One that does not end a keyword, as it is not ASCII. */
static bool has_wide_space(pf_str keyword)
{
	for (size_t i = 0; i < keyword.len; i++) {
		if (pf_dockerfile_space(keyword, i))
			return true;
	}
	return false;
}

/*
 * Of lines that follow each other as the rest of one that was to be continued
 * only the first is worth a word, unless another is nearly an instruction.
 */
static bool complain_unknown(struct parse *parse, pf_str keyword)
{
	struct pf_nearest near = pf_nearest_start(keyword);
	pf_str shown = pf_dockerfile_quotable(keyword);
	struct pf_dockerfile_fault *fault;

	for (enum pf_instruction_kind k = PF_ADD; k < PF_INSTRUCTION_KINDS; k++)
		pf_nearest_offer(&near, pf_str_from(pf_instruction_name(k)));
	if (parse->p->lost && near.best.len == 0)
		return false;
	parse->p->lost = true;
	fault = pf_dockerfile_complain(&parse->p->faults, parse->out->keyword,
		"unknown instruction `%.*s`", PF_STR_ARG(shown));
	if (has_wide_space(keyword))
		fault->help = PF_STR("there is a blank in it that is no plain space");
	else if (near.best.len)
		fault->help = pf_arena_fmt(parse->p->arena, "did you mean `%.*s`?",
			PF_STR_ARG(near.best));
	else if (!parse->is_trigger)
		fault->help = PF_STR("a line that goes on in the next ends with the escape "
				     "character, and a comment begins with `#`");
	return false;
}

/* Keyword and flags; then `out->text` is what follows. */
static bool parse_head(struct parse *parse, pf_str text)
{
	struct pf_dockerfile_parser *p = parse->p;
	struct pf_instruction *out = parse->out;
	pf_str rest = pf_dockerfile_trim(text);
	pf_str keyword = pf_dockerfile_first_word(&rest);

	out->keyword = pf_dockerfile_place(parse->line, keyword);
	out->range = (struct pf_piece){out->keyword.start, parse->line->range.end};
	if (keyword.len == 0)
		return fault(parse, parse->line->range, "nothing is continued here");
	if (!find_kind(keyword, &out->kind))
		return complain_unknown(parse, keyword);
	parse->is_known = true;
	p->lost = false;
	p->flags.len = 0;
	pf_dockerfile_take_flags(&p->flags, parse->line, &rest, p->reader.escape);
	if (p->flags.len) {
		struct pf_dockerfile_flag *flags =
			PF_NEWN(p->arena, struct pf_dockerfile_flag, p->flags.len);

		memcpy(flags, p->flags.ptr, p->flags.len * sizeof(*flags));
		out->flags = flags;
		out->nflags = p->flags.len;
	}
	out->text = rest;
	return true;
}

/* Arguments. */

static void keep_words(struct parse *parse)
{
	struct pf_dockerfile_words *words = &parse->p->words;
	struct pf_dockerfile_word *kept;

	if (words->len == 0)
		return;
	kept = PF_NEWN(parse->p->arena, struct pf_dockerfile_word, words->len);
	memcpy(kept, words->ptr, words->len * sizeof(*kept));
	parse->out->words = kept;
	parse->out->nwords = words->len;
}

/* False when the text is a JSON array that the builder refuses. */
static bool take_json(struct parse *parse)
{
	struct pf_instruction *out = parse->out;
	size_t odd;

	switch (pf_json_array_of(out->text, &odd)) {
	case PF_JSON_STRINGS:
		out->form = PF_ARGS_JSON;
		pf_dockerfile_split_json(&parse->p->words, parse->line, out->text);
		return true;
	case PF_JSON_MIXED:
		return fault_with_help(parse,
			pf_dockerfile_place(parse->line, pf_str_sub(out->text, odd, odd + 1)),
			"only strings can be in the array", "put it in double quotes");
	case PF_JSON_NONE:
		if (pf_str_starts_with(out->text, PF_STR("[")))
			out->form = PF_ARGS_BROKEN_JSON;
		return true;
	}
	return true;
}

static void add_text(struct parse *parse)
{
	if (parse->out->text.len)
		pf_dockerfile_add_word(&parse->p->words, parse->line, parse->out->text);
}

/* The two words of `NAME VALUE`; false where there is no value. */
static bool take_pair(struct parse *parse)
{
	struct pf_dockerfile_words *words = &parse->p->words;
	pf_str rest = parse->out->text;
	pf_str name = pf_dockerfile_first_word(&rest);
	pf_str shown = pf_dockerfile_quotable(name);

	if (rest.len == 0) {
		struct pf_dockerfile_fault *fault;

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
static bool check_assignments(struct parse *parse, bool optional)
{
	struct pf_dockerfile_words *words = &parse->p->words;

	for (size_t i = 0; i < words->len; i++) {
		const struct pf_dockerfile_word *word = &words->ptr[i];
		size_t equals = pf_str_find_char(word->text, '=');
		pf_str shown = pf_dockerfile_quotable(word->text);

		if (equals == 0)
			return fault(parse, word->range, "no name before the `=` of `%.*s`",
				PF_STR_ARG(shown));
		if (equals < word->text.len || optional)
			continue;
		pf_dockerfile_complain(&parse->p->faults, word->range, "`%.*s` has no `=`",
			PF_STR_ARG(shown))
			->help = PF_STR("a value with blanks in it needs quotes");
		return false;
	}
	return true;
}

static bool take_pairs(struct parse *parse)
{
	struct pf_dockerfile_words *words = &parse->p->words;

	pf_dockerfile_split_quoted(words, parse->line, parse->out->text, parse->p->reader.escape);
	if (words->len == 0)
		return true;
	if (pf_str_find_char(words->ptr[0].text, '=') == words->ptr[0].text.len)
		return take_pair(parse);
	return check_assignments(parse, false);
}

static bool take_names(struct parse *parse)
{
	pf_dockerfile_split_quoted(&parse->p->words, parse->line, parse->out->text,
		parse->p->reader.escape);
	return check_assignments(parse, true);
}

/* CMD and a command, or NONE. */
static bool take_healthcheck(struct parse *parse)
{
	struct pf_instruction *out = parse->out;
	pf_str rest = out->text;
	pf_str type = pf_dockerfile_first_word(&rest);
	pf_str shown = pf_dockerfile_quotable(type);

	out->none = pf_str_eq_nocase(type, PF_STR("NONE"));
	if (type.len == 0)
		return true;
	if (!out->none && !pf_str_eq_nocase(type, PF_STR("CMD"))) {
		pf_dockerfile_complain(&parse->p->faults, pf_dockerfile_place(parse->line, type),
			"`%.*s` is neither `CMD` nor `NONE`", PF_STR_ARG(shown))
			->help = PF_STR("write `HEALTHCHECK CMD` and the command");
		return false;
	}
	out->text = rest;
	if (!take_json(parse))
		return false;
	if (out->form != PF_ARGS_JSON)
		add_text(parse);
	if (out->none && parse->p->words.len)
		return fault(parse, pf_dockerfile_place(parse->line, rest),
			"`HEALTHCHECK NONE` takes no arguments");
	if (!out->none && parse->p->words.len == 0)
		return fault(parse, pf_dockerfile_place(parse->line, type),
			"`HEALTHCHECK CMD` has no command");
	return true;
}

static bool take_args(struct parse *parse)
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

/* What each instruction asks of its words. */

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

static bool check_from(struct parse *parse)
{
	struct pf_instruction *out = parse->out;
	struct pf_piece extra;
	pf_str name;

	if (out->nwords == 0) {
		struct pf_dockerfile_words *words = &parse->p->words;

		pf_dockerfile_add_word(words, parse->line, out->text);
		keep_words(parse);
		return fault(parse, out->keyword, "`FROM` has no image");
	}
	if (out->nwords == 1)
		return true;
	extra = (struct pf_piece){out->words[1].range.start, out->words[out->nwords - 1].range.end};
	if (out->nwords != 3 || !pf_str_eq_nocase(out->words[1].text, PF_STR("AS")))
		return fault_with_help(parse, extra,
			"`FROM` takes nothing but an image, or an image, `AS` and a name",
			help_for_from(out));
	name = pf_dockerfile_quotable(out->words[2].text);
	if (is_stage_name(out->words[2].text))
		return true;
	pf_dockerfile_complain(&parse->p->faults, out->words[2].range,
		"`%.*s` cannot be the name of a stage", PF_STR_ARG(name))
		->help = PF_STR("a letter, then letters, digits, `-`, `_` and `.`");
	return false;
}

static bool check_copy(struct parse *parse)
{
	const struct pf_instruction *out = parse->out;
	const struct pf_dockerfile_word *target;
	struct pf_heredoc heredoc;

	if (out->nwords < 2)
		return fault(parse, out->keyword, "`%s` needs a source and a destination",
			pf_instruction_name(out->kind));
	target = &out->words[out->nwords - 1];
	if (!pf_dockerfile_heredoc_word(parse->p->arena, target->text, &heredoc))
		return true;
	return fault(parse, target->range, "a heredoc cannot be the destination of `%s`",
		pf_instruction_name(out->kind));
}

static bool check_volume(struct parse *parse)
{
	const struct pf_instruction *out = parse->out;

	for (size_t i = 0; i < out->nwords; i++) {
		if (pf_dockerfile_trim(out->words[i].text).len == 0)
			return fault(parse, out->words[i].range, "the path of a volume is empty");
	}
	return true;
}

static bool check_shell(struct parse *parse)
{
	const struct pf_instruction *out = parse->out;

	if (out->nwords && out->form != PF_ARGS_JSON)
		return fault_with_help(parse, out->words[0].range,
			"`SHELL` takes a JSON array of strings", "`SHELL [\"/bin/sh\", \"-c\"]`");
	return true;
}

static bool check_count(struct parse *parse)
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
	return fault(parse, out->keyword, "`%s` has no argument", pf_instruction_name(out->kind));
}

static bool check(struct parse *parse)
{
	if (!check_count(parse))
		return false;
	switch (parse->out->kind) {
	case PF_FROM:
		return check_from(parse);
	case PF_ADD:
	case PF_COPY:
		return check_copy(parse);
	case PF_VOLUME:
		return check_volume(parse);
	case PF_SHELL:
		return check_shell(parse);
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

/* All but the trigger of ONBUILD and heredocs. */
static bool parse_one(struct parse *parse, pf_str text)
{
	struct pf_instruction *out = parse->out;
	bool sound;

	if (!parse_head(parse, text))
		return false;
	parse->p->words.len = 0;
	sound = take_args(parse);
	keep_words(parse);
	sound = pf_dockerfile_check_flags(&parse->p->faults, out) && sound;
	return sound && check(parse);
}

static bool parse_trigger(struct parse *parse)
{
	struct pf_instruction *trigger = PF_NEW(parse->p->arena, struct pf_instruction);
	struct parse inner = {
		.p = parse->p, .line = parse->line, .out = trigger, .is_trigger = true};
	pf_str rest = parse->out->text;
	pf_str keyword = pf_dockerfile_first_word(&rest);
	enum pf_instruction_kind kind;
	bool sound;

	if (find_kind(keyword, &kind) &&
		(kind == PF_ONBUILD || kind == PF_FROM || kind == PF_MAINTAINER))
		return fault(parse, pf_dockerfile_place(parse->line, keyword),
			"`%s` cannot be a trigger of `ONBUILD`", pf_instruction_name(kind));
	trigger->index = parse->out->index;
	trigger->stage = parse->out->stage;
	sound = parse_one(&inner, parse->out->text);
	if (inner.is_known) {
		parse->trigger = trigger;
		parse->out->trigger = trigger;
	}
	return sound;
}

/* A line that would end the heredoc if it had no blanks at its ends. */
static bool is_nearly_ended(const struct pf_heredoc *heredoc)
{
	pf_str rest = heredoc->body, line;

	while (pf_str_split(&rest, '\n', &line)) {
		if (pf_str_eq(pf_str_trim(line), heredoc->name))
			return true;
	}
	return false;
}

static bool complain_unterminated(struct parse *parse, pf_str word,
	const struct pf_heredoc *heredoc)
{
	pf_str name = pf_dockerfile_quotable(heredoc->name);
	struct pf_dockerfile_fault *fault;

	fault = pf_dockerfile_complain(&parse->p->faults, pf_dockerfile_place(parse->line, word),
		"no line ends this heredoc");
	fault->help = pf_arena_fmt(parse->p->arena, "it ends with a line that is `%.*s`%s",
		PF_STR_ARG(name),
		is_nearly_ended(heredoc) ? ", without blanks before or behind it" : "");
	return false;
}

static bool may_have_heredocs(const struct pf_instruction *instruction)
{
	return instruction->form != PF_ARGS_JSON &&
		(instruction->kind == PF_RUN || instruction->kind == PF_COPY ||
			instruction->kind == PF_ADD);
}

static bool read_heredocs(struct parse *parse)
{
	struct pf_instruction *out = parse->out;
	struct pf_dockerfile_heredocs *found = &parse->p->heredocs;
	struct pf_heredoc *kept;

	found->len = 0;
	if (parse->is_known && may_have_heredocs(parse->trigger ? parse->trigger : out))
		pf_dockerfile_find_heredocs(found, parse->line->text);
	if (found->len == 0)
		return true;
	kept = PF_NEWN(parse->p->arena, struct pf_heredoc, found->len);
	for (size_t i = 0; i < found->len; i++)
		kept[i] = found->ptr[i].heredoc;
	out->heredocs = kept;
	out->nheredocs = found->len;
	for (size_t i = 0; i < found->len; i++) {
		size_t end = out->range.end;
		bool ended = pf_dockerfile_read_body(&parse->p->reader, &kept[i], &end);

		out->range.end = (uint32_t)end;
		if (!ended)
			return complain_unterminated(parse, found->ptr[i].word, &kept[i]);
	}
	return true;
}

bool pf_dockerfile_instruction(struct pf_dockerfile_parser *parser,
	const struct pf_dockerfile_line *line, struct pf_instruction *out)
{
	struct parse parse = {.p = parser, .line = line, .out = out};
	bool sound = parse_one(&parse, line->text);

	if (sound && out->kind == PF_ONBUILD)
		sound = parse_trigger(&parse);
	/* Also of one that is not sound: bodies are no instructions. */
	sound = read_heredocs(&parse) && sound;
	if (parse.trigger) {
		parse.trigger->heredocs = out->heredocs;
		parse.trigger->nheredocs = out->nheredocs;
		parse.trigger->range.end = out->range.end;
	}
	return sound;
}
