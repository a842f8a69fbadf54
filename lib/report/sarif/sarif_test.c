/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"
#include "rule/tool.h"

static const char pod[] = "apiVersion: v1\n"
			  "kind: Pod\n"
			  "metadata: {name: web, namespace: shop}\n"
			  "spec: {a: x}\n";

static const char *sarif_of(struct bench *b)
{
	return written(b, pf_report_sarif);
}

static void expect(struct bench *b, const char *part)
{
	if (!strstr(sarif_of(b), part))
		ck_abort_msg("no %s in %s", part, b->out.ptr);
}

START_TEST(a_run_has_all_that_code_scanning_asks_for)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "deploy/p.yaml", pod);
	f = find(&b, &rule_a, "x");
	f->node = pf_node_get(pf_node_get(b.objects.ptr->root, PF_STR("spec")), PF_STR("a"));
	f->pointer = PF_STR("/spec/a");
	f->confidence = PF_MEDIUM;
	ck_assert_str_eq(sarif_of(&b),
		pf_arena_fmt(&b.arena,
			"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
			"\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"podfit\","
			"\"semanticVersion\":\"%s\",\"informationUri\":\"%s\",\"rules\":[{"
			"\"id\":\"a-rule\",\"name\":\"ARule\","
			"\"shortDescription\":{\"text\":\"Something is \\\"off\\\"\"},"
			"\"fullDescription\":{\"text\":\"It hurts.\"},"
			"\"help\":{\"text\":\"Do the right thing.\","
			"\"markdown\":\"It hurts.\\n\\nDo the right thing.\"},"
			"\"helpUri\":\"%s/r/a-rule\","
			"\"defaultConfiguration\":{\"level\":\"warning\"},"
			"\"properties\":{\"tags\":[\"image\",\"default\",\"pss-baseline\"],"
			"\"precision\":\"medium\",\"problem.severity\":\"warning\"}}]}},"
			"\"invocations\":[{\"executionSuccessful\":true,\"exitCode\":1,"
			"\"toolExecutionNotifications\":[],"
			"\"toolConfigurationNotifications\":[]}],"
			"\"originalUriBaseIds\":{\"%%SRCROOT%%\":{\"description\":"
			"{\"text\":\"the directory that podfit ran in\"}}},"
			"\"columnKind\":\"utf16CodeUnits\",\"results\":[{\"ruleId\":\"a-rule\","
			"\"ruleIndex\":0,\"level\":\"warning\","
			"\"message\":{\"text\":\"`it` is wrong (Pod shop/web)\"},"
			"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
			"{\"uri\":\"deploy/p.yaml\",\"uriBaseId\":\"%%SRCROOT%%\"},"
			"\"region\":{\"startLine\":4,\"startColumn\":11,\"endLine\":4,"
			"\"endColumn\":12}},\"logicalLocations\":[{\"fullyQualifiedName\":"
			"\"v1/Pod/shop/web#/spec/a\",\"kind\":\"object\"}]}],"
			"\"partialFingerprints\":{"
			"\"primaryLocationLineHash\":\"40da2c5a7718fd45:1\","
			"\"podfitFinding/v1\":\"0123456789abcdef0123456789abcdef\"},"
			"\"properties\":{\"confidence\":\"medium\"}}]}]}\n",
			pf_version, pf_url, pf_url)
			.ptr);
	drop(&b);
}
END_TEST

START_TEST(columns_count_utf16_units)
{
	struct bench b;

	load(&b, "p.yaml", EMOJI_LINE);
	(void)find(&b, &rule_a, EMOJI);
	expect(&b,
		"\"region\":{\"startLine\":1,\"startColumn\":45,\"endLine\":1,\"endColumn\":47}");
	drop(&b);
}
END_TEST

START_TEST(a_point_is_shown_at_its_character)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "p.yaml", EMOJI_LINE);
	f = find(&b, &rule_a, EMOJI);
	f->at.end = f->at.start;
	expect(&b, "\"startColumn\":45,\"endLine\":1,\"endColumn\":47}");
	f->at.start = f->at.end = (uint32_t)strlen(EMOJI_LINE) - 1;
	expect(&b, "\"startColumn\":49,\"endLine\":1,\"endColumn\":49}");
	f->at.start = f->at.end = (uint32_t)strlen(EMOJI_LINE);
	expect(&b, "\"startLine\":2,\"startColumn\":1,\"endLine\":2,\"endColumn\":1}");
	drop(&b);
}
END_TEST

