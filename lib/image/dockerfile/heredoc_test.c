/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile_test.h"

START_TEST(reads_bodies_up_to_the_line_that_ends_them)
{
	expect_in_stage("RUN <<EOF\necho a\nFROM b\n\n# c\n EOF\nEOF x\nEOF\nCMD d",
		"RUN {<<EOF} <<(EOF)=(echo a\nFROM b\n\n# c\n EOF\nEOF x\n)\nCMD {d}");
	expect_in_stage("RUN <<EOF\nEOF", "RUN {<<EOF} <<(EOF)=()");
	expect_in_stage("RUN cat <<EOF > /a && b\nx\nEOF\n",
		"RUN {cat <<EOF > /a && b} <<(EOF)=(x\n)");
	expect_in_stage("COPY <<EOF /a\r\nx\r\nEOF\r\n", "COPY {<<EOF} {/a} <<(EOF)=(x\r\n)");
}
END_TEST

START_TEST(reads_several_of_one_line_in_turn)
{
	expect_in_stage("COPY <<A <<B /c/\n1\nB\nA\n2\nA\nB\nCMD d",
		"COPY {<<A} {<<B} {/c/} <<(A)=(1\nB\n) <<(B)=(2\nA\n)\nCMD {d}");
	expect_in_stage("RUN 3<<A cat /dev/fd/3\nx\nA", "RUN {3<<A cat /dev/fd/3} <<(A)=(x\n)");
}
END_TEST

START_TEST(finds_them_in_continued_lines_and_triggers)
{
	expect_in_stage("RUN --mount=type=cache,target=/c \\\n # d\n <<EOF bash\nx\nEOF",
		"RUN --mount=type=cache,target=/c {<<EOF bash} <<(EOF)=(x\n)");
	expect_in_stage("ONBUILD COPY <<EOF /a\nx\nEOF\nCMD b",
		"ONBUILD <<(EOF)=(x\n) -> COPY {<<EOF} {/a} <<(EOF)=(x\n)\nCMD {b}");
}
END_TEST

START_TEST(drops_tabs_before_the_end_where_told_so)
{
	expect_in_stage("RUN <<-EOF\n\tx\n\t\tEOF\nCMD b",
		"RUN {<<-EOF} <<-(EOF)=(\tx\n)\nCMD {b}");
	expect_in_stage("RUN <<EOF\n\tEOF\nEOF", "RUN {<<EOF} <<(EOF)=(\tEOF\n)");
	expect_in_stage("RUN <<-EOF\n EOF\nEOF", "RUN {<<-EOF} <<-(EOF)=( EOF\n)");
}
END_TEST

START_TEST(expands_nothing_where_the_name_is_quoted)
{
	expect_in_stage("RUN <<'EOF'\nx\nEOF", "RUN {<<'EOF'} <<raw(EOF)=(x\n)");
	expect_in_stage("RUN <<\"EOF\"\nx\nEOF", "RUN {<<\"EOF\"} <<raw(EOF)=(x\n)");
	expect_in_stage("RUN <<E'O'F\nx\nEOF", "RUN {<<E'O'F} <<raw(EOF)=(x\n)");
	expect_in_stage("RUN <<\"a b\"\nx\na b", "RUN {<<\"a b\"} <<raw(a b)=(x\n)");
	expect_in_stage("RUN <<\"it's\"\nx\nit's", "RUN {<<\"it's\"} <<raw(it's)=(x\n)");
	expect_in_stage("RUN <<\\EOF\nx\nEOF", "RUN {<<\\EOF} <<(EOF)=(x\n)");
	expect_in_stage("RUN <<$EOF\nx\n$EOF", "RUN {<<$EOF} <<($EOF)=(x\n)");
}
END_TEST

START_TEST(takes_only_words_that_are_nothing_else)
{
	expect_in_stage("RUN cat<<EOF\nCMD b", "RUN {cat<<EOF}\nCMD {b}");
	expect_in_stage("RUN cat <<<EOF\nCMD b", "RUN {cat <<<EOF}\nCMD {b}");
	expect_in_stage("RUN echo '<<EOF'\nCMD b", "RUN {echo '<<EOF'}\nCMD {b}");
	expect_in_stage("RUN echo \" <<EOF \"\nCMD b", "RUN {echo \" <<EOF \"}\nCMD {b}");
	expect_in_stage("RUN echo \\<<EOF\nCMD b", "RUN {echo \\<<EOF}\nCMD {b}");
	expect_in_stage("RUN a <<''\nCMD b", "RUN {a <<''}\nCMD {b}");
	expect_in_stage("RUN a <<EOF;\nx\nEOF;\nCMD b", "RUN {a <<EOF;} <<(EOF;)=(x\n)\nCMD {b}");
}
END_TEST

