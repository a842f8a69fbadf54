/* SPDX-License-Identifier: Apache-2.0 */

/* What the command of a HEALTHCHECK is taken to ask. */

#include "runtime/health/target.h"

#include "runtime/image_test.h"

#define SPEC \
	"containers: [{name: a, image: b, env: [{name: OWN, value: '8080'}, " \
	"{name: SECRET, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]}]"
#define IMAGE "FROM scratch\nENV PORT=3000\n"

static struct bench b;

static struct pf_health_target read_kind(enum pf_healthcheck_kind kind, pf_str *test, size_t n)
{
	struct pf_healthcheck healthcheck = {.kind = kind, .test = {test, n}};

	return pf_health_target_read(&b.arena, &b.c, &healthcheck);
}

/* As CMD-SHELL: "http 80 /path", "https …", "tcp 80", "grpc 80 service", "exec", "nothing". */
static pf_str asks(const char *command)
{
	pf_str text = pf_str_from(command);
	struct pf_health_target t = read_kind(PF_HEALTHCHECK_SHELL, &text, 1);

	switch (t.kind) {
	case PF_HEALTH_HTTP:
		return pf_arena_fmt(&b.arena, "%s %u %.*s", t.tls ? "https" : "http", t.port,
			PF_STR_ARG(t.path));
	case PF_HEALTH_TCP:
		return pf_arena_fmt(&b.arena, "tcp %u", t.port);
	case PF_HEALTH_GRPC:
		return pf_arena_fmt(&b.arena, "grpc %u %.*s", t.port, PF_STR_ARG(t.service));
	case PF_HEALTH_EXEC:
		return PF_STR("exec");
	case PF_HEALTH_NOTHING:
		break;
	}
	return PF_STR("nothing");
}

static void assert_asks(const char *command, const char *expected)
{
	pf_str got;

	bench_start(&b, SPEC, IMAGE);
	got = asks(command);
	ck_assert_msg(pf_str_eq(got, pf_str_from(expected)), "%s: %.*s", command, PF_STR_ARG(got));
	bench_end(&b);
	b = (struct bench){0};
}

START_TEST(curl_asks_by_http)
{
	assert_asks("curl -f http://localhost:3000/healthz", "http 3000 /healthz");
	assert_asks("curl --fail --silent localhost", "http 80 /");
	assert_asks("curl -fsSL -o /dev/null -m5 --retry 3 127.0.0.1:9/?a=b#c", "http 9 /?a=b");
	assert_asks("curl -fk https://[::1]:8443/x", "https 8443 /x");
	assert_asks("/usr/bin/curl -sfI https://0.0.0.0", "https 443 /");
	assert_asks("curl -f \"http://$HOSTNAME:80/a\"", "http 80 /a");
}
END_TEST

START_TEST(wget_asks_by_http)
{
	assert_asks("wget -qO- http://localhost:3000", "http 3000 /");
	assert_asks("wget --no-verbose --tries=1 --spider http://localhost/ping", "http 80 /ping");
	assert_asks("wget -q -T 5 -O /dev/null localhost:1", "http 1 /");
	assert_asks("wget --output-document=- --header 'Host: a' localhost", "http 80 /");
	assert_asks("wget -O page.html http://localhost/", "exec");
	assert_asks("wget --post-data=x http://localhost/", "exec");
}
END_TEST

START_TEST(connecting_asks_by_tcp)
{
	assert_asks("nc -z localhost 5432", "tcp 5432");
	assert_asks("nc -zv -w 3 127.0.0.1 80", "tcp 80");
	assert_asks("nc -zw1 127.0.0.1 80", "tcp 80");
	assert_asks("bash -c '</dev/tcp/localhost/5432'", "tcp 5432");
	assert_asks("bash -c 'exec 3<>/dev/tcp/127.0.0.1/9092' || exit 1", "tcp 9092");
	assert_asks("timeout 2 bash -c ':> /dev/tcp/127.0.0.1/80'", "tcp 80");
	assert_asks("nc -zu localhost 53", "exec");
	assert_asks("nc localhost 80", "exec");
	assert_asks("nc -z db 5432", "exec");
	assert_asks("bash -c '</dev/tcp/db/5432'", "exec");
}
END_TEST

START_TEST(the_grpc_client_asks_by_grpc)
{
	assert_asks("grpc_health_probe -addr=:9090", "grpc 9090 ");
	assert_asks("/bin/grpc_health_probe --addr localhost:9090 -service=a.B", "grpc 9090 a.B");
	assert_asks("grpc_health_probe -addr=:9090 -tls", "exec");
	assert_asks("grpc_health_probe", "exec");
}
END_TEST

