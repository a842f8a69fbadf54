/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/probes.h"

#include "kube/names.h"
#include "runtime/health/probes.h"
#include "runtime/network/injection.h"
#include "world/services.h"

/* Where a probe could ask, and what people mostly serve there. */
struct target {
	pf_str text; /* what to write as `port`; empty: no port is known */
	pf_str name;
	int64_t number;
};

static bool has_word(pf_str name, const char *const *words)
{
	for (; *words; words++) {
		if (pf_str_contains(name, pf_str_from(*words)))
			return true;
	}
	return false;
}

static bool speaks_tls(const struct target *t)
{
	return pf_str_contains(t->name, PF_STR("https")) || t->number == 443 || t->number == 8443;
}

static bool speaks_http(const struct target *t)
{
	static const char *const words[] = {
		"http", "web", "www", "rest", "metrics", "health", "dashboard", NULL};
	static const int64_t numbers[] = {80, 443, 3000, 5000, 8000, 8080, 8081, 8443, 8888, 9090};

	if (has_word(t->name, words) || pf_str_eq(t->name, PF_STR("ui")) ||
		pf_str_eq(t->name, PF_STR("api")))
		return true;
	if (pf_str_starts_with(t->name, PF_STR("tcp")))
		return false;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (t->number == numbers[i])
			return true;
	}
	return false;
}

static struct target own_target(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		bool named = port->name.is.len &&
			!pf_name_fault(PF_FORMAT_PORT_NAME, port->name.is, pf_release(ctx));

		if (!pf_is_tcp(port->protocol) || !port->container_port.set)
			continue;
		return (struct target){
			.text = named ? port->name.is
				      : pf_arena_fmt(pf_scratch(ctx), "%lld",
						(long long)port->container_port.is),
			.name = named ? port->name.is : PF_STR_EMPTY,
			.number = port->container_port.is,
		};
	}
	return (struct target){.text = PF_STR_EMPTY, .name = PF_STR_EMPTY};
}

/* Without declared ports, where a Service sends traffic is where to ask. */
static struct target service_target(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_world_service *s = pf_world_service_to(pf_world_of(ctx), c);
	struct target t = {.text = PF_STR_EMPTY, .name = PF_STR_EMPTY};

	/* Beside an injected sidecar the Service's port is most often the sidecar's. */
	if (!s || pf_pod_is_injected(pf_world_of(ctx), c->pod))
		return t;
	PF_EACH(struct pf_service_port, port, s->service->spec->ports) {
		if (port->target_port.is_string || !pf_is_tcp(port->protocol))
			continue;
		t.number = port->target_port.set ? port->target_port.number : port->port.is;
		t.name = port->name.is;
		t.text = pf_arena_fmt(pf_scratch(ctx), "%lld", (long long)t.number);
		break;
	}
	return t;
}

/* An HTTP path that another probe of the container already asks. */
static const struct pf_http_get_action *other_path(const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	for (size_t i = 0; i < n; i++) {
		if (handlers[i].probe && handlers[i].http_get)
			return handlers[i].http_get;
	}
	return NULL;
}

static void help_http(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const char *name, const struct target *t)
{
	const struct pf_http_get_action *other = other_path(c);
	const char *scheme = speaks_tls(t) ? ", scheme: HTTPS" : "";

	if (other && other->path.is.len)
		pf_help(ctx, finding,
			"add `%s: {httpGet: {path: /healthz, port: %.*s%s}}`, with the path that "
			"the program serves for this (another probe asks `%.*s`)",
			name, PF_STR_ARG(t->text), scheme, PF_STR_ARG(other->path.is));
	else
		pf_help(ctx, finding,
			"add `%s: {httpGet: {path: /healthz, port: %.*s%s}}`, with the path that "
			"the program serves",
			name, PF_STR_ARG(t->text), scheme);
}

void pf_help_probe(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_pod_container *c,
	const char *name)
{
	struct target t = c->spec->ports.len ? own_target(ctx, c) : service_target(ctx, c);

	if (t.text.len == 0)
		pf_help(ctx, finding,
			"add a `%s` with an `exec` command that fails while the program cannot do "
			"its work",
			name);
	else if (pf_str_contains(t.name, PF_STR("grpc")))
		pf_help(ctx, finding,
			"add `%s: {grpc: {port: %lld}}` if the program serves the gRPC health "
			"protocol, else `%s: {tcpSocket: {port: %.*s}}`",
			name, (long long)t.number, name, PF_STR_ARG(t.text));
	else if (speaks_http(&t))
		help_http(ctx, finding, c, name, &t);
	else
		pf_help(ctx, finding,
			"add `%s: {tcpSocket: {port: %.*s}}`, or better an `exec` command that asks "
			"the program itself",
			name, PF_STR_ARG(t.text));
}
