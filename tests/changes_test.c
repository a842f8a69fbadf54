/* SPDX-License-Identifier: Apache-2.0 */

/* Findings that a diff has to do with. */

#include "suppress/changes.h"

#include "base/buf.h"
#include "harness.h"
#include "unit.h"

/* Lines of the findings that are left: "7 9". */
static void assert_lines(const struct pf_input *input, const char *rules, const char *hunks,
	const char *want)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_buf_release) struct pf_buf got = PF_BUF_INIT;
	pf_str text = pf_arena_fmt(&arena, "--- a/%.*s\n+++ b/%.*s\n%s", PF_STR_ARG(input->path),
		PF_STR_ARG(input->path), hunks);
	struct pf_settings settings = harness_settings(rules);
	struct pf_changes changes;
	struct pf_diff diff;
	struct pf_error err = {0};
	struct pf_run *run;
	const struct pf_result *result;

	ck_assert_msg(pf_diff_parse(&arena, text, &diff, &err), "%s", err.msg);
	changes = (struct pf_changes){diff.files, diff.n};
	pf_changes_sort(&changes);
	settings.changes = &changes;
	run = pf_lint(&settings, input, 1);
	result = pf_run_result(run);
	pf_buf_add(&got, PF_STR_EMPTY);
	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_place *at = &result->findings[i]->at;

		pf_buf_addf(&got, "%s%u", i ? " " : "",
			(unsigned)pf_source_pos(&at->file->source, &at->file->lines, at->start,
				PF_BYTES)
				.line);
	}
	ck_assert_msg(pf_str_eq(pf_buf_str(&got), pf_str_from(want)),
		"got '%.*s', want '%s' of\n%s", PF_STR_ARG(pf_buf_str(&got)), want, hunks);
	ck_assert_uint_eq(result->count[PF_WARNING] + result->count[PF_ERROR] +
			result->count[PF_INFO],
		result->nfindings);
	pf_run_free(run);
}

static void assert_yaml(const char *text, const char *rules, const char *hunks, const char *want)
{
	struct pf_input input = {.path = PF_STR("x.yaml"), .bytes = pf_str_from(text)};

	assert_lines(&input, rules, hunks, want);
}

/* Lines 7 and 9 have a container that may run as root. */
#define POD \
	"apiVersion: v1\n" \
	"kind: Pod\n" \
	"metadata:\n" \
	"  name: web\n" \
	"spec:\n" \
	"  containers:\n" \
	"  - name: a\n" \
	"    image: nginx\n" \
	"  - name: b\n" \
	"    image: nginx:1.27\n"

static void assert_pod(const char *hunks, const char *want)
{
	assert_yaml(POD, "missing-resources,latest-tag", hunks, want);
}

START_TEST(a_finding_on_an_added_line_counts)
{
	assert_pod("@@ -8 +8 @@\n-    image: x\n+    image: nginx\n", "8");
	assert_pod("@@ -8,0 +9 @@\n+  - name: b\n", "9");
	assert_pod("@@ -0,0 +1,10 @@\n+\n+\n+\n+\n+\n+\n+\n+\n+\n+\n", "7 8 9");
	assert_pod("@@ -1 +2 @@\n-x\n+kind: Pod\n", "");
}
END_TEST

START_TEST(a_removed_probe_counts_as_a_change_of_its_container)
{
	assert_pod("@@ -9 +8,0 @@\n-    livenessProbe: {}\n", "7");
	assert_pod("@@ -8 +7,0 @@\n-    livenessProbe: {}\n", "7");
	assert_pod("@@ -11,2 +10,0 @@\n-    livenessProbe:\n-      httpGet: {port: 80}\n", "9");
	assert_pod("@@ -9,1 +8,0 @@\n-    livenessProbe: {} # none\r\n", "7");
}
END_TEST

START_TEST(what_is_gone_from_the_pod_counts_for_its_containers)
{
	assert_pod("@@ -6,2 +5,0 @@\n-  securityContext:\n-    runAsNonRoot: true\n", "7 9");
	assert_pod("@@ -11,2 +10,0 @@\n-  securityContext:\n-    runAsNonRoot: true\n", "7 9");
	assert_pod("@@ -5 +4,0 @@\n-  labels: {a: b}\n", "");
}
END_TEST

