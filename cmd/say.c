/* SPDX-License-Identifier: Apache-2.0 */

#include "say.h"

#include <stdarg.h>
#include <stdio.h>

#include "call.h"
#include "text/escape.h"

static void vsay(const char *fmt, va_list ap) PF_PRINTF(1, 0);

static void vsay(const char *fmt, va_list ap)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf message = PF_BUF_INIT;
	PF_CLEANUP(pf_buf_release) struct pf_buf line = PF_BUF_INIT;

	pf_buf_vaddf(&message, fmt, ap);
	pf_buf_add_lit(&line, "podfit: ");
	pf_echo(&line, pf_buf_str(&message));
	(void)fprintf(stderr, "%s\n", line.ptr);
}

void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
}

void say_of(const char *before, pf_str path, pf_str after)
{
	say("%s%.*s%s%.*s", before, PF_STR_ARG(path), path.len && after.len ? ": " : "",
		PF_STR_ARG(after));
}

int refuse(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay(fmt, ap);
	va_end(ap);
	return EXIT_USAGE;
}

int say_unwritten(const char *file, const char *why)
{
	say("cannot write to %s: %s", file ? file : "standard output", why);
	return EXIT_BROKEN;
}
