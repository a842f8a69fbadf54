/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/network/ports.h"
#include "runtime/repeats.h"
#include "world/services.h"

/* Does a Service go by the name, of which it then gets the first port alone; or NULL. */
static const struct pf_world_service *user_of(struct pf_ctx *ctx, const struct pf_pod *pod,
	pf_str name)
{
	const struct pf_world_service *s = pf_world_service_to_pod(pf_world_of(ctx), pod);

	if (!s)
		return NULL;
	PF_EACH(struct pf_service_port, port, s->service->spec->ports) {
		if (port->target_port.is_string && pf_str_eq(port->target_port.text, name))
			return s;
	}
	return NULL;
}

static void report_name(struct pf_ctx *ctx, const struct pf_declared_port *one,
	const struct pf_declared_port *other)
{
	pf_str title = pf_container_title(ctx, one->container);
	pf_str name = one->port->name.is;
	const struct pf_world_service *user = NULL;
	struct pf_finding *f;

	if (one->container != other->container) {
		user = user_of(ctx, one->container->pod, name);
		/* Monitors that go by a name ask all ports of it. */
		if (!user)
			return;
	}
	if (one->container == other->container) {
		f = pf_report(ctx, one->port->name.node,
			"two ports of %.*s are named `%.*s`, and the API server refuses the Pod",
			PF_STR_ARG(title), PF_STR_ARG(name));
		pf_grade(f, PF_ERROR);
	} else {
		f = pf_report(ctx, one->port->name.node,
			"port name `%.*s` of %.*s is also one of %.*s: Service `%.*s`, which goes "
			"by the name, gets the first port",
			PF_STR_ARG(name), PF_STR_ARG(title),
			PF_STR_ARG(pf_container_title(ctx, other->container)),
			PF_STR_ARG(user->object->name));
	}
	pf_relate(ctx, f, pf_object_in(ctx)->document, other->port->name.node, "the first one");
	pf_help(ctx, f, "give one of the ports another name");
}

static void report_number(struct pf_ctx *ctx, const struct pf_declared_port *one,
	const struct pf_declared_port *other, pf_str key)
{
	pf_str title = pf_container_title(ctx, one->container);
	struct pf_finding *f;

	if (one->container == other->container) {
		f = pf_report(ctx, one->port->container_port.node,
			"%.*s declares port %.*s twice, and `kubectl apply` may drop either",
			PF_STR_ARG(title), PF_STR_ARG(key));
		pf_help(ctx, f, "keep one; several ports of a Service can lead to it");
	} else {
		f = pf_report(ctx, one->port->container_port.node,
			"%.*s and %.*s both declare port %.*s; they share one address, where only "
			"the first to listen gets the port",
			PF_STR_ARG(pf_container_title(ctx, other->container)), PF_STR_ARG(title),
			PF_STR_ARG(key));
		pf_help(ctx, f, "let one of the containers listen at another port");
	}
	pf_relate(ctx, f, pf_object_in(ctx)->document, other->port->container_port.node,
		"the first one");
}

/* Each repeat with the one before it in its container, or the first of the Pod. */
static const struct pf_declared_port *counterpart(const struct pf_repeat *repeat)
{
	const struct pf_declared_port *mine = repeat->item;
	const struct pf_declared_port *before = repeat[-1].item;

	return before->container == mine->container ? before : repeat->first->item;
}

static void check_names(struct pf_ctx *ctx, const struct pf_declared_port *ports, size_t n)
{
	struct pf_repeats list = pf_repeats_start(pf_scratch(ctx), n);

	for (size_t i = 0; i < n; i++)
		pf_repeats_add(&list, ports[i].port->name.is, ports[i].port->name.node, &ports[i]);
	pf_mark_repeats(&list);
	PF_EACH(struct pf_repeat, repeat, list)
		if (repeat->first && !pf_ports_clash(repeat->item, counterpart(repeat)))
			report_name(ctx, repeat->item, counterpart(repeat));
}

static void check_numbers(struct pf_ctx *ctx, const struct pf_declared_port *ports, size_t n)
{
	struct pf_repeats list = pf_repeats_start(pf_scratch(ctx), n);

	for (size_t i = 0; i < n; i++)
		pf_repeats_add(&list, pf_port_key(pf_scratch(ctx), ports[i].port),
			ports[i].port->container_port.node, &ports[i]);
	pf_mark_repeats(&list);
	PF_EACH(struct pf_repeat, repeat, list)
		if (repeat->first && pf_ports_repeat_number(repeat->item, counterpart(repeat)))
			report_number(ctx, repeat->item, counterpart(repeat), repeat->key);
}

/* Those of one container, or of all that run together. */
static void check_together(struct pf_ctx *ctx, const struct pf_pod_container *ptr, size_t len)
{
	struct pf_declared_port *ports;
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ptr[i].spec->ports.len;
	if (n < 2)
		return;
	ports = PF_NEWN(pf_scratch(ctx), struct pf_declared_port, n);
	n = 0;
	for (size_t i = 0; i < len; i++) {
		if (len > 1 && !pf_container_is_long_lived(&ptr[i]))
			continue;
		PF_EACH(struct pf_container_port, port, ptr[i].spec->ports)
			if (!pf_is_patch_step(port->node))
				ports[n++] = (struct pf_declared_port){port, &ptr[i]};
	}
	check_names(ctx, ports, n);
	check_numbers(ctx, ports, n);
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	/* What ends before the others start clashes with none of them. */
	PF_EACH(struct pf_pod_container, c, pod->containers)
		if (!pf_container_is_long_lived(c) && pod->containers.len > 1)
			check_together(ctx, c, 1);
	check_together(ctx, pod->containers.ptr, pod->containers.len);
}

static const char *const aliases[] = {"kube-score/container-ports-check", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
	"https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking",
	NULL,
};

PF_RULE(duplicate_port) = {
	.name = "duplicate-port",
	.title = "Port is declared twice in a Pod",
	.why = "The API server refuses two ports of one name in one container. A name in two "
	       "containers is accepted, and a Service that uses it is sent to the first. The "
	       "containers of a Pod share one network address, where a port can be listened at "
	       "only once; and within a container `kubectl apply` merges the ports by number.",
	.help = "Take out the second declaration, or give it another name and number. Ordinary init "
		"containers end before the others start and may use the same ports.",
	.ignore = "Containers may declare the same port where only one of them listens at a time, "
		  "or where they listen at different addresses of the Pod.",
	.refs = refs,
	.aliases = aliases,
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
