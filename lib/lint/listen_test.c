/* SPDX-License-Identifier: Apache-2.0 */

/* Where a container's program is told to listen. */

#include <stdio.h>

#include "lint/image_test.h"

static struct bench b;

/* "name host port" of each, with commas between them. */
static pf_str listens(void)
{
	struct pf_listen found[PF_LISTENS_MAX];
	size_t n = pf_listens_of(&b.arena, &b.c, found);
	pf_str text = PF_STR_EMPTY;

	for (size_t i = 0; i < n; i++) {
		ck_assert((found[i].node == NULL) == (found[i].from != NULL));
		text = pf_arena_fmt(&b.arena, "%.*s%s%.*s %.*s %u", PF_STR_ARG(text), i ? ", " : "",
			PF_STR_ARG(found[i].name), PF_STR_ARG(found[i].host), found[i].port);
	}
	return text;
}

static void assert_listens(const char *fields, const char *dockerfile, const char *expected)
{
	char spec[512];
	pf_str got;

	ck_assert_int_lt(snprintf(spec, sizeof(spec), "containers: [{name: a, image: b, %s}]",
				 fields),
		(int)sizeof(spec));
	bench_start(&b, spec, dockerfile);
	got = listens();
	ck_assert_msg(pf_str_eq(got, pf_str_from(expected)), "%s: %.*s", fields, PF_STR_ARG(got));
	bench_end(&b);
	b = (struct bench){0};
}

START_TEST(options_say_where)
{
	assert_listens("command: [web, --port, '80']", NULL, "--port  80");
	assert_listens("args: ['-listen=:80']", NULL, "-listen  80");
	assert_listens("args: ['--bind=127.0.0.1']", NULL, "--bind 127.0.0.1 0");
	assert_listens("args: ['--bind', '[::1]:8080', --host=localhost]", NULL,
		"--bind [::1] 8080, --host localhost 0");
	assert_listens("args: ['--listen=tcp://0.0.0.0:80/x']", NULL, "--listen 0.0.0.0 80");
}
END_TEST

START_TEST(variables_say_where)
{
	assert_listens("env: [{name: PORT, value: '80'}]", NULL, "PORT  80");
	assert_listens("env: [{name: ASPNETCORE_URLS, value: 'http://+:80;https://*:443'}]", NULL,
		"ASPNETCORE_URLS + 80, ASPNETCORE_URLS * 443");
	assert_listens("env: [{name: PORT, value: '80'}, {name: PORT, value: '81'}]", NULL,
		"PORT  81");
}
END_TEST

START_TEST(what_is_no_place_to_listen_is_left_out)
{
	assert_listens("args: [--port]", NULL, "");
	assert_listens("args: [--port, '0']", NULL, "");
	assert_listens("args: [--port=99999]", NULL, "");
	assert_listens("args: [--port=$(PORT)]", NULL, "");
	assert_listens("args: ['--listen=:http']", NULL, "");
	assert_listens("args: [port, '80', --transport, '80']", NULL, "");
	assert_listens("command: [psql, --port, '80']", NULL, "");
	assert_listens("env: [{name: PORT, value: 'tcp://10.0.0.1:80'}]", NULL, "");
	assert_listens("env: [{name: REDIS_PORT, value: '80'}, {name: PORT}]", NULL, "");
}
END_TEST

START_TEST(an_image_speaks_where_the_pod_does_not)
{
	static const char image[] = "FROM scratch\nENV PORT=80\nENTRYPOINT [\"web\"]\n"
				    "CMD [\"--http-port=81\"]\n";

	assert_listens("tty: true", image, "--http-port  81, PORT  80");
	assert_listens("args: [x], env: [{name: PORT, value: '82'}]", image, "PORT  82");
	assert_listens("command: [x], envFrom: [{configMapRef: {name: a}}]", image, "");
}
END_TEST

START_TEST(a_port_is_mentioned_as_a_whole_number)
{
	bench_start(&b,
		"containers: [{name: a, image: b, args: ['--x=:8080'], env: [{name: A, value: "
		"'18081'}]}]",
		NULL);
	ck_assert(pf_mentions_port(&b.c, 8080));
	ck_assert(!pf_mentions_port(&b.c, 80));
	ck_assert(!pf_mentions_port(&b.c, 8081));
	ck_assert(pf_mentions_port(&b.c, 18081));
	bench_end(&b);
	b = (struct bench){0};
}
END_TEST

START_TEST(loopback_has_several_names)
{
	ck_assert(pf_is_loopback_address(PF_STR("127.0.0.1")));
	ck_assert(pf_is_loopback_address(PF_STR("LOCALHOST")));
	ck_assert(pf_is_loopback_address(PF_STR("[::1]")));
	ck_assert(!pf_is_loopback_address(PF_STR("0.0.0.0")));
	ck_assert(!pf_is_loopback_address(PF_STR("::")));
	ck_assert(!pf_is_loopback_address(PF_STR("")));
}
END_TEST

UNIT_MAIN("lint/listen", options_say_where, variables_say_where,
	what_is_no_place_to_listen_is_left_out, an_image_speaks_where_the_pod_does_not,
	a_port_is_mentioned_as_a_whole_number, loopback_has_several_names)
