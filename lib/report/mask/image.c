/* SPDX-License-Identifier: Apache-2.0 */

/* Secrets in Dockerfiles, in compose files, and among the configuration's build arguments. */

#include "report/mask/image_internal.h"
#include "text/secrets.h"

static bool looks_secret(pf_str name, pf_str value)
{
	return pf_name_looks_secret(name) || pf_secret_shape(value);
}

/* From the `=` of what is written in `range`, where its name or what follows looks secret. */
static void hide_assigned(struct pf_mask_pieces *pieces, pf_str text, struct pf_piece range)
{
	pf_str written = pf_str_sub(text, range.start, range.end);
	size_t at = pf_str_find_char(written, '=');

	if (at < written.len &&
		looks_secret(pf_str_sub(written, 0, at), pf_str_from_offset(written, at + 1)))
		pf_mask_hide(pieces, range.start + at + 1, range.end);
}

static void hide_in_instruction(struct pf_mask_pieces *pieces, pf_str text,
	const struct pf_instruction *i)
{
	if (i->trigger)
		i = i->trigger;
	if (i->kind != PF_ENV && i->kind != PF_ARG && i->kind != PF_LABEL)
		return;
	if (i->pair && i->nwords == 2) {
		if (looks_secret(i->words[0].text, i->words[1].text))
			pf_mask_hide(pieces, i->words[1].range.start, i->words[1].range.end);
		return;
	}
	for (size_t k = 0; k < i->nwords; k++)
		hide_assigned(pieces, text, i->words[k].range);
}

void pf_mask_dockerfile(struct pf_mask_pieces *pieces, const struct pf_dockerfile *file)
{
	for (size_t i = 0; i < file->ninstructions; i++)
		hide_in_instruction(pieces, file->source->text, &file->instructions[i]);
}

static bool is_secret_variable(const struct pf_kids *variable)
{
	pf_str text = pf_node_text(variable->value);
	size_t at;

	if (variable->key)
		return variable->key->kind == PF_SCALAR &&
			pf_name_looks_secret(pf_node_text(variable->key));
	at = pf_str_find_char(text, '=');
	return at < text.len && pf_name_looks_secret(pf_str_sub(text, 0, at));
}

static void hide_in_variables(struct pf_mask_pieces *pieces, const struct pf_node *list)
{
	struct pf_kids kids = pf_kids(list);

	while (pf_kids_next(&kids)) {
		if (kids.value->kind == PF_SCALAR && is_secret_variable(&kids))
			pf_mask_hide(pieces, kids.value->start, kids.value->end);
	}
}

void pf_mask_compose(struct pf_mask_pieces *pieces, const struct pf_node *root)
{
	for (uint32_t i = 0; i < root->span; i++) {
		const struct pf_node *node = &root[i], *key = pf_node_key(node);

		if (!key || key->kind != PF_SCALAR ||
			(node->kind != PF_MAP && node->kind != PF_SEQ))
			continue;
		if (pf_str_eq(pf_node_text(key), PF_STR("environment")) ||
			pf_str_eq(pf_node_text(key), PF_STR("args")) ||
			pf_str_eq(pf_node_text(key), PF_STR("build-args")))
			hide_in_variables(pieces, node);
	}
}

/* Text that is neither. */

static bool is_name_char(char c)
{
	return pf_is_alnum(c) || c == '_';
}

/* Variables are in capitals, or have an underscore, which keys of manifests have not. */
static bool looks_like_variable(pf_str name)
{
	bool lower = false;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '_')
			return true;
		lower |= pf_is_lower(name.ptr[i]);
	}
	return !lower;
}

/* Where the `:` or `=` behind a name ends that stands up to `at`, or 0. */
static size_t after_separator(pf_str line, size_t at)
{
	while (at < line.len &&
		(pf_is_blank(line.ptr[at]) || line.ptr[at] == '"' || line.ptr[at] == '\''))
		at++;
	return at < line.len && (line.ptr[at] == ':' || line.ptr[at] == '=') ? at + 1 : 0;
}

/* Is there a value to be hidden?  The first begins at `*from`, which may be the line's end. */
static bool secret_in_line(pf_str line, bool any_case, size_t *from)
{
	for (size_t at = 0; at < line.len;) {
		size_t end = at;
		pf_str name;

		while (end < line.len && is_name_char(line.ptr[end]))
			end++;
		name = pf_str_sub(line, at, end);
		*from = name.len ? after_separator(line, end) : 0;
		if (*from && (any_case || looks_like_variable(name)) && pf_name_looks_secret(name))
			return true;
		at = end + 1;
	}
	return false;
}

static size_t blanks(pf_str line)
{
	size_t n = 0;

	while (n < line.len && pf_is_blank(line.ptr[n]))
		n++;
	return n;
}

void pf_mask_broken_variables(struct pf_mask_pieces *pieces, pf_str text, size_t start, size_t end)
{
	pf_str part = pf_str_sub(text, start, end), line;
	bool any_case = pf_str_contains(part, PF_STR("build-args")) ||
		pf_str_contains(part, PF_STR("environment"));
	size_t block = SIZE_MAX; /* what is deeper belongs to a value that is hidden */

	for (size_t at = start; pf_str_split(&part, '\n', &line); at += line.len + 1) {
		size_t indent = blanks(line), from;

		if (indent > block && indent < line.len) {
			pf_mask_hide(pieces, at + indent, at + line.len);
			continue;
		}
		if (indent < line.len)
			block = SIZE_MAX;
		if (!secret_in_line(line, any_case, &from))
			continue;
		from += blanks(pf_str_from_offset(line, from));
		pf_mask_hide(pieces, at + from, at + line.len);
		block = indent;
	}
}
