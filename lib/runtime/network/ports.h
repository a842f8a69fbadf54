/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Ports that containers declare, and what tells two of them apart.
 */

#ifndef PF_RUNTIME_NETWORK_PORTS_H
#define PF_RUNTIME_NETWORK_PORTS_H

#include "kube/pod.h"

struct pf_declared_port {
	const struct pf_container_port *port;
	const struct pf_pod_container *container;
};

/* As written, or TCP. */
pf_str pf_port_protocol(const struct pf_container_port *port);

/* "53/UDP"; empty without a number. */
pf_str pf_port_key(struct pf_arena *arena, const struct pf_container_port *port);

/* Both have a name, and it is the same. */
bool pf_ports_share_name(const struct pf_container_port *a, const struct pf_container_port *b);

/*
 * One port may be mapped to two of the node, or to one of two addresses.  Where
 * all is equal, it is the claims on the node that clash: then this is true, too.
 */
bool pf_ports_differ_on_node(const struct pf_container_port *a, const struct pf_container_port *b);

/* Two containers want one port: whatever its name, one of them fails. */
bool pf_ports_clash(const struct pf_declared_port *a, const struct pf_declared_port *b);

/*
 * Is the number of two ports with one key worth a word: two containers want it
 * (two claims on one port of the node are another rule's), or one container
 * repeats it under no name that says so already?
 */
bool pf_ports_repeat_number(const struct pf_declared_port *a, const struct pf_declared_port *b);

#endif
