/* SPDX-License-Identifier: Apache-2.0 */

#include "report/mask/mask.h"

#include "report/report_test.h"

/* The file with every masked byte as '*'. */
static void assert_masked_in(const char *path, const char *text, const char *expected)
{
	struct pf_masker masker = PF_MASKER_INIT;
	struct bench b;
	const struct pf_mask *mask;
	char *shown;

	load(&b, "x.yaml", text);
	if (strcmp(path, "Dockerfile") == 0) {
		b.file.nparts = 0;
		b.file.dockerfile = pf_dockerfile_parse(&b.arena, &b.file.source);
	}
	mask = pf_mask_of(&masker, &b.file);
	ck_assert_ptr_eq(mask, pf_mask_of(&masker, &b.file));
	shown = pf_arena_alloc(&b.arena, strlen(text) + 1, 1);
	memcpy(shown, text, strlen(text));
	for (size_t i = 0; i < mask->len; i++) {
		ck_assert_uint_lt(mask->ptr[i].start, mask->ptr[i].end);
		if (i)
			ck_assert_uint_gt(mask->ptr[i].start, mask->ptr[i - 1].end);
		memset(shown + mask->ptr[i].start, '*', mask->ptr[i].end - mask->ptr[i].start);
	}
	ck_assert_str_eq(shown, expected);
	pf_masker_release(&masker);
	drop(&b);
}

static void assert_masked(const char *text, const char *expected)
{
	assert_masked_in("x.yaml", text, expected);
}

START_TEST(hides_secret_variables_of_dockerfiles)
{
	assert_masked_in("Dockerfile",
		"FROM a\nENV PORT=1 DB_PASSWORD=abc \\\n  API_TOKEN=\"x y\"\n"
		"ENV SECRET some text\nARG TOKEN\nARG TOKEN=t\nONBUILD ENV PASSWORD=p\n"
		"ENV TOKEN_FILE=/run/x\n",
		"FROM a\nENV PORT=1 DB_PASSWORD=*** \\\n  API_TOKEN=*****\n"
		"ENV SECRET *********\nARG TOKEN\nARG TOKEN=*\nONBUILD ENV PASSWORD=*\n"
		"ENV TOKEN_FILE=/run/x\n");
}
END_TEST

START_TEST(hides_secret_variables_of_compose_files)
{
	assert_masked("services:\n  db:\n    environment: {DB_PASSWORD: abc, PORT: 1}\n"
		      "    build:\n      args: [TOKEN=t, V=1, TOKEN]\n",
		"services:\n  db:\n    environment: {DB_PASSWORD: ***, PORT: 1}\n"
		"    build:\n      args: [*******, V=1, TOKEN]\n");
	assert_masked("properties:\n  args:\n    items: {type: string, enum: [a, b]}\n"
		      "  environment:\n  - [x, y]\n  - {name: z}\n",
		"properties:\n  args:\n    items: {type: string, enum: [a, b]}\n"
		"  environment:\n  - [x, y]\n  - {name: z}\n");
}
END_TEST

START_TEST(hides_secret_build_arguments_of_the_configuration)
{
	assert_masked("images: [{match: a, build-args: {NPM_TOKEN: abc, V: 1}}]\n",
		"images: [{match: a, build-args: {NPM_TOKEN: ***, V: 1}}]\n");
}
END_TEST

START_TEST(hides_all_values_of_a_secret)
{
	assert_masked("kind: Secret\n"
		      "metadata: {name: s}\n"
		      "data:\n"
		      "  user: YWJj\n"
		      "stringData:\n"
		      "  a: 'x y'\n"
		      "  b: |\n"
		      "    two\n"
		      "    lines\n"
		      "type: Opaque\n",
		"kind: Secret\n"
		"metadata: {name: s}\n"
		"data:\n"
		"  user: ****\n"
		"stringData:\n"
		"  a: *****\n"
		"  b: ***************"
		"****\n" /* the break between lines is part of the scalar */
		"type: Opaque\n");
}
END_TEST

START_TEST(hides_what_may_be_meant_for_data)
{
	assert_masked("kind: Secret\nstringdata: {a: b}\ndata: [c]\nx: d\nimmutable: true\n",
		"kind: Secret\nstringdata: {a: *}\ndata: [*]\nx: *\nimmutable: true\n");
}
END_TEST

