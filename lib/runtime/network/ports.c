/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/ports.h"

pf_str pf_port_protocol(const struct pf_container_port *port)
{
	return port->protocol.is.len ? port->protocol.is : PF_STR("TCP");
}

pf_str pf_port_key(struct pf_arena *arena, const struct pf_container_port *port)
{
	if (port->container_port.is <= 0)
		return PF_STR_EMPTY;
	return pf_arena_fmt(arena, "%lld/%.*s", (long long)port->container_port.is,
		PF_STR_ARG(pf_port_protocol(port)));
}

bool pf_ports_share_name(const struct pf_container_port *a, const struct pf_container_port *b)
{
	return a->name.is.len && pf_str_eq(a->name.is, b->name.is);
}

bool pf_ports_differ_on_node(const struct pf_container_port *a, const struct pf_container_port *b)
{
	if (a->host_port.is == 0 || b->host_port.is == 0)
		return false;
	return a->host_port.is != b->host_port.is ||
		(a->host_ip.is.len == 0) == (b->host_ip.is.len == 0);
}

bool pf_ports_clash(const struct pf_declared_port *a, const struct pf_declared_port *b)
{
	return a->container != b->container && a->port->container_port.is > 0 &&
		a->port->container_port.is == b->port->container_port.is &&
		pf_str_eq(pf_port_protocol(a->port), pf_port_protocol(b->port));
}

static bool claim_same(const struct pf_container_port *a, const struct pf_container_port *b)
{
	return a->host_port.is && a->host_port.is == b->host_port.is &&
		pf_str_eq(a->host_ip.is, b->host_ip.is);
}

bool pf_ports_repeat_number(const struct pf_declared_port *a, const struct pf_declared_port *b)
{
	if (pf_ports_clash(a, b))
		return !claim_same(a->port, b->port);
	return !pf_ports_share_name(a->port, b->port) && !pf_ports_differ_on_node(a->port, b->port);
}
