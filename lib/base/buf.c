/* SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

static void reserve(struct pf_buf *buf, size_t more)
{
	size_t cap = buf->cap ? buf->cap : 256;
	char *ptr;

	if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
		pf_oom();
	while (cap - buf->len < more + 1 || cap < buf->len)
		cap *= 2;
	if (cap == buf->cap)
		return;
	ptr = realloc(buf->ptr, cap);
	if (!ptr)
		pf_oom();
	buf->ptr = ptr;
	buf->cap = cap;
}

void pf_buf_release(struct pf_buf *buf)
{
	free(buf->ptr);
	*buf = PF_BUF_INIT;
}

void pf_buf_reset(struct pf_buf *buf)
{
	buf->len = 0;
}

void pf_buf_add(struct pf_buf *buf, pf_str s)
{
	reserve(buf, s.len);
	if (s.len)
		memcpy(buf->ptr + buf->len, s.ptr, s.len);
	buf->len += s.len;
	buf->ptr[buf->len] = '\0';
}

void pf_buf_addc(struct pf_buf *buf, char c)
{
	pf_buf_add(buf, (pf_str){&c, 1});
}

void pf_buf_repeat(struct pf_buf *buf, char c, size_t n)
{
	reserve(buf, n);
	memset(buf->ptr + buf->len, c, n);
	buf->len += n;
	buf->ptr[buf->len] = '\0';
}

void pf_buf_vaddf(struct pf_buf *buf, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	pf_assert(len >= 0);
	reserve(buf, (size_t)len);
	(void)vsnprintf(buf->ptr + buf->len, (size_t)len + 1, fmt, ap);
	buf->len += (size_t)len;
}

void pf_buf_addf(struct pf_buf *buf, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	pf_buf_vaddf(buf, fmt, ap);
	va_end(ap);
}

pf_str pf_buf_str(const struct pf_buf *buf)
{
	return buf->ptr ? (pf_str){buf->ptr, buf->len} : PF_STR_EMPTY;
}
