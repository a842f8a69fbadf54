/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "base/buf.h"

/* Of the Pod: what is set twice counts as last written. */
static bool own_value(const struct pf_pod_container *c, pf_str name, bool *found, pf_str *value)
{
	const struct pf_env_var *last = NULL;

	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			last = var;
	}
	*found = last != NULL;
	if (!last)
		return !c->spec->env_from.node;
	*value = last->value.set ? last->value.is : PF_STR_EMPTY;
	return !last->value_from && !pf_is_placeholder(*value) &&
		!pf_str_contains(*value, PF_STR("$("));
}

bool pf_variable_value(const struct pf_pod_container *c, pf_str name, pf_str *value)
{
	const struct pf_image_env *var;
	bool found;

	if (!own_value(c, name, &found, value))
		return false;
	if (found)
		return true;
	if (pf_str_eq(name, PF_STR("HOSTNAME"))) {
		*value = PF_STR("localhost");
		return true;
	}
	var = c->facts ? pf_image_env_named(c->facts, name) : NULL;
	*value = var ? var->value : (pf_str){0};
	return var ? var->is == PF_KNOWN : c->facts && c->facts->env.complete;
}

struct lexer {
	struct pf_arena *arena;
	const struct pf_pod_container *c;
	pf_str rest;
	struct pf_shell_line *line;
	struct pf_buf word;
};

static char peek(const struct lexer *l, size_t i)
{
	return i < l->rest.len ? l->rest.ptr[i] : '\0';
}

static void skip(struct lexer *l, size_t n)
{
	l->rest = pf_str_from_offset(l->rest, n);
}

static void skip_blanks(struct lexer *l)
{
	while (peek(l, 0) == ' ' || peek(l, 0) == '\t')
		skip(l, 1);
}

static size_t name_len(pf_str s)
{
	size_t i = 0;

	if (s.len && pf_is_digit(s.ptr[0]))
		return 0;
	while (i < s.len && (pf_is_alnum(s.ptr[i]) || s.ptr[i] == '_'))
		i++;
	return i;
}

/* "${NAME}", "${NAME:-default}" with a default that is plain text. */
static bool take_braces(struct lexer *l)
{
	pf_str inner = pf_str_from_offset(l->rest, 2), value, fallback;
	size_t end = pf_str_find_char(inner, '}'), len;
	bool colon;

	if (end == inner.len)
		return false;
	inner.len = end;
	len = name_len(inner);
	if (len == 0 || !pf_variable_value(l->c, pf_str_sub(inner, 0, len), &value))
		return false;
	skip(l, end + 3);
	fallback = pf_str_from_offset(inner, len);
	colon = pf_str_starts_with(fallback, PF_STR(":-"));
	if (fallback.len && !colon && fallback.ptr[0] != '-')
		return false;
	if (fallback.len)
		fallback = pf_str_from_offset(fallback, colon ? 2 : 1);
	for (size_t i = 0; i < fallback.len; i++) {
		if (strchr("$`'\"\\", fallback.ptr[i]))
			return false;
	}
	pf_buf_add(&l->word, !value.ptr || (colon && !value.len) ? fallback : value);
	return true;
}

static bool take_variable(struct lexer *l)
{
	pf_str rest = pf_str_from_offset(l->rest, 1), value;
	size_t len = name_len(rest);

	if (peek(l, 1) == '{')
		return take_braces(l);
	if (len == 0) {
		pf_buf_addc(&l->word, '$');
		skip(l, 1);
		return rest.len == 0 || pf_is_blank(rest.ptr[0]) || strchr("/\"'", rest.ptr[0]);
	}
	if (!pf_variable_value(l->c, pf_str_sub(rest, 0, len), &value))
		return false;
	pf_buf_add(&l->word, value);
	skip(l, 1 + len);
	return true;
}

static bool take_single_quoted(struct lexer *l)
{
	pf_str inner = pf_str_from_offset(l->rest, 1);
	size_t end = pf_str_find_char(inner, '\'');

	if (end == inner.len)
		return false;
	pf_buf_add(&l->word, pf_str_sub(inner, 0, end));
	skip(l, end + 2);
	return true;
}

static bool take_double_quoted(struct lexer *l)
{
	skip(l, 1);
	while (l->rest.len && peek(l, 0) != '"') {
		char c = peek(l, 0);

		if (c == '`')
			return false;
		if (c == '$') {
			if (!take_variable(l))
				return false;
			continue;
		}
		if (c == '\\' && l->rest.len > 1 && strchr("$`\"\\", peek(l, 1)))
			skip(l, 1);
		pf_buf_addc(&l->word, peek(l, 0));
		skip(l, 1);
	}
	if (!l->rest.len)
		return false;
	skip(l, 1);
	return true;
}

