/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/expand.h"

#include "base/buf.h"
#include "unit.h"

static const struct pf_variable variables[] = {
	{{"name", 4}, {"shop", 4}, PF_KNOWN, false, false},
	{{"empty", 5}, {"", 0}, PF_KNOWN, false, false},
	{{"path", 4}, {"/usr/local/bin/sh", 17}, PF_KNOWN, false, false},
	{{"ports", 5}, {" 80  443 ", 9}, PF_KNOWN, false, false},
	{{"base", 4}, {"", 0}, PF_INHERITED, false, false},
	{{"arg", 3}, {"1.0", 3}, PF_KNOWN, true, false},
	{{"asked", 5}, {"", 0}, PF_KNOWN, true, true},
	{{"umlaut", 6}, {"\xc3\xa4z", 3}, PF_KNOWN, false, false},
	{{"gr\xc3\xb6\xc3\x9f\x65", 7}, {"5", 1}, PF_KNOWN, false, false},
	{{"77", 2}, {"first", 5}, PF_KNOWN, false, false},
	{{"dollar", 6}, {"$name", 5}, PF_KNOWN, false, false},
};

static const struct pf_variable *find(const void *data, pf_str name)
{
	(void)data;
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		if (pf_str_eq(variables[i].name, name))
			return &variables[i];
	}
	return NULL;
}

static const struct pf_build_scope closed = {.find = find, .escape = '\\'};
static const struct pf_build_scope open_scope = {.find = find, .escape = '\\', .open = true};

static void expands_in(const struct pf_build_scope *scope, const char *word, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};
	bool ok = pf_expand(&arena, pf_str_from(word), scope, &out, &err);

	ck_assert_msg(ok, "%s: %s", word, err.msg);
	ck_assert_msg(out.is == PF_KNOWN, "%s: not known", word);
	ck_assert_msg(pf_str_eq(out.text, pf_str_from(want)), "%s gives %.*s, not %s", word,
		PF_STR_ARG(out.text), want);
	pf_arena_release(&arena);
}

static void expands(const char *word, const char *want)
{
	expands_in(&closed, word, want);
}

static void is_unknown(const struct pf_build_scope *scope, const char *word)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};
	bool ok = pf_expand(&arena, pf_str_from(word), scope, &out, &err);

	ck_assert_msg(ok && out.is == PF_INHERITED && out.text.len == 0, "%s is known", word);
	pf_arena_release(&arena);
}

static void varies(const char *word, bool want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};
	bool ok = pf_expand(&arena, pf_str_from(word), &closed, &out, &err);

	ck_assert_msg(ok && out.varies == want, "%s", word);
	pf_arena_release(&arena);
}

static void fails(const char *word, const char *message)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};

	ck_assert_msg(!pf_expand(&arena, pf_str_from(word), &closed, &out, &err), "%s", word);
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
	ck_assert_str_eq(err.msg, message);
	pf_arena_release(&arena);
}

START_TEST(leaves_plain_words_as_they_are)
{
	expands("", "");
	expands("alpine:3.20", "alpine:3.20");
	expands("a b", "a b");
}
END_TEST

START_TEST(replaces_names)
{
	expands("$name", "shop");
	expands("${name}", "shop");
	expands("a${name}b", "ashopb");
	expands("$name/$name", "shop/shop");
	expands("$name.txt", "shop.txt");
	expands("$nameless", "");
	expands("${name}less", "shopless");
	expands("$missing", "");
	expands("$empty", "");
}
END_TEST

START_TEST(does_not_expand_what_came_of_a_variable)
{
	expands("$dollar", "$name");
	expands("${dollar}", "$name");
}
END_TEST

START_TEST(keeps_a_dollar_that_names_nothing)
{
	expands("$", "$");
	expands("a$ b", "a$ b");
	expands("$(name)", "$(name)");
	expands("\"$\"", "$");
}
END_TEST

