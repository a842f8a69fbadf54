/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is settled before a run of `podfit check`, and of the other commands that
 * look at files, in groups by what it is about.  Each group is filled in from the
 * command line first; the configuration then adds what was left open there.
 */

#ifndef PF_CMD_CHECK_CHECK_H
#define PF_CMD_CHECK_CHECK_H

#include "base/vec.h"
#include "config/config.h"
#include "engine/engine.h"
#include "options/values.h"
#include "rule/controls.h"
#include "source/source.h"

struct check_config {
	const char *named;     /* the file of --config or PODFIT_CONFIG; else NULL */
	const char *by;        /* which of them names it */
	struct pf_config read; /* .file is NULL where there is none */
	bool none;             /* --no-config */
	bool of_user;          /* it is the user's own, for all projects */
};

struct check_baseline {
	const char *named;        /* the file of --baseline; else NULL */
	struct pf_baseline known; /* .path is set also where there is no such file */
	bool none;                /* --no-baseline */
	bool is_read;
};

struct check_changes {
	const char *named; /* the diff of --changed-lines, or "-"; NULL: none */
	struct pf_changes read;
	bool elsewhere; /* it names files, and none of them is there */
};

/* Which files, and what they are taken for. */
struct check_files {
	struct pf_discovery_options discovery;
	const pf_str *context; /* paths, those of the command line first */
	size_t ncontext;
	const pf_str *context_roots; /* those of the configuration, from the root */
	pf_str stdin_name;           /* empty: none given */
	bool as_dockerfile;          /* what is named is a Dockerfile, whatever it is called */
	bool only_listed;
	bool required;
};

/* What the command line says of images. */
struct check_images {
	PF_VEC(struct pf_image_setting) settings; /* --image */
	PF_VEC(pf_str) architectures;             /* --arch */
};

/* Which rules run. */
struct check_rules {
	struct pf_rule_layer asked; /* --select, --ignore, --extend-select, --severity */
	struct pf_profiles profiles;
	const struct pf_partial_set *partial; /* that are selected, and only partly built */
	size_t npartial;
};

/* Where a report goes. */
struct target {
	enum format format;
	const char *file; /* NULL: stdout */
};

struct check_output {
	const struct target *targets; /* that of stdout first */
	size_t ntargets;
	enum pf_column_unit columns;
	enum color color;
	size_t max_findings; /* 0: all */
	size_t quiet;        /* how often it is said */
	bool stats;
	bool verbose;
};

/* What makes the exit status 1. */
struct check_verdict {
	enum pf_severity fail_on;
	bool never_fail; /* whatever the severity */
	bool fail_on_stale;
};

struct check {
	pf_str current; /* the current directory, from the root */
	struct check_config config;
	struct check_baseline baseline;
	struct check_changes changes;
	struct check_files files;
	struct check_images images;
	struct check_rules rules;
	struct check_output output;
	struct check_verdict verdict;
	struct pf_settings settings; /* what the engine is told of all that */
};

/* A file of the command line that cannot be used. */
struct file_fault {
	const char *what; /* "baseline" */
	pf_str path;
	pf_str message;
};

#endif
