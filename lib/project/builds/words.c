/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/command.h"
#include "text/shell/lexer.h"

bool pf_command_next(struct pf_arena *arena, pf_str line, size_t *at, struct pf_command *out)
{
	struct pf_shell_lexer lexer = {.text = line, .at = *at};
	struct pf_shell_token token;

	out->n = 0;
	out->end = '\0';
	while (!out->end && pf_shell_token_next(&lexer, &token)) {
		if (token.kind == PF_TOKEN_REDIRECTION)
			continue;
		if (token.kind != PF_TOKEN_WORD)
			out->end = line.ptr[token.start];
		else if (out->n < PF_COMMAND_WORDS_MAX)
			out->words[out->n++] = pf_shell_unquote(arena, token.text);
	}
	*at = lexer.at;
	return out->n > 0 || out->end;
}
