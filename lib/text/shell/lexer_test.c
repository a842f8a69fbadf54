/* SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"
#include "text/shell/lexer.h"
#include "unit.h"

#include <stdio.h>

/* The bytes as a C string that the next call overwrites. */
static const char *shown(struct pf_buf *buf)
{
	static char out[512];

	ck_assert_uint_lt(buf->len, sizeof(out));
	snprintf(out, sizeof(out), "%.*s", PF_STR_ARG(pf_buf_str(buf)));
	pf_buf_release(buf);
	return out;
}

/*
 * Tokens with a blank between them: "[a]" is a word, "{>|b}" a redirection and its target, "\n" a
 * line break, others are as written; "!" behind one that is open.
 */
static const char *tokens(const char *text)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_shell_lexer lx = {.text = pf_str_from(text)};
	struct pf_shell_token t;

	while (pf_shell_token_next(&lx, &t)) {
		pf_buf_addf(&buf, "%s", buf.len ? " " : "");
		if (t.kind == PF_TOKEN_WORD)
			pf_buf_addf(&buf, "[%.*s]", PF_STR_ARG(t.text));
		else if (t.kind == PF_TOKEN_REDIRECTION)
			pf_buf_addf(&buf, "{%.*s|%.*s}", PF_STR_ARG(t.text), PF_STR_ARG(t.target));
		else
			pf_buf_add(&buf, t.kind == PF_TOKEN_NEWLINE ? PF_STR("\\n") : t.text);
		pf_buf_addf(&buf, "%s", t.open ? "!" : "");
	}
	ck_assert_int_eq(t.kind, PF_TOKEN_END);
	ck_assert_uint_eq(t.end, lx.text.len);
	return shown(&buf);
}

/*
 * Parts of a word with a blank between them: "a" is text, "'a'" is quoted, "$a" a variable,
 * "@1" a parameter, "%a" a substitution; "{…}" what is inside.
 */
static const char *parts(const char *word)
{
	static const char signs[] = {[PF_SHELL_VARIABLE] = '$',
		[PF_SHELL_PARAMETER] = '@',
		[PF_SHELL_SUBSTITUTION] = '%'};
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_shell_lexer lx = {.text = pf_str_from(word)};
	struct pf_shell_part p;

	while (pf_shell_part_next(&lx, &p)) {
		pf_buf_addf(&buf, "%s%s", buf.len ? " " : "", p.quoted ? "'" : "");
		if (p.kind == PF_SHELL_TEXT)
			pf_buf_add(&buf, p.text);
		else
			pf_buf_addf(&buf, "%c%.*s", signs[p.kind], PF_STR_ARG(p.name));
		if (p.braces || p.kind == PF_SHELL_SUBSTITUTION)
			pf_buf_addf(&buf, "{%.*s}", PF_STR_ARG(p.inside));
		pf_buf_addf(&buf, "%s", p.quoted ? "'" : "");
	}
	ck_assert_uint_eq(lx.at, lx.text.len);
	return shown(&buf);
}

START_TEST(tells_words_from_operators)
{
	ck_assert_str_eq(tokens(""), "");
	ck_assert_str_eq(tokens(" \t\r"), "");
	ck_assert_str_eq(tokens("a"), "[a]");
	ck_assert_str_eq(tokens("a b\tc\r\nd"), "[a] [b] [c] \\n [d]");
	ck_assert_str_eq(tokens("a&&b||c|d|&e;f&(g)"),
		"[a] && [b] || [c] | [d] |& [e] ; [f] & ( [g] )");
	ck_assert_str_eq(tokens("a;;b ;& c;;&d; ;e"), "[a] ;; [b] ;& [c] ;;& [d] ; ; [e]");
	ck_assert_str_eq(tokens("&&&|||"), "&& & || |");
	ck_assert_str_eq(tokens("{ a=1 ! b }"), "[{] [a=1] [!] [b] [}]");
}
END_TEST

