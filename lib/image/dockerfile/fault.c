/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/fault.h"

#include <stdarg.h>

#include "text/utf8.h"

#define QUOTED_MAX 60 /* bytes of the text in a message */

PF_PRINTF(3, 0)
static struct pf_dockerfile_fault *add(struct pf_dockerfile_faults *faults, struct pf_piece range,
	const char *fmt, va_list ap)
{
	struct pf_dockerfile_fault *fault = &faults->spare;

	if (!faults->ptr)
		faults->ptr = PF_NEWN(faults->arena, struct pf_dockerfile_fault,
			PF_DOCKERFILE_FAULTS_MAX);
	if (faults->len < PF_DOCKERFILE_FAULTS_MAX) {
		fault = &faults->ptr[faults->len++];
		fault->message = pf_arena_vfmt(faults->arena, fmt, ap);
	}
	fault->range = range;
	return fault;
}

struct pf_dockerfile_fault *pf_dockerfile_complain(struct pf_dockerfile_faults *faults,
	struct pf_piece range, const char *fmt, ...)
{
	struct pf_dockerfile_fault *fault;
	va_list ap;

	va_start(ap, fmt);
	fault = add(faults, range, fmt, ap);
	va_end(ap);
	return fault;
}

bool pf_dockerfile_refuse(struct pf_dockerfile_faults *faults, struct pf_piece range,
	const char *help, const char *fmt, ...)
{
	struct pf_dockerfile_fault *fault;
	va_list ap;

	va_start(ap, fmt);
	fault = add(faults, range, fmt, ap);
	va_end(ap);
	if (help)
		fault->help = pf_str_from(help);
	return false;
}

pf_str pf_dockerfile_quotable(pf_str s)
{
	return pf_utf8_clip(s, QUOTED_MAX);
}