static bool ends_word(char c)
{
	return pf_is_blank(c) || (c && strchr(";&|<>()", c));
}

/* A word with its quotes taken off; false where it is not known what it comes to. */
static bool take_word(struct lexer *l, pf_str *out)
{
	pf_buf_reset(&l->word);
	while (l->rest.len && !ends_word(peek(l, 0))) {
		char c = peek(l, 0);
		bool known = true;

		if (c == '`' || c == '*')
			return false;
		if (c == '$') {
			known = take_variable(l);
		} else if (c == '\'') {
			known = take_single_quoted(l);
		} else if (c == '"') {
			known = take_double_quoted(l);
		} else {
			skip(l, c == '\\' && l->rest.len > 1);
			pf_buf_addc(&l->word, peek(l, 0));
			skip(l, 1);
		}
		if (!known)
			return false;
	}
	*out = pf_arena_dup(l->arena, pf_buf_str(&l->word));
	return true;
}

/* Length of ">", "2>>", "&>", "3<>" at the front, or 0. */
static size_t redirection_len(const struct lexer *l)
{
	size_t i = 0, start;

	while (pf_is_digit(peek(l, i)))
		i++;
	if (i == 0 && peek(l, 0) == '&' && peek(l, 1) == '>')
		i++;
	start = i;
	while (peek(l, i) == '<' || peek(l, i) == '>')
		i++;
	return i > start && i <= start + 2 ? i : 0;
}

static bool take_redirection(struct lexer *l, size_t len)
{
	pf_str target;

	skip(l, len);
	if (peek(l, 0) == '&') {
		skip(l, 1);
		return take_word(l, &target) && target.len == 1;
	}
	skip_blanks(l);
	if (!take_word(l, &target))
		return false;
	if (pf_str_starts_with(target, PF_STR("/dev/tcp/")) && !l->line->tcp.len)
		l->line->tcp = pf_str_from_offset(target, strlen("/dev/tcp/"));
	else
		return pf_str_eq(target, PF_STR("/dev/null"));
	return true;
}

static bool is_success(pf_str command)
{
	return pf_str_eq(command, PF_STR("true")) || pf_str_eq(command, PF_STR(":")) ||
		pf_str_eq(command, PF_STR("exit 0"));
}

static bool is_failure(pf_str command)
{
	int64_t status;

	return pf_str_eq(command, PF_STR("false")) || pf_str_eq(command, PF_STR("exit")) ||
		(pf_str_starts_with(command, PF_STR("exit ")) &&
			pf_str_to_int(pf_str_trim(pf_str_from_offset(command, 5)), &status) &&
			status != 0);
}

/* What follows the command: "|| exit 1", "&& exit 0 || exit 1", "|| true". */
static bool take_tail(struct lexer *l)
{
	pf_str tail = pf_str_trim(l->rest);

	if (pf_str_ends_with(tail, PF_STR(";")))
		tail = pf_str_trim(pf_str_sub(tail, 0, tail.len - 1));
	l->rest = PF_STR_EMPTY;
	if (pf_str_starts_with(tail, PF_STR("&&"))) {
		size_t end = pf_str_find(tail, PF_STR("||"));

		if (!is_success(pf_str_trim(pf_str_sub(tail, 2, end))))
			return false;
		tail = pf_str_from_offset(tail, end);
	}
	if (!tail.len)
		return true;
	if (!pf_str_starts_with(tail, PF_STR("||")))
		return false;
	tail = pf_str_trim(pf_str_from_offset(tail, 2));
	l->line->forgiven = is_success(tail);
	return l->line->forgiven || is_failure(tail);
}

static bool take_part(struct lexer *l)
{
	struct pf_shell_line *line = l->line;
	size_t redirection = redirection_len(l);
	char c = peek(l, 0);
	pf_str word;

	if (redirection)
		return take_redirection(l, redirection);
	if (c == '|' || c == '&' || c == ';')
		return take_tail(l);
	if (ends_word(c) || c == '#' || c == '!' || line->n == PF_LINE_WORDS_MAX ||
		!take_word(l, &word))
		return false;
	if (line->n || !pf_str_eq(word, PF_STR("exec")))
		line->words[line->n++] = word;
	return true;
}

bool pf_shell_line_read(struct pf_arena *arena, const struct pf_pod_container *c, pf_str text,
	struct pf_shell_line *out)
{
	struct lexer l = {.arena = arena, .c = c, .rest = pf_str_trim(text), .line = out};
	bool known = true;

	*out = (struct pf_shell_line){.tcp = PF_STR_EMPTY};
	while (known && l.rest.len) {
		known = take_part(&l);
		skip_blanks(&l);
	}
	pf_buf_release(&l.word);
	return known && (out->n || out->tcp.len);
}
