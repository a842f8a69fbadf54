/* SPDX-License-Identifier: Apache-2.0 */

#include "source/diff.h"

#define LINE_MOST 0x7fffffff /* numbers of lines, and counts */

struct parser {
	struct pf_arena *arena;
	struct pf_error *err;
	pf_str rest;
	size_t line;       /* number of the last one taken */
	pf_str git_header; /* what follows `diff --git`, or empty */
	pf_str renamed;    /* what git says the new name is, or empty */
	bool any;          /* something of a diff was there */
	bool of_git;
	struct pf_diff_file *files;
	struct pf_diff_file *file; /* the one at hand; NULL: none */
	struct pf_diff_file gone;  /* a file that the diff removes */
	size_t nfiles;
	struct pf_diff_lines *added;
	size_t nadded;
	struct pf_diff_block *blocks;
	size_t nblocks;
};

/* Room for all that can come, counted by how lines begin. */
static void make_room(struct parser *p, pf_str text)
{
	size_t files = 0, runs = 0;
	char last = '\n';
	pf_str line;

	while (pf_str_split(&text, '\n', &line)) {
		char c = line.len ? line.ptr[0] : '\n';

		files += pf_str_starts_with(line, PF_STR("+++ "));
		runs += (c == '+' || c == '-') && c != last;
		last = c;
	}
	p->files = PF_NEWN(p->arena, struct pf_diff_file, files);
	p->added = PF_NEWN(p->arena, struct pf_diff_lines, runs + files);
	p->blocks = PF_NEWN(p->arena, struct pf_diff_block, runs + files);
}

static bool next_line(struct parser *p, pf_str *line)
{
	if (!p->rest.len || !pf_str_split(&p->rest, '\n', line))
		return false;
	p->line++;
	return true;
}

/* Names. */

static pf_str without_cr(pf_str line)
{
	if (pf_str_ends_with(line, PF_STR("\r")))
		line.len--;
	return line;
}

static char unescape(pf_str text, size_t *at)
{
	static const char letters[] = "abtnvfr", values[] = "\a\b\t\n\v\f\r";
	char c = text.ptr[*at];
	unsigned code = 0;
	size_t n = 0;

	for (; n < 3 && *at + n < text.len && text.ptr[*at + n] >= '0' && text.ptr[*at + n] <= '7';
		n++)
		code = code * 8 + (unsigned)(text.ptr[*at + n] - '0');
	if (n) {
		*at += n;
		return (char)(unsigned char)(code & 0xFF);
	}
	++*at;
	for (size_t i = 0; letters[i]; i++) {
		if (letters[i] == c)
			return values[i];
	}
	return c;
}

/* A name in quotes, as git and diff write one with odd characters. */
static pf_str unquote(struct pf_arena *arena, pf_str text)
{
	char *to = pf_arena_alloc(arena, text.len + 1, 1);
	size_t len = 0, at = 1;

	while (at < text.len && text.ptr[at] != '"') {
		char c = text.ptr[at++];

		to[len++] = c == '\\' && at < text.len ? unescape(text, &at) : c;
	}
	return (pf_str){to, len};
}

/* The name that stands in `text`, without a date behind it. */
static pf_str name_in(const struct parser *p, pf_str text)
{
	text = without_cr(text);
	if (pf_str_starts_with(text, PF_STR("\"")))
		return unquote(p->arena, text);
	return pf_str_sub(text, 0, pf_str_find_char(text, '\t'));
}

/* The letter of `a/`, `b/` or one of git's mnemonic prefixes, or NUL. */
static char prefix_of(pf_str name)
{
	static const pf_str letters = PF_STR_INIT("abciow12");

	if (name.len < 3 || name.ptr[1] != '/')
		return '\0';
	return pf_str_find_char(letters, name.ptr[0]) < letters.len ? name.ptr[0] : '\0';
}

/*
 * A folder may be called `b` as well: two different letters are prefixes, and
 * one that both names have is a folder.
 */
static bool has_prefix(const struct parser *p, pf_str old, pf_str new)
{
	pf_str header = p->git_header;
	char mine = prefix_of(new);

	if (!pf_str_eq(old, PF_STR("/dev/null")))
		return mine && prefix_of(old) && prefix_of(old) != mine;
	if (!header.len)
		return mine == 'b';
	if (header.ptr[0] == '"')
		header = pf_str_from_offset(header, 1);
	return mine && prefix_of(header) && prefix_of(header) != mine;
}

