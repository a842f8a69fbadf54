/* SPDX-License-Identifier: Apache-2.0 */

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void pf_error_set(struct pf_error *err, enum pf_errc code, const char *fmt, ...)
{
	va_list ap;

	pf_assert(code != PF_E_NONE);
	err->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
}

void pf_oom(void)
{
	(void)fputs("podfit: out of memory\n", stderr);
	abort();
}

void pf_assert_failed(const char *cond, const char *file, int line)
{
	(void)fprintf(stderr, "podfit: %s:%d: assertion failed: %s\n", file, line, cond);
	abort();
}
