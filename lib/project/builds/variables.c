/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/variables.h"

#define DEPTH_MAX 8      /* variables within variables */
#define VARIABLE_COST 64 /* of looking one up, in bytes of text */

typedef PF_VEC(char) text_out;

static void expand(struct pf_script_variables *variables, pf_str text, int depth, text_out *out);

/* Of letters, digits and `_`. */
static bool is_name(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_alnum(text.ptr[i]) && text.ptr[i] != '_')
			return false;
	}
	return text.len > 0;
}

pf_str pf_assigned_name(pf_str word)
{
	size_t equals = pf_str_find_char(word, '=');
	pf_str name = pf_str_sub(word, 0, equals);

	return equals < word.len && is_name(name) ? name : PF_STR_EMPTY;
}

static struct pf_script_variable *find(const struct pf_script_variables *variables, pf_str name)
{
	for (size_t i = 0; i < variables->all.len; i++) {
		if (pf_str_eq(variables->all.ptr[i].name, name))
			return &variables->all.ptr[i];
	}
	return NULL;
}

void pf_script_set(struct pf_script_variables *variables, pf_str name, pf_str value, bool weak)
{
	struct pf_script_variable *variable = find(variables, name);

	if (variable) {
		variable->unknown |= !weak && !pf_str_eq(variable->value, value);
		return;
	}
	if (variables->all.len < PF_VARIABLES_MAX)
		PF_VEC_ADD(variables->arena, &variables->all) =
			(struct pf_script_variable){name, value, false};
}

void pf_script_forget(struct pf_script_variables *variables, pf_str name)
{
	pf_script_set(variables, name, PF_STR_EMPTY, true);
	if (find(variables, name))
		find(variables, name)->unknown = true;
}

static void emit(struct pf_script_variables *variables, text_out *out, char c)
{
	if (out->len < PF_EXPANDED_MAX && variables->expanded++ < PF_EXPANDED_ALL)
		PF_VEC_ADD(variables->arena, out) = c;
}

/* The value, or `fallback` (NULL ptr: none), or `$`. */
static void emit_variable(struct pf_script_variables *variables, pf_str name, pf_str fallback,
	int depth, text_out *out)
{
	const struct pf_script_variable *variable;

	variables->expanded += VARIABLE_COST;
	if (variables->expanded >= PF_EXPANDED_ALL)
		return;
	variable = find(variables, name);
	if (pf_str_eq(name, PF_STR("CURDIR")) && variables->is_make)
		emit(variables, out, PF_FOLDER_OF_FILE);
	else if (pf_str_eq(name, PF_STR("PWD")))
		emit(variables, out, '.');
	else if (variable && !variable->unknown && variables->is_make && depth < DEPTH_MAX)
		expand(variables, variable->value, depth + 1, out);
	else if (variable && !variable->unknown && !variables->is_make)
		for (size_t i = 0; i < variable->value.len; i++)
			emit(variables, out, variable->value.ptr[i]);
	else if (!variable && fallback.ptr && depth < DEPTH_MAX)
		expand(variables, fallback, depth + 1, out);
	else
		emit(variables, out, '$');
}

/* What a command prints: only the folders that scripts ask for. */
static void emit_output(struct pf_script_variables *variables, pf_str command, text_out *out)
{
	bool own = pf_str_contains(command, PF_STR("BASH_SOURCE")) ||
		pf_str_contains(command, PF_STR("$0"));

	if (pf_str_contains(command, PF_STR("--show-toplevel"))) {
		emit(variables, out, PF_FOLDER_OF_TOP);
	} else if (own && pf_str_contains(command, PF_STR("dirname"))) {
		emit(variables, out, PF_FOLDER_OF_FILE);
		for (size_t i = 0; i + 3 <= command.len; i++) {
			if (pf_str_eq(pf_str_sub(command, i, i + 3), PF_STR("/.."))) {
				emit(variables, out, '/');
				emit(variables, out, '.');
				emit(variables, out, '.');
			}
		}
	} else {
		emit(variables, out, pf_str_eq(pf_str_trim(command), PF_STR("pwd")) ? '.' : '$');
	}
}

/* Length up to the closing bracket of the one at the front, or of all of it. */
static size_t bracketed(pf_str text)
{
	char open = text.ptr[0], close = open == '(' ? ')' : '}';
	size_t depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		depth += text.ptr[i] == open;
		depth -= text.ptr[i] == close;
		if (depth == 0)
			return i;
	}
	return text.len;
}