START_TEST(an_item_that_is_gone_counts_for_its_list_alone)
{
	assert_pod("@@ -11,2 +10,0 @@\n-  - name: c\n-    image: nginx\n", "");
	assert_pod("@@ -9,2 +8,0 @@\n-  - name: c\n-    image: nginx\n", "");
}
END_TEST

START_TEST(what_came_again_is_not_gone)
{
	assert_pod("@@ -8 +8 @@\n-    image: nginx:1.26\n+    image: nginx:1.27\n", "8");
	assert_pod("@@ -10 +10 @@\n-    'image': \"nginx\"\n+    image: nginx:1.27\n", "9");
	assert_pod("@@ -10 +10 @@\n-    image: \"nginx\"\n+    image: nginx:1.27\n", "");
	assert_pod(
		"@@ -10,2 +10 @@\n-    image: x\n-    livenessProbe: {}\n+    image: nginx:1.27\n",
		"9");
	assert_pod("@@ -9,3 +9,2 @@\n-  - name: c\n-    image: x\n-    livenessProbe: {}\n"
		   "+  - name: b\n+    image: nginx:1.27\n",
		"9");
}
END_TEST

START_TEST(blank_lines_and_comments_change_nothing)
{
	assert_pod("@@ -9,3 +8,0 @@\n-\n-    # livenessProbe: {}\n-    \n", "");
}
END_TEST

START_TEST(a_document_that_is_gone_changes_no_other)
{
	assert_pod("@@ -1,3 +0,0 @@\n-apiVersion: v1\n-kind: Pod\n----\n", "");
	assert_pod("@@ -11,3 +10,0 @@\n----\n-apiVersion: v1\n-spec: {}\n", "");
	assert_pod("@@ -11,3 +10,0 @@\n-  restartPolicy: Never\n----\n-kind: x\n", "");
}
END_TEST

START_TEST(comments_in_the_gap_hide_no_owner)
{
	assert_yaml("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n"
		    "    - name: a\n      image: x:1\n\n      # the end\n\n  volumes: []\n",
		"missing-resources", "@@ -10,1 +9,0 @@\n-      livenessProbe: {}\n", "6");
}
END_TEST

START_TEST(what_is_gone_from_a_setting_counts_for_its_container)
{
	static const char *const text =
		"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n"
		"    - name: a\n      image: x:1\n      securityContext:\n        capabilities:\n"
		"          drop:\n            - A\n            - B\n        privileged: false\n"
		"    - name: b\n      image: x:1\n";

	assert_yaml(text, "missing-resources", "@@ -13 +12,0 @@\n-        runAsNonRoot: true\n",
		"6");
	assert_yaml(text, "missing-resources", "@@ -13 +12,0 @@\n-            - ALL\n", "6");
	assert_yaml(text, "missing-resources",
		"@@ -11 +11 @@\n-            - ALL\n+            - A\n", "6");
}
END_TEST

START_TEST(json_is_no_different)
{
	static const char *const text =
		"{\n  \"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"},\n"
		"  \"spec\": {\n    \"containers\": [\n      {\n        \"name\": \"a\",\n"
		"        \"image\": \"x:1\"\n      },\n      {\"name\": \"b\", \"image\": "
		"\"x:1\"}\n    ]\n  }\n}\n";

	assert_yaml(text, "missing-resources",
		"@@ -7,2 +7 @@\n-        \"image\": \"x:1\",\n-        \"livenessProbe\": {}\n"
		"+        \"image\": \"x:1\"\n",
		"5");
	assert_yaml(text, "missing-resources", "@@ -4 +3,0 @@\n-    \"hostname\": \"x\",\n", "5 9");
	assert_yaml(text, "missing-resources", "@@ -9 +8,0 @@\n-      {\"name\": \"c\"},\n", "");
}
END_TEST

START_TEST(any_line_of_a_broken_document_may_have_broken_it)
{
	static const char *const text =
		"apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nspec:\n  a: b\n c: d\n";

	assert_yaml(text, "invalid-yaml", "@@ -4,0 +5 @@\n+kind: Pod\n", "8");
	assert_yaml(text, "invalid-yaml", "@@ -7 +6,0 @@\n-  x: y\n", "8");
	assert_yaml(text, "invalid-yaml", "@@ -1,0 +2 @@\n+kind: Pod\n", "");
	assert_yaml(text, "invalid-yaml", "@@ -2 +1,0 @@\n-x: y\n", "");
}
END_TEST

