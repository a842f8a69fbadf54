/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/tag_words.h"

/* Stages, branches and parts of versions. */
static const pf_str passing_words[] = {
	PF_STR_INIT("alpha"),
	PF_STR_INIT("beta"),
	PF_STR_INIT("dev"),
	PF_STR_INIT("develop"),
	PF_STR_INIT("edge"),
	PF_STR_INIT("head"),
	PF_STR_INIT("latest"),
	PF_STR_INIT("local"),
	PF_STR_INIT("main"),
	PF_STR_INIT("master"),
	PF_STR_INIT("nightly"),
	PF_STR_INIT("pre"),
	PF_STR_INIT("rc"),
	PF_STR_INIT("release"),
	PF_STR_INIT("sha"),
	PF_STR_INIT("snapshot"),
	PF_STR_INIT("stable"),
	PF_STR_INIT("trunk"),
};

static bool is_passing_word(pf_str part)
{
	for (size_t i = 0; i < sizeof(passing_words) / sizeof(*passing_words); i++) {
		if (pf_str_eq_nocase(part, passing_words[i]))
			return true;
	}
	return false;
}

static bool is_word(pf_str part)
{
	for (size_t i = 0; i < part.len; i++) {
		if (!pf_is_alnum(part.ptr[i]) || pf_is_digit(part.ptr[i]))
			return false;
	}
	return part.len > 1 && !is_passing_word(part);
}

static bool next_word(pf_str tag, size_t *at, pf_str *word)
{
	while (*at < tag.len) {
		size_t from = *at;

		while (*at < tag.len && pf_is_alnum(tag.ptr[*at]))
			++*at;
		*word = pf_str_sub(tag, from, *at);
		++*at;
		if (is_word(*word))
			return true;
	}
	return false;
}

static bool has_words(pf_str tag)
{
	size_t at = 0;
	pf_str word;

	return next_word(tag, &at, &word);
}

static bool has_word(pf_str tag, pf_str wanted)
{
	size_t at = 0;
	pf_str word;

	while (next_word(tag, &at, &word)) {
		if (pf_str_eq_nocase(word, wanted))
			return true;
	}
	return false;
}

/* Is each word of `a` one of `b`? */
static bool is_within(pf_str a, pf_str b)
{
	size_t at = 0;
	pf_str word;

	while (next_word(a, &at, &word)) {
		if (!has_word(b, word))
			return false;
	}
	return true;
}

bool pf_tags_differ(pf_str a, pf_str b)
{
	return has_words(a) && has_words(b) && !(is_within(a, b) && is_within(b, a));
}

bool pf_tags_agree(pf_str a, pf_str b)
{
	return has_words(a) && is_within(a, b) && is_within(b, a);
}

bool pf_tag_is_passing(pf_str tag)
{
	return is_passing_word(tag);
}
