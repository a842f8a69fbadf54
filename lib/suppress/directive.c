/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/directive.h"

static bool is_word(char c)
{
	return pf_is_alnum(c) || c == '-' || c == '_';
}

static bool starts_with_nocase(pf_str s, pf_str prefix)
{
	return s.len >= prefix.len && pf_str_eq_nocase(pf_str_sub(s, 0, prefix.len), prefix);
}

static pf_str skip_blanks(pf_str s)
{
	size_t at = 0;

	while (at < s.len && pf_is_blank(s.ptr[at]))
		at++;
	return pf_str_from_offset(s, at);
}

static pf_str take_word(pf_str *s)
{
	size_t end = 0;
	pf_str word;

	while (end < s->len && is_word(s->ptr[end]))
		end++;
	word = pf_str_sub(*s, 0, end);
	*s = pf_str_from_offset(*s, end);
	return word;
}

/* From the "podfit" that begins a comment on; empty when none does. */
static pf_str find_podfit(pf_str comment)
{
	static const pf_str podfit = PF_STR_INIT("podfit");
	size_t at = 0;

	while (at < comment.len) {
		at += pf_str_find_char(pf_str_from_offset(comment, at), '#');
		while (at < comment.len && (comment.ptr[at] == '#' || pf_is_blank(comment.ptr[at])))
			at++;
		if (starts_with_nocase(pf_str_from_offset(comment, at), podfit))
			return pf_str_trim(pf_str_from_offset(comment, at));
	}
	return PF_STR_EMPTY;
}

static struct pf_directive broken(struct pf_directive d, pf_str fault)
{
	d.kind = PF_DIRECTIVE_BROKEN;
	d.fault = fault;
	return d;
}

/* "-- why", also with the dashes that word processors make of two. */
static bool read_reason(pf_str rest, pf_str *reason)
{
	static const pf_str dashes[] = {
		PF_STR_INIT("--"), PF_STR_INIT("\xe2\x80\x94"), PF_STR_INIT("\xe2\x80\x93")};

	rest = skip_blanks(rest);
	if (!rest.len || rest.ptr[0] == '#')
		return true;
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (pf_str_starts_with(rest, dashes[i])) {
			*reason = pf_str_trim(pf_str_from_offset(rest, dashes[i].len));
			return true;
		}
	}
	return false;
}

/* The rule that is named first, with whatever other tools write before it. */
static pf_str first_name(pf_str rest)
{
	size_t at = 0;

	while (at < rest.len &&
		(pf_is_blank(rest.ptr[at]) || rest.ptr[at] == ':' || rest.ptr[at] == '=' ||
			rest.ptr[at] == '['))
		at++;
	rest = pf_str_from_offset(rest, at);
	return take_word(&rest);
}

/* `rest` is what follows `ignore` or `ignore-file`. */
static struct pf_directive read_names(struct pf_directive d, pf_str rest)
{
	pf_str names, name;
	size_t end;

	rest = skip_blanks(rest);
	if (!rest.len || rest.ptr[0] != '[') {
		d.word = first_name(rest);
		return broken(d,
			PF_STR("rules are named in brackets, as in `ignore[run-as-root]`"));
	}
	end = pf_str_find_char(rest, ']');
	if (end == rest.len)
		return broken(d, PF_STR("the `]` behind the rules is missing"));
	names = d.names = pf_str_sub(rest, 1, end);
	if (!pf_next_name(&names, &name))
		return broken(d, PF_STR("no rule stands between the brackets"));
	if (!read_reason(pf_str_from_offset(rest, end + 1), &d.reason))
		return broken(d, PF_STR("a `--` must part the rules from the reason"));
	return d;
}

/* "podfit-ignore: x", as other tools have it; "podfit-ignored" is prose. */
static bool is_joined_ignore(pf_str rest)
{
	static const pf_str ignore = PF_STR_INIT("-ignore");

	if (rest.len < ignore.len || (rest.ptr[0] != '-' && rest.ptr[0] != '_') ||
		!starts_with_nocase(pf_str_from_offset(rest, 1), pf_str_from_offset(ignore, 1)))
		return false;
	return rest.len > ignore.len && pf_str_find_char(PF_STR(":=["), rest.ptr[ignore.len]) < 3;
}

/*
 * What follows "podfit" is a directive when it begins as one: with `ignore`,
 * or with any word and a bracket.  All else is prose.
 */
struct pf_directive pf_directive_parse(pf_str comment)
{
	struct pf_directive d = {.kind = PF_DIRECTIVE_NONE, .text = find_podfit(comment)};
	pf_str rest = d.text, word;
	bool colon, bracket;

	if (!rest.len)
		return d;
	rest = skip_blanks(pf_str_from_offset(rest, sizeof("podfit") - 1));
	if (is_joined_ignore(rest)) {
		rest = pf_str_from_offset(rest, sizeof("-ignore") - 1);
		d.word = first_name(rest);
		return broken(d,
			PF_STR("a colon must follow `podfit`, and rules stand in brackets"));
	}
	colon = rest.len && rest.ptr[0] == ':';
	if (colon)
		rest = skip_blanks(pf_str_from_offset(rest, 1));
	word = take_word(&rest);
	bracket = rest.len && rest.ptr[0] == '[';
	if (!colon)
		return word.len && bracket ? broken(d, PF_STR("a colon must follow `podfit`")) : d;
	if (pf_str_eq_nocase(word, PF_STR("ignore"))) {
		d.kind = PF_DIRECTIVE_IGNORE;
		return read_names(d, rest);
	}
	if (pf_str_eq_nocase(word, PF_STR("ignore-file"))) {
		d.kind = PF_DIRECTIVE_IGNORE_FILE;
		return read_names(d, rest);
	}
	if ((word.len && bracket) || starts_with_nocase(word, PF_STR("ignore-")) ||
		starts_with_nocase(word, PF_STR("ignore_")))
		return broken(d, PF_STR("there are only `ignore[…]` and `ignore-file[…]`"));
	return d;
}

bool pf_next_name(pf_str *list, pf_str *name)
{
	size_t from = 0, to;

	while (from < list->len && pf_parts_names(list->ptr[from]))
		from++;
	for (to = from; to < list->len && !pf_parts_names(list->ptr[to]);)
		to++;
	*name = pf_str_sub(*list, from, to);
	*list = pf_str_from_offset(*list, to);
	return name->len > 0;
}
