/* SPDX-License-Identifier: Apache-2.0 */

/* Which files are manifests, which are skipped and why, and who speaks for a chart. */

#include "engine/run_internal.h"

#include "base/buf.h"
#include "harness.h"
#include "unit.h"

#define POD "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
#define TEMPLATE "kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n"

static struct pf_run *run;

static struct pf_input file(const char *path, const char *text)
{
	return (struct pf_input){.path = pf_str_from(path), .bytes = pf_str_from(text)};
}

static void take(const struct pf_input *inputs, size_t n)
{
	static struct pf_settings all;

	all = harness_settings("");
	run = pf_lint(&all, inputs, n);
}

static void take_one(const char *path, const char *text)
{
	struct pf_input input = file(path, text);

	take(&input, 1);
}

static void assert_checked(const char *path, const char *text)
{
	take_one(path, text);
	ck_assert_msg(!run->files[0]->skipped, "%s", text);
	pf_run_free(run);
}

static void assert_skipped(const char *path, const char *text, enum pf_skip_reason reason)
{
	take_one(path, text);
	ck_assert_msg(run->files[0]->skipped && run->files[0]->reason == reason, "%s", text);
	pf_run_free(run);
}

START_TEST(braces_in_scalars_and_comments_make_no_template)
{
	assert_checked("a.yaml", POD "# {{ .Values.x }}\n");
	assert_checked("a.yaml", POD "data:\n  a: |\n    {{ .Values.x }}\n    {{- end }}\n");
	assert_checked("a.yaml", POD "data: {a: '{{ .Values.x }}', b: \"{{ y }}\"}\n");
	assert_checked("a.yaml", POD "data:\n  a: x {{ y }} z\n");
	assert_skipped("a.yaml", TEMPLATE, PF_SKIP_TEMPLATE);
	assert_skipped("a.yaml", POD "{{- if .Values.x }}\nspec: {}\n{{- end }}\n",
		PF_SKIP_TEMPLATE);
}
END_TEST