START_TEST(operators_say_what_they_are)
{
	static const enum pf_shell_token_kind kinds[] = {PF_TOKEN_WORD, PF_TOKEN_AND, PF_TOKEN_OR,
		PF_TOKEN_PIPE, PF_TOKEN_PIPE, PF_TOKEN_SEMICOLON, PF_TOKEN_CASE_END,
		PF_TOKEN_BACKGROUND, PF_TOKEN_OPEN, PF_TOKEN_CLOSE, PF_TOKEN_NEWLINE,
		PF_TOKEN_REDIRECTION, PF_TOKEN_END};
	struct pf_shell_lexer lx = {.text = PF_STR("a && || | |& ; ;; & ( ) \n 2>b")};
	struct pf_shell_token t;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		ck_assert_int_eq(pf_shell_token_next(&lx, &t), kinds[i] != PF_TOKEN_END);
		ck_assert_int_eq(t.kind, kinds[i]);
	}
}
END_TEST

START_TEST(redirections_take_their_target)
{
	ck_assert_str_eq(tokens(">a"), "{>|a}");
	ck_assert_str_eq(tokens("a 2>&1"), "[a] {>&|1}");
	ck_assert_str_eq(tokens("a >&2"), "[a] {>&|2}");
	ck_assert_str_eq(tokens("a>&-"), "[a] {>&|-}");
	ck_assert_str_eq(tokens("a &>b"), "[a] {&>|b}");
	ck_assert_str_eq(tokens("a &>> b"), "[a] {&>>|b}");
	ck_assert_str_eq(tokens("a >>b 3<>c <d >|e <&f"), "[a] {>>|b} {<>|c} {<|d} {>||e} {<&|f}");
	ck_assert_str_eq(tokens(">'a b'c d"), "{>|'a b'c} [d]");
	ck_assert_str_eq(tokens("> \\\n a"), "{>|a}");
	ck_assert_str_eq(tokens("12>a"), "{>|a}");
}
END_TEST

START_TEST(a_number_belongs_to_a_redirection_behind_it_alone)
{
	ck_assert_str_eq(tokens("a2>b"), "[a2] {>|b}");
	ck_assert_str_eq(tokens("2 >b"), "[2] {>|b}");
	ck_assert_str_eq(tokens("2"), "[2]");
	ck_assert_str_eq(tokens("2&>b"), "[2] {&>|b}");
	ck_assert_str_eq(tokens("2|3;4\n5"), "[2] | [3] ; [4] \\n [5]");
	ck_assert_str_eq(tokens("\"2\">b"), "[\"2\"] {>|b}");
}
END_TEST

START_TEST(a_redirection_may_lack_its_target)
{
	ck_assert_str_eq(tokens("a >"), "[a] {>|}");
	ck_assert_str_eq(tokens("a > ; b"), "[a] {>|} ; [b]");
	ck_assert_str_eq(tokens("a >\nb"), "[a] {>|} \\n [b]");
	ck_assert_str_eq(tokens("a <(b)"), "[a] {<|} ( [b] )");
	ck_assert_str_eq(tokens("a > # b"), "[a] {>|}");
	ck_assert_str_eq(tokens(">>>a"), "{>>|} {>|a}");
}
END_TEST

START_TEST(here_documents_are_told)
{
	static const char *const texts[] = {"<<E", "<<-E", "<<<E", "3<<'E'", NULL};
	struct pf_shell_token t;

	for (const char *const *text = texts; *text; text++) {
		struct pf_shell_lexer lx = {.text = pf_str_from(*text)};

		ck_assert(pf_shell_token_next(&lx, &t));
		ck_assert_msg(pf_shell_token_is_here(&t), "%s", *text);
		ck_assert(!pf_shell_token_next(&lx, &t));
		ck_assert(!pf_shell_token_is_here(&t));
	}
	ck_assert_str_eq(tokens("a <<-E\nb\nE"), "[a] {<<-|E} \\n [b] \\n [E]");
	ck_assert_str_eq(tokens("a <<<\"b c\""), "[a] {<<<|\"b c\"}");
}
END_TEST

START_TEST(a_number_sign_begins_a_comment_only_where_a_token_may)
{
	ck_assert_str_eq(tokens("# a; b"), "");
	ck_assert_str_eq(tokens("a # b 'c\nd"), "[a] \\n [d]");
	ck_assert_str_eq(tokens("a#b"), "[a#b]");
	ck_assert_str_eq(tokens("a;#b"), "[a] ;");
	ck_assert_str_eq(tokens("a \"#b\" '#c' \\#d"), "[a] [\"#b\"] ['#c'] [\\#d]");
	ck_assert_str_eq(tokens("# a \\\nb"), "\\n [b]");
	ck_assert_str_eq(tokens("$# ${#}"), "[$#] [${#}]");
}
END_TEST

