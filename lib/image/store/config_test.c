/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/store.h"

#include "base/buf.h"
#include "image/store/config.h"
#include "unit.h"

static struct pf_arena arena;
static const struct pf_source source = {.path = PF_STR_INIT("web.json")};

/* The facts of `{"config":CONFIG}`. */
static struct pf_image_facts read_config(const char *config)
{
	pf_str json = pf_arena_fmt(&arena, "{\"architecture\":\"amd64\",\"config\":%s}", config);
	struct pf_image_facts facts;
	struct pf_error err;

	ck_assert_msg(pf_image_json_read(&arena, json, &source, &facts, &err), "%s: %s", config,
		err.msg);
	return facts;
}

static void refuse(const char *config, const char *message)
{
	pf_str json = pf_arena_fmt(&arena, "{\"architecture\":\"amd64\",\"config\":%s}", config);
	struct pf_image_facts facts;
	struct pf_error err;

	ck_assert_msg(!pf_image_json_read(&arena, json, &source, &facts, &err), "%s", config);
	ck_assert_str_eq(err.msg, message);
}

static void assert_words(struct pf_words words, const char *want)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	for (size_t i = 0; i < words.len; i++)
		pf_buf_addf(&text, "[%.*s]", PF_STR_ARG(words.ptr[i]));
	ck_assert_str_eq(text.len ? text.ptr : "", want);
}

START_TEST(reads_what_a_container_runs)
{
	struct pf_image_facts facts = read_config(
		"{\"User\":\"1000:1000\",\"Entrypoint\":[\"/app\",\"\"],\"Cmd\":[\"serve\"],"
		"\"Shell\":[\"/bin/bash\",\"-c\"],\"WorkingDir\":\"/srv\","
		"\"StopSignal\":\"SIGINT\"}");

	ck_assert_int_eq(facts.user.is, PF_KNOWN);
	ck_assert(pf_str_eq(facts.user.value, PF_STR("1000:1000")));
	ck_assert_ptr_eq(facts.user.from.source, &source);
	ck_assert_uint_eq(facts.user.from.range.end, 0);
	ck_assert_ptr_eq(facts.origin.source, &source);
	assert_words(facts.entrypoint.value, "[/app][]");
	assert_words(facts.cmd.value, "[serve]");
	assert_words(facts.shell.value, "[/bin/bash][-c]");
	ck_assert(pf_str_eq(facts.working_directory.value, PF_STR("/srv")));
	ck_assert(pf_str_eq(facts.stop_signal.value, PF_STR("SIGINT")));
	ck_assert_ptr_null(facts.build);
	pf_arena_release(&arena);
}
END_TEST

static void assert_nothing_set(const char *config)
{
	struct pf_image_facts facts = read_config(config);

	ck_assert_int_eq(facts.user.is, PF_ABSENT);
	ck_assert_int_eq(facts.entrypoint.is, PF_ABSENT);
	ck_assert_int_eq(facts.cmd.is, PF_ABSENT);
	ck_assert_int_eq(facts.shell.is, PF_ABSENT);
	ck_assert_int_eq(facts.working_directory.is, PF_ABSENT);
	ck_assert_int_eq(facts.stop_signal.is, PF_ABSENT);
	ck_assert_int_eq(facts.healthcheck.is, PF_ABSENT);
	ck_assert(!facts.env.len && facts.env.complete);
	ck_assert(!facts.ports.len && facts.ports.complete);
	ck_assert(!facts.volumes.len && facts.volumes.complete);
	ck_assert(!facts.labels.len && facts.labels.complete);
	ck_assert_ptr_null(facts.user.from.source);
}

