/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Where a program is told to listen, by its arguments and its environment.
 */

#ifndef PF_RUNTIME_NETWORK_LISTEN_H
#define PF_RUNTIME_NETWORK_LISTEN_H

#include "kube/pod.h"

#define PF_LISTENS_MAX 16U /* of one container; the rest is left out */

struct pf_listen {
	pf_str name;                  /* as written: "PORT", "--listen" */
	pf_str host;                  /* "127.0.0.1", "::1", "*"; empty: not said, or not known */
	uint32_t port;                /* 0: not said, or not known */
	bool aside;                   /* of metrics, health, an administrator: not what it is for */
	bool sure;                    /* is about nothing else; `--host` may be another's */
	bool elsewhere;               /* another host's, or a URL to call: not where it listens */
	const struct pf_node *node;   /* in the manifest, or NULL: */
	const struct pf_origin *from; /* in the image */
};

/*
 * Fill `out`; returns how many there are: arguments, then variables.  Of the
 * image's ENV only what the Pod does not set again, of its command only what
 * the Pod lets run.  An address and its port are one item where one value holds
 * both, else two.  `$(NAME)` and `${NAME}` are not known.
 */
size_t pf_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX]);

/* The same with what is `aside` or `elsewhere`. */
size_t pf_all_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX]);

/* The port of the item, or of the one that goes with it (`--host` and `--port`); 0: none. */
uint32_t pf_listen_port(struct pf_arena *arena, const struct pf_listen *all, size_t n,
	const struct pf_listen *item);

/*
 * One address: "host:port", "host", "port", "[::1]:80", a URL.  False where it
 * is nothing of the kind, such as the path of a socket.
 */
bool pf_listen_parse(pf_str text, pf_str *host, uint32_t *port);

/* "localhost", 127.0.0.0/8, ::1. */
bool pf_is_loopback_address(pf_str host);

/* Is the number written somewhere in the container's command, args or env? */
bool pf_mentions_port(const struct pf_pod_container *c, int64_t port);

#endif
