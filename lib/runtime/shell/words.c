/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/words.h"

#include "image/facts/programs.h"

static const pf_str scripts[] = {
	PF_STR_INIT(".sh"),
	PF_STR_INIT(".bash"),
	PF_STR_INIT(".ksh"),
	PF_STR_INIT(".zsh"),
	PF_STR_INIT(".ps1"),
	PF_STR_INIT(".cmd"),
	PF_STR_INIT(".bat"),
};

/* What people put between backticks; others quote names of databases and fields so. */
static const pf_str substituted[] = {
	PF_STR_INIT("cat"), PF_STR_INIT("date"), PF_STR_INIT("hostname"), PF_STR_INIT("nproc")};

/* Options that are followed by a delimiter, or end at a semicolon. */
static const pf_str operand_options[] = {
	PF_STR_INIT("-d"),
	PF_STR_INIT("-s"),
	PF_STR_INIT("-t"),
	PF_STR_INIT("-F"),
	PF_STR_INIT("--delim"),
	PF_STR_INIT("--delimiter"),
	PF_STR_INIT("--field-separator"),
	PF_STR_INIT("--sep"),
	PF_STR_INIT("--separator"),
	PF_STR_INIT("-exec"),
	PF_STR_INIT("-execdir"),
	PF_STR_INIT("-ok"),
	PF_STR_INIT("-okdir"),
};

/* These compare in some programs. */
static const pf_str comparisons[] = {PF_STR_INIT("<"), PF_STR_INIT("<<"), PF_STR_INIT(">")};

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

pf_str pf_program_name(pf_str word)
{
	size_t at = word.len;

	while (at > 0 && word.ptr[at - 1] != '/' && word.ptr[at - 1] != '\\')
		at--;
	word = pf_str_from_offset(word, at);
	if (pf_str_ends_with(word, PF_STR(".exe")))
		word.len -= strlen(".exe");
	return word;
}

bool pf_is_shell(pf_str word)
{
	pf_str name = pf_program_name(word);

	if (pf_known_program_has(name, PF_PROGRAM_SHELL))
		return true;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		if (pf_str_ends_with(name, scripts[i]))
			return true;
	}
	return false;
}

bool pf_is_init_program(pf_str word)
{
	return pf_known_program_has(pf_program_name(word), PF_PROGRAM_INIT);
}

static bool may_expand(const struct pf_str_list *words)
{
	PF_EACH(pf_str_field, word, *words) {
		if (pf_is_shell(word->is) || pf_str_contains(word->is, PF_STR("expand-env")))
			return true;
	}
	return false;
}

bool pf_may_expand_variables(const struct pf_pod_container *container)
{
	const struct pf_str_list *command = &container->spec->command;

	return may_expand(command) || may_expand(&container->spec->args) ||
		(command->len > 0 &&
			pf_known_program_has(pf_program_name(command->ptr[0].is),
				PF_PROGRAM_EXPANDS));
}

/* ">>", "2>", "2>&1", ">/dev/null"; not ">" alone, nor "<NAME>", which is to be filled in. */
static bool is_redirection(const struct pf_shell_token *token, pf_str word)
{
	pf_str target = token->target;

	if (word.len < 2 || pf_str_find_char(token->text, '<') < token->text.len)
		return false;
	if (pf_str_ends_with(token->text, PF_STR("&")))
		return token->end == word.len && target.len == 1 &&
			(pf_is_digit(target.ptr[0]) || target.ptr[0] == '-');
	if (!target.len)
		return token->end == word.len;
	return target.ptr == token->text.ptr + token->text.len && target.ptr[0] == '/';
}

/* "-c", "-lc", "-ec", "/c", "-Command". */
static bool tells_script(pf_str word)
{
	if (pf_str_eq_nocase(word, PF_STR("/c")))
		return true;
	if (word.len < 2 || word.ptr[0] != '-' || word.ptr[1] == '-')
		return false;
	return pf_str_find_char(word, 'c') < word.len || pf_str_find_char(word, 'C') < word.len;
}

static bool is_unread(const struct pf_command_line *line, pf_str word)
{
	struct pf_shell_lexer lexer = {.text = word};
	struct pf_shell_token token;

	if (line->script || line->exempt || !pf_shell_token_next(&lexer, &token) || token.start > 0)
		return false;
	if (token.kind == PF_TOKEN_REDIRECTION)
		return is_redirection(&token, word) || (line->known && IS_IN(word, comparisons));
	if (token.end < word.len)
		return false;
	/* No program has a use for these as words of their own. */
	if (token.kind == PF_TOKEN_AND || token.kind == PF_TOKEN_OR)
		return true;
	/* These separate fields or end a list in some. */
	return (token.kind == PF_TOKEN_PIPE || token.kind == PF_TOKEN_SEMICOLON ||
		       token.kind == PF_TOKEN_BACKGROUND) &&
		line->known && !line->operand;
}

bool pf_is_only_redirected(pf_str word)
{
	struct pf_shell_lexer lexer = {.text = word};
	struct pf_shell_token token;

	return pf_shell_token_next(&lexer, &token) && token.kind == PF_TOKEN_REDIRECTION;
}

bool pf_command_line_next(struct pf_command_line *line, pf_str word)
{
	if (is_unread(line, word))
		return true;
	line->script = line->script || (line->shell && tells_script(word));
	line->shell = line->shell || pf_is_shell(word);
	line->exempt =
		line->exempt || pf_known_program_has(pf_program_name(word), PF_PROGRAM_OPERATORS);
	line->operand = line->operand || IS_IN(word, operand_options);
	return false;
}

static size_t find_blank(pf_str s)
{
	size_t i = 0;

	while (i < s.len && !pf_is_blank(s.ptr[i]))
		i++;
	return i;
}

/* "/opt/My App/run", "C:\Program Files": the blank may well belong to the path. */
static bool may_be_path(pf_str text, pf_str rest)
{
	if (text.len > 2 && text.ptr[1] == ':' && (text.ptr[2] == '\\' || text.ptr[2] == '/'))
		return true;
	if (text.ptr[0] != '/' || find_blank(rest) < rest.len || strchr("-/.", rest.ptr[0]))
		return false;
	return pf_str_find_char(rest, '/') < rest.len;
}

bool pf_is_command_line(pf_str word)
{
	pf_str line = pf_str_trim(word);
	size_t blank = find_blank(line);

	if (line.len == 0 || find_blank(word) == word.len)
		return false;
	for (size_t i = 0; i < blank; i++) {
		if (!pf_is_alnum(line.ptr[i]) && !strchr("_./\\-=#!:@+~", line.ptr[i]))
			return false;
	}
	return blank == line.len ||
		!may_be_path(line, pf_str_trim(pf_str_from_offset(line, blank)));
}

bool pf_has_backtick_command(pf_str word)
{
	size_t at = pf_str_find_char(word, '`');
	struct pf_shell_lexer lexer;
	struct pf_shell_token token;

	if (at == word.len)
		return false;
	lexer = (struct pf_shell_lexer){.text = pf_str_from_offset(word, at + 1)};
	lexer.text.len = pf_str_find_char(lexer.text, '`');
	return pf_shell_token_next(&lexer, &token) && IS_IN(token.text, substituted);
}

bool pf_shell_use_next(pf_str word, struct pf_shell_use *use)
{
	struct pf_shell_lexer lexer = {.text = word, .at = use->end};

	while (pf_shell_any_use_next(&lexer, use)) {
		if (use->variable && !use->open)
			return true;
	}
	return false;
}
