/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/expand.h"

#include "base/buf.h"
#include "image/build/pattern.h"
#include "text/utf8.h"

/* In words mode stands for a blank that splits; a source holds no NUL. */
#define WORD_BREAK '\0'

/*
 * What is expanded is appended to `out`.  Operators whose word may not be used
 * after all, or is a pattern, cut it off again.
 */
struct lexer {
	struct pf_arena *arena;
	const struct pf_build_scope *scope;
	struct pf_error *err;
	pf_str in;
	size_t at;
	struct pf_buf out;
	unsigned depth;
	bool words;       /* unquoted blanks split */
	bool raw_escapes; /* inside a pattern: the escape character stays */
	bool inherited;   /* what `out` holds rests on something unknown */
	bool varies;
	bool over; /* a limit was met: the failure is none, but nothing is known */
};

enum {
	END = -1,
};

static int peek(const struct lexer *lx)
{
	return lx->at < lx->in.len ? (unsigned char)lx->in.ptr[lx->at] : END;
}

static int next(struct lexer *lx)
{
	int c = peek(lx);

	if (c != END)
		lx->at++;
	return c;
}

static bool give_up(struct lexer *lx)
{
	lx->over = true;
	return false;
}

static bool spend(struct lexer *lx, size_t work)
{
	size_t *fuel = lx->scope->fuel;

	if (!fuel)
		return true;
	if (*fuel < work) {
		*fuel = 0;
		return give_up(lx);
	}
	*fuel -= work;
	return true;
}

static void cut(struct lexer *lx, size_t len)
{
	lx->out.len = len;
}

static pf_str since(const struct lexer *lx, size_t mark)
{
	return (pf_str){lx->out.ptr ? lx->out.ptr + mark : "", lx->out.len - mark};
}

static bool add(struct lexer *lx, pf_str s)
{
	if (s.len > PF_EXPANSION_MAX - lx->out.len)
		return give_up(lx);
	if (!spend(lx, s.len))
		return false;
	pf_buf_add(&lx->out, s);
	return true;
}

static bool add_char(struct lexer *lx, int c)
{
	char byte = (char)c;

	return add(lx, (pf_str){&byte, 1});
}

static bool is_space(char c)
{
	return pf_is_blank(c) || c == '\v' || c == '\f';
}

/* Text outside of quotes, from `mark` on: at the top of a word that may split, blanks do. */
static void break_blanks(struct lexer *lx, size_t mark)
{
	if (!lx->words || lx->depth > 0)
		return;
	for (size_t i = mark; i < lx->out.len; i++) {
		if (is_space(lx->out.ptr[i]))
			lx->out.ptr[i] = WORD_BREAK;
	}
}

/* Parameters of a shell; an environment may hold their like, but no base image's does. */
static bool is_special(int c)
{
	return c != END && c != 0 && strchr("@*#?-$!", c);
}

static bool is_name_char(int c)
{
	return c != END && (pf_is_alnum((char)c) || c == '_');
}

struct span {
	uint32_t first;
	uint32_t last;
};

static bool is_in(uint32_t c, const struct span *spans, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (c >= spans[i].first && c <= spans[i].last)
			return true;
	}
	return false;
}

/*
 * Bytes of a letter beyond ASCII, 0 where there is none.  Only alphabets that are
 * letters throughout are told from signs; the rest sets `*doubtful`.
 */
static size_t wide_letter(const struct lexer *lx, bool *doubtful)
{
	static const struct span letters[] = {{0xAA, 0xAA}, {0xB5, 0xB5}, {0xBA, 0xBA},
		{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2C1}, {0x388, 0x3F5}, {0x3F7, 0x481},
		{0x48A, 0x52F}, {0x5D0, 0x5EA}, {0x620, 0x64A}, {0x3041, 0x3096}, {0x30A1, 0x30FA},
		{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}};
	static const struct span signs[] = {{0x80, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7},
		{0x2000, 0x206F}, {0x20A0, 0x20C0}, {0x2190, 0x2BFF}, {0x3000, 0x3004},
		{0x3008, 0x3020}, {0x1F000, 0x1FAFF}};
	uint32_t c;
	size_t len;

	if (lx->at == lx->in.len)
		return 0;
	c = pf_utf8_first(pf_str_from_offset(lx->in, lx->at), &len);
	if (c < 0x80)
		return 0;
	if (c != PF_UTF8_BAD && is_in(c, letters, sizeof(letters) / sizeof(letters[0])))
		return len;
	*doubtful |= c == PF_UTF8_BAD || !is_in(c, signs, sizeof(signs) / sizeof(signs[0]));
	return 0;
}