START_TEST(finds_parameters_of_a_shell_empty)
{
	expands("[$1]", "[]");
	expands("[$10x]", "[x]");
	expands("[$@$*$#$?$-$!]", "[]");
	expands("[$$]", "[]");
	expands("[${1:-one}]", "[one]");
	expands("$$name", "name");
	expands_in(&open_scope, "[$1$@]", "[]");
}
END_TEST

START_TEST(takes_single_quotes_literally)
{
	expands("'$name'", "$name");
	expands("'a\\b\"c'", "a\\b\"c");
	expands("a'b c'd", "ab cd");
	expands("''", "");
}
END_TEST

START_TEST(expands_within_double_quotes)
{
	expands("\"$name\"", "shop");
	expands("\"it's ${name}\"", "it's shop");
	expands("\"\\$name \\\"x\\\" \\\\ \\n\"", "$name \"x\" \\ \\n");
}
END_TEST

START_TEST(escapes_one_character)
{
	expands("\\$name", "$name");
	expands("a\\ b", "a b");
	expands("\\\\", "\\");
	expands("a\\", "a");
	expands("\\'$name\\'", "'shop'");
}
END_TEST

START_TEST(escapes_with_a_backtick_where_the_file_says_so)
{
	const struct pf_build_scope windows = {.find = find, .escape = '`'};

	expands_in(&windows, "C:\\`$name\\$name", "C:\\$name\\shop");
	expands_in(&windows, "\"C:\\x\"", "C:\\x");
}
END_TEST

START_TEST(chooses_by_operator)
{
	expands("${name:-x}", "shop");
	expands("${name-x}", "shop");
	expands("${missing:-x}", "x");
	expands("${missing-x}", "x");
	expands("${empty:-x}", "x");
	expands("${empty-x}", "");
	expands("${name:+x}", "x");
	expands("${name+x}", "x");
	expands("${missing:+x}", "");
	expands("${missing+x}", "");
	expands("${empty:+x}", "");
	expands("${empty+x}", "x");
	expands("${name:?x}", "shop");
	expands("${empty?x}", "");
	expands("${missing:-}", "");
}
END_TEST

START_TEST(takes_letters_of_any_alphabet)
{
	expands("${gr\xc3\xb6\xc3\x9f\x65}", "5");
	expands("$gr\xc3\xb6\xc3\x9f\x65.", "5.");
	expands("$name\xe2\x80\xa6", "shop\xe2\x80\xa6");
	expands("$n\xc3\xa4me", "");
	expands("[$77][$78]", "[first][]");
	is_unknown(&closed, "$name\xe0\xa4\x85");
}
END_TEST

/* As in the text of a heredoc. */
START_TEST(leaves_plain_quotes)
{
	static const struct pf_build_scope plain = {
		.find = find, .escape = '\\', .plain_quotes = true};

	expands_in(&plain, "it's \"$name\" '$name'", "it's \"shop\" 'shop'");
	expands_in(&plain, "${missing:-'a'}\\$name", "'a'$name");
}
END_TEST

START_TEST(nests_words)
{
	expands("${missing:-${name}}", "shop");
	expands("${missing:-${empty:-$name-2}}", "shop-2");
	expands("${missing:-'$name'}", "$name");
	expands("${missing:-\"a}b\"}", "a}b");
	expands("${missing:-a\\}b}", "a}b");
	expands("${name:+${missing:-y}}z", "yz");
}
END_TEST

START_TEST(trims_by_pattern)
{
	expands("${path#*/}", "usr/local/bin/sh");
	expands("${path##*/}", "sh");
	expands("${path%/*}", "/usr/local/bin");
	expands("${path%%/*}", "");
	expands("${path%%/bin*}", "/usr/local");
	expands("${path#/usr}", "/local/bin/sh");
	expands("${path#usr}", "/usr/local/bin/sh");
	expands("${path%sh}", "/usr/local/bin/");
	expands("${path%??}", "/usr/local/bin/");
	expands("${path#*l*/}", "bin/sh");
	expands("${path##*l*/}", "sh");
	expands("${path##*}", "");
	expands("${path#*}", "/usr/local/bin/sh");
	expands("${path#}", "/usr/local/bin/sh");
	expands("${name#$name}", "");
	expands("${missing#x}", "");
	expands("${name#\\*}", "shop");
	expands("${umlaut%z}", "\xc3\xa4");
}
END_TEST

