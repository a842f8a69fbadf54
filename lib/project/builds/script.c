/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/script.h"

#include "base/vec.h"
#include "project/builds/command.h"
#include "project/builds/variables.h"

#define SUBSHELLS_MAX 8

struct reader {
	struct pf_arena *arena;
	pf_str text;
	size_t at; /* of the next line */
	struct pf_script_variables variables;
	struct pf_built_path folder;
	struct pf_built_path outer[SUBSHELLS_MAX]; /* of the shells around this one */
	size_t nouter;
	struct pf_command *command; /* one at a time */
	PF_VEC(struct pf_built_image) images;
};

/* A line and those that its backslashes join to it. */
struct line {
	pf_str text;
	size_t at;
	bool is_recipe;
};

static pf_str physical_line(struct reader *r)
{
	pf_str rest = pf_str_from_offset(r->text, r->at);
	size_t n = pf_str_find_char(rest, '\n');

	r->at += n < rest.len ? n + 1 : n;
	return pf_str_sub(rest, 0, n > 0 && rest.ptr[n - 1] == '\r' ? n - 1 : n);
}

/* The same with each backslash before a line's end, and that, made a blank. */
static pf_str join_lines(struct pf_arena *arena, pf_str text)
{
	char *to = pf_arena_alloc(arena, text.len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		pf_str rest = pf_str_from_offset(text, i);

		if (pf_str_starts_with(rest, PF_STR("\\\n")) ||
			pf_str_starts_with(rest, PF_STR("\\\r\n"))) {
			to[n++] = ' ';
			i += rest.ptr[1] == '\r' ? 2 : 1;
		} else {
			to[n++] = text.ptr[i];
		}
	}
	return (pf_str){to, n};
}

static bool next_line(struct reader *r, struct line *out)
{
	size_t from = r->at;
	pf_str part;

	if (r->at >= r->text.len)
		return false;
	part = physical_line(r);
	out->at = from;
	out->is_recipe = pf_str_starts_with(part, PF_STR("\t"));
	out->text = part;
	if (!pf_str_ends_with(part, PF_STR("\\")))
		return true;
	while (pf_str_ends_with(part, PF_STR("\\")) && r->at < r->text.len &&
		r->at - from < PF_EXPANDED_MAX)
		part = physical_line(r);
	out->text = join_lines(r->arena, pf_str_sub(r->text, from, r->at));
	return true;
}

/* `cd DIR`, `pushd DIR`; what leads nowhere that is known makes the folder unknown. */
static bool change_folder(struct reader *r, const struct pf_command *command)
{
	pf_str program = command->n ? command->words[0] : PF_STR_EMPTY;

	if (pf_str_eq(program, PF_STR("popd"))) {
		r->folder.path = PF_STR_EMPTY;
		return true;
	}
	if (!pf_str_eq(program, PF_STR("cd")) && !pf_str_eq(program, PF_STR("pushd")))
		return false;
	r->folder = pf_built_path_from(r->arena, r->folder,
		command->n > 1 ? command->words[1] : PF_STR_EMPTY);
	return true;
}

static void enter_or_leave(struct reader *r, char end)
{
	if (end == '(' && r->nouter < SUBSHELLS_MAX)
		r->outer[r->nouter++] = r->folder;
	else if (end == ')' && r->nouter > 0)
		r->folder = r->outer[--r->nouter];
}

static void run_line(struct reader *r, const struct line *line)
{
	pf_str text = pf_script_expand(&r->variables, line->text);
	struct pf_command *command = r->command;
	size_t at = 0;

	while (pf_command_next(r->arena, text, &at, command)) {
		struct pf_built_image image = {.at = line->at};

		if (!change_folder(r, command) && r->images.len < PF_BUILT_MAX &&
			pf_command_builds(r->arena, command, r->folder, &image))
			PF_VEC_ADD(r->arena, &r->images) = image;
		enter_or_leave(r, command->end);
	}
}

/* Shell. */

/* The word behind `<<`, which ends what is no command; empty: none. */
static pf_str heredoc_of(pf_str line)
{
	size_t at = pf_str_find(line, PF_STR("<<"));
	size_t n = 0;
	pf_str rest;

	if (at == line.len || pf_str_starts_with(pf_str_from_offset(line, at), PF_STR("<<<")))
		return PF_STR_EMPTY;
	rest = pf_str_from_offset(line, at + 2);
	while (rest.len &&
		(pf_is_blank(rest.ptr[0]) || pf_str_find_char(PF_STR("-'\"\\"), rest.ptr[0]) < 4))
		rest = pf_str_from_offset(rest, 1);
	while (n < rest.len && (pf_is_alnum(rest.ptr[n]) || rest.ptr[n] == '_'))
		n++;
	return pf_str_sub(rest, 0, n);
}