START_TEST(lines_go_on_behind_a_backslash)
{
	ck_assert_str_eq(tokens("a \\\n b"), "[a] [b]");
	ck_assert_str_eq(tokens("a\\\nb"), "[a\\\nb]");
	ck_assert_str_eq(tokens("\\\n"), "");
	ck_assert_str_eq(tokens("a \\\n"), "[a]");
	ck_assert_str_eq(parts("a\\\nb"), "a b");
	ck_assert_str_eq(parts("\"a\\\nb\""), "'a' 'b'");
	ck_assert_str_eq(parts("'a\\\nb'"), "'a\\\nb'");
}
END_TEST

START_TEST(quotes_hide_blanks_and_operators)
{
	ck_assert_str_eq(tokens("'a b;c'd \"e && f\"g h\\ i\\;j"),
		"['a b;c'd] [\"e && f\"g] [h\\ i\\;j]");
	ck_assert_str_eq(tokens("\"a\\\"b c\" 'd\\' e"), "[\"a\\\"b c\"] ['d\\'] [e]");
	ck_assert_str_eq(tokens("\"it's\" '\"'"), "[\"it's\"] ['\"']");
	ck_assert_str_eq(tokens("'' \"\""), "[''] [\"\"]");
}
END_TEST

START_TEST(expansions_hide_blanks_and_operators)
{
	ck_assert_str_eq(tokens("$(a; b) `c | d` ${e:-f g;h} i"),
		"[$(a; b)] [`c | d`] [${e:-f g;h}] [i]");
	ck_assert_str_eq(tokens("$(a (b) $(c)) d"), "[$(a (b) $(c))] [d]");
	ck_assert_str_eq(tokens("$((1 + (2))) a"), "[$((1 + (2)))] [a]");
	ck_assert_str_eq(tokens("`a \\` b` c"), "[`a \\` b`] [c]");
	ck_assert_str_eq(tokens("${a:-${b:-c d}} e"), "[${a:-${b:-c d}}] [e]");
	ck_assert_str_eq(tokens("${a:-'}'} b"), "[${a:-'}'}] [b]");
	ck_assert_str_eq(tokens("${a:-{} b"), "[${a:-{}] [b]");
	ck_assert_str_eq(tokens("$$(a b) c"), "[$$(a b)] [c]");
	ck_assert_str_eq(tokens("$a(b)"), "[$a] ( [b] )");
}
END_TEST

START_TEST(substitutions_have_quotes_of_their_own)
{
	ck_assert_str_eq(tokens("$(a ')' \")\" \\)) b"), "[$(a ')' \")\" \\))] [b]");
	ck_assert_str_eq(tokens("\"$(a \"b; c\" d)\" e"), "[\"$(a \"b; c\" d)\"] [e]");
	ck_assert_str_eq(tokens("\"a $(b 'c\"') d\" e"), "[\"a $(b 'c\"') d\"] [e]");
	ck_assert_str_eq(tokens("\"${a:-\"b c\"}\" d"), "[\"${a:-\"b c\"}\"] [d]");
	ck_assert_str_eq(tokens("\"${a:-it's}\" b"), "[\"${a:-it's}\"] [b]");
	ck_assert_str_eq(tokens("$(a # it's )\n) b"), "[$(a # it's )\n)] [b]");
	ck_assert_str_eq(tokens("$(a#b $#) c"), "[$(a#b $#)] [c]");
}
END_TEST

START_TEST(what_is_not_closed_is_open)
{
	static const char *const words[] = {"'a b", "\"a b", "a\\", "$(a b", "${a b", "`a b", "'",
		"\"", "\\", "$(", "${", "`", "\"$(\"", "\"a $(b \")", "${a:-'}", "$(a # )",
		"$(a \\", "\"a\\", "`a \\`", NULL};
	struct pf_shell_token t;

	for (const char *const *word = words; *word; word++) {
		struct pf_shell_lexer lx = {.text = pf_str_from(*word)};

		ck_assert(pf_shell_token_next(&lx, &t));
		ck_assert_int_eq(t.kind, PF_TOKEN_WORD);
		ck_assert_msg(t.open, "%s", *word);
		ck_assert_uint_eq(t.end, strlen(*word));
		ck_assert(!pf_shell_token_next(&lx, &t));
	}
	ck_assert_str_eq(tokens("a 'b; c"), "[a] ['b; c]!");
	ck_assert_str_eq(tokens("a >'b"), "[a] {>|'b}!");
	ck_assert_str_eq(tokens("a$ $"), "[a$] [$]");
}
END_TEST

