/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Going back to the last star is enough: what an earlier star could take more,
 * the last one can take too.  So a part of the glob between two stars meets
 * each place of the path once at most, for `*` within a component and for `**`
 * over components alike, which is where the time bound comes from.
 */

#include "text/glob.h"

#include "text/utf8.h"

struct char_class {
	pf_str name;
	bool (*has)(uint32_t c);
};

static bool in_range(uint32_t c, char from, char to)
{
	return c >= (uint32_t)from && c <= (uint32_t)to;
}

static bool is_digit(uint32_t c)
{
	return in_range(c, '0', '9');
}

static bool is_lower(uint32_t c)
{
	return in_range(c, 'a', 'z');
}

static bool is_upper(uint32_t c)
{
	return in_range(c, 'A', 'Z');
}

static bool is_alpha(uint32_t c)
{
	return is_lower(c) || is_upper(c);
}

static bool is_alnum(uint32_t c)
{
	return is_alpha(c) || is_digit(c);
}

static bool is_xdigit(uint32_t c)
{
	return is_digit(c) || in_range(c, 'a', 'f') || in_range(c, 'A', 'F');
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(uint32_t c)
{
	return c == ' ' || in_range(c, '\t', '\r');
}

static bool is_cntrl(uint32_t c)
{
	return c < ' ' || c == 0x7F;
}

static bool is_graph(uint32_t c)
{
	return in_range(c, '!', '~');
}

static bool is_print(uint32_t c)
{
	return in_range(c, ' ', '~');
}

static bool is_punct(uint32_t c)
{
	return is_graph(c) && !is_alnum(c);
}

static const struct char_class classes[] = {
	{PF_STR_INIT("alnum"), is_alnum},
	{PF_STR_INIT("alpha"), is_alpha},
	{PF_STR_INIT("blank"), is_blank},
	{PF_STR_INIT("cntrl"), is_cntrl},
	{PF_STR_INIT("digit"), is_digit},
	{PF_STR_INIT("graph"), is_graph},
	{PF_STR_INIT("lower"), is_lower},
	{PF_STR_INIT("print"), is_print},
	{PF_STR_INIT("punct"), is_punct},
	{PF_STR_INIT("space"), is_space},
	{PF_STR_INIT("upper"), is_upper},
	{PF_STR_INIT("xdigit"), is_xdigit},
};

/* Bytes of the character at `at`: one where it is badly formed. */
static size_t char_len(pf_str s, size_t at)
{
	size_t len = pf_utf8_len(s, at);

	return len ? len : 1;
}

/* A number that orders as the character does, and stands for its bytes. */
static uint32_t take_char(pf_str s, size_t *at)
{
	size_t len = char_len(s, *at);
	uint32_t c = 0;

	while (len--)
		c = c << 8 | (unsigned char)s.ptr[(*at)++];
	return c;
}

/* `[:name:]` at `*at`; false and nothing taken when there is none. */
static bool take_named(pf_str glob, size_t *at, uint32_t c, bool *hit)
{
	pf_str rest = pf_str_from_offset(glob, *at);
	size_t end;

	if (!pf_str_starts_with(rest, PF_STR("[:")))
		return false;
	rest = pf_str_from_offset(rest, 2);
	end = pf_str_find_char(rest, ']');
	if (end == rest.len || end == 0 || rest.ptr[end - 1] != ':')
		return false;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (pf_str_eq(classes[i].name, pf_str_sub(rest, 0, end - 1)))
			*hit = *hit || classes[i].has(c);
	}
	*at += 2 + end + 1;
	return true;
}

/* One end of a range, maybe escaped; false at the end of the glob. */
static bool take_bound(pf_str glob, size_t *at, uint32_t *out)
{
	if (*at < glob.len && glob.ptr[*at] == '\\')
		++*at;
	if (*at >= glob.len)
		return false;
	*out = take_char(glob, at);
	return true;
}

