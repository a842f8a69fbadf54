/* SPDX-License-Identifier: Apache-2.0 */

/* What silences which finding, in runs as a whole. */

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "harness.h"
#include "unit.h"

#define HEAD "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
#define POD HEAD "  - name: web\n    image: nginx:latest\n"

static struct pf_run *run;
static const struct pf_result *result;
static struct pf_settings settings;

static void select_rules(const char *rules)
{
	settings = harness_settings(rules);
}

static void lint_bytes(pf_str bytes, bool dockerfile)
{
	struct pf_input input = {
		.path = PF_STR("a.yaml"), .bytes = bytes, .dockerfile = dockerfile};

	run = pf_lint(&settings, &input, 1);
	result = pf_run_result(run);
}

static void lint(const char *text)
{
	lint_bytes(pf_str_from(text), false);
}

/* "latest-tag:3, unused-suppression:1": what is left, by line; frees the run. */
static void assert_left(const char *expected)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf got = PF_BUF_INIT;

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *f = result->findings[i];
		pf_pos pos = pf_source_pos(&f->at.file->source, &f->at.file->lines, f->at.start,
			PF_BYTES);

		pf_buf_addf(&got, "%s%s:%u", i ? ", " : "", f->rule->name, (unsigned)pos.line);
	}
	pf_buf_addc(&got, '\0');
	ck_assert_str_eq(got.ptr, expected);
	pf_run_free(run);
}

static void assert_message(size_t i, const char *expected)
{
	ck_assert_uint_lt(i, result->nfindings);
	ck_assert_uint_eq(result->findings[i]->message.len, strlen(expected));
	ck_assert_mem_eq(result->findings[i]->message.ptr, expected, strlen(expected));
}

static void assert_file(const char *text, const char *left)
{
	lint(text);
	assert_left(left);
}

START_TEST(a_comment_above_silences_what_is_below)
{
	select_rules("latest-tag,unused-suppression");
	assert_file(HEAD "  # podfit: ignore[latest-tag]\n  - name: a\n    image: a:latest\n"
			 "  - name: b\n    image: b:latest\n",
		"latest-tag:10");
	assert_file(HEAD "  - name: a\n    # podfit: ignore[latest-tag]\n    image: a:latest\n"
			 "  - name: b\n    image: b:latest\n",
		"latest-tag:10");
	assert_file("# podfit: ignore[latest-tag]\n" POD "---\n" POD, "latest-tag:16");
	assert_file("# podfit: ignore[latest-tag]\n---\n" POD "---\n" POD, "latest-tag:17");
	assert_file(POD "# podfit: ignore[latest-tag]\n---\n" POD, "latest-tag:7");
}
END_TEST

START_TEST(a_comment_behind_silences_its_line)
{
	select_rules("latest-tag,unused-suppression");
	assert_file(HEAD "  - name: a\n    image: a:latest # podfit: ignore[latest-tag]\n"
			 "  - name: b\n    image: b:latest\n",
		"latest-tag:9");
	assert_file(HEAD "  - name: a # podfit: ignore[latest-tag]\n    image: a:latest\n",
		"unused-suppression:6, latest-tag:7");
	assert_file(HEAD "  - {name: a, image: a:latest} # podfit: ignore[latest-tag]\n", "");
}
END_TEST

START_TEST(ignore_file_silences_the_file)
{
	select_rules("latest-tag,unused-suppression");
	assert_file("# Copyright\n# podfit: ignore-file[latest-tag]\n" POD "---\n" POD, "");
	assert_file("# podfit: ignore-file[*]\n" POD "---\n" POD, "");
	assert_file("---\n# podfit: ignore-file[*]\n" POD, "");
	assert_file("x: 1\n---\n# podfit: ignore-file[latest-tag]\n" POD,
		"unused-suppression:3, latest-tag:10");
	assert_file(POD "# podfit: ignore-file[latest-tag]\n",
		"latest-tag:7, unused-suppression:8");
}
END_TEST

