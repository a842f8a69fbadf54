/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The HCL of a bake file: blocks with attributes.  Texts and lists of texts are
 * read; of anything else only its end is found, by its brackets.
 */

#include "project/builds/bake.h"
#include "project/builds/bake_internal.h"

#define TARGETS_MAX 256U

struct reader {
	struct pf_bake bake;
	pf_str text;
	size_t at;
};

static char peek(const struct reader *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool looks_at(const struct reader *r, pf_str word)
{
	return pf_str_starts_with(pf_str_from_offset(r->text, r->at), word);
}

static void skip_to(struct reader *r, pf_str end)
{
	r->at += pf_str_find(pf_str_from_offset(r->text, r->at), end);
}

/* Blanks, line breaks and comments. */
static void skip_space(struct reader *r)
{
	for (;;) {
		while (pf_is_blank(peek(r)))
			r->at++;
		if (peek(r) == '#' || looks_at(r, PF_STR("//"))) {
			skip_to(r, PF_STR("\n"));
		} else if (looks_at(r, PF_STR("/*"))) {
			skip_to(r, PF_STR("*/"));
			r->at += looks_at(r, PF_STR("*/")) ? 2 : 0;
		} else {
			return;
		}
	}
}

static pf_str take_name(struct reader *r)
{
	size_t from = r->at;

	while (pf_is_alnum(peek(r)) || peek(r) == '_' || peek(r) == '-')
		r->at++;
	return pf_str_sub(r->text, from, r->at);
}

/* A text at `"`; `${…}` stays in it, for the variables. */
static pf_str take_text(struct reader *r)
{
	size_t from = ++r->at, depth = 0;
	pf_str text;

	while (r->at < r->text.len && (peek(r) != '"' || depth > 0)) {
		if (looks_at(r, PF_STR("${")))
			depth++;
		else if (peek(r) == '}' && depth > 0)
			depth--;
		else if (peek(r) == '\\' && r->at + 1 < r->text.len)
			r->at++;
		r->at++;
	}
	text = pf_str_sub(r->text, from, r->at);
	r->at += r->at < r->text.len;
	return text;
}

/* The rest of an expression: to the end of the line, or behind its brackets. */
static void skip_value(struct reader *r)
{
	size_t depth = 0;

	while (r->at < r->text.len) {
		char c = peek(r);

		if (c == '"') {
			(void)take_text(r);
			continue;
		}
		if (depth == 0 && (c == '\n' || c == '}' || c == ']' || c == ','))
			return;
		depth += c == '(' || c == '[' || c == '{';
		depth -= depth > 0 && (c == ')' || c == ']' || c == '}');
		r->at++;
	}
}

/* Does the value end here, so that the text before is all of it? */
static bool is_end_of_value(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\r')
		r->at++;
	return peek(r) == '\0' || pf_str_find_char(PF_STR("\n,]}#/"), peek(r)) < 6;
}

static void take_value(struct reader *r, struct pf_bake_target *target, pf_str name)
{
	pf_str value = PF_STR("$");

	if (peek(r) == '"') {
		value = take_text(r);
		if (!is_end_of_value(r)) {
			value = PF_STR("$");
			skip_value(r);
		}
	} else {
		skip_value(r);
	}
	pf_bake_set(&r->bake, target, name, value);
}

static void take_list(struct reader *r, struct pf_bake_target *target, pf_str name)
{
	r->at++;
	for (skip_space(r); r->at < r->text.len && peek(r) != ']'; skip_space(r)) {
		size_t from = r->at;

		take_value(r, target, name);
		skip_space(r);
		r->at += peek(r) == ',' || r->at == from;
	}
	r->at += peek(r) == ']';
}

/* The attributes of a block, from behind its `{` to behind its `}`. */
static void take_attributes(struct reader *r, struct pf_bake_target *target, pf_str *fallback)
{
	for (skip_space(r); r->at < r->text.len && peek(r) != '}'; skip_space(r)) {
		pf_str name = take_name(r);

		skip_space(r);
		if (!name.len || peek(r) != '=') {
			skip_value(r);
			r->at += peek(r) != '}' && r->at < r->text.len;
			continue;
		}
		r->at++;
		skip_space(r);
		if (pf_str_eq(name, PF_STR("default")) && peek(r) == '"')
			*fallback = take_text(r);
		else if (peek(r) == '[')
			take_list(r, target, name);
		else
			take_value(r, target, name);
	}
	r->at += peek(r) == '}';
}

/* `target "NAME" {`, `variable "NAME" {` and blocks of other kinds. */
static void take_block(struct reader *r)
{
	struct pf_bake_target target = {.at = r->at};
	pf_str fallback = {NULL, 0};
	pf_str kind = take_name(r);

	skip_space(r);
	if (!kind.len || (peek(r) != '"' && peek(r) != '{')) {
		skip_value(r);
		r->at += r->at < r->text.len;
		return;
	}
	if (peek(r) == '"')
		target.name = take_text(r);
	skip_space(r);
	if (peek(r) != '{')
		return;
	r->at++;
	take_attributes(r, &target, &fallback);
	if (pf_str_eq(kind, PF_STR("variable")) && fallback.len)
		pf_script_set(&r->bake.variables, target.name, fallback, false);
	else if (pf_str_eq(kind, PF_STR("target")) && r->bake.targets.len < TARGETS_MAX)
		PF_VEC_ADD(r->bake.arena, &r->bake.targets) = target;
}

struct pf_built_images pf_built_by_bake(struct pf_arena *arena, pf_str hcl)
{
	struct reader r = {.bake = {.arena = arena, .variables = {.arena = arena}}, .text = hcl};

	for (skip_space(&r); r.at < r.text.len; skip_space(&r))
		take_block(&r);
	return pf_bake_images(&r.bake);
}
