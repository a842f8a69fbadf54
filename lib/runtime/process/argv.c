/* SPDX-License-Identifier: Apache-2.0 */

/* The words that a container is started with. */

#include "runtime/process/argv.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "runtime/fragments.h"
#include "runtime/process/bases.h"
#include "runtime/shell/words.h"
#include "yaml/scalar.h"

#define TITLE_MAX 60

bool pf_list_is_sound(const struct pf_str_list *list)
{
	if (list->len == 0 || list->node->len != list->len)
		return false;
	PF_EACH(pf_str_field, word, *list) {
		if (!word->set)
			return false;
	}
	return true;
}

/* Not written, null, or an empty list. */
static bool is_unset(const struct pf_str_list *list)
{
	const struct pf_node *node = list->node;

	return !node || pf_node_is_null(node) || (node->kind == PF_SEQ && node->len == 0);
}

bool pf_fact_is_empty(const pf_words_fact *fact)
{
	switch (fact->is) {
	case PF_INHERITED:
		return false;
	case PF_ABSENT:
		return true;
	case PF_KNOWN:
		break;
	}
	return fact->value.len == 0 || (fact->value.len == 1 && fact->value.ptr[0].len == 0);
}

static bool is_usable(const struct pf_str_list *list)
{
	return is_unset(list) || pf_list_is_sound(list);
}

/* What to make of an ENTRYPOINT that was not read. */
enum trust {
	TRUST_NOTHING,
	TRUST_BASES, /* that well-known ones hand over to CMD */
	TRUST_ALL,
};

struct parts {
	struct pf_words image[2];
	const struct pf_str_list *own[2];
	const struct pf_origin *from;
	enum trust trust;
	bool known;
	bool supposed;
};

/* False where the image decides and is not known. */
static bool add_fact(struct parts *parts, size_t i, const pf_words_fact *fact)
{
	if (fact->is == PF_INHERITED)
		return false;
	if (pf_fact_is_empty(fact))
		return true;
	parts->image[i] = fact->value;
	if (!parts->from)
		parts->from = &fact->from;
	return true;
}

/* ENTRYPOINT, where `command` leaves it to the image. */
static bool add_entrypoint(struct parts *parts, const struct pf_image_facts *facts)
{
	if (!facts)
		return false;
	parts->supposed = parts->trust == TRUST_BASES && facts->entrypoint.is == PF_INHERITED &&
		pf_base_hands_over(facts);
	return parts->supposed || add_fact(parts, 0, &facts->entrypoint);
}

static void find_parts(struct parts *parts, const struct pf_pod_container *c)
{
	const struct pf_str_list *command = &c->spec->command;
	const struct pf_str_list *args = &c->spec->args;

	parts->known = c->class != PF_EPHEMERAL && !pf_container_is_fragment(c) &&
		is_usable(command) && is_usable(args);
	if (!is_unset(command)) {
		parts->own[0] = command;
	} else if (!add_entrypoint(parts, c->facts)) {
		parts->known = false;
		/* Of what follows, the first would pass for the program. */
		if (!c->facts || !is_unset(args))
			return;
	}
	if (!is_unset(args))
		parts->own[1] = args;
	else if (is_unset(command) && !add_fact(parts, 1, &c->facts->cmd))
		parts->known = false;
}

static struct pf_argv put_together(struct pf_arena *arena, const struct parts *parts)
{
	struct pf_argv out = {.nimage = parts->image[0].len + parts->image[1].len,
		.from = parts->from,
		.known = parts->known,
		.supposed = parts->supposed};
	const struct pf_node **nodes;
	pf_str *words;
	size_t max = 1;
	size_t n = 0;

	for (size_t i = 0; i < 2; i++)
		max += parts->image[i].len + (parts->own[i] ? parts->own[i]->len : 0);
	words = PF_NEWN(arena, pf_str, max);
	nodes = PF_NEWN(arena, const struct pf_node *, max);
	for (size_t i = 0; i < 2; i++) {
		for (size_t k = 0; k < parts->image[i].len; k++)
			words[n++] = parts->image[i].ptr[k];
		for (size_t k = 0; parts->own[i] && k < parts->own[i]->len; k++) {
			nodes[n] = parts->own[i]->ptr[k].node;
			words[n++] = parts->own[i]->ptr[k].is;
		}
	}
	out.words = (struct pf_words){words, n};
	out.nodes = nodes;
	return out;
}

static struct pf_argv argv_by(struct pf_arena *arena, const struct pf_pod_container *c,
	enum trust trust)
{
	struct parts parts = {.trust = trust};

	find_parts(&parts, c);
	if (!parts.known && trust != TRUST_ALL)
		return (struct pf_argv){0};
	return put_together(arena, &parts);
}

struct pf_argv pf_argv_of(struct pf_arena *arena, const struct pf_pod_container *c)
{
	return argv_by(arena, c, TRUST_NOTHING);
}

struct pf_argv pf_argv_supposed(struct pf_arena *arena, const struct pf_pod_container *c)
{
	return argv_by(arena, c, TRUST_BASES);
}

struct pf_argv pf_argv_guessed(struct pf_arena *arena, const struct pf_pod_container *c)
{
	return argv_by(arena, c, TRUST_ALL);
}

/* "-c", "-lc", "+e", "-o": an option of a shell and not "--login" or "--". */
static bool is_short_option(pf_str word)
{
	return word.len > 1 && (word.ptr[0] == '-' || word.ptr[0] == '+') && word.ptr[1] != '-';
}

size_t pf_shell_text_at(struct pf_words words)
{
	if (words.len == 0 ||
		!pf_known_program_has(pf_program_name(words.ptr[0]), PF_PROGRAM_POSIX_SHELL))
		return 0;
	for (size_t i = 1; i + 1 < words.len; i++) {
		pf_str word = words.ptr[i];

		if (is_short_option(word)) {
			bool takes_value = pf_str_ends_with(word, PF_STR("o")) ||
				pf_str_ends_with(word, PF_STR("O"));

			if (word.ptr[0] == '-' && pf_str_find_char(word, 'c') < word.len)
				return i + 1 + takes_value < words.len ? i + 1 + takes_value : 0;
			i += takes_value;
		} else if (word.len < 3 || !pf_str_starts_with(word, PF_STR("--"))) {
			return 0;
		}
	}
	return 0;
}

static bool is_plain(pf_str word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];

		if (c < ' ' || c > '~' || c == '`' || c == '"' || c == '\\')
			return false;
	}
	return true;
}

pf_str pf_words_title(struct pf_arena *arena, struct pf_words words)
{
	pf_str out = PF_STR("[");

	for (size_t i = 0; i < words.len; i++) {
		const char *comma = i ? ", " : "";

		if (!is_plain(words.ptr[i]))
			return PF_STR_EMPTY;
		if (out.len + words.ptr[i].len > TITLE_MAX)
			return pf_arena_fmt(arena, "%.*s%s…]", PF_STR_ARG(out), comma);
		out = pf_arena_fmt(arena, "%.*s%s\"%.*s\"", PF_STR_ARG(out), comma,
			PF_STR_ARG(words.ptr[i]));
	}
	return pf_arena_fmt(arena, "%.*s]", PF_STR_ARG(out));
}
