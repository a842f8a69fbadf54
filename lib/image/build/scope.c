/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/scope.h"

#include "image/build/fault.h"

/* Of the builder's machine and the wanted one: nobody can tell here. */
static const pf_str platform_args[] = {
	PF_STR_INIT("BUILDARCH"),
	PF_STR_INIT("BUILDOS"),
	PF_STR_INIT("BUILDOSVERSION"),
	PF_STR_INIT("BUILDPLATFORM"),
	PF_STR_INIT("BUILDVARIANT"),
	PF_STR_INIT("TARGETARCH"),
	PF_STR_INIT("TARGETOS"),
	PF_STR_INIT("TARGETOSVERSION"),
	PF_STR_INIT("TARGETPLATFORM"),
	PF_STR_INIT("TARGETSTAGE"),
	PF_STR_INIT("TARGETVARIANT"),
};

/* Which a build may be given without an ARG, in any letter case. */
static const pf_str proxy_args[] = {
	PF_STR_INIT("HTTP_PROXY"),
	PF_STR_INIT("HTTPS_PROXY"),
	PF_STR_INIT("FTP_PROXY"),
	PF_STR_INIT("NO_PROXY"),
	PF_STR_INIT("ALL_PROXY"),
};

static const struct pf_variable unknown = {.is = PF_INHERITED};
static const struct pf_variable unknown_arg = {.is = PF_INHERITED, .varies = true};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_platform_arg(pf_str name)
{
	for (size_t i = 0; i < COUNT(platform_args); i++) {
		if (pf_str_eq(name, platform_args[i]))
			return true;
	}
	return false;
}

static bool is_proxy_arg(pf_str name)
{
	for (size_t i = 0; i < COUNT(proxy_args); i++) {
		if (pf_str_eq_nocase(name, proxy_args[i]))
			return true;
	}
	return false;
}

static const struct pf_build_arg *given(struct pf_evaluation *e, pf_str name)
{
	uint32_t i = pf_build_names_find(&e->arg_names, name, &e->fuel);

	return i == PF_NO_NUMBER ? NULL : &e->request->args[i];
}

void pf_build_take_args(struct pf_evaluation *e)
{
	for (size_t i = 0; i < e->request->nargs; i++) {
		const struct pf_build_arg *arg = &e->request->args[i];
		struct pf_variable v = {.name = arg->name, .value = arg->value, .is = PF_KNOWN};

		pf_build_names_add(e->arena, &e->arg_names, arg->name, (uint32_t)i, &e->fuel);
		if (is_platform_arg(arg->name))
			pf_build_variables_set(e->arena, &e->plan.globals, &v, false, &e->fuel);
	}
}

static const struct pf_variable *find_global(struct pf_evaluation *e, pf_str name)
{
	const struct pf_build_setting *s;

	if (e->fuel == 0)
		return &unknown;
	s = pf_build_variables_find(&e->plan.globals, name, &e->fuel);
	if (s)
		return &s->variable;
	return is_platform_arg(name) || is_proxy_arg(name) ? &unknown_arg : NULL;
}

static const struct pf_variable *find_in_from(const void *data, pf_str name)
{
	const struct pf_build_from_scope *from = data;
	const struct pf_variable *v = find_global(from->e, name);

	if (!v && from->undeclared && from->undeclared->len == 0)
		*from->undeclared = name;
	return v;
}

struct pf_build_scope pf_build_global_scope(const struct pf_build_from_scope *data)
{
	return (struct pf_build_scope){
		.find = find_in_from,
		.data = data,
		.fuel = &data->e->fuel,
		.escape = data->e->file->escape,
	};
}

/* What a scope holds is not the caller's to change; the fuel is. */
static const struct pf_variable *find_in_stage(const void *data, pf_str name)
{
	struct pf_evaluation *e = *(struct pf_evaluation *const *)data;
	const struct pf_build_setting *s;

	if (e->fuel == 0)
		return &unknown;
	s = pf_build_variables_find(&e->now.variables, name, &e->fuel);
	if (s)
		return &s->variable;
	return is_proxy_arg(name) ? &unknown_arg : NULL;
}

struct pf_build_scope pf_build_stage_scope(struct pf_evaluation *e)
{
	return (struct pf_build_scope){
		.find = find_in_stage,
		.data = &e->self,
		.fuel = &e->fuel,
		.open = e->plan.stages[e->now.stage].open,
		.escape = e->file->escape,
	};
}

/* NAME or NAME=VALUE; `has_value` tells NAME from `NAME=`. */
struct declared {
	pf_str name;
	pf_str value;
	bool has_value;
};

static struct declared split(pf_str word)
{
	size_t at = pf_str_find_char(word, '=');

	if (at == word.len)
		return (struct declared){word, PF_STR_EMPTY, false};
	return (struct declared){pf_str_sub(word, 0, at), pf_str_from_offset(word, at + 1), true};
}

/* The value that the file gives; false where it cannot be expanded. */
static bool expand_default(struct pf_evaluation *e, const struct pf_build_scope *scope,
	const struct pf_dockerfile_word *word, pf_str text, struct pf_variable *v)
{
	struct pf_expansion value;
	struct pf_error err;

	if (!pf_expand(e->arena, text, scope, &value, &err)) {
		pf_build_complain(e, word->range, "`%.*s` cannot be expanded: %s",
			PF_STR_ARG(v->name), err.msg);
		return false;
	}
	v->value = value.text;
	v->is = value.is;
	return true;
}

void pf_build_global_arg(struct pf_evaluation *e, const struct pf_instruction *in)
{
	const struct pf_build_from_scope data = {e, NULL};
	struct pf_build_scope scope = pf_build_global_scope(&data);

	for (size_t i = 0; i < in->nwords; i++) {
		struct declared d = split(in->words[i].text);
		struct pf_variable v = {.name = d.name, .is = PF_KNOWN, .varies = true};
		const struct pf_build_arg *arg = given(e, d.name);

		if (arg) {
			v.value = arg->value;
			v.varies = false;
		} else if (d.has_value) {
			if (!expand_default(e, &scope, &in->words[i], d.value, &v))
				v.is = PF_INHERITED;
		} else if (find_global(e, d.name)) {
			continue; /* keeps what it has */
		} else {
			v.unset = true;
		}
		pf_build_variables_set(e->arena, &e->plan.globals, &v, false, &e->fuel);
	}
}

void pf_build_stage_arg(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_build_scope scope = pf_build_stage_scope(e);

	for (size_t i = 0; i < in->nwords; i++) {
		struct declared d = split(in->words[i].text);
		struct pf_variable v = {.name = d.name, .is = PF_KNOWN, .varies = true};
		const struct pf_build_setting *now =
			pf_build_variables_find(&e->now.variables, d.name, &e->fuel);
		const struct pf_build_arg *arg = given(e, d.name);
		const struct pf_variable *global;

		if (arg) {
			v.value = arg->value;
			v.varies = false;
		} else if (d.has_value) {
			if (!expand_default(e, &scope, &in->words[i], d.value, &v))
				v.is = PF_INHERITED;
		} else if ((global = find_global(e, d.name)) && !global->unset) {
			v = *global;
			v.name = d.name;
		} else if (now) {
			continue;
		} else {
			v.unset = true;
		}
		pf_build_variables_set(e->arena, &e->now.variables, &v, false, &e->fuel);
	}
}
