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

static bool is_word_end(char c)
{
	return pf_is_blank(c) || (c && strchr(";&|()<>", c));
}

/* Past the quote that closes the one before `i`; the text's length where none does. */
static size_t skip_quoted(pf_str s, size_t i, char quote)
{
	while (i < s.len && s.ptr[i] != quote)
		i += quote != '\'' && s.ptr[i] == '\\' ? 2 : 1;
	return i < s.len ? i + 1 : s.len + 1;
}

/* Past the bracket that closes the one before `i`. */
static size_t skip_bracketed(pf_str s, size_t i, char open, char close)
{
	size_t depth = 1;

	while (i < s.len && depth) {
		char c = s.ptr[i++];

		if (c == '\\')
			i++;
		else if (c == '\'' || c == '"' || c == '`')
			i = skip_quoted(s, i, c);
		else if (c == open)
			depth++;
		else if (c == close)
			depth--;
	}
	return depth ? s.len + 1 : i;
}

/* The end of the word at `i`; beyond the text's length where quotes or brackets stay open. */
static size_t skip_word(pf_str s, size_t i)
{
	while (i < s.len && !is_word_end(s.ptr[i])) {
		char c = s.ptr[i++];
		char next = i < s.len ? s.ptr[i] : '\0';

		if (c == '\\')
			i++;
		else if (c == '\'' || c == '"' || c == '`')
			i = skip_quoted(s, i, c);
		else if (c == '$' && next == '(')
			i = skip_bracketed(s, i + 1, '(', ')');
		else if (c == '$' && next == '{')
			i = skip_bracketed(s, i + 1, '{', '}');
	}
	return i;
}

static size_t skip_line(pf_str s, size_t i)
{
	while (i < s.len && s.ptr[i] != '\n')
		i++;
	return i;
}

static bool is_continuation(pf_str s, size_t i)
{
	return s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == '\n';
}

/* Past blanks within a line, and the comment at its end. */
static size_t skip_blanks(pf_str s, size_t i)
{
	while (i < s.len) {
		if (is_continuation(s, i))
			i += 2;
		else if (s.ptr[i] == '#')
			i = skip_line(s, i);
		else if (s.ptr[i] != '\n' && pf_is_blank(s.ptr[i]))
			i++;
		else
			break;
	}
	return i;
}

/* Past the operator at `i`, if one is there. */
static size_t read_joint(pf_str s, size_t i, enum pf_joint *out)
{
	char c = i < s.len ? s.ptr[i] : '\0';
	char next = i + 1 < s.len ? s.ptr[i + 1] : '\0';

	*out = PF_JOINT_NONE;
	if (c == ';' || c == '\n')
		*out = PF_JOINT_THEN;
	else if (c == '&')
		*out = next == '&' ? PF_JOINT_AND : PF_JOINT_BACKGROUND;
	else if (c == '|')
		*out = next == '|' ? PF_JOINT_OR : PF_JOINT_PIPE;
	if (*out == PF_JOINT_NONE)
		return i;
	return i +
		(*out == PF_JOINT_AND || *out == PF_JOINT_OR || (c == '|' && next == '&') ? 2 : 1);
}

/* Here the walk ends, but for who reads roughly. */
static void give_up(struct pf_shell_walk *script)
{
	script->unreadable = !script->rough;
}

