/* SPDX-License-Identifier: Apache-2.0 */

/* Probes and hooks, those that are there and those that should be: several rules ask. */

#include "rule/rule.h"

static struct pf_handler from_probe(const char *name, const struct pf_probe *probe)
{
	return (struct pf_handler){
		.name = name,
		.node = probe->node,
		.probe = probe,
		.exec = probe->exec,
		.http_get = probe->http_get,
		.tcp_socket = probe->tcp_socket,
		.grpc = probe->grpc,
	};
}

static struct pf_handler from_hook(const char *name, const struct pf_lifecycle_handler *hook)
{
	return (struct pf_handler){
		.name = name,
		.node = hook->node,
		.exec = hook->exec,
		.http_get = hook->http_get,
		.tcp_socket = hook->tcp_socket,
	};
}

size_t pf_handlers_of(const struct pf_pod_container *c, struct pf_handler out[PF_HANDLERS_MAX])
{
	const struct pf_container *spec = c->spec;
	const struct pf_lifecycle *lifecycle = spec->lifecycle;
	size_t n = 0;

	if (spec->startup_probe)
		out[n++] = from_probe("startupProbe", spec->startup_probe);
	if (spec->liveness_probe)
		out[n++] = from_probe("livenessProbe", spec->liveness_probe);
	if (spec->readiness_probe)
		out[n++] = from_probe("readinessProbe", spec->readiness_probe);
	if (lifecycle && lifecycle->post_start)
		out[n++] = from_hook("postStart", lifecycle->post_start);
	if (lifecycle && lifecycle->pre_stop)
		out[n++] = from_hook("preStop", lifecycle->pre_stop);
	return n;
}

bool pf_pod_has_own_probes(const struct pf_pod *pod)
{
	static const pf_str groups[] = {PF_STR_INIT("serving.knative.dev"),
		PF_STR_INIT("run.googleapis.com"), PF_STR_INIT("agones.dev")};

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (pf_str_eq(pod->object->group, groups[i]))
			return true;
	}
	return false;
}

/* Jobs of any maker: BroadcastJob, PyTorchJob. */
static bool ends_by_itself(const struct pf_pod *pod)
{
	return pf_pod_runs_to_completion(pod) ||
		(pod->kind == PF_OTHER_WORKLOAD &&
			pf_str_ends_with(pod->object->kind, PF_STR("Job")));
}

bool pf_wants_probes(const struct pf_pod_container *c)
{
	return pf_container_is_long_lived(c) && !pf_container_is_fragment(c) &&
		!ends_by_itself(c->pod) && !pf_pod_has_own_probes(c->pod);
}

bool pf_is_tcp(pf_str_field protocol)
{
	return protocol.is.len == 0 || pf_str_eq(protocol.is, PF_STR("TCP"));
}

bool pf_has_probe(const struct pf_pod_container *c, pf_str name)
{
	const struct pf_node *probe = pf_node_get(c->spec->node, name);

	return (probe && !pf_node_is_null(probe)) ||
		pf_is_misspelt(c->pod->object, c->spec->node, name);
}

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

	if (!s)
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

static int64_t positive(pf_int_field field, int64_t fallback)
{
	return field.is > 0 ? field.is : fallback;
}

int64_t pf_probe_period(const struct pf_probe *probe)
{
	return positive(probe->period_seconds, 10);
}

int64_t pf_probe_budget(const struct pf_probe *probe)
{
	int64_t delay = positive(probe->initial_delay_seconds, 0);
	int64_t period = pf_probe_period(probe);
	int64_t failures = positive(probe->failure_threshold, 3);

	if (delay > INT32_MAX || period > INT32_MAX || failures > INT32_MAX)
		return INT32_MAX;
	return delay + period * failures;
}