START_TEST(broken_files_and_templates_can_be_ignored)
{
	select_rules("invalid-yaml,unrendered-template,unused-suppression");
	assert_file("# podfit: ignore-file[invalid-yaml]\napiVersion: v1\nkind: [Pod\n", "");
	assert_file("# podfit: ignore-file[latest-tag]\napiVersion: v1\nkind: [Pod\n",
		"invalid-yaml:3");
	assert_file("# podfit: ignore-file[unrendered-template]\napiVersion: v1\nkind: Pod\n"
		    "metadata:\n  {{ x }}\n",
		"");
}
END_TEST

START_TEST(every_encoding_and_line_break_works)
{
	static const char text[] =
		"\xff\xfe#\0 \0p\0o\0d\0f\0i\0t\0:\0 \0i\0g\0n\0o\0r\0e\0[\0*\0]\0"
		"\n\0";

	select_rules("latest-tag,unused-suppression");
	assert_file("\xef\xbb\xbf# podfit: ignore-file[latest-tag]\r\n" POD, "");
	assert_file(
		"apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: web}\r\nspec:\r\n  containers:\r\n"
		"  # podfit: ignore[latest-tag]\r\n  - name: a\r\n    image: a:latest\r\n"
		"  - name: b\r\n    image: b:latest\t# podfit: ignore[latest-tag]\r\n",
		"");
	settings.input.as_kubernetes = true;
	lint_bytes((pf_str){text, sizeof(text) - 1}, false);
	assert_message(0,
		"this comment silences nothing: nothing that it could be about follows it");
	assert_left("unused-suppression:1");
}
END_TEST

START_TEST(a_list_is_silenced_item_by_item)
{
	select_rules("latest-tag,unused-suppression");
	assert_file("apiVersion: v1\nkind: List\nitems:\n# podfit: ignore[latest-tag]\n"
		    "- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n"
		    "  spec: {containers: [{name: a, image: a:latest}]}\n"
		    "- apiVersion: v1\n  kind: Pod\n"
		    "  metadata: {name: b, annotations: {podfit.dev/ignore: latest-tag}}\n"
		    "  spec: {containers: [{name: a, image: a:latest}]}\n"
		    "- apiVersion: v1\n  kind: Pod\n  metadata: {name: c}\n"
		    "  spec: {containers: [{name: a, image: a:latest}]}\n",
		"latest-tag:16");
}
END_TEST

START_TEST(a_finding_is_silenced_where_it_stands)
{
	select_rules("latest-tag,unused-suppression");
	/* The image stands at its anchor, whoever uses it. */
	assert_file(HEAD "  - name: a\n    image: &i a:latest\n  # podfit: ignore[latest-tag]\n"
			 "  - name: b\n    image: *i\n",
		"latest-tag:7, latest-tag:7, unused-suppression:8");
}
END_TEST

START_TEST(aliases_of_peers_are_names)
{
	select_rules("latest-tag,unused-suppression");
	assert_file("# podfit: ignore[checkov/CKV_K8S_14]\n" POD, "");
	assert_file("# podfit: ignore[ckv_k8s_14] -- yes\n" POD, "");
	lint("# podfit: ignore[image]\n" POD);
	assert_message(0, "suppression of `image`, which is no rule but a group of rules");
	assert_left("unused-suppression:1, latest-tag:8");
	lint("# podfit: ignore[lastest-tag]\n" POD);
	assert_message(0,
		"suppression of `lastest-tag`, which is no rule; did you mean `latest-tag`?");
	assert_left("unused-suppression:1, latest-tag:8");
	lint("# podfit: ignore[latest]\n" POD);
	assert_message(0, "suppression of `latest`, which is no rule; did you mean `latest-tag`?");
	assert_left("unused-suppression:1, latest-tag:8");
	lint("# podfit: ignore[CKV_K8S_68]\n" POD);
	assert_message(0,
		"suppression of `CKV_K8S_68`, a check of another linter that no rule answers to");
	assert_left("unused-suppression:1, latest-tag:8");
	lint("# podfit-ignore: latest-tag\n" POD);
	assert_left("unused-suppression:1, latest-tag:8");
}
END_TEST