/* Past a redirection with its target; `*i` stays where there is none. */
static bool skip_redirection(struct pf_shell_walk *script, size_t *i)
{
	pf_str s = script->text;
	size_t at = *i;

	while (at < s.len && pf_is_digit(s.ptr[at]))
		at++;
	if (at == *i && at + 1 < s.len && s.ptr[at] == '&' && s.ptr[at + 1] == '>')
		at++;
	if (at == s.len || (s.ptr[at] != '<' && s.ptr[at] != '>'))
		return false;
	if (at + 1 < s.len && s.ptr[at] == '<' && s.ptr[at + 1] == '<')
		give_up(script);
	while (at < s.len && strchr("<>&|", s.ptr[at]))
		at++;
	*i = skip_word(s, skip_blanks(s, at));
	return true;
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
static size_t skip_list(pf_str s, size_t i)
{
	while (i < s.len && s.ptr[i] != '\n' && s.ptr[i] != ';') {
		size_t end = skip_word(s, skip_blanks(s, i));

		if (end <= i)
			break;
		i = end;
	}
	return i;
}

/* False where no operator is at `*i`. */
static bool skip_operator(struct pf_shell_walk *script, size_t *i)
{
	pf_str s = script->text;
	enum pf_joint joint;
	size_t end = read_joint(s, *i, &joint);

	if (joint == PF_JOINT_NONE)
		return false;
	/* A line may break behind an operator; two semicolons are of `case`. */
	if (*i > 0 && s.ptr[*i] == ';' && s.ptr[*i - 1] == ';')
		give_up(script);
	if (script->joint == PF_JOINT_NONE)
		script->joint = joint;
	*i = end;
	return true;
}

static bool skip_parenthesis(struct pf_shell_walk *script, size_t *i)
{
	char c = script->text.ptr[*i];

	if (c == '(')
		script->depth++;
	else if (c == ')')
		leave(script, false);
	else
		return false;
	++*i;
	return true;
}

/* Past a keyword at `i` and what belongs to it; `i` where a command begins. */
static size_t skip_keyword(struct pf_shell_walk *script, size_t i)
{
	pf_str s = script->text;
	size_t end = skip_word(s, i);
	bool list;

	if (end == i || end > s.len || !is_keyword(script, pf_str_sub(s, i, end), &list))
		return i;
	return list ? skip_list(s, end) : end;
}

/* To where a command begins; false at the end. */
static bool find_command(struct pf_shell_walk *script)
{
	while (!script->unreadable && script->at < script->text.len) {
		size_t i = skip_blanks(script->text, script->at);
		size_t end = i;

		if (i == script->text.len)
			return false;
		if (!skip_operator(script, &end) && !skip_parenthesis(script, &end))
			end = skip_keyword(script, i);
		script->at = end;
		if (end == i)
			return true;
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

/* Read words, `words` as they are written, up to the operator behind them. */
static void read_words(struct pf_shell_walk *script, struct pf_shell_command *out,
	struct pf_shell_words *words)
{
	pf_str s = script->text;
	size_t i = script->at;
	size_t last = i;

	while (!script->unreadable && i < s.len) {
		size_t end = i;
		bool redirects = skip_redirection(script, &end);

		if (!redirects && is_word_end(s.ptr[i])) {
			if (s.ptr[i] == '(')
				give_up(script);
			break;
		}
		if (!redirects)
			end = skip_word(s, i);
		if (end > s.len) {
			give_up(script);
			end = s.len;
		}
		if (!redirects)
			take_word(out, pf_str_sub(s, i, end), i, words);
		last = end;
		i = skip_blanks(s, end);
	}
	script->at = i;
	if (out->program.len && !script->unreadable)
		out->text = pf_str_sub(s, out->start, last);
}

static bool next_command(struct pf_shell_walk *script, struct pf_shell_command *out,
	struct pf_shell_words *words)
{
	*out = (struct pf_shell_command){.program = PF_STR_EMPTY, .text = PF_STR_EMPTY};
	if (!find_command(script))
		return false;
	out->before = script->joint;
	out->depth = script->depth;
	out->loops = script->loops;
	read_words(script, out, words);
	if (script->unreadable)
		return false;
	script->at = read_joint(script->text, script->at, &out->after);
	script->joint = out->after;
	return true;
}

bool pf_shell_next(struct pf_shell_walk *script, struct pf_shell_command *out)
{
	return next_command(script, out, NULL);
}

static bool is_quoted(pf_str word)
{
	return pf_str_find_char(word, '\\') < word.len || pf_str_find_char(word, '"') < word.len ||
		pf_str_find_char(word, '\'') < word.len;
}

/* Without quotes wherever they are in it. */
static pf_str unquote(struct pf_arena *arena, pf_str word)
{
	char *to;
	char quote = '\0';
	size_t len = 0;

	if (!is_quoted(word))
		return word;
	to = pf_arena_alloc(arena, word.len, 1);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (c == '\\' && quote != '\'' && i + 1 < word.len)
			to[len++] = word.ptr[++i];
		else if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? '\0' : c;
		else
			to[len++] = c;
	}
	return (pf_str){to, len};
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
		out->ptr[i] = unquote(arena, out->ptr[i]);
	return true;
}

static bool is_idle(const struct pf_shell_command *command)
{
	return !command->program.len || IS_IN(pf_program_name(command->program), idle);
}

/* Not `exec >log`, which only redirects. */
static bool is_handover(const struct pf_shell_command *command)
{
	pf_str rest = pf_str_trim(pf_str_from_offset(command->text, command->program.len));
	size_t i = 0;

	if (!pf_str_eq(command->program, PF_STR("exec")))
		return false;
	while (i < rest.len && pf_is_digit(rest.ptr[i]))
		i++;
	return i < rest.len && !strchr("<>&", rest.ptr[i]);
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

/* "$1", "$@", "${1:-x}", "$#", "${#1}": of what follows a dollar. */
static bool is_positional(pf_str rest)
{
	if (rest.len && rest.ptr[0] == '{')
		rest = pf_str_from_offset(rest, 1);
	if (rest.len && rest.ptr[0] == '#')
		return true;
	return rest.len && (pf_is_digit(rest.ptr[0]) || rest.ptr[0] == '@' || rest.ptr[0] == '*');
}

bool pf_shell_uses_arguments(pf_str text)
{
	static const pf_str users[] = {PF_STR_INIT("."), PF_STR_INIT("eval"),
		PF_STR_INIT("getopts"), PF_STR_INIT("shift"), PF_STR_INIT("source")};
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;

	for (size_t i = 0; i + 1 < text.len; i++) {
		if (text.ptr[i] == '$' && is_positional(pf_str_from_offset(text, i + 1)))
			return true;
	}
	while (pf_shell_next(&script, &command)) {
		if (IS_IN(command.program, users))
			return true;
	}
	/* `for x; do` walks the arguments, too. */
	return script.unreadable || pf_str_contains(text, PF_STR("for "));
}

bool pf_shell_starts(pf_str text, pf_str name)
{
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;

	while (pf_shell_next(&script, &command)) {
		pf_str rest = command.text;
		pf_str word;

		/* Behind `exec`, `gosu app` and assignments, too. */
		while (pf_str_split(&rest, ' ', &word)) {
			if (pf_str_eq(pf_program_name(pf_shell_unquoted(word)), name))
				return true;
		}
	}
	return script.unreadable && pf_str_contains(text, name);
}