static void skip_heredoc(struct reader *r, pf_str word)
{
	while (r->at < r->text.len) {
		if (pf_str_eq(pf_str_trim(physical_line(r)), word))
			return;
	}
}

static bool is_declaration(pf_str word)
{
	static const pf_str words[] = {PF_STR_INIT("export"), PF_STR_INIT("readonly"),
		PF_STR_INIT("local"), PF_STR_INIT("declare")};

	return pf_is_one_of(word, words, sizeof(words) / sizeof(*words));
}

/* Assignments that no command follows; `for` and `read` set what nobody knows. */
static void assign(struct reader *r, const struct pf_command *command)
{
	size_t first = command->n && is_declaration(command->words[0]);

	if (command->n > 1 &&
		(pf_str_eq(command->words[0], PF_STR("for")) ||
			pf_str_eq(command->words[0], PF_STR("read"))))
		pf_script_forget(&r->variables, command->words[1]);
	for (size_t i = first; i < command->n; i++) {
		if (!pf_assigned_name(command->words[i]).len)
			return;
	}
	for (size_t i = first; i < command->n; i++) {
		pf_str name = pf_assigned_name(command->words[i]);

		pf_script_set(&r->variables, name,
			pf_str_from_offset(command->words[i], name.len + 1), false);
	}
}

static void collect_shell_variables(struct reader *r)
{
	struct pf_command *command = r->command;
	struct line line;

	while (next_line(r, &line)) {
		pf_str text;
		size_t at = 0;

		/* Most lines set nothing. */
		if (pf_str_find_char(line.text, '=') < line.text.len ||
			pf_str_starts_with(pf_str_trim(line.text), PF_STR("for "))) {
			text = pf_script_expand(&r->variables, line.text);
			while (pf_command_next(r->arena, text, &at, command))
				assign(r, command);
		}
		if (heredoc_of(line.text).len)
			skip_heredoc(r, heredoc_of(line.text));
	}
	r->at = 0;
}

struct pf_built_images pf_built_by_script(struct pf_arena *arena, pf_str text)
{
	struct reader r = {.arena = arena,
		.text = text,
		.command = PF_NEW(arena, struct pf_command),
		.variables = {.arena = arena},
		.folder = {PF_BUILT_FROM_STARTED, PF_STR(".")}};
	struct line line;

	collect_shell_variables(&r);
	while (next_line(&r, &line)) {
		run_line(&r, &line);
		if (heredoc_of(line.text).len)
			skip_heredoc(&r, heredoc_of(line.text));
	}
	return (struct pf_built_images){r.images.ptr, r.images.len};
}

/* Make. */

static pf_str without_comment(pf_str value)
{
	return pf_str_trim(pf_str_sub(value, 0, pf_str_find(value, PF_STR(" #"))));
}

/* "NAME = value" and its kin. */
static void read_assignment(struct reader *r, pf_str line)
{
	static const pf_str kinds[] = {PF_STR_INIT("?="), PF_STR_INIT(":="), PF_STR_INIT("::="),
		PF_STR_INIT("="), PF_STR_INIT("+="), PF_STR_INIT("!=")};
	pf_str rest = pf_str_trim(line);
	size_t n = 0;
	pf_str name;

	if (pf_str_starts_with(rest, PF_STR("export ")))
		rest = pf_str_trim(pf_str_from_offset(rest, 7));
	while (n < rest.len && (pf_is_alnum(rest.ptr[n]) || rest.ptr[n] == '_'))
		n++;
	name = pf_str_sub(rest, 0, n);
	rest = pf_str_trim(pf_str_from_offset(rest, n));
	for (size_t i = 0; name.len && i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (!pf_str_starts_with(rest, kinds[i]))
			continue;
		if (i > 3)
			pf_script_forget(&r->variables, name);
		else
			pf_script_set(&r->variables, name,
				without_comment(pf_str_from_offset(rest, kinds[i].len)), i == 0);
		return;
	}
}

struct pf_built_images pf_built_by_makefile(struct pf_arena *arena, pf_str text)
{
	struct reader r = {.arena = arena,
		.text = text,
		.command = PF_NEW(arena, struct pf_command),
		.variables = {.arena = arena, .is_make = true}};
	struct line line;

	while (next_line(&r, &line)) {
		if (!line.is_recipe)
			read_assignment(&r, line.text);
	}
	r.at = 0;
	while (next_line(&r, &line)) {
		r.folder = (struct pf_built_path){PF_BUILT_FROM_FILE, PF_STR(".")};
		r.nouter = 0;
		line.text = pf_str_trim(line.text);
		while (line.text.len && pf_str_find_char(PF_STR("@-+"), line.text.ptr[0]) < 3)
			line.text = pf_str_from_offset(line.text, 1);
		if (line.is_recipe)
			run_line(&r, &line);
	}
	return (struct pf_built_images){r.images.ptr, r.images.len};
}
