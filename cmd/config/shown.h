/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What holds for a run, value by value, and where each comes from: what
 * `podfit config` shows.
 */

#ifndef PF_CMD_CONFIG_SHOWN_H
#define PF_CMD_CONFIG_SHOWN_H

#include "call.h"
#include "check/check.h"

struct config_value {
	pf_str key;
	pf_str value; /* or empty */
	pf_str from;  /* "default", ".podfit.yaml:7", "--arch" */
};

/* A rule that is not as it is by default. */
struct config_rule {
	const struct pf_rule *rule;
	bool enabled;
	enum pf_severity severity;
	struct pf_rule_origin from;
};

struct config_shown {
	PF_VEC(struct config_value) values;
	PF_VEC(struct config_rule) rules;
	PF_VEC(const struct pf_option_value *) options; /* that hold: of several for one the last */
	bool *applies; /* by override of the configuration; NULL: no file is asked for */
};

/*
 * Add to `out`, which is empty.  `path` is that of one file, whose overrides count;
 * empty: none is asked for.
 */
void config_collect(const struct call *call, const struct check *check, pf_str path,
	struct config_shown *out);

/* What is shown of a build argument: secrets are not. */
pf_str config_shown_arg(const struct pf_build_arg *arg);

#endif
