/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/programs.h"

#include <stdio.h>

#include "runtime/image_test.h"

static enum pf_lack lacks_in(const char *spec, const char *dockerfile, const char *word)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	enum pf_lack out;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: web, image: web, %s}]", spec).ptr,
		dockerfile);
	out = pf_container_lacks(&b.c, pf_str_from(word));
	bench_end(&b);
	return out;
}

static enum pf_lack lacks(const char *dockerfile, const char *word)
{
	return lacks_in("", dockerfile, word);
}

#define SCRATCH "FROM scratch\nCOPY web /web\n"

START_TEST(an_image_from_nothing_has_what_is_copied)
{
	ck_assert_int_eq(lacks(SCRATCH, "sh"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks(SCRATCH, "/bin/sh"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks(SCRATCH, "/usr/local/bin/curl"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks(SCRATCH, "/opt/bin/sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH, "./sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH, "web"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH, ""), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY sh /bin/\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY x /bin/sh\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY busybox /bin/\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a /app /\n", "sh"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a /rootfs /\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a / /\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a /bin/ /bin/\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a /bin/* /bin/\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "COPY --from=a /etc/ssl/ /etc/ssl/\n", "sh"),
		PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks(SCRATCH "ADD rootfs.tar.gz /\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks(SCRATCH "RUN [\"/web\", \"setup\"]\n", "sh"), PF_LACK_UNKNOWN);
}
END_TEST

START_TEST(distroless_images_have_no_tools)
{
	ck_assert_int_eq(lacks("FROM gcr.io/distroless/java21\n", "sh"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM gcr.io/distroless/java21\n", "java"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM gcr.io/distroless/java21:debug\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM gcr.io/distroless/python3\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM gcr.io/distroless/python3\n", "curl"), PF_LACK_CERTAIN);
}
END_TEST

START_TEST(systems_come_without_some_programs)
{
	ck_assert_int_eq(lacks("FROM alpine:3.20\n", "curl"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM alpine:3.20\n", "bash"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM alpine:3.20\n", "wget"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine:3.20\n", "sh"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM debian:12\n", "wget"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM debian:12\n", "bash"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM python:3.12-slim\n", "curl"), PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM python:3.12\n", "curl"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM nginx:alpine\n", "curl"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM bitnami/node:20-debian-12\n", "curl"), PF_LACK_UNKNOWN);
}
END_TEST

START_TEST(a_step_may_bring_a_program)
{
	ck_assert_int_eq(lacks("FROM alpine\nRUN apk add --no-cache git curl\n", "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine AS a\nRUN apk add curl\nFROM a\n", "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine\nRUN apk add --no-cache git\n", "curl"),
		PF_LACK_LIKELY);
	ck_assert_int_eq(lacks("FROM alpine\nRUN mkdir /a && adduser -D app\n", "curl"),
		PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks("FROM debian:12\nRUN apt-get install -y $(cat list)\n", "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine\nRUN ./install.sh\n", "curl"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine\nRUN for p in a; do apk add $p; done\n", "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("FROM alpine\nRUN apk add postgresql16-client\n", "pg_isready"),
		PF_LACK_UNKNOWN);
}
END_TEST

START_TEST(a_volume_or_path_of_the_container_may_provide_it)
{
	const char *d = "FROM alpine:3.20\n";

	ck_assert_int_eq(lacks_in("volumeMounts: [{name: a, mountPath: /usr}]", d, "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks_in("volumeMounts: [{name: a, mountPath: /usr/bin/}]", d, "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks_in("volumeMounts: [{name: a, mountPath: /bin/curl}]", d, "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks_in("volumeMounts: [{name: a, mountPath: /data}]", d, "curl"),
		PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks_in("volumeMounts: [{name: a, mountPath: /bin}]", d, "/usr/bin/curl"),
		PF_LACK_CERTAIN);
	ck_assert_int_eq(lacks_in("env: [{name: PATH, value: /tools}]", d, "curl"),
		PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks_in("env: [{name: PATH, value: /tools}]", d, "/usr/bin/curl"),
		PF_LACK_CERTAIN);
}
END_TEST

START_TEST(nothing_is_known_of_an_unread_image)
{
	ck_assert_int_eq(lacks(NULL, "curl"), PF_LACK_UNKNOWN);
	ck_assert_int_eq(lacks("ARG BASE\nFROM $BASE\n", "curl"), PF_LACK_UNKNOWN);
}
END_TEST

/* The missing program of a command line, with a "$" before what a shell looks for; or "". */
static const char *missing(const char *line)
{
	static char out[64];
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_missing_program miss;
	pf_str words[8];
	pf_str rest = pf_str_from(line);
	size_t n = 0;

	while (n < 8 && pf_str_split(&rest, '~', &words[n]))
		n++;
	bench_start(&b, "containers: [{name: web, image: web}]", "FROM alpine:3.20\n");
	miss = pf_find_missing_program(&b.c, (struct pf_words){words, n});
	snprintf(out, sizeof(out), "%s%.*s", miss.in_shell && miss.name.len ? "$" : "",
		PF_STR_ARG(miss.name));
	bench_end(&b);
	return out;
}

START_TEST(finds_the_first_missing_program_of_a_command)
{
	ck_assert_str_eq(missing("curl~-f~http://localhost"), "curl");
	ck_assert_str_eq(missing("bash~-c~curl x"), "bash");
	ck_assert_str_eq(missing("sh~-c~test -f x && curl x"), "$curl");
	ck_assert_str_eq(missing("sh~-c~curl -f x || exit 1"), "$curl");
	ck_assert_str_eq(missing("sh~curl"), "");
	ck_assert_str_eq(missing("wget~curl"), "");
}
END_TEST

START_TEST(a_careful_script_misses_nothing)
{
	ck_assert_str_eq(missing("sh~-c~curl x || wget x"), "");
	ck_assert_str_eq(missing("sh~-c~command -v curl && curl x"), "");
	ck_assert_str_eq(missing("sh~-c~apk add curl && curl x"), "");
	ck_assert_str_eq(pf_find_missing_program(&(struct pf_pod_container){0},
				 (struct pf_words){NULL, 0})
				 .name.ptr,
		"");
}
END_TEST

UNIT_TESTS(finds_the_first_missing_program_of_a_command, a_careful_script_misses_nothing,
	an_image_from_nothing_has_what_is_copied, distroless_images_have_no_tools,
	systems_come_without_some_programs, a_step_may_bring_a_program,
	a_volume_or_path_of_the_container_may_provide_it, nothing_is_known_of_an_unread_image)
