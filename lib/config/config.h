/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The configuration file, `.podfit.yaml`, and the files that it extends.
 *
 * There is one for a run.  What is wrong with it is a fault with a place: an
 * unknown key or rule, a wrong type, a version that is not met.  Nothing is
 * guessed and nothing is passed over.
 *
 * `extends` names files whose settings hold unless the file says otherwise; of
 * several the later beats the earlier.  A value replaces the one before it; of
 * mappings (`severity`, `options`, `cluster`) each key does so.  `select`
 * replaces what was selected before.  `ignore`, `exclude`, `context`,
 * `overrides` and `ignores.entries` add to what is there, `images` come before
 * it; a rule or set that `select` names is no longer ignored by the same name
 * in a file it extends.  Paths and globs are relative to the file they stand in.
 *
 * A glob stands for what it matches and all below it; without a slash it may
 * match any one component.
 */

#ifndef PF_CONFIG_CONFIG_H
#define PF_CONFIG_CONFIG_H

#include "config/keys.h"
#include "config/profile.h"
#include "rule/config_fault.h"
#include "suppress/ignore.h"
#include "world/binding/image_setting.h"
#include "world/cluster.h"

#define PF_CONFIG_MAX ((size_t)256 * 1024) /* bytes of one file */
#define PF_CONFIG_FILES_MAX 64U            /* of one configuration */
#define PF_CONFIG_WORDS_MAX 5000U          /* items of all its lists */
#define PF_OPTION_INT_MAX 1000000000       /* a rule's option */

/* A word of a list, and where it stands: ".podfit.yaml:7". */
struct pf_config_item {
	pf_str text;
	pf_str where;
};

/* A key that is set, and where: the later one holds. */
struct pf_config_mark {
	const char *part; /* the key it is below, or "" */
	const char *key;
	pf_str where;
};

struct pf_config {
	const struct pf_file *file; /* NULL: there is none */
	pf_str directory;           /* of the file, as reported */
	pf_str root;                /* the same from the root of the file system */
	const struct pf_config_mark *marks;
	size_t nmarks;
	pf_str required_version; /* or empty */
	uint8_t release;         /* 0: not set */
	bool has_fail_on;
	bool never_fail;
	enum pf_severity fail_on;
	bool complete;
	unsigned compat;                       /* PF_COMPAT_… */
	struct pf_rule_layer rules;            /* select, ignore, severity, options */
	const struct pf_rule_layer *overrides; /* the later one beats the earlier */
	size_t noverrides;
	const struct pf_config_item *exclude; /* as written */
	size_t nexclude;
	const pf_str *exclude_globs; /* the same for paths from the root */
	size_t nexclude_globs;
	const struct pf_config_item *context; /* paths, as reported */
	size_t ncontext;
	const struct pf_ignore *ignores;
	size_t nignores;
	bool require_reason;
	const struct pf_image_setting *images; /* the first one that fits holds */
	size_t nimages;
	struct pf_cluster cluster;
};

/* What a configuration is held against. */
struct pf_config_terms {
	const struct pf_ruleset *rules;
	pf_str version; /* of podfit, as SemVer has it: `required-version` */
	pf_str today;   /* "2026-11-21", in UTC: `until` */
};

/*
 * The file that holds where none is named: `.podfit.yaml` or `.podfit.yml` of
 * the nearest folder from `folder` (empty: the current one) up to the one with
 * `.git`, else the user's own, which is podfit/config.yaml in `xdg_config_home`
 * (the folder of a user's configurations; NULL or empty: none).  NULL: none.
 */
const char *pf_config_find(struct pf_arena *arena, pf_str folder, const char *xdg_config_home,
	bool *of_user);

/*
 * Read the file at `os_path`.  All belongs to `arena`, also what `fault` points
 * at.  On failure `out` is left alone.
 */
PF_MUST_USE bool pf_config_read(struct pf_arena *arena, const char *os_path,
	const struct pf_config_terms *terms, struct pf_config *out, struct pf_config_fault *fault);

/*
 * "path:line" of `key`, of `part.key` where part is not empty; empty where no
 * file sets it.
 */
pf_str pf_config_where(const struct pf_config *config, const char *part, const char *key);

#endif