START_TEST(an_unused_one_shows_what_it_just_missed)
{
	const struct pf_related *related;

	select_rules("latest-tag,unused-suppression");
	lint(HEAD "  - name: a # podfit: ignore[latest-tag]\n    image: a:latest\n"
		  "  - name: b\n    image: b:latest\n");
	ck_assert_uint_eq(result->nfindings, 3);
	related = result->findings[0]->related;
	ck_assert_ptr_nonnull(related);
	ck_assert_uint_eq(related->at.start, result->findings[1]->at.start);
	ck_assert_ptr_null(related->next);
	pf_run_free(run);
	lint(HEAD "  - name: a # podfit: ignore[latest-tag]\n    image: a:1\n");
	ck_assert_uint_eq(result->nfindings, 1);
	ck_assert_ptr_null(result->findings[0]->related);
	pf_run_free(run);
}
END_TEST

START_TEST(the_star_is_for_files)
{
	select_rules("latest-tag,unused-suppression");
	lint("# podfit: ignore[*]\n" POD);
	assert_message(0, "this comment silences nothing: `*` stands only in `ignore-file`");
	assert_left("unused-suppression:1, latest-tag:8");
}
END_TEST

START_TEST(unused_is_said_only_of_rules_that_ran)
{
	select_rules("latest-tag,unused-suppression");
	assert_file("# podfit: ignore[missing-probes, run-as-root]\n" POD, "latest-tag:8");
	assert_file("# podfit: ignore[unused-suppression]\n" POD, "latest-tag:8");
	assert_file(
		"# podfit: ignore-file[*]\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
		"");
	select_rules("default");
	assert_file(
		"# podfit: ignore-file[*]\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
		"");
	settings.input.whole = true;
	assert_file(
		"# podfit: ignore-file[*]\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
		"unused-suppression:1");
}
END_TEST

START_TEST(rules_about_the_whole_input_are_judged_on_all_of_it)
{
	select_rules("service-link-collision,unused-suppression");
	assert_file("# podfit: ignore[service-link-collision]\n" POD, "");
	settings.input.complete = true;
	assert_file("# podfit: ignore[service-link-collision]\n" POD, "unused-suppression:1");
	select_rules("unprivileged-low-port,unused-suppression");
	assert_file("# podfit: ignore[unprivileged-low-port]\n" POD, "");
	settings.input.complete = true;
	assert_file("# podfit: ignore[unprivileged-low-port]\n" POD, "unused-suppression:1");
}
END_TEST

START_TEST(what_yields_or_is_below_the_least_severity_counts_as_used)
{
	select_rules("invalid-selector,invalid-enum-value,unused-suppression");
	assert_file("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n"
		    "  # podfit: ignore[invalid-selector]\n"
		    "  selector: {matchExpressions: [{key: a, operator: Bad}]}\n",
		"invalid-enum-value:6");
	select_rules("missing-probes,unused-suppression");
	settings.min_severity = PF_WARNING;
	assert_file("# podfit: ignore[missing-probes]\n" POD, "");
}
END_TEST

START_TEST(a_sum_gives_way_to_what_is_left_of_it)
{
	select_rules("missing-probes,missing-liveness-probe,missing-readiness-probe,"
		     "unused-suppression");
	assert_file(HEAD "  - name: a\n    image: a:1\n    ports: [{containerPort: 80}]\n",
		"missing-probes:6");
	assert_file(HEAD "  # podfit: ignore[missing-liveness-probe]\n"
			 "  - name: a\n    image: a:1\n    ports: [{containerPort: 80}]\n",
		"missing-readiness-probe:7");
	assert_file(HEAD "  # podfit: ignore[missing-liveness-probe, missing-readiness-probe]\n"
			 "  - name: a\n    image: a:1\n    ports: [{containerPort: 80}]\n",
		"");
	assert_file(HEAD "  # podfit: ignore[missing-probes]\n"
			 "  - name: a\n    image: a:1\n    ports: [{containerPort: 80}]\n",
		"");
}
END_TEST

START_TEST(all_that_cover_a_finding_are_used)
{
	select_rules("latest-tag,unused-suppression");
	assert_file("# podfit: ignore-file[latest-tag]\n# podfit: ignore[latest-tag]\n"
		    "# podfit: ignore[latest-tag]\n" HEAD "  # podfit: ignore[latest-tag]\n"
		    "  - name: a\n    # podfit: ignore[latest-tag,latest-tag]\n"
		    "    image: a:latest # podfit: ignore[latest-tag]\n",
		"");
}
END_TEST