/* False where it is not known what a builder takes for a part of the name. */
static bool read_name(struct lexer *lx, pf_str *name)
{
	size_t start = lx->at, len;
	bool doubtful = false;

	if (is_special(peek(lx))) {
		lx->at++;
	} else if (peek(lx) != END && pf_is_digit((char)peek(lx))) {
		while (peek(lx) != END && pf_is_digit((char)peek(lx)))
			lx->at++;
	} else {
		while ((len = is_name_char(peek(lx)) ? 1 : wide_letter(lx, &doubtful)) > 0)
			lx->at += len;
	}
	*name = pf_str_sub(lx->in, start, lx->at);
	return !doubtful || give_up(lx);
}

/* What a name stands for; `set` tells a value, even an empty one, from none. */
struct value {
	pf_str text;
	bool set;
	bool inherited;
	bool varies;
};

static struct value look_up(struct lexer *lx, pf_str name)
{
	const struct pf_build_scope *scope = lx->scope;
	const struct pf_variable *v;

	bool is_parameter = name.len == 0 || is_special(name.ptr[0]) || pf_is_digit(name.ptr[0]);

	v = scope->find(scope->data, name);
	if (!v)
		return (struct value){PF_STR_EMPTY, false, scope->open && !is_parameter, false};
	return (struct value){v->value, !v->unset, v->is == PF_INHERITED, v->varies};
}

static bool add_value(struct lexer *lx, const struct value *v)
{
	lx->inherited |= v->inherited;
	lx->varies |= v->varies;
	return v->inherited || add(lx, v->text);
}

/* The body is at the end of the file: the grammar is recursive. */
static bool read_until(struct lexer *lx, int stop, bool raw_escapes);

/* The word of an operator, up to `}`, as if it were all there is. */
static bool read_operand(struct lexer *lx, int stop, bool raw_escapes)
{
	bool ok;

	if (++lx->depth > PF_EXPANSION_DEPTH)
		return give_up(lx);
	ok = read_until(lx, stop, raw_escapes);
	lx->depth--;
	return ok;
}

static bool refuse_operator(struct lexer *lx, bool colon, int op)
{
	if (op < ' ' || op > '~')
		return pf_fail(lx->err, PF_E_SYNTAX, "bad substitution");
	return pf_fail(lx->err, PF_E_SYNTAX, "`%s%c` is no operator of a substitution",
		colon ? ":" : "", op);
}

static bool refuse_unset(struct lexer *lx, pf_str name, const struct value *v, pf_str word)
{
	/* An argument that the build may give is asked for, not missing. */
	if (v->varies) {
		lx->varies = true;
		return give_up(lx);
	}
	if (word.len > 0)
		return pf_fail(lx->err, PF_E_SYNTAX, "`%.*s` is %s: %.*s", PF_STR_ARG(name),
			v->set ? "empty" : "not set", PF_STR_ARG(word));
	return pf_fail(lx->err, PF_E_SYNTAX, "`%.*s` is %s", PF_STR_ARG(name),
		v->set ? "empty" : "not set");
}

/* ${name-word}, ${name+word}, ${name?word}, and with a colon. */
static bool choose(struct lexer *lx, pf_str name, bool colon, int op)
{
	bool inherited = lx->inherited, varies = lx->varies, there;
	size_t mark = lx->out.len;
	struct value v;

	if (!read_operand(lx, '}', false))
		return false;
	v = look_up(lx, name);
	there = v.set && !(colon && v.text.len == 0);
	if (v.inherited) {
		cut(lx, mark);
		lx->inherited = true;
		lx->varies = varies;
		return true;
	}
	if (op == '?' && !there)
		return refuse_unset(lx, name, &v, since(lx, mark));
	if (there != (op == '+')) {
		/* The word is not used. */
		cut(lx, mark);
		lx->inherited = inherited;
		lx->varies = varies;
	}
	lx->varies |= v.varies;
	return op == '+' || !there || add(lx, v.text);
}

static pf_str reversed(struct pf_arena *arena, pf_str s)
{
	char *out = PF_NEWN(arena, char, s.len + 1);

	for (size_t i = 0; i < s.len; i++)
		out[i] = s.ptr[s.len - 1 - i];
	return (pf_str){out, s.len};
}

static bool is_ascii(pf_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	}
	return true;
}

/*
 * The pattern at `mark`, cut off.  Patterns work on bytes: where a `?` would have
 * to stand for a longer character the outcome is taken for unknown.
 */
static bool take_pattern(struct lexer *lx, size_t mark, pf_str pattern, pf_str text,
	struct pf_word_pattern *out)
{
	pf_str copy = pf_arena_dup(lx->arena, pattern);

