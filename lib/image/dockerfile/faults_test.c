/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile_test.h"

/* The only fault of `text`: what it is about, what it says, and what helps. */
static void expect_fault(const char *text, const char *about, const char *message, const char *help)
{
	const struct pf_dockerfile_fault *f;
	struct parsed p;

	parse(&p, text);
	ck_assert_msg(p.file->nfaults == 1, "%s: %zu faults", text, p.file->nfaults);
	f = &p.file->faults[0];
	ck_assert_msg(pf_str_eq(f->message, pf_str_from(message)), "%s: %.*s", text,
		PF_STR_ARG(f->message));
	ck_assert_msg(pf_str_eq(f->help, pf_str_from(help)), "%s: %.*s", text, PF_STR_ARG(f->help));
	ck_assert_msg(pf_str_eq(text_at(&p, f->range), pf_str_from(about)), "%s: about %.*s", text,
		PF_STR_ARG(text_at(&p, f->range)));
	pf_arena_release(&p.arena);
}

static void expect_in_stage_fault(const char *text, const char *about, const char *message,
	const char *help)
{
	char full[512];

	ck_assert_int_lt(snprintf(full, sizeof(full), "FROM a\n%s\nUSER b\n", text),
		(int)sizeof(full));
	expect_fault(full, about, message, help);
}

START_TEST(tells_files_without_instructions_or_stages)
{
	expect_fault("", "", "the file has no instructions", "");
	expect_fault("\n# a\n", "", "the file has no instructions", "");
	expect_fault("ARG A\nARG B\n", "ARG", "the file has no `FROM`", "");
	expect_fault("ARG A\nRUN b\nCMD c\n", "RUN", "`RUN` comes before the first `FROM`",
		"only `ARG` can");
	expect_fault("env A=b\nCMD c\nFROM d\nCMD e", "env", "`ENV` comes before the first `FROM`",
		"only `ARG` can");
}
END_TEST

