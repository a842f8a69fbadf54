/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile.h"

#include "image/dockerfile/dockerfile_test.h"

START_TEST(knows_keywords_in_any_letter_case)
{
	expect("from a as B\nrun c\nCmd d\nwOrKdIr /e",
		"FROM {a} {as} {B}\nRUN {c}\nCMD {d}\n"
		"WORKDIR {/e}\n");
	ck_assert_str_eq(pf_instruction_name(PF_HEALTHCHECK), "HEALTHCHECK");
}
END_TEST

START_TEST(splits_sources_ports_and_paths_at_blanks)
{
	expect_in_stage("COPY a  b\t/c/", "COPY {a} {b} {/c/}");
	expect_in_stage("ADD \"a b\" /c", "ADD {\"a} {b\"} {/c}");
	expect_in_stage("EXPOSE 80 443/tcp $P", "EXPOSE {80} {443/tcp} {$P}");
	expect_in_stage("VOLUME /a /b", "VOLUME {/a} {/b}");
	expect_in_stage("COPY a\rb", "COPY {a} {b}");
}
END_TEST

START_TEST(takes_json_where_it_means_something)
{
	expect_in_stage("COPY [\"a b\", \"/c\"]", "COPY json {a b} {/c}");
	expect_in_stage("VOLUME [\"/a\"]", "VOLUME json {/a}");
	expect_in_stage("RUN [\"a\", \"\\u0062\"]", "RUN json {a} {b}");
	expect_in_stage("CMD []", "CMD json");
	expect_in_stage("ENTRYPOINT [ ]", "ENTRYPOINT json");
	expect_in_stage("SHELL [\"/bin/bash\", \"-c\"]", "SHELL json {/bin/bash} {-c}");
	expect_in_stage("CMD [ \"a\", \\\n  # b\n  \"c\" ]", "CMD json {a} {c}");
	expect_in_stage("USER [\"a\"]", "USER {[\"a\"]}");
	expect_in_stage("EXPOSE [\"80\"]", "EXPOSE {[\"80\"]}");
}
END_TEST

START_TEST(takes_broken_json_for_text)
{
	expect_in_stage("CMD ['a', 'b']", "CMD broken {['a', 'b']}");
	expect_in_stage("CMD [\"a\",]", "CMD broken {[\"a\",]}");
	expect_in_stage("RUN [ -f /a ] && b", "RUN broken {[ -f /a ] && b}");
	expect_in_stage("COPY [a b] /c", "COPY broken {[a} {b]} {/c}");
	expect_in_stage("VOLUME [/a]", "VOLUME broken {[/a]}");
	expect_in_stage("CMD [\"a\"] b", "CMD broken {[\"a\"] b}");
	expect_in_stage("CMD [\"\\s\"]", "CMD broken {[\"\\s\"]}");
}
END_TEST

START_TEST(takes_commands_without_arguments)
{
	expect_in_stage("CMD", "CMD");
	expect_in_stage("ENTRYPOINT", "ENTRYPOINT");
	expect_in_stage("RUN", "RUN");
}
END_TEST

START_TEST(splits_assignments_outside_of_quotes)
{
	expect_in_stage("ENV A=1 B=\"x y\" C='x y' D=x\\ y E=",
		"ENV {A=1} {B=\"x y\"} {C='x y'} "
		"{D=x\\ y} {E=}");
	expect_in_stage("ENV A=\"x \\\" y\" B='x \\' C=$A",
		"ENV {A=\"x \\\" y\"} {B='x \\'} {C=$A}");
	expect_in_stage("ENV A=\"x y", "ENV {A=\"x y}");
	expect_in_stage("ENV A=b=c 'D'=e", "ENV {A=b=c} {'D'=e}");
	expect_in_stage("ENV A=x\\\n B=y", "ENV {A=x} {B=y}");
	expect_in_stage("ENV A=\xC3\xA4\xC2\xA0"
			"B=\\\xC3\xA4",
		"ENV {A=\xC3\xA4} {B=\\\xC3\xA4}");
	expect_in_stage("LABEL a.b=c \"d e\"=\"f g\"", "LABEL {a.b=c} {\"d e\"=\"f g\"}");
	expect("# escape=`\nFROM a\nENV A=x` y B=x\\ C=\"`\"\"",
		"FROM {a}\nENV {A=x` y} {B=x\\} {C=\"`\"\"}\n");
}
END_TEST

START_TEST(drops_an_escape_character_at_the_very_end)
{
	expect_in_stage("ENV A=b\\\xC2\xA0", "ENV {A=b}");
	expect_in_stage("ENV A=b \\\xC2\xA0", "ENV {A=b}");
	expect_in_stage("ENV A=b\\\\\\", "ENV {A=b\\\\}");
	expect_in_stage("ENV A=\"b\\\\\\", "ENV {A=\"b\\\\}");
}
END_TEST

START_TEST(takes_the_old_form_of_assignments)
{
	expect_in_stage("ENV a b  c=d \"e\"", "ENV pair {a} {b  c=d \"e\"}");
	expect_in_stage("LABEL a\tb", "LABEL pair {a} {b}");
	expect_in_stage("ENV \"a b\" c", "ENV pair {\"a} {b\" c}");
}
END_TEST

