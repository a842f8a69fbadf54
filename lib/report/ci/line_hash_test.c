/* SPDX-License-Identifier: Apache-2.0 */

#include "report/ci/line_hash.h"

#include <stdio.h>

#include "unit.h"

/* Expected hashes, but for the last tests, are GitHub's published examples. */
static void expect(const char *bytes, const char *const *hashes)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_line_hasher_release)
	struct pf_line_hasher hasher = PF_LINE_HASHER_INIT;
	struct pf_source source;
	struct pf_line_hash hash;
	uint32_t line = 1;

	pf_source_decode(&arena, pf_str_from(bytes), PF_STR("a"), &source);
	for (; hashes[line - 1]; line++) {
		ck_assert(pf_line_hash_of(&hasher, &source, line, &hash));
		ck_assert_str_eq(hash.text, hashes[line - 1]);
	}
	ck_assert(!pf_line_hash_of(&hasher, &source, line, &hash));
}

START_TEST(an_empty_file_has_one_line)
{
	static const char *const hashes[] = {"c129715d7a2bc9a3:1", NULL};

	expect("", hashes);
}
END_TEST

START_TEST(blanks_do_not_count)
{
	static const char *const hashes[] = {"271789c17abda88f:1", "54703d4cd895b18:1",
		"180aee12dab6264:1", "a23a3dc5e078b07b:1", NULL};

	expect(" a\nb\n  \t\tc\n d", hashes);
	expect("a\nb\nc\nd", hashes);
}
END_TEST

START_TEST(line_breaks_are_all_alike)
{
	static const char *const hashes[] = {"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1",
		"ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
		"c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1", NULL};

	expect(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", hashes);
	expect(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", hashes);
	expect(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", hashes);
	expect(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", hashes);
}
END_TEST

START_TEST(equal_lines_are_numbered)
{
	static const char *const hashes[] = {"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2",
		"a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5",
		"a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
		"55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1", NULL};
#define LOREM "Lorem ipsum dolor sit amet.\n"

	expect(LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM, hashes);
}
END_TEST

/* Worked out from the definition, apart from this code: see the header. */
START_TEST(units_are_those_of_utf16_and_a_byte_order_mark_is_one)
{
	static const char *const plain[] = {"12ccea3fb9459692:1", "8ee5a81e681643c1:1", NULL};
	static const char *const marked[] = {"55a5e23b3935934d:1", "8ee5a81e681643c1:1", NULL};

	expect("name: caf\xc3\xa9 \xf0\x9f\x98\x80\nb", plain);
	expect("\xef\xbb\xbfname: caf\xc3\xa9 \xf0\x9f\x98\x80\nb", marked);
}
END_TEST

START_TEST(lines_may_be_asked_for_again_and_passed_over)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_line_hasher_release)
	struct pf_line_hasher hasher = PF_LINE_HASHER_INIT;
	static const struct {
		uint32_t line;
		const char *hash;
	} asked[] = {{3, "180aee12dab6264:1"}, {3, "180aee12dab6264:1"}, {4, "a23a3dc5e078b07b:1"},
		{1, "271789c17abda88f:1"}, {2, "54703d4cd895b18:1"}};
	struct pf_source source, other;
	struct pf_line_hash hash;

	pf_source_decode(&arena, PF_STR("a\nb\nc\nd"), PF_STR("a"), &source);
	pf_source_decode(&arena, PF_STR(""), PF_STR("b"), &other);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		ck_assert(pf_line_hash_of(&hasher, &source, asked[i].line, &hash));
		ck_assert_str_eq(hash.text, asked[i].hash);
	}
	ck_assert(pf_line_hash_of(&hasher, &other, 1, &hash));
	ck_assert_str_eq(hash.text, "c129715d7a2bc9a3:1");
}
END_TEST

START_TEST(what_others_decode_in_another_way_has_no_hash)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_line_hasher_release)
	struct pf_line_hasher hasher = PF_LINE_HASHER_INIT;
	static const pf_str inputs[] = {PF_STR_INIT("a\xff\n"),
		PF_STR_INIT("\xff\xfe"
			    "a\0"),
		PF_STR_INIT("a\0b")};
	struct pf_source source;
	struct pf_line_hash hash;

	for (size_t i = 0; i < 3; i++) {
		pf_source_decode(&arena, inputs[i], PF_STR("a"), &source);
		ck_assert(!pf_line_hash_of(&hasher, &source, 1, &hash));
	}
}
END_TEST

START_TEST(many_different_lines_are_counted_in_one_pass)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_line_hasher_release)
	struct pf_line_hasher hasher = PF_LINE_HASHER_INIT;
	char *text = pf_arena_alloc(&arena, 100000, 4);
	struct pf_source source;
	struct pf_line_hash hash;
	size_t wrong = 0;

	for (size_t i = 0; i < 99999; i++)
		(void)snprintf(text + i * 3, 4, "%c%c\n", 'a' + (int)(i % 26),
			'a' + (int)(i / 26 % 23));
	pf_source_decode(&arena, (pf_str){text, 299997}, PF_STR("a"), &source);
	/* Lines recur every 598, and with them the 100 units from each on. */
	for (uint32_t line = 1; line <= 99900; line++) {
		wrong += !pf_line_hash_of(&hasher, &source, line, &hash);
		wrong += atoi(strchr(hash.text, ':') + 1) != (int)((line - 1) / 598) + 1;
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

UNIT_TESTS(an_empty_file_has_one_line, blanks_do_not_count, line_breaks_are_all_alike,
	equal_lines_are_numbered, units_are_those_of_utf16_and_a_byte_order_mark_is_one,
	lines_may_be_asked_for_again_and_passed_over, what_others_decode_in_another_way_has_no_hash,
	many_different_lines_are_counted_in_one_pass)