START_TEST(replaces_by_pattern)
{
	expands("${path/\\//:}", ":usr/local/bin/sh");
	expands("${path//\\//:}", ":usr:local:bin:sh");
	expands("${name/o/0}", "sh0p");
	expands("${name/x/0}", "shop");
	expands("${name/s*o/S}", "Sp");
	expands("${name//?/x}", "xxxx");
	expands("${name//*/x}", "x");
	expands("${name/o/$name}", "shshopp");
	expands("${path//l/}", "/usr/oca/bin/sh");
	expands("${missing/x/y}", "");
}
END_TEST

START_TEST(fails_as_the_builder_does)
{
	fails("${}", "bad substitution");
	fails("${{name}}", "bad substitution");
	fails("${:-x}", "bad substitution");
	fails("${name", "a `}` is missing");
	fails("${", "a `}` is missing");
	fails("${name:-x", "a `}` is missing");
	fails("${name:", "a `}` is missing");
	fails("${name=x}", "`=` is no operator of a substitution");
	fails("${name:=x}", "`:=` is no operator of a substitution");
	fails("${name:#x}", "`:#` is no operator of a substitution");
	fails("${name^^}", "`^` is no operator of a substitution");
	fails("${name.x}", "`.` is no operator of a substitution");
	fails("${name\xe2\x80\xa6}", "bad substitution");
	fails("'abc", "a single quote has no end");
	fails("\"abc", "a double quote has no end");
	fails("\"abc\\", "a double quote has no end");
	fails("${name/x}", "a `/` is missing");
	fails("${name#\\n}", "the pattern `\\n` has a bad escape");
	fails("${missing?}", "`missing` is not set");
	fails("${missing:?give one}", "`missing` is not set: give one");
	fails("${empty:?}", "`empty` is empty");
	fails("${empty:?$name}", "`empty` is empty: shop");
	fails("${name:-${}}", "bad substitution");
}
END_TEST

START_TEST(does_not_know_what_the_base_decides)
{
	is_unknown(&closed, "$base");
	is_unknown(&closed, "x${base}y");
	is_unknown(&closed, "${base:-x}");
	is_unknown(&closed, "${base:+x}");
	is_unknown(&closed, "${base:?x}");
	is_unknown(&closed, "${base#x}");
	is_unknown(&closed, "${base/x/y}");
	is_unknown(&closed, "${name/o/$base}");
	is_unknown(&open_scope, "$missing");
	is_unknown(&open_scope, "/opt/bin:$PATH");
	is_unknown(&open_scope, "${missing:-x}");
	is_unknown(&open_scope, "${missing:?x}");
	is_unknown(&open_scope, "\"$missing\"");
	expands_in(&open_scope, "$name", "shop");
	expands_in(&open_scope, "'$missing'", "$missing");
}
END_TEST

START_TEST(ignores_what_a_word_not_used_rests_on)
{
	expands("${name:-$base}", "shop");
	expands("${missing:+$base}", "");
	varies("${name:-$arg}", false);
	varies("${missing:-$arg}", true);
}
END_TEST

START_TEST(tells_what_the_build_may_set_otherwise)
{
	varies("$name", false);
	varies("$arg", true);
	varies("'$arg'", false);
	varies("${arg:-x}", true);
	varies("${arg#1}", true);
	varies("${arg/1/2}", true);
	varies("${name/o/$arg}", true);
	varies("$asked", true);
	varies("${asked:-x}", true);
	expands("$asked", "");
	expands("${asked-x}", "x");
	expands("${asked+x}", "");
}
END_TEST

START_TEST(does_not_refuse_to_ask_for_an_argument)
{
	is_unknown(&closed, "${asked:?give one}");
	is_unknown(&closed, "${asked?}");
	varies("${asked:?}", true);
}
END_TEST

