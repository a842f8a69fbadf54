/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/version.h"

#include "unit.h"

static void assert_release(const char *text, uint8_t want)
{
	struct pf_error err = {0};
	uint8_t got = 0;

	ck_assert_msg(pf_release_parse(pf_str_from(text), &got, &err), "%s", err.msg);
	ck_assert_uint_eq(got, want);
}

START_TEST(takes_minor_and_patch_versions)
{
	assert_release("1.28", 28);
	assert_release("1.31", 31);
	assert_release("v1.31", 31);
	assert_release("1.31.4", 31);
	assert_release("v1.36.10", 36);
}
END_TEST

START_TEST(refuses_others_and_names_the_range)
{
	static const char *const texts[] = {"", "v", "1", "1.", "1.27", "1.37", "1.3", "1.310",
		"2.31", "31", "1.31.", "1.31.x", "1.31-rc1", "vv1.31", " 1.31", "1.31 ", "01.31",
		"latest"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct pf_error err = {0};
		uint8_t got = 7;

		ck_assert_msg(!pf_release_parse(pf_str_from(texts[i]), &got, &err), "`%s` is taken",
			texts[i]);
		ck_assert_uint_eq(got, 7);
		ck_assert_int_eq(err.code, PF_E_USAGE);
		ck_assert_ptr_nonnull(strstr(err.msg, "1.28 to 1.36"));
	}
}
END_TEST

START_TEST(writes_what_it_reads)
{
	for (uint8_t release = PF_RELEASE_FIRST; release <= PF_RELEASE_LAST; release++) {
		struct pf_error err;
		uint8_t got;

		ck_assert(pf_release_parse(pf_release_text(release), &got, &err));
		ck_assert_uint_eq(got, release);
	}
}
END_TEST

UNIT_TESTS(takes_minor_and_patch_versions, refuses_others_and_names_the_range, writes_what_it_reads)
