/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/scalar.h"

#include <math.h>

#include "unit.h"

static struct pf_node scalar(const char *text, enum pf_node_style style, enum pf_node_tag tag)
{
	struct pf_node node = {.kind = PF_SCALAR, .span = 1};

	node.as.text = text;
	node.len = (uint32_t)strlen(text);
	node.style = (uint8_t)style;
	node.tag = (uint8_t)tag;
	return node;
}

static pf_scalar resolve(const char *text)
{
	struct pf_node node = scalar(text, PF_PLAIN, PF_TAG_NONE);

	return pf_scalar_resolve(&node);
}

static pf_scalar resolve_tagged(const char *text, enum pf_node_style style, enum pf_node_tag tag)
{
	struct pf_node node = scalar(text, style, tag);

	return pf_scalar_resolve(&node);
}

static void is_int(const char *text, int64_t expected)
{
	pf_scalar s = resolve(text);

	ck_assert_msg(s.type == PF_SCALAR_INT && !s.overflow, "%s", text);
	ck_assert_int_eq(s.integer, expected);
}

static void is_float(const char *text, double expected)
{
	pf_scalar s = resolve(text);

	ck_assert_msg(s.type == PF_SCALAR_FLOAT, "%s", text);
	ck_assert_double_eq(s.number, expected);
}

static void is_string(const char *text)
{
	ck_assert_msg(resolve(text).type == PF_SCALAR_STR, "%s", text);
}

START_TEST(yaml_1_1_words_are_booleans)
{
	static const char *const yes[] = {
		"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE", NULL};
	static const char *const no[] = {
		"n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE", NULL};
	static const char *const neither[] = {
		"yEs", "tRUE", "oN", "nO", "yess", "of", "t", "f", "truely", NULL};

	for (size_t i = 0; yes[i]; i++) {
		ck_assert_uint_eq(resolve(yes[i]).type, PF_SCALAR_BOOL);
		ck_assert(resolve(yes[i]).truth);
	}
	for (size_t i = 0; no[i]; i++) {
		ck_assert_uint_eq(resolve(no[i]).type, PF_SCALAR_BOOL);
		ck_assert(!resolve(no[i]).truth);
	}
	for (size_t i = 0; neither[i]; i++)
		is_string(neither[i]);
}
END_TEST

START_TEST(nothing_tilde_and_null_are_null)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};

	for (size_t i = 0; nulls[i]; i++)
		ck_assert_uint_eq(resolve(nulls[i]).type, PF_SCALAR_NULL);
	is_string("nULL");
	is_string("nil");
	is_string("~x");
}
END_TEST

START_TEST(integers_follow_go_base_0)
{
	is_int("0", 0);
	is_int("-0", 0);
	is_int("12", 12);
	is_int("+12", 12);
	is_int("-12", -12);
	is_int("1_000", 1000);
	is_int("1__0_", 10);
	is_int("0777", 511);
	is_int("-0777", -511);
	is_int("0644", 420);
	is_int("0o17", 15);
	is_int("0O17", 15);
	is_int("0x1F", 31);
	is_int("0X1f", 31);
	is_int("-0x10", -16);
	is_int("0b101", 5);
	is_int("-0b101", -5);
	is_int("0b-101", -5);
	is_int("9223372036854775807", INT64_MAX);
	is_int("-9223372036854775808", INT64_MIN);
}
END_TEST

START_TEST(what_only_uint64_holds_overflows)
{
	pf_scalar s = resolve("18446744073709551615");

	ck_assert_uint_eq(s.type, PF_SCALAR_INT);
	ck_assert(s.overflow);
	ck_assert_double_eq(s.number, 18446744073709551615.0);
	is_float("18446744073709551616", 18446744073709551616.0);
	is_float("-9223372036854775809", -9223372036854775809.0);
	is_float("+9223372036854775808", 9223372036854775808.0);
}
END_TEST

START_TEST(floats_follow_the_pattern)
{
	is_float("1.5", 1.5);
	is_float("1.", 1);
	is_float(".5", .5);
	is_float("-.5", -.5);
	is_float("1e3", 1000);
	is_float("1E+3", 1000);
	is_float(".5e1", 5);
	is_float("1_0.5", 10.5);
	is_float("08", 8);
	is_float("1e-400", 0);
	ck_assert(isinf(resolve(".inf").number));
	ck_assert(resolve("-.Inf").number < 0);
	ck_assert_uint_eq(resolve("+.INF").type, PF_SCALAR_FLOAT);
	ck_assert(isnan(resolve(".NaN").number));
}
END_TEST

