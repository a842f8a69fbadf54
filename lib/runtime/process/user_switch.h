/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Entrypoints that start their program as another user.
 */

#ifndef PF_RUNTIME_PROCESS_USER_SWITCH_H
#define PF_RUNTIME_PROCESS_USER_SWITCH_H

#include "kube/pod.h"

/* What changes the user: a word of the command line, or a program that a script can call. */
struct pf_user_switch {
	pf_str program;               /* "gosu", "setpriv", "su-exec", "sudo"; empty: none */
	const struct pf_origin *from; /* NULL: the manifest's own command has it */
	bool likely;                  /* only a script of the image can be what calls it */
};

/* Of a container with image facts. */
struct pf_user_switch pf_user_switch_of(struct pf_arena *arena, const struct pf_pod_container *c);

#endif
