/* SPDX-License-Identifier: Apache-2.0 */

/* Scripts for a shell, as far as several rules ask. */

#include "rule/rule.h"

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* Words that a command follows. */
static const pf_str leading[] = {PF_STR_INIT("!"), PF_STR_INIT("do"), PF_STR_INIT("elif"),
	PF_STR_INIT("else"), PF_STR_INIT("then"), PF_STR_INIT("time")};

static const pf_str unread[] = {PF_STR_INIT("[["), PF_STR_INIT("case"), PF_STR_INIT("coproc"),
	PF_STR_INIT("esac"), PF_STR_INIT("function"), PF_STR_INIT("select")};

/* Nothing that a signal would have to reach. */
static const pf_str idle[] = {PF_STR_INIT(":"), PF_STR_INIT("["), PF_STR_INIT("awk"),
	PF_STR_INIT("break"), PF_STR_INIT("cat"), PF_STR_INIT("cd"), PF_STR_INIT("continue"),
	PF_STR_INIT("curl"), PF_STR_INIT("cut"), PF_STR_INIT("date"), PF_STR_INIT("df"),
	PF_STR_INIT("dig"), PF_STR_INIT("du"), PF_STR_INIT("echo"), PF_STR_INIT("exit"),
	PF_STR_INIT("export"), PF_STR_INIT("false"), PF_STR_INIT("find"), PF_STR_INIT("free"),
	PF_STR_INIT("grep"), PF_STR_INIT("head"), PF_STR_INIT("hostname"), PF_STR_INIT("jq"),
	PF_STR_INIT("let"), PF_STR_INIT("ls"), PF_STR_INIT("mkdir"), PF_STR_INIT("nc"),
	PF_STR_INIT("nslookup"), PF_STR_INIT("ping"), PF_STR_INIT("printf"), PF_STR_INIT("ps"),
	PF_STR_INIT("read"), PF_STR_INIT("rm"), PF_STR_INIT("sed"), PF_STR_INIT("set"),
	PF_STR_INIT("shift"), PF_STR_INIT("sleep"), PF_STR_INIT("sort"), PF_STR_INIT("tail"),
	PF_STR_INIT("tee"), PF_STR_INIT("test"), PF_STR_INIT("touch"), PF_STR_INIT("tr"),
	PF_STR_INIT("true"), PF_STR_INIT("uname"), PF_STR_INIT("wait"), PF_STR_INIT("wc"),
	PF_STR_INIT("wget"), PF_STR_INIT("yes")};

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

static bool is_idle(const struct pf_shell_command *command)
{
	return !command->program.len || IS_IN(pf_program_name(command->program), idle);
}

/* Not `exec >log`, which only redirects. */
static bool is_handover(const struct pf_shell_command *command)
{
	struct pf_shell_lexer lexer = {.text = command->text};
	struct pf_shell_token token;

	if (!pf_str_eq(command->program, PF_STR("exec")))
		return false;
	(void)pf_shell_token_next(&lexer, &token);
	while (pf_shell_token_next(&lexer, &token)) {
		if (token.kind == PF_TOKEN_WORD)
			return true;
	}
	return false;
}

/* Does the command take care of signals, or do what cannot be seen here? */
static bool takes_over(const struct pf_shell_command *command)
{
	static const pf_str others[] = {
		PF_STR_INIT("."), PF_STR_INIT("eval"), PF_STR_INIT("source"), PF_STR_INIT("trap")};

	return is_handover(command) || IS_IN(command->program, others) ||
		pf_is_init_program(command->program);
}

/* What a script does up to its last command. */
struct summary {
	struct pf_shell_command last;
	bool works;      /* some command is not idle */
	bool background; /* one was left running */
	bool pipe_works; /* the last pipeline has one that is not idle */
	bool list_works; /* what stands before the last `||` */
};

static void take_in(struct summary *sum, const struct pf_shell_command *command)
{
	bool works = !is_idle(command);

	if (command->before == PF_JOINT_PIPE)
		sum->pipe_works = sum->pipe_works || works;
	else
		sum->pipe_works = works;
	if (command->before == PF_JOINT_OR)
		sum->list_works = sum->last.program.len && !is_idle(&sum->last);
	sum->works = sum->works || works;
	sum->background = sum->background || (command->after == PF_JOINT_BACKGROUND && works) ||
		(command->before == PF_JOINT_BACKGROUND && sum->works);
	sum->last = *command;
}

/* Why every shell stays, or NULL. */
static const char *reason_to_stay(const struct summary *sum)
{
	if (sum->last.loops && sum->works)
		return "a loop";
	if (sum->last.before == PF_JOINT_PIPE && sum->pipe_works)
		return "a pipeline";
	if (sum->background && pf_str_eq(sum->last.program, PF_STR("wait")))
		return "a program in the background";
	if (sum->last.before == PF_JOINT_OR && sum->list_works && is_idle(&sum->last))
		return "a command behind `||`";
	return NULL;
}

struct pf_shell_outcome pf_shell_outcome_of(pf_str text)
{
	struct pf_shell_walk script = {.text = text};
	struct summary sum = {.last = {.program = PF_STR_EMPTY}};
	struct pf_shell_outcome out = {.end = PF_SHELL_UNKNOWN};
	struct pf_shell_command command;

	while (pf_shell_next(&script, &command)) {
		if (takes_over(&command))
			return out;
		take_in(&sum, &command);
	}
	if (script.unreadable || script.depth)
		return out;
	out.how = reason_to_stay(&sum);
	out.last = sum.last;
	if (out.how)
		out.end = PF_SHELL_STAYS;
	else if (!is_idle(&sum.last) && sum.last.depth == 0 &&
		sum.last.after != PF_JOINT_BACKGROUND)
		out.end = PF_SHELL_DEPENDS;
	return out;
}

/* "$1", "$@", "${1:-x}", "$#", "${#1}". */
static bool has_positional(pf_str text)
{
	struct pf_shell_lexer lexer = {.text = text};
	struct pf_shell_use use;

	while (pf_shell_any_use_next(&lexer, &use)) {
		if (use.name.len &&
			(pf_is_digit(use.name.ptr[0]) || strchr("@*#", use.name.ptr[0])))
			return true;
	}
	return false;
}

bool pf_shell_uses_arguments(pf_str text)
{
	static const pf_str users[] = {PF_STR_INIT("."), PF_STR_INIT("eval"),
		PF_STR_INIT("getopts"), PF_STR_INIT("shift"), PF_STR_INIT("source")};
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;

	if (has_positional(text))
		return true;
	while (pf_shell_next(&script, &command)) {
		if (IS_IN(command.program, users))
			return true;
	}
	/* `for x; do` walks the arguments, too. */
	return script.unreadable || pf_str_contains(text, PF_STR("for "));
}

/* Does any word name it: behind `exec`, `gosu app` and assignments, too? */
static bool names(const struct pf_shell_command *command, pf_str name)
{
	struct pf_shell_lexer lexer = {.text = command->text};
	struct pf_shell_token token;

	while (pf_shell_token_next(&lexer, &token)) {
		if (token.kind == PF_TOKEN_WORD &&
			pf_str_eq(pf_program_name(pf_shell_unquoted(token.text)), name))
			return true;
	}
	return false;
}

bool pf_shell_starts(pf_str text, pf_str name)
{
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;

	while (pf_shell_next(&script, &command)) {
		if (names(&command, name))
			return true;
	}
	return script.unreadable && pf_str_contains(text, name);
}
