/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"
#include "rule/tool.h"

#define TOOL \
	"{\"schema\":1,\"tool\":{\"name\":\"podfit\",\"version\":\"%s\",\"url\":\"%s\"}," \
	"\"target\":{\"kubernetes\":\"1.31\",\"edition\":\"2026\"},\"root\":\".\","
#define SUPPRESSED "\"suppressed\":{\"comment\":0,\"annotation\":0,\"config\":0,\"baseline\":0},"

static const char pod[] = "apiVersion: v1\n"
			  "kind: Pod\n"
			  "metadata: {name: \xc3\xa9, namespace: ns}\n"
			  "spec: {a: \xc3\xa9/x}\n";

static const char *json_of(struct bench *b, int exit_code)
{
	struct pf_report report = report_of(b, exit_code);

	pf_buf_reset(&b->out);
	pf_report_json(&b->out, &report);
	return b->out.ptr;
}

static const char *lines_of(struct bench *b, int exit_code)
{
	struct pf_report report = report_of(b, exit_code);

	pf_buf_reset(&b->out);
	report.columns = PF_BYTES;
	pf_report_jsonl(&b->out, &report);
	return b->out.ptr;
}

static struct pf_finding *example(struct bench *b)
{
	struct pf_finding *f;

	load(b, "p.yaml", pod);
	f = find(b, &rule_a, "\xc3\xa9/x");
	f->node = pf_node_get(pf_node_get(b->objects.ptr->root, PF_STR("spec")), PF_STR("a"));
	f->pointer = PF_STR("/spec/a");
	f->confidence = PF_MEDIUM;
	relate(b, f, "kind", "a \"kind\"");
	fix(b, f, "x", "y");
	return f;
}

START_TEST(writes_every_key_in_its_order)
{
	struct bench b;
	pf_str expected;

	(void)example(&b);
	expected = pf_arena_fmt(&b.arena,
		TOOL
		"\"exit_code\":1,\"summary\":{\"files\":{\"checked\":1,\"skipped\":0,\"failed\":0},"
		"\"objects\":1,\"findings\":{\"error\":0,\"warning\":1,\"info\":0}," SUPPRESSED
		"\"fixable\":{\"safe\":0,\"unsafe\":1},\"unjudged\":0},"
		"\"findings\":[{\"id\":\"0123456789abcdef0123456789abcdef\",\"rule\":\"a-rule\","
		"\"severity\":\"warning\",\"message\":\"`it` is wrong\","
		"\"help\":\"Do the right thing.\",\"path\":\"p.yaml\","
		"\"range\":{\"start\":{\"line\":4,\"column\":11,\"offset\":71},"
		"\"end\":{\"line\":4,\"column\":14,\"offset\":75}},"
		"\"object\":{\"api_version\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"ns\","
		"\"name\":\"\xc3\xa9\",\"document\":0},"
		"\"pointer\":\"/spec/a\",\"instruction\":null,"
		"\"related\":[{\"path\":\"p.yaml\",\"range\":{\"start\":{\"line\":2,\"column\":1,"
		"\"offset\":15},\"end\":{\"line\":2,\"column\":5,\"offset\":19}},"
		"\"message\":\"a \\\"kind\\\"\"}],"
		"\"fixes\":[{\"title\":\"mend it\",\"safety\":\"unsafe\",\"edits\":[{"
		"\"path\":\"p.yaml\",\"range\":{\"start\":{\"line\":4,\"column\":13,\"offset\":74},"
		"\"end\":{\"line\":4,\"column\":14,\"offset\":75}},\"text\":\"y\"}]}],"
		"\"confidence\":\"medium\"}],\"skipped\":[],\"errors\":[],"
		"\"rules\":{\"a-rule\":{\"title\":\"Something is \\\"off\\\"\","
		"\"severity\":\"warning\",\"category\":\"image\",\"url\":\"%s/r/a-rule\","
		"\"fix\":\"unsafe\",\"aliases\":[\"peer/check\"],"
		"\"tags\":[\"default\",\"pss-baseline\"]}}}\n",
		pf_version, pf_url, pf_url);
	ck_assert_str_eq(json_of(&b, 1), expected.ptr);
	drop(&b);
}
END_TEST

