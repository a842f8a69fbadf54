/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/script.h"

#include "image/facts/programs.h"
#include "runtime/shell/words.h"
#include "text/shell/lexer.h"

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* Nothing that a signal would have to reach. */
static bool is_idle(const struct pf_shell_command *command)
{
	return !command->program.len ||
		pf_known_program_has(pf_program_name(command->program), PF_PROGRAM_IDLE);
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