START_TEST(nothing_is_deeper_than_the_limit)
{
	char text[3 * (PF_SHELL_DEPTH + 1) + 1];

	for (size_t depth = PF_SHELL_DEPTH; depth <= PF_SHELL_DEPTH + 1; depth++) {
		struct pf_shell_lexer lx = {.text = {text, 3 * depth}};
		struct pf_shell_token t;

		for (size_t i = 0; i < depth; i++) {
			text[2 * i] = '$';
			text[2 * i + 1] = '(';
			text[2 * depth + i] = ')';
		}
		ck_assert(pf_shell_token_next(&lx, &t));
		ck_assert_int_eq(t.open, depth > PF_SHELL_DEPTH);
		ck_assert_uint_eq(t.end, 3 * depth);
	}
}
END_TEST

START_TEST(says_where_a_token_stands)
{
	struct pf_shell_lexer lx = {.text = PF_STR(" ab  2> c;")};
	struct pf_shell_token t;

	ck_assert(pf_shell_token_next(&lx, &t));
	ck_assert_uint_eq(t.start, 1);
	ck_assert_uint_eq(t.end, 3);
	ck_assert(pf_shell_token_next(&lx, &t));
	ck_assert_uint_eq(t.start, 5);
	ck_assert_uint_eq(t.end, 9);
	ck_assert(pf_shell_token_next(&lx, &t));
	ck_assert_uint_eq(t.start, 9);
	ck_assert_uint_eq(t.end, 10);
}
END_TEST

START_TEST(a_word_falls_into_parts)
{
	ck_assert_str_eq(parts(""), "");
	ck_assert_str_eq(parts("a"), "a");
	ck_assert_str_eq(parts("a'b c'\"d e\"f"), "a 'b c' 'd e' f");
	ck_assert_str_eq(parts("''\"\"a''\"\""), "a");
	ck_assert_str_eq(parts("a\\ b\\\\"), "a ' ' b '\\'");
	ck_assert_str_eq(parts("\"a\\\"b\\$c\\`\\\\\""), "'a' '\"' 'b' '$' 'c' '`' '\\'");
	ck_assert_str_eq(parts("\"a\\n'b'\""), "'a\\n'b''");
	ck_assert_str_eq(parts("'a\\n\"b\"$c'"), "'a\\n\"b\"$c'");
	ck_assert_str_eq(parts("\\$a"), "'$' a");
}
END_TEST

START_TEST(variables_have_names)
{
	ck_assert_str_eq(parts("$a"), "$a");
	ck_assert_str_eq(parts("$A_1-b"), "$A_1 -b");
	ck_assert_str_eq(parts("a${b}c"), "a $b{} c");
	ck_assert_str_eq(parts("\"$a\"$b"), "'$a' $b");
	ck_assert_str_eq(parts("\"${a}\""), "'$a{}'");
	ck_assert_str_eq(parts("${a:-b}${c-}${d##*/}"), "$a{:-b} $c{-} $d{##*/}");
	ck_assert_str_eq(parts("${a:-${b:-}}c"), "$a{:-${b:-}} c");
	ck_assert_str_eq(parts("\"${a:-'}'\""), "'$a{:-'}' '''");
	ck_assert_str_eq(parts("${env:C}"), "$env{:C}");
}
END_TEST

START_TEST(parameters_are_no_variables)
{
	ck_assert_str_eq(parts("$1$23${45}"), "@1 @2 3 @45{}");
	ck_assert_str_eq(parts("$@$*$#$?$-$!$$"), "@@ @* @# @? @- @! @$");
	ck_assert_str_eq(parts("$$a"), "@$ a");
	ck_assert_str_eq(parts("${1:-a}${#}${#A}${!A}"), "@1{:-a} @#{} @#{A} @!{A}");
	ck_assert_str_eq(parts("${}${:-a}${ b}"), "@{} @{:-a} @{ b}");
}
END_TEST

