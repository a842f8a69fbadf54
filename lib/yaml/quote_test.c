/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/quote.h"

#include "yaml/yaml_test.h"

static void assert_plain(const char *text)
{
	ck_assert_msg(pf_yaml_is_plain_string(pf_str_from(text)), "%s", text);
}

static void assert_needs_quotes(const char *text)
{
	ck_assert_msg(!pf_yaml_is_plain_string(pf_str_from(text)), "%s", text);
}

START_TEST(words_paths_and_options_stay_plain)
{
	assert_plain("web");
	assert_plain("/healthz?full=1");
	assert_plain("-c");
	assert_plain("--spider");
	assert_plain("http://localhost:8080/a");
	assert_plain("./run.sh");
}
END_TEST

START_TEST(what_reads_back_as_something_else_is_quoted)
{
	assert_needs_quotes("");
	assert_needs_quotes("8080");
	assert_needs_quotes("-1");
	assert_needs_quotes("yes");
	assert_needs_quotes("null");
	assert_needs_quotes("1.5");
	assert_needs_quotes("0x1f");
	assert_needs_quotes("---");
	assert_needs_quotes("...");
	assert_needs_quotes("-");
	assert_needs_quotes("a:");
	assert_needs_quotes("a b");
	assert_needs_quotes("a,b");
	assert_needs_quotes("a]");
	assert_needs_quotes("#a");
	assert_needs_quotes("*a");
	assert_needs_quotes("\xc3\xa4");
}
END_TEST

START_TEST(any_text_in_quotes_reads_back)
{
	static const pf_str texts[] = {PF_STR_INIT("a\"b\\c"), PF_STR_INIT("two\nlines\r\n\t."),
		PF_STR_INIT("\x01\x1f\x7f"), PF_STR_INIT("\xc3\xa4 \xe2\x82\xac"),
		PF_STR_INIT("nel \xc2\x85 ls \xe2\x80\xa8 bom \xef\xbb\xbf."), PF_STR_INIT("")};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct pf_arena arena = PF_ARENA_INIT;
		struct loaded l;

		loaded_init(&l, pf_arena_dup(&arena, pf_yaml_quoted(&arena, texts[i])));
		ck_assert(pf_str_eq(pf_node_text(loaded_root(&l)), texts[i]));
		loaded_release(&l);
		pf_arena_release(&arena);
	}
}
END_TEST

START_TEST(control_characters_are_escaped_as_json_wants)
{
	struct pf_arena arena = PF_ARENA_INIT;

	assert_str(pf_yaml_quoted(&arena, PF_STR("a\x01\n\"")), "\"a\\u0001\\n\\\"\"");
	assert_str(pf_yaml_string(&arena, PF_STR("curl -f x")), "\"curl -f x\"");
	assert_str(pf_yaml_string(&arena, PF_STR("curl")), "curl");
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(words_paths_and_options_stay_plain, what_reads_back_as_something_else_is_quoted,
	any_text_in_quotes_reads_back, control_characters_are_escaped_as_json_wants)