START_TEST(takes_names_with_and_without_values)
{
	expect("ARG A\nARG B=1 C D=\"x y\"\nFROM a\nARG A",
		"ARG {A}\nARG {B=1} {C} {D=\"x y\"}\n"
		"FROM {a}\nARG {A}\n");
}
END_TEST

START_TEST(keeps_one_text_whole)
{
	expect_in_stage("USER a : b  c", "USER {a : b  c}");
	expect_in_stage("WORKDIR \"/a b\"  ", "WORKDIR {\"/a b\"}");
	expect_in_stage("STOPSIGNAL $S", "STOPSIGNAL {$S}");
	expect_in_stage("MAINTAINER A <a@b.c>", "MAINTAINER {A <a@b.c>}");
	expect_in_stage("RUN a  &&  b", "RUN {a  &&  b}");
}
END_TEST

START_TEST(takes_flags_before_the_arguments)
{
	expect("FROM --platform=$BUILDPLATFORM a AS b",
		"FROM --platform=$BUILDPLATFORM {a} {AS} {b}\n");
	expect_in_stage("COPY --from=b --chown=c:d --chmod=755 --link --parents --exclude=*.e "
			"--exclude=f g /h",
		"COPY --from=b --chown=c:d --chmod=755 --link --parents --exclude=*.e --exclude=f "
		"{g} {/h}");
	expect_in_stage("ADD --checksum=sha256:a --keep-git-dir=TRUE --unpack=false --link b /c",
		"ADD --checksum=sha256:a --keep-git-dir=TRUE --unpack=false --link {b} {/c}");
	expect_in_stage("RUN --mount=type=cache,target=/a --mount=type=secret,id=b --network=none "
			"--security=insecure --device=nvidia.com/gpu c --d",
		"RUN --mount=type=cache,target=/a --mount=type=secret,id=b --network=none "
		"--security=insecure --device=nvidia.com/gpu {c --d}");
	expect_in_stage("COPY --link [\"a\", \"b\"]", "COPY --link json {a} {b}");
	expect_in_stage("RUN --mount=from=a,source=$b c", "RUN --mount=from=a,source=$b {c}");
}
END_TEST

START_TEST(takes_the_quotes_off_flags)
{
	expect_in_stage("COPY --from=\"a b\" --chown='c' --chmod=\\7 d e",
		"COPY --from=a b --chown=c --chmod=7 {d} {e}");
	expect_in_stage("COPY --chown=a\"b\"'c' d e", "COPY --chown=abc {d} {e}");
	expect_in_stage("COPY --chown= d e", "COPY --chown= {d} {e}");
}
END_TEST

START_TEST(ends_flags_at_two_hyphens_and_at_the_first_word)
{
	expect_in_stage("RUN -- --a", "RUN {--a}");
	expect_in_stage("RUN --network=host -- a", "RUN --network=host {a}");
	expect_in_stage("RUN a --network=x", "RUN {a --network=x}");
	expect_in_stage("CMD -a", "CMD {-a}");
}
END_TEST

START_TEST(takes_flags_that_the_builder_passes_over)
{
	expect_in_stage("ARG --a B", "ARG --a {B}");
	expect_in_stage("STOPSIGNAL --a 9", "STOPSIGNAL --a {9}");
	expect_in_stage("HEALTHCHECK --a NONE", "HEALTHCHECK --a none");
}
END_TEST

START_TEST(takes_the_command_of_a_healthcheck)
{
	expect_in_stage("HEALTHCHECK CMD curl -f x || exit 1", "HEALTHCHECK {curl -f x || exit 1}");
	expect_in_stage("healthcheck --interval=1m30s --timeout=0 --start-period=500ms "
			"--start-interval=5s --retries=3 \\\n  cmd [\"a\", \"b\"]",
		"HEALTHCHECK --interval=1m30s --timeout=0 --start-period=500ms "
		"--start-interval=5s --retries=3 json {a} {b}");
	expect_in_stage("HEALTHCHECK none", "HEALTHCHECK none");
	expect_in_stage("HEALTHCHECK --interval= --retries=0 CMD a",
		"HEALTHCHECK --interval= --retries=0 {a}");
	expect_in_stage("HEALTHCHECK CMD ['a']", "HEALTHCHECK broken {['a']}");
}
END_TEST

