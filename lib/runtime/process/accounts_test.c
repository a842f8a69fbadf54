/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/accounts.h"

#include "runtime/image_test.h"

/* Number of the user "app" of an image on debian with this RUN; -1: not said, -2: none. */
static int64_t uid_by(const char *run)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_account account = {.id = -2};
	pf_str text = pf_arena_fmt(&b.arena, "FROM debian:12\nRUN %s\n", run);

	if (!pf_image_user_named(&b.arena, bench_image(&b, text.ptr), PF_STR("app"), &account))
		account.id = -2;
	bench_end(&b);
	return account.id;
}

START_TEST(reads_the_number_that_a_user_is_made_with)
{
	ck_assert_int_eq(uid_by("useradd -u 1001 app"), 1001);
	ck_assert_int_eq(uid_by("/usr/sbin/useradd -mr -d /srv --uid=1001 -s /bin/sh app"), 1001);
	ck_assert_int_eq(uid_by("useradd app -u1001"), 1001);
	ck_assert_int_eq(uid_by("adduser -D -H -u 1001 -G www app"), 1001);
	ck_assert_int_eq(uid_by("adduser -Du 1001 app"), 1001);
	ck_assert_int_eq(uid_by("adduser --gecos '' --disabled-password --uid \"1001\" app"), 1001);
	ck_assert_int_eq(uid_by("set -eux; groupadd -g 5 app && sudo useradd -u 1001 app"), 1001);
	ck_assert_int_eq(uid_by("id app || adduser -S -u 1001 app"), 1001);
}
END_TEST

START_TEST(the_last_word_counts)
{
	ck_assert_int_eq(uid_by("useradd -u 1 app && usermod -u 2 app"), 2);
	ck_assert_int_eq(uid_by("useradd -u 1 app && usermod -aG www app"), 1);
	ck_assert_int_eq(uid_by("useradd app && echo 'app:x:7:8::/:/bin/sh' >> /etc/passwd"), 7);
}
END_TEST

START_TEST(operands_of_other_options_are_no_names)
{
	ck_assert_int_eq(uid_by("useradd -c app -u 1001 web"), -2);
	ck_assert_int_eq(uid_by("useradd --comment app --uid 1001 web"), -2);
	ck_assert_int_eq(uid_by("usermod -aG app web"), -2);
	ck_assert_int_eq(uid_by("groupadd -g 1001 app"), -2);
	ck_assert_int_eq(uid_by("echo useradd -u 1001 app"), -2);
	ck_assert_int_eq(uid_by("useradd -u"), -2);
	ck_assert_int_eq(uid_by("useradd"), -2);
}
END_TEST

START_TEST(a_number_that_is_not_plain_is_not_said)
{
	ck_assert_int_eq(uid_by("useradd app"), -1);
	ck_assert_int_eq(uid_by("useradd -u $(id -u) app"), -1);
	ck_assert_int_eq(uid_by("useradd -u $UID app"), -1);
	ck_assert_int_eq(uid_by("useradd -u -5 app"), -1);
	ck_assert_int_eq(uid_by("useradd -u 0x10 app"), -1);
	ck_assert_int_eq(uid_by("useradd -u 99999999999999999999 app"), -1);
}
END_TEST

START_TEST(lines_of_etc_passwd_make_users)
{
	ck_assert_int_eq(uid_by("echo \"app:x:1001:1001:App,,,:/:/sbin/nologin\" > /etc/passwd"),
		1001);
	ck_assert_int_eq(uid_by("echo 'app:x:1001:' > /etc/group"), -2);
	ck_assert_int_eq(uid_by("echo app:x:y:1001::/: > /etc/passwd"), -2);
	ck_assert_int_eq(uid_by("chown app:app /srv && curl http://app:80/a:b:c:d"), -2);
}
END_TEST

START_TEST(variables_come_from_env_and_arg)
{
	static const char text[] = "FROM debian:12\n"
				   "ENV A=1001\n"
				   "RUN useradd -u $A a\n"
				   "ARG B=1002\n"
				   "RUN useradd -u ${B} b\n"
				   "RUN useradd -u $C c\n"
				   "ARG C=1003 NAME=d\n"
				   "RUN useradd -u 1004 $NAME\n";
	struct bench b = {.arena = PF_ARENA_INIT};
	const struct pf_image_facts *facts = bench_image(&b, text);
	struct pf_account account;

	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("a"), &account));
	ck_assert_int_eq(account.id, 1001);
	ck_assert(!account.from.varies);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("b"), &account));
	ck_assert_int_eq(account.id, 1002);
	ck_assert(account.from.varies);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("c"), &account));
	ck_assert_int_eq(account.id, -1);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("d"), &account));
	ck_assert_int_eq(account.id, 1004);
	bench_end(&b);
}
END_TEST

START_TEST(variables_are_those_of_the_stage)
{
	static const char text[] = "ARG A=1001\n"
				   "FROM debian:12 AS other\n"
				   "ENV B=1002\n"
				   "FROM debian:12\n"
				   "ENV FIRST=1003\n"
				   "ENV C=$FIRST\n"
				   "RUN useradd -u $A a && useradd -u $B b && useradd -u $C c\n"
				   "ARG A\n"
				   "RUN useradd -u $A d\n";
	struct bench b = {.arena = PF_ARENA_INIT};
	const struct pf_image_facts *facts = bench_image(&b, text);
	struct pf_account account;

	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("a"), &account));
	ck_assert_int_eq(account.id, -1);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("b"), &account));
	ck_assert_int_eq(account.id, -1);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("c"), &account));
	ck_assert_int_eq(account.id, 1003);
	ck_assert(pf_image_user_named(&b.arena, facts, PF_STR("d"), &account));
	ck_assert_int_eq(account.id, 1001);
	ck_assert(account.from.varies);
	bench_end(&b);
}
END_TEST

