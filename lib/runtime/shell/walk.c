/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/walk.h"

#include "text/shell/lexer.h"

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* Words that a command follows. */
static const pf_str leading[] = {PF_STR_INIT("!"), PF_STR_INIT("do"), PF_STR_INIT("elif"),
	PF_STR_INIT("else"), PF_STR_INIT("then"), PF_STR_INIT("time")};

static const pf_str unread[] = {PF_STR_INIT("[["), PF_STR_INIT("case"), PF_STR_INIT("coproc"),
	PF_STR_INIT("esac"), PF_STR_INIT("function"), PF_STR_INIT("select")};

/* The token behind what was read; script->at stays. */
static struct pf_shell_token next_token(const struct pf_shell_walk *script)
{
	struct pf_shell_lexer lexer = {.text = script->text, .at = script->at};
	struct pf_shell_token token;

	(void)pf_shell_token_next(&lexer, &token);
	return token;
}

static enum pf_joint joint_of(const struct pf_shell_token *token)
{
	switch (token->kind) {
	case PF_TOKEN_NEWLINE:
	case PF_TOKEN_SEMICOLON:
	case PF_TOKEN_CASE_END:
		return PF_JOINT_THEN;
	case PF_TOKEN_BACKGROUND:
		return PF_JOINT_BACKGROUND;
	case PF_TOKEN_AND:
		return PF_JOINT_AND;
	case PF_TOKEN_OR:
		return PF_JOINT_OR;
	case PF_TOKEN_PIPE:
		return PF_JOINT_PIPE;
	case PF_TOKEN_END:
	case PF_TOKEN_WORD:
	case PF_TOKEN_REDIRECTION:
	case PF_TOKEN_OPEN:
	case PF_TOKEN_CLOSE:
		break;
	}
	return PF_JOINT_NONE;
}

/* Here the walk ends, but for who reads roughly. */
static void give_up(struct pf_shell_walk *script)
{
	script->unreadable = !script->rough;
}

static bool is_assignment(pf_str word)
{
	size_t i = 0;

	while (i < word.len && (pf_is_alnum(word.ptr[i]) || word.ptr[i] == '_'))
		i++;
	return i > 0 && !pf_is_digit(word.ptr[0]) && i < word.len && word.ptr[i] == '=';
}

static void leave(struct pf_shell_walk *script, bool loop)
{
	if (script->depth == 0 || (loop && script->loops == 0)) {
		give_up(script);
		return;
	}
	script->depth--;
	script->loops -= loop;
	script->joint = PF_JOINT_NONE;
}

/* Act on a word that is the grammar's; false: it is a command's. */
static bool is_keyword(struct pf_shell_walk *script, pf_str word, bool *list)
{
	bool loop = pf_str_eq(word, PF_STR("while")) || pf_str_eq(word, PF_STR("until"));

	*list = pf_str_eq(word, PF_STR("for"));
	if (IS_IN(word, unread)) {
		give_up(script);
		return script->unreadable;
	}
	if (loop || *list || pf_str_eq(word, PF_STR("if")) || pf_str_eq(word, PF_STR("{")))
		script->depth++;
	else if (pf_str_eq(word, PF_STR("done")) || pf_str_eq(word, PF_STR("fi")) ||
		pf_str_eq(word, PF_STR("}")))
		leave(script, word.ptr[0] == 'd');
	else if (!IS_IN(word, leading))
		return false;
	script->loops += loop || *list;
	return true;
}

/* Past the words of `for x in a b`. */
static void skip_list(struct pf_shell_walk *script)
{
	struct pf_shell_token token = next_token(script);

	while (token.kind == PF_TOKEN_WORD) {
		if (token.open)
			give_up(script);
		script->at = token.end;
		token = next_token(script);
	}
}

