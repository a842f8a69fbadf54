/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/listen.h"

#include "runtime/image_test.h"

static void assert_address(const char *text, const char *host, uint32_t port)
{
	pf_str got;
	uint32_t number;

	ck_assert_msg(pf_listen_parse(pf_str_from(text), &got, &number), "%s", text);
	ck_assert_msg(pf_str_eq(got, pf_str_from(host)) && number == port, "%s: %.*s, %d", text,
		PF_STR_ARG(got), (int)number);
}

START_TEST(addresses_have_a_host_and_a_port_or_one_of_them)
{
	assert_address("127.0.0.1:8080", "127.0.0.1", 8080);
	assert_address("127.0.0.1", "127.0.0.1", 0);
	assert_address(":8080", "", 8080);
	assert_address("8080", "", 8080);
	assert_address("localhost", "localhost", 0);
	assert_address("[::1]:80", "::1", 80);
	assert_address("[::]", "::", 0);
	assert_address("::1", "::1", 0);
	assert_address("http://+:5000", "+", 5000);
	assert_address("https://localhost:5001/path", "localhost", 5001);
	assert_address("*:80", "*", 80);
	assert_address("$(POD_IP):8080", "", 8080);
	assert_address("${HOST}:8080", "", 8080);
	assert_address("web:http", "web", 0);
	assert_address("web:70000", "web", 0);
}
END_TEST

START_TEST(what_is_no_address_is_refused)
{
	static const char *const texts[] = {"", "/run/web.sock", "unix:/run/web.sock",
		"unix:///run/web.sock", "[::1", "$(ADDRESS)", "0", "http://"};
	pf_str host;
	uint32_t port;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		ck_assert_msg(!pf_listen_parse(pf_str_from(texts[i]), &host, &port), "%s",
			texts[i]);
}
END_TEST

START_TEST(loopback_is_a_name_and_two_ranges)
{
	static const char *const yes[] = {
		"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1"};
	static const char *const no[] = {"", "0.0.0.0", "::", "127.example.com", "127.0.0.1.5",
		"127.0.0", "128.0.0.1", "localhost.example.com", "127.0.0.256"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		ck_assert_msg(pf_is_loopback_address(pf_str_from(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		ck_assert_msg(!pf_is_loopback_address(pf_str_from(no[i])), "%s", no[i]);
}
END_TEST

/* What `spec` of a container says, as "name host port" with `?` behind what is not sure. */
static void assert_says(const char *container, const char *dockerfile, const char *want)
{
	struct bench b = {0};
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n;
	pf_str got = PF_STR_EMPTY;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: c, image: i, %s}]", container).ptr,
		dockerfile);
	n = pf_all_listens_of(&b.arena, &b.c, listens);
	for (size_t i = 0; i < n; i++) {
		const struct pf_listen *item = &listens[i];

		got = pf_arena_fmt(&b.arena, "%.*s%s%.*s%s %.*s %d", PF_STR_ARG(got), i ? ", " : "",
			PF_STR_ARG(item->name), item->sure ? "" : "?", PF_STR_ARG(item->host),
			(int)pf_listen_port(&b.arena, listens, n, item));
	}
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", container, PF_STR_ARG(got));
	bench_end(&b);
}

START_TEST(flags_are_written_in_every_way)
{
	assert_says("args: [--bind-address=127.0.0.1:80]", NULL, "--bind-address 127.0.0.1 80");
	assert_says("args: [--bind-address, \"127.0.0.1:80\"]", NULL,
		"--bind-address 127.0.0.1 80");
	assert_says("args: [-listen, \":80\"]", NULL, "-listen  80");
	assert_says("args: [--web.listen-address=localhost]", NULL,
		"--web.listen-address localhost 0");
	assert_says("args: [\"--metricsBindAddress=:81\"]", NULL, "--metricsBindAddress  81");
	assert_says("command: [java, -Dserver.port=8081]", NULL, "-Dserver.port  8081");
	assert_says("args: [--listen=unix:/run/a.sock, --port=x, --other=1, --bind]", NULL, "");
	assert_says("args: [--bind, --port, \"80\"]", NULL, "--port  80");
	assert_says("args: [\"--listen-client-urls=https://127.0.0.1:1,https://10.0.0.1:2\"]", NULL,
		"--listen-client-urls 127.0.0.1 1, --listen-client-urls 10.0.0.1 2");
}
END_TEST

START_TEST(a_host_goes_with_its_port)
{
	assert_says("args: [--host, localhost, --port, \"80\", --metrics-port=81]", NULL,
		"--host? localhost 80, --port  80, --metrics-port  81");
	assert_says("env: [{name: FLASK_RUN_PORT, value: \"80\"}, "
		    "{name: FLASK_RUN_HOST, value: 127.0.0.1}]",
		NULL, "FLASK_RUN_PORT  80, FLASK_RUN_HOST 127.0.0.1 80");
	assert_says("args: [--metrics-bind-address=127.0.0.1, --port=80]", NULL,
		"--metrics-bind-address 127.0.0.1 0, --port  80");
}
END_TEST

/* How many of what is said there may be where the program listens. */
static size_t own(const char *container)
{
	struct bench b = {0};
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: c, image: i, %s}]", container).ptr,
		NULL);
	n = pf_listens_of(&b.arena, &b.c, listens);
	bench_end(&b);
	return n;
}

