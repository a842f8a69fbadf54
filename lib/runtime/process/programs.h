/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Programs: what some are for, and which an image is known to lack.
 */

#ifndef PF_RUNTIME_PROCESS_PROGRAMS_H
#define PF_RUNTIME_PROCESS_PROGRAMS_H

#include "kube/pod.h"

/* Has it the name of an entrypoint script ("docker-entrypoint.sh")? */
bool pf_is_entrypoint_script(pf_str word);

enum pf_lack {
	PF_LACK_UNKNOWN, /* it may well be there */
	PF_LACK_LIKELY,  /* packages were installed, none of which is known to bring it */
	PF_LACK_CERTAIN,
};

/*
 * Is the program that `word` starts in the container missing from the image?
 * Only where base, steps and copied files of the image are all understood, no
 * volume can hold it, and the word is a name or a path into a system directory.
 */
enum pf_lack pf_container_lacks(const struct pf_pod_container *c, pf_str word);

/* A program that a command starts and the image lacks. */
struct pf_missing_program {
	pf_str name;   /* as written; empty: none is known to be missing */
	size_t word;   /* the word that starts it */
	bool in_shell; /* it is a shell that does not find it */
	enum pf_lack lack;
};

/*
 * The first of the program that `words` start and, under `sh -c`, those of the
 * line; there a program that has a substitute, or is looked for first, may be
 * missing.
 */
struct pf_missing_program pf_find_missing_program(const struct pf_pod_container *c,
	struct pf_words words);

#endif
