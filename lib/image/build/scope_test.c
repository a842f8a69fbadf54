/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/scope.h"

#include "image/build/build_test.h"

START_TEST(expands_env_with_the_values_from_before_it)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nENV abc=hello\n"
						  "ENV abc=bye def=$abc\nENV ghi=$abc\n");

	ck_assert_str_eq(env(f, "abc"), "bye");
	ck_assert_str_eq(env(f, "def"), "hello");
	ck_assert_str_eq(env(f, "ghi"), "bye");
	f = facts_of("FROM scratch\nENV A one  \"two\" $PATHS\nENV B='$A' C=\"x y\" $A=1\n");
	ck_assert_str_eq(env(f, "A"), "one  two ");
	ck_assert_str_eq(env(f, "B"), "$A");
	ck_assert_str_eq(env(f, "C"), "x y");
	ck_assert_uint_eq(f->env.len, 5);
	ck_assert_str_eq(str(f->env.ptr[4].name), "one  two ");
	ck_assert_str_eq(text_at(&f->env.ptr[3].from), "C=\"x y\"");
}
END_TEST

START_TEST(does_not_know_variables_of_an_unread_base)
{
	const struct pf_image_facts *f =
		facts_of("FROM alpine\nENV PATH=/opt:$PATH A=${B:-x} C=c\nUSER $U\n"
			 "WORKDIR $HOME/app\nEXPOSE $PORT 80\nVOLUME $V\nLABEL l=$L m=m\n");

	ck_assert_str_eq(env(f, "PATH"), "inherited");
	ck_assert_str_eq(env(f, "A"), "inherited");
	ck_assert_str_eq(env(f, "C"), "c");
	ck_assert_str_eq(show_str(&f->user), "inherited");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(entries(&f->volumes), "");
	ck_assert_str_eq(entries(&f->labels), "m=m\n");
}
END_TEST

START_TEST(finds_undefined_variables_empty_on_scratch)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch\nENV A=[$B] P=/opt:$PATH\nUSER $U\nEXPOSE $PORT 80\n");

	ck_assert_str_eq(env(f, "A"), "[]");
	ck_assert_str_eq(env(f, "P"),
		"/opt:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
	ck_assert_str_eq(show_str(&f->user), "known:");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert(f->ports.complete);
}
END_TEST

START_TEST(takes_defaults_of_arguments_and_says_that_they_vary)
{
	const char *text = "FROM alpine\nARG U=app V\nUSER $U\nENV W=[$V] X=x\nEXPOSE ${P:-1} $U\n";
	const struct pf_image_facts *f = facts_of("FROM alpine\nARG U=app V\nUSER $U\n"
						  "ENV W=[$V] X=x\n");

	ck_assert_str_eq(show_str(&f->user), "known:app?");
	ck_assert_str_eq(env(f, "W"), "[]?");
	ck_assert_str_eq(env(f, "X"), "x");
	f = facts_with(text, "U", "1000");
	ck_assert_str_eq(show_str(&f->user), "known:1000");
	ck_assert_str_eq(env(f, "W"), "[]?");
	f = facts_with(text, "V", "v");
	ck_assert_str_eq(env(f, "W"), "[v]");
	f = facts_of("FROM alpine\nARG U=app\nARG U\nARG T=$U-x\nUSER $T\n");
	ck_assert_str_eq(show_str(&f->user), "known:app-x?");
	f = facts_of("FROM alpine\nARG U=a V=$U-b\nUSER $V\n");
	ck_assert_str_eq(show_str(&f->user), "known:a-b?");
}
END_TEST

START_TEST(scopes_arguments)
{
	const struct pf_image_facts *f = facts_of("ARG U=app T\nFROM alpine\nUSER [$U]\nENV A=1\n");

	/* Not declared in the stage: what the base has. */
	ck_assert_str_eq(show_str(&f->user), "inherited");
	f = facts_of("ARG U=app\nFROM scratch\nUSER [$U]\n");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_of("ARG U=app\nFROM scratch\nARG U\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:app?");
	f = facts_of("ARG U=app\nFROM scratch\nARG U=own\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:own?");
	f = facts_of("FROM scratch AS a\nARG U=app\nFROM a\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:app?");
	f = facts_of("FROM scratch AS a\nARG U=app\nFROM scratch\nUSER [$U]\n");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_with("ARG U=app\nFROM scratch\nUSER [$U]\n", "U", "x");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_with("ARG U\nFROM scratch\nARG U\nUSER [$U]\n", "U", "x");
	ck_assert_str_eq(show_str(&f->user), "known:[x]");
}
END_TEST