START_TEST(another_host_is_called_and_not_listened_on)
{
	ck_assert_uint_eq(own("args: [--host=db, --port=5433]"), 0);
	ck_assert_uint_eq(own("args: [--host=db:5433]"), 0);
	ck_assert_uint_eq(own("args: [--http-addr=https://example.com:443]"), 0);
	ck_assert_uint_eq(own("env: [{name: HTTP_ADDR, value: \"http://localhost:8200\"}]"), 0);
	ck_assert_uint_eq(own("env: [{name: SERVER_HOST, value: db}, "
			      "{name: SERVER_PORT, value: \"80\"}]"),
		0);
	ck_assert_uint_eq(own("args: [--host=10.0.0.7:80]"), 0);
	ck_assert_uint_eq(own("args: [--host=0.0.0.0, --port=80]"), 2);
	ck_assert_uint_eq(own("args: [--host=db, --http-port=80]"), 1);
	ck_assert_uint_eq(own("args: [--bind=10.0.0.7:80]"), 1);
	ck_assert_uint_eq(own("env: [{name: ASPNETCORE_URLS, value: \"http://+:80\"}]"), 1);
	ck_assert_uint_eq(own("args: [--urls=http://localhost:80]"), 0); /* aside */
	ck_assert_uint_eq(own("env: [{name: OLLAMA_HOST, value: \"http://0.0.0.0:80\"}]"), 1);
}
END_TEST

START_TEST(a_shell_s_text_is_taken_apart)
{
	assert_says("command: [sh, -c, \"exec uvicorn app:app --host 127.0.0.1 --port 80 && x\"]",
		NULL, "--host? 127.0.0.1 80, --port  80");
	assert_says("command: [sh, -c, \"serve --bind; 127.0.0.1\"]", NULL, "");
}
END_TEST

START_TEST(djangos_server_listens_on_loopback_by_itself)
{
	assert_says("args: [manage.py, runserver]", NULL, "runserver 127.0.0.1 8000");
	assert_says("args: [manage.py, runserver, --noreload]", NULL, "runserver 127.0.0.1 8000");
	assert_says("args: [manage.py, runserver, \"8080\"]", NULL, "runserver 127.0.0.1 8080");
	assert_says("args: [manage.py, runserver, --noreload, \"0.0.0.0:80\"]", NULL,
		"runserver 0.0.0.0 80");
	assert_says("command: [sh, -c, \"manage.py runserver; sleep 1\"]", NULL,
		"runserver 127.0.0.1 8000");
}
END_TEST

