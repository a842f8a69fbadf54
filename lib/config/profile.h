/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which rules run on a file, how grave they are and with what options: made of
 * layers, each of which beats those before it.
 *
 * The configuration is the first layer, an entry of its `overrides` that
 * matches the file each further one, and the command line the last.  In a layer
 * the more specific name wins (rule, alias, category, tag, `all`), of equals
 * the later, of a tie PF_IGNORE.  A rule that a layer does not name stays as it
 * was, but for one that selects: then it is off.
 */

#ifndef PF_CONFIG_PROFILE_H
#define PF_CONFIG_PROFILE_H

#include "rule/profile.h"
#include "rule/select.h"

/* `severity: {name: level}`. */
struct pf_rule_level {
	pf_str name; /* rule or alias */
	bool off;
	enum pf_severity severity; /* unless it is off */
	pf_str where;
};

struct pf_rule_layer {
	const struct pf_selection *selections;
	size_t nselections;
	pf_str select_where; /* of its PF_SELECT, which may be of nothing; empty: there is none */
	const struct pf_rule_level *levels;
	size_t nlevels;
	const struct pf_option_value *options;
	size_t noptions;
	/* Of an override: */
	const pf_str *globs; /* of whole paths from the root of the file system */
	size_t nglobs;
	const pf_str *paths; /* as written */
	size_t npaths;
	pf_str where;
};

/* What decided: "default", ".podfit.yaml:7", "--select". */
struct pf_rule_origin {
	pf_str enabled;
	pf_str severity;
};

/* `origins` has a place for each rule, or is NULL.  All belongs to `arena`. */
void pf_profile_make(struct pf_arena *arena, const struct pf_ruleset *rules,
	const struct pf_rule_layer *const *layers, size_t n, struct pf_profile *out,
	struct pf_rule_origin *origins);

/* Does the override hold for `path`, from the root of the file system? */
bool pf_override_matches(const struct pf_rule_layer *override, pf_str path);

/* Profiles by file: one for each set of overrides that some file matches. */
struct pf_profiles {
	struct pf_arena *arena;
	const struct pf_ruleset *rules;
	const struct pf_rule_layer *base;
	const struct pf_rule_layer *overrides;
	size_t noverrides;
	const struct pf_rule_layer *command_line;
	struct pf_decided_layer *decided; /* of base, overrides and command line */
	struct pf_profile_slot **slots;   /* NULL: none yet, and nothing is decided */
};

/* NULL where no override matches. */
const struct pf_profile *pf_profiles_for(struct pf_profiles *profiles, pf_str path);

#endif
