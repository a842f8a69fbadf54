/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/directive.h"

#include "unit.h"

static struct pf_directive d;

static void parse(const char *comment)
{
	d = pf_directive_parse(pf_str_from(comment));
}

static void assert_str(pf_str s, const char *expected)
{
	ck_assert(pf_str_eq(s, pf_str_from(expected)));
}

static void assert_names(const char *const *names, size_t n)
{
	pf_str list = d.names, name;

	for (size_t i = 0; i < n; i++) {
		ck_assert(pf_next_name(&list, &name));
		assert_str(name, names[i]);
	}
	ck_assert(!pf_next_name(&list, &name));
}

#define ASSERT_NAMES(...) \
	do { \
		const char *const names[] = {__VA_ARGS__}; \
\
		assert_names(names, sizeof(names) / sizeof(names[0])); \
	} while (0)

START_TEST(names_stand_in_brackets)
{
	parse("# podfit: ignore[latest-tag]");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE);
	ASSERT_NAMES("latest-tag");
	assert_str(d.reason, "");
	parse("# podfit: ignore-file[latest-tag, CKV_K8S_14,kube-linter/x ] ");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE_FILE);
	ASSERT_NAMES("latest-tag", "CKV_K8S_14", "kube-linter/x");
	parse("#podfit:ignore[a b,, c]");
	ASSERT_NAMES("a", "b", "c");
}
END_TEST

START_TEST(a_reason_follows_two_dashes)
{
	parse("# podfit: ignore[a] -- needs port 80 # really ");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE);
	assert_str(d.reason, "needs port 80 # really");
	parse("# podfit: ignore[a]--why");
	assert_str(d.reason, "why");
	parse("# podfit: ignore[a] \xe2\x80\x94 why");
	assert_str(d.reason, "why");
	parse("# podfit: ignore[a] --");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE);
	assert_str(d.reason, "");
}
END_TEST

START_TEST(letter_case_and_blanks_do_not_matter)
{
	parse("##\tPodFit :\tIGNORE-File\t[ A ]");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE_FILE);
	ASSERT_NAMES("A");
	assert_str(d.text, "PodFit :\tIGNORE-File\t[ A ]");
}
END_TEST

START_TEST(other_tools_may_speak_first)
{
	parse("# yamllint disable-line # podfit: ignore[a] # hadolint ignore=DL3006");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_IGNORE);
	assert_str(d.reason, "");
	parse("# see podfit: ignore[a]");
	ck_assert_int_eq(d.kind, PF_DIRECTIVE_NONE);
}
END_TEST

START_TEST(prose_is_no_directive)
{
	static const char *const prose[] = {"# podfit: see docs", "# podfit", "# podfit:", "#",
		"# podfit ignores this", "# podfit: ignored rules are listed below",
		"# podfitter: ignore[a]", "# podfit-ignored: a",
		"# podfit-ignore is what others write", "# podfit: see [1]",
		"# podfit finds [nothing]"};

	for (size_t i = 0; i < sizeof(prose) / sizeof(prose[0]); i++) {
		parse(prose[i]);
		ck_assert_msg(d.kind == PF_DIRECTIVE_NONE, "%s", prose[i]);
	}
}
END_TEST

START_TEST(what_is_nearly_one_is_broken)
{
	static const char *const broken[] = {"# podfit: ignore", "# podfit: ignore run-as-root",
		"# podfit: ignore[]", "# podfit: ignore[ , ]", "# podfit: ignore[a",
		"# podfit: ignore-line[a]", "# podfit: ignores[a]", "# podfit: disable[a]",
		"# podfit ignore[a]", "# podfit: ignore[a] because", "# podfit: ignore[a], b",
		"# podfit: ignore-next-line a", "# podfit: ignore_file[a]", "# podfit-ignore: a",
		"# podfit_ignore[a]", "# Podfit-Ignore=a"};

	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		parse(broken[i]);
		ck_assert_msg(d.kind == PF_DIRECTIVE_BROKEN, "%s", broken[i]);
		ck_assert_msg(d.fault.len > 0, "%s", broken[i]);
	}
	parse("# podfit: ignore run-as-root");
	assert_str(d.word, "run-as-root");
	parse("# podfit-ignore: run-as-root");
	assert_str(d.word, "run-as-root");
	parse("# podfit: ignore: run-as-root");
	assert_str(d.word, "run-as-root");
}
END_TEST

UNIT_TESTS(names_stand_in_brackets, a_reason_follows_two_dashes,
	letter_case_and_blanks_do_not_matter, other_tools_may_speak_first, prose_is_no_directive,
	what_is_nearly_one_is_broken)