START_TEST(the_image_speaks_where_the_manifest_does_not)
{
	static const char file[] =
		"FROM scratch\nENV PORT=80 HTTP_PORT=81\n"
		"ENTRYPOINT [\"/web\", \"--listen\", \":1\"]\nCMD [\"--bind=:2\"]\n";

	assert_says("env: [{name: PORT, value: \"90\"}]", file,
		"--listen  1, --bind  2, PORT  90, HTTP_PORT  81");
	assert_says("args: [--bind=:3]", file, "--listen  1, --bind  3, PORT  80, HTTP_PORT  81");
	assert_says("command: [/other]", file, "PORT  80, HTTP_PORT  81");
	assert_says("env: [{name: PORT, valueFrom: {fieldRef: {fieldPath: a}}}]", file,
		"--listen  1, --bind  2, HTTP_PORT  81");
}
END_TEST

START_TEST(what_is_aside_is_left_out_of_the_program_s_own)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	struct bench b = {0};

	bench_start(&b,
		"containers: [{name: c, image: i, args: [--metrics-bind-address=:81, --port=80]}]",
		NULL);
	ck_assert_uint_eq(pf_all_listens_of(&b.arena, &b.c, listens), 2);
	ck_assert(listens[0].aside && !listens[1].aside);
	ck_assert_uint_eq(pf_listens_of(&b.arena, &b.c, listens), 1);
	ck_assert_uint_eq(listens[0].port, 80);
	bench_end(&b);
}
END_TEST

START_TEST(clients_listen_nowhere)
{
	assert_says("command: [mysql, --host=127.0.0.1, --port=3306]", NULL, "");
	assert_says("command: [sh, -c, \"psql --port 80; serve --port 81\"]", NULL, "--port  81");
}
END_TEST

START_TEST(of_a_variable_the_last_value_counts)
{
	assert_says("env: [{name: PORT, value: \"1\"}, {name: PORT, value: \"2\"}]", NULL,
		"PORT  2");
	assert_says("envFrom: [{configMapRef: {name: a}}]", "FROM scratch\nENV PORT=1\n", "");
}
END_TEST

START_TEST(numbers_are_found_whole)
{
	struct bench b = {0};

	bench_start(&b,
		"containers: [{name: c, image: i, command: [a, \"x:8080\"], args: [\"90\"], "
		"env: [{name: A, value: \"=70;\"}]}]",
		NULL);
	ck_assert(pf_mentions_port(&b.c, 8080) && pf_mentions_port(&b.c, 90));
	ck_assert(pf_mentions_port(&b.c, 70));
	ck_assert(!pf_mentions_port(&b.c, 80) && !pf_mentions_port(&b.c, 808));
	bench_end(&b);
}
END_TEST

START_TEST(no_more_than_so_many_are_kept)
{
	struct bench b = {0};
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n;
	pf_str args = PF_STR_EMPTY;

	for (size_t i = 0; i < PF_LISTENS_MAX + 8; i++)
		args = pf_arena_fmt(&b.arena, "%.*s--port=%zu,", PF_STR_ARG(args), i + 1);
	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: c, image: i, args: [%.*s]}]",
			PF_STR_ARG(args))
			.ptr,
		NULL);
	n = pf_all_listens_of(&b.arena, &b.c, listens);
	ck_assert_uint_eq(n, PF_LISTENS_MAX);
	bench_end(&b);
}
END_TEST

UNIT_TESTS(addresses_have_a_host_and_a_port_or_one_of_them, what_is_no_address_is_refused,
	loopback_is_a_name_and_two_ranges, flags_are_written_in_every_way,
	a_host_goes_with_its_port, another_host_is_called_and_not_listened_on,
	a_shell_s_text_is_taken_apart, djangos_server_listens_on_loopback_by_itself,
	the_image_speaks_where_the_manifest_does_not,
	what_is_aside_is_left_out_of_the_program_s_own, clients_listen_nowhere,
	of_a_variable_the_last_value_counts, numbers_are_found_whole, no_more_than_so_many_are_kept)
