/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/users.h"

#include "runtime/image_test.h"

static struct pf_image_user user_of(const char *line)
{
	static struct pf_arena arena;
	struct bench b = {.arena = arena};
	pf_str text = pf_arena_fmt(&b.arena, "FROM debian:12\n%s\n", line);
	struct pf_image_user user = pf_image_user(bench_image(&b, text.ptr));

	/* The parts are of the text, which goes with the arena. */
	user.user = PF_STR_EMPTY;
	bench_end(&b);
	return user;
}

START_TEST(only_numbers_are_told_from_root)
{
	ck_assert_int_eq(user_of("USER 1000").class, PF_USER_NUMERIC);
	ck_assert_int_eq(user_of("USER 1000:0").class, PF_USER_NUMERIC);
	ck_assert_int_eq(user_of("USER app").class, PF_USER_NAMED);
	ck_assert_int_eq(user_of("USER root").class, PF_USER_NAMED);
	ck_assert_int_eq(user_of("USER root:root").class, PF_USER_NAMED);
	ck_assert_int_eq(user_of("USER 0").class, PF_USER_ROOT);
	ck_assert_int_eq(user_of("USER 00:1000").class, PF_USER_ROOT);
	ck_assert_int_eq(user_of("USER :1000").class, PF_USER_ROOT);
	ck_assert_int_eq(user_of("USER $NONE").class, PF_USER_UNKNOWN);
	ck_assert_int_eq(user_of("").class, PF_USER_ROOT); /* as debian is known for */
	ck_assert_int_eq(pf_image_user(NULL).class, PF_USER_UNKNOWN);
}
END_TEST

START_TEST(user_and_group_stand_on_both_sides_of_the_colon)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_image_user user =
		pf_image_user(bench_image(&b, "FROM scratch\nUSER app:www:x\n"));

	ck_assert(pf_str_eq(user.user, PF_STR("app")));
	ck_assert(pf_str_eq(user.group, PF_STR("www:x")));
	user = pf_image_user(bench_image(&b, "FROM scratch\nUSER app\n"));
	ck_assert_uint_eq(user.group.len, 0);
	bench_end(&b);
}
END_TEST

/* Has the container a runAsUser (runAsGroup) with these contexts of Pod and container? */
static bool has(const char *pods, const char *own, bool group)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	pf_str spec = pf_arena_fmt(&b.arena,
		"securityContext: {%s}, containers: [{name: web, securityContext: {%s}}]", pods,
		own);
	bool is;

	bench_start(&b, spec.ptr, NULL);
	is = group ? pf_has_run_as_group(&b.c) : pf_has_run_as_user(&b.c);
	bench_end(&b);
	return is;
}

START_TEST(a_field_that_cannot_be_read_is_not_missing)
{
	ck_assert(!has("", "", false));
	ck_assert(has("runAsUser: 1", "", false));
	ck_assert(has("", "runAsUser: 0", false));
	ck_assert(has("", "runAsUser: '${UID}'", false));
	ck_assert(has("runAsUser: '${UID}'", "", false));
	ck_assert(!has("runAsUser: null", "runAsUser: ~", false));
	ck_assert(!has("runAsUser: 1", "", true));
	ck_assert(has("runAsGroup: 1", "", true));
	ck_assert(has("", "runAsGroup: 0", true));
	ck_assert(has("", "runAsGroup: '${GID}'", true));
}
END_TEST

START_TEST(a_known_base_decides_where_no_user_follows)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_image_user user = pf_image_user(bench_image(&b, "FROM haproxy:2.8\n"));

	ck_assert_int_eq(user.class, PF_USER_NAMED);
	ck_assert(pf_str_eq(user.user, PF_STR("haproxy")));
	ck_assert_ptr_nonnull(user.known);
	user = pf_image_user(bench_image(&b, "FROM haproxy:2.8\nUSER 99\n"));
	ck_assert_int_eq(user.class, PF_USER_NUMERIC);
	ck_assert_ptr_null(user.known);
	user = pf_image_user(bench_image(&b, "FROM haproxy\n"));
	ck_assert_int_eq(user.class, PF_USER_UNKNOWN);
	user = pf_image_user(bench_image(&b,
		"FROM gcr.io/distroless/static-debian12:nonroot AS a\nFROM a\n"));
	ck_assert_int_eq(user.class, PF_USER_NUMERIC);
	bench_end(&b);
}
END_TEST

UNIT_TESTS(a_known_base_decides_where_no_user_follows, only_numbers_are_told_from_root,
	user_and_group_stand_on_both_sides_of_the_colon, a_field_that_cannot_be_read_is_not_missing)
