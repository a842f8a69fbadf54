/* SPDX-License-Identifier: Apache-2.0 */

#include "image/platform.h"

#include <stdio.h>

#include "unit.h"

static void assert_normal(const char *os, const char *architecture, const char *variant,
	const char *want)
{
	struct pf_platform got = pf_platform_normal(pf_str_from(os), pf_str_from(architecture),
		pf_str_from(variant));
	char text[64];

	(void)snprintf(text, sizeof(text), "%.*s/%.*s/%.*s", PF_STR_ARG(got.os),
		PF_STR_ARG(got.architecture), PF_STR_ARG(got.variant));
	ck_assert_str_eq(text, want);
	ck_assert_uint_eq(got.digest.len, 0);
}

START_TEST(names_architectures_as_go_does)
{
	assert_normal("linux", "x86_64", "", "linux/amd64/");
	assert_normal("linux", "x86-64", "", "linux/amd64/");
	assert_normal("linux", "aarch64", "", "linux/arm64/");
	assert_normal("linux", "i386", "x", "linux/386/");
	assert_normal("linux", "armhf", "", "linux/arm/v7");
	assert_normal("linux", "armel", "", "linux/arm/v6");
	assert_normal("linux", "s390x", "", "linux/s390x/");
	assert_normal("linux", "future64", "", "linux/future64/");
}
END_TEST

START_TEST(folds_the_case_of_known_names)
{
	assert_normal("Linux", "AMD64", "", "linux/amd64/");
	assert_normal("macOS", "ARM64", "V8", "darwin/arm64/");
	assert_normal("Windows", "X86_64", "", "windows/amd64/");
}
END_TEST

START_TEST(leaves_out_the_usual_variant)
{
	assert_normal("linux", "arm64", "v8", "linux/arm64/");
	assert_normal("linux", "arm64", "8", "linux/arm64/");
	assert_normal("linux", "arm64", "v9", "linux/arm64/v9");
	assert_normal("linux", "amd64", "v1", "linux/amd64/");
	assert_normal("linux", "amd64", "v3", "linux/amd64/v3");
}
END_TEST

START_TEST(spells_out_the_variant_of_32_bit_arm)
{
	assert_normal("linux", "arm", "", "linux/arm/v7");
	assert_normal("linux", "arm", "7", "linux/arm/v7");
	assert_normal("linux", "arm", "6", "linux/arm/v6");
	assert_normal("linux", "arm", "v5", "linux/arm/v5");
	assert_normal("linux", "arm", "v9", "linux/arm/v9");
}
END_TEST

static bool runs(const char *platform, const char *node, bool *fallback)
{
	struct pf_platform p =
		pf_platform_normal(PF_STR("linux"), pf_str_from(platform), PF_STR_EMPTY);

	return pf_platform_runs_on(&p, pf_str_from(node), fallback);
}

START_TEST(tells_what_a_node_starts)
{
	bool fallback = true;

	ck_assert(runs("amd64", "amd64", &fallback) && !fallback);
	ck_assert(runs("386", "amd64", &fallback) && fallback);
	ck_assert(runs("arm", "arm64", &fallback) && fallback);
	ck_assert(runs("arm", "arm", &fallback) && !fallback);
	ck_assert(!runs("arm64", "arm", &fallback) && !fallback);
	ck_assert(!runs("amd64", "386", &fallback) && !fallback);
	ck_assert(!runs("arm64", "amd64", NULL));
	ck_assert(runs("riscv64", "riscv64", NULL));
}
END_TEST

UNIT_TESTS(names_architectures_as_go_does, folds_the_case_of_known_names,
	leaves_out_the_usual_variant, spells_out_the_variant_of_32_bit_arm,
	tells_what_a_node_starts)
