/* SPDX-License-Identifier: Apache-2.0 */

/* Ids of findings: what may happen to a file without changing one, and what may not. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "harness.h"
#include "unit.h"

#define IDS_MAX 64

/* Rules and ids of a run, sorted. */
struct ids {
	char text[IDS_MAX][128];
	size_t n;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static struct ids ids_of(const struct pf_input *inputs, size_t n, const char *home)
{
	struct pf_settings settings = harness_settings("all");
	struct pf_run *run;
	const struct pf_result *result;
	struct ids ids = {.n = 0};

	settings.home = pf_str_from(home);
	run = pf_lint(&settings, inputs, n);
	result = pf_run_result(run);
	ck_assert_uint_le(result->nfindings, IDS_MAX);
	for (size_t i = 0; i < result->nfindings; i++)
		(void)snprintf(ids.text[ids.n++], sizeof(ids.text[0]), "%s %s",
			result->findings[i]->rule->name, result->findings[i]->id);
	qsort(ids.text, ids.n, sizeof(ids.text[0]), by_text);
	pf_run_free(run);
	return ids;
}

static struct ids ids_in(const char *path, const char *text)
{
	struct pf_input input = {.path = pf_str_from(path), .bytes = pf_str_from(text)};

	return ids_of(&input, 1, "");
}

static void assert_same(const struct ids *got, const struct ids *want)
{
	ck_assert_uint_eq(got->n, want->n);
	for (size_t i = 0; i < got->n; i++)
		ck_assert_str_eq(got->text[i], want->text[i]);
}

#define POD \
	"apiVersion: v1\n" \
	"kind: Pod\n" \
	"metadata:\n" \
	"  name: web\n" \
	"  namespace: shop\n" \
	"spec:\n" \
	"  containers:\n" \
	"  - name: web\n" \
	"    image: nginx:latest\n" \
	"    env:\n" \
	"    - name: A\n" \
	"      value: $(B)\n" \
	"  - name: side\n" \
	"    image: busybox\n"

static void assert_ids_of_pod(const char *text)
{
	struct ids want = ids_in("a.yaml", POD), got = ids_in("a.yaml", text);

	ck_assert_uint_ge(want.n, 7);
	assert_same(&got, &want);
}

START_TEST(lines_and_comments_that_come_between_change_no_id)
{
	assert_ids_of_pod("# a comment\n\n---\n\n" POD);
	assert_ids_of_pod("apiVersion: v1\nkind: Pod\n\n\nmetadata:   # here\n  name: web\n\n"
			  "  namespace: shop\nspec:\n  # two of them\n  containers:\n"
			  "  - name: web   # the first\n    image: nginx:latest\n\n    env:\n"
			  "    # none\n    - name: A\n      value: $(B)\n"
			  "  - name: side\n    image: busybox\n# the end\n");
}
END_TEST

START_TEST(the_order_of_items_and_keys_changes_no_id)
{
	assert_ids_of_pod(
		"kind: Pod\nspec:\n  containers:\n"
		"  - image: busybox\n    name: side\n"
		"  - env:\n    - value: $(B)\n      name: A\n    image: nginx:latest\n"
		"    name: web\nmetadata:\n  namespace: shop\n  name: web\napiVersion: v1\n");
}
END_TEST

START_TEST(another_style_changes_no_id)
{
	assert_ids_of_pod(
		"apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: 'shop'}\nspec: {\n"
		"containers: [{name: \"web\", image: nginx:latest, env: [{name: A, value: "
		"$(B)}]},\n"
		"{name: side, image: busybox}]}\n");
	assert_ids_of_pod("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": "
			  "\"web\", \"namespace\": \"shop\"}, \"spec\": {\"containers\": [\n"
			  "{\"name\": \"web\", \"image\": \"nginx:latest\", \"env\": [{\"name\": "
			  "\"A\", \"value\": \"$(B)\"}]},\n{\"name\": \"side\", \"image\": "
			  "\"busybox\"}]}}\n");
}
END_TEST

START_TEST(line_breaks_and_marks_change_no_id)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "\xEF\xBB\xBF");
	for (const char *c = POD; *c; c++) {
		if (*c == '\n')
			pf_buf_addc(&text, '\r');
		pf_buf_addc(&text, *c);
	}
	assert_ids_of_pod(text.ptr);
}
END_TEST

