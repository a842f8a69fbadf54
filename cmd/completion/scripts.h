/* SPDX-License-Identifier: Apache-2.0 */

/*
 * podfit.SHELL of this folder, built in by cmake/embed.cmake.
 */

#ifndef PF_CMD_COMPLETION_SCRIPTS_H
#define PF_CMD_COMPLETION_SCRIPTS_H

#include <stddef.h>

extern const unsigned char completion_bash[], completion_zsh[], completion_fish[];
extern const size_t completion_bash_len, completion_zsh_len, completion_fish_len;

#endif