	cut(lx, mark);
	if (!spend(lx, (copy.len + 1) * (text.len + 1)))
		return false;
	if (!pf_word_pattern_parse(lx->arena, copy, out))
		return pf_fail(lx->err, PF_E_SYNTAX, "the pattern `%.*s` has a bad escape",
			PF_STR_ARG(copy));
	if (!is_ascii(text) && pf_word_pattern_has_any(*out))
		return give_up(lx);
	return true;
}

/* ${name#pattern}, ${name##pattern}, ${name%pattern}, ${name%%pattern}. */
static bool trim(struct lexer *lx, pf_str name, char op)
{
	size_t mark = lx->out.len, len;
	struct pf_word_pattern parsed;
	struct value v;
	pf_str pattern;
	bool longest;

	if (!read_operand(lx, '}', true))
		return false;
	v = look_up(lx, name);
	pattern = since(lx, mark);
	longest = pattern.len > 0 && pattern.ptr[0] == op;
	if (longest)
		pattern = pf_str_from_offset(pattern, 1);
	if (!take_pattern(lx, mark, pattern, v.text, &parsed))
		return false;
	if (op == '%')
		len = pf_word_pattern_prefix(pf_word_pattern_reverse(lx->arena, parsed),
			reversed(lx->arena, v.text), longest);
	else
		len = pf_word_pattern_prefix(parsed, v.text, longest);
	if (len != SIZE_MAX)
		v.text = op == '%' ? pf_str_sub(v.text, 0, v.text.len - len)
				   : pf_str_from_offset(v.text, len);
	return add_value(lx, &v);
}

static bool add_replaced(struct lexer *lx, pf_str text, struct pf_word_pattern parsed, pf_str by,
	bool all)
{
	size_t at = 0, start, end;

	while (pf_word_pattern_search(parsed, text, at, &start, &end)) {
		if (!add(lx, pf_str_sub(text, at, start)) || !add(lx, by))
			return false;
		at = end;
		if (!all || at == text.len)
			break;
	}
	return add(lx, pf_str_from_offset(text, at));
}

/* ${name/pattern/text}, ${name//pattern/text}; the name's first slash is read. */
static bool replace(struct lexer *lx, pf_str name)
{
	size_t mark = lx->out.len, middle;
	struct pf_word_pattern parsed;
	struct value v;
	pf_str by;
	bool all = peek(lx) == '/';

	if (all)
		lx->at++;
	if (!read_operand(lx, '/', true))
		return false;
	middle = lx->out.len;
	if (!read_operand(lx, '}', true))
		return false;
	v = look_up(lx, name);
	by = pf_arena_dup(lx->arena, since(lx, middle));
	if (!take_pattern(lx, mark, pf_str_sub(since(lx, mark), 0, middle - mark), v.text, &parsed))
		return false;
	lx->inherited |= v.inherited;
	lx->varies |= v.varies;
	if (v.inherited)
		return true;
	/* The builder goes through a regular expression here: leave its corners alone. */
	if (all && (parsed.ntokens == 0 || pf_str_contains(by, PF_STR("$"))))
		return give_up(lx);
	return add_replaced(lx, v.text, parsed, by, all);
}

static bool read_braces(struct lexer *lx)
{
	bool colon = false;
	pf_str name;
	struct value v;
	int c = peek(lx);

	if (c == '{' || c == '}' || c == ':')
		return pf_fail(lx->err, PF_E_SYNTAX, "bad substitution");
	if (!read_name(lx, &name))
		return false;
	c = next(lx);
	if (c == ':') {
		colon = true;
		c = next(lx);
		if (c == '#' || c == '%' || c == '}' || c == '/')
			return refuse_operator(lx, colon, c);
	}
	switch (c) {
	case END:
		return pf_fail(lx->err, PF_E_SYNTAX, "a `}` is missing");
	case '}':
		v = look_up(lx, name);
		return add_value(lx, &v);
	case '-':
	case '+':
	case '?':
		return choose(lx, name, colon, c);
	case '#':
	case '%':
		return trim(lx, name, (char)c);
	case '/':
		return replace(lx, name);
	default:
		return refuse_operator(lx, colon, c);
	}
}

static bool read_dollar(struct lexer *lx)
{
	size_t mark = lx->out.len;
	struct value v;
	pf_str name;

	lx->at++;
	if (peek(lx) == '{') {
		lx->at++;
		if (!read_braces(lx))
			return false;
	} else {
		if (!read_name(lx, &name))
			return false;
		if (name.len == 0)
			return add_char(lx, '$');
		v = look_up(lx, name);
		if (!add_value(lx, &v))
			return false;
	}
	return spend(lx, lx->out.len - mark);
}

static bool read_single_quotes(struct lexer *lx)
{
	size_t start = ++lx->at;

	while (peek(lx) != END && peek(lx) != '\'')
		lx->at++;
	if (next(lx) == END)
		return pf_fail(lx->err, PF_E_SYNTAX, "a single quote has no end");
	return add(lx, pf_str_sub(lx->in, start, lx->at - 1));
}