START_TEST(the_innermost_one_is_shown)
{
	select_rules("latest-tag");
	settings.suppress.show = true;
	lint("# podfit: ignore-file[*] -- file\n" HEAD "  # podfit: ignore[latest-tag] -- item\n"
	     "  - name: a\n    image: a:latest # podfit: ignore[CKV_K8S_14] -- line\n"
	     "  - name: b\n    image: b:latest\n");
	ck_assert_uint_eq(result->nfindings, 2);
	ck_assert(pf_str_eq(result->findings[0]->suppression->reason, PF_STR("line")));
	ck_assert(pf_str_eq(result->findings[0]->suppression->pattern, PF_STR("CKV_K8S_14")));
	ck_assert_uint_eq(result->findings[0]->suppression->line, 9);
	ck_assert(pf_str_eq(result->findings[1]->suppression->reason, PF_STR("file")));
	ck_assert_uint_eq(result->suppressed[PF_BY_COMMENT], 2);
	pf_run_free(run);
}
END_TEST

START_TEST(a_reason_may_be_required)
{
	select_rules("latest-tag,unused-suppression");
	settings.suppress.require_reason = true;
	assert_file("# podfit: ignore[latest-tag] -- upstream\n" POD, "");
	assert_file("# podfit: ignore[latest-tag]\n" POD, "unused-suppression:1, latest-tag:8");
	assert_file("# podfit: ignore-file[latest-tag] --\n" POD,
		"unused-suppression:1, latest-tag:8");
}
END_TEST

#define NOTED(where, what) \
	"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n" where \
	"spec:\n  template:\n    metadata:\n      labels: {app: web}\n" what \
	"    spec:\n      containers:\n      - name: a\n        image: a:latest\n"

START_TEST(annotations_silence_the_object_or_its_template)
{
	select_rules("latest-tag,unused-suppression");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: 'latest-tag, run-as-root'}\n", ""),
		"");
	assert_file(NOTED("", "      annotations: {podfit.dev/ignore: latest-tag}\n"), "");
	lint(NOTED("  annotations: {podfit.dev/ignore: latest-tga}\n", ""));
	assert_message(0,
		"suppression of `latest-tga`, which is no rule; did you mean `latest-tag`?");
	assert_left("unused-suppression:5, latest-tag:13");
	settings.suppress.require_reason = true;
	assert_file(NOTED("  annotations: {podfit.dev/ignore: latest-tag}\n", ""),
		"unused-suppression:5, latest-tag:13");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: latest-tag, "
			  "podfit.dev/ignore-reason: upstream}\n",
			    ""),
		"");
}
END_TEST

START_TEST(annotations_that_nobody_reads_are_reported)
{
	select_rules("latest-tag,unused-suppression");
	lint(NOTED("  labels: {podfit.dev/ignore: latest-tag}\n", ""));
	assert_message(0,
		"this annotation silences nothing: it counts only among the "
		"annotations of an object or of its pod template");
	assert_left("unused-suppression:5, latest-tag:13");
	lint(NOTED("  annotations: {podfit.dev/ignores: latest-tag}\n", ""));
	assert_message(0,
		"this annotation silences nothing: there are only `podfit.dev/ignore` and "
		"`podfit.dev/ignore-reason`");
	assert_left("unused-suppression:5, latest-tag:13");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: true}\n", ""),
		"unused-suppression:5, latest-tag:13");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: }\n", ""),
		"unused-suppression:5, latest-tag:13");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: '*'}\n", ""),
		"unused-suppression:5, latest-tag:13");
}
END_TEST

START_TEST(inline_ones_can_be_switched_off)
{
	select_rules("latest-tag,unused-suppression");
	settings.suppress.no_inline_ignores = true;
	assert_file("# podfit: ignore-file[*]\n# podfit: ignore[x]\n" POD, "latest-tag:9");
	assert_file(NOTED("  annotations: {podfit.dev/ignore: latest-tag}\n", ""), "latest-tag:13");
}
END_TEST

