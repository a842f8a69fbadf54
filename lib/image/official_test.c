/* SPDX-License-Identifier: Apache-2.0 */

#include "image/official.h"

#include "unit.h"

static bool is_official(const char *text)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_image_reference ref = pf_image_reference_parse(&arena, pf_str_from(text));
	bool is = pf_image_is_official(&ref);

	pf_arena_release(&arena);
	return is;
}

START_TEST(knows_them_however_they_are_written)
{
	ck_assert(is_official("nginx"));
	ck_assert(is_official("postgres:16"));
	ck_assert(is_official("docker.io/library/redis:7"));
	ck_assert(is_official("adminer"));
	ck_assert(is_official("zookeeper"));
}
END_TEST

START_TEST(other_names_and_other_owners_are_not)
{
	ck_assert(!is_official("web"));
	ck_assert(!is_official("bitnami/redis"));
	ck_assert(!is_official("ghcr.io/library/redis"));
	ck_assert(!is_official("nginx:"));
	ck_assert(!is_official("nginx-unprivileged"));
}
END_TEST

UNIT_TESTS(knows_them_however_they_are_written, other_names_and_other_owners_are_not)
