/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/healthcheck.h"

#include "base/buf.h"
#include "runtime/network/listen.h"
#include "world/binding.h"
#include "yaml/quote.h"

#define SECOND 1000000000
#define HANDLER_MOST 160U /* bytes of a handler that a line of help quotes */

static int64_t first_of(int64_t a, int64_t b)
{
	return a ? a : b;
}

/* The compose file's fields override the image's one by one. */
static void merge(struct pf_healthcheck *into, const struct pf_healthcheck *over, bool has_test)
{
	if (has_test) {
		into->kind = over->kind;
		into->test = over->test;
	}
	into->interval = first_of(over->interval, into->interval);
	into->timeout = first_of(over->timeout, into->timeout);
	into->start_period = first_of(over->start_period, into->start_period);
	into->start_interval = first_of(over->start_interval, into->start_interval);
	into->retries = first_of(over->retries, into->retries);
}

static bool is_network(enum pf_check_kind kind)
{
	return kind != PF_CHECK_EXEC && kind != PF_CHECK_NOTHING;
}

/* Is it told a loopback address and no other, where the kubelet does not reach it? */
static bool listens_on_loopback(struct pf_arena *arena, const struct pf_pod_container *c)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n = pf_listens_of(arena, c, listens);
	bool loopback = false;

	for (size_t i = 0; i < n; i++) {
		if (listens[i].host.len && !pf_is_loopback_address(listens[i].host))
			return false;
		loopback = loopback || listens[i].host.len;
	}
	return loopback;
}

bool pf_health_of(struct pf_arena *arena, const struct pf_pod_container *c, struct pf_health *out)
{
	const struct pf_compose_service *service = c->binding ? c->binding->service : NULL;
	bool in_image = c->facts && c->facts->healthcheck.is == PF_KNOWN;
	struct pf_healthcheck check = {0};

	*out = (struct pf_health){0};
	if (service && !service->health.node)
		service = NULL;
	if (service && service->health.has_test && !service->health.test_known)
		return false;
	if (in_image)
		check = c->facts->healthcheck.value;
	if (service)
		merge(&check, &service->health.check, service->health.has_test);
	if (service && service->health.has_test)
		out->compose = service->health.node;
	else if (in_image)
		out->image = &c->facts->healthcheck.from;
	if ((!out->compose && !out->image) || check.kind == PF_HEALTHCHECK_NONE || !check.test.len)
		return false;
	out->check = pf_healthcheck_effective(&check);
	out->target = pf_check_read(arena, c, &check);
	out->loopback = is_network(out->target.kind) && listens_on_loopback(arena, c);
	if (out->loopback)
		out->target.kind = PF_CHECK_EXEC;
	return true;
}

pf_str pf_health_title(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	if (!health->compose)
		return PF_STR("HEALTHCHECK of the image");
	return pf_arena_fmt(arena, "healthcheck of compose service `%.*s`",
		PF_STR_ARG(c->binding->service->name));
}

int64_t pf_check_seconds(int64_t duration)
{
	int64_t seconds = duration / SECOND + (duration % SECOND > 0);

	if (seconds < 1)
		return 1;
	return seconds < INT32_MAX ? seconds : INT32_MAX;
}

static bool has_own_variable(const struct pf_pod_container *c, pf_str name)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			return true;
	}
	return false;
}

/* Would the kubelet replace something at `at`: "$$", or "$(NAME)" of the container's env? */
static bool is_replaced(const struct pf_pod_container *c, pf_str text, size_t at)
{
	pf_str rest = pf_str_from_offset(text, at + 1);

	if (rest.len && rest.ptr[0] == '$')
		return true;
	if (!rest.len || rest.ptr[0] != '(')
		return false;
	rest = pf_str_from_offset(rest, 1);
	return has_own_variable(c, pf_str_sub(rest, 0, pf_str_find_char(rest, ')')));
}

/* A word of `command` that comes to `text` once the kubelet has read it. */
static pf_str as_command_word(struct pf_arena *arena, const struct pf_pod_container *c, pf_str text)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;

	for (size_t i = 0; i < text.len; i++) {
		bool after = i > 0 && text.ptr[i] == '$' && text.ptr[i - 1] == '$';

		if (text.ptr[i] == '$' && (after || is_replaced(c, text, i)))
			pf_buf_addc(&buf, '$');
		pf_buf_addc(&buf, text.ptr[i]);
	}
	return pf_yaml_string(arena, pf_arena_dup(arena, pf_buf_str(&buf)));
}

static pf_str string(struct pf_arena *arena, pf_str text)
{
	return pf_yaml_string(arena, text);
}

/* Applications that answer to names they know only; a kubelet asks for the Pod's address. */
static bool asks_for_name(const struct pf_pod_container *c)
{
	static const pf_str word = PF_STR_INIT("ALLOWED_HOSTS");

	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_contains(var->name.is, word))
			return true;
	}
	for (size_t i = 0; c->facts && i < c->facts->env.len; i++) {
		if (pf_str_contains(c->facts->env.ptr[i].name, word))
			return true;
	}
	return false;
}

static bool has_header(const struct pf_check_target *t, pf_str name)
{
	for (size_t i = 0; i < t->nheaders; i++) {
		if (pf_str_eq_nocase(t->headers[i].name, name))
			return true;
	}
	return false;
}

static void add_header(struct pf_arena *arena, struct pf_buf *buf, pf_str name, pf_str value)
{
	pf_str n = string(arena, name), v = string(arena, value);

	pf_buf_addf(buf, "      - name: %.*s\n        value: %.*s\n", PF_STR_ARG(n), PF_STR_ARG(v));
}

