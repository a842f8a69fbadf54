/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Growing byte buffer, for output that is built before it is written.
 *
 * Owns its memory; pf_buf_release() frees it.  The bytes are kept
 * NUL-terminated, so that `ptr` serves as a C string where they hold no NUL.
 */

#ifndef PF_BASE_BUF_H
#define PF_BASE_BUF_H

#include <stdarg.h>

#include "base/attr.h"
#include "base/str.h"

struct pf_buf {
	char *ptr; /* NULL until something is added */
	size_t len;
	size_t cap;
};

#define PF_BUF_INIT ((struct pf_buf){0})

void pf_buf_release(struct pf_buf *buf);

/* Keep the memory, forget the bytes. */
void pf_buf_reset(struct pf_buf *buf);

void pf_buf_add(struct pf_buf *buf, pf_str s);
void pf_buf_addc(struct pf_buf *buf, char c);
void pf_buf_repeat(struct pf_buf *buf, char c, size_t n);
void pf_buf_addf(struct pf_buf *buf, const char *fmt, ...) PF_PRINTF(2, 3);
void pf_buf_vaddf(struct pf_buf *buf, const char *fmt, va_list ap) PF_PRINTF(2, 0);

/* What has been added; valid until the next call. */
pf_str pf_buf_str(const struct pf_buf *buf);

#define pf_buf_add_lit(buf, lit) pf_buf_add((buf), PF_STR(lit))

#endif