START_TEST(dockerfiles_have_comments_too)
{
	select_rules("invalid-exec-form,unused-suppression");
	lint_bytes(PF_STR("FROM nginx:1.25\nCMD ['nginx']\n"), true);
	assert_left("invalid-exec-form:2");
	lint_bytes(PF_STR("# syntax=docker/dockerfile:1\n# podfit: ignore-file[invalid-exec-form]\n"
			  "FROM nginx:1.25\nCMD ['nginx']\n"),
		true);
	assert_left("");
	lint_bytes(PF_STR("FROM nginx:1.25\n# podfit: ignore[invalid-exec-form] -- why\n\n"
			  "CMD ['nginx']\n"),
		true);
	assert_left("");
	lint_bytes(
		PF_STR("FROM nginx:1.25\nCMD ['nginx' \\\n# podfit: ignore[invalid-exec-form]\n]\n"),
		true);
	assert_left("");
	settings.input.complete = true;
	lint_bytes(PF_STR("# podfit: ignore[invalid-exec-form]\nFROM nginx:1.25\nCMD ['nginx']\n"
			  "# podfit: ignore[invalid-exec-form]\n"),
		true);
	assert_left("unused-suppression:1, invalid-exec-form:3, unused-suppression:4");
	lint_bytes(PF_STR("FROM nginx:1.25\nRUN <<EOF\n# podfit: ignore[no-rule]\nEOF\n"), true);
	assert_left("unused-suppression:3");
	lint_bytes(PF_STR("FROM nginx:1.25\nCOPY <<EOF /a.yaml\n# podfit: ignore[nothing]\nEOF\n"
			  "CMD ['nginx'] # podfit: ignore[invalid-exec-form]\n"),
		true);
	assert_message(1,
		"this comment silences nothing: a Dockerfile has comments "
		"only on lines of their own");
	assert_left("invalid-exec-form:5, unused-suppression:5");
}
END_TEST

/* The configuration. */

static bool its_rules[1024];
static struct pf_file config_file;
static struct pf_arena config_arena;
static pf_str glob;

static struct pf_ignore entry_for(const char *rule)
{
	config_file.source = (struct pf_source){
		.path = PF_STR(".podfit.yaml"), .text = PF_STR("ignores:\n  - {}\n")};
	config_file.lines = pf_lines_of(&config_arena, config_file.source.text);
	config_file.number = PF_NO_FILE;
	ck_assert(pf_rules_named(harness_rules(), pf_str_from(rule), its_rules));
	return (struct pf_ignore){.rules = its_rules,
		.what = {.by = PF_BY_CONFIG, .pattern = pf_str_from(rule)},
		.at = {&config_file, 13, 15}};
}

static void lint_with(const struct pf_ignore *ignore, const char *text)
{
	settings.suppress.ignores = ignore;
	settings.suppress.nignores = 1;
	lint(text);
}

static void assert_with(const struct pf_ignore *ignore, const char *left)
{
	lint_with(ignore, NOTED("  namespace: shop\n", ""));
	assert_left(left);
}

START_TEST(entries_of_the_configuration_match_what_they_name)
{
	struct pf_ignore ignore = entry_for("latest-tag");

	select_rules("latest-tag,unused-suppression");
	assert_with(&ignore, "");
	ignore.kind = PF_STR("Deployment");
	ignore.namespace = PF_STR("sh*");
	ignore.name = PF_STR("w?b");
	ignore.container = PF_STR("a");
	assert_with(&ignore, "");
	ignore.container = PF_STR("b*");
	assert_with(&ignore, "latest-tag:13");
	ignore.container = PF_STR_EMPTY;
	ignore.namespace = PF_STR("other");
	assert_with(&ignore, "latest-tag:13");
	ignore.namespace = PF_STR("default");
	lint_with(&ignore, NOTED("", ""));
	assert_left("");
	ignore = entry_for("run-as-root");
	assert_with(&ignore, "latest-tag:13");
	pf_arena_release(&config_arena);
}
END_TEST

START_TEST(entries_match_by_path)
{
	struct pf_ignore ignore = entry_for("latest-tag");

	select_rules("latest-tag");
	ignore.paths = &glob;
	ignore.npaths = 1;
	glob = PF_STR("**/a.yaml");
	assert_with(&ignore, "");
	glob = PF_STR("b/**");
	assert_with(&ignore, "latest-tag:13");
	pf_arena_release(&config_arena);
}
END_TEST