/* "NAME", "NAME:-value" */
static void emit_braced(struct pf_script_variables *variables, pf_str inner, int depth,
	text_out *out)
{
	size_t n = 0;
	pf_str rest;

	while (n < inner.len && (pf_is_alnum(inner.ptr[n]) || inner.ptr[n] == '_'))
		n++;
	rest = pf_str_from_offset(inner, n);
	if (pf_str_starts_with(rest, PF_STR(":-")) || pf_str_starts_with(rest, PF_STR(":=")))
		emit_variable(variables, pf_str_sub(inner, 0, n), pf_str_from_offset(rest, 2),
			depth, out);
	else if (pf_str_starts_with(rest, PF_STR("-")))
		emit_variable(variables, pf_str_sub(inner, 0, n), pf_str_from_offset(rest, 1),
			depth, out);
	else if (rest.len == 0)
		emit_variable(variables, inner, (pf_str){NULL, 0}, depth, out);
	else
		emit(variables, out,
			pf_str_eq(inner, PF_STR("BASH_SOURCE%/*")) ? PF_FOLDER_OF_FILE : '$');
}

/* One `$…` of a shell at the front of `text`; its length. */
static size_t expand_shell(struct pf_script_variables *variables, pf_str text, int depth,
	text_out *out)
{
	size_t n = 1;

	if (text.len > 1 && (text.ptr[1] == '(' || text.ptr[1] == '{')) {
		pf_str rest = pf_str_from_offset(text, 1);
		size_t end = bracketed(rest);
		pf_str inner = pf_str_sub(rest, 1, end);

		if (text.ptr[1] == '(')
			emit_output(variables, inner, out);
		else
			emit_braced(variables, inner, depth, out);
		return end + 2 < text.len ? end + 2 : text.len;
	}
	while (n < text.len && (pf_is_alnum(text.ptr[n]) || text.ptr[n] == '_'))
		n++;
	if (n == 1 && text.len > 1 && !pf_is_blank(text.ptr[1]) && text.ptr[1] != '"')
		n = 2; /* $@ */
	emit_variable(variables, pf_str_sub(text, 1, n), (pf_str){NULL, 0}, depth, out);
	return n;
}

/* The same of make; `$$` leaves one to the shell, whose variables nobody knows here. */
static size_t expand_make(struct pf_script_variables *variables, pf_str text, int depth,
	text_out *out)
{
	struct pf_script_variables none = {.arena = variables->arena};
	size_t end;
	pf_str inner;

	if (text.len > 1 && text.ptr[1] == '$')
		return 1 + expand_shell(&none, pf_str_from_offset(text, 1), DEPTH_MAX, out);
	if (text.len < 2 || (text.ptr[1] != '(' && text.ptr[1] != '{')) {
		emit(variables, out, '$');
		return text.len < 2 ? 1 : 2;
	}
	end = bracketed(pf_str_from_offset(text, 1));
	inner = pf_str_sub(text, 2, 1 + end < text.len ? 1 + end : text.len);
	if (is_name(inner))
		emit_variable(variables, inner, (pf_str){NULL, 0}, depth, out);
	else if (pf_str_starts_with(inner, PF_STR("shell ")))
		emit_output(variables, pf_str_from_offset(inner, 6), out);
	else
		emit(variables, out, '$');
	return end + 2 < text.len ? end + 2 : text.len;
}

static void expand(struct pf_script_variables *variables, pf_str text, int depth, text_out *out)
{
	bool quoted = false, doubled = false;
	size_t i = 0;

	while (i < text.len) {
		pf_str rest = pf_str_from_offset(text, i);

		quoted ^= text.ptr[i] == '\'' && !doubled;
		doubled ^= text.ptr[i] == '"' && !quoted;
		if (variables->is_make && text.ptr[i] == '$') {
			i += expand_make(variables, rest, depth, out);
		} else if (!variables->is_make && text.ptr[i] == '$' && !quoted) {
			i += expand_shell(variables, rest, depth, out);
		} else if (text.ptr[i] == '`' && !quoted) {
			pf_str inner = pf_str_from_offset(rest, 1);
			size_t end = pf_str_find_char(inner, '`');

			emit_output(variables, pf_str_sub(inner, 0, end), out);
			i += end + 2 < rest.len ? end + 2 : rest.len;
		} else {
			emit(variables, out, text.ptr[i++]);
		}
	}
}

pf_str pf_script_expand(struct pf_script_variables *variables, pf_str text)
{
	text_out out = {0};

	expand(variables, text, 0, &out);
	return (pf_str){out.ptr, out.len};
}
