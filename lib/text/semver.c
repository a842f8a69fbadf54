/* SPDX-License-Identifier: Apache-2.0 */

#include "text/semver.h"

static bool is_identifier(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_alnum(text.ptr[i]) && text.ptr[i] != '-')
			return false;
	}
	return text.len > 0;
}

static bool is_number(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_digit(text.ptr[i]))
			return false;
	}
	return text.len > 0;
}

/* Without a zero in front, as SemVer wants numbers. */
static bool read_number(pf_str text, int64_t *out)
{
	if (!is_number(text) || (text.len > 1 && text.ptr[0] == '0'))
		return false;
	return pf_str_to_int(text, out);
}

static bool are_identifiers(pf_str list)
{
	pf_str part;

	while (pf_str_split(&list, '.', &part)) {
		if (!is_identifier(part))
			return false;
	}
	return true;
}

/* Take what follows `mark` off the end of `*text`; false: it is badly formed. */
static bool take_tail(pf_str *text, char mark, pf_str *out)
{
	size_t at = pf_str_find_char(*text, mark);

	*out = PF_STR_EMPTY;
	if (at == text->len)
		return true;
	*out = pf_str_from_offset(*text, at + 1);
	*text = pf_str_sub(*text, 0, at);
	return are_identifiers(*out);
}

bool pf_semver_parse(pf_str text, pf_semver *out)
{
	pf_semver version = {.nparts = 0};
	bool has_tail;
	pf_str part, build;

	if (!take_tail(&text, '+', &build) || !take_tail(&text, '-', &version.pre))
		return false;
	has_tail = build.len || version.pre.len;
	while (pf_str_split(&text, '.', &part)) {
		if (version.nparts == 3 || !read_number(part, &version.part[version.nparts]))
			return false;
		version.nparts++;
	}
	if (!version.nparts || (has_tail && version.nparts < 3))
		return false;
	*out = version;
	return true;
}

/* Numbers before words, and both in their own order. */
static int cmp_identifiers(pf_str a, pf_str b)
{
	int64_t x = 0, y = 0;
	bool a_number = is_number(a) && pf_str_to_int(a, &x);
	bool b_number = is_number(b) && pf_str_to_int(b, &y);

	if (a_number != b_number)
		return a_number ? -1 : 1;
	if (a_number)
		return (x > y) - (x < y);
	return pf_str_cmp(a, b);
}

/* A version with none is the higher one. */
static int cmp_pre(pf_str a, pf_str b)
{
	pf_str x, y;

	if (!a.len || !b.len)
		return (b.len > 0) - (a.len > 0);
	for (;;) {
		bool more_a = pf_str_split(&a, '.', &x);
		bool more_b = pf_str_split(&b, '.', &y);
		int order;

		if (!more_a || !more_b)
			return (int)more_a - (int)more_b;
		order = cmp_identifiers(x, y);
		if (order)
			return order;
	}
}

int pf_semver_cmp(const pf_semver *a, const pf_semver *b)
{
	size_t n = a->nparts < b->nparts ? a->nparts : b->nparts;

	for (size_t i = 0; i < n; i++) {
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	}
	return n == 3 ? cmp_pre(a->pre, b->pre) : 0;
}

/* A comparison, and the signs of pf_semver_cmp() that it accepts. */
static const struct {
	pf_str sign;
	bool below, equal, above;
} comparisons[] = {
	{PF_STR_INIT(">="), false, true, true},
	{PF_STR_INIT("<="), true, true, false},
	{PF_STR_INIT("=="), false, true, false},
	{PF_STR_INIT(">"), false, false, true},
	{PF_STR_INIT("<"), true, false, false},
	{PF_STR_INIT("="), false, true, false},
	{PF_STR_INIT(""), false, true, false},
};

static bool meets(const pf_semver *version, pf_str part, bool *sound)
{
	pf_semver wanted;
	size_t i = 0;
	int order;

	while (!pf_str_starts_with(part, comparisons[i].sign))
		i++; /* all begin with the last */
	*sound = pf_semver_parse(pf_str_trim(pf_str_from_offset(part, comparisons[i].sign.len)),
		&wanted);
	if (!*sound)
		return false;
	order = pf_semver_cmp(version, &wanted);
	if (order == 0)
		return comparisons[i].equal;
	return order < 0 ? comparisons[i].below : comparisons[i].above;
}

bool pf_semver_meets(const pf_semver *version, pf_str range, pf_str *fault)
{
	bool all = true, sound;
	pf_str part;

	while (pf_str_split(&range, ',', &part)) {
		part = pf_str_trim(part);
		all &= meets(version, part, &sound);
		if (sound)
			continue;
		*fault = part.len ? part : PF_STR(",");
		return false;
	}
	*fault = PF_STR_EMPTY;
	return all;
}
