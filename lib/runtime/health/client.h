/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Programs that ask whether a server is well: curl, wget, nc and their like.
 * Internal to this folder.
 */

#ifndef PF_RUNTIME_HEALTH_CLIENT_H
#define PF_RUNTIME_HEALTH_CLIENT_H

#include "runtime/health/target.h"

/*
 * What the program asks of the container itself, whose name in a compose
 * network is `self`.  False where it is unknown, or does something else, and
 * `out` is spoilt.
 */
bool pf_client_read(struct pf_arena *arena, pf_str self, struct pf_words words,
	struct pf_health_target *out);

/* A connection to a port of the container; false where it goes elsewhere. */
bool pf_client_set_tcp(struct pf_health_target *out, pf_str self, pf_str host, pf_str port);

#endif
