/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/line.h"

#include "base/buf.h"
#include "kube/decode/decode.h"
#include "text/shell/lexer.h"

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

/*
 * What a variable comes to in the container's processes: its own env, else the
 * image's.  False where that is not known; `*value` has a NULL ptr where it is
 * known that there is none.
 */
static bool variable_value(const struct pf_pod_container *c, pf_str name, pf_str *value)
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

struct reader {
	struct pf_arena *arena;
	const struct pf_pod_container *c;
	struct pf_shell_lexer lexer;
	struct pf_shell_line *line;
	struct pf_buf word;
};

/* Plain text behind the "-" or ":-" in braces. */
static bool read_fallback(pf_str inside, pf_str *out, bool *for_empty)
{
	*for_empty = pf_str_starts_with(inside, PF_STR(":"));
	*out = pf_str_from_offset(inside, *for_empty);
	if (!inside.len)
		return true;
	if (!pf_str_starts_with(*out, PF_STR("-")))
		return false;
	*out = pf_str_from_offset(*out, 1);
	for (size_t i = 0; i < out->len; i++) {
		if (strchr("$`'\"\\", out->ptr[i]))
			return false;
	}
	return true;
}

static bool add_variable(struct reader *r, const struct pf_shell_part *part)
{
	pf_str value, fallback;
	bool for_empty;

	if (!read_fallback(part->inside, &fallback, &for_empty) ||
		!variable_value(r->c, part->name, &value))
		return false;
	pf_buf_add(&r->word, !value.ptr || (for_empty && !value.len) ? fallback : value);
	return r->word.len <= PF_LINE_WORD_MAX;
}

static bool add_part(struct reader *r, const struct pf_shell_part *part)
{
	if (part->kind == PF_SHELL_VARIABLE)
		return add_variable(r, part);
	if (part->kind != PF_SHELL_TEXT)
		return false;
	/* Names of files are not known. */
	if (!part->quoted && pf_str_find_char(part->text, '*') < part->text.len)
		return false;
	pf_buf_add(&r->word, part->text);
	return true;
}

/* What a word comes to; false where that is not known. */
static bool read_word(struct reader *r, pf_str word, pf_str *out)
{
	struct pf_shell_lexer lexer = {.text = word};
	struct pf_shell_part part;

	pf_buf_reset(&r->word);
	while (pf_shell_part_next(&lexer, &part)) {
		if (!add_part(r, &part))
			return false;
	}
	*out = pf_arena_dup(r->arena, pf_buf_str(&r->word));
	return true;
}

static bool read_redirection(struct reader *r, const struct pf_shell_token *token)
{
	pf_str target;

	if (pf_shell_token_is_here(token) || !token->target.len ||
		!read_word(r, token->target, &target))
		return false;
	if (pf_str_ends_with(token->text, PF_STR("&")))
		return target.len == 1;
	if (pf_str_starts_with(target, PF_STR("/dev/tcp/")) && !r->line->tcp.len)
		r->line->tcp = pf_str_from_offset(target, strlen("/dev/tcp/"));
	else
		return pf_str_eq(target, PF_STR("/dev/null"));
	return true;
}

enum verdict { UNCLEAR, SUCCESS, FAILURE };

/* Of `true`, `exit 1` and their like; their token, and the words, are taken. */
static enum verdict read_verdict(struct reader *r, struct pf_shell_token *token)
{
	pf_str words[2] = {PF_STR_EMPTY, PF_STR_EMPTY};
	int64_t status = 1;
	size_t n = 0;

	while (pf_shell_token_next(&r->lexer, token) && token->kind == PF_TOKEN_WORD) {
		if (n == 2 || token->open)
			return UNCLEAR;
		words[n++] = token->text;
	}
	if (n == 2 && !pf_str_to_int(words[1], &status))
		return UNCLEAR;
	if (pf_str_eq(words[0], PF_STR("exit")))
		return status ? FAILURE : SUCCESS;
	if (n == 1 && (pf_str_eq(words[0], PF_STR("true")) || pf_str_eq(words[0], PF_STR(":"))))
		return SUCCESS;
	return n == 1 && pf_str_eq(words[0], PF_STR("false")) ? FAILURE : UNCLEAR;
}

/* What follows the command: "|| exit 1", "&& exit 0 || exit 1", "|| true"; `token` begins it. */
static bool read_tail(struct reader *r, struct pf_shell_token *token)
{
	if (token->kind == PF_TOKEN_AND && read_verdict(r, token) != SUCCESS)
		return false;
	if (token->kind == PF_TOKEN_OR) {
		enum verdict verdict = read_verdict(r, token);

		if (verdict == UNCLEAR)
			return false;
		r->line->forgiven = verdict == SUCCESS;
	}
	if (token->kind == PF_TOKEN_SEMICOLON)
		(void)pf_shell_token_next(&r->lexer, token);
	return token->kind == PF_TOKEN_END;
}

static bool add_word(struct reader *r, pf_str text)
{
	struct pf_shell_line *line = r->line;
	pf_str word;

	if (text.ptr[0] == '!' || line->n == PF_LINE_WORDS_MAX || !read_word(r, text, &word))
		return false;
	if (line->n || !pf_str_eq(word, PF_STR("exec")))
		line->words[line->n++] = word;
	return true;
}

static bool read_line(struct reader *r)
{
	struct pf_shell_token token;

	while (pf_shell_token_next(&r->lexer, &token)) {
		bool redirects = token.kind == PF_TOKEN_REDIRECTION;

		if (!redirects && token.kind != PF_TOKEN_WORD)
			return read_tail(r, &token);
		if (token.open ||
			!(redirects ? read_redirection(r, &token) : add_word(r, token.text)))
			return false;
	}
	return true;
}

bool pf_shell_line_read(struct pf_arena *arena, const struct pf_pod_container *c, pf_str text,
	struct pf_shell_line *out)
{
	struct reader r = {.arena = arena, .c = c, .line = out};
	bool known;

	*out = (struct pf_shell_line){.tcp = PF_STR_EMPTY};
	r.lexer.text = pf_str_trim(text);
	known = read_line(&r);
	pf_buf_release(&r.word);
	return known && (out->n || out->tcp.len);
}
