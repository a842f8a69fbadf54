/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/baseline.h"

#include "unit.h"

#define A "0123456789abcdef0123456789abcdef"
#define B "ffffffffffffffffffffffffffffffff"

#define HEAD "{\n\"schema\": 1,\n\"paths\": [\".\"],\n\"entries\": ["
#define ENTRY(id, rule, path, object) \
	"{\"id\": \"" id "\", \"rule\": \"" rule "\", \"path\": \"" path "\", \"object\": " object \
	"}"

static struct pf_arena arena;
static struct pf_baseline baseline;
static struct pf_error err;

static void assert_str(pf_str got, const char *want)
{
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "got '%.*s', want '%s'", PF_STR_ARG(got),
		want);
}

static void take_from(const char *path, const char *text)
{
	arena = PF_ARENA_INIT;
	ck_assert_msg(pf_baseline_parse(&arena, pf_str_from(text), pf_str_from(path), &baseline,
			      &err),
		"%s: %s", text, err.msg);
}

static void take(const char *text)
{
	take_from(PF_BASELINE_NAME, text);
}

static void refuse(const char *text, const char *message)
{
	arena = PF_ARENA_INIT;
	ck_assert_msg(!pf_baseline_parse(&arena, pf_str_from(text), PF_STR("b.json"), &baseline,
			      &err),
		"taken: %s", text);
	ck_assert_str_eq(err.msg, message);
	pf_arena_release(&arena);
}

START_TEST(an_entry_says_what_it_is_about_and_where_it_stands)
{
	take(HEAD "\n" ENTRY(A, "latest-tag", "deploy/web.yaml",
		"\"Deployment shop/web\"") ",\n" ENTRY(B, "run-as-root", "src/Dockerfile",
		"null") "\n]\n}\n");
	ck_assert_uint_eq(baseline.n, 2);
	assert_str(baseline.entries[0].id, A);
	assert_str(baseline.entries[0].rule, "latest-tag");
	assert_str(baseline.entries[0].path, "deploy/web.yaml");
	assert_str(baseline.entries[0].object, "Deployment shop/web");
	assert_str(baseline.entries[0].what.path, PF_BASELINE_NAME);
	ck_assert_uint_eq(baseline.entries[0].what.line, 5);
	ck_assert_int_eq(baseline.entries[0].what.by, PF_BY_BASELINE);
	assert_str(baseline.entries[1].object, "");
	ck_assert_uint_eq(baseline.entries[1].what.line, 6);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(lines_are_found_in_whatever_shape_the_file_has)
{
	take("{\"x\": [{\"entries\": [{}]}], \"y\": \"a \\\" {\",\n\"entries\":\n[\n\n{\"id\":\"" A
	     "\",\n\"rule\":\"r\",\"path\":\"p{[\\\\\"},\n"
	     "{\"more\": [{}, {}], \"id\":\"" B "\",\"rule\":\"r\",\"path\":\"p\"}],\"schema\":1}");
	ck_assert_uint_eq(baseline.n, 2);
	ck_assert_uint_eq(baseline.entries[0].what.line, 5);
	ck_assert_uint_eq(baseline.entries[1].what.line, 7);
	pf_arena_release(&arena);
	take("\xef\xbb\xbf{\"schema\":1,\n\"entries\":[{\"id\":\"" A
	     "\",\"rule\":\"r\",\"path\":\"p\"}]}");
	ck_assert_uint_eq(baseline.entries[0].what.line, 2);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(paths_start_from_the_folder_of_the_file)
{
	take_from("ci/known.json",
		HEAD ENTRY(A, "r", "../deploy/web.yaml", "null") "," ENTRY(B, "r", "<stdin>",
			"null") "]}");
	assert_str(baseline.entries[0].shown, "deploy/web.yaml");
	assert_str(baseline.entries[1].shown, "<stdin>");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(an_id_leads_to_all_its_entries)
{
	size_t n;

	take(HEAD ENTRY(B, "r", "a", "null") "," ENTRY(A, "r", "a", "null") "," ENTRY(B, "r", "c",
		"null") "]}");
	ck_assert_ptr_eq(pf_baseline_find(&baseline, PF_STR(A), &n)[0], &baseline.entries[1]);
	ck_assert_uint_eq(n, 1);
	ck_assert_ptr_eq(pf_baseline_find(&baseline, PF_STR(B), &n)[0], &baseline.entries[0]);
	ck_assert_uint_eq(n, 2);
	ck_assert_ptr_null(pf_baseline_find(&baseline, PF_STR("11111111111111111111111111111111"),
		&n));
	ck_assert_uint_eq(n, 0);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(a_baseline_without_paths_is_of_its_whole_folder)
{
	take("{\"schema\": 1, \"entries\": []}");
	ck_assert_uint_eq(baseline.n, 0);
	ck_assert_uint_eq(baseline.npaths, 1);
	assert_str(baseline.paths[0], ".");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(a_file_that_is_none_is_refused_with_its_place)
{
	refuse("", "not valid JSON at line 1");
	refuse("{\n\"schema\": 1,\n\"entries\": [,]}", "not valid JSON at line 3");
	refuse("[]", "no baseline of podfit: it has no `schema` number");
	refuse("{\"entries\": []}", "no baseline of podfit: it has no `schema` number");
	refuse("{\"schema\": \"1\", \"entries\": []}",
		"no baseline of podfit: it has no `schema` number");
	refuse("{\"schema\": 2, \"entries\": []}",
		"schema 2 is of a later version of podfit; this one reads schema 1");
	refuse("{\"schema\": 1}", "no baseline of podfit: it has no list `entries`");
	refuse("{\"schema\": 1, \"entries\": {}}",
		"no baseline of podfit: it has no list `entries`");
	refuse("{\"schema\": 1, \"paths\": [1], \"entries\": []}", "an item of `paths` is no path");
}
END_TEST

START_TEST(an_entry_that_is_none_is_refused_with_its_line)
{
	refuse(HEAD "\n1]}", "an item of `entries` is no object");
	refuse(HEAD "\n{}]}", "the entry at line 5 has no `id`");
	refuse(HEAD ENTRY(A, "r", "p", "null") ",\n{\"id\": 7}]}",
		"the entry at line 5 has something else than a string for `id`");
	refuse(HEAD "\n\n" ENTRY(A, "", "p", "null") "]}",
		"the entry at line 6 has an empty `rule`");
	refuse(HEAD ENTRY(A, "r", "p", "[]") "]}",
		"the entry at line 4 has something else than a string for `object`");
	refuse(HEAD ENTRY("ABCDEF", "r", "p", "null") "]}",
		"the `id` of the entry at line 4 is not 32 lower-case hexadecimal digits");
}
END_TEST

START_TEST(a_merge_conflict_is_called_one)
{
	refuse(HEAD "\n<<<<<<< HEAD\n" ENTRY(A, "r", "p", "null") "\n=======\n" ENTRY(B, "r", "p",
		       "null") "\n>>>>>>> topic\n]}",
		"a merge conflict is left at line 5: resolve it, or delete the file and run "
		"'podfit baseline write'");
}
END_TEST

UNIT_TESTS(an_entry_says_what_it_is_about_and_where_it_stands,
	lines_are_found_in_whatever_shape_the_file_has, paths_start_from_the_folder_of_the_file,
	an_id_leads_to_all_its_entries, a_baseline_without_paths_is_of_its_whole_folder,
	a_file_that_is_none_is_refused_with_its_place,
	an_entry_that_is_none_is_refused_with_its_line, a_merge_conflict_is_called_one)