/* The class whose `[` is before `*at`; false when it does not take `c`. */
static bool match_class(pf_str glob, size_t *at, uint32_t c)
{
	bool negated = *at < glob.len && (glob.ptr[*at] == '!' || glob.ptr[*at] == '^');
	bool hit = false;
	size_t i = *at + negated;
	size_t first = i;

	/* A `]` right after the opening is a member. */
	for (; i < glob.len && (glob.ptr[i] != ']' || i == first);) {
		uint32_t low, high;

		if (take_named(glob, &i, c, &hit))
			continue;
		if (!take_bound(glob, &i, &low))
			return false;
		high = low;
		if (i + 1 < glob.len && glob.ptr[i] == '-' && glob.ptr[i + 1] != ']') {
			i++;
			if (!take_bound(glob, &i, &high))
				return false;
		}
		hit = hit || (low <= c && c <= high);
	}
	if (i >= glob.len)
		return false;
	*at = i + 1;
	return hit != negated;
}

/* One character of both, which move on when it matches. */
static bool match_char(pf_str glob, size_t *g, pf_str name, size_t *n)
{
	size_t at = *g;
	size_t next = *n;
	uint32_t c = take_char(name, &next);

	switch (glob.ptr[at++]) {
	case '?':
		break;
	case '[':
		if (!match_class(glob, &at, c))
			return false;
		break;
	case '\\':
		if (at == glob.len || take_char(glob, &at) != c)
			return false;
		break;
	default:
		at = *g;
		if (take_char(glob, &at) != c)
			return false;
		break;
	}
	*g = at;
	*n = next;
	return true;
}

/* One component of the path against one of the glob. */
static bool match_name(pf_str glob, pf_str name)
{
	size_t g = 0, n = 0;
	size_t star = 0, resume = 0; /* behind the last star, and what it leaves */

	while (n < name.len) {
		if (g < glob.len && glob.ptr[g] == '*') {
			star = ++g;
			resume = n;
			continue;
		}
		if (g < glob.len && match_char(glob, &g, name, &n))
			continue;
		if (star == 0)
			return false;
		resume += char_len(name, resume);
		g = star;
		n = resume;
	}
	while (g < glob.len && glob.ptr[g] == '*')
		g++;
	return g == glob.len;
}

bool pf_glob_match(pf_str glob, pf_str path)
{
	pf_str star = {NULL, 0}, resume = path;
	pf_str part, name;

	while (path.ptr) {
		pf_str glob_rest = glob, path_rest = path;
		bool more = pf_str_split(&glob_rest, '/', &part);

		if (more && pf_str_eq(part, PF_STR("**"))) {
			if (!glob_rest.ptr)
				return true;
			glob = star = glob_rest;
			resume = path;
			continue;
		}
		(void)pf_str_split(&path_rest, '/', &name);
		if (more && match_name(part, name)) {
			glob = glob_rest;
			path = path_rest;
			continue;
		}
		if (!star.ptr)
			return false;
		(void)pf_str_split(&resume, '/', &name);
		glob = star;
		path = resume;
		if (!path.ptr)
			return false;
	}
	return !glob.ptr;
}

/* Of one component. */
static const char *name_fault(pf_str name)
{
	for (size_t i = 0; i < name.len;) {
		size_t at = i + 1;

		if (name.ptr[i] == '[') {
			i = at;
			(void)match_class(name, &i, 0);
			if (i == at)
				return "has a `[` without its `]`";
		} else if (name.ptr[i] == '\\' && at == name.len) {
			return "has a backslash with nothing behind it";
		} else {
			i = at + (name.ptr[i] == '\\');
		}
	}
	return NULL;
}

const char *pf_glob_fault(pf_str glob)
{
	const char *fault = NULL;
	pf_str name;

	while (!fault && pf_str_split(&glob, '/', &name))
		fault = name_fault(name);
	return fault;
}
