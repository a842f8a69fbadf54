/* SPDX-License-Identifier: Apache-2.0 */

/* For tests of whole runs: podfit's own rules, and settings to run some of them with. */

#ifndef PF_TEST_HARNESS_H
#define PF_TEST_HARNESS_H

#include "engine/engine.h"

/* All of them, made once for the process. */
const struct pf_ruleset *harness_rules(void);

/* The one of that id, and its place in the set. */
const struct pf_rule *harness_rule(const char *id);
size_t harness_place(const char *id);

/*
 * Settings for one thread with the rules switched on that the names stand for,
 * "latest-tag,security"; none for "".  Severities are the rules' own.  The
 * profile may be written to until the next call, which gives another one.
 */
struct pf_settings harness_settings(const char *names);
bool *harness_enabled(void);
enum pf_severity *harness_severity(void);

#endif
