/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/as_probe.h"

#include "base/buf.h"
#include "yaml/quote.h"

#define SECOND 1000000000
#define HANDLER_MOST 160U /* bytes of a handler that a line of help quotes */

int64_t pf_health_seconds(int64_t duration)
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

static bool has_header(const struct pf_health_target *t, pf_str name)
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
	const struct pf_health_target *t)
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
	const struct pf_pod_container *c, const struct pf_health_target *t)
{
	switch (t->kind) {
	case PF_HEALTH_HTTP:
		add_http(arena, buf, c, t);
		break;
	case PF_HEALTH_TCP:
		pf_buf_addf(buf, "  tcpSocket:\n    port: %u\n", t->port);
		break;
	case PF_HEALTH_GRPC:
		pf_buf_addf(buf, "  grpc:\n    port: %u\n", t->port);
		if (t->service.len) {
			pf_str service = string(arena, t->service);

			pf_buf_addf(buf, "    service: %.*s\n", PF_STR_ARG(service));
		}
		break;
	case PF_HEALTH_NOTHING:
	case PF_HEALTH_EXEC:
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
static int64_t startup_failures(const struct pf_healthcheck *healthcheck)
{
	int64_t period = pf_health_seconds(healthcheck->start_interval) * SECOND;
	int64_t tries =
		healthcheck->start_period / period + (healthcheck->start_period % period > 0);

	return tries < INT32_MAX - healthcheck->retries ? tries + healthcheck->retries : INT32_MAX;
}

pf_str pf_health_startup_probe(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	const struct pf_healthcheck *healthcheck = &health->healthcheck;

	if (healthcheck->start_period <= 0)
		return PF_STR_EMPTY;
	pf_buf_add_lit(&buf, "startupProbe:\n");
	add_handler(arena, &buf, c, &health->target);
	add_setting(&buf, "periodSeconds", pf_health_seconds(healthcheck->start_interval), 10);
	add_setting(&buf, "timeoutSeconds", pf_health_seconds(healthcheck->timeout), 1);
	add_setting(&buf, "failureThreshold", startup_failures(healthcheck), 3);
	return pf_arena_dup(arena, pf_buf_str(&buf));
}

pf_str pf_health_probes(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	const struct pf_healthcheck *healthcheck = &health->healthcheck;
	int64_t retries = healthcheck->retries < INT32_MAX ? healthcheck->retries : INT32_MAX;

	pf_buf_add_lit(&buf, "readinessProbe:\n");
	add_handler(arena, &buf, c, &health->target);
	add_setting(&buf, "periodSeconds", pf_health_seconds(healthcheck->interval), 10);
	add_setting(&buf, "timeoutSeconds", pf_health_seconds(healthcheck->timeout), 1);
	add_setting(&buf, "failureThreshold", retries, 3);
	pf_buf_add(&buf, pf_health_startup_probe(arena, c, health));
	return pf_arena_dup(arena, pf_buf_str(&buf));
}

static pf_str exec_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health_target *t)
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

pf_str pf_health_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health_target *target)
{
	pf_str text;

	switch (target->kind) {
	case PF_HEALTH_HTTP:
		text = string(arena, target->path);
		return pf_arena_fmt(arena, "httpGet: {path: %.*s, port: %u%s}", PF_STR_ARG(text),
			target->port, target->tls ? ", scheme: HTTPS" : "");
	case PF_HEALTH_TCP:
		return pf_arena_fmt(arena, "tcpSocket: {port: %u}", target->port);
	case PF_HEALTH_GRPC:
		if (!target->service.len)
			return pf_arena_fmt(arena, "grpc: {port: %u}", target->port);
		text = string(arena, target->service);
		return pf_arena_fmt(arena, "grpc: {port: %u, service: %.*s}", target->port,
			PF_STR_ARG(text));
	case PF_HEALTH_NOTHING:
	case PF_HEALTH_EXEC:
		return exec_handler(arena, c, target);
	}
	return PF_STR_EMPTY;
}
