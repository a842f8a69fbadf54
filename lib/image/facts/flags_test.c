/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/flags.h"

#include "unit.h"

static enum pf_flag_says said_by(const char *name)
{
	const struct pf_known_flag *flag = pf_known_flag(pf_str_from(name));

	return flag ? flag->says : PF_SAYS_NOTHING;
}

START_TEST(names_say_address_or_port)
{
	ck_assert_int_eq(said_by("bind"), PF_SAYS_ADDRESS);
	ck_assert_int_eq(said_by("host"), PF_SAYS_MAYBE_ADDRESS);
	ck_assert_int_eq(said_by("port"), PF_SAYS_PORT);
	ck_assert_int_eq(said_by("ports"), PF_SAYS_NOTHING);
	ck_assert_int_eq(said_by(""), PF_SAYS_NOTHING);
	ck_assert_uint_eq(pf_known_flag(PF_STR("port"))->aside, 0);
	ck_assert_uint_eq(pf_known_flag(PF_STR("metrics-port"))->aside, PF_FLAG_ASIDE);
}
END_TEST

START_TEST(ends_count_where_the_name_is_not_known)
{
	ck_assert_int_eq(said_by("metrics-bind-address"), PF_SAYS_ADDRESS);
	ck_assert_uint_eq(pf_known_flag(PF_STR("metrics-bind-address"))->aside, PF_FLAG_ASIDE);
	ck_assert_uint_eq(pf_known_flag(PF_STR("web-listen-address"))->aside, 0);
	ck_assert_int_eq(said_by("unbind-address"), PF_SAYS_NOTHING);
}
END_TEST

START_TEST(a_word_has_a_default)
{
	const struct pf_known_flag *flag = pf_known_flag(PF_STR("runserver"));

	ck_assert(pf_str_eq(flag->host, PF_STR("127.0.0.1")));
	ck_assert_int_eq(flag->port, 8000);
}
END_TEST

UNIT_TESTS(names_say_address_or_port, ends_count_where_the_name_is_not_known, a_word_has_a_default)
