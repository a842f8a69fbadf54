/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/reader_internal.h"

#include "text/utf8.h"

#define PATTERN_MOST 256U /* bytes of a name that a message repeats */

void pf_silencer_fault(struct pf_silencer *s, enum pf_suppression_fault fault, pf_str why)
{
	s->faulty = true;
	s->fault = fault;
	s->why = why;
}

struct pf_silencer *pf_suppress_add(struct pf_suppress_reader *r, enum pf_suppressor by,
	pf_str pattern, struct pf_piece at)
{
	const struct pf_source *source = &r->file->source;
	struct pf_silencer *s;

	if (r->full)
		return NULL;
	s = PF_NEW(r->arena, struct pf_silencer);
	s->what = (struct pf_suppression){
		.by = by,
		.path = source->path,
		.line = pf_source_pos(source, &r->lines, at.start, PF_BYTES).line,
		.pattern = pf_utf8_clip(pattern, PATTERN_MOST),
	};
	s->at = at;
	*r->last = s;
	r->last = &s->next;
	if (++r->out->n == PF_SILENCERS_MAX) {
		r->full = true;
		pf_silencer_fault(s, PF_SUPPRESSION_MALFORMED,
			pf_arena_fmt(r->arena, "a file may name %u rules; the rest is not read",
				PF_SILENCERS_MAX));
		return NULL;
	}
	return s;
}
