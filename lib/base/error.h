/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What stopped the program; a fault of the input is a finding instead.
 *
 * The caller owns the struct, usually on its stack; there is nothing to free.
 * A function that fails fills `err` and leaves its out-parameters alone.
 */

#ifndef PF_BASE_ERROR_H
#define PF_BASE_ERROR_H

#include <stdbool.h>

#include "base/attr.h"

enum pf_errc {
	PF_E_NONE,
	PF_E_IO,
	PF_E_LIMIT,
	PF_E_CONFIG,
	PF_E_USAGE,
	PF_E_SYNTAX, /* what was read is not of the shape that it should have */
};

struct pf_error {
	enum pf_errc code;
	char msg[512];
};

/*
 * Fill `err`; the expression is false, so that failing is one return statement.
 * A macro, so that static analysers see the constant.
 */
#define pf_fail(err, code, ...) ((void)pf_error_set((err), (code), __VA_ARGS__), false)

void pf_error_set(struct pf_error *err, enum pf_errc code, const char *fmt, ...) PF_PRINTF(3, 4);

/* For our own mistakes, in every build type; never for input. */
#define pf_assert(cond) ((cond) ? (void)0 : pf_assert_failed(#cond, __FILE__, __LINE__))

/* Out of memory: one line on stderr, then abort(). */
PF_NORETURN void pf_oom(void);

PF_NORETURN void pf_assert_failed(const char *cond, const char *file, int line);

#endif
