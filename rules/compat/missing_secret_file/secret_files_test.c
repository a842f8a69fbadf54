/* SPDX-License-Identifier: Apache-2.0 */

#include "secret_files.h"

#include <stdio.h>

#include "runtime/image_test.h"

/* The missing file that the text names, or "". */
static const char *missing(const char *mount, const char *dockerfile, const char *text)
{
	static char out[128];
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_file_mention m;

	bench_start(&b,
		pf_arena_fmt(&b.arena,
			"containers: [{name: web, image: web, "
			"volumeMounts: [{name: a, mountPath: %s}]}]",
			mount)
			.ptr,
		dockerfile);
	m = pf_find_missing_file(&b.arena, &b.c, pf_str_from(text));
	snprintf(out, sizeof(out), "%.*s", PF_STR_ARG(m.path));
	bench_end(&b);
	return out;
}

static const char *found(const char *text)
{
	return missing("/data", NULL, text);
}

START_TEST(finds_secrets_by_their_directory)
{
	ck_assert_str_eq(found("/run/secrets/db"), "/run/secrets/db");
	ck_assert_str_eq(found("--key=/run/secrets/tls.key,x"), "/run/secrets/tls.key");
	ck_assert_str_eq(found("cat \"/run/secrets/a_b-c\"; web"), "/run/secrets/a_b-c");
	ck_assert_str_eq(found("Read /run/secrets/db."), "/run/secrets/db");
}
END_TEST

START_TEST(other_paths_are_no_secrets)
{
	ck_assert_str_eq(found(""), "");
	ck_assert_str_eq(found("/run/secrets"), "");
	ck_assert_str_eq(found("/run/secrets/"), "");
	ck_assert_str_eq(found("/run/secrets/kubernetes.io/serviceaccount/token"), "");
	ck_assert_str_eq(found("/var/run/secrets/db"), "");
	ck_assert_str_eq(found("${ROOT}/run/secrets/db"), "");
}
END_TEST

START_TEST(names_that_are_filled_in_or_asked_for_are_left_alone)
{
	ck_assert_str_eq(found("/run/secrets/$(NAME)"), "");
	ck_assert_str_eq(found("/run/secrets/db-${ENV}"), "");
	ck_assert_str_eq(found("/run/secrets/*"), "");
	ck_assert_str_eq(found("[ -f /run/secrets/db ] && web"), "");
	ck_assert_str_eq(found("echo x > /run/secrets/db"), "");
}
END_TEST

START_TEST(a_mount_above_provides_the_file)
{
	ck_assert_str_eq(missing("/run/secrets", NULL, "/run/secrets/db"), "");
	ck_assert_str_eq(missing("/run/secrets/db", NULL, "/run/secrets/db"), "");
	ck_assert_str_eq(missing("/var/run/", NULL, "/run/secrets/db"), "");
	ck_assert_str_eq(missing("/run/secrets/d", NULL, "/run/secrets/db"), "/run/secrets/db");
}
END_TEST

START_TEST(a_copy_in_the_image_provides_it_too)
{
	ck_assert_str_eq(missing("/data", "FROM a\nCOPY x /run/secrets/\n", "/run/secrets/db"), "");
	ck_assert_str_eq(missing("/data", "FROM a\nCOPY x /run/secrets/db\n", "/run/secrets/db"),
		"");
	ck_assert_str_eq(missing("/data", "FROM a\nCOPY x /app/\n", "/run/secrets/db"),
		"/run/secrets/db");
}
END_TEST

UNIT_TESTS(finds_secrets_by_their_directory, other_paths_are_no_secrets,
	names_that_are_filled_in_or_asked_for_are_left_alone, a_mount_above_provides_the_file,
	a_copy_in_the_image_provides_it_too)
