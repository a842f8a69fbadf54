/* SPDX-License-Identifier: Apache-2.0 */

#include "man/man.h"

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "stream.h"

static const struct page {
	const char *name;
	void (*add)(struct pf_buf *out, const char *date);
} pages[] = {
	{"podfit.1", man_add_podfit},
	{"podfit.yaml.5", man_add_config},
};

static int write_page(const char *file, const struct pf_buf *text)
{
	struct pf_error err = {0};

	if (stream_replace(file, pf_buf_str(text), &err))
		return EXIT_CLEAN;
	(void)usage_error("cannot write to %s: %s", file, err.msg);
	return EXIT_BROKEN;
}

/* podfit-man PAGE DATE FILE */
int main(int argc, char **argv)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	if (argc != 4)
		return usage_error("usage: podfit-man PAGE DATE FILE");
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		if (strcmp(argv[1], pages[i].name) != 0)
			continue;
		pages[i].add(&out, argv[2]);
		return write_page(argv[3], &out);
	}
	return usage_error("there is no page '%s'", argv[1]);
}