static void add_http(struct pf_arena *arena, struct pf_buf *buf, const struct pf_pod_container *c,
	const struct pf_check_target *t)
{
	bool host = asks_for_name(c) && !has_header(t, PF_STR("Host"));
	pf_str path = string(arena, t->path);

	pf_buf_addf(buf, "  httpGet:\n    path: %.*s\n    port: %u\n", PF_STR_ARG(path), t->port);
	if (t->tls)
		pf_buf_add_lit(buf, "    scheme: HTTPS\n");
	if (t->nheaders || host)
		pf_buf_add_lit(buf, "    httpHeaders:\n");
	for (size_t i = 0; i < t->nheaders; i++)
		add_header(arena, buf, t->headers[i].name, t->headers[i].value);
	if (host)
		add_header(arena, buf, PF_STR("Host"), PF_STR("localhost"));
}

static void add_handler(struct pf_arena *arena, struct pf_buf *buf,
	const struct pf_pod_container *c, const struct pf_check_target *t)
{
	switch (t->kind) {
	case PF_CHECK_HTTP:
		add_http(arena, buf, c, t);
		break;
	case PF_CHECK_TCP:
		pf_buf_addf(buf, "  tcpSocket:\n    port: %u\n", t->port);
		break;
	case PF_CHECK_GRPC:
		pf_buf_addf(buf, "  grpc:\n    port: %u\n", t->port);
		if (t->service.len) {
			pf_str service = string(arena, t->service);

			pf_buf_addf(buf, "    service: %.*s\n", PF_STR_ARG(service));
		}
		break;
	case PF_CHECK_NOTHING:
	case PF_CHECK_EXEC:
		pf_buf_add_lit(buf, "  exec:\n    command:\n");
		for (size_t i = 0; i < t->argv.len; i++) {
			pf_str word = as_command_word(arena, c, t->argv.ptr[i]);

			pf_buf_addf(buf, "      - %.*s\n", PF_STR_ARG(word));
		}
		break;
	}
}

static void add_setting(struct pf_buf *buf, const char *name, int64_t value, int64_t fallback)
{
	if (value != fallback)
		pf_buf_addf(buf, "  %s: %lld\n", name, (long long)value);
}

/*
 * Failures in the start period do not count, those after it do: the budget is
 * the period and as many tries as there are retries.
 */
static int64_t startup_failures(const struct pf_healthcheck *check)
{
	int64_t period = pf_check_seconds(check->start_interval) * SECOND;
	int64_t tries = check->start_period / period + (check->start_period % period > 0);

	return tries < INT32_MAX - check->retries ? tries + check->retries : INT32_MAX;
}

pf_str pf_health_startup_probe(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	const struct pf_healthcheck *check = &health->check;

	if (check->start_period <= 0)
		return PF_STR_EMPTY;
	pf_buf_add_lit(&buf, "startupProbe:\n");
	add_handler(arena, &buf, c, &health->target);
	add_setting(&buf, "periodSeconds", pf_check_seconds(check->start_interval), 10);
	add_setting(&buf, "timeoutSeconds", pf_check_seconds(check->timeout), 1);
	add_setting(&buf, "failureThreshold", startup_failures(check), 3);
	return pf_arena_dup(arena, pf_buf_str(&buf));
}

pf_str pf_health_probes(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	const struct pf_healthcheck *check = &health->check;
	int64_t retries = check->retries < INT32_MAX ? check->retries : INT32_MAX;

	pf_buf_add_lit(&buf, "readinessProbe:\n");
	add_handler(arena, &buf, c, &health->target);
	add_setting(&buf, "periodSeconds", pf_check_seconds(check->interval), 10);
	add_setting(&buf, "timeoutSeconds", pf_check_seconds(check->timeout), 1);
	add_setting(&buf, "failureThreshold", retries, 3);
	pf_buf_add(&buf, pf_health_startup_probe(arena, c, health));
	return pf_arena_dup(arena, pf_buf_str(&buf));
}

static pf_str exec_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_check_target *t)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;

	pf_buf_add_lit(&buf, "exec: {command: [");
	for (size_t i = 0; i < t->argv.len && buf.len < HANDLER_MOST; i++) {
		pf_buf_add(&buf, i ? PF_STR(", ") : PF_STR_EMPTY);
		pf_buf_add(&buf, as_command_word(arena, c, t->argv.ptr[i]));
	}
	if (buf.len >= HANDLER_MOST)
		return PF_STR_EMPTY;
	pf_buf_add_lit(&buf, "]}");
	return pf_arena_dup(arena, pf_buf_str(&buf));
}

pf_str pf_check_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_check_target *target)
{
	pf_str text;

	switch (target->kind) {
	case PF_CHECK_HTTP:
		text = string(arena, target->path);
		return pf_arena_fmt(arena, "httpGet: {path: %.*s, port: %u%s}", PF_STR_ARG(text),
			target->port, target->tls ? ", scheme: HTTPS" : "");
	case PF_CHECK_TCP:
		return pf_arena_fmt(arena, "tcpSocket: {port: %u}", target->port);
	case PF_CHECK_GRPC:
		if (!target->service.len)
			return pf_arena_fmt(arena, "grpc: {port: %u}", target->port);
		text = string(arena, target->service);
		return pf_arena_fmt(arena, "grpc: {port: %u, service: %.*s}", target->port,
			PF_STR_ARG(text));
	case PF_CHECK_NOTHING:
	case PF_CHECK_EXEC:
		return exec_handler(arena, c, target);
	}
	return PF_STR_EMPTY;
}
