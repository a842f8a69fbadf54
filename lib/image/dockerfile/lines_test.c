/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile_test.h"

START_TEST(skips_blank_lines_and_comments)
{
	expect("\n# a comment\n  # another\n\t\nFROM a\n\n#RUN b\n  RUN c # d\n",
		"FROM {a}\nRUN {c # d}\n");
	expect("FROM a", "FROM {a}\n");
}
END_TEST

START_TEST(takes_crlf_and_a_byte_order_mark)
{
	expect("\xEF\xBB\xBF"
	       "FROM a\r\nRUN b \\\r\n  c\r\n# d\r\n\r\nCMD e\r\n",
		"FROM {a}\nRUN {b   c}\nCMD {e}\n");
	expect("\xEF\xBB\xBF# escape=`\nFROM a\nRUN b `\nc", "FROM {a}\nRUN {b c}\n");
}
END_TEST

START_TEST(joins_continued_lines_with_their_blanks)
{
	expect_in_stage("RUN b \\\n    c\\\nd", "RUN {b     cd}");
	expect_in_stage("RUN b \\ \t \n  c", "RUN {b   c}");
	expect_in_stage("RUN b \\", "RUN {b}");
	expect_in_stage("RUN \\\n\\\n b", "RUN {b}");
	expect_in_stage("RU\\\nN b", "RUN {b}");
	expect_in_stage("\\\nRUN b", "RUN {b}");
}
END_TEST

START_TEST(drops_comments_and_blank_lines_in_continuations)
{
	expect_in_stage("RUN b \\\n# c\n\n  # d \\\n  e \\\n\n\n && f\nCMD g",
		"RUN {b   e  && f}\nCMD {g}");
	expect_in_stage("RUN b \\\n# c", "RUN {b}");
	expect_in_stage("RUN b \\\n c # d \\\n e", "RUN {b  c # d  e}");
}
END_TEST

START_TEST(does_not_continue_behind_two_escape_characters)
{
	expect_in_stage("RUN b \\\\\nCMD c", "RUN {b \\\\}\nCMD {c}");
	expect_in_stage("RUN b \\ c\nCMD d", "RUN {b \\ c}\nCMD {d}");
}
END_TEST

START_TEST(takes_directives_before_anything_else)
{
	expect("# escape = ` \nFROM a\nRUN b `\n c \\\nCMD d",
		"FROM {a}\nRUN {b  c \\}\nCMD {d}\n");
	expect("#syntax=docker/dockerfile:1-labs\n# ESCAPE=`\n#check=skip=all\nFROM a\nRUN b`\nc",
		"FROM {a}\nRUN {bc}\n");
	expect("  #escape=`\nFROM a\nRUN b`\nc", "FROM {a}\nRUN {bc}\n");
}
END_TEST

START_TEST(takes_directives_for_comments_when_they_come_late)
{
	expect("\n# escape=`\nFROM a\nRUN b \\\nc", "FROM {a}\nRUN {b c}\n");
	expect("# about\n# escape=`\nFROM a\nRUN b \\\nc", "FROM {a}\nRUN {b c}\n");
	expect("# unknown=1\n# escape=`\nFROM a\nRUN b \\\nc", "FROM {a}\nRUN {b c}\n");
	expect("#!/bin/x\n# escape=x\nFROM a", "FROM {a}\n");
	expect("FROM a\n# escape=`\nRUN b \\\nc", "FROM {a}\nRUN {b c}\n");
	expect("# escape=\n# escape=x\nFROM a", "FROM {a}\n");
}
END_TEST

START_TEST(takes_the_white_space_of_unicode_at_the_ends_of_lines)
{
	expect("\xC2\xA0"
	       "FROM a\n\xE3\x80\x80# c\n",
		"FROM {a}\n");
	expect_in_stage("RUN b \\\n\xC2\xA0\n\xE2\x80\x83# c\n d\xC2\xA0", "RUN {b  d}");
}
END_TEST

