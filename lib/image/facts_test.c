/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts.h"

#include "unit.h"

static enum pf_user_class class_of(const char *user)
{
	struct pf_image_facts facts = {.user = {.is = PF_KNOWN, .value = pf_str_from(user)}};

	return pf_image_user_class(&facts);
}

START_TEST(reads_numbers_before_the_group)
{
	ck_assert_int_eq(class_of("1000"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("1000:1000"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("1000:0"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("1:2:3"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("007"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("+1000"), PF_USER_NUMERIC);
	ck_assert_int_eq(class_of("9223372036854775807"), PF_USER_NUMERIC);
}
END_TEST

START_TEST(knows_root_however_it_is_written)
{
	ck_assert_int_eq(class_of("0"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("0:0"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("0:1000"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("00"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("000000000000000000000000"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("+0"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("-0"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("root"), PF_USER_ROOT);
	ck_assert_int_eq(class_of("root:app"), PF_USER_ROOT);
	ck_assert_int_eq(class_of(""), PF_USER_ROOT);
	ck_assert_int_eq(class_of(":1000"), PF_USER_ROOT);
}
END_TEST

START_TEST(takes_everything_else_for_a_name)
{
	ck_assert_int_eq(class_of("app"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("app:app"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("1000a"), PF_USER_NAMED);
	ck_assert_int_eq(class_of(" 1000"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("0x10"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("+"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("9223372036854775808"), PF_USER_NAMED);
	ck_assert_int_eq(class_of("99999999999999999999"), PF_USER_NAMED);
}
END_TEST

START_TEST(tells_absent_from_inherited)
{
	struct pf_image_facts facts = {.user = {.is = PF_ABSENT}};

	ck_assert_int_eq(pf_image_user_class(&facts), PF_USER_ROOT);
	facts.user.is = PF_INHERITED;
	ck_assert_int_eq(pf_image_user_class(&facts), PF_USER_UNKNOWN);
}
END_TEST

UNIT_TESTS(reads_numbers_before_the_group, knows_root_however_it_is_written,
	takes_everything_else_for_a_name, tells_absent_from_inherited)
