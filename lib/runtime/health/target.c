/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/target.h"

#include "runtime/health/client.h"
#include "runtime/shell/line.h"
#include "runtime/shell/words.h"
#include "world/binding/binding.h"

#define NEST_MOST 3 /* shells that start shells */

/* "sh -c TEXT": the text. */
static bool is_script(struct pf_words words, pf_str *text)
{
	if (words.len != 3 || !pf_is_shell(words.ptr[0]) || words.ptr[1].len < 2 ||
		words.ptr[1].ptr[0] != '-' || words.ptr[1].ptr[words.ptr[1].len - 1] != 'c')
		return false;
	*text = words.ptr[2];
	return true;
}

/* `timeout 5 curl …`: the kubelet has a timeout of its own. */
static struct pf_words skip_timeout(struct pf_words words)
{
	if (words.len > 2 && pf_str_eq(pf_program_name(words.ptr[0]), PF_STR("timeout")) &&
		words.ptr[1].len && pf_is_digit(words.ptr[1].ptr[0]))
		return (struct pf_words){words.ptr + 2, words.len - 2};
	return words;
}

/* A redirection with /dev/tcp opens a connection whatever the command does with it. */
static bool read_redirection(const struct pf_shell_line *line, pf_str self,
	struct pf_health_target *out)
{
	static const pf_str idle[] = {PF_STR_INIT(":"), PF_STR_INIT("true"), PF_STR_INIT("echo"),
		PF_STR_INIT("cat"), PF_STR_INIT("printf")};
	size_t slash = pf_str_find_char(line->tcp, '/');

	if (line->n && !pf_is_one_of(line->words[0], idle, sizeof(idle) / sizeof(idle[0])))
		return false;
	return slash < line->tcp.len &&
		pf_client_set_tcp(out, self, pf_str_sub(line->tcp, 0, slash),
			pf_str_from_offset(line->tcp, slash + 1));
}

static bool read_test(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_words words, struct pf_health_target *out)
{
	pf_str self = c->binding && c->binding->service ? c->binding->service->name : PF_STR_EMPTY;
	pf_str text;

	words = skip_timeout(words);
	for (int depth = 0; is_script(words, &text); depth++) {
		struct pf_shell_line *line = PF_NEW(arena, struct pf_shell_line);

		if (depth == NEST_MOST || !pf_shell_line_read(arena, c, text, line))
			return false;
		if (line->forgiven) {
			out->kind = PF_HEALTH_NOTHING;
			return true;
		}
		if (line->tcp.len)
			return read_redirection(line, self, out);
		words = skip_timeout((struct pf_words){line->words, line->n});
	}
	return pf_client_read(arena, self, words, out);
}

/* As Docker runs it: a text by the image's shell. */
static struct pf_words argv_of(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_healthcheck *healthcheck)
{
	static const pf_str unix_shell[] = {PF_STR_INIT("/bin/sh"), PF_STR_INIT("-c")};
	static const pf_str windows_shell[] = {
		PF_STR_INIT("cmd"), PF_STR_INIT("/S"), PF_STR_INIT("/C")};
	const struct pf_image_facts *facts = c->facts;
	struct pf_words shell = {unix_shell, 2};
	pf_str *words;

	if (healthcheck->kind != PF_HEALTHCHECK_SHELL)
		return healthcheck->test;
	if (c->pod->windows)
		shell = (struct pf_words){windows_shell, 3};
	if (facts && facts->shell.is == PF_KNOWN && facts->shell.value.len)
		shell = facts->shell.value;
	words = PF_NEWN(arena, pf_str, shell.len + healthcheck->test.len);
	for (size_t i = 0; i < shell.len; i++)
		words[i] = shell.ptr[i];
	for (size_t i = 0; i < healthcheck->test.len; i++)
		words[shell.len + i] = healthcheck->test.ptr[i];
	return (struct pf_words){words, shell.len + healthcheck->test.len};
}

struct pf_health_target pf_health_target_read(struct pf_arena *arena,
	const struct pf_pod_container *c, const struct pf_healthcheck *healthcheck)
{
	struct pf_health_target target = {.path = PF_STR_EMPTY, .service = PF_STR_EMPTY};
	struct pf_words argv = argv_of(arena, c, healthcheck);

	if (!read_test(arena, c, argv, &target))
		target = (struct pf_health_target){.path = PF_STR_EMPTY, .service = PF_STR_EMPTY};
	target.argv = argv;
	return target;
}

/* Number of a probe's port; 0 where it is not known. */
static uint32_t port_of(const struct pf_pod_container *c, const pf_int_or_string_field *port)
{
	const struct pf_container_port *named;
	int64_t number = port->number;

	if (port->set && port->is_string) {
		named = pf_container_port_named(c, port->text);
		number = named && named->container_port.set ? named->container_port.is : 0;
	}
	return port->set && number > 0 && number <= 65535 ? (uint32_t)number : 0;
}

static struct pf_words words_of(struct pf_arena *arena, const struct pf_str_list *list)
{
	pf_str *words = PF_NEWN(arena, pf_str, list->len);

	for (size_t i = 0; i < list->len; i++)
		words[i] = list->ptr[i].is;
	return (struct pf_words){words, list->len};
}

struct pf_health_target pf_health_target_of_probe(struct pf_arena *arena,
	const struct pf_pod_container *c, const struct pf_handler *probe)
{
	struct pf_health_target t = {.path = PF_STR_EMPTY, .service = PF_STR_EMPTY};

	if (probe->exec) {
		struct pf_healthcheck healthcheck = {
			.kind = PF_HEALTHCHECK_CMD, .test = words_of(arena, &probe->exec->command)};

		return pf_health_target_read(arena, c, &healthcheck);
	}
	if (probe->http_get && !probe->http_get->host.set) {
		t.port = port_of(c, &probe->http_get->port);
		t.path = probe->http_get->path.is.len ? probe->http_get->path.is : PF_STR("/");
		t.tls = pf_str_eq(probe->http_get->scheme.is, PF_STR("HTTPS"));
		t.kind = t.port ? PF_HEALTH_HTTP : PF_HEALTH_EXEC;
	} else if (probe->tcp_socket && !probe->tcp_socket->host.set) {
		t.port = port_of(c, &probe->tcp_socket->port);
		t.kind = t.port ? PF_HEALTH_TCP : PF_HEALTH_EXEC;
	} else if (probe->grpc && probe->grpc->port.set) {
		t.port = (uint32_t)probe->grpc->port.is;
		t.kind = PF_HEALTH_GRPC;
	}
	return t;
}

/* Without its query and a slash at its end. */
static pf_str bare_path(pf_str path)
{
	path.len = pf_str_find_char(path, '?');
	if (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	return path;
}

static bool same_path(const struct pf_health_target *a, const struct pf_health_target *b)
{
	return pf_str_eq(bare_path(a->path), bare_path(b->path));
}

static bool same_words(struct pf_words a, struct pf_words b)
{
	if (a.len != b.len || a.len == 0)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (!pf_str_eq(a.ptr[i], b.ptr[i]))
			return false;
	}
	return true;
}

bool pf_health_target_is_same(const struct pf_health_target *a, const struct pf_health_target *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == PF_HEALTH_EXEC)
		return same_words(a->argv, b->argv);
	return a->port == b->port && a->tls == b->tls && same_path(a, b);
}