START_TEST(entries_match_containers_of_every_kind)
{
	struct pf_ignore ignore = entry_for("latest-tag");

	select_rules("latest-tag");
	ignore.container = PF_STR("b");
	lint_with(&ignore,
		"apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n"
		"  containers:\n  - {name: a, image: 'a:latest'}\n"
		"  initContainers:\n  - {name: b, image: 'a:latest'}\n  - {name: c, image: 'a:latest'}\n");
	assert_left("latest-tag:6, latest-tag:9");
	pf_arena_release(&config_arena);
}
END_TEST

START_TEST(entries_that_do_nothing_are_reported_of_the_whole_input)
{
	struct pf_ignore ignore = entry_for("latest-tag");

	select_rules("latest-tag,unused-suppression");
	ignore.kind = PF_STR("Pod");
	assert_with(&ignore, "latest-tag:13");
	settings.input.whole = true;
	lint_with(&ignore, NOTED("", ""));
	assert_message(0, "suppression of `latest-tag` matches nothing");
	ck_assert_ptr_eq(result->findings[0]->at.file, &config_file);
	assert_left("unused-suppression:2, latest-tag:12");
	pf_arena_release(&config_arena);
}
END_TEST

START_TEST(what_has_expired_is_reported_where_it_would_matter)
{
	struct pf_ignore ignore = entry_for("latest-tag");

	select_rules("latest-tag,unused-suppression");
	ignore.expired = true;
	lint_with(&ignore, NOTED("", ""));
	assert_message(0, "suppression of `latest-tag` has expired");
	assert_left("unused-suppression:2, latest-tag:12");
	ignore.kind = PF_STR("Pod");
	assert_with(&ignore, "latest-tag:13");
	settings.input.whole = true;
	assert_with(&ignore, "unused-suppression:2, latest-tag:13");
	pf_arena_release(&config_arena);
}
END_TEST

/* Other tools. */

static void assert_compat(unsigned tools, const char *text, const char *left)
{
	settings.suppress.compat = tools;
	assert_file(text, left);
}

/* With the tool's ways taken over, and as they are without. */
static void assert_only_with(unsigned tool, const char *text, const char *without)
{
	assert_compat(tool, text, "");
	assert_compat(~tool, text, without);
}

START_TEST(kube_linter_silences_objects)
{
	select_rules("latest-tag,unused-suppression");
	assert_only_with(PF_COMPAT_KUBE_LINTER,
		NOTED("  annotations: {ignore-check.kube-linter.io/latest-tag: why}\n", ""),
		"latest-tag:13");
	assert_only_with(PF_COMPAT_KUBE_LINTER,
		NOTED("  annotations: {kube-linter.io/ignore-all: 'false'}\n", ""),
		"latest-tag:13");
	/* It does not look at the template's, and knows no such check. */
	settings.suppress.compat = PF_COMPAT_KUBE_LINTER;
	assert_file(NOTED("", "      annotations: {ignore-check.kube-linter.io/latest-tag: x}\n"),
		"latest-tag:13");
	assert_file(NOTED("  annotations: {ignore-check.kube-linter.io/other: why}\n", ""),
		"latest-tag:13");
	settings.suppress.show = true;
	lint(NOTED("  annotations: {ignore-check.kube-linter.io/latest-tag: why}\n", ""));
	ck_assert_int_eq(result->findings[0]->suppression->by, PF_BY_ANNOTATION);
	ck_assert(pf_str_eq(result->findings[0]->suppression->reason, PF_STR("why")));
	ck_assert(pf_str_eq(result->findings[0]->suppression->pattern, PF_STR("latest-tag")));
	assert_left("latest-tag:13");
}
END_TEST

