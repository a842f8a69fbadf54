/* SPDX-License-Identifier: Apache-2.0 */

/* What the tests of the evaluation share: a Dockerfile's facts and faults, as text. */

#ifndef PF_IMAGE_BUILD_BUILD_TEST_H
#define PF_IMAGE_BUILD_BUILD_TEST_H

#include "base/buf.h"
#include "image/build/build.h"
#include "image/dockerfile/dockerfile.h"
#include "unit.h"

static struct pf_arena arena;
static struct pf_source source;

static inline const struct pf_build *evaluate(const char *text,
	const struct pf_build_request *request)
{
	pf_arena_clear(&arena);
	pf_source_decode(&arena, pf_str_from(text), PF_STR("Dockerfile"), &source);
	return pf_build_evaluate(&arena, pf_dockerfile_parse(&arena, &source), request);
}

/* The last stage without arguments; nothing may be wrong with it. */
static inline const struct pf_image_facts *facts_of(const char *text)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	const struct pf_build *b = evaluate(text, &request);

	if (b->nfaults > 0)
		ck_abort_msg("%.*s", PF_STR_ARG(b->faults[0].message));
	ck_assert_msg(b->dockerfile->nfaults == 0, "the file is not sound");
	return &b->facts;
}

static inline const struct pf_image_facts *facts_with(const char *text, const char *name,
	const char *value)
{
	const struct pf_build_arg arg = {pf_str_from(name), pf_str_from(value)};
	const struct pf_build_request request = {.args = &arg, .nargs = 1};

	return &evaluate(text, &request)->facts;
}

static inline const char *str(pf_str s)
{
	return pf_arena_cstr(&arena, s);
}

static inline const char *text_at(const struct pf_origin *from)
{
	ck_assert_ptr_eq(from->source, &source);
	return str(pf_str_sub(source.text, from->range.start, from->range.end));
}

static inline const char *words(const struct pf_words *w)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < w->len; i++) {
		pf_buf_addc(&buf, '[');
		pf_buf_add(&buf, w->ptr[i]);
		pf_buf_addc(&buf, ']');
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

/* "known:…", "absent" or "inherited", and "?" where it varies. */
static inline const char *show_str(const pf_str_fact *f)
{
	const char *varies = f->from.varies ? "?" : "";

	if (f->is == PF_KNOWN)
		return str(pf_arena_fmt(&arena, "known:%s%s", str(f->value), varies));
	return str(pf_arena_fmt(&arena, "%s%s", f->is == PF_ABSENT ? "absent" : "inherited",
		varies));
}

static inline const char *show_words(const pf_words_fact *f)
{
	if (f->is == PF_KNOWN)
		return str(pf_arena_fmt(&arena, "known:%s", words(&f->value)));
	return f->is == PF_ABSENT ? "absent" : "inherited";
}

static inline const char *env(const struct pf_image_facts *f, const char *name)
{
	const struct pf_image_env *e = pf_image_env_named(f, pf_str_from(name));
	const char *varies = e && e->from.varies ? "?" : "";

	if (!e)
		return "none";
	if (e->is != PF_KNOWN)
		return str(pf_arena_fmt(&arena, "inherited%s", varies));
	return str(pf_arena_fmt(&arena, "%s%s", str(e->value), varies));
}

static inline const char *entries(const struct pf_image_entries *list)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < list->len; i++) {
		pf_buf_addf(&buf, "%.*s", PF_STR_ARG(list->ptr[i].name));
		if (list->ptr[i].value.len)
			pf_buf_addf(&buf, "=%.*s", PF_STR_ARG(list->ptr[i].value));
		pf_buf_addc(&buf, '\n');
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static inline const char *ports(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->ports.len; i++)
		pf_buf_addf(&buf, "%u/%.*s%s ", f->ports.ptr[i].number,
			PF_STR_ARG(f->ports.ptr[i].protocol),
			f->ports.ptr[i].from.varies ? "?" : "");
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static inline const char *copies(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->build->ncopies; i++) {
		const struct pf_image_copy *c = &f->build->copies[i];

		pf_buf_addf(&buf, "%s -> %s%s\n", words(&c->sources), str(c->target),
			c->into ? " (into)" : "");
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static inline const char *runs(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->build->nruns; i++)
		pf_buf_addf(&buf, "<%s>", str(f->build->runs[i].text));
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

/* "place: message" of each fault, one a line. */
static inline const char *faults_for(const char *text, const char *target)
{
	const struct pf_build_request request = {.target = pf_str_from(target)};
	const struct pf_build *b = evaluate(text, &request);
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < b->nfaults; i++) {
		const struct pf_dockerfile_fault *f = &b->faults[i];

		pf_buf_addf(&buf, "%s: %s\n",
			str(pf_str_sub(source.text, f->range.start, f->range.end)),
			str(f->message));
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static inline const char *faults(const char *text)
{
	return faults_for(text, "");
}

#endif