START_TEST(what_looks_like_a_number_may_be_a_string)
{
	static const char *const strings[] = {"12:30", "2001-01-01", "2001-01-01T00:00:00Z",
		"1.2.3", "-", "+", ".", "..", "1e", "1e+", "e1", "0x", "0xg", "0b2", "0b", "0o8",
		"--1", "1-", "1 2", "1,000", "5Gi", "100m", ".5_0", ".inff", "-.nan", "inf", "NaN",
		"1e400", "0x1p3", "_1", "-_", "<<", "=", NULL};

	for (size_t i = 0; strings[i]; i++)
		is_string(strings[i]);
}
END_TEST

START_TEST(very_long_numbers_are_strings)
{
	char digits[300];

	memset(digits, '1', sizeof(digits));
	digits[299] = '\0';
	is_string(digits);
	digits[255] = '\0';
	is_float(digits, strtod(digits, NULL));
}
END_TEST

START_TEST(quotes_and_blocks_make_strings)
{
	for (int style = PF_SINGLE_QUOTED; style <= PF_FOLDED; style++) {
		pf_scalar s = resolve_tagged("12", (enum pf_node_style)style, PF_TAG_NONE);

		ck_assert_uint_eq(s.type, PF_SCALAR_STR);
	}
	ck_assert_uint_eq(resolve_tagged("", PF_DOUBLE_QUOTED, PF_TAG_NONE).type, PF_SCALAR_STR);
}
END_TEST

START_TEST(explicit_tags_beat_the_looks)
{
	pf_scalar s = resolve_tagged("12", PF_DOUBLE_QUOTED, PF_TAG_INT);

	ck_assert_uint_eq(s.type, PF_SCALAR_INT);
	ck_assert_int_eq(s.integer, 12);
	ck_assert_uint_eq(resolve_tagged("1", PF_PLAIN, PF_TAG_STR).type, PF_SCALAR_STR);
	ck_assert_uint_eq(resolve_tagged("", PF_PLAIN, PF_TAG_STR).type, PF_SCALAR_STR);
	ck_assert_uint_eq(resolve_tagged("1", PF_PLAIN, PF_TAG_OTHER).type, PF_SCALAR_STR);
	s = resolve_tagged("1", PF_PLAIN, PF_TAG_FLOAT);
	ck_assert_uint_eq(s.type, PF_SCALAR_FLOAT);
	ck_assert_double_eq(s.number, 1);
	ck_assert_uint_eq(resolve_tagged("yes", PF_SINGLE_QUOTED, PF_TAG_BOOL).type,
		PF_SCALAR_BOOL);
	ck_assert_uint_eq(resolve_tagged("", PF_PLAIN, PF_TAG_NULL).type, PF_SCALAR_NULL);
}
END_TEST

START_TEST(names_types_for_messages)
{
	struct pf_node node = scalar("text", PF_PLAIN, PF_TAG_NONE);
	struct pf_node number = scalar("1.5", PF_PLAIN, PF_TAG_NONE);
	struct pf_node truth = scalar("on", PF_PLAIN, PF_TAG_NONE);
	struct pf_node nothing = scalar("", PF_PLAIN, PF_TAG_NONE);
	struct pf_node list = {.kind = PF_SEQ, .span = 1};
	struct pf_node map = {.kind = PF_MAP, .span = 1};
	struct pf_node alias = {.kind = PF_ALIAS, .span = 1, .as.target = &map};

	ck_assert_str_eq(pf_node_type_name(&node), "a string");
	ck_assert_str_eq(pf_node_type_name(&number), "a number");
	ck_assert_str_eq(pf_node_type_name(&truth), "a boolean");
	ck_assert_str_eq(pf_node_type_name(&nothing), "null");
	ck_assert_str_eq(pf_node_type_name(&list), "a list");
	ck_assert_str_eq(pf_node_type_name(&map), "a mapping");
	ck_assert_str_eq(pf_node_type_name(&alias), "a mapping");
	ck_assert(pf_node_is_null(&nothing));
	ck_assert(!pf_node_is_null(&node));
	ck_assert(!pf_node_is_null(&list));
	ck_assert(!pf_node_is_null(NULL));
}
END_TEST

UNIT_TESTS(yaml_1_1_words_are_booleans, nothing_tilde_and_null_are_null, integers_follow_go_base_0,
	what_only_uint64_holds_overflows, floats_follow_the_pattern,
	what_looks_like_a_number_may_be_a_string, very_long_numbers_are_strings,
	quotes_and_blocks_make_strings, explicit_tags_beat_the_looks, names_types_for_messages)