START_TEST(an_object_may_move_to_another_file_or_document)
{
	struct ids want = ids_in("a.yaml", POD), got = ids_in("far/away/b.yml", POD);

	assert_same(&got, &want);
	got = ids_in("a.yaml",
		"apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: "
		"{name: web, namespace: shop}, spec: {containers: [{name: web, image: "
		"'nginx:latest', env: [{name: A, value: $(B)}]}, {name: side, image: "
		"busybox}]}}\n");
	assert_same(&got, &want);
}
END_TEST

START_TEST(another_name_is_another_id)
{
	struct ids a = ids_in("a.yaml", POD);
	struct ids b = ids_in("a.yaml",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop}\nspec: "
		"{containers: [{name: web, image: nginx:latest, env: [{name: A, value: $(B)}]},"
		" {name: side, image: busybox}]}\n");

	ck_assert_uint_eq(a.n, b.n);
	for (size_t i = 0; i < a.n; i++)
		ck_assert_str_ne(a.text[i], b.text[i]);
}
END_TEST

/* `n` Pods of one name with a moving tag: findings that are all the same. */
static struct ids ids_of_equals(size_t n)
{
	struct pf_input inputs[4];

	for (size_t i = 0; i < n; i++)
		inputs[i] = (struct pf_input){.path = i == 0 ? PF_STR("a.yaml")
				: i == 1                     ? PF_STR("b.yaml")
							     : PF_STR("c.yaml"),
			.bytes = PF_STR("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
					"spec: {containers: [{name: c, image: nginx}]}\n")};
	return ids_of(inputs, n, "");
}

static size_t count_shared(const struct ids *a, const struct ids *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		n += bsearch(a->text[i], b->text, b->n, sizeof(b->text[0]), by_text) != NULL;
	return n;
}

/* One more of the same kind is one new id, and one less takes one away. */
START_TEST(equal_findings_are_told_apart_by_their_number)
{
	struct ids one = ids_of_equals(1), two = ids_of_equals(2), three = ids_of_equals(3);

	for (size_t i = 1; i < three.n; i++)
		ck_assert_str_ne(three.text[i - 1], three.text[i]);
	ck_assert_uint_eq(count_shared(&one, &two), one.n);
	ck_assert_uint_eq(count_shared(&two, &three), two.n);
}
END_TEST

START_TEST(a_dockerfile_has_one_id_from_every_folder)
{
	struct pf_input input = {.path = PF_STR("src/Dockerfile"),
		.bytes = PF_STR("FROM alpine:3.20\nWORKDIR src\n"),
		.dockerfile = true};
	struct ids want = ids_of(&input, 1, ""), got;

	ck_assert_uint_ge(want.n, 1);
	ck_assert_int_eq(chdir("/usr/bin"), 0);
	input.path = PF_STR("Dockerfile");
	got = ids_of(&input, 1, "../../usr");
	ck_assert_str_ne(got.text[0], want.text[0]);
	input.path = PF_STR("../lib/src/Dockerfile");
	got = ids_of(&input, 1, "../lib");
	assert_same(&got, &want);
	input.path = PF_STR("deploy/src/Dockerfile");
	got = ids_of(&input, 1, "deploy");
	assert_same(&got, &want);
	input.path = PF_STR("/srv/shop/src/Dockerfile");
	got = ids_of(&input, 1, "/srv/shop");
	assert_same(&got, &want);
	input.path = PF_STR("Dockerfile");
	got = ids_of(&input, 1, "");
	ck_assert_str_ne(got.text[0], want.text[0]);
}
END_TEST

START_TEST(a_dockerfile_may_gain_lines_and_blanks)
{
	struct pf_input input = {.path = PF_STR("Dockerfile"),
		.bytes = PF_STR("FROM alpine:3.20 AS run\nWORKDIR src\n"),
		.dockerfile = true};
	struct ids want = ids_of(&input, 1, ""), got;

	input.bytes = PF_STR("# syntax=docker/dockerfile:1\n\nfrom alpine:3.20 as run\n"
			     "RUN true\nworkdir \\\n  src\n");
	got = ids_of(&input, 1, "");
	assert_same(&got, &want);
}
END_TEST

UNIT_TESTS(lines_and_comments_that_come_between_change_no_id,
	the_order_of_items_and_keys_changes_no_id, another_style_changes_no_id,
	line_breaks_and_marks_change_no_id, an_object_may_move_to_another_file_or_document,
	another_name_is_another_id, equal_findings_are_told_apart_by_their_number,
	a_dockerfile_has_one_id_from_every_folder, a_dockerfile_may_gain_lines_and_blanks)
