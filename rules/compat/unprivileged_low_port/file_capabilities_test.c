/* SPDX-License-Identifier: Apache-2.0 */

#include "file_capabilities.h"

#include "runtime/image_test.h"

#define NET PF_STR("NET_BIND_SERVICE")

static void start(struct bench *b, const char *added, const char *dockerfile)
{
	bench_start(b,
		pf_arena_fmt(&b->arena,
			"containers: [{name: c, image: i, securityContext: {capabilities: {add: "
			"[%s]}}}]",
			added)
			.ptr,
		dockerfile);
}

START_TEST(what_is_added_is_found_by_its_name_and_by_all)
{
	static const char *const yes[] = {"NET_BIND_SERVICE", "KILL, NET_BIND_SERVICE", "ALL"};
	static const char *const no[] = {"", "KILL", "NET_ADMIN"};

	for (size_t i = 0; i < 3; i++) {
		struct bench b = {0};

		start(&b, yes[i], NULL);
		ck_assert_ptr_nonnull(pf_added_capability(&b.c, NET));
		bench_end(&b);
		b = (struct bench){0};
		start(&b, no[i], NULL);
		ck_assert_ptr_null(pf_added_capability(&b.c, NET));
		bench_end(&b);
	}
}
END_TEST

START_TEST(who_adds_it_is_believed_unless_the_dockerfile_is_there)
{
	struct bench b = {0};

	start(&b, "NET_BIND_SERVICE", NULL);
	ck_assert(pf_may_have_file_capability(&b.c, NET));
	b.c.facts = bench_image(&b, "FROM debian:12\nRUN apt-get update\n");
	ck_assert(!pf_may_have_file_capability(&b.c, NET));
	b.c.facts = bench_image(&b, "FROM debian:12\nRUN setcap cap_net_bind_service=+ep /a\n");
	ck_assert(pf_may_have_file_capability(&b.c, NET));
	bench_end(&b);
}
END_TEST

START_TEST(a_dockerfile_tells_also_where_nothing_is_added)
{
	struct bench b = {0};

	start(&b, "", NULL);
	ck_assert(!pf_may_have_file_capability(&b.c, NET));
	b.c.facts = bench_image(&b, "FROM debian:12\nRUN setcap cap_net_bind_service=+ep /a\n");
	ck_assert(pf_may_have_file_capability(&b.c, NET));
	bench_end(&b);
}
END_TEST

UNIT_TESTS(what_is_added_is_found_by_its_name_and_by_all,
	who_adds_it_is_believed_unless_the_dockerfile_is_there,
	a_dockerfile_tells_also_where_nothing_is_added)
