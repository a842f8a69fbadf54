/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/as_probe.h"

#include "runtime/image_test.h"

#define SPEC "containers: [{name: a, image: b, env: [{name: OWN, value: '8080'}]}]"

static struct bench b;

START_TEST(words_of_commands_survive_the_kubelet)
{
	static pf_str words[] = {PF_STR_INIT("$(OWN) $(hostname) $$ $HOME")};
	struct pf_health_target t = {.argv = {words, 1}};
	pf_str text;

	bench_start(&b, SPEC, NULL);
	text = pf_health_handler(&b.arena, &b.c, &t);
	ck_assert_msg(pf_str_eq(text,
			      PF_STR("exec: {command: [\"$$(OWN) $(hostname) $$$$ $HOME\"]}")),
		"%.*s", PF_STR_ARG(text));
	bench_end(&b);
	b = (struct bench){0};
}
END_TEST

START_TEST(seconds_are_rounded_up_and_never_none)
{
	ck_assert_int_eq(pf_health_seconds(0), 1);
	ck_assert_int_eq(pf_health_seconds(500000000), 1);
	ck_assert_int_eq(pf_health_seconds(1000000001), 2);
	ck_assert_int_eq(pf_health_seconds(30000000000), 30);
	ck_assert_int_eq(pf_health_seconds(INT64_MAX), INT32_MAX);
}
END_TEST

UNIT_TESTS(words_of_commands_survive_the_kubelet, seconds_are_rounded_up_and_never_none)
