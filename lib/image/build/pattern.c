/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A pattern is a row of runs of ordinary characters with stars between.  The
 * runs are laid down from left to right, each at the first place where it
 * fits, which leaves most room for the rest; only for the longest match does
 * the last run go to the last place.
 */

#include "image/build/pattern.h"

enum {
	ANY = 0x100,
	STAR = 0x200,
};

static bool may_be_escaped(char c)
{
	return c == '}' || c == '/' || c == '*' || c == '?' || c == '\\';
}

bool pf_word_pattern_parse(struct pf_arena *arena, pf_str pattern, struct pf_word_pattern *out)
{
	uint16_t *tokens = PF_NEWN(arena, uint16_t, pattern.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		char c = pattern.ptr[i];

		if (c == '\\') {
			if (++i == pattern.len || !may_be_escaped(pattern.ptr[i]))
				return false;
			tokens[n++] = (unsigned char)pattern.ptr[i];
		} else if (c == '*') {
			tokens[n++] = STAR;
		} else {
			tokens[n++] = c == '?' ? ANY : (unsigned char)c;
		}
	}
	*out = (struct pf_word_pattern){tokens, n};
	return true;
}

struct pf_word_pattern pf_word_pattern_reverse(struct pf_arena *arena,
	struct pf_word_pattern pattern)
{
	uint16_t *tokens = PF_NEWN(arena, uint16_t, pattern.ntokens + 1);

	for (size_t i = 0; i < pattern.ntokens; i++)
		tokens[i] = pattern.tokens[pattern.ntokens - 1 - i];
	return (struct pf_word_pattern){tokens, pattern.ntokens};
}

bool pf_word_pattern_has_any(struct pf_word_pattern pattern)
{
	for (size_t i = 0; i < pattern.ntokens; i++) {
		if (pattern.tokens[i] == ANY)
			return true;
	}
	return false;
}

/* One past the run of tokens without a star that begins at `from`. */
static size_t run_end(struct pf_word_pattern pattern, size_t from)
{
	while (from < pattern.ntokens && pattern.tokens[from] != STAR)
		from++;
	return from;
}

/* Do the tokens of a run stand at `at`? */
static bool run_fits(const uint16_t *run, size_t len, pf_str text, size_t at)
{
	if (text.len - at < len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (run[i] != ANY && run[i] != (unsigned char)text.ptr[at + i])
			return false;
	}
	return true;
}

static size_t find_run(const uint16_t *run, size_t len, pf_str text, size_t from)
{
	for (size_t at = from; at + len <= text.len; at++) {
		if (run_fits(run, len, text, at))
			return at;
	}
	return SIZE_MAX;
}

static size_t find_last_run(const uint16_t *run, size_t len, pf_str text, size_t from)
{
	if (text.len - from < len)
		return SIZE_MAX;
	for (size_t at = text.len - len + 1; at-- > from;) {
		if (run_fits(run, len, text, at))
			return at;
	}
	return SIZE_MAX;
}

/* Where a match that began before the star at `star` ends, all before it being laid at `at`. */
static size_t lay_rest(struct pf_word_pattern pattern, pf_str text, size_t star, size_t at,
	bool longest)
{
	while (star < pattern.ntokens) {
		size_t run = star + 1;
		size_t end = run_end(pattern, run);
		bool last = end == pattern.ntokens;

		if (last && longest)
			at = find_last_run(pattern.tokens + run, end - run, text, at);
		else
			at = find_run(pattern.tokens + run, end - run, text, at);
		if (at == SIZE_MAX)
			return SIZE_MAX;
		at += end - run;
		star = end;
	}
	return at;
}

size_t pf_word_pattern_prefix(struct pf_word_pattern pattern, pf_str text, bool longest)
{
	size_t first = run_end(pattern, 0);

	if (!run_fits(pattern.tokens, first, text, 0))
		return SIZE_MAX;
	return lay_rest(pattern, text, first, first, longest);
}

bool pf_word_pattern_search(struct pf_word_pattern pattern, pf_str text, size_t from, size_t *start,
	size_t *end)
{
	size_t first = run_end(pattern, 0);
	size_t at = find_run(pattern.tokens, first, text, from);
	size_t past;

	/* Where the rest finds no place here, it finds none further on. */
	if (at == SIZE_MAX)
		return false;
	past = lay_rest(pattern, text, first, at + first, true);
	if (past == SIZE_MAX)
		return false;
	*start = at;
	*end = past;
	return true;
}