START_TEST(takes_them_only_where_they_can_be)
{
	expect_in_stage("CMD cat <<EOF\nUSER b", "CMD {cat <<EOF}\nUSER {b}");
	expect_in_stage("ENV A=<<EOF\nUSER b", "ENV {A=<<EOF}\nUSER {b}");
	expect_in_stage("RUN [\"cat\", \"<<EOF\"]\nUSER b", "RUN json {cat} {<<EOF}\nUSER {b}");
	expect_in_stage("RUN [\"cat\", <<EOF ]\nx\nEOF",
		"RUN broken {[\"cat\", <<EOF ]} <<(EOF)=(x\n)");
}
END_TEST

START_TEST(has_none_in_lines_that_the_lexer_refuses)
{
	expect_in_stage("RUN <<EOF echo it's\nCMD b", "RUN {<<EOF echo it's}\nCMD {b}");
	expect_in_stage("RUN <<EOF echo \"a\nCMD b", "RUN {<<EOF echo \"a}\nCMD {b}");
	expect_in_stage("RUN <<EOF echo ${x^^}\nCMD b", "RUN {<<EOF echo ${x^^}}\nCMD {b}");
	expect_in_stage("RUN <<EOF echo ${#x}\nCMD b", "RUN {<<EOF echo ${#x}}\nCMD {b}");
	expect_in_stage("RUN <<EOF echo ${\nCMD b", "RUN {<<EOF echo ${}\nCMD {b}");
	expect_in_stage("RUN <<EOF echo ${x/a}\nCMD b", "RUN {<<EOF echo ${x/a}}\nCMD {b}");
}
END_TEST

START_TEST(has_them_beside_all_that_the_lexer_takes)
{
	expect_in_stage(
		"RUN \"it's\" \\' $x ${x} ${x:-'}'} ${x/a/b} ${x//a/${y}} ${x:0:2} $( <<A\nA",
		"RUN {\"it's\" \\' $x ${x} ${x:-'}'} ${x/a/b} ${x//a/${y}} ${x:0:2} $( <<A} <<(A)=()");
	expect_in_stage("RUN \"${x:-\"a b\"} <<B\" ${x%\"}\"} $@ <<A\nA",
		"RUN {\"${x:-\"a b\"} <<B\" ${x%\"}\"} $@ <<A} <<(A)=()");
}
END_TEST

START_TEST(takes_a_name_behind_blanks)
{
	expect_in_stage("RUN cat << EOF > a\nx\nEOF", "RUN {cat << EOF > a} <<(EOF)=(x\n)");
	expect_in_stage("RUN cat <<- \\\n EOF\nCMD b", "RUN {cat <<-  EOF}\nCMD {b}");
	expect_in_stage("RUN a \"1 << 2\"\nCMD b", "RUN {a \"1 << 2\"}\nCMD {b}");
	expect_in_stage("COPY << \tEOF /a\nx\nEOF", "COPY {<<} {EOF} {/a} <<(EOF)=(x\n)");
	/* As the builder has it, which knows no arithmetic. */
	expect_in_stage("RUN a $((1 << 2))\nx\n2))", "RUN {a $((1 << 2))} <<(2)))=(x\n)");
}
END_TEST

START_TEST(covers_the_bodies_by_the_range)
{
	struct parsed p;

	parse(&p, "FROM a\nRUN <<EOF\nx\nEOF\r\nONBUILD RUN <<B\ny\nB\n\nCMD c");
	ck_assert_uint_eq(p.file->nfaults, 0);
	ck_assert(pf_str_eq(text_at(&p, p.file->instructions[1].range),
		PF_STR("RUN <<EOF\nx\nEOF")));
	ck_assert(pf_str_eq(text_at(&p, p.file->instructions[2].range),
		PF_STR("ONBUILD RUN <<B\ny\nB")));
	ck_assert(pf_str_eq(text_at(&p, p.file->instructions[2].trigger->range),
		PF_STR("RUN <<B\ny\nB")));
	ck_assert_ptr_eq(pf_dockerfile_at(p.file, 17), &p.file->instructions[1]);
	pf_arena_release(&p.arena);
}
END_TEST

UNIT_TESTS(reads_bodies_up_to_the_line_that_ends_them, reads_several_of_one_line_in_turn,
	finds_them_in_continued_lines_and_triggers, drops_tabs_before_the_end_where_told_so,
	expands_nothing_where_the_name_is_quoted, takes_only_words_that_are_nothing_else,
	takes_them_only_where_they_can_be, has_none_in_lines_that_the_lexer_refuses,
	has_them_beside_all_that_the_lexer_takes, takes_a_name_behind_blanks,
	covers_the_bodies_by_the_range)