START_TEST(uris_are_escaped_and_absolute_ones_have_no_base)
{
	struct bench b;

	load(&b, "a b/50%:x.yaml", "a: b\n");
	(void)find(&b, &rule_a, "b");
	expect(&b, "{\"uri\":\"a%20b/50%25%3Ax.yaml\",\"uriBaseId\":\"%SRCROOT%\"}");
	drop(&b);
	load(&b, "/tmp/#.yaml", "a: b\n");
	(void)find(&b, &rule_a, "b");
	expect(&b, "\"artifactLocation\":{\"uri\":\"file:///tmp/%23.yaml\"},");
	drop(&b);
}
END_TEST

START_TEST(a_message_links_to_related_places_and_nowhere_else)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "p.yaml", pod);
	f = find(&b, &rule_a, "x");
	f->message = PF_STR("see [me](http://x)\x1b");
	f->help = PF_STR("not [here](http://y)");
	relate(&b, f, "v1", "first");
	f->related->next = PF_NEW(&b.arena, struct pf_related);
	*f->related->next = (struct pf_related){place(&b, "kind"), PF_STR("a [kind]"), NULL};
	expect(&b,
		"\"message\":{\"text\":\"see [me] (http://x)\\\\u{1b} (Pod shop/web). "
		"See [first](1), [a (kind)](2). Help: not [here] (http://y)\"}");
	expect(&b,
		"\"relatedLocations\":[{\"id\":1,\"physicalLocation\":{\"artifactLocation\":"
		"{\"uri\":\"p.yaml\",\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":1,"
		"\"startColumn\":13,\"endLine\":1,\"endColumn\":15}},"
		"\"message\":{\"text\":\"first\"}},{\"id\":2,");
	drop(&b);
}
END_TEST

START_TEST(related_places_may_have_no_text)
{
	static struct pf_file folder = {
		.source = {.path = PF_STR_INIT("layout"), .text = PF_STR_INIT("")}};
	struct pf_related related = {.at = {.file = &folder}, .message = PF_STR_INIT("built")};
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	find(&b, &rule_a, "b")->related = &related;
	expect(&b,
		"{\"id\":1,\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"layout\","
		"\"uriBaseId\":\"%SRCROOT%\"}},\"message\":{\"text\":\"built\"}}");
	drop(&b);
}
END_TEST

START_TEST(edits_of_a_fix_are_grouped_by_file)
{
	struct bench b, other;
	struct pf_finding *f;
	struct pf_edit *edits;

	load(&b, "p.yaml", EMOJI_LINE);
	load(&other, "q.yaml", "a: b\n");
	f = find(&b, &rule_a, EMOJI);
	fix(&b, f, "name", "x");
	f->fixes->safe = true;
	edits = PF_NEWN(&b.arena, struct pf_edit, 2);
	edits[0] = (struct pf_edit){place(&b, EMOJI), PF_STR_EMPTY, &edits[1]};
	edits[1] = (struct pf_edit){place(&other, "b"), PF_STR("\"c\""), NULL};
	f->fixes->edits->next = edits;
	expect(&b,
		",\"fixes\":[{\"description\":{\"text\":\"mend it\"},\"artifactChanges\":[{"
		"\"artifactLocation\":{\"uri\":\"p.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
		"\"replacements\":[{\"deletedRegion\":{\"startLine\":1,\"startColumn\":16,"
		"\"endLine\":1,\"endColumn\":20},\"insertedContent\":{\"text\":\"x\"}},"
		"{\"deletedRegion\":{\"startLine\":1,\"startColumn\":45,\"endLine\":1,"
		"\"endColumn\":47},\"insertedContent\":{\"text\":\"\"}}]},"
		"{\"artifactLocation\":{\"uri\":\"q.yaml\",\"uriBaseId\":\"%SRCROOT%\"},"
		"\"replacements\":[{\"deletedRegion\":{\"startLine\":1,\"startColumn\":4,"
		"\"endLine\":1,\"endColumn\":5},\"insertedContent\":{\"text\":\"\\\"c\\\"\"}}]}],"
		"\"properties\":{\"safety\":\"safe\"}}]");
	drop(&other);
	drop(&b);
}
END_TEST