/* Act on an operator between commands. */
static void skip_joint(struct pf_shell_walk *script, const struct pf_shell_token *token)
{
	if (token->kind == PF_TOKEN_CASE_END)
		give_up(script);
	/* A line may break behind an operator. */
	if (script->joint == PF_JOINT_NONE)
		script->joint = joint_of(token);
}

/* Act on a token that is the grammar's; false: a command begins with it. */
static bool is_grammar(struct pf_shell_walk *script, const struct pf_shell_token *token, bool *list)
{
	*list = false;
	if (token->kind == PF_TOKEN_REDIRECTION)
		return false;
	if (token->kind == PF_TOKEN_WORD)
		return !token->open && is_keyword(script, token->text, list);
	if (token->kind == PF_TOKEN_OPEN)
		script->depth++;
	else if (token->kind == PF_TOKEN_CLOSE)
		leave(script, false);
	else
		skip_joint(script, token);
	return true;
}

/* To where a command begins; false at the end. */
static bool find_command(struct pf_shell_walk *script)
{
	while (!script->unreadable) {
		struct pf_shell_token token = next_token(script);
		bool list;

		if (token.kind == PF_TOKEN_END)
			return false;
		if (!is_grammar(script, &token, &list))
			return true;
		script->at = token.end;
		if (list)
			skip_list(script);
	}
	return false;
}

/* What runs the program in the next word. */
static bool is_prefix(pf_str word)
{
	return pf_str_eq(word, PF_STR("exec")) || pf_str_eq(word, PF_STR("command")) ||
		is_assignment(word);
}

static void take_word(struct pf_shell_command *out, pf_str word, size_t start,
	struct pf_shell_words *words)
{
	if (!out->program.len && !is_assignment(word)) {
		out->program = pf_shell_unquoted(word);
		out->start = start;
	}
	if (words && words->n < PF_SHELL_WORDS_MAX && (words->n || !is_prefix(word)))
		words->ptr[words->n++] = word;
}

/* Read words, `words` as they are written, up to the operator behind them, which is returned. */
static struct pf_shell_token read_words(struct pf_shell_walk *script, struct pf_shell_command *out,
	struct pf_shell_words *words)
{
	struct pf_shell_token token = next_token(script);

	while (token.kind == PF_TOKEN_WORD || token.kind == PF_TOKEN_REDIRECTION) {
		if (token.open || pf_shell_token_is_here(&token))
			give_up(script);
		if (token.kind == PF_TOKEN_WORD)
			take_word(out, token.text, token.start, words);
		script->at = token.end;
		token = next_token(script);
	}
	if (token.kind == PF_TOKEN_OPEN)
		give_up(script);
	if (out->program.len)
		out->text = pf_str_sub(script->text, out->start, script->at);
	return token;
}

static bool next_command(struct pf_shell_walk *script, struct pf_shell_command *out,
	struct pf_shell_words *words)
{
	struct pf_shell_token behind;

	*out = (struct pf_shell_command){.program = PF_STR_EMPTY, .text = PF_STR_EMPTY};
	if (!find_command(script))
		return false;
	out->before = script->joint;
	out->depth = script->depth;
	out->loops = script->loops;
	behind = read_words(script, out, words);
	if (script->unreadable)
		return false;
	out->after = joint_of(&behind);
	script->joint = out->after;
	if (out->after != PF_JOINT_NONE && behind.kind != PF_TOKEN_CASE_END)
		script->at = behind.end;
	return true;
}

bool pf_shell_next(struct pf_shell_walk *script, struct pf_shell_command *out)
{
	return next_command(script, out, NULL);
}

bool pf_shell_next_words(struct pf_arena *arena, struct pf_shell_walk *script,
	struct pf_shell_words *out)
{
	struct pf_shell_command command;

	out->n = 0;
	while (out->n == 0) {
		if (!next_command(script, &command, out))
			return false;
	}
	for (size_t i = 0; i < out->n; i++)
		out->ptr[i] = pf_shell_unquote(arena, out->ptr[i]);
	return true;
}