START_TEST(what_ends_a_health_check_is_left_out)
{
	assert_asks("curl -f localhost || exit 1", "http 80 /");
	assert_asks("curl -f localhost > /dev/null 2>&1 || false", "http 80 /");
	assert_asks("curl -f localhost &>/dev/null", "http 80 /");
	assert_asks("exec curl -f localhost && exit 0 || exit 1;", "http 80 /");
	assert_asks("sh -c \"curl -f 'localhost' || exit 1\"", "http 80 /");
}
END_TEST

START_TEST(what_is_no_single_command_stays_one_for_a_shell)
{
	assert_asks("curl -f localhost | grep ok", "exec");
	assert_asks("curl -f localhost && test -f /ready", "exec");
	assert_asks("curl -f localhost; test -f /ready", "exec");
	assert_asks("curl -f localhost || curl -f localhost:81", "exec");
	assert_asks("curl -f $(hostname)", "exec");
	assert_asks("curl -f `hostname`", "exec");
	assert_asks("! curl -f localhost", "exec");
	assert_asks("curl -f localhost > /tmp/out", "exec");
	assert_asks("curl -f 'localhost", "exec");
	assert_asks("curl -f localhost &", "exec");
	assert_asks("[ -f /ready ]", "exec");
	assert_asks("pg_isready -U app", "exec");
	assert_asks("", "exec");
	assert_asks("#", "exec");
}
END_TEST

START_TEST(requests_that_a_kubelet_cannot_send_stay_commands)
{
	assert_asks("curl -f http://db:5432/", "exec");
	assert_asks("curl -f -X POST localhost", "exec");
	assert_asks("curl -f -d x localhost", "exec");
	assert_asks("curl -f --unix-socket /run/a.sock http://localhost/", "exec");
	assert_asks("curl -f -u me:secret localhost", "exec");
	assert_asks("curl -f -H 'Authorization: x' localhost", "exec");
	assert_asks("curl -f http://me:secret@localhost/", "exec");
	assert_asks("curl -f ftp://localhost/", "exec");
	assert_asks("curl -f localhost localhost:81", "exec");
	assert_asks("curl -f localhost:99999", "exec");
	assert_asks("curl -f localhost:0", "exec");
	assert_asks("curl -f 'localhost/[1-3]'", "exec");
	assert_asks("curl", "exec");
	assert_asks("curl -", "exec");
	assert_asks("curl -o", "exec");
}
END_TEST

START_TEST(variables_are_those_of_the_pod_before_those_of_the_image)
{
	assert_asks("curl -f http://localhost:$OWN/", "http 8080 /");
	assert_asks("curl -f http://localhost:${PORT}/", "http 3000 /");
	assert_asks("curl -f http://localhost:${NONE:-81}/", "http 81 /");
	assert_asks("curl -f http://localhost:${PORT-81}/", "http 3000 /");
	assert_asks("curl -f 'http://localhost:${PORT}/'", "exec");
	assert_asks("curl -f http://localhost:$SECRET/", "exec");
	assert_asks("curl -f http://localhost/${PORT#3}", "exec");
	assert_asks("curl -f http://localhost/${PORT", "exec");
	assert_asks("curl -f http://localhost/$1", "exec");
}
END_TEST

START_TEST(what_never_fails_asks_nothing)
{
	assert_asks("exit 0", "nothing");
	assert_asks("true", "nothing");
	assert_asks("curl -f localhost || true", "nothing");
	assert_asks("curl -f localhost || exit 0", "nothing");
	assert_asks("exit 1", "exec");
}
END_TEST

START_TEST(an_argument_vector_is_read_without_a_shell)
{
	pf_str curl[] = {PF_STR("curl"), PF_STR("-f"), PF_STR("http://localhost:$PORT/")};
	pf_str shell[] = {PF_STR("sh"), PF_STR("-c"), PF_STR("curl -f localhost:$PORT")};
	struct pf_health_target t;

	bench_start(&b, SPEC, IMAGE);
	t = read_kind(PF_HEALTHCHECK_CMD, curl, 3);
	ck_assert_int_eq(t.kind, PF_HEALTH_EXEC);
	ck_assert_uint_eq(t.argv.len, 3);
	t = read_kind(PF_HEALTHCHECK_CMD, shell, 3);
	ck_assert_int_eq(t.kind, PF_HEALTH_HTTP);
	ck_assert_uint_eq(t.port, 3000);
	bench_end(&b);
	b = (struct bench){0};
}
END_TEST

UNIT_TESTS(curl_asks_by_http, wget_asks_by_http, connecting_asks_by_tcp,
	the_grpc_client_asks_by_grpc, what_ends_a_health_check_is_left_out,
	what_is_no_single_command_stays_one_for_a_shell,
	requests_that_a_kubelet_cannot_send_stay_commands,
	variables_are_those_of_the_pod_before_those_of_the_image, what_never_fails_asks_nothing,
	an_argument_vector_is_read_without_a_shell)