START_TEST(no_fix_shows_a_secret)
{
	struct bench b;

	load(&b, "p.yaml",
		"apiVersion: v1\nkind: Pod\nspec:\n  env: [{name: A_TOKEN, value: 98765}]\n");
	fix(&b, find(&b, &rule_a, "98765"), "98765", "\"98765\"");
	ck_assert_ptr_null(strstr(sarif_of(&b), "\"fixes\""));
	ck_assert_ptr_null(strstr(b.out.ptr, "98765"));
	drop(&b);
}
END_TEST

START_TEST(rules_come_once_with_the_least_confidence_and_their_score)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	(void)find(&b, &rule_b, "b");
	find(&b, &rule_b, "b")->confidence = PF_LOW;
	find(&b, &rule_a, "b")->severity = PF_INFO;
	expect(&b,
		"\"help\":{\"text\":\"It may.\",\"markdown\":\"It may.\"},"
		"\"helpUri\":");
	expect(&b,
		"\"properties\":{\"tags\":[\"security\"],\"precision\":\"low\","
		"\"problem.severity\":\"error\",\"security-severity\":\"7.5\"}}]");
	expect(&b, "{\"ruleId\":\"b-rule\",\"ruleIndex\":1,\"level\":\"error\"");
	expect(&b, "{\"ruleId\":\"a-rule\",\"ruleIndex\":0,\"level\":\"note\"");
	drop(&b);
}
END_TEST

START_TEST(a_dockerfile_names_stage_and_instruction)
{
	struct bench b;
	struct pf_finding *f;
	const struct pf_dockerfile *dockerfile;

	load(&b, "Dockerfile", "FROM a AS Prod\nUSER root\n");
	dockerfile = pf_dockerfile_parse(&b.arena, &b.file.source);
	f = find(&b, &rule_a, "root");
	f->instruction = &dockerfile->instructions[1];
	f->stage = &dockerfile->stages[0];
	expect(&b,
		"\"logicalLocations\":[{\"fullyQualifiedName\":\"prod/USER\","
		"\"kind\":\"declaration\"}]");
	expect(&b, "\"message\":{\"text\":\"`it` is wrong\"}");
	drop(&b);
}
END_TEST

START_TEST(errors_are_notifications_of_a_run_that_failed)
{
	struct pf_run_error errors[] = {
		{.kind = PF_RUN_ERROR_LIMIT, .path = PF_STR_EMPTY, .message = PF_STR("too much")},
		{.kind = PF_RUN_ERROR_CONFIG,
			.path = PF_STR("c"),
			.message = PF_STR("odd"),
			.line = 3},
	};
	struct pf_report report;
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	b.result.errors = errors;
	b.result.nerrors = 2;
	report = report_of(&b, 3);
	pf_report_sarif(&b.out, &report);
	ck_assert_ptr_nonnull(strstr(b.out.ptr,
		"\"rules\":[]}},\"invocations\":[{\"executionSuccessful\":false,\"exitCode\":3,"
		"\"toolExecutionNotifications\":[{\"level\":\"error\","
		"\"message\":{\"text\":\"too much\"}}],"
		"\"toolConfigurationNotifications\":[{\"level\":\"error\","
		"\"message\":{\"text\":\"odd\"},\"locations\":[{\"physicalLocation\":"
		"{\"artifactLocation\":{\"uri\":\"c\",\"uriBaseId\":\"%SRCROOT%\"},"
		"\"region\":{\"startLine\":3}}}]}]}],"));
	ck_assert(pf_str_ends_with(pf_buf_str(&b.out), PF_STR("\"results\":[]}]}\n")));
	drop(&b);
}
END_TEST

UNIT_TESTS(a_run_has_all_that_code_scanning_asks_for, columns_count_utf16_units,
	a_point_is_shown_at_its_character, uris_are_escaped_and_absolute_ones_have_no_base,
	a_message_links_to_related_places_and_nowhere_else, related_places_may_have_no_text,
	edits_of_a_fix_are_grouped_by_file, no_fix_shows_a_secret,
	rules_come_once_with_the_least_confidence_and_their_score,
	a_dockerfile_names_stage_and_instruction, errors_are_notifications_of_a_run_that_failed)