START_TEST(is_unknown_beyond_its_size)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_buf word = PF_BUF_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};

	pf_buf_repeat(&word, 'a', PF_EXPANSION_MAX - 4);
	pf_buf_add_lit(&word, "$name");
	ck_assert(pf_expand(&arena, pf_buf_str(&word), &closed, &out, &err));
	ck_assert_int_eq(out.is, PF_KNOWN);
	ck_assert_uint_eq(out.text.len, PF_EXPANSION_MAX);
	pf_buf_addc(&word, '!');
	ck_assert(pf_expand(&arena, pf_buf_str(&word), &closed, &out, &err));
	ck_assert_int_eq(out.is, PF_INHERITED);
	ck_assert_uint_eq(out.text.len, 0);
	pf_buf_release(&word);
	pf_arena_release(&arena);
}
END_TEST

static bool is_known_at_depth(size_t depth)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_buf word = PF_BUF_INIT;
	struct pf_expansion out;
	struct pf_error err = {0};

	for (size_t i = 0; i < depth; i++)
		pf_buf_add_lit(&word, "${missing:-");
	pf_buf_addc(&word, 'x');
	pf_buf_repeat(&word, '}', depth);
	ck_assert(pf_expand(&arena, pf_buf_str(&word), &closed, &out, &err));
	pf_buf_release(&word);
	pf_arena_release(&arena);
	return out.is == PF_KNOWN;
}

START_TEST(is_unknown_beyond_its_depth)
{
	ck_assert(is_known_at_depth(PF_EXPANSION_DEPTH));
	ck_assert(!is_known_at_depth(PF_EXPANSION_DEPTH + 1));
	ck_assert(!is_known_at_depth(5000));
}
END_TEST

START_TEST(stops_when_the_fuel_is_used_up)
{
	size_t fuel = 40;
	const struct pf_build_scope scope = {.find = find, .escape = '\\', .fuel = &fuel};

	expands_in(&scope, "$name$name", "shopshop");
	is_unknown(&scope, "${path//l*b*n/x}");
	is_unknown(&scope, "$name");
	expands_in(&scope, "plain", "plain");
}
END_TEST

static void splits(const char *word, const char *joined)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_expanded_words out;
	struct pf_error err = {0};
	struct pf_buf got = PF_BUF_INIT;

	ck_assert(pf_expand_words(&arena, pf_str_from(word), &closed, &out, &err));
	ck_assert_int_eq(out.is, PF_KNOWN);
	for (size_t i = 0; i < out.words.len; i++) {
		pf_buf_add_lit(&got, "|");
		pf_buf_add(&got, out.words.ptr[i]);
	}
	pf_buf_add_lit(&got, "|");
	ck_assert_str_eq(got.ptr, joined);
	pf_buf_release(&got);
	pf_arena_release(&arena);
}

START_TEST(splits_after_expanding)
{
	splits("80", "|80|");
	splits("", "|");
	splits("$missing", "|");
	splits("$ports", "|80|443|");
	splits("8$ports", "|8|80|443|");
	splits("\"$ports\"", "| 80  443 |");
	splits("'a b'c d", "|a bc|d|");
	splits("a\\ b", "|a b|");
	splits("${missing:-1 2}", "|1|2|");
	splits("${missing:-\"1 2\"}", "|1|2|");
	splits("\"\" x", "|x|");
}
END_TEST

UNIT_TESTS(leaves_plain_words_as_they_are, replaces_names, does_not_expand_what_came_of_a_variable,
	keeps_a_dollar_that_names_nothing, finds_parameters_of_a_shell_empty,
	takes_single_quotes_literally, expands_within_double_quotes, escapes_one_character,
	escapes_with_a_backtick_where_the_file_says_so, chooses_by_operator, nests_words,
	takes_letters_of_any_alphabet, leaves_plain_quotes, trims_by_pattern, replaces_by_pattern,
	fails_as_the_builder_does, does_not_know_what_the_base_decides,
	ignores_what_a_word_not_used_rests_on, tells_what_the_build_may_set_otherwise,
	does_not_refuse_to_ask_for_an_argument, is_unknown_beyond_its_size,
	is_unknown_beyond_its_depth, stops_when_the_fuel_is_used_up, splits_after_expanding)
