/* SPDX-License-Identifier: Apache-2.0 */

#include "man/man.h"

#include <string.h>

#include "print.h"
#include "say.h"

static const struct page {
	const char *name;
	void (*add)(struct pf_buf *out, const char *date);
} pages[] = {
	{"podfit.1", man_add_podfit},
	{"podfit.yaml.5", man_add_config},
};

/* podfit-man PAGE DATE FILE */
int main(int argc, char **argv)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	if (argc != 4)
		return refuse("usage: podfit-man PAGE DATE FILE");
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		if (strcmp(argv[1], pages[i].name) != 0)
			continue;
		pages[i].add(&out, argv[2]);
		return print_to_file(argv[3], &out);
	}
	return refuse("there is no page '%s'", argv[1]);
}