START_TEST(a_dollar_may_stand_for_itself)
{
	ck_assert_str_eq(parts("$"), "$");
	ck_assert_str_eq(parts("a$"), "a$");
	ck_assert_str_eq(parts("\"a$\""), "'a$'");
	ck_assert_str_eq(parts("$/a$.b$=%"), "$/a$.b$=%");
	ck_assert_str_eq(parts("$'a'"), "$ 'a'");
}
END_TEST

START_TEST(substitutions_are_taken_whole)
{
	ck_assert_str_eq(parts("a$(b \"c\" $(d))e"), "a %{b \"c\" $(d)} e");
	ck_assert_str_eq(parts("\"`a`\"`b \\`c\\``"), "'%{a}' %{b \\`c\\`}");
	ck_assert_str_eq(parts("$((1 + 2))"), "%{(1 + 2)}");
	ck_assert_str_eq(parts("$()``"), "%{} %{}");
	ck_assert_str_eq(parts("$$(a)"), "@$ %{a}");
}
END_TEST

START_TEST(parts_may_be_open)
{
	ck_assert_str_eq(parts("'a b"), "'a b'");
	ck_assert_str_eq(parts("\"a b"), "'a b'");
	ck_assert_str_eq(parts("\""), "");
	ck_assert_str_eq(parts("'"), "''");
	ck_assert_str_eq(parts("a\\"), "a '\\'");
	ck_assert_str_eq(parts("$(a"), "%{a}");
	ck_assert_str_eq(parts("$("), "%{}");
	ck_assert_str_eq(parts("`a"), "%{a}");
	ck_assert_str_eq(parts("${"), "@{}");
	ck_assert_str_eq(parts("${a"), "$a{}");
	ck_assert_str_eq(parts("${a:-"), "$a{:-}");
}
END_TEST

START_TEST(odd_bytes_are_text)
{
	struct pf_shell_lexer lx = {.text = PF_STR("\xff\0a \x01\x7f")};
	struct pf_shell_token t;

	ck_assert(pf_shell_token_next(&lx, &t));
	ck_assert(pf_str_eq(t.text, PF_STR("\xff\0a")));
	ck_assert(pf_shell_token_next(&lx, &t));
	ck_assert(pf_str_eq(t.text, PF_STR("\x01\x7f")));
	ck_assert_str_eq(parts("\xc3\xa4$\xc3\xa4"), "\xc3\xa4$\xc3\xa4");
	ck_assert_str_eq(tokens("a\vb\fc"), "[a\vb\fc]");
}
END_TEST

/* The names of all uses with their brackets, joined by blanks. */
static const char *uses(const char *text)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_shell_lexer lx = {.text = pf_str_from(text)};
	struct pf_shell_use use;

	while (pf_shell_any_use_next(&lx, &use))
		pf_buf_addf(&buf, "%s%s%s%.*s%s", buf.len ? " " : "", use.variable ? "$" : "@",
			use.braces ? "{" : "", PF_STR_ARG(use.name),
			use.braces && !use.open ? "}" : "");
	return shown(&buf);
}

START_TEST(finds_uses_whatever_is_around_them)
{
	ck_assert_str_eq(uses(""), "");
	ck_assert_str_eq(uses("$"), "");
	ck_assert_str_eq(uses("${"), "@{");
	ck_assert_str_eq(uses("'$a' \"${b}\" $(c $d) `$e` \\$f"), "$a ${b} $d $e $f");
	ck_assert_str_eq(uses("${a:-${b:-$c}}"), "${a ${b $c");
	ck_assert_str_eq(uses("$$a $$$b $1 ${2} $@ $(c) $$(d)"), "@$ @$ $b @1 @{2} @@ @$");
	ck_assert_str_eq(uses("${a"), "${a");
}
END_TEST

static void check_unquote(const char *word, const char *expected, size_t allocated)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = pf_shell_unquote(&arena, pf_str_from(word));

	ck_assert_msg(pf_str_eq(got, pf_str_from(expected)), "%s: %.*s", word, PF_STR_ARG(got));
	ck_assert_msg((arena.used > 0) == (allocated > 0), "%s", word);
	pf_arena_release(&arena);
}

