/* SPDX-License-Identifier: Apache-2.0 */

#include "project/interpolate.h"

#include "unit.h"

static struct pf_arena arena;

static void expect(const char *text, const char *value, bool known, bool varies)
{
	struct pf_interpolated got = pf_interpolate(&arena, pf_str_from(text));

	ck_assert_msg(pf_str_eq(got.value, pf_str_from(value)), "%s: %.*s, not %s", text,
		PF_STR_ARG(got.value), value);
	ck_assert_msg(got.known == known, "%s: known", text);
	ck_assert_msg(got.varies == varies, "%s: varies", text);
}

START_TEST(text_without_a_dollar_is_itself)
{
	pf_str text = PF_STR("shop/cart:1.2");

	expect("", "", true, false);
	expect("{a} %b", "{a} %b", true, false);
	ck_assert_ptr_eq(pf_interpolate(&arena, text).value.ptr, text.ptr);
}
END_TEST

START_TEST(two_dollars_are_one)
{
	expect("$$HOME", "$HOME", true, false);
	expect("a$$$$b", "a$$b", true, false);
	expect("$${A:-b}", "${A:-b}", true, false);
}
END_TEST

START_TEST(a_variable_is_not_known)
{
	expect("$TAG", "", false, false);
	expect("shop/$NAME_1-x", "shop/-x", false, false);
	expect("${REPO}/cart:${TAG}", "/cart:", false, false);
	expect("$_", "", false, false);
}
END_TEST

START_TEST(a_default_stands_for_what_is_not_set)
{
	expect("cart:${TAG:-1.0}", "cart:1.0", true, true);
	expect("cart:${TAG-1.0}", "cart:1.0", true, true);
	expect("${A:-}", "", true, true);
	expect("${A:-b:-c}", "b:-c", true, true);
	expect("${A:-b}${C}", "b", false, true);
}
END_TEST

START_TEST(a_default_may_hold_another)
{
	expect("${A:-${B:-c}}d", "cd", true, true);
	expect("${A:-x${B}y}", "xy", false, true);
	expect("${A:-$$b}", "$b", true, true);
	expect("${A:-{b}}", "{b}", true, true);
}
END_TEST

START_TEST(what_must_be_set_or_stands_for_what_is_set_is_not_known)
{
	expect("${A:?no A}", "", false, false);
	expect("${A?no A}", "", false, false);
	expect("a${A:+b}c", "ac", false, false);
	expect("a${A+b}c", "ac", false, false);
}
END_TEST

START_TEST(what_compose_refuses_stays_as_it_is)
{
	expect("$", "$", false, false);
	expect("5$ a", "5$ a", false, false);
	expect("$1", "$1", false, false);
	expect("${", "${", false, false);
	expect("${A", "${A", false, false);
	expect("${}", "${}", false, false);
	expect("${1A}", "${1A}", false, false);
	expect("${A:}", "${A:}", false, false);
	expect("${A b}", "${A b}", false, false);
	expect("${A:-${B}", "${A:-${B}", false, false);
	expect("a ${A:-b} $", "a ${A:-b} $", false, false);
}
END_TEST

START_TEST(defaults_nest_so_deep_and_no_deeper)
{
	expect("${A:-${A:-${A:-${A:-${A:-${A:-${A:-${A:-x}}}}}}}}", "x", true, true);
	expect("${A:-${A:-${A:-${A:-${A:-${A:-${A:-${A:-${A:-x}}}}}}}}}",
		"${A:-${A:-${A:-${A:-${A:-${A:-${A:-${A:-${A:-x}}}}}}}}}", false, false);
}
END_TEST

UNIT_TESTS(text_without_a_dollar_is_itself, two_dollars_are_one, a_variable_is_not_known,
	a_default_stands_for_what_is_not_set, a_default_may_hold_another,
	what_must_be_set_or_stands_for_what_is_set_is_not_known,
	what_compose_refuses_stays_as_it_is, defaults_nest_so_deep_and_no_deeper)
