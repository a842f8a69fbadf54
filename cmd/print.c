/* SPDX-License-Identifier: Apache-2.0 */

#include "print.h"

#include <unistd.h>

#include "call.h"
#include "say.h"
#include "stream.h"

int print(const struct pf_buf *text)
{
	struct pf_error err = {0};

	if (stream_write(STDOUT_FILENO, pf_buf_str(text), &err))
		return EXIT_CLEAN;
	return say_unwritten(NULL, err.msg);
}

int print_to_file(const char *file, const struct pf_buf *text)
{
	struct pf_error err = {0};

	if (stream_replace(file, pf_buf_str(text), &err))
		return EXIT_CLEAN;
	return say_unwritten(file, err.msg);
}
