/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* Ports that a flag or an agent opens, and that no Dockerfile tells of. */
static bool is_side_port(pf_str name)
{
	static const char *const words[] = {"metric", "prom", "debug", "admin", "jmx", "pprof",
		"profil", "health", "monitor", "inspect", "jdwp", "delve", "dlv", NULL};

	for (size_t i = 0; words[i]; i++) {
		if (pf_str_contains(name, pf_str_from(words[i])))
			return true;
	}
	return false;
}

static bool same_protocol(const struct pf_container_port *port, pf_str protocol)
{
	return pf_str_eq_nocase(pf_port_protocol(port), protocol);
}

/* The exposed port to point at: of the same number, else the first. */
static const struct pf_image_port *nearest(const struct pf_image_ports *ports, int64_t number)
{
	for (size_t i = 0; i < ports->len; i++) {
		if (ports->ptr[i].number == number)
			return &ports->ptr[i];
	}
	return &ports->ptr[0];
}

static bool is_exposed(const struct pf_image_ports *ports, const struct pf_container_port *port)
{
	for (size_t i = 0; i < ports->len; i++) {
		if (ports->ptr[i].number == port->container_port.is &&
			same_protocol(port, ports->ptr[i].protocol))
			return true;
	}
	return false;
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_container_port *port)
{
	const struct pf_image_ports *exposed = &c->facts->ports;
	const struct pf_image_port *near = nearest(exposed, port->container_port.is);
	pf_str title = pf_container_title(ctx, c), protocol = pf_port_protocol(port);
	bool other = near->number != port->container_port.is;
	struct pf_finding *f;

	if (other)
		f = pf_report(ctx, port->container_port.node,
			"%.*s declares port %lld, which its image does not expose: probably nobody "
			"listens there",
			PF_STR_ARG(title), (long long)port->container_port.is);
	else
		f = pf_report(ctx, port->container_port.node,
			"%.*s declares port %u for %.*s, which its image exposes for %.*s only",
			PF_STR_ARG(title), near->number, PF_STR_ARG(protocol),
			PF_STR_ARG(near->protocol));
	pf_relate_image(ctx, f, c, &near->from, "the image exposes %u/%.*s", near->number,
		PF_STR_ARG(near->protocol));
	if (other)
		pf_help(ctx, f,
			"write `containerPort: %u`, or add port %lld to the Dockerfile's EXPOSE if "
			"the program listens there",
			near->number, (long long)port->container_port.is);
	else
		pf_help(ctx, f, "declare the protocol that the program speaks, on both sides");
	if (other && exposed->len == 1 && c->spec->ports.len == 1)
		pf_fix_replace(ctx, f, false, port->container_port.node,
			pf_arena_fmt(pf_scratch(ctx), "%u", near->number));
}

/* Systems and languages, whose images expose nothing themselves. */
static bool is_bare(struct pf_arena *arena, pf_str base)
{
	static const pf_str names[] = {PF_STR_INIT("almalinux"), PF_STR_INIT("alpine"),
		PF_STR_INIT("amazoncorretto"), PF_STR_INIT("amazonlinux"), PF_STR_INIT("busybox"),
		PF_STR_INIT("centos"), PF_STR_INIT("debian"), PF_STR_INIT("eclipse-temurin"),
		PF_STR_INIT("elixir"), PF_STR_INIT("fedora"), PF_STR_INIT("golang"),
		PF_STR_INIT("java"), PF_STR_INIT("node"), PF_STR_INIT("openjdk"),
		PF_STR_INIT("perl"), PF_STR_INIT("python"), PF_STR_INIT("rockylinux"),
		PF_STR_INIT("ruby"), PF_STR_INIT("rust"), PF_STR_INIT("ubuntu")};
	struct pf_image_reference ref = pf_image_reference_parse(arena, base);

	if (!ref.valid)
		return false;
	if (pf_image_is_official(&ref))
		return pf_is_one_of(pf_image_base_name(&ref), names,
			sizeof(names) / sizeof(names[0]));
	return pf_str_eq(ref.domain, PF_STR("gcr.io")) &&
		pf_str_starts_with(ref.path, PF_STR("distroless/"));
}

static bool has_variable_port(const struct pf_dockerfile *file)
{
	for (size_t i = 0; i < file->ninstructions; i++) {
		if (file->instructions[i].kind == PF_EXPOSE &&
			pf_str_contains(file->instructions[i].text, PF_STR("$")))
			return true;
	}
	return false;
}

/* Is all known that the image exposes, and is it something? */
static bool knows_ports(struct pf_ctx *ctx, const struct pf_image_facts *facts)
{
	const struct pf_image_build *build = facts->build;

	if (facts->ports.len == 0)
		return false;
	return facts->ports.complete ||
		(build && is_bare(pf_scratch(ctx), build->base) &&
			!has_variable_port(build->dockerfile));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	/* EXPOSE speaks of the program that the image starts. */
	if (!c->facts || !knows_ports(ctx, c->facts) || c->spec->command.len)
		return;
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (port->container_port.set && !is_side_port(port->name.is) &&
			!is_exposed(&c->facts->ports, port) &&
			!pf_mentions_port(c, port->container_port.is))
			report(ctx, c, port);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
	"https://docs.docker.com/reference/dockerfile/#expose",
	NULL,
};

PF_RULE(unexposed_port) = {
	.name = "unexposed-port",
	.title = "Declared port is not exposed by the image",
	.why = "Neither `EXPOSE` nor `containerPort` opens a port: both only tell where the program "
	       "listens. Where they disagree one is out of date, and whoever trusts it, a Service, "
	       "a probe or a NetworkPolicy, waits for an answer on a port that is closed.",
	.help = "Find out where the program listens, and write that port on both sides.",
	.ignore = "When a configuration file of the container sets the port.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