START_TEST(keeps_the_places_in_the_source)
{
	struct parsed p;
	const struct pf_instruction *in;

	parse(&p, "FROM a\n\n  copy --from=b \\\n  # c\n  d\\\ne \\\n  /f  \n# g\n");
	ck_assert_uint_eq(p.file->nfaults, 0);
	ck_assert_uint_eq(p.file->ninstructions, 2);
	in = &p.file->instructions[1];
	ck_assert(pf_str_eq(text_at(&p, in->keyword), PF_STR("copy")));
	ck_assert(pf_str_eq(text_at(&p, in->range),
		PF_STR("copy --from=b \\\n  # c\n  d\\\ne \\\n  /f  ")));
	ck_assert(pf_str_eq(text_at(&p, in->flags[0].range), PF_STR("--from=b")));
	ck_assert(pf_str_eq(in->text, PF_STR("de   /f")));
	ck_assert(pf_str_eq(in->words[0].text, PF_STR("de")));
	ck_assert(pf_str_eq(text_at(&p, in->words[0].range), PF_STR("d\\\ne")));
	ck_assert(pf_str_eq(text_at(&p, in->words[1].range), PF_STR("/f")));
	pf_arena_release(&p.arena);
}
END_TEST

START_TEST(takes_lines_up_to_the_limit)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	pf_buf_add_lit(&buf, "FROM a\nRUN ");
	pf_buf_repeat(&buf, 'b', PF_DOCKERFILE_LINE_MAX - 4);
	pf_buf_add_lit(&buf, "\nCMD c");
	parse_text(&p, pf_buf_str(&buf));
	ck_assert_uint_eq(p.file->nfaults, 0);
	pf_arena_release(&p.arena);

	pf_buf_reset(&buf);
	pf_buf_add_lit(&buf, "FROM a\nRUN ");
	pf_buf_repeat(&buf, 'b', PF_DOCKERFILE_LINE_MAX - 3);
	pf_buf_add_lit(&buf, "\nCMD c");
	parse_text(&p, pf_buf_str(&buf));
	ck_assert_uint_eq(p.file->nfaults, 1);
	ck_assert(pf_str_eq(p.file->faults[0].message,
		PF_STR("the line has 65536 bytes, but a builder reads no more than 65535")));
	ck_assert_uint_eq(p.file->faults[0].range.start, 7 + PF_DOCKERFILE_LINE_MAX);
	ck_assert_uint_eq(p.file->faults[0].range.end, 8 + PF_DOCKERFILE_LINE_MAX);
	ck_assert_uint_eq(p.file->ninstructions, 3);
	pf_arena_release(&p.arena);
	pf_buf_release(&buf);
}
END_TEST

START_TEST(finds_the_instruction_at_an_offset)
{
	struct parsed p;

	parse(&p, "FROM a\n# c\nRUN b \\\n d\nBAD x\nCMD e");
	ck_assert_uint_eq(p.file->ninstructions, 3);
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 0), &p.file->instructions[0]);
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 5), &p.file->instructions[0]);
	ck_assert_ptr_null(pf_dockerfile_at(p.file, 6));
	ck_assert_ptr_null(pf_dockerfile_at(p.file, 8));
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 11), &p.file->instructions[1]);
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 20), &p.file->instructions[1]);
	ck_assert_ptr_null(pf_dockerfile_at(p.file, 23));
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 32), &p.file->instructions[2]);
	ck_assert_ptr_null(pf_dockerfile_at(p.file, 1000));
	pf_arena_release(&p.arena);
}
END_TEST

UNIT_TESTS(skips_blank_lines_and_comments, takes_crlf_and_a_byte_order_mark,
	joins_continued_lines_with_their_blanks, drops_comments_and_blank_lines_in_continuations,
	does_not_continue_behind_two_escape_characters, takes_directives_before_anything_else,
	takes_directives_for_comments_when_they_come_late,
	takes_the_white_space_of_unicode_at_the_ends_of_lines, keeps_the_places_in_the_source,
	takes_lines_up_to_the_limit, finds_the_instruction_at_an_offset)
