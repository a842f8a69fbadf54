/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/fault.h"

#include <stdarg.h>

#include "text/utf8.h"

#define QUOTED_MAX 60 /* bytes of the text in a message */

struct pf_dockerfile_fault *pf_build_complain(struct pf_evaluation *e, struct pf_piece range,
	const char *fmt, ...)
{
	struct pf_dockerfile_fault *fault;
	va_list ap;

	if (e->faults.len >= PF_DOCKERFILE_FAULTS_MAX)
		return &e->spare;
	fault = &PF_VEC_ADD(e->arena, &e->faults);
	va_start(ap, fmt);
	fault->message = pf_arena_vfmt(e->arena, fmt, ap);
	va_end(ap);
	fault->range = range;
	fault->help = PF_STR_EMPTY;
	return fault;
}

pf_str pf_build_quotable(pf_str s)
{
	return pf_utf8_clip(s, QUOTED_MAX);
}
