/* SPDX-License-Identifier: Apache-2.0 */

#include "project/env_file.h"

#include "project/interpolate.h"

struct cursor {
	struct pf_arena *arena;
	pf_str text;
	size_t at;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static size_t line_end(const struct cursor *c)
{
	return c->at + pf_str_find_char(pf_str_from_offset(c->text, c->at), '\n');
}

static void skip_spaces(struct cursor *c)
{
	while (c->at < c->text.len && is_space(c->text.ptr[c->at]))
		c->at++;
}

static void skip_line(struct cursor *c)
{
	c->at = line_end(c);
	if (c->at < c->text.len)
		c->at++;
}

static bool is_name(pf_str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!pf_is_alnum(name.ptr[i]) &&
			pf_str_find_char(PF_STR("_.-[]"), name.ptr[i]) == 5)
			return false;
	}
	return name.len > 0;
}

/* NAME and what separates it from a value; false for a line that is no entry. */
static bool take_name(struct cursor *c, struct pf_env_file_entry *entry)
{
	pf_str line = pf_str_sub(c->text, c->at, line_end(c));
	size_t end = 0;

	if (pf_str_starts_with(line, PF_STR("export ")) ||
		pf_str_starts_with(line, PF_STR("export\t"))) {
		c->at += sizeof("export");
		skip_spaces(c);
		line = pf_str_sub(c->text, c->at, line_end(c));
	}
	while (end < line.len && line.ptr[end] != '=' && line.ptr[end] != ':')
		end++;
	entry->name = pf_str_trim(pf_str_sub(line, 0, end));
	entry->range.start = (uint32_t)c->at;
	entry->through = end == line.len;
	c->at += end + !entry->through;
	return is_name(entry->name);
}

/* The closing quote, which no backslash stands before, or the text's length. */
static size_t closing_quote(const struct cursor *c, char quote)
{
	for (size_t i = c->at + 1; i < c->text.len; i++) {
		if (c->text.ptr[i] == quote && c->text.ptr[i - 1] != '\\')
			return i;
	}
	return c->text.len;
}

static void set_value(struct cursor *c, struct pf_env_file_entry *entry, pf_str value)
{
	struct pf_interpolated text = pf_interpolate(c->arena, value);

	entry->value = text.value;
	entry->known = text.known;
}

/* Without the comment that a blank and a # begin, and trailing blanks. */
static pf_str plain_value(pf_str line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '#' && (i == 0 || is_space(line.ptr[i - 1])))
			return pf_str_trim(pf_str_sub(line, 0, i));
	}
	return pf_str_trim(line);
}

static bool take_value(struct cursor *c, struct pf_env_file_entry *entry)
{
	char first;

	skip_spaces(c);
	first = c->at < c->text.len ? c->text.ptr[c->at] : '\n';
	if (first == '"' || first == '\'') {
		size_t end = closing_quote(c, first);
		pf_str inner;

		if (end == c->text.len)
			return false;
		inner = pf_str_sub(c->text, c->at + 1, end);
		entry->quoted = true;
		entry->known = true;
		entry->value = inner;
		if (first == '"')
			set_value(c, entry, inner);
		c->at = end + 1;
		return true;
	}
	set_value(c, entry, plain_value(pf_str_sub(c->text, c->at, line_end(c))));
	c->at = line_end(c);
	return true;
}

/* One line, or the lines of a value in quotes. */
static bool take_entry(struct cursor *c, struct pf_env_file_entry *entry)
{
	*entry = (struct pf_env_file_entry){.value = PF_STR_EMPTY};
	skip_spaces(c);
	if (c->at == c->text.len || c->text.ptr[c->at] == '#' || c->text.ptr[c->at] == '\n')
		return false;
	if (!take_name(c, entry) || (!entry->through && !take_value(c, entry)))
		return false;
	entry->range.end = (uint32_t)c->at;
	return true;
}

static size_t take_entries(struct cursor *c, struct pf_env_file_entry *entries, size_t cap)
{
	size_t n = 0;

	while (c->at < c->text.len && n < cap) {
		n += take_entry(c, &entries[n]);
		skip_line(c);
	}
	return n;
}

const struct pf_env_file *pf_env_file_read(struct pf_arena *arena, const struct pf_source *source)
{
	struct pf_env_file *file = PF_NEW(arena, struct pf_env_file);
	struct cursor c = {.arena = arena, .text = source->text};
	size_t most = source->text.len / 2 + 1; /* a name and a line break each */
	size_t cap = most < PF_ENV_FILE_ENTRIES_MAX ? most : PF_ENV_FILE_ENTRIES_MAX;
	struct pf_env_file_entry *entries = PF_NEWN(arena, struct pf_env_file_entry, cap);

	file->source = source;
	file->entries = entries;
	file->nentries = take_entries(&c, entries, cap);
	return file;
}
