/* SPDX-License-Identifier: Apache-2.0 */

#include "text/json/scan.h"

#include "unit.h"

static enum pf_json_array shape(const char *text)
{
	size_t odd;

	return pf_json_array_of(pf_str_from(text), &odd);
}

/* The strings, joined by `|`. */
static void expect(const char *text, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_json_scan scan = {.text = pf_str_from(text)};
	pf_str got = PF_STR_EMPTY;
	enum pf_json_piece piece;

	ck_assert_msg(shape(text) == PF_JSON_STRINGS, "%s", text);
	while ((piece = pf_json_scan_next(&scan)) != PF_JSON_END) {
		pf_str word;

		ck_assert_int_ne(piece, PF_JSON_BROKEN);
		if (piece != PF_JSON_SCALAR)
			continue;
		word = pf_json_decode(&arena, scan.piece);
		got = pf_arena_fmt(&arena, "%.*s%.*s|", PF_STR_ARG(got), PF_STR_ARG(word));
	}
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", text, PF_STR_ARG(got));
	pf_arena_release(&arena);
}

START_TEST(takes_arrays_of_strings)
{
	expect("[]", "");
	expect("[ ] ", "");
	expect("[\"a\"]", "a|");
	expect("[ \"a\" ,\t\"b c\"\n]", "a|b c|");
	expect("[\"\", \"]\", \"[,\"]", "|]|[,|");
}
END_TEST

/* The pieces of a text, each with its depth and key, joined by blanks. */
static void expect_pieces(const char *text, const char *want)
{
	struct pf_json_scan scan = {.text = pf_str_from(text)};
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = PF_STR_EMPTY;
	enum pf_json_piece piece;

	while ((piece = pf_json_scan_next(&scan)) != PF_JSON_END && piece != PF_JSON_BROKEN)
		got = pf_arena_fmt(&arena, "%.*s%zu%.*s%.*s ", PF_STR_ARG(got), scan.depth,
			PF_STR_ARG(scan.key), PF_STR_ARG(scan.piece));
	got = pf_arena_fmt(&arena, "%.*s%s %zu", PF_STR_ARG(got),
		piece == PF_JSON_END ? "end" : "broken", scan.at);
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", text, PF_STR_ARG(got));
	pf_arena_release(&arena);
}

START_TEST(walks_through_values_with_their_keys)
{
	expect_pieces(" 1 ", "01 end 3");
	expect_pieces("{\"a\": [1, {}], \"b\":\"c\"}",
		"1{ 2\"a\"[ 21 3{ 2} 1] 1\"b\"\"c\" 0} end 23");
	expect_pieces("[1,]", "1[ 11 broken 3");
	expect_pieces("{\"a\" 1}", "1{ broken 5");
	expect_pieces("[\"a\\x\"]", "1[ broken 3");
	expect_pieces("", "broken 0");
}
END_TEST

START_TEST(decodes_escapes)
{
	expect("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "\"\\/\b\f\n\r\t|");
	expect("[\"\\u0041\\u00e9\\u20AC\"]", "A\xC3\xA9\xE2\x82\xAC|");
	expect("[\"\\ud83d\\ude00\"]", "\xF0\x9F\x98\x80|");
	expect("[\"\\\\\", \"\\\"\"]", "\\|\"|");
}
END_TEST

START_TEST(replaces_halves_of_surrogate_pairs)
{
	expect("[\"\\ud83d\"]", "\xEF\xBF\xBD|");
	expect("[\"\\ude00\"]", "\xEF\xBF\xBD|");
	expect("[\"\\ud83dx\"]", "\xEF\xBF\xBDx|");
	expect("[\"\\ud83d\\n\"]", "\xEF\xBF\xBD\n|");
	expect("[\"\\ud83d\\u0041\"]",
		"\xEF\xBF\xBD"
		"A|");
}
END_TEST

START_TEST(keeps_a_decoded_nul)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = pf_json_decode(&arena, PF_STR("\"a\\u0000b\""));

	ck_assert(pf_str_eq(got, ((pf_str){"a\0b", 3})));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_what_is_no_json)
{
	static const char *const bad[] = {"", "x", "\"a\"", "{}", "[", "]", "[\"a\"", "[\"a\",]",
		"[,\"a\"]", "[\"a\" \"b\"]", "['a']", "[a]", "[\"a]", "[\"a\\\"]", "[\"\\x\"]",
		"[\"\\u12\"]", "[\"\\u12G4\"]", "[\"a\"] x", "[\"a\"]]", "[\"a\tb\"]", "[01]",
		"[1.]", "[.5]", "[1e]", "[-]", "[+1]", "[tru]", "[{\"a\"}]", "[{\"a\":}]",
		"[{1:2}]", "[{\"a\":1,}]", "[[}]", "[{]]", "[\"a\";\"b\"]"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(shape(bad[i]) == PF_JSON_NONE, "%s", bad[i]);
}
END_TEST

START_TEST(tells_arrays_with_other_values)
{
	static const char *const mixed[] = {"[1]", "[\"a\", -1.5e+3, \"b\"]", "[true,false,null]",
		"[[]]", "[{}]", "[[\"a\"]]", "[{\"a\": [1, {\"b\": \"c\"}]}, \"d\"]", "[0]",
		"[\"a\",[]]"};
	size_t odd = 0;

	for (size_t i = 0; i < sizeof(mixed) / sizeof(mixed[0]); i++)
		ck_assert_msg(shape(mixed[i]) == PF_JSON_MIXED, "%s", mixed[i]);
	ck_assert_int_eq(pf_json_array_of(PF_STR("[\"a\", 12, [\"b\"]]"), &odd), PF_JSON_MIXED);
	ck_assert_uint_eq(odd, 6);
}
END_TEST

static enum pf_json_array nested(size_t depth)
{
	struct pf_arena arena = PF_ARENA_INIT;
	char *text = PF_NEWN(&arena, char, 2 * depth);
	enum pf_json_array is;
	size_t odd;

	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	is = pf_json_array_of((pf_str){text, 2 * depth}, &odd);
	pf_arena_release(&arena);
	return is;
}

START_TEST(bounds_the_depth)
{
	ck_assert_int_eq(nested(PF_JSON_DEPTH_MAX), PF_JSON_MIXED);
	ck_assert_int_eq(nested(PF_JSON_DEPTH_MAX + 1), PF_JSON_NONE);
}
END_TEST

UNIT_TESTS(takes_arrays_of_strings, walks_through_values_with_their_keys, decodes_escapes,
	replaces_halves_of_surrogate_pairs, keeps_a_decoded_nul, refuses_what_is_no_json,
	tells_arrays_with_other_values, bounds_the_depth)
