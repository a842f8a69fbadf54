/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/checks.h"

#include "image/build/build_test.h"

/* The names of the checks that are broken, with a blank behind each. */
static const char *broken(const char *directive, const char *text)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	struct pf_arena own = PF_ARENA_INIT;
	const char *whole =
		pf_arena_cstr(&own, pf_arena_fmt(&own, "# check=%s\n%s", directive, text));
	const struct pf_build *b = evaluate(whole, &request);
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < b->nfaults; i++) {
		pf_str rest = b->faults[i].message, name;

		(void)pf_str_split(&rest, '`', &name);
		(void)pf_str_split(&rest, '`', &name);
		pf_buf_addf(&buf, "%.*s ", PF_STR_ARG(name));
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	pf_arena_release(&own);
	return out;
}

START_TEST(speaks_only_where_it_is_fatal)
{
	static const char text[] = "FROM alpine\nCMD serve\n";

	ck_assert_str_eq(broken("error=true", text), "JSONArgsRecommended ");
	ck_assert_str_eq(broken("error=1;skip=StageNameCasing", text), "JSONArgsRecommended ");
	ck_assert_str_eq(broken("error=false", text), "");
	ck_assert_str_eq(broken("skip=all;error=true", text), "");
	ck_assert_str_eq(broken("skip=A,JSONArgsRecommended;error=true", text), "");
	ck_assert_str_eq(broken("error=true",
				 "FROM alpine\n# check=skip=JSONArgsRecommended\n\nCMD serve\n"),
		"");
	ck_assert_str_eq(faults("FROM alpine\nCMD serve\n"), "");
}
END_TEST

START_TEST(refuses_options)
{
	ck_assert_str_eq(faults("# check=error=maybe\nFROM a\n"),
		"error=maybe: `error=maybe` is no option of the check directive\n");
	ck_assert_str_eq(faults("# check=skip=A; error=true\nFROM a\n"),
		"skip=A; error=true: `` is no option of the check directive\n");
	ck_assert_str_eq(faults("# check=wrong\nFROM a\n"),
		"wrong: `wrong` is no option of the check directive\n");
}
END_TEST

START_TEST(knows_the_checks)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{"FROM a AS B\n", "StageNameCasing "},
		{"FROM a as b\n", "FromAsCasing "},
		{"FROM a\nRUN a \\\n\n b\n", "NoEmptyContinuation "},
		{"FROM a\nrun b\nRUN c\n", "ConsistentInstructionCasing "},
		{"FROM a AS b\nFROM a AS b\n", "DuplicateStageName "},
		{"FROM a AS scratch\n", "ReservedStageName "},
		{"FROM a\nSHELL [\"b\"]\nCMD c\n", ""},
		{"FROM a\nMAINTAINER b\n", "MaintainerDeprecated "},
		{"FROM a$B\n", "UndefinedArgInFrom "},
		{"FROM a\nWORKDIR b\nWORKDIR c\n", "WorkdirRelativePath "},
		{"FROM a\nWORKDIR /b\nWORKDIR c\n", ""},
		{"FROM a\nCMD [\"b\"]\nCMD [\"c\"]\n", "MultipleInstructionsDisallowed "},
		{"FROM a\nENV B c\n", "LegacyKeyValueFormat "},
		{"FROM --platform=$TARGETPLATFORM a\n", "RedundantTargetPlatform "},
		{"FROM --platform=linux/arm64 a\n", "FromPlatformFlagConstDisallowed "},
		{"FROM --platform=linux/arm64 a AS on-arm64\n", ""},
		{"FROM a\nARG DB_PASSWORD\n", "SecretsUsedInArgOrEnv "},
		{"FROM a\nENV TOKEN_FILE=b\n", ""},
		{"ARG B\nFROM a:$B\n", "InvalidDefaultArgInFrom "},
		{"FROM a\nEXPOSE 80/TCP\n", "ExposeProtoCasing "},
		{"FROM a\nEXPOSE 80:80\n", "ExposeInvalidFormat "},
		{"FROM a\nWORKDIR b\nFROM c\n", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(broken("error=true", cases[i].text), cases[i].want);
}
END_TEST

UNIT_TESTS(speaks_only_where_it_is_fatal, refuses_options, knows_the_checks)