START_TEST(finds_groups_and_users_by_number)
{
	static const char text[] = "FROM debian:12\n"
				   "RUN groupadd --gid 2000 data && addgroup -g 3000 -S web\n"
				   "RUN useradd -u 10 -g data one; adduser -u 20 -G web two\n"
				   "RUN adduser --uid 30 --ingroup web three\n"
				   "RUN adduser -g 'Some One' -u 40 four\n";
	struct bench b = {.arena = PF_ARENA_INIT};
	const struct pf_image_facts *facts = bench_image(&b, text);
	struct pf_account account;

	ck_assert(pf_image_group_named(&b.arena, facts, PF_STR("data"), &account));
	ck_assert_int_eq(account.id, 2000);
	ck_assert(pf_image_group_named(&b.arena, facts, PF_STR("web"), &account));
	ck_assert_int_eq(account.id, 3000);
	ck_assert(!pf_image_group_named(&b.arena, facts, PF_STR("one"), &account));
	ck_assert(pf_image_user_numbered(&b.arena, facts, 10, &account));
	ck_assert(pf_str_eq(account.name, PF_STR("one")));
	ck_assert(pf_str_eq(account.group, PF_STR("data")));
	ck_assert(pf_image_user_numbered(&b.arena, facts, 20, &account));
	ck_assert(pf_str_eq(account.group, PF_STR("web")));
	ck_assert(pf_image_user_numbered(&b.arena, facts, 30, &account));
	ck_assert(pf_str_eq(account.group, PF_STR("web")));
	ck_assert(pf_image_user_numbered(&b.arena, facts, 40, &account));
	ck_assert_uint_eq(account.group.len, 0);
	ck_assert(!pf_image_user_numbered(&b.arena, facts, 50, &account));
	bench_end(&b);
}
END_TEST

START_TEST(some_users_are_the_same_wherever_they_are)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_account account;
	const struct pf_image_facts *node = bench_image(&b, "FROM docker.io/library/node:22\n");
	const struct pf_image_facts *none = bench_image(&b, "FROM scratch\n");

	ck_assert(pf_image_user_named(&b.arena, node, PF_STR("node"), &account));
	ck_assert_int_eq(account.id, 1000);
	ck_assert_ptr_null(account.from.source);
	ck_assert(pf_image_user_named(&b.arena, node, PF_STR("nobody"), &account));
	ck_assert(!pf_image_user_named(&b.arena, node, PF_STR("nginx"), &account));
	ck_assert(!pf_image_user_named(&b.arena, node, PF_STR(""), &account));
	ck_assert(!pf_image_user_named(&b.arena, none, PF_STR("nobody"), &account));
	bench_end(&b);
}
END_TEST

START_TEST(accounts_may_be_copied_from_another_stage)
{
	static const char text[] = "FROM golang:1.24 AS build\n"
				   "RUN <<END\n"
				   "useradd -u 10001 app\n"
				   "END\n"
				   "FROM scratch\n"
				   "COPY --from=build /etc/passwd /etc/passwd\n";
	static const char without[] = "FROM golang:1.24 AS build\n"
				      "RUN useradd -u 10001 app\n"
				      "FROM scratch\n"
				      "COPY --from=build /web /web\n";
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_account account;

	ck_assert(pf_image_user_named(&b.arena, bench_image(&b, text), PF_STR("app"), &account));
	ck_assert_int_eq(account.id, 10001);
	ck_assert(!pf_image_user_named(&b.arena, bench_image(&b, without), PF_STR("app"),
		&account));
	bench_end(&b);
}
END_TEST

static bool lacks(const char *dockerfile, int64_t id)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	bool is = pf_image_lacks_user(&b.arena, bench_image(&b, dockerfile), id);

	bench_end(&b);
	return is;
}

START_TEST(only_known_bases_are_known_to_lack_a_user)
{
	ck_assert(lacks("FROM scratch\n", 1000));
	ck_assert(!lacks("FROM scratch\n", 999));
	ck_assert(lacks("FROM alpine:3.22\n", 1000));
	ck_assert(!lacks("FROM alpine:3.22\n", 65534));
	ck_assert(!lacks("FROM node:22\n", 1000));
	ck_assert(lacks("FROM node:22\n", 10001));
	ck_assert(lacks("FROM gcr.io/distroless/static-debian12\n", 10001));
	ck_assert(!lacks("FROM gcr.io/distroless/static-debian12\n", 65532));
	ck_assert(!lacks("FROM registry.example.com/base:1\n", 10001));
	ck_assert(!lacks("FROM node:22 AS a\nFROM scratch\nCOPY --from=a /etc /etc\n", 10001));
}
END_TEST

UNIT_TESTS(only_known_bases_are_known_to_lack_a_user, reads_the_number_that_a_user_is_made_with,
	the_last_word_counts, operands_of_other_options_are_no_names,
	a_number_that_is_not_plain_is_not_said, lines_of_etc_passwd_make_users,
	variables_come_from_env_and_arg, variables_are_those_of_the_stage,
	finds_groups_and_users_by_number, some_users_are_the_same_wherever_they_are,
	accounts_may_be_copied_from_another_stage)
