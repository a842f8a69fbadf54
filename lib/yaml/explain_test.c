/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/fault.h"
#include "yaml/yaml_test.h"

/* The only document of `text` is broken at `at`, with such help. */
static void check(const char *text, const char *at, const char *message, const char *help)
{
	const struct pf_yaml_fault *fault;
	struct loaded l;

	loaded_init(&l, pf_str_from(text));
	fault = loaded_document(&l)->fault;
	ck_assert_msg(fault != NULL, "%s", text);
	assert_source(&l, fault->start, fault->end, at);
	ck_assert_msg(pf_str_contains(fault->message, pf_str_from(message)), "%s: %.*s", text,
		PF_STR_ARG(fault->message));
	ck_assert_msg(pf_str_contains(fault->help, pf_str_from(help)), "%s: %.*s", text,
		PF_STR_ARG(fault->help));
	loaded_release(&l);
}

/* The other place that belongs to it is at `offset`; -1: there is none. */
static void check_context(const char *text, int offset, const char *message)
{
	const struct pf_yaml_fault *fault;
	struct loaded l;

	loaded_init(&l, pf_str_from(text));
	fault = loaded_document(&l)->fault;
	ck_assert_msg(fault != NULL, "%s", text);
	ck_assert_int_eq(fault->has_context ? (int)fault->context : -1, offset);
	if (offset >= 0)
		assert_str(fault->context_message, message);
	loaded_release(&l);
}

START_TEST(a_colon_too_many_is_in_the_value_or_below_one)
{
	check("a: b: c\n", ":", "holds a `: `", "quote");
	check("- a: b: c\n", ":", "holds a `: `", "quote");
	check("a: b\n\n  d: e\n", "d", "indented as if", "like the key above");
	check("x:\n  a:b\n  c: d\n", "a:b", "blank after the colon", "`key: value`");
	check("x:\n  a\n  c: d\n", "c", "continues a line", "colon");
	check_context("a: b\n\n  d: e\n", 0, "this key has a value already");
	check_context("x:\n  a\n  c: d\n", 5, "there is no colon after this");
}
END_TEST

START_TEST(lines_that_fit_no_column_are_told_from_text_behind_a_value)
{
	check("a:\n  b: 1\n c: 2\n", "c", "indented differently",
		"by 0 spaces if it is a key of that mapping, by 2 if it stands beside `b`");
	check("a:\n  b: 1\n  - c\n", "-", "`-` item", "take the `-` away");
	check("a:\n  b:\n    - c\n  - d\n", "-", "`-` item", "by 4 spaces, like the item above");
	check("a: {b: 1}/c:d\n", "/c:d", "`}`", "quote");
	check("a: [b] c\n", "c", "`]`", "quote");
	check("a: 'b' c\n", "c", "closing quote", "double");
	check_context("x: 1\na:\n  b: 1\n c: 2\n", 0, "the mapping begins here");
	check_context("a: {b: 1}/c\n", -1, "");
}
END_TEST

START_TEST(lines_without_a_colon_are_told_from_those_without_a_blank)
{
	check("a: 1\nb:2\nc: 3\n", "b", "blank after the colon", "`key: value`");
	check("a: 1\nb\nc: 3\n", "b", "no `key: value`", "colon");
	check("a: 1\nhttp://b\nc: 3\n", "http", "no `key: value`", "colon");
}
END_TEST

START_TEST(lists_brackets_and_quotes_say_where_they_began)
{
	check("- a\nb: c\n", "b", "in a list", "indent");
	check_context("- a\nb: c\n", 0, "the list begins here");
	check("a: [b,\nc: d\n", "d", "`,` or `]`", "close the bracket");
	check_context("a: [b,\nc: d\n", 3, "opened here");
	check("a: \"b\n", "\"", "closing quote", "close the quote");
	check_context("a: \"b\n", -1, "");
}
END_TEST

START_TEST(characters_with_a_meaning_are_explained)
{
	check("a: @b\n", "@b", "`@`", "quotes");
	check("a: *.b\n", ".b", "alias", "quote");
	check("a: & b\n", " ", "anchor", "quote");
}
END_TEST

START_TEST(texts_of_few_characters_are_explained_too)
{
	static const char *const texts[] = {"}", "]", ":\n:", "a\nb:", "{", "[", "'", "\"", "@",
		"- a\n b: c: d", "\n\n}", "a:\n\n\n b\n c:", "*", "&", "{a b: c", "%"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct loaded l;

		loaded_init(&l, pf_str_from(texts[i]));
		for (size_t k = 0; k < l.docs.len; k++) {
			const struct pf_yaml_fault *fault = l.docs.ptr[k].fault;

			if (!fault)
				continue;
			ck_assert_uint_le(fault->start, fault->end);
			ck_assert_uint_le(fault->end, strlen(texts[i]));
			ck_assert_uint_le(fault->context, strlen(texts[i]));
		}
		loaded_release(&l);
	}
}
END_TEST

UNIT_TESTS(a_colon_too_many_is_in_the_value_or_below_one,
	lines_that_fit_no_column_are_told_from_text_behind_a_value,
	lines_without_a_colon_are_told_from_those_without_a_blank,
	lists_brackets_and_quotes_say_where_they_began, characters_with_a_meaning_are_explained,
	texts_of_few_characters_are_explained_too)