/* The one that comes last counts; what a stage is built on has its ENV alone. */
START_TEST(takes_env_and_arguments_as_they_come)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nARG A=1\nENV A=2\nUSER $A\n");

	ck_assert_str_eq(show_str(&f->user), "known:2");
	f = facts_with("FROM scratch\nENV A=2\nARG A=1\nUSER $A\n", "A", "3");
	ck_assert_str_eq(show_str(&f->user), "known:3");
	ck_assert_str_eq(env(f, "A"), "2");
	f = facts_of("FROM scratch\nENV A=2\nARG A\nUSER $A\n");
	ck_assert_str_eq(show_str(&f->user), "known:2");
	f = facts_of("FROM scratch AS a\nENV A=2\nARG A=1\nFROM a\nUSER $A\n");
	ck_assert_str_eq(show_str(&f->user), "known:2");
	/* Of an unread base the ENV may come over the ARG again. */
	f = facts_with("FROM alpine AS a\nARG A\nFROM a\nUSER $A\n", "A", "3");
	ck_assert_str_eq(show_str(&f->user), "known:3?");
	f = facts_of("FROM scratch\nARG A=1\nENV A=$A\nUSER $A\n");
	ck_assert_str_eq(env(f, "A"), "1?");
	ck_assert_str_eq(show_str(&f->user), "known:1?");
}
END_TEST

START_TEST(does_not_know_platforms_and_proxies)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nARG TARGETARCH\nENV A=$TARGETARCH "
						  "B=$HTTP_PROXY C=[$TARGETOS] D=$no_proxy\n");

	ck_assert_str_eq(env(f, "A"), "inherited?");
	ck_assert_str_eq(env(f, "B"), "inherited?");
	ck_assert_str_eq(env(f, "C"), "[]");
	ck_assert_str_eq(env(f, "D"), "inherited?");
	f = facts_with("FROM app-$TARGETARCH\nARG TARGETARCH\nENV A=$TARGETARCH\n", "TARGETARCH",
		"arm64");
	ck_assert_str_eq(env(f, "A"), "arm64");
	ck_assert_str_eq(str(f->build->base), "app-arm64");
	f = facts_of("FROM app-$TARGETARCH\n");
	ck_assert_str_eq(str(f->build->base), "");
	f = facts_of("FROM scratch\nARG TARGETARCH=amd64\nENV A=$TARGETARCH\n");
	ck_assert_str_eq(env(f, "A"), "amd64?");
}
END_TEST

START_TEST(undoes_the_variables_of_other_branches)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch AS a\nENV A=1\nFROM a AS b\nENV A=2 B=2\nFROM b AS c\n"
			 "ENV C=3\nFROM a AS d\nCOPY --from=c x y\nENV D=$A$B$C\n");

	ck_assert_str_eq(env(f, "D"), "1");
	ck_assert_str_eq(env(f, "B"), "none");
}
END_TEST

START_TEST(survives_a_value_that_doubles)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch\nENV A=0123456789abcdef\n");
	for (size_t i = 0; i < 12; i++)
		pf_buf_add_lit(&text, "ENV A=$A$A\n");
	f = facts_of(text.ptr);
	ck_assert_uint_eq(pf_image_env_named(f, PF_STR("A"))->value.len, 65536);
	for (size_t i = 0; i < 100; i++)
		pf_buf_add_lit(&text, "ENV A=$A$A\n");
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "A"), "inherited");
	pf_buf_release(&text);
}
END_TEST

START_TEST(bounds_the_work_of_one_build)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch\nENV B=0123456789abcdef\n");
	for (size_t i = 0; i < 12; i++)
		pf_buf_add_lit(&text, "ENV B=$B$B\n");
	for (size_t i = 0; i < PF_BUILD_FUEL / PF_EXPANSION_MAX; i++)
		pf_buf_addf(&text, "ENV A%zu=$B\n", i);
	f = facts_of(text.ptr);
	ck_assert_uint_eq(pf_image_env_named(f, PF_STR("A0"))->value.len, 65536);
	ck_assert(!f->env.complete);
	ck_assert_uint_lt(arena.used, 3 * PF_BUILD_FUEL);
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(expands_env_with_the_values_from_before_it, does_not_know_variables_of_an_unread_base,
	finds_undefined_variables_empty_on_scratch,
	takes_defaults_of_arguments_and_says_that_they_vary, scopes_arguments,
	takes_env_and_arguments_as_they_come, does_not_know_platforms_and_proxies,
	undoes_the_variables_of_other_branches, survives_a_value_that_doubles,
	bounds_the_work_of_one_build)