START_TEST(hides_secrets_inside_lists_and_copies_in_annotations)
{
	assert_masked("kind: List\nitems:\n- kind: Secret\n  metadata:\n    annotations:\n"
		      "      kubectl.kubernetes.io/last-applied-configuration: '{}'\n"
		      "      other: '{}'\n  data: {a: b}\n- kind: ConfigMap\n  data: {a: b}\n",
		"kind: List\nitems:\n- kind: Secret\n  metadata:\n    annotations:\n"
		"      kubectl.kubernetes.io/last-applied-configuration: ****\n"
		"      other: '{}'\n  data: {a: *}\n- kind: ConfigMap\n  data: {a: b}\n");
}
END_TEST

START_TEST(hides_values_of_variables_with_telling_names)
{
	assert_masked("env:\n"
		      "- {name: DB_PASSWORD, value: pw}\n"
		      "- value: 12345\n"
		      "  name: apiKey\n"
		      "- {name: HOME, value: /root}\n"
		      "- {name: TOKEN_FILE, value: /t}\n",
		"env:\n"
		"- {name: DB_PASSWORD, value: **}\n"
		"- value: *****\n"
		"  name: apiKey\n"
		"- {name: HOME, value: /root}\n"
		"- {name: TOKEN_FILE, value: /t}\n");
}
END_TEST

START_TEST(hides_what_may_be_meant_for_value)
{
	assert_masked("- {name: API_TOKEN, values: a, vlaue: b, valueFrom: c, other: d}\n",
		"- {name: API_TOKEN, values: *, vlaue: *, valueFrom: c, other: d}\n");
}
END_TEST

START_TEST(hides_every_value_of_a_key_that_stands_twice)
{
	assert_masked("- {name: API_TOKEN, value: a, value: b, name: HOME}\n"
		      "- {kind: Secret, data: {a: b, a: c}, data: {a: d}, kind: Pod}\n",
		"- {name: API_TOKEN, value: *, value: *, name: HOME}\n"
		"- {kind: Secret, data: {a: *, a: *}, data: {a: *}, kind: Pod}\n");
}
END_TEST

START_TEST(hides_what_an_alias_stands_for)
{
	assert_masked("x: &pw hush\nenv:\n- {name: PASSWORD, value: *pw}\n",
		"x: &pw ****\nenv:\n- {name: PASSWORD, value: *pw}\n");
}
END_TEST

START_TEST(hides_more_where_a_secret_cannot_be_parsed)
{
	assert_masked("apiVersion: v1\n"
		      "kind: Secret\n"
		      "data:\n"
		      "  a: 'b\n"
		      "  MIIEow\n"
		      "# a comment\n",
		"apiVersion: v1\n"
		"kind: Secret\n"
		"data:\n"
		"  a: **\n"
		"  ******\n"
		"# a comment\n");
	assert_masked("{\"kind\":\"Secret\",\"data\":{\"a\":\"b\"}\n",
		"{\"kind\":*************************\n");
}
END_TEST

START_TEST(hides_values_near_telling_names_where_nothing_can_be_parsed)
{
	assert_masked("kind: Pod\n"
		      "env:\n"
		      "- name: DB_PASSWORD\n"
		      "  value: hush\n"
		      "- name: HOME\n"
		      "  x: y\n"
		      "  value: /root\n"
		      "- name: [\n",
		"kind: Pod\n"
		"env:\n"
		"- name: DB_PASSWORD\n"
		"  value:*****\n"
		"- name: HOME\n"
		"  x: y\n"
		"  value: /root\n"
		"- name: [\n");
}
END_TEST

START_TEST(shows_what_is_not_a_secret_of_a_broken_file)
{
	static const char text[] = "kind: Pod\nspec:\n  imagePullSecrets: [{name: a}\n";

	assert_masked(text, text);
}
END_TEST

UNIT_TESTS(hides_secret_variables_of_dockerfiles, hides_secret_variables_of_compose_files,
	hides_secret_build_arguments_of_the_configuration, hides_all_values_of_a_secret,
	hides_what_may_be_meant_for_data, hides_secrets_inside_lists_and_copies_in_annotations,
	hides_values_of_variables_with_telling_names, hides_what_may_be_meant_for_value,
	hides_every_value_of_a_key_that_stands_twice, hides_what_an_alias_stands_for,
	hides_more_where_a_secret_cannot_be_parsed,
	hides_values_near_telling_names_where_nothing_can_be_parsed,
	shows_what_is_not_a_secret_of_a_broken_file)