static void start_file(struct parser *p, pf_str old, pf_str new)
{
	p->any = true;
	p->gone = (struct pf_diff_file){.path = PF_STR_EMPTY};
	p->file = &p->gone;
	if (pf_str_eq(new, PF_STR("/dev/null")))
		return;
	p->file = &p->files[p->nfiles++];
	p->file->path = new;
	if (p->renamed.len)
		p->file->path = p->renamed;
	else if (has_prefix(p, old, new))
		p->file->path = pf_str_from_offset(new, 2);
	p->file->added = p->added + p->nadded;
	p->file->blocks = p->blocks + p->nblocks;
}

/* Hunks. */

struct hunk {
	uint32_t old_left;
	uint32_t new_left;
	uint32_t line; /* of the new file, the next one */
	pf_str block;  /* from where lines changed, or empty */
	uint32_t after;
	uint32_t added;
	bool removed;
	bool adding; /* the last line was added */
	bool any;    /* some line was added or removed */
};

static bool take_number(pf_str *text, uint32_t *out)
{
	uint64_t n = 0;
	size_t len = 0;

	for (; len < text->len && pf_is_digit(text->ptr[len]) && n <= LINE_MOST; len++)
		n = n * 10 + (uint64_t)(text->ptr[len] - '0');
	if (!len || n > LINE_MOST)
		return false;
	*text = pf_str_from_offset(*text, len);
	*out = (uint32_t)n;
	return true;
}

static bool take(pf_str *text, pf_str word)
{
	if (!pf_str_starts_with(*text, word))
		return false;
	*text = pf_str_from_offset(*text, word.len);
	return true;
}

/* "12,3", or "12" for one line. */
static bool take_range(pf_str *text, uint32_t *line, uint32_t *count)
{
	*count = 1;
	return take_number(text, line) && (!take(text, PF_STR(",")) || take_number(text, count));
}

static bool read_header(pf_str text, struct hunk *out)
{
	uint32_t old, line;

	*out = (struct hunk){.block = PF_STR_EMPTY};
	if (!take(&text, PF_STR("@@ -")) || !take_range(&text, &old, &out->old_left) ||
		!take(&text, PF_STR(" +")) || !take_range(&text, &line, &out->new_left) ||
		!take(&text, PF_STR(" @@")))
		return false;
	/* Of no lines it is the one before them that is named. */
	out->line = out->new_left ? line : line + 1;
	return line > 0 || !out->new_left;
}

static void add_line(struct parser *p, struct hunk *hunk)
{
	if (hunk->adding) {
		p->added[p->nadded - 1].last = hunk->line;
	} else if (p->file != &p->gone) {
		p->added[p->nadded++] = (struct pf_diff_lines){hunk->line, hunk->line};
		p->file->nadded++;
		hunk->adding = true;
	}
	hunk->line++;
	hunk->added++;
}

static void end_block(struct parser *p, struct hunk *hunk, const char *end)
{
	if (hunk->removed && p->file != &p->gone) {
		hunk->block.len = (size_t)(end - hunk->block.ptr);
		p->blocks[p->nblocks++] =
			(struct pf_diff_block){hunk->block, hunk->after, hunk->added};
		p->file->nblocks++;
	}
	hunk->block = PF_STR_EMPTY;
	hunk->removed = hunk->adding = false;
	hunk->added = 0;
}

static bool fail_line(const struct parser *p, const char *what)
{
	return pf_fail(p->err, PF_E_SYNTAX, "line %zu: %s", p->line, what);
}

static bool take_line(struct parser *p, struct hunk *hunk, pf_str line)
{
	char c = line.len && line.ptr[0] != '\r' ? line.ptr[0] : ' ';

	/* "\ No newline at end of file" */
	if (c == '\\')
		return true;
	if ((c != '+' && c != '-' && c != ' ') || (c != '+' && !hunk->old_left) ||
		(c != '-' && !hunk->new_left))
		return fail_line(p, "not a line of the hunk that it stands in");
	hunk->old_left -= c != '+';
	hunk->new_left -= c != '-';
	if (c == ' ') {
		end_block(p, hunk, line.ptr);
		hunk->line++;
		return true;
	}
	hunk->any = true;
	if (!hunk->block.len) {
		hunk->block = line;
		hunk->block.len = 1;
		hunk->after = hunk->line - 1;
	}
	if (c == '+') {
		add_line(p, hunk);
	} else {
		hunk->removed = true;
		hunk->adding = false;
	}
	return true;
}