START_TEST(kube_score_silences_objects_from_their_templates_too)
{
	select_rules("latest-tag,unused-suppression");
	assert_only_with(PF_COMPAT_KUBE_SCORE,
		NOTED("  annotations: {kube-score/ignore: 'x, container-image-tag'}\n", ""),
		"latest-tag:13");
	assert_only_with(PF_COMPAT_KUBE_SCORE,
		NOTED("", "      annotations: {kube-score/ignore: container-image-tag}\n"),
		"latest-tag:13");
	assert_only_with(PF_COMPAT_KUBE_SCORE,
		NOTED("  annotations: {kube-score/ignore: '*'}\n", ""), "latest-tag:13");
	assert_only_with(PF_COMPAT_KUBE_SCORE,
		NOTED("  annotations: {kube-score/skip: 'true'}\n", ""), "latest-tag:13");
}
END_TEST

START_TEST(polaris_exempts_what_says_true)
{
	select_rules("latest-tag,unused-suppression");
	assert_only_with(PF_COMPAT_POLARIS,
		NOTED("  annotations: {polaris.fairwinds.com/tagNotSpecified-exempt: 'True'}\n",
			""),
		"latest-tag:13");
	assert_only_with(PF_COMPAT_POLARIS,
		NOTED("  annotations: {polaris.fairwinds.com/exempt: 'true'}\n", ""),
		"latest-tag:13");
	settings.suppress.compat = PF_COMPAT_POLARIS;
	assert_file(NOTED("  annotations: {polaris.fairwinds.com/exempt: 'yes'}\n", ""),
		"latest-tag:13");
	assert_file(NOTED("  annotations: {polaris.fairwinds.com/exempt: true}\n", ""),
		"latest-tag:13");
	assert_file(NOTED("", "      annotations: {polaris.fairwinds.com/exempt: 'true'}\n"),
		"latest-tag:13");
}
END_TEST

START_TEST(checkov_skips_by_annotation_and_comment)
{
	select_rules("latest-tag,unused-suppression");
	assert_only_with(PF_COMPAT_CHECKOV,
		NOTED("  annotations: {checkov.io/skip1: CKV_K8S_14=digests=used}\n", ""),
		"latest-tag:13");
	assert_only_with(PF_COMPAT_CHECKOV,
		NOTED("  annotations: {bridgecrew.io/skip2: CKV_K8S_14}\n", ""), "latest-tag:13");
	assert_only_with(PF_COMPAT_CHECKOV, "#checkov:skip=CKV_K8S_8,CKV_K8S_14:upstream\n" POD,
		"latest-tag:8");
	assert_only_with(PF_COMPAT_CHECKOV,
		HEAD "  - name: a\n    image: a:latest # checkov:skip= CKV_K8S_14\n",
		"latest-tag:7");
	assert_compat(PF_COMPAT_CHECKOV, "# checkov:skip=CKV_K8S_8 CKV_K8S_14\n" POD,
		"latest-tag:8");
	assert_compat(PF_COMPAT_CHECKOV, POD "# checkov:skip=CKV_K8S_14\n", "latest-tag:7");
}
END_TEST

START_TEST(trivy_ignores_in_every_spelling)
{
	static const char *const spelt[] = {"trivy:ignore:KSV-0013", "trivy:ignore:KSV013",
		"trivy:ignore:KSV0013", "trivy:ignore:AVD-KSV-0013",
		"trivy:ignore:KSV-0001 trivy:ignore:KSV013", "trivy:ignore:KSV013:exp:2026-11-22",
		"trivy:ignore:*"};
	char text[512];

	select_rules("latest-tag,unused-suppression");
	settings.suppress.today = PF_STR("2026-11-21");
	for (size_t i = 0; i < sizeof(spelt) / sizeof(spelt[0]); i++) {
		(void)snprintf(text, sizeof(text), "#%s\n" POD, spelt[i]);
		assert_only_with(PF_COMPAT_TRIVY, text, "latest-tag:8");
	}
	settings.suppress.compat = PF_COMPAT_TRIVY;
	assert_file("#trivy:ignore:KSV-0001\n#trivy:ignore:KSV013\n# prose\n" POD, "");
	assert_file("#trivy:ignore:KSV-0001\n" POD, "latest-tag:8");
	assert_file("#trivy:ignore:KSV013:exp:2026-11-21\n" POD, "latest-tag:8");
	assert_file("#trivy:ignore:KSV013:exp:soon\n" POD, "latest-tag:8");
	assert_file("#tfsec:ignore:KSV013\n" POD, "latest-tag:8");
}
END_TEST

