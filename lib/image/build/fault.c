/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/fault.h"

#include <stdarg.h>

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
