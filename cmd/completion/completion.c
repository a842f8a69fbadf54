/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit completion`. */

#include "call.h"
#include "completion/shells.h"
#include "print.h"
#include "say.h"

int cmd_completion(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_error err = {0};
	int shell;

	if (call->nwords != 1)
		return refuse("'podfit completion' wants the name of a shell: bash, zsh or fish");
	if (!value_read(&value_shell, FOR_COMPLETION, call->words[0], &shell, &err))
		return refuse("%s", err.msg);
	switch ((enum shell)shell) {
	case SHELL_BASH:
		completion_add_bash(call->arena, &out, call->rules);
		break;
	case SHELL_ZSH:
		completion_add_zsh(call->arena, &out, call->rules);
		break;
	case SHELL_FISH:
		completion_add_fish(call->arena, &out, call->rules);
		break;
	}
	return print(&out);
}