/* A hunk without a change is none: taken for one, a word diff would hide what it changes. */
static bool read_hunk(struct parser *p, pf_str header)
{
	struct hunk hunk;
	pf_str line = header;
	bool empty;

	if (!p->file)
		return fail_line(p, "a hunk, but nothing before it names its file");
	if (!read_header(header, &hunk))
		return fail_line(p, "the header of a hunk is broken");
	empty = !hunk.old_left && !hunk.new_left;
	while (hunk.old_left || hunk.new_left) {
		if (!next_line(p, &line))
			return fail_line(p, "the diff ends within a hunk");
		if (!take_line(p, &hunk, line))
			return false;
	}
	if (!hunk.any && !empty)
		return fail_line(p,
			"the end of a hunk in which no line is added or removed; take the diff "
			"without --word-diff");
	end_block(p, &hunk, line.ptr + line.len);
	return true;
}

/* What is around the hunks. */

static bool fail_combined(const struct parser *p)
{
	return fail_line(p,
		"a combined diff of a merge does not say what is new; take one against a single "
		"commit, as in 'git diff -U0 main...'");
}

/* "--- old", and in the line after it "+++ new". */
static void read_names(struct parser *p, pf_str line)
{
	pf_str old = name_in(p, line), rest = p->rest, next;

	if (!rest.len || !pf_str_split(&rest, '\n', &next) || !take(&next, PF_STR("+++ ")))
		return;
	p->rest = rest;
	p->line++;
	start_file(p, old, name_in(p, next));
}

static void read_git_header(struct parser *p, pf_str rest)
{
	p->any = p->of_git = true;
	p->file = NULL;
	p->git_header = without_cr(rest);
	p->renamed = PF_STR_EMPTY;
}

static bool read_line(struct parser *p, pf_str line)
{
	if (pf_str_starts_with(line, PF_STR("@@ -")))
		return read_hunk(p, line);
	if (pf_str_starts_with(line, PF_STR("@@@ ")) || take(&line, PF_STR("diff --cc ")) ||
		take(&line, PF_STR("diff --combined ")))
		return fail_combined(p);
	if (take(&line, PF_STR("diff --git ")))
		read_git_header(p, line);
	else if (p->git_header.len &&
		(take(&line, PF_STR("rename to ")) || take(&line, PF_STR("copy to "))))
		p->renamed = name_in(p, line);
	else if (take(&line, PF_STR("--- ")))
		read_names(p, line);
	else if (pf_str_starts_with(line, PF_STR("Binary files ")) ||
		pf_str_starts_with(line, PF_STR("Only in ")))
		p->any = true;
	return true;
}

/* git colours also what it writes to a pipe where `color.ui` is `always`. */
static bool fail_all(pf_str text, struct pf_error *err)
{
	if (pf_str_contains(text, PF_STR("\033[")))
		return pf_fail(err, PF_E_SYNTAX,
			"no unified diff: it is coloured; take it with 'git diff --no-color'");
	return pf_fail(err, PF_E_SYNTAX,
		"no unified diff: there is no hunk in it and no name of a file");
}

bool pf_diff_parse(struct pf_arena *arena, pf_str text, struct pf_diff *out, struct pf_error *err)
{
	struct parser p = {.arena = arena,
		.err = err,
		.rest = text,
		.git_header = PF_STR_EMPTY,
		.renamed = PF_STR_EMPTY};
	pf_str line;

	if (text.len > PF_DIFF_MAX)
		return pf_fail(err, PF_E_LIMIT, "larger than %zu MiB", PF_DIFF_MAX >> 20);
	make_room(&p, text);
	while (next_line(&p, &line)) {
		if (!read_line(&p, line))
			return false;
	}
	if (!p.any && pf_str_trim(text).len)
		return fail_all(text, err);
	*out = (struct pf_diff){p.files, p.nfiles, p.of_git};
	return true;
}