START_TEST(trivy_ignores_what_begins_on_the_line)
{
	select_rules("latest-tag,unused-suppression");
	settings.suppress.compat = PF_COMPAT_TRIVY;
	assert_file(HEAD "  - name: a #trivy:ignore:KSV013\n    image: a:latest\n"
			 "  - name: b\n    image: b:latest\n",
		"latest-tag:9");
	assert_file(HEAD "  - name: a\n    image: a:latest #trivy:ignore:KSV013\n", "");
	assert_file("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"
		    "spec: # trivy:ignore:KSV013\n  containers:\n"
		    "  - {name: a, image: 'a:latest'}\n",
		"");
}
END_TEST

START_TEST(tools_need_no_reason_and_can_be_switched_off)
{
	select_rules("latest-tag,unused-suppression");
	settings.suppress.require_reason = true;
	assert_compat(PF_COMPAT_CHECKOV, "# checkov:skip=CKV_K8S_14\n" POD, "");
	settings.suppress.no_inline_ignores = true;
	assert_compat(PF_COMPAT_CHECKOV, "# checkov:skip=CKV_K8S_14\n" POD, "latest-tag:8");
}
END_TEST

/* Hostile input. */

START_TEST(many_comments_take_no_time)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	select_rules("duplicate-key,unused-suppression");
	pf_buf_add_lit(&text, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n");
	for (int i = 0; i < 30000; i++)
		pf_buf_add_lit(&text, "  # podfit: ignore[duplicate-key]\n  a: b\n");
	for (int i = 0; i < 30000; i++)
		pf_buf_add_lit(&text, "  # podfit: ignore[duplicate-key]\n");
	pf_buf_add_lit(&text, "  z: b\n");
	settings.limits.jobs = 2;
	lint_bytes(pf_buf_str(&text), false);
	ck_assert_uint_eq(result->suppressed[PF_BY_COMMENT], 29999);
	/* The first key is no duplicate, and neither is the last one. */
	ck_assert_uint_eq(result->nfindings, 30001);
	pf_run_free(run);
}
END_TEST

START_TEST(many_names_take_no_time)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	select_rules("latest-tag,unused-suppression");
	pf_buf_add_lit(&text, "# podfit: ignore[");
	for (int i = 0; i < 30000; i++)
		pf_buf_addf(&text, "latest-tog%d,", i);
	pf_buf_add_lit(&text, "]\n" POD);
	lint_bytes(pf_buf_str(&text), false);
	ck_assert_uint_eq(result->nfindings, 30001);
	pf_run_free(run);
}
END_TEST

UNIT_TESTS(a_comment_above_silences_what_is_below, a_comment_behind_silences_its_line,
	ignore_file_silences_the_file, broken_files_and_templates_can_be_ignored,
	every_encoding_and_line_break_works, a_list_is_silenced_item_by_item,
	a_finding_is_silenced_where_it_stands, aliases_of_peers_are_names,
	an_unused_one_shows_what_it_just_missed, the_star_is_for_files,
	unused_is_said_only_of_rules_that_ran, rules_about_the_whole_input_are_judged_on_all_of_it,
	what_yields_or_is_below_the_least_severity_counts_as_used,
	a_sum_gives_way_to_what_is_left_of_it, all_that_cover_a_finding_are_used,
	the_innermost_one_is_shown, a_reason_may_be_required,
	annotations_silence_the_object_or_its_template, annotations_that_nobody_reads_are_reported,
	inline_ones_can_be_switched_off, dockerfiles_have_comments_too,
	entries_of_the_configuration_match_what_they_name, entries_match_by_path,
	entries_match_containers_of_every_kind,
	entries_that_do_nothing_are_reported_of_the_whole_input, kube_linter_silences_objects,
	kube_score_silences_objects_from_their_templates_too, polaris_exempts_what_says_true,
	checkov_skips_by_annotation_and_comment, trivy_ignores_in_every_spelling,
	trivy_ignores_what_begins_on_the_line, tools_need_no_reason_and_can_be_switched_off,
	what_has_expired_is_reported_where_it_would_matter, many_comments_take_no_time,
	many_names_take_no_time)
