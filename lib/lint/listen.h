/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Where a program is told to listen, by its arguments and its environment.
 * Part of lint/rule.h: what several rules ask.
 */

#ifndef PF_LINT_LISTEN_H
#define PF_LINT_LISTEN_H

#include "lint/rule.h"

#define PF_LISTENS_MAX 16U

struct pf_listen {
	pf_str name;                  /* "PORT", "--listen" */
	pf_str host;                  /* as written, or empty */
	uint32_t port;                /* 0: none is written */
	const struct pf_node *node;   /* in the manifest, or NULL: */
	const struct pf_origin *from; /* in the image */
};

/*
 * Fill `out`; returns how many there are.  Of the image's ENV only what the Pod
 * does not set again, of its command only what the Pod lets run.
 */
size_t pf_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX]);

/* "localhost", 127.0.0.0/8, ::1. */
bool pf_is_loopback_address(pf_str host);

/* Is the number written somewhere in the container's command, args or env? */
bool pf_mentions_port(const struct pf_pod_container *c, int64_t port);

#endif