START_TEST(a_related_place_on_an_added_line_counts)
{
	static const char *const text =
		"apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  selector: {app: a}\n"
		"  ports: [{port: 80}]\n---\napiVersion: v1\nkind: Pod\n"
		"metadata: {name: a, labels: {app: a}}\nspec:\n  containers:\n"
		"  - name: a\n    image: x:1\n    ports: [{containerPort: 80}]\n"
		"    livenessProbe: {tcpSocket: {port: 80}}\n";

	assert_yaml(text, "missing-readiness-probe", "@@ -4,0 +5 @@\n+  selector: {app: a}\n",
		"13");
	assert_yaml(text, "missing-readiness-probe", "@@ -4,0 +6 @@\n+  ports\n", "");
}
END_TEST

START_TEST(a_broken_reference_counts_with_every_change_of_its_object)
{
	static const char pod[] = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n"
				  "  containers:\n  - name: a\n    image: a:1\n    ports:\n"
				  "    - {name: web, containerPort: 80}\n"
				  "    livenessProbe: {httpGet: {port: http}}\n"
				  "    volumeMounts: [{name: data, mountPath: /d}]\n";

	assert_yaml(pod, "undefined-probe-port",
		"@@ -9 +9 @@\n-    - {name: http, containerPort: 80}\n"
		"+    - {name: web, containerPort: 80}\n",
		"10");
	assert_yaml(pod, "undefined-volume", "@@ -12,2 +11,0 @@\n-  volumes:\n-  - name: data\n",
		"11");
	assert_yaml(pod, "undefined-volume,undefined-probe-port,latest-tag", "", "");
	assert_yaml("# a\n---\na: 1\n---\n", "undefined-volume", "@@ -3 +3 @@\n-a: 2\n+a: 1\n", "");
}
END_TEST

START_TEST(another_file_is_no_change_of_this_one)
{
	struct pf_input input = {.path = PF_STR("y.yaml"), .bytes = PF_STR(POD)};

	assert_lines(&input, "missing-resources", "--- a/x.yaml\n+++ b/x.yaml\n@@ -6,0 +7 @@\n+a\n",
		"");
}
END_TEST

START_TEST(numbers_beyond_the_file_do_no_harm)
{
	assert_pod("@@ -2000000000 +2000000000 @@\n-a: b\n+a: b\n", "");
	assert_pod("@@ -12,3 +11,0 @@\n-      a: b\n-    c: d\n-e: f\n", "7 9");
}
END_TEST

static void assert_dockerfile(const char *hunks, const char *want)
{
	struct pf_input input = {.path = PF_STR("Dockerfile"),
		.bytes = PF_STR("FROM a:1 AS build\n"
				"WORKDIR src\n"
				"RUN make && \\\n"
				"  make install\n"
				"\n"
				"FROM b:1\n"
				"WORKDIR src\n"
				"CMD [\"x\"]\n"),
		.dockerfile = true};

	assert_lines(&input, "relative-working-dir", hunks, want);
}

START_TEST(an_instruction_that_is_gone_counts_for_its_stage)
{
	assert_dockerfile("@@ -7 +6,0 @@\n-WORKDIR /app\n", "7");
	assert_dockerfile("@@ -9 +8,0 @@\n-user root\n", "7");
	assert_dockerfile("@@ -6 +5,0 @@\n-USER root\n", "");
	assert_dockerfile("@@ -7 +6,0 @@\n-# WORKDIR /app\n", "");
	assert_dockerfile("@@ -8 +8 @@\n-CMD [\"y\"]\n+CMD [\"x\"]\n", "");
	assert_dockerfile("@@ -4 +3,0 @@\n-  make check && \\\n", "");
}
END_TEST

UNIT_TESTS(a_finding_on_an_added_line_counts, a_removed_probe_counts_as_a_change_of_its_container,
	what_is_gone_from_the_pod_counts_for_its_containers,
	an_item_that_is_gone_counts_for_its_list_alone, what_came_again_is_not_gone,
	blank_lines_and_comments_change_nothing, a_document_that_is_gone_changes_no_other,
	comments_in_the_gap_hide_no_owner, what_is_gone_from_a_setting_counts_for_its_container,
	json_is_no_different, any_line_of_a_broken_document_may_have_broken_it,
	a_related_place_on_an_added_line_counts,
	a_broken_reference_counts_with_every_change_of_its_object,
	another_file_is_no_change_of_this_one, numbers_beyond_the_file_do_no_harm,
	an_instruction_that_is_gone_counts_for_its_stage)