/* The escape character is read; before most characters it stands for itself. */
static bool read_quoted_escape(struct lexer *lx)
{
	int escape = lx->scope->escape;
	int c = peek(lx);

	if (lx->raw_escapes && !add_char(lx, escape))
		return false;
	if (c == END)
		return true;
	if (c == '"' || c == '$' || c == escape)
		return add_char(lx, next(lx));
	return add_char(lx, escape);
}

static bool read_double_quotes(struct lexer *lx)
{
	bool ok = true;

	lx->at++;
	while (ok && peek(lx) != '"') {
		int c = peek(lx);

		if (c == END)
			return pf_fail(lx->err, PF_E_SYNTAX, "a double quote has no end");
		if (c == '$') {
			ok = read_dollar(lx);
		} else {
			lx->at++;
			ok = c == lx->scope->escape ? read_quoted_escape(lx) : add_char(lx, c);
		}
	}
	lx->at++;
	return ok;
}

static bool read_escape(struct lexer *lx)
{
	int c;

	lx->at++;
	if (lx->raw_escapes && !add_char(lx, lx->scope->escape))
		return false;
	c = next(lx);
	return c == END || add_char(lx, c);
}

/* A variable or a character outside of quotes. */
static bool read_open(struct lexer *lx)
{
	size_t mark = lx->out.len;
	bool ok = peek(lx) == '$' ? read_dollar(lx) : add_char(lx, next(lx));

	if (ok)
		break_blanks(lx, mark);
	return ok;
}

/* Up to and past `stop`, or to the end where `stop` is END. */
static bool read_until(struct lexer *lx, int stop, bool raw_escapes)
{
	bool saved = lx->raw_escapes, quotes = !lx->scope->plain_quotes, ok = true;
	int c;

	lx->raw_escapes = raw_escapes;
	while (ok && (c = peek(lx)) != END && c != stop) {
		if (c == '\'' && quotes)
			ok = read_single_quotes(lx);
		else if (c == '"' && quotes)
			ok = read_double_quotes(lx);
		else if (c == lx->scope->escape)
			ok = read_escape(lx);
		else
			ok = read_open(lx);
	}
	lx->raw_escapes = saved;
	if (ok && next(lx) != stop)
		return pf_fail(lx->err, PF_E_SYNTAX, "a `%c` is missing", stop);
	return ok;
}

static bool is_plain(pf_str word, char escape)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (c == '$' || c == '\'' || c == '"' || c == escape)
			return false;
	}
	return true;
}

/* Fails only for what the builder refuses; a limit leaves the word unknown. */
static bool run(struct lexer *lx)
{
	if (read_until(lx, END, false))
		return true;
	if (!lx->over)
		return false;
	lx->inherited = true;
	return true;
}

bool pf_expand(struct pf_arena *arena, pf_str word, const struct pf_build_scope *scope,
	struct pf_expansion *out, struct pf_error *err)
{
	struct lexer lx = {.arena = arena, .scope = scope, .err = err, .in = word};
	bool ok;

	if (is_plain(word, scope->escape)) {
		*out = (struct pf_expansion){word, PF_KNOWN, false};
		return true;
	}
	ok = run(&lx);
	if (ok) {
		out->text = lx.inherited ? PF_STR_EMPTY : pf_arena_dup(arena, pf_buf_str(&lx.out));
		out->is = lx.inherited ? PF_INHERITED : PF_KNOWN;
		out->varies = lx.varies;
	}
	pf_buf_release(&lx.out);
	return ok;
}

static struct pf_words split(struct pf_arena *arena, pf_str text)
{
	pf_str rest = text, part;
	pf_str *words;
	size_t n = 1;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == WORD_BREAK;
	words = PF_NEWN(arena, pf_str, n);
	n = 0;
	while (pf_str_split(&rest, WORD_BREAK, &part)) {
		if (part.len > 0)
			words[n++] = part;
	}
	return (struct pf_words){words, n};
}

bool pf_expand_words(struct pf_arena *arena, pf_str word, const struct pf_build_scope *scope,
	struct pf_expanded_words *out, struct pf_error *err)
{
	struct lexer lx = {.arena = arena, .scope = scope, .err = err, .in = word, .words = true};
	bool ok = run(&lx);

	if (ok) {
		out->words = (struct pf_words){NULL, 0};
		if (!lx.inherited)
			out->words = split(arena, pf_arena_dup(arena, pf_buf_str(&lx.out)));
		out->is = lx.inherited ? PF_INHERITED : PF_KNOWN;
		out->varies = lx.varies;
	}
	pf_buf_release(&lx.out);
	return ok;
}
