/* SPDX-License-Identifier: Apache-2.0 */

/* What the tests of the Dockerfile parser share: a file as one line for each instruction. */

#ifndef PF_IMAGE_DOCKERFILE_DOCKERFILE_TEST_H
#define PF_IMAGE_DOCKERFILE_DOCKERFILE_TEST_H

#include <stdio.h>

#include "base/buf.h"
#include "image/dockerfile/dockerfile.h"
#include "unit.h"

struct parsed {
	struct pf_arena arena;
	struct pf_source source;
	const struct pf_dockerfile *file;
};

static inline void parse_text(struct parsed *p, pf_str text)
{
	*p = (struct parsed){0};
	pf_source_decode(&p->arena, pf_arena_dup(&p->arena, text), PF_STR("Dockerfile"),
		&p->source);
	p->file = pf_dockerfile_parse(&p->arena, &p->source);
}

static inline void parse(struct parsed *p, const char *text)
{
	parse_text(p, pf_str_from(text));
}

static inline pf_str text_at(const struct parsed *p, struct pf_piece range)
{
	ck_assert_uint_le(range.start, range.end);
	ck_assert_uint_le(range.end, p->source.text.len);
	return pf_str_sub(p->source.text, range.start, range.end);
}

static inline void dump_heredoc(struct pf_buf *buf, const struct pf_heredoc *h)
{
	pf_buf_addf(buf, " %s%s(%.*s)=(%.*s)", h->chomp ? "<<-" : "<<", h->expand ? "" : "raw",
		PF_STR_ARG(h->name), PF_STR_ARG(h->body));
}

static inline void dump_flags(struct pf_buf *buf, const struct parsed *p,
	const struct pf_instruction *in)
{
	for (size_t i = 0; i < in->nflags; i++) {
		pf_buf_addf(buf, " --%.*s", PF_STR_ARG(in->flags[i].name));
		if (in->flags[i].has_value)
			pf_buf_addf(buf, "=%.*s", PF_STR_ARG(in->flags[i].value));
		ck_assert(pf_str_starts_with(text_at(p, in->flags[i].range), PF_STR("--")));
	}
}

static inline void dump_one(struct pf_buf *buf, const struct parsed *p,
	const struct pf_instruction *in)
{
	static const char *const forms[] = {"", " json", " broken"};

	pf_buf_addf(buf, "%s", pf_instruction_name(in->kind));
	dump_flags(buf, p, in);
	pf_buf_addf(buf, "%s%s%s", forms[in->form], in->pair ? " pair" : "",
		in->none ? " none" : "");
	for (size_t i = 0; i < in->nwords; i++) {
		struct pf_piece range = in->words[i].range;

		pf_buf_addf(buf, " {%.*s}", PF_STR_ARG(in->words[i].text));
		if (range.end - range.start == in->words[i].text.len)
			ck_assert(pf_str_eq(text_at(p, range), in->words[i].text));
		ck_assert_uint_ge(range.start, in->range.start);
		ck_assert_uint_le(range.end, in->range.end);
	}
	for (size_t i = 0; i < in->nheredocs; i++)
		dump_heredoc(buf, &in->heredocs[i]);
}

static inline void dump(struct pf_buf *buf, const struct parsed *p)
{
	for (size_t i = 0; i < p->file->ninstructions; i++) {
		const struct pf_instruction *in = &p->file->instructions[i];

		ck_assert_uint_eq(in->index, i);
		dump_one(buf, p, in);
		if (in->trigger) {
			pf_buf_add_lit(buf, " -> ");
			dump_one(buf, p, in->trigger);
		}
		pf_buf_addc(buf, '\n');
	}
}

/* The instructions of a text that has no fault. */
static inline void expect(const char *text, const char *want)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct parsed p;

	parse(&p, text);
	if (p.file->nfaults)
		ck_abort_msg("%s: %.*s", text, PF_STR_ARG(p.file->faults[0].message));
	dump(&buf, &p);
	pf_buf_addc(&buf, '\0');
	ck_assert_str_eq(buf.ptr, want);
	pf_buf_release(&buf);
	pf_arena_release(&p.arena);
}

/* The instructions behind "FROM a", which both begin with. */
static inline void expect_in_stage(const char *text, const char *want)
{
	char full[1024], all[1024];

	ck_assert_int_lt(snprintf(full, sizeof(full), "FROM a\n%s", text), (int)sizeof(full));
	ck_assert_int_lt(snprintf(all, sizeof(all), "FROM {a}\n%s\n", want), (int)sizeof(all));
	expect(full, all);
}

#endif
