/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/fault.h"

#include "base/buf.h"
#include "yaml/yaml_test.h"

/* The last document of `text` is broken at `at`. */
static void check(const char *text, enum pf_yaml_fault_kind kind, const char *at,
	const char *message)
{
	const struct pf_yaml_fault *fault;
	struct loaded l;

	loaded_init(&l, pf_str_from(text));
	ck_assert_uint_gt(l.docs.len, 0);
	fault = l.docs.ptr[l.docs.len - 1].fault;
	ck_assert_msg(fault != NULL, "%s", text);
	ck_assert_ptr_null(l.docs.ptr[l.docs.len - 1].root);
	ck_assert_uint_eq(fault->kind, kind);
	assert_source(&l, fault->start, fault->end, at);
	ck_assert_msg(pf_str_contains(fault->message, pf_str_from(message)), "%.*s",
		PF_STR_ARG(fault->message));
	loaded_release(&l);
}

START_TEST(common_mistakes_are_named)
{
	check("foo: bar: baz\n", PF_YAML_SYNTAX, ":", "another key");
	check("a: b\nb\nc: d\n", PF_YAML_SYNTAX, "b", "expected a `:`");
	check("a:\n  b: 1\n c: 2\n", PF_YAML_SYNTAX, "c", "indented differently");
	check("- a\nb: c\n", PF_YAML_SYNTAX, "b", "expected a `-` item");
	check("a: [1, 2\n", PF_YAML_SYNTAX, "2", "expected `,` or `]`");
	check("a: \"x\nb: y\n", PF_YAML_SYNTAX, "\"", "closing quote");
	check("  a: 1\nb: 2\n", PF_YAML_SYNTAX, "b", "separate with `---`");
	check("? {a: b}\n: c\n", PF_YAML_SYNTAX, "{", "cannot be a key");
	check("x: &x [a]\n*x : c\n", PF_YAML_SYNTAX, "*x", "cannot be a key");
}
END_TEST

START_TEST(characters_that_start_nothing_are_named)
{
	check("a: @b\n", PF_YAML_SYNTAX, "@b", "`@`");
	check("a: %b\n", PF_YAML_SYNTAX, "%b", "`%`");
	check("a: `b`\n", PF_YAML_SYNTAX, "`b`", "backtick");
}
END_TEST

START_TEST(tabs_for_indentation_have_their_kind)
{
	check("a:\n\tb: 1\n", PF_YAML_TAB, "\t", "only spaces");
	check("a: b\n\tc: d\n", PF_YAML_TAB, "\t", "only spaces");
	check("a: |\n\tb\n", PF_YAML_TAB, "\t", "only spaces");
}
END_TEST

START_TEST(templates_are_told_from_mistakes)
{
	check("name: {{ .Values.name }}\n", PF_YAML_TEMPLATE, "{{ .Values.name }}", "template");
	check("a: 1\n{{- if .x }}\nb: 2\n{{- end }}\n", PF_YAML_TEMPLATE, "{{- if .x }}",
		"template");
	check("{{ if .x }}\n a: @\n", PF_YAML_TEMPLATE, "{{ if .x }}", "template");
	check("a: b: {{ x\n", PF_YAML_TEMPLATE, "{{", "template");
	check("{% raw %}\n", PF_YAML_TEMPLATE, "{% raw %}", "template");
	check("{% if x %}\na: 1\nb: c: d\n", PF_YAML_TEMPLATE, "{% if x %}", "template");
	check("<% if x %>\na: 1\n", PF_YAML_TEMPLATE, "<% if x %>", "template");
	check("name: @NAME@\n", PF_YAML_TEMPLATE, "@NAME@", "template");
	check("name: %s\n", PF_YAML_TEMPLATE, "%s", "template");
	check("a: 1\n${B}\nc: 1\n", PF_YAML_TEMPLATE, "${B}", "template");
	check("- image: {user}/web:1\n", PF_YAML_TEMPLATE, "{user}", "template");
	check("- image: [YOUR REPO]/web:1\n", PF_YAML_TEMPLATE, "[YOUR REPO]", "template");
	check("name: @name\n", PF_YAML_SYNTAX, "@name", "`@`");
	check("listen: [a,b]:80\n", PF_YAML_SYNTAX, ":80", "`]`");
	check("name: %sum\n", PF_YAML_SYNTAX, "%sum", "`%`");
	check("# {{ x }}\na: b: c\n", PF_YAML_SYNTAX, ":", "another key");
	check("{a: {b: c}: d}\n", PF_YAML_SYNTAX, ":", "");
}
END_TEST

START_TEST(braces_inside_scalars_are_text)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: \"{{ x }}\"\nb: foo {{ y }}\nc: |\n  {{ z }}\n"));
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("b")), "foo {{ y }}");
	loaded_release(&l);
}
END_TEST

START_TEST(aliases_need_a_complete_anchor)
{
	check("a: *b\n", PF_YAML_ANCHOR, "*b", "no anchor `&b`");
	check("a: &b [x, *b]\n", PF_YAML_ANCHOR, "*b", "inside the node");
	check("a: &b 1\nc: &b [*b]\n", PF_YAML_ANCHOR, "*b", "inside the node");
}
END_TEST

START_TEST(json_the_yaml_reader_refuses_says_why)
{
	struct pf_buf buf = PF_BUF_INIT;

	check("{\"a\": \"x\\ud83d\\ude00\"}", PF_YAML_JSON, "\\ud83d", "surrogate");
	check("{\"a\"\n:1}", PF_YAML_JSON, "\"a\"", "one line");
	check("a: \"\\ud83d\"\n", PF_YAML_SYNTAX, "\\ud83d", "surrogate");
	pf_buf_add_lit(&buf, "\"");
	pf_buf_repeat(&buf, 'k', 1100);
	pf_buf_add_lit(&buf, "\"");
	{
		struct pf_arena arena = PF_ARENA_INIT;
		pf_str text = pf_arena_fmt(&arena, "{%s: 1}", buf.ptr);

		check(text.ptr, PF_YAML_JSON, buf.ptr, "1024");
		pf_arena_release(&arena);
	}
	pf_buf_release(&buf);
}
END_TEST

START_TEST(bytes_that_are_no_text_have_their_kind)
{
	check("a: \x07\n", PF_YAML_ENCODING, "\x07", "U+0007");
	check("\xc3\xa9: \xc3\xa9\x01\n", PF_YAML_ENCODING, "\x01", "U+0001");
	check("a: \xff\n", PF_YAML_ENCODING, "\xff", "UTF-8");
}
END_TEST

START_TEST(context_says_where_the_construct_began)
{
	const struct pf_yaml_fault *fault;
	struct loaded l;

	loaded_init(&l, PF_STR("x: 1\na: [1,\nb: 2\n"));
	fault = loaded_document(&l)->fault;
	ck_assert_ptr_nonnull(fault);
	ck_assert(fault->has_context);
	ck_assert_uint_eq(fault->context, 8);
	assert_str(fault->context_message, "opened here");
	loaded_release(&l);
}
END_TEST

UNIT_TESTS(common_mistakes_are_named, characters_that_start_nothing_are_named,
	tabs_for_indentation_have_their_kind, templates_are_told_from_mistakes,
	braces_inside_scalars_are_text, aliases_need_a_complete_anchor,
	json_the_yaml_reader_refuses_says_why, bytes_that_are_no_text_have_their_kind,
	context_says_where_the_construct_began)
