/* SPDX-License-Identifier: Apache-2.0 */

/* A run as a whole: what is a manifest, what is said, in what order, under what id. */

#include "engine/engine.h"

#include <stdlib.h>

#include "base/buf.h"
#include "harness.h"
#include "unit.h"

#define POD \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n" \
	"  - name: web\n    image: nginx:latest\n"

static struct pf_run *run;
static const struct pf_result *result;

static void lint_with(const struct pf_settings *settings, const struct pf_input *inputs, size_t n)
{
	run = pf_lint(settings, inputs, n);
	result = pf_run_result(run);
}

static void lint(const char *rules, const char *text)
{
	struct pf_settings settings = harness_settings(rules);
	struct pf_input input = {.path = PF_STR("a.yaml"), .bytes = pf_str_from(text)};

	lint_with(&settings, &input, 1);
}

static void assert_rules(const char *const *names, size_t n)
{
	ck_assert_uint_eq(result->nfindings, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_str_eq(result->findings[i]->rule->name, names[i]);
	pf_run_free(run);
}

#define ASSERT_RULES(...) \
	do { \
		const char *const names[] = {__VA_ARGS__}; \
\
		assert_rules(names, sizeof(names) / sizeof(names[0])); \
	} while (0)

static void assert_silent(void)
{
	ck_assert_uint_eq(result->nfindings, 0);
	pf_run_free(run);
}

START_TEST(findings_stand_in_the_order_of_the_text)
{
	lint("run-as-root,latest-tag", POD);
	ck_assert_uint_eq(result->objects, 1);
	ck_assert_uint_eq(result->count[PF_WARNING], 2);
	ASSERT_RULES("run-as-root", "latest-tag");
}
END_TEST

START_TEST(a_broken_document_hides_no_other)
{
	lint("latest-tag", "apiVersion: v1\nkind: [\n---\n" POD);
	ASSERT_RULES("latest-tag");
}
END_TEST

START_TEST(items_of_a_list_are_objects)
{
	lint("latest-tag",
		"apiVersion: v1\nkind: List\nitems:\n"
		"- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: "
		"[{name: a, image: nginx}]}}\n"
		"- {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: "
		"[{name: b, image: nginx}]}}\n");
	ck_assert_uint_eq(result->objects, 2);
	ck_assert(pf_str_eq(result->findings[1]->pointer,
		PF_STR("/items/1/spec/containers/0/image")));
	ck_assert_str_ne(result->findings[0]->id, result->findings[1]->id);
	ASSERT_RULES("latest-tag", "latest-tag");
}
END_TEST

START_TEST(other_yaml_is_no_business_of_ours)
{
	lint("all", "name: CI\non: [push]\njobs: {}\n");
	ck_assert_uint_eq(result->files_checked, 0);
	ck_assert_uint_eq(result->nskipped, 1);
	ck_assert_int_eq(result->skipped[0].reason, PF_SKIP_NOT_KUBERNETES);
	assert_silent();
	lint("all", "a: [\n");
	assert_silent();
}
END_TEST

START_TEST(templates_are_skipped_and_said_once_a_chart)
{
	struct pf_settings settings = harness_settings("all");
	struct pf_input inputs[] = {
		{.path = PF_STR("chart/templates/a.yaml"),
			.bytes = PF_STR("kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n")},
		{.path = PF_STR("chart/templates/x/b.yaml"),
			.bytes = PF_STR("kind: Pod\n{{- if .Values.x }}\na: b\n{{- end }}\n")},
		{.path = PF_STR("chart/values.yaml"), .bytes = PF_STR("name: x\n")},
	};

	lint_with(&settings, inputs, 3);
	ck_assert_uint_eq(result->nskipped, 3);
	ck_assert_int_eq(result->skipped[0].reason, PF_SKIP_TEMPLATE);
	ck_assert_int_eq(result->skipped[1].reason, PF_SKIP_TEMPLATE);
	ASSERT_RULES("unrendered-template");
}
END_TEST

START_TEST(ids_survive_edits_elsewhere)
{
	char id[33];

	lint("latest-tag", POD);
	memcpy(id, result->findings[0]->id, sizeof(id));
	pf_run_free(run);
	lint("latest-tag",
		"# a comment\n\napiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: b}}\n"
		"spec:\n  containers:\n  - {name: first, image: 'a:1'}\n"
		"  - name: web\n    env: []\n    image: nginx:latest\n");
	ck_assert_str_eq(result->findings[0]->id, id);
	pf_run_free(run);
}
END_TEST

START_TEST(what_aliases_bring_to_one_place_is_said_once)
{
	lint("invalid-enum-value",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n"
		"  - {name: a, image: 'a:1', imagePullPolicy: &p always}\n"
		"  - {name: b, image: 'a:1', imagePullPolicy: *p}\n");
	ASSERT_RULES("invalid-enum-value");
}
END_TEST

START_TEST(equal_findings_have_ids_of_their_own)
{
	lint("latest-tag", POD "---\n" POD);
	ck_assert_str_ne(result->findings[0]->id, result->findings[1]->id);
	ASSERT_RULES("latest-tag", "latest-tag");
}
END_TEST

START_TEST(the_better_word_silences_the_other)
{
	lint("missing-resources,missing-memory-limit", POD);
	ASSERT_RULES("missing-resources");
	lint("missing-memory-limit", POD);
	ASSERT_RULES("missing-memory-limit");
}
END_TEST

START_TEST(little_is_dropped_below_the_least_severity)
{
	struct pf_settings settings = harness_settings("latest-tag");
	struct pf_input input = {.path = PF_STR("a.yaml"), .bytes = PF_STR(POD)};

	settings.min_severity = PF_ERROR;
	lint_with(&settings, &input, 1);
	assert_silent();
	harness_severity()[harness_place("latest-tag")] = PF_ERROR;
	lint_with(&settings, &input, 1);
	ASSERT_RULES("latest-tag");
}
END_TEST

START_TEST(options_change_what_a_rule_says)
{
	struct pf_settings settings = harness_settings("run-as-root");
	struct pf_option_value value = {.rule = harness_rule("run-as-root"),
		.name = PF_STR("user-namespaces"),
		.value = PF_STR("true")};
	struct pf_input input = {
		.path = PF_STR("a.yaml"), .bytes = PF_STR(POD "  hostUsers: false\n")};

	lint_with(&settings, &input, 1);
	ASSERT_RULES("run-as-root");
	settings.profile.options = &value;
	settings.profile.noptions = 1;
	lint_with(&settings, &input, 1);
	assert_silent();
}
END_TEST

START_TEST(unreadable_files_are_errors_not_findings)
{
	struct pf_settings settings = harness_settings("all");
	struct pf_input input = {.path = PF_STR("gone.yaml"), .os_path = "/nonexistent/gone.yaml"};

	lint_with(&settings, &input, 1);
	ck_assert_uint_eq(result->files_failed, 1);
	ck_assert_uint_eq(result->nerrors, 1);
	ck_assert_int_eq(result->errors[0].kind, PF_RUN_ERROR_IO);
	assert_silent();
}
END_TEST

START_TEST(context_is_known_and_not_linted)
{
	struct pf_settings settings = harness_settings("latest-tag,missing-memory-limit");
	struct pf_input inputs[] = {
		{.path = PF_STR("a/pod.yaml"), .bytes = PF_STR(POD)},
		{.path = PF_STR("b/range.yaml"),
			.bytes = PF_STR(
				"apiVersion: v1\nkind: LimitRange\nmetadata: {name: a}\n"
				"spec: {limits: [{type: Container, default: {memory: 1Gi}}]}\n"
				"---\n" POD),
			.context = true},
	};

	lint_with(&settings, inputs, 2);
	ck_assert_uint_eq(result->objects, 1);
	ASSERT_RULES("latest-tag");
}
END_TEST

/* Thousands of documents in one file, so that chunks are shared out. */
START_TEST(any_number_of_threads_says_the_same)
{
	struct pf_buf text = PF_BUF_INIT;
	struct pf_settings settings = harness_settings("all");
	struct pf_input input = {.path = PF_STR("a.yaml")};
	struct pf_run *alone;
	const struct pf_result *one;

	for (int i = 0; i < 6000; i++)
		pf_buf_add_lit(&text, "---\n" POD);
	input.bytes = pf_buf_str(&text);
	alone = pf_lint(&settings, &input, 1);
	one = pf_run_result(alone);
	settings.limits.jobs = 4;
	lint_with(&settings, &input, 1);
	ck_assert_uint_gt(one->nfindings, 6000);
	ck_assert_uint_eq(one->nfindings, result->nfindings);
	for (size_t i = 0; i < one->nfindings; i++) {
		ck_assert_str_eq(one->findings[i]->id, result->findings[i]->id);
		ck_assert_uint_eq(one->findings[i]->at.start, result->findings[i]->at.start);
		ck_assert_uint_eq(one->findings[i]->document->index,
			result->findings[i]->document->index);
	}
	pf_run_free(alone);
	pf_run_free(run);
	pf_buf_release(&text);
}
END_TEST

/* `---` and `...` by turns, so that no piece holds too many on its own. */
START_TEST(the_documents_of_a_file_are_bounded)
{
	struct pf_settings settings = harness_settings("latest-tag");
	struct pf_buf text = PF_BUF_INIT;
	struct pf_input input = {.path = PF_STR("a.yaml")};
	const struct pf_file *file;
	size_t n, faults;

	pf_buf_add_lit(&text, POD);
	for (uint32_t i = 1; i < PF_YAML_MAX_DOCUMENTS; i += 2)
		pf_buf_add_lit(&text, "---\na\n...\nb\n");
	pf_buf_add_lit(&text, "---\n" POD);
	input.bytes = pf_buf_str(&text);
	for (size_t jobs = 1; jobs <= 2; jobs++) {
		settings.limits.jobs = jobs;
		lint_with(&settings, &input, 1);
		ck_assert_uint_eq(result->objects, 1);
		ck_assert_uint_eq(result->nfindings, 1);
		file = result->findings[0]->at.file;
		n = faults = 0;
		for (size_t i = 0; i < file->nparts; i++) {
			for (size_t k = 0; k < file->parts[i].len; k++, n++)
				faults += file->parts[i].ptr[k].fault != NULL;
		}
		ck_assert_uint_eq(n, PF_YAML_MAX_DOCUMENTS + 1);
		ck_assert_uint_eq(faults, 1);
		pf_run_free(run);
	}
	pf_buf_release(&text);
}
END_TEST

static void add_many_containers(struct pf_buf *text)
{
	pf_buf_add_lit(text,
		"---\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
		"  - {name: web, image: nginx}\n");
	for (int i = 1; i < 150; i++)
		pf_buf_addf(text, "  - {name: web-%d, image: nginx}\n", i);
}

START_TEST(findings_are_bounded_and_the_first_are_kept)
{
	struct pf_settings settings = harness_settings("latest-tag");
	struct pf_buf text = PF_BUF_INIT;
	struct pf_input inputs[2];
	char last[33];

	settings.limits.findings = 1000;
	for (int i = 0; i < 7; i++)
		add_many_containers(&text);
	inputs[0] = (struct pf_input){.path = PF_STR("a.yaml"), .bytes = pf_buf_str(&text)};
	inputs[1] = (struct pf_input){.path = PF_STR("b.yaml"), .bytes = PF_STR(POD)};
	for (size_t jobs = 1; jobs <= 2; jobs++) {
		settings.limits.jobs = jobs;
		lint_with(&settings, inputs, 2);
		ck_assert_uint_eq(result->nfindings, 1000);
		ck_assert_uint_eq(result->nerrors, 1);
		ck_assert_int_eq(result->errors[0].kind, PF_RUN_ERROR_LIMIT);
		if (jobs > 1)
			ck_assert_str_eq(result->findings[999]->id, last);
		memcpy(last, result->findings[999]->id, sizeof(last));
		pf_run_free(run);
	}
	pf_buf_release(&text);
}
END_TEST

START_TEST(past_the_deadline_nothing_is_linted_and_the_result_says_so)
{
	struct pf_progress progress = {0};
	struct pf_settings settings = harness_settings("latest-tag");
	struct pf_input inputs[] = {
		{.path = PF_STR("a.yaml"), .bytes = PF_STR(POD)},
		{.path = PF_STR("b.yaml"), .bytes = PF_STR(POD)},
		{.path = PF_STR("known.yaml"), .bytes = PF_STR(POD), .context = true},
	};

	settings.progress = &progress;
	settings.limits.deadline = 1;
	settings.limits.seconds = 7;
	lint_with(&settings, inputs, 3);
	ck_assert_uint_eq(result->files_checked, 0);
	ck_assert_uint_eq(result->nerrors, 1);
	ck_assert_int_eq(result->errors[0].kind, PF_RUN_ERROR_LIMIT);
	ck_assert(pf_str_eq(result->errors[0].message,
		PF_STR("stopped after 7 s: 2 of 2 files are not linted")));
	assert_silent();
}
END_TEST

START_TEST(progress_ends_where_all_is_done)
{
	struct pf_progress progress = {0};
	struct pf_settings settings = harness_settings("latest-tag");
	struct pf_input input = {.path = PF_STR("a.yaml"), .bytes = PF_STR(POD)};

	settings.progress = &progress;
	lint_with(&settings, &input, 1);
	ck_assert_int_eq(atomic_load(&progress.phase), PF_PHASE_LINTING);
	ck_assert_uint_gt(atomic_load(&progress.total), 0);
	ck_assert_uint_eq(atomic_load(&progress.done), atomic_load(&progress.total));
	ASSERT_RULES("latest-tag");
}
END_TEST

START_TEST(what_rules_quote_is_cut)
{
	struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "apiVersion: v1\nkind: Pod\nmetadata: {name: ");
	pf_buf_repeat(&text, 'n', 5000);
	pf_buf_add_lit(&text, "}\nspec: {containers: [{name: ");
	pf_buf_repeat(&text, 'c', 5000);
	pf_buf_add_lit(&text, ", image: nginx}]}\n");
	lint("run-as-root", text.ptr);
	ck_assert_uint_eq(result->nfindings, 1);
	ck_assert_uint_eq(result->findings[0]->object->name.len, 1024);
	ck_assert_uint_lt(result->findings[0]->message.len, 1024);
	pf_run_free(run);
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(past_the_deadline_nothing_is_linted_and_the_result_says_so,
	progress_ends_where_all_is_done, findings_are_bounded_and_the_first_are_kept,
	what_rules_quote_is_cut, the_documents_of_a_file_are_bounded,
	findings_stand_in_the_order_of_the_text, a_broken_document_hides_no_other,
	items_of_a_list_are_objects, other_yaml_is_no_business_of_ours,
	templates_are_skipped_and_said_once_a_chart, ids_survive_edits_elsewhere,
	what_aliases_bring_to_one_place_is_said_once, equal_findings_have_ids_of_their_own,
	the_better_word_silences_the_other, little_is_dropped_below_the_least_severity,
	options_change_what_a_rule_says, unreadable_files_are_errors_not_findings,
	context_is_known_and_not_linted, any_number_of_threads_says_the_same)
