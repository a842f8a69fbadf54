/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_FUZZ_RUN_CHECKS_H
#define PF_FUZZ_RUN_CHECKS_H

#include "engine/engine.h"

/* Every rule, and all that a run can list. */
struct pf_settings fuzz_settings(void);

/* Places lie in their files, pointers lead to their nodes, every format is sound. */
void fuzz_check_run(const struct pf_settings *settings, const struct pf_run *run);

#endif
