/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/probes.h"

#include "kube/names.h"
#include "runtime/health/as_probe.h"
#include "runtime/health/probes.h"
#include "runtime/network/injection.h"
#include "world/services.h"
#include "yaml/quote.h"

/* Where a probe could ask, and what people mostly serve there. */
struct target {
	pf_str text; /* what to write as `port`; empty: no port is known */
	pf_str name;
	int64_t number;
	bool grpc; /* it is said to speak that */
};

#define PORT_MAX 65535

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

static bool is_port(pf_int_field port)
{
	return port.set && port.is > 0 && port.is <= PORT_MAX;
}

static struct target own_target(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		bool named = port->name.is.len &&
			!pf_name_fault(PF_FORMAT_PORT_NAME, port->name.is, pf_release(ctx));

		if (!pf_is_tcp(port->protocol) || !is_port(port->container_port))
			continue;
		return (struct target){
			.text = named ? port->name.is
				      : pf_arena_fmt(pf_scratch(ctx), "%lld",
						(long long)port->container_port.is),
			.name = named ? port->name.is : PF_STR_EMPTY,
			.number = port->container_port.is,
			.grpc = named && pf_str_contains(port->name.is, PF_STR("grpc")),
		};
	}
	return (struct target){.text = PF_STR_EMPTY, .name = PF_STR_EMPTY};
}

/* Does the Service say that its port speaks gRPC? */
static bool is_grpc(const struct pf_service_port *port)
{
	return pf_str_eq_nocase(port->app_protocol.is, PF_STR("grpc")) ||
		pf_str_contains(port->name.is, PF_STR("grpc"));
}

/* The number of the target port, where it is no name: unset, and 0, stand for the port. */
static int64_t target_number(const struct pf_service_port *port)
{
	if (port->target_port.is_string)
		return 0;
	return port->target_port.set && port->target_port.number ? port->target_port.number
								 : port->port.is;
}

/* Without declared ports, where a Service sends traffic is where to ask. */
static struct target service_target(struct pf_ctx *ctx, const struct pf_world_service *s)
{
	struct target t = {.text = PF_STR_EMPTY, .name = PF_STR_EMPTY};

	PF_EACH(struct pf_service_port, port, s->service->spec->ports) {
		t.number = target_number(port);
		if (t.number < 1 || t.number > PORT_MAX || !pf_is_tcp(port->protocol))
			continue;
		t.name = port->name.is;
		t.grpc = is_grpc(port);
		t.text = pf_arena_fmt(pf_scratch(ctx), "%lld", (long long)t.number);
		break;
	}
	return t;
}

/* What the Service says that the port speaks counts as what the container says. */
static bool is_grpc_by_service(const struct pf_world_service *s, const struct target *t)
{
	PF_EACH(struct pf_service_port, port, s->service->spec->ports) {
		bool same = port->target_port.is_string
			? t->name.len && pf_str_eq(port->target_port.text, t->name)
			: target_number(port) == t->number;

		if (same && is_grpc(port))
			return true;
	}
	return false;
}

static struct target target_of(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	/* Beside an injected sidecar the Service's port is most often the sidecar's. */
	const struct pf_world_service *s = pf_pod_is_injected(pf_world_of(ctx), c->pod)
		? NULL
		: pf_world_service_to(pf_world_of(ctx), c);
	struct target t = {.text = PF_STR_EMPTY, .name = PF_STR_EMPTY};

	if (c->spec->ports.len)
		t = own_target(ctx, c);
	else if (s)
		return service_target(ctx, s);
	t.grpc = t.grpc || (s && is_grpc_by_service(s, &t));
	return t;
}

/* The words of its command; none where one is not sure to be taken as it is written. */
static struct pf_words words_of(struct pf_ctx *ctx, const struct pf_handler *h)
{
	const struct pf_str_list *command = &h->exec->command;
	pf_str *words = PF_NEWN(pf_scratch(ctx), pf_str, command->len + 1);

