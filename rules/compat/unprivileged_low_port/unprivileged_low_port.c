/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "file_capabilities.h"
#include "rule/advice/users.h"
#include "runtime/process/users.h"

#define SYSCTL "net.ipv4.ip_unprivileged_port_start"
#define FIRST_UNPRIVILEGED 1024

/* A port below 1024, and the rest of them in words. */
struct low_ports {
	const struct pf_node *node;   /* of the first declared one, or NULL */
	const struct pf_origin *from; /* of the first exposed one, or NULL */
	pf_str list;                  /* "80", "80 and 443" */
	size_t n;
};

static void add(struct pf_ctx *ctx, struct low_ports *ports, int64_t number)
{
	ports->list = pf_arena_fmt(pf_scratch(ctx), "%.*s%s%lld", PF_STR_ARG(ports->list),
		ports->n ? ", " : "", (long long)number);
	ports->n++;
}

static bool is_low(int64_t number)
{
	return number > 0 && number < FIRST_UNPRIVILEGED;
}

static bool declared(struct pf_ctx *ctx, const struct pf_pod_container *c, struct low_ports *out)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (!port->container_port.set || !is_low(port->container_port.is))
			continue;
		if (!out->n)
			out->node = port->container_port.node;
		add(ctx, out, port->container_port.is);
	}
	return out->n > 0;
}

/*
 * What the image exposes counts where the manifest declares nothing; a higher
 * port beside it may be the one that is used.
 */
static bool exposed(struct pf_ctx *ctx, const struct pf_pod_container *c, struct low_ports *out)
{
	const struct pf_image_ports *ports = c->facts ? &c->facts->ports : NULL;

	if (!ports || c->spec->ports.node)
		return false;
	for (size_t i = 0; i < ports->len; i++) {
		if (!is_low(ports->ptr[i].number))
			return false;
		if (!i)
			out->from = &ports->ptr[i].from;
		add(ctx, out, ports->ptr[i].number);
	}
	return out->n > 0;
}

static bool sets_sysctl(const struct pf_pod *pod)
{
	const struct pf_pod_security_context *context = pod->spec->security_context;

	if (!context)
		return false;
	PF_EACH(struct pf_sysctl, sysctl, context->sysctls) {
		if (pf_str_eq(sysctl->name.is, PF_STR(SYSCTL)) ||
			pf_str_eq(sysctl->name.is, PF_STR("net/ipv4/ip_unprivileged_port_start")))
			return true;
	}
	return false;
}

static void point_at_capability(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_pod_container *c)
{
	const pf_str_field *name = pf_added_capability(c, PF_STR("NET_BIND_SERVICE"));

	if (name)
		pf_relate(ctx, f, c->pod->object->document, name->node,
			"this does not help: who is not root loses added capabilities when the "
			"program starts, unless its file has them");
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct low_ports *ports, const struct pf_non_root *who)
{
	bool host = c->pod->spec->host_network.is == PF_TRUE;
	pf_str title = pf_container_title(ctx, c), user = pf_non_root_title(pf_scratch(ctx), who);
	struct pf_finding *f;

	f = pf_report(ctx, ports->node ? ports->node : c->spec->node,
		"%.*s runs as %.*s and %s port%s %.*s: %s deny it a port below 1024",
		PF_STR_ARG(title), PF_STR_ARG(user), ports->node ? "has" : "its image exposes",
		ports->n > 1 ? "s" : "", PF_STR_ARG(ports->list),
		host ? "nodes, whose network it uses," : "CRI-O and containerd before 2.0");
	if (ports->from)
		pf_relate_image(ctx, f, c, ports->from, "exposed here");
	return f;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	bool host = c->pod->spec->host_network.is == PF_TRUE;
	struct low_ports ports = {.list = PF_STR_EMPTY};
	struct pf_non_root who;
	struct pf_finding *f;

	if (c->pod->patch || c->class == PF_EPHEMERAL || sets_sysctl(c->pod) ||
		(!declared(ctx, c, &ports) && !exposed(ctx, c, &ports)) ||
		!pf_known_non_root(pf_scratch(ctx), c, &who) ||
		pf_may_have_file_capability(c, PF_STR("NET_BIND_SERVICE")))
		return;
	f = report(ctx, c, &ports, &who);
	pf_relate_non_root(ctx, f, c, &who);
	point_at_capability(ctx, f, c);
	pf_help(ctx, f,
		host ? "let it listen on a port from 1024 up"
		     : "let it listen on a port from 1024 up, such as 8080, and the Service map "
		       "to that; or set the Pod's `securityContext.sysctls: [{name: " SYSCTL
		       ", value: \"0\"}]`");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	NULL,
};

PF_RULE(unprivileged_low_port) = {
	.name = "unprivileged-low-port",
	.title = "Port below 1024 of a container that is not root",
	.why = "Docker lets every user of a container bind port 80, and so does containerd from "
	       "2.0 on. Older containerd and CRI-O do not, nor is there a difference on the "
	       "node's own network or in a user namespace: there the program ends with "
	       "`permission denied`, and the container is restarted again and again. Adding the "
	       "capability NET_BIND_SERVICE alone changes nothing: added capabilities of a user "
	       "other than root are lost when the program starts, unless its file has them, too.",
	.help = "Let the program listen on a port from 1024 up and map the Service's port to it, or "
		"set the sysctl `net.ipv4.ip_unprivileged_port_start` to \"0\" for the Pod, which "
		"Kubernetes counts as safe.",
	.ignore = "All nodes run containerd 2.0 or newer.",
	.refs = refs,
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