START_TEST(has_the_text_behind_cmd_of_a_healthcheck)
{
	struct parsed p;

	parse(&p, "FROM a\nHEALTHCHECK --retries=2 CMD  [\"b\"] \n");
	ck_assert(pf_str_eq(p.file->instructions[1].text, PF_STR("[\"b\"]")));
	ck_assert(pf_str_eq(text_at(&p, p.file->instructions[1].words[0].range), PF_STR("\"b\"")));
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(parses_triggers)
{
	expect_in_stage("ONBUILD COPY --chown=a b /c", "ONBUILD -> COPY --chown=a {b} {/c}");
	expect_in_stage("onbuild run [\"a\"]", "ONBUILD -> RUN json {a}");
	expect_in_stage("ONBUILD ENV A=b\nONBUILD\\\n  USER c",
		"ONBUILD -> ENV {A=b}\n"
		"ONBUILD -> USER {c}");
}
END_TEST

START_TEST(gives_triggers_the_place_of_their_onbuild)
{
	struct parsed p;
	const struct pf_instruction *in;

	parse(&p, "FROM a\nFROM b\n  onbuild \\\n Workdir /c\n");
	in = &p.file->instructions[2];
	ck_assert_uint_eq(in->trigger->index, 2);
	ck_assert_uint_eq(in->trigger->stage, 1);
	ck_assert(pf_str_eq(in->text, PF_STR("Workdir /c")));
	ck_assert(pf_str_eq(text_at(&p, in->trigger->keyword), PF_STR("Workdir")));
	ck_assert(pf_str_eq(text_at(&p, in->trigger->range), PF_STR("Workdir /c")));
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(divides_a_file_into_stages)
{
	struct parsed p;

	parse(&p, "ARG A\nFROM a AS Build.1-x_y\nRUN b\n\nFROM c\nFROM d as e\nUSER f\nCMD g\n");
	ck_assert_uint_eq(p.file->nfaults, 0);
	ck_assert_uint_eq(p.file->nstages, 3);
	ck_assert(pf_str_eq(p.file->stages[0].name, PF_STR("build.1-x_y")));
	ck_assert_uint_eq(p.file->stages[0].first, 1);
	ck_assert_uint_eq(p.file->stages[0].end, 3);
	ck_assert_uint_eq(p.file->stages[1].name.len, 0);
	ck_assert_uint_eq(p.file->stages[1].first, 3);
	ck_assert_uint_eq(p.file->stages[1].end, 4);
	ck_assert(pf_str_eq(p.file->stages[2].name, PF_STR("e")));
	ck_assert_uint_eq(p.file->stages[2].end, 7);
	ck_assert_ptr_eq(p.file->stages[2].from, &p.file->instructions[4]);
	ck_assert_uint_eq(p.file->instructions[0].stage, PF_NO_STAGE);
	ck_assert_uint_eq(p.file->instructions[1].stage, 0);
	ck_assert_uint_eq(p.file->instructions[2].stage, 0);
	ck_assert_uint_eq(p.file->instructions[6].stage, 2);
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(finds_flags_by_name)
{
	struct parsed p;
	const struct pf_instruction *in;

	parse(&p, "FROM a\nCOPY --link --from=b c /d\n");
	in = &p.file->instructions[1];
	ck_assert(pf_str_eq(pf_instruction_flag(in, PF_STR("from"))->value, PF_STR("b")));
	ck_assert(!pf_instruction_flag(in, PF_STR("link"))->has_value);
	ck_assert_ptr_null(pf_instruction_flag(in, PF_STR("chown")));
	pf_arena_release(&p.arena);
}
END_TEST

/* A million pieces each; the time limit of a test is what fails where it is not linear. */

static void repeat(struct pf_buf *buf, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pf_buf_add(buf, pf_str_from(text));
}

static void expect_large(const char *head, const char *piece, size_t n, size_t instructions)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	pf_buf_add(&buf, pf_str_from(head));
	repeat(&buf, piece, n);
	parse_text(&p, pf_buf_str(&buf));
	ck_assert_uint_eq(p.file->nfaults, 0);
	ck_assert_uint_eq(p.file->ninstructions, instructions);
	pf_arena_release(&p.arena);
	pf_buf_release(&buf);
}

START_TEST(takes_linear_time)
{
	expect_large("", "FROM a AS b\nRUN c\n", 10000, 20000);
	expect_large("FROM a\nRUN b", " \\\n c", 1000000, 2);
	expect_large("FROM a\nRUN b", " \\\n# c", 1000000, 2);
	expect_large("FROM a\nENV", " \\\n A=b", 500000, 2);
	expect_large("FROM a\n", "RUN <<EOF\nx\nEOF\n", 20000, 20001);
	expect_large("FROM a\n",
		"RUN a long line that is the same each time, as in a file of 10 MB\n", 160000,
		160001);
	expect_large("FROM a\nRUN", " \\\n --mount=b", 200000, 2);
}
END_TEST

UNIT_TESTS(knows_keywords_in_any_letter_case, splits_sources_ports_and_paths_at_blanks,
	takes_json_where_it_means_something, takes_broken_json_for_text,
	takes_commands_without_arguments, splits_assignments_outside_of_quotes,
	drops_an_escape_character_at_the_very_end, takes_the_old_form_of_assignments,
	takes_names_with_and_without_values, keeps_one_text_whole, takes_flags_before_the_arguments,
	takes_the_quotes_off_flags, ends_flags_at_two_hyphens_and_at_the_first_word,
	takes_flags_that_the_builder_passes_over, takes_the_command_of_a_healthcheck,
	has_the_text_behind_cmd_of_a_healthcheck, parses_triggers,
	gives_triggers_the_place_of_their_onbuild, divides_a_file_into_stages, finds_flags_by_name,
	takes_linear_time)