	for (size_t i = 0; i < command->len; i++) {
		words[i] = command->ptr[i].is;
		if (!command->ptr[i].set || pf_str_contains(words[i], PF_STR("$$")) ||
			pf_str_contains(words[i], PF_STR("$(")))
			return (struct pf_words){NULL, 0};
	}
	return (struct pf_words){words, command->len};
}

/* The handler as it is written on one line; empty for one that is too long, or broken. */
static pf_str handler_text(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	const struct pf_http_get_action *http = h->http_get;
	struct pf_health_target t = {.path = PF_STR_EMPTY, .service = PF_STR_EMPTY};

	if (h->exec)
		t = (struct pf_health_target){.kind = PF_HEALTH_EXEC, .argv = words_of(ctx, h)};
	else if (h->grpc && is_port(h->grpc->port))
		t = (struct pf_health_target){.kind = PF_HEALTH_GRPC,
			.port = (uint32_t)h->grpc->port.is,
			.service = h->grpc->service.is};
	else if (http && http->port.is_string && !http->host.node && !http->http_headers.len)
		return pf_arena_fmt(pf_scratch(ctx), "httpGet: {path: %.*s, port: %.*s%s}",
			PF_STR_ARG(pf_yaml_string(pf_scratch(ctx),
				http->path.is.len ? http->path.is : PF_STR("/"))),
			PF_STR_ARG(http->port.text),
			pf_str_eq(http->scheme.is, PF_STR("HTTPS")) ? ", scheme: HTTPS" : "");
	else
		t = pf_health_target_of_probe(pf_scratch(ctx), c, h);
	if (t.kind == PF_HEALTH_NOTHING || t.nheaders || (http && http->host.node) ||
		(t.kind == PF_HEALTH_EXEC ? !t.argv.len : t.port < 1 || t.port > PORT_MAX))
		return PF_STR_EMPTY;
	return pf_health_handler(pf_scratch(ctx), c, &t);
}

/* What another probe of the container asks is known to be there; false where there is none. */
static bool help_by_other(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const char *name)
{
	bool restarts = strcmp(name, "livenessProbe") == 0;
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	for (size_t i = 0; i < n; i++) {
		pf_str text = handlers[i].probe ? handler_text(ctx, c, &handlers[i]) : PF_STR_EMPTY;

		if (!text.len)
			continue;
		pf_help(ctx, finding, "add `%s: {%.*s}`, as the %s has it, %s", name,
			PF_STR_ARG(text), handlers[i].name,
			restarts ? "if a restart is the remedy when it fails"
				 : "or one that tells better whether the program can answer");
		return true;
	}
	return false;
}

static void help_http(struct pf_ctx *ctx, struct pf_finding *finding, const char *name,
	const struct target *t)
{
	pf_help(ctx, finding,
		"add `%s: {httpGet: {path: PATH, port: %.*s%s}}`, with a path that the program "
		"serves",
		name, PF_STR_ARG(t->text), speaks_tls(t) ? ", scheme: HTTPS" : "");
}

void pf_help_probe(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_pod_container *c,
	const char *name)
{
	struct target t;

	if (help_by_other(ctx, finding, c, name))
		return;
	t = target_of(ctx, c);
	if (t.text.len == 0)
		pf_help(ctx, finding,
			"add a `%s` with an `exec` command that fails while the program cannot do "
			"its work",
			name);
	else if (t.grpc)
		pf_help(ctx, finding,
			"add `%s: {grpc: {port: %lld}}` if the program serves the gRPC health "
			"protocol, else `%s: {tcpSocket: {port: %.*s}}`",
			name, (long long)t.number, name, PF_STR_ARG(t.text));
	else if (speaks_http(&t))
		help_http(ctx, finding, name, &t);
	else
		pf_help(ctx, finding,
			"add `%s: {tcpSocket: {port: %.*s}}`, or better an `exec` command that asks "
			"the program itself",
			name, PF_STR_ARG(t.text));
}
