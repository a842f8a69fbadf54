/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The API tables as C: `generate structs|tables TYPES OVERRIDES TYPED KINDS
 * LIFECYCLE` writes kube/types.h or kube/tables.c to standard output.  Built
 * and run with the project; a fault in a table stops the build at its line.
 */

#include <stdio.h>
#include <stdlib.h>

#include "model.h"

int main(int argc, char **argv)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct model model;

	if (argc != 7) {
		(void)fputs(
			"usage: generate structs|tables TYPES OVERRIDES TYPED KINDS LIFECYCLE\n",
			stderr);
		return EXIT_FAILURE;
	}
	model = model_read(&arena, argv + 2);
	if (strcmp(argv[1], "structs") == 0)
		emit_structs(&arena, &model);
	else
		emit_tables(&arena, &model);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