START_TEST(writes_null_where_there_is_nothing_to_name)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	(void)find(&b, &rule_b, "b");
	ck_assert_ptr_nonnull(strstr(json_of(&b, 1),
		"\"object\":null,\"pointer\":null,\"instruction\":null,\"related\":[],\"fixes\":[],"
		"\"confidence\":\"high\"}]"));
	ck_assert_ptr_null(strstr(b.out.ptr, "\"help\""));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "\"tags\":[],\"security_severity\":\"7.5\"}}}"));
	drop(&b);
	load(&b, "p.yaml", "apiVersion: v1\nkind: Pod\n");
	(void)find(&b, &rule_b, "Pod");
	ck_assert_ptr_nonnull(strstr(json_of(&b, 1), "\"namespace\":null,\"name\":null"));
	drop(&b);
}
END_TEST

START_TEST(lists_skipped_files_and_errors)
{
	struct pf_skipped skipped[] = {
		{PF_STR("a"), PF_SKIP_NOT_REGULAR, PF_STR("a pipe")},
		{PF_STR("b"), PF_SKIP_GITIGNORED, PF_STR("")},
	};
	struct pf_run_error errors[] = {
		{.kind = PF_RUN_ERROR_IO, .path = PF_STR("x"), .message = PF_STR("gone")},
		{.kind = PF_RUN_ERROR_LIMIT, .path = PF_STR(""), .message = PF_STR("too much")},
		{PF_RUN_ERROR_CONFIG, PF_STR("c"), PF_STR("odd"), 3, 7},
	};
	struct pf_report report;
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	b.result.skipped = skipped;
	b.result.nskipped = 2;
	b.result.errors = errors;
	b.result.nerrors = 3;
	ck_assert_ptr_nonnull(strstr(json_of(&b, 3),
		"\"findings\":[],"
		"\"skipped\":[{\"path\":\"a\",\"reason\":\"not-regular\",\"detail\":\"a pipe\"}],"
		"\"errors\":[{\"kind\":\"io\",\"path\":\"x\",\"message\":\"gone\"},"
		"{\"kind\":\"limit\",\"message\":\"too much\"},"
		"{\"kind\":\"config\",\"path\":\"c\",\"line\":3,\"column\":7,\"message\":\"odd\"}],\"rules\":{}}\n"));
	report = report_of(&b, 3);
	report.verbose = true;
	pf_buf_reset(&b.out);
	pf_report_json(&b.out, &report);
	ck_assert_ptr_nonnull(strstr(b.out.ptr, ",{\"path\":\"b\",\"reason\":\"gitignored\"}]"));
	drop(&b);
}
END_TEST

START_TEST(writes_a_flat_record_a_line)
{
	struct pf_run_error error = {
		.kind = PF_RUN_ERROR_IO, .path = PF_STR("x"), .message = PF_STR("gone")};
	struct bench b;
	pf_str expected;

	(void)example(&b);
	b.result.errors = &error;
	b.result.nerrors = 1;
	expected = pf_arena_fmt(&b.arena,
		"{\"file\":\"p.yaml\",\"line\":4,\"column\":11,\"end_line\":4,\"end_column\":15,"
		"\"severity\":\"warning\",\"rule\":\"a-rule\",\"message\":\"`it` is wrong\","
		"\"id\":\"0123456789abcdef0123456789abcdef\",\"url\":\"%s/r/a-rule\","
		"\"object\":{\"api_version\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"ns\","
		"\"name\":\"\xc3\xa9\",\"document\":0},\"pointer\":\"/spec/a\",\"fixes\":[",
		pf_url);
	ck_assert(strncmp(lines_of(&b, 3), expected.ptr, expected.len) == 0);
	ck_assert_ptr_nonnull(strstr(b.out.ptr,
		"\"confidence\":\"medium\"}\n"
		"{\"error\":{\"kind\":\"io\",\"path\":\"x\",\"message\":\"gone\"}}\n"
		"{\"summary\":{\"files\":{\"checked\":1,"));
	ck_assert(pf_str_ends_with(pf_buf_str(&b.out),
		PF_STR("\"unjudged\":0},\"exit_code\":3,\"schema\":1}\n")));
	drop(&b);
}
END_TEST

START_TEST(offers_no_fix_that_would_show_a_secret)
{
	struct bench b;

	load(&b, "p.yaml",
		"apiVersion: v1\nkind: Pod\nspec:\n  env: [{name: A_TOKEN, value: 12345}]\n");
	fix(&b, find(&b, &rule_a, "12345"), "12345", "\"12345\"");
	ck_assert_ptr_null(strstr(json_of(&b, 1), "12345\""));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "\"fixable\":{\"safe\":0,\"unsafe\":0}"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "\"fixes\":[]"));
	drop(&b);
}
END_TEST

UNIT_TESTS(writes_every_key_in_its_order, writes_null_where_there_is_nothing_to_name,
	lists_skipped_files_and_errors, writes_a_flat_record_a_line,
	offers_no_fix_that_would_show_a_secret)
