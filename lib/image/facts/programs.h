/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Programs and directories that many know, by their names.
 */

#ifndef PF_IMAGE_FACTS_PROGRAMS_H
#define PF_IMAGE_FACTS_PROGRAMS_H

#include <stdbool.h>

#include "image/facts/tables.h"

/* By its bare name, or NULL. */
const struct pf_known_program *pf_known_program(pf_str name);

/* Has the program of that name one of the traits, PF_PROGRAM_...? */
bool pf_known_program_has(pf_str name, unsigned traits);

/* Has the directory of that very path the trait, PF_DIRECTORY_...? */
bool pf_known_directory_has(pf_str path, unsigned trait);

/* Is the path within a directory that has the trait? */
bool pf_is_within_known(pf_str path, unsigned trait);

#endif
