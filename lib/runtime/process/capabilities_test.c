/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/capabilities.h"

#include "unit.h"

static pf_capabilities_set set(const char *name)
{
	return pf_capability_named(pf_str_from(name));
}

static void expect(pf_capabilities_set which, const char *want)
{
	struct pf_arena arena = {0};
	pf_str got = pf_capabilities_text(&arena, which);

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%.*s", PF_STR_ARG(got));
	pf_arena_release(&arena);
}

START_TEST(knows_names_with_and_without_their_prefix)
{
	ck_assert(set("NET_ADMIN") != 0);
	ck_assert(set("CAP_NET_ADMIN") == set("net_admin"));
	ck_assert(set("CAP_") == 0);
	ck_assert(set("NET") == 0);
	ck_assert(set("") == 0);
	ck_assert((set("ALL") & set("BPF")) != 0);
}
END_TEST

START_TEST(applies_drops_before_adds)
{
	pf_capabilities_set base = pf_capabilities_default();

	expect(pf_capabilities_apply(base, set("ALL"), 0), "");
	expect(pf_capabilities_apply(base, set("ALL"), set("NET_RAW")), "`NET_RAW`");
	expect(base & ~pf_capabilities_apply(base, set("MKNOD"), set("SYS_TIME")), "`MKNOD`");
	expect(pf_capabilities_apply(base, set("MKNOD"), set("SYS_TIME")) & ~base, "`SYS_TIME`");
	ck_assert(pf_capabilities_apply(base, set("BPF"), set("ALL")) ==
		(set("ALL") & ~set("BPF")));
}
END_TEST

START_TEST(shows_the_first_names)
{
	expect(set("SYS_TIME") | set("CHOWN"), "`CHOWN`, `SYS_TIME`");
	expect(set("ALL"), "`CHOWN`, `DAC_OVERRIDE`, `DAC_READ_SEARCH`, `FOWNER` and more");
}
END_TEST

UNIT_TESTS(knows_names_with_and_without_their_prefix, applies_drops_before_adds,
	shows_the_first_names)
