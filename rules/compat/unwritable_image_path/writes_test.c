/* SPDX-License-Identifier: Apache-2.0 */

#include "writes.h"

#include "runtime/image_test.h"

static const char *join(struct pf_arena *arena, const struct pf_image_paths *paths)
{
	static char out[128];
	pf_str text = PF_STR_EMPTY;

	for (size_t i = 0; i < paths->n; i++)
		text = pf_arena_fmt(arena, "%.*s%s%.*s", PF_STR_ARG(text), i ? " " : "",
			PF_STR_ARG(paths->ptr[i]));
	memcpy(out, text.ptr, text.len);
	out[text.len] = '\0';
	return out;
}

static const char *writes(const char *fields, const char *dockerfile)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_image_paths paths;
	const char *out;

	bench_start(&b, pf_arena_fmt(&b.arena, "containers: [{name: web, %s}]", fields).ptr,
		dockerfile);
	pf_image_written_paths(&b.arena, &b.c, &paths);
	out = join(&b.arena, &paths);
	bench_end(&b);
	return out;
}

static const char nginx[] = "FROM nginx:1.27\nCOPY html /usr/share/nginx/html\n";

START_TEST(knows_what_programs_of_known_images_write)
{
	ck_assert_str_eq(writes("image: 'nginx:1.27'", NULL), "/var/cache/nginx /var/run");
	ck_assert_str_eq(writes("image: 'mirror.gcr.io/library/nginx:1.27'", NULL),
		"/var/cache/nginx /var/run");
	ck_assert_str_eq(writes("image: 'ghcr.io/shop/nginx:1.27'", NULL), "");
	ck_assert_str_eq(writes("image: web", nginx), "/var/cache/nginx /var/run");
}
END_TEST

START_TEST(a_mount_anywhere_above_is_enough)
{
	ck_assert_str_eq(writes("volumeMounts: [{name: a, mountPath: /var}]", nginx), "");
	ck_assert_str_eq(writes("volumeMounts: [{name: a, mountPath: /run}]", nginx),
		"/var/cache/nginx");
	ck_assert_str_eq(writes("volumeMounts: [{name: a, mountPath: /var/cache/nginx/}]", nginx),
		"/var/run");
}
END_TEST

START_TEST(another_configuration_or_program_may_write_elsewhere)
{
	ck_assert_str_eq(writes("args: [nginx, -c, /a.conf]", nginx), "");
	ck_assert_str_eq(writes("volumeMounts: [{name: a, mountPath: /etc/nginx}]", nginx), "");
	ck_assert_str_eq(writes("image: web", "FROM nginx:1.27\nCOPY a /etc/nginx/nginx.conf\n"),
		"");
	ck_assert_str_eq(writes("image: web", "FROM nginx:1.27\nCOPY a b /etc/nginx/\n"), "");
	ck_assert_str_eq(writes("image: web", "FROM nginx:1.27\nRUN sed -i s/a/b/ nginx.conf\n"),
		"");
	ck_assert_str_eq(writes("image: web", "FROM nginx:1.27\nCMD [\"web\"]\n"), "");
}
END_TEST

START_TEST(temporary_files_are_named_in_env_and_arguments)
{
	static const char image[] = "FROM scratch\nENTRYPOINT [\"web\"]\n";

	ck_assert_str_eq(writes("image: web", "FROM scratch\nENV A=/tmp\n"), "/tmp");
	ck_assert_str_eq(writes("image: web", "FROM scratch\nENV A=/tmpfs B=/var/tmp\n"), "");
	ck_assert_str_eq(writes("args: [--cache=/tmp/a]", image), "/tmp");
	ck_assert_str_eq(writes("args: [--cache, '/tmp/a,b']", image), "/tmp");
	ck_assert_str_eq(writes("args: [--cache=/tmpa, a/tmp/b, --x=y=/tmp]", image), "");
	ck_assert_str_eq(writes("args: [--cert=/tmp/certs/tls.crt],"
				"volumeMounts: [{name: a, mountPath: /tmp/certs}]",
				 image),
		"");
}
END_TEST

START_TEST(lists_volumes_where_nothing_is_mounted)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_image_paths paths;

	bench_start(&b, "containers: [{name: web, volumeMounts: [{name: a, mountPath: /b}]}]",
		"FROM debian:12\nVOLUME /a/ /b /b/c /d\n");
	pf_image_unmounted_volumes(&b.arena, &b.c, &paths);
	ck_assert_str_eq(join(&b.arena, &paths), "/a /d");
	bench_end(&b);
}
END_TEST

START_TEST(no_more_paths_are_listed_than_there_is_room)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_image_paths paths;

	bench_start(&b, "containers: [{name: web}]",
		"FROM debian:12\nVOLUME /1 /2 /3 /4 /5 /6 /7 /8 /9 /10\n");
	pf_image_unmounted_volumes(&b.arena, &b.c, &paths);
	ck_assert_uint_eq(paths.n, PF_IMAGE_PATHS_MAX);
	bench_end(&b);
}
END_TEST

UNIT_TESTS(knows_what_programs_of_known_images_write, a_mount_anywhere_above_is_enough,
	another_configuration_or_program_may_write_elsewhere,
	temporary_files_are_named_in_env_and_arguments, lists_volumes_where_nothing_is_mounted,
	no_more_paths_are_listed_than_there_is_room)
