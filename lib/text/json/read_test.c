/* SPDX-License-Identifier: Apache-2.0 */

#include "text/json/read.h"

#include "base/buf.h"
#include "unit.h"

static struct pf_arena arena;
static struct pf_error err;

static struct pf_json *parse(const char *text)
{
	struct pf_json *doc = NULL;

	ck_assert_msg(pf_json_parse(&arena, pf_str_from(text), PF_STR_EMPTY, &doc, &err), "%s: %s",
		text, err.msg);
	return doc;
}

static void refuse(pf_str text, enum pf_errc code, const char *message)
{
	struct pf_json *doc = NULL;

	ck_assert(!pf_json_parse(&arena, text, PF_STR("index.json"), &doc, &err));
	ck_assert_ptr_null(doc);
	ck_assert_str_eq(err.msg, message);
	ck_assert_int_eq(err.code, code);
	pf_arena_release(&arena);
}

START_TEST(reads_values_of_all_kinds)
{
	struct pf_json *doc = parse("{\"a\":null,\"b\":true,\"c\":1,\"d\":\"x\",\"e\":[1,2],"
				    "\"f\":{}}");

	ck_assert_int_eq(pf_json_kind(NULL), PF_JSON_NULL);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "a")), PF_JSON_NULL);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "b")), PF_JSON_BOOL);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "c")), PF_JSON_NUMBER);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "d")), PF_JSON_STRING);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "e")), PF_JSON_LIST);
	ck_assert_int_eq(pf_json_kind(pf_json_get(doc, "f")), PF_JSON_OBJECT);
	ck_assert_uint_eq(pf_json_count(doc), 6);
	ck_assert_uint_eq(pf_json_count(pf_json_get(doc, "e")), 2);
	ck_assert_uint_eq(pf_json_count(pf_json_get(doc, "d")), 0);
	ck_assert(pf_str_eq(pf_json_text(pf_json_get(doc, "d")), PF_STR("x")));
	ck_assert_uint_eq(pf_json_text(pf_json_get(doc, "c")).len, 0);
	ck_assert(pf_str_eq(pf_json_name(pf_json_first(doc)), PF_STR("a")));
	ck_assert_ptr_null(pf_json_first(pf_json_get(doc, "d")));
	pf_json_release(&doc);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(finds_keys_as_go_does)
{
	struct pf_json *doc = parse("{\"Config\":1,\"config\":2,\"x\":3}");
	int64_t n;

	ck_assert(pf_json_integer(pf_json_get(doc, "CONFIG"), &n) && n == 2);
	ck_assert(pf_json_has(doc, "Config") && pf_json_has(doc, "config"));
	ck_assert(!pf_json_has(doc, "CONFIG") && !pf_json_has(doc, "y"));
	ck_assert_ptr_null(pf_json_get(doc, "y"));
	ck_assert_ptr_null(pf_json_get(pf_json_get(doc, "x"), "y"));
	ck_assert_ptr_null(pf_json_get(NULL, "y"));
	pf_json_release(&doc);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(takes_only_numbers_that_are_exact)
{
	struct pf_json *doc = parse("[30000000000,-1,9007199254740992,1.5,1e300,\"1\",1e3]");
	static const int64_t want[] = {30000000000, -1, 9007199254740992, 0, 0, 0, 1000};
	size_t i = 0;

	for (const struct pf_json *v = pf_json_first(doc); v; v = pf_json_next(v), i++) {
		int64_t n = 0;

		ck_assert_int_eq(pf_json_integer(v, &n), want[i] != 0);
		ck_assert_int_eq(n, want[i]);
	}
	pf_json_release(&doc);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_what_powershell_writes)
{
	static const char utf16[] = "\xff\xfe{\0\"\0a\0\"\0:\0001\0}\0\r\0\n\0";
	struct pf_json *doc = NULL;

	ck_assert(pf_json_parse(&arena, (pf_str){utf16, sizeof(utf16) - 1}, PF_STR_EMPTY, &doc,
		&err));
	ck_assert(pf_json_has(doc, "a"));
	pf_json_release(&doc);
	doc = parse("\xef\xbb\xbf{\"a\":1}\n");
	ck_assert(pf_json_has(doc, "a"));
	pf_json_release(&doc);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(names_the_line_of_a_mistake)
{
	refuse(PF_STR("{\n\"a\":\n}"), PF_E_SYNTAX, "index.json: not valid JSON at line 3");
	refuse(PF_STR(""), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("{}\n{}"), PF_E_SYNTAX, "index.json: not valid JSON at line 2");
	refuse(PF_STR("\"abc"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("{\"a\":\"\\ud800\"}"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("{\"a\":\0}"), PF_E_SYNTAX, "index.json: not text in UTF-8");
	refuse(PF_STR("{\"\xff\":1}"), PF_E_SYNTAX, "index.json: not text in UTF-8");
}
END_TEST

START_TEST(refuses_what_go_refuses)
{
	refuse(PF_STR("[\n01]"), PF_E_SYNTAX, "index.json: not valid JSON at line 2");
	refuse(PF_STR("[1.]"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("[\"a\tb\"]"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("[\"a\n\"]"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
	refuse(PF_STR("[1,\v2]"), PF_E_SYNTAX, "index.json: not valid JSON at line 1");
}
END_TEST

static void nest(struct pf_buf *out, size_t depth)
{
	pf_buf_reset(out);
	pf_buf_add_lit(out, "[\"[[\\\"[[\",");
	pf_buf_repeat(out, '[', depth - 1);
	pf_buf_repeat(out, ']', depth);
}

START_TEST(limits_depth_but_not_brackets_in_strings)
{
	struct pf_buf text = PF_BUF_INIT;
	struct pf_json *doc;

	nest(&text, PF_JSON_MAX_DEPTH);
	doc = parse(text.ptr);
	pf_json_release(&doc);
	nest(&text, PF_JSON_MAX_DEPTH + 1);
	refuse(pf_buf_str(&text), PF_E_LIMIT, "index.json: nested too deeply");
	nest(&text, 1000000);
	refuse(pf_buf_str(&text), PF_E_LIMIT, "index.json: nested too deeply");
	pf_buf_release(&text);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(limits_the_size_of_a_document)
{
	struct pf_buf text = PF_BUF_INIT;
	struct pf_json *doc;

	pf_buf_repeat(&text, ' ', PF_JSON_MAX - 2);
	pf_buf_add_lit(&text, "{}");
	doc = parse(text.ptr);
	pf_json_release(&doc);
	pf_buf_addc(&text, '\n');
	refuse(pf_buf_str(&text), PF_E_LIMIT, "index.json: larger than 4 MiB");
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(reads_values_of_all_kinds, finds_keys_as_go_does, takes_only_numbers_that_are_exact,
	reads_what_powershell_writes, names_the_line_of_a_mistake, refuses_what_go_refuses,
	limits_depth_but_not_brackets_in_strings, limits_the_size_of_a_document)