START_TEST(takes_quotes_off)
{
	check_unquote("", "", 0);
	check_unquote("a", "a", 0);
	check_unquote("'a b'", "a b", 0);
	check_unquote("\"a b\"", "a b", 0);
	check_unquote("''", "", 0);
	check_unquote("\\a", "a", 0);
	check_unquote("a'b'", "ab", 1);
	check_unquote("--x=\"b c\"d", "--x=b cd", 1);
	check_unquote("'it'\\''s'", "it's", 1);
	check_unquote("\"a\\\"b\\n\"", "a\"b\\n", 1);
	check_unquote("a\\\nb", "ab", 1);
	check_unquote("$(a \"b\")", "$(a \"b\")", 0);
	check_unquote("\"$a\"/'b'", "$a/b", 1);
}
END_TEST

static const char *unquoted(const char *word)
{
	struct pf_buf buf = PF_BUF_INIT;

	pf_buf_add(&buf, pf_shell_unquoted(pf_str_from(word)));
	return shown(&buf);
}

START_TEST(takes_the_quotes_around_all_of_it_off)
{
	ck_assert_str_eq(unquoted("'a b'"), "a b");
	ck_assert_str_eq(unquoted("\"a $b\""), "a $b");
	ck_assert_str_eq(unquoted("\"a\\\"b\""), "a\\\"b");
	ck_assert_str_eq(unquoted("''"), "");
	ck_assert_str_eq(unquoted("a"), "a");
	ck_assert_str_eq(unquoted(""), "");
	ck_assert_str_eq(unquoted("'"), "'");
	ck_assert_str_eq(unquoted("\""), "\"");
	ck_assert_str_eq(unquoted("'a'b'c'"), "'a'b'c'");
	ck_assert_str_eq(unquoted("\"a\\\""), "\"a\\\"");
}
END_TEST

/* Characters looked at for each one of the text: a unit of it over and over. */
static size_t effort(const char *unit, char what)
{
	size_t len = strlen(unit), n = 20000;
	char *text = malloc(len * n);
	struct pf_shell_lexer lx = {.text = {text, len * n}};
	struct pf_shell_token token;
	struct pf_shell_part part;
	struct pf_shell_use use;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * len, unit, len);
	while (what == 't' && pf_shell_token_next(&lx, &token))
		;
	while (what == 'p' && pf_shell_part_next(&lx, &part))
		;
	while (what == 'u' && pf_shell_any_use_next(&lx, &use))
		;
	ck_assert_uint_eq(lx.at, lx.text.len);
	free(text);
	return lx.looked / lx.text.len;
}

START_TEST(looks_at_no_character_more_than_a_few_times)
{
	static const char *const units[] = {"a", "1", "$", "$$", "$a", "${", "${a", "${a:-", "$(",
		"\"$(", "`", "'", "\"", "\\", "\\\n", "#", " #", ">", "2>#", "(", "}", "$(#", "''",
		"\"\"", "a ", ";;", "<", "&>", "$1", "a'", "\"'", "{", "\n", "${a:-}", "$()", NULL};

	for (const char *const *unit = units; *unit; unit++) {
		ck_assert_msg(effort(*unit, 't') <= 8, "%s", *unit);
		ck_assert_msg(effort(*unit, 'p') <= 8, "%s", *unit);
		ck_assert_msg(effort(*unit, 'u') <= 8, "%s", *unit);
	}
}
END_TEST

UNIT_TESTS(tells_words_from_operators, operators_say_what_they_are, redirections_take_their_target,
	a_number_belongs_to_a_redirection_behind_it_alone, a_redirection_may_lack_its_target,
	here_documents_are_told, a_number_sign_begins_a_comment_only_where_a_token_may,
	lines_go_on_behind_a_backslash, quotes_hide_blanks_and_operators,
	expansions_hide_blanks_and_operators, substitutions_have_quotes_of_their_own,
	what_is_not_closed_is_open, nothing_is_deeper_than_the_limit, says_where_a_token_stands,
	a_word_falls_into_parts, variables_have_names, parameters_are_no_variables,
	a_dollar_may_stand_for_itself, substitutions_are_taken_whole, parts_may_be_open,
	odd_bytes_are_text, finds_uses_whatever_is_around_them, takes_quotes_off,
	takes_the_quotes_around_all_of_it_off, looks_at_no_character_more_than_a_few_times)
