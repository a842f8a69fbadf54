/* SPDX-License-Identifier: Apache-2.0 */

#include "text/shell/lexer.h"

/* What stands around a character of a word. */
enum within {
	WITHIN_NOTHING,
	WITHIN_QUOTES, /* double ones; nothing is ever within single ones */
	WITHIN_BRACES,
	WITHIN_QUOTED_BRACES, /* where a single quote stands for itself */
	WITHIN_PARENTHESES,
};

struct nest {
	enum within ptr[PF_SHELL_DEPTH]; /* the innermost last */
	size_t len;
};

struct mark {
	pf_str text;
	enum pf_shell_token_kind kind;
};

/* The operators: a longer one before those that it begins with. */
static const struct mark marks[] = {
	{PF_STR_INIT("\n"), PF_TOKEN_NEWLINE},
	{PF_STR_INIT("&&"), PF_TOKEN_AND},
	{PF_STR_INIT("&>>"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("&>"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("&"), PF_TOKEN_BACKGROUND},
	{PF_STR_INIT("||"), PF_TOKEN_OR},
	{PF_STR_INIT("|&"), PF_TOKEN_PIPE},
	{PF_STR_INIT("|"), PF_TOKEN_PIPE},
	{PF_STR_INIT(";;&"), PF_TOKEN_CASE_END},
	{PF_STR_INIT(";;"), PF_TOKEN_CASE_END},
	{PF_STR_INIT(";&"), PF_TOKEN_CASE_END},
	{PF_STR_INIT(";"), PF_TOKEN_SEMICOLON},
	{PF_STR_INIT("("), PF_TOKEN_OPEN},
	{PF_STR_INIT(")"), PF_TOKEN_CLOSE},
	{PF_STR_INIT("<<<"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("<<-"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("<<"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("<&"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("<>"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT("<"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT(">>"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT(">&"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT(">|"), PF_TOKEN_REDIRECTION},
	{PF_STR_INIT(">"), PF_TOKEN_REDIRECTION},
};

#define MARK_MAX 3U

static char look(struct pf_shell_lexer *lx, size_t i)
{
	lx->looked++;
	return i < lx->text.len ? lx->text.ptr[i] : '\0';
}

static bool is_among(char c, const char *list)
{
	return c && strchr(list, c);
}

static bool is_word_end(char c)
{
	return pf_is_blank(c) || is_among(c, ";&|()<>");
}

static bool is_name_start(char c)
{
	return c == '_' || (pf_is_alnum(c) && !pf_is_digit(c));
}

/* Is the character behind a dollar one that the dollar means something before? */
static bool is_expanded(char c)
{
	return c == '_' || pf_is_alnum(c) || is_among(c, "@*#?-$!{(");
}

static size_t skip_digits(struct pf_shell_lexer *lx, size_t i)
{
	while (pf_is_digit(look(lx, i)))
		i++;
	return i;
}

static size_t skip_comment(struct pf_shell_lexer *lx, size_t i)
{
	while (i < lx->text.len && look(lx, i) != '\n')
		i++;
	return i;
}

/* Past blanks within a line, and the comment at its end. */
static size_t skip_blanks(struct pf_shell_lexer *lx, size_t i)
{
	while (i < lx->text.len) {
		char c = look(lx, i);

		if (c == '\\' && look(lx, i + 1) == '\n')
			i += 2;
		else if (c == '#')
			i = skip_comment(lx, i);
		else if (c != '\n' && pf_is_blank(c))
			i++;
		else
			break;
	}
	return i;
}

/* Past the quote that ends a text from `i` on; beyond the text where none does. */
static size_t skip_single_quoted(struct pf_shell_lexer *lx, size_t i)
{
	while (i < lx->text.len && look(lx, i) != '\'')
		i++;
	return i + 1;
}

static size_t skip_backticks(struct pf_shell_lexer *lx, size_t i)
{
	char c;

	while (i < lx->text.len && (c = look(lx, i)) != '`')
		i += c == '\\' ? 2 : 1;
	return i + 1;
}

/* Past what was opened before `i`, or beyond the text where it is too deep. */
static size_t enter(struct pf_shell_lexer *lx, struct nest *nest, enum within within, size_t i)
{
	if (nest->len == PF_SHELL_DEPTH)
		return lx->text.len + 1;
	nest->ptr[nest->len++] = within;
	return i;
}

static size_t skip_dollar(struct pf_shell_lexer *lx, struct nest *nest, bool quoted, size_t i)
{
	char next = look(lx, i + 1);

	if (next == '(')
		return enter(lx, nest, WITHIN_PARENTHESES, i + 2);
	if (next == '{')
		return enter(lx, nest, quoted ? WITHIN_QUOTED_BRACES : WITHIN_BRACES, i + 2);
	return i + 1;
}

/* In a substitution the commands have comments. */
static size_t skip_in_parentheses(struct pf_shell_lexer *lx, struct nest *nest, size_t i)
{
	char c = look(lx, i);
	char before = look(lx, i - 1);

	if (c == '(')
		return enter(lx, nest, WITHIN_PARENTHESES, i + 1);
	if (c == '#' && is_word_end(before))
		return skip_comment(lx, i);
	return i + 1;
}

static bool closes(const struct nest *nest, char c)
{
	static const char closers[] = {
		[WITHIN_QUOTES] = '"',
		[WITHIN_BRACES] = '}',
		[WITHIN_QUOTED_BRACES] = '}',
		[WITHIN_PARENTHESES] = ')',
	};

	return nest->len && c == closers[nest->ptr[nest->len - 1]];
}

/* Past the character at `i`, or the text in quotes that begins there. */
static size_t skip_one(struct pf_shell_lexer *lx, struct nest *nest, size_t i)
{
	char c = look(lx, i);
	enum within within = nest->len ? nest->ptr[nest->len - 1] : WITHIN_NOTHING;
	bool quoted = within == WITHIN_QUOTES || within == WITHIN_QUOTED_BRACES;

	if (c == '\\')
		return i + 2;
	if (closes(nest, c)) {
		nest->len--;
		return i + 1;
	}
	if (c == '$')
		return skip_dollar(lx, nest, quoted, i);
	if (c == '`')
		return skip_backticks(lx, i + 1);
	if (c == '"')
		return enter(lx, nest, WITHIN_QUOTES, i + 1);
	if (c == '\'' && !quoted)
		return skip_single_quoted(lx, i + 1);
	return within == WITHIN_PARENTHESES ? skip_in_parentheses(lx, nest, i) : i + 1;
}

/* Past what closes `within`, which was opened before `i`; beyond the text where nothing does. */
static size_t skip_within(struct pf_shell_lexer *lx, enum within within, size_t i)
{
	struct nest nest;

	nest.ptr[0] = within;
	nest.len = 1;
	while (i < lx->text.len && nest.len)
		i = skip_one(lx, &nest, i);
	return nest.len ? lx->text.len + 1 : i;
}

/* The word at `i`, which is empty where none begins; its end is returned. */
static size_t read_word(struct pf_shell_lexer *lx, size_t i, pf_str *word, bool *open)
{
	struct nest nest;
	size_t start = i;

	nest.len = 0;
	while (i < lx->text.len && (nest.len || !is_word_end(look(lx, i))))
		i = skip_one(lx, &nest, i);
	*open = nest.len || i > lx->text.len;
	if (*open)
		i = lx->text.len;
	*word = pf_str_sub(lx->text, start, i);
	return i;
}

static const struct mark *find_mark(struct pf_shell_lexer *lx, size_t i)
{
	size_t left = lx->text.len - i;
	pf_str front = pf_str_sub(lx->text, i, i + (left < MARK_MAX ? left : MARK_MAX));

	if (!is_word_end(look(lx, i)))
		return NULL;
	lx->looked += front.len;
	for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
		if (pf_str_starts_with(front, marks[k].text))
			return &marks[k];
	}
	return NULL;
}

/* The operator at `i`; before a redirection a number may stand. */
static const struct mark *read_mark(struct pf_shell_lexer *lx, size_t *i)
{
	size_t at = skip_digits(lx, *i);
	const struct mark *found = find_mark(lx, at);

	if (found && at > *i && !is_among(found->text.ptr[0], "<>"))
		return NULL;
	if (found)
		*i = at + found->text.len;
	return found;
}

bool pf_shell_token_next(struct pf_shell_lexer *lx, struct pf_shell_token *out)
{
	size_t start = skip_blanks(lx, lx->at);
	size_t end = start;
	const struct mark *mark = read_mark(lx, &end);

	*out = (struct pf_shell_token){.start = start, .text = PF_STR_EMPTY};
	out->target = PF_STR_EMPTY;
	if (mark) {
		out->kind = mark->kind;
		out->text = pf_str_sub(lx->text, end - mark->text.len, end);
	} else if (start < lx->text.len) {
		out->kind = PF_TOKEN_WORD;
		end = read_word(lx, start, &out->text, &out->open);
	}
	out->end = end;
	if (out->kind == PF_TOKEN_REDIRECTION) {
		size_t behind = read_word(lx, skip_blanks(lx, end), &out->target, &out->open);

		if (out->target.len)
			out->end = behind;
	}
	lx->at = out->end;
	return out->kind != PF_TOKEN_END;
}

bool pf_shell_token_is_here(const struct pf_shell_token *token)
{
	return token->kind == PF_TOKEN_REDIRECTION && pf_str_starts_with(token->text, PF_STR("<<"));
}

/* The name at `i`, or what else a dollar may have behind it; its end is returned. */
static size_t read_name(struct pf_shell_lexer *lx, size_t i, bool braces, bool *variable)
{
	char c = look(lx, i);

	*variable = is_name_start(c);
	if (*variable) {
		while (c == '_' || pf_is_alnum(c))
			c = look(lx, ++i);
		return i;
	}
	if (pf_is_digit(c))
		return braces ? skip_digits(lx, i) : i + 1;
	return is_among(c, "@*#?-$!") ? i + 1 : i;
}

/* At a dollar; false where it begins no use. */
static bool read_use(struct pf_shell_lexer *lx, size_t at, struct pf_shell_use *out)
{
	bool braces = look(lx, at + 1) == '{';
	size_t start = at + 1 + braces;

	*out = (struct pf_shell_use){.start = at, .braces = braces};
	out->end = read_name(lx, start, braces, &out->variable);
	out->name = pf_str_sub(lx->text, start, out->end);
	if (braces) {
		out->open = look(lx, out->end) != '}';
		out->end += !out->open;
	} else if (pf_str_eq(out->name, PF_STR("$")) && look(lx, out->end) == '(') {
		out->end--; /* that dollar is the substitution's */
	}
	return braces || out->name.len;
}

bool pf_shell_any_use_next(struct pf_shell_lexer *lx, struct pf_shell_use *out)
{
	while (lx->at < lx->text.len) {
		if (look(lx, lx->at) == '$' && read_use(lx, lx->at, out)) {
			lx->at = out->end;
			return true;
		}
		lx->at++;
	}
	return false;
}

/* What is between the brackets that were opened before `from`, and ends before `behind`. */
static pf_str take_inside(struct pf_shell_lexer *lx, size_t from, size_t behind)
{
	bool open = behind > lx->text.len;

	lx->at = open ? lx->text.len : behind;
	return pf_str_sub(lx->text, from, open ? lx->text.len : behind - 1);
}

static void take_use(struct pf_shell_lexer *lx, struct pf_shell_part *out)
{
	size_t start = lx->at;
	struct pf_shell_use use;

	(void)read_use(lx, start, &use);
	out->kind = use.variable ? PF_SHELL_VARIABLE : PF_SHELL_PARAMETER;
	out->name = use.name;
	out->braces = use.braces;
	lx->at = use.end;
	if (use.open)
		out->inside = take_inside(lx, use.end,
			skip_within(lx, out->quoted ? WITHIN_QUOTED_BRACES : WITHIN_BRACES,
				use.end));
	out->text = pf_str_sub(lx->text, start, lx->at);
}

static void take_substitution(struct pf_shell_lexer *lx, struct pf_shell_part *out)
{
	size_t start = lx->at;
	bool backticks = look(lx, start) == '`';
	size_t from = start + (backticks ? 1 : 2);

	out->kind = PF_SHELL_SUBSTITUTION;
	out->inside = take_inside(lx, from,
		backticks ? skip_backticks(lx, from) : skip_within(lx, WITHIN_PARENTHESES, from));
	out->text = pf_str_sub(lx->text, start, lx->at);
}

static bool is_escape(struct pf_shell_lexer *lx, size_t i)
{
	char next = look(lx, i + 1);

	return !lx->quoted || next == '\n' || is_among(next, "$`\"\\");
}

/* Does something begin at `i` that plain text ends at? */
static bool is_special(struct pf_shell_lexer *lx, size_t i)
{
	char c = look(lx, i);

	if (c == '$')
		return is_expanded(look(lx, i + 1));
	if (c == '\\')
		return is_escape(lx, i);
	return c == '"' || c == '`' || (c == '\'' && !lx->quoted);
}

/* Past quotes that hold nothing yet, and lines that go on. */
static void skip_marks(struct pf_shell_lexer *lx)
{
	while (lx->at < lx->text.len) {
		char c = look(lx, lx->at);
		char next = look(lx, lx->at + 1);

		if (c == '"') {
			lx->quoted = !lx->quoted;
			lx->at++;
		} else if ((c == '\\' && next == '\n') ||
			(c == '\'' && next == '\'' && !lx->quoted)) {
			lx->at += 2;
		} else {
			break;
		}
	}
}

static void take_text(struct pf_shell_lexer *lx, struct pf_shell_part *out)
{
	size_t start = lx->at;

	while (lx->at < lx->text.len && !is_special(lx, lx->at))
		lx->at++;
	out->text = pf_str_sub(lx->text, start, lx->at);
}

/* A backslash with nothing behind it stands for itself. */
static void take_escaped(struct pf_shell_lexer *lx, struct pf_shell_part *out)
{
	size_t at = lx->at + (lx->at + 1 < lx->text.len);

	lx->at = at + 1;
	out->text = pf_str_sub(lx->text, at, at + 1);
	out->quoted = true;
}

bool pf_shell_part_next(struct pf_shell_lexer *lx, struct pf_shell_part *out)
{
	char c;

	skip_marks(lx);
	*out = (struct pf_shell_part){.name = PF_STR_EMPTY, .inside = PF_STR_EMPTY};
	out->quoted = lx->quoted;
	if (lx->at >= lx->text.len)
		return false;
	c = look(lx, lx->at);
	if (!is_special(lx, lx->at)) {
		take_text(lx, out);
	} else if (c == '\\') {
		take_escaped(lx, out);
	} else if (c == '\'') {
		out->text = take_inside(lx, lx->at + 1, skip_single_quoted(lx, lx->at + 1));
		out->quoted = true;
	} else if (c == '`' || look(lx, lx->at + 1) == '(') {
		take_substitution(lx, out);
	} else {
		take_use(lx, out);
	}
	return true;
}

static bool has_quotes(pf_str word)
{
	return pf_str_find_char(word, '\\') < word.len || pf_str_find_char(word, '"') < word.len ||
		pf_str_find_char(word, '\'') < word.len;
}

pf_str pf_shell_unquote(struct pf_arena *arena, pf_str word)
{
	struct pf_shell_lexer lx = {.text = word};
	struct pf_shell_part part;
	pf_str first;
	char *to;
	size_t len;

	if (!has_quotes(word))
		return word;
	first = pf_shell_part_next(&lx, &part) ? part.text : PF_STR_EMPTY;
	if (!pf_shell_part_next(&lx, &part))
		return first;
	to = pf_arena_alloc(arena, word.len, 1);
	memcpy(to, first.ptr, first.len);
	len = first.len;
	do {
		memcpy(to + len, part.text.ptr, part.text.len);
		len += part.text.len;
	} while (pf_shell_part_next(&lx, &part));
	return (pf_str){to, len};
}

pf_str pf_shell_unquoted(pf_str word)
{
	struct pf_shell_lexer lx = {.text = word};
	char quote = look(&lx, 0);
	size_t end = 0;

	if (quote == '\'')
		end = skip_single_quoted(&lx, 1);
	else if (quote == '"')
		end = skip_within(&lx, WITHIN_QUOTES, 1);
	return end == word.len && end > 1 ? pf_str_sub(word, 1, end - 1) : word;
}