START_TEST(takes_null_and_empty_for_absent)
{
	assert_nothing_set("{}");
	assert_nothing_set("null");
	assert_nothing_set("{\"User\":\"\",\"Entrypoint\":[],\"Cmd\":[],\"Shell\":[],"
			   "\"WorkingDir\":\"\",\"StopSignal\":\"\",\"Healthcheck\":{},"
			   "\"Env\":[],\"ExposedPorts\":{},\"Volumes\":{},\"Labels\":{}}");
	assert_nothing_set("{\"User\":null,\"Entrypoint\":null,\"Cmd\":null,\"Shell\":null,"
			   "\"WorkingDir\":null,\"StopSignal\":null,\"Healthcheck\":null,"
			   "\"Env\":null,\"ExposedPorts\":null,\"Volumes\":null,\"Labels\":null}");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(keeps_an_entrypoint_of_one_empty_word)
{
	struct pf_image_facts facts = read_config("{\"Entrypoint\":[\"\"]}");

	ck_assert_int_eq(facts.entrypoint.is, PF_KNOWN);
	assert_words(facts.entrypoint.value, "[]");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(names_the_key_of_a_wrong_type)
{
	refuse("[]", "`config` is not an object");
	refuse("{\"User\":1000}", "`User` is not a string");
	refuse("{\"Entrypoint\":\"/app\"}", "`Entrypoint` is not a list");
	refuse("{\"Cmd\":[\"a\",1]}", "`Cmd` is not a list of strings");
	refuse("{\"Env\":{\"A\":\"b\"}}", "`Env` is not a list");
	refuse("{\"ExposedPorts\":[80]}", "`ExposedPorts` is not an object");
	refuse("{\"Healthcheck\":[\"CMD\"]}", "`Healthcheck` is not an object");
	refuse("{\"Healthcheck\":{\"Test\":\"CMD\"}}", "`Test` is not a list");
	refuse("{\"Healthcheck\":{\"Test\":[\"CMD\"],\"Interval\":\"5s\"}}",
		"`Interval` is not a whole number");
	refuse("{\"Healthcheck\":{\"Test\":[\"CMD\"],\"Retries\":1.5}}",
		"`Retries` is not a whole number");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_variables_once_each)
{
	struct pf_image_facts facts = read_config(
		"{\"Env\":[\"PATH=/bin\",\"A=b=c\",\"EMPTY=\",\"NOTHING\",\"=x\",\"A=d\"]}");

	ck_assert_uint_eq(facts.env.len, 3);
	ck_assert(facts.env.complete);
	ck_assert(pf_str_eq(facts.env.ptr[0].name, PF_STR("PATH")));
	ck_assert(pf_str_eq(facts.env.ptr[1].name, PF_STR("A")));
	ck_assert(pf_str_eq(facts.env.ptr[1].value, PF_STR("d")));
	ck_assert(pf_str_eq(facts.env.ptr[2].name, PF_STR("EMPTY")));
	ck_assert_uint_eq(facts.env.ptr[2].value.len, 0);
	ck_assert_int_eq(facts.env.ptr[2].is, PF_KNOWN);
	pf_arena_release(&arena);
}
END_TEST

static struct pf_buf variables(unsigned n)
{
	struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "{\"Env\":[\"A0=\"");
	for (unsigned i = 1; i < n; i++)
		pf_buf_addf(&text, ",\"A%u=\"", i);
	pf_buf_add_lit(&text, "]}");
	return text;
}

START_TEST(limits_the_number_of_variables)
{
	struct pf_buf text = variables(PF_STORE_MAX_ENV);

	ck_assert_uint_eq(read_config(text.ptr).env.len, PF_STORE_MAX_ENV);
	pf_buf_release(&text);
	text = variables(PF_STORE_MAX_ENV + 1);
	refuse(text.ptr, "too many variables in `Env`");
	pf_buf_release(&text);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_ports_once_each)
{
	struct pf_image_facts facts = read_config(
		"{\"ExposedPorts\":{\"8080/tcp\":{},\"53/udp\":{},\"8080\":null,\"53\":{},"
		"\"65535/SCTP\":{}}}");

	ck_assert_uint_eq(facts.ports.len, 4);
	ck_assert(facts.ports.complete);
	ck_assert_uint_eq(facts.ports.ptr[0].number, 8080);
	ck_assert(pf_str_eq(facts.ports.ptr[0].protocol, PF_STR("tcp")));
	ck_assert(pf_str_eq(facts.ports.ptr[1].protocol, PF_STR("udp")));
	ck_assert_uint_eq(facts.ports.ptr[2].number, 53);
	ck_assert_uint_eq(facts.ports.ptr[3].number, 65535);
	ck_assert(pf_str_eq(facts.ports.ptr[3].protocol, PF_STR("sctp")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(passes_over_what_is_no_port)
{
	struct pf_image_facts facts = read_config(
		"{\"ExposedPorts\":{\"0/tcp\":{},\"65536\":{},\"\":{},\"/tcp\":{},\"http\":{},"
		"\"80/x\":{},\"-1\":{},\"+80\":{},\"99999999999999999999\":{},\"80-90/tcp\":{}}}");

	ck_assert_uint_eq(facts.ports.len, 0);
	ck_assert(!facts.ports.complete);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_volumes_and_labels)
{
	struct pf_image_facts facts = read_config(
		"{\"Volumes\":{\"/data\":{},\"/var/lib\":{}},\"Labels\":{\"a\":\"b\"}}");

	ck_assert_uint_eq(facts.volumes.len, 2);
	ck_assert(pf_str_eq(facts.volumes.ptr[1].name, PF_STR("/var/lib")));
	ck_assert_uint_eq(facts.labels.len, 1);
	ck_assert(pf_str_eq(facts.labels.ptr[0].name, PF_STR("a")));
	ck_assert(pf_str_eq(facts.labels.ptr[0].value, PF_STR("b")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_health_checks_of_every_kind)
{
	pf_healthcheck_fact check = read_config(
		"{\"Healthcheck\":{\"Test\":[\"CMD\",\"/app\",\"check\"],\"Interval\":5000000000,"
		"\"Timeout\":1,\"StartPeriod\":2,\"StartInterval\":3,\"Retries\":4}}")
					    .healthcheck;

	ck_assert_int_eq(check.is, PF_KNOWN);
	ck_assert_int_eq(check.value.kind, PF_HEALTHCHECK_CMD);
	assert_words(check.value.test, "[/app][check]");
	ck_assert_int_eq(check.value.interval, 5000000000);
	ck_assert_int_eq(check.value.timeout, 1);
	ck_assert_int_eq(check.value.start_period, 2);
	ck_assert_int_eq(check.value.start_interval, 3);
	ck_assert_int_eq(check.value.retries, 4);
	check = read_config("{\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"a || b\"],"
			    "\"Interval\":-1}}")
			.healthcheck;
	ck_assert_int_eq(check.value.kind, PF_HEALTHCHECK_SHELL);
	assert_words(check.value.test, "[a || b]");
	ck_assert_int_eq(check.value.interval, 0);
	check = read_config("{\"Healthcheck\":{\"Test\":[\"NONE\"]}}").healthcheck;
	ck_assert_int_eq(check.is, PF_KNOWN);
	ck_assert_int_eq(check.value.kind, PF_HEALTHCHECK_NONE);
	check = read_config("{\"Healthcheck\":{\"Test\":[],\"Interval\":1}}").healthcheck;
	ck_assert_int_eq(check.is, PF_ABSENT);
	check = read_config("{\"Healthcheck\":{\"Test\":[\"/app\"]}}").healthcheck;
	ck_assert_int_eq(check.is, PF_ABSENT);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(reads_what_a_container_runs, takes_null_and_empty_for_absent,
	keeps_an_entrypoint_of_one_empty_word, names_the_key_of_a_wrong_type,
	reads_variables_once_each, limits_the_number_of_variables, reads_ports_once_each,
	passes_over_what_is_no_port, reads_volumes_and_labels, reads_health_checks_of_every_kind)