START_TEST(what_is_broken_counts_where_it_looks_like_a_manifest)
{
	assert_checked("a.yaml", "apiVersion: v1\nkind: [\n");
	assert_checked("a.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"");
	assert_checked("a.yaml", "a: [\n---\n" POD);
	assert_skipped("a.yaml", "a: [\n", PF_SKIP_NOT_KUBERNETES);
	assert_skipped("a.yaml", "x:\n  kind: [\n", PF_SKIP_NOT_KUBERNETES);
	assert_skipped("values.yaml", "a: {{ x }}\n", PF_SKIP_NOT_KUBERNETES);
	assert_skipped("a.yaml", "", PF_SKIP_NOT_KUBERNETES);
	assert_skipped("a.yaml", "# nothing\n---\n", PF_SKIP_NOT_KUBERNETES);
}
END_TEST

START_TEST(a_kustomization_needs_no_kind)
{
	assert_checked("x/kustomization.yaml", "resources: [a.yaml]\n");
	assert_checked("kustomization.yml", "resources: [\n");
	assert_skipped("x/other.yaml", "resources: [a.yaml]\n", PF_SKIP_NOT_KUBERNETES);
}
END_TEST

START_TEST(a_template_hides_no_other_document_of_its_file)
{
	take_one("a.yaml", POD "---\n" TEMPLATE "---\na: b: c\n");
	ck_assert(!run->files[0]->skipped && run->files[0]->file.templated);
	ck_assert(run->files[0]->file.partly);
	ck_assert_ptr_nonnull(run->files[0]->file.template);
	pf_run_free(run);
	assert_skipped("a.yaml", TEMPLATE "---\n{{/*\n---\n" POD "---\n*/}}\n", PF_SKIP_TEMPLATE);
	assert_skipped("a.yaml", TEMPLATE "---\n{#\n---\n" POD "---\n#}\n", PF_SKIP_TEMPLATE);
	assert_checked("a.yaml", TEMPLATE "---\n{{- /* why */}}\n---\n" POD);
}
END_TEST

START_TEST(the_first_linted_template_speaks_for_its_chart)
{
	struct pf_input inputs[] = {
		file("chart/templates/a.yaml", TEMPLATE),
		file("chart/templates/b.yaml", TEMPLATE),
		file("chart/templates/x/c.yaml", TEMPLATE),
		file("other/d.yaml", TEMPLATE),
	};

	inputs[0].context = true;
	take(inputs, 4);
	ck_assert_ptr_null(run->files[0]->file.template);
	ck_assert_ptr_nonnull(run->files[1]->file.template);
	ck_assert_uint_eq(run->files[1]->file.ntemplates, 2);
	ck_assert_ptr_null(run->files[2]->file.template);
	ck_assert_uint_eq(run->files[3]->file.ntemplates, 1);
	pf_run_free(run);
}
END_TEST

START_TEST(context_is_in_no_count)
{
	struct pf_input inputs[] = {
		file("a.yaml", POD),
		file("b.yaml", POD),
		file("c.yaml", "name: CI\n"),
		file("d.yaml", TEMPLATE),
	};
	const struct pf_result *result;

	for (size_t i = 1; i < 4; i++)
		inputs[i].context = true;
	take(inputs, 4);
	result = pf_run_result(run);
	ck_assert_uint_eq(result->files_checked, 1);
	ck_assert_uint_eq(result->files_skipped, 0);
	ck_assert_uint_eq(result->nskipped, 0);
	ck_assert_uint_eq(result->objects, 1);
	pf_run_free(run);
}
END_TEST

START_TEST(context_that_cannot_be_read_is_an_error)
{
	struct pf_input input = {
		.path = PF_STR("gone.yaml"), .os_path = "/nonexistent/gone.yaml", .context = true};

	take(&input, 1);
	ck_assert_uint_eq(pf_run_result(run)->nerrors, 1);
	ck_assert_uint_eq(pf_run_result(run)->files_failed, 1);
	pf_run_free(run);
}
END_TEST

START_TEST(documents_and_objects_of_all_chunks_know_their_file)
{
	enum { DOCUMENTS = 12000 };
	struct pf_input input = {.path = PF_STR("a.yaml")};
	struct pf_settings many = harness_settings("");
	struct pf_buf text = PF_BUF_INIT;
	uint32_t index = 0;

	for (int i = 0; i < DOCUMENTS; i++)
		pf_buf_add_lit(&text, "---\n" POD);
	input.bytes = pf_buf_str(&text);
	many.limits.jobs = 3;
	run = pf_lint(&many, &input, 1);
	ck_assert_uint_gt(run->files[0]->nchunks, 1);
	for (size_t i = 0; i < run->files[0]->nchunks; i++) {
		const struct pf_chunk_of_file *chunk = &run->files[0]->chunks[i];

		ck_assert_uint_eq(chunk->objects.len, chunk->documents.len);
		for (size_t k = 0; k < chunk->objects.len; k++) {
			const struct pf_document *document = chunk->objects.ptr[k].document;

			ck_assert_ptr_eq(document, &chunk->documents.ptr[k]);
			ck_assert_ptr_eq(pf_file_of(document), &run->files[0]->file);
			ck_assert_uint_eq(document->index, index++);
		}
	}
	ck_assert_uint_eq(index, DOCUMENTS);
	ck_assert_uint_eq(pf_run_result(run)->objects, DOCUMENTS);
	pf_run_free(run);
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(braces_in_scalars_and_comments_make_no_template,
	what_is_broken_counts_where_it_looks_like_a_manifest, a_kustomization_needs_no_kind,
	a_template_hides_no_other_document_of_its_file,
	the_first_linted_template_speaks_for_its_chart, context_is_in_no_count,
	context_that_cannot_be_read_is_an_error,
	documents_and_objects_of_all_chunks_know_their_file)