START_TEST(tells_files_that_are_no_utf8)
{
	struct parsed p;

	parse_text(&p,
		(pf_str){"\xFF\xFE"
			 "F\0R\0O\0M\0 \0a\0",
			14});
	ck_assert_uint_eq(p.file->nfaults, 1);
	ck_assert(pf_str_eq(p.file->faults[0].message, PF_STR("the file is UTF-16")));
	ck_assert_uint_eq(p.file->nstages, 1);
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(suggests_the_instruction_that_was_meant)
{
	expect_in_stage_fault("RUNN b", "RUNN", "unknown instruction `RUNN`",
		"did you mean `RUN`?");
	expect_in_stage_fault("  copyy b /c", "copyy", "unknown instruction `copyy`",
		"did you mean `COPY`?");
	expect_in_stage_fault("WROKDIR /b", "WROKDIR", "unknown instruction `WROKDIR`",
		"did you mean `WORKDIR`?");
	expect_in_stage_fault("RUN\xC2\xA0"
			      "b",
		"RUN\xC2\xA0"
		"b",
		"unknown instruction `RUN\xC2\xA0"
		"b`",
		"there is a blank in it that is no plain space");
}
END_TEST

#define NO_INSTRUCTION \
	"a line that goes on in the next ends with the escape character, and a comment begins " \
	"with `#`"

START_TEST(tells_lines_that_are_no_instruction_once)
{
	expect_in_stage_fault("RUN b &&\n  install c &&\n  install d\n// e", "install",
		"unknown instruction `install`", NO_INSTRUCTION);
	expect_fault("FROM a\n\\\n", "\\", "nothing is continued here", "");
}
END_TEST

START_TEST(goes_on_behind_faults)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	parse(&p, "FROM\nCOPPY a\nENV\nUSER b\nFROM c d\nCMD e\nFROM f AS 1\nCMD g");
	dump(&buf, &p);
	pf_buf_addc(&buf, '\0');
	ck_assert_str_eq(buf.ptr,
		"FROM {}\nUSER {b}\nFROM {c} {d}\nCMD {e}\nFROM {f} {AS} {1}\nCMD {g}\n");
	ck_assert_uint_eq(p.file->nfaults, 5);
	ck_assert_uint_eq(p.file->nstages, 3);
	ck_assert_uint_eq(p.file->stages[2].name.len, 0);
	pf_buf_release(&buf);
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(checks_directives)
{
	expect_fault("# escape=`\n# Escape=\\\nFROM a", "# Escape=\\",
		"directive `escape` is given twice", "");
	expect_fault("# syntax=a\n# syntax=b\nFROM a", "# syntax=b",
		"directive `syntax` is given twice", "");
	expect_fault("# escape= ^ \nFROM a", "^", "`^` cannot be the escape character",
		"it is a backslash or a backtick");
	expect_fault("# escape=\\\\\nFROM a", "\\\\", "`\\\\` cannot be the escape character",
		"it is a backslash or a backtick");
}
END_TEST

#define FROM_FORM "`FROM` takes nothing but an image, or an image, `AS` and a name"

START_TEST(checks_the_words_of_from)
{
	expect_fault("FROM\nUSER a", "FROM", "`FROM` has no image", "");
	expect_fault("FROM a b", "b", FROM_FORM, "`FROM IMAGE` or `FROM IMAGE AS NAME`");
	expect_fault("FROM a AS", "AS", FROM_FORM, "a name follows `AS`");
	expect_fault("FROM a IS b", "IS b", FROM_FORM, "`FROM IMAGE` or `FROM IMAGE AS NAME`");
	expect_fault("FROM a AS b c", "AS b c", FROM_FORM, "`FROM IMAGE` or `FROM IMAGE AS NAME`");
	expect_fault("FROM a # b", "# b", FROM_FORM, "a comment needs a line of its own");
}
END_TEST

START_TEST(checks_names_of_stages)
{
	static const char *const bad[] = {"1a", "-a", "a/b", "a:b", "_a", "\xC3\xA4", "a$b"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char text[64], message[128];

		(void)snprintf(text, sizeof(text), "FROM x as %s", bad[i]);
		(void)snprintf(message, sizeof(message), "`%s` cannot be the name of a stage",
			bad[i]);
		expect_fault(text, bad[i], message,
			"a letter, then letters, digits, `-`, `_` and `.`");
	}
}
END_TEST

START_TEST(tells_missing_arguments)
{
	static const char *const alone[] = {"ARG", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL",
		"MAINTAINER", "ONBUILD", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"};

	for (size_t i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
		char message[64];

		(void)snprintf(message, sizeof(message), "`%s` has no argument", alone[i]);
		expect_in_stage_fault(alone[i], alone[i], message, "");
	}
	expect_in_stage_fault("VOLUME []", "VOLUME", "`VOLUME` has no argument", "");
	expect_in_stage_fault("SHELL []", "SHELL", "`SHELL` has no argument", "");
	expect_in_stage_fault("COPY", "COPY", "`COPY` needs a source and a destination", "");
	expect_in_stage_fault("ADD b", "ADD", "`ADD` needs a source and a destination", "");
	expect_in_stage_fault("COPY [\"b\"]", "COPY", "`COPY` needs a source and a destination",
		"");
}
END_TEST

START_TEST(checks_assignments)
{
	expect_in_stage_fault("ENV A", "A", "`A` has no value", "write `A=VALUE`");
	expect_in_stage_fault("LABEL a.b", "a.b", "`a.b` has no value", "write `a.b=VALUE`");
	expect_in_stage_fault("ENV A=b c", "c", "`c` has no `=`",
		"a value with blanks in it needs quotes");
	expect_in_stage_fault("ENV A=b =c", "=c", "no name before the `=` of `=c`", "");
	expect_in_stage_fault("ARG =c", "=c", "no name before the `=` of `=c`", "");
}
END_TEST

START_TEST(refuses_arrays_with_other_values)
{
	expect_in_stage_fault("CMD [\"b\", 1]", "1", "only strings can be in the array",
		"put it in double quotes");
	expect_in_stage_fault("RUN [[\"b\"]]", "[", "only strings can be in the array",
		"put it in double quotes");
	expect_in_stage_fault("COPY [true, \"b\"]", "t", "only strings can be in the array",
		"put it in double quotes");
	expect_in_stage_fault("HEALTHCHECK CMD [1]", "1", "only strings can be in the array",
		"put it in double quotes");
	expect_in_stage_fault("VOLUME [null]", "n", "only strings can be in the array",
		"put it in double quotes");
}
END_TEST

START_TEST(checks_paths_and_shells)
{
	expect_in_stage_fault("VOLUME [\"/b\", \" \"]", "\" \"", "the path of a volume is empty",
		"");
	expect_in_stage_fault("SHELL /bin/sh -c", "/bin/sh -c",
		"`SHELL` takes a JSON array of strings", "`SHELL [\"/bin/sh\", \"-c\"]`");
	expect_in_stage_fault("SHELL ['/bin/sh']", "['/bin/sh']",
		"`SHELL` takes a JSON array of strings", "`SHELL [\"/bin/sh\", \"-c\"]`");
}
END_TEST

START_TEST(checks_healthchecks)
{
	expect_in_stage_fault("HEALTHCHECK curl -f x", "curl", "`curl` is neither `CMD` nor `NONE`",
		"write `HEALTHCHECK CMD` and the command");
	expect_in_stage_fault("HEALTHCHECK CMD", "CMD", "`HEALTHCHECK CMD` has no command", "");
	expect_in_stage_fault("HEALTHCHECK CMD []", "CMD", "`HEALTHCHECK CMD` has no command", "");
	expect_in_stage_fault("HEALTHCHECK none b", "b", "`HEALTHCHECK NONE` takes no arguments",
		"");
	expect_in_stage_fault("HEALTHCHECK --retries=3", "HEALTHCHECK",
		"`HEALTHCHECK` has no argument", "");
}
END_TEST

START_TEST(checks_the_values_of_healthcheck_flags)
{
#define DURATION_HELP "numbers with units, without blanks: `30s`, `1m30s`, `500ms`"
	expect_in_stage_fault("HEALTHCHECK --interval=30 CMD b", "--interval=30",
		"`30` is no duration", DURATION_HELP);
	expect_in_stage_fault("HEALTHCHECK --timeout=$T CMD b", "--timeout=$T",
		"`$T` is no duration", DURATION_HELP);
	expect_in_stage_fault("HEALTHCHECK --start-period=999us CMD b", "--start-period=999us",
		"`999us` is shorter than 1ms", "0s is the default");
	expect_in_stage_fault("HEALTHCHECK --start-interval=-1s CMD b", "--start-interval=-1s",
		"`-1s` is shorter than 1ms", "0s is the default");
	expect_in_stage_fault("HEALTHCHECK --retries=-1 CMD b", "--retries=-1",
		"`-1` is no number of retries", "a whole number, 0 for the default");
	expect_in_stage_fault("HEALTHCHECK --retries=2147483648 CMD b", "--retries=2147483648",
		"`2147483648` is no number of retries", "a whole number, 0 for the default");
	expect_in_stage_fault("HEALTHCHECK --interval CMD b", "--interval",
		"flag `--interval` has no value", "write `--interval=VALUE`");
}
END_TEST

START_TEST(checks_flags)
{
	expect_in_stage_fault("COPY --form=b c d", "--form=b", "`COPY` has no flag `--form`",
		"did you mean `--from`?");
	expect_in_stage_fault("USER --b c", "--b", "`USER` has no flag `--b`", "");
	expect_in_stage_fault("ADD --from=b c d", "--from=b", "`ADD` has no flag `--from`", "");
	expect_in_stage_fault("ENTRYPOINT --b", "--b", "`ENTRYPOINT` has no flag `--b`",
		"write the command in the exec form: [\"command\", \"--flag\"]");
	expect_in_stage_fault("COPY --link --link b c", "--link", "flag `--link` is given twice",
		"");
	expect_in_stage_fault("COPY --from=b --from=c d e", "--from=c",
		"flag `--from` is given twice", "");
	expect_in_stage_fault("COPY --from b c d", "--from", "flag `--from` has no value",
		"write `--from=VALUE`");
	expect_in_stage_fault("COPY --link=yes b c", "--link=yes",
		"`yes` is neither `true` nor `false`", "without a value the flag is on");
	expect_in_stage_fault("COPY --link= b c", "--link=", "`` is neither `true` nor `false`",
		"without a value the flag is on");
	expect_fault("FROM --platfrom=b c", "--platfrom=b", "`FROM` has no flag `--platfrom`",
		"did you mean `--platform`?");
}
END_TEST

START_TEST(checks_the_values_of_run_flags)
{
	expect_in_stage_fault("RUN --network=bridge b", "--network=bridge",
		"`bridge` is no network", "`default`, `none` or `host`");
	expect_in_stage_fault("RUN --security=none b", "--security=none",
		"`none` is no kind of security", "`sandbox` or `insecure`");
	expect_in_stage_fault("RUN --mount=type=bind,from=$b,target=/c d",
		"--mount=type=bind,from=$b,target=/c",
		"`type=bind,from=$b,target=/c` has a variable in `from`, where none is expanded",
		"give the image a name: `FROM ... AS name`, and mount from that");
}
END_TEST

static void expect_deferred(const char *text, const char *message)
{
	const struct pf_instruction *trigger;
	struct parsed p;

	parse(&p, text);
	ck_assert_msg(p.file->nfaults == 0, "%s: %zu faults", text, p.file->nfaults);
	trigger = p.file->instructions[1].trigger;
	ck_assert_ptr_nonnull(trigger);
	ck_assert_uint_eq(trigger->nfaults, 1);
	ck_assert_msg(pf_str_eq(trigger->faults[0].message, pf_str_from(message)), "%s: %.*s", text,
		PF_STR_ARG(trigger->faults[0].message));
	pf_arena_release(&p.arena);
}

START_TEST(keeps_what_the_child_stage_finds)
{
	expect_deferred("FROM a\nONBUILD RUNN b\n", "unknown instruction `RUNN`");
	expect_deferred("FROM a\nONBUILD COPY b\n", "`COPY` needs a source and a destination");
	expect_deferred("FROM a\nONBUILD CMD --x b\n", "`CMD` has no flag `--x`");
	expect_deferred("FROM a\nONBUILD HEALTHCHECK b\n", "`b` is neither `CMD` nor `NONE`");
}
END_TEST

START_TEST(checks_triggers)
{
	expect_in_stage_fault("ONBUILD ONBUILD RUN b", "ONBUILD",
		"`ONBUILD` cannot be a trigger of `ONBUILD`", "");
	expect_in_stage_fault("ONBUILD from b", "from", "`FROM` cannot be a trigger of `ONBUILD`",
		"");
	expect_in_stage_fault("ONBUILD MAINTAINER b", "MAINTAINER",
		"`MAINTAINER` cannot be a trigger of `ONBUILD`", "");
	expect_in_stage_fault("ONBUILD ENV b", "b", "`b` has no value", "write `b=VALUE`");
	expect_in_stage_fault("ONBUILD CMD [1]", "1", "only strings can be in the array",
		"put it in double quotes");
	expect_in_stage_fault("ONBUILD --b RUN c", "--b", "`ONBUILD` has no flag `--b`", "");
}
END_TEST

START_TEST(tells_heredocs_without_an_end)
{
	expect_in_stage_fault("RUN cat <<EOF\nx", "<<EOF", "no line ends this heredoc",
		"it ends with a line that is `EOF`");
	expect_in_stage_fault("RUN <<A <<\\\nB\nx\nA\n B \n", "<<\\\nB",
		"no line ends this heredoc",
		"it ends with a line that is `B`, without blanks before or behind it");
	expect_in_stage_fault("COPY b <<EOF\nFROM c\nEOF", "<<EOF",
		"a heredoc cannot be the destination of `COPY`", "");
}
END_TEST

START_TEST(quotes_no_more_than_is_needed)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	pf_buf_add_lit(&buf, "FROM a\n");
	pf_buf_repeat(&buf, 'x', 5000);
	parse_text(&p, pf_buf_str(&buf));
	ck_assert_uint_eq(p.file->nfaults, 1);
	ck_assert_uint_lt(p.file->faults[0].message.len, 100);
	pf_buf_release(&buf);
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(bounds_the_number_of_faults_and_sorts_them)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	pf_buf_add_lit(&buf, "FROM a\n");
	for (int i = 0; i < 100000; i++)
		pf_buf_add_lit(&buf, "COPY --link=b c\nRUNN\n");
	parse_text(&p, pf_buf_str(&buf));
	ck_assert_uint_eq(p.file->nfaults, PF_DOCKERFILE_FAULTS_MAX);
	for (size_t i = 1; i < p.file->nfaults; i++)
		ck_assert_uint_le(p.file->faults[i - 1].range.start, p.file->faults[i].range.start);
	pf_buf_release(&buf);
	pf_arena_release(&p.arena);
}
END_TEST

UNIT_TESTS(tells_files_without_instructions_or_stages, tells_files_that_are_no_utf8,
	suggests_the_instruction_that_was_meant, tells_lines_that_are_no_instruction_once,
	goes_on_behind_faults, checks_directives, checks_the_words_of_from, checks_names_of_stages,
	tells_missing_arguments, checks_assignments, refuses_arrays_with_other_values,
	checks_paths_and_shells, checks_healthchecks, checks_the_values_of_healthcheck_flags,
	checks_flags, checks_the_values_of_run_flags, checks_triggers,
	keeps_what_the_child_stage_finds, tells_heredocs_without_an_end,
	quotes_no_more_than_is_needed, bounds_the_number_of_faults_and_sorts_them)
