/* SPDX-License-Identifier: Apache-2.0 */

/*
 * `podfit check`: what the command line asks for, and the files it leads to.
 */

#ifndef PF_CMD_CHECK_CHECK_H
#define PF_CMD_CHECK_CHECK_H

#include "call.h"
#include "config/config.h"
#include "engine/engine.h"
#include "report/report.h"

struct target {
	enum format format;
	const char *file; /* NULL: stdout */
};

struct check {
	struct pf_settings settings;
	enum pf_severity fail_on;
	struct pf_discovery_options discovery;
	const pf_str *context; /* paths, those of the command line first */
	size_t ncontext;
	const pf_str *context_roots; /* those of the configuration, from the root */
	pf_str stdin_name;           /* empty: none given */
	struct target *targets;      /* that of stdout first */
	size_t ntargets;
	enum pf_column_unit columns;
	enum color color;
	size_t max_findings;
	size_t quiet;
	const char *config_file; /* named by --config or PODFIT_CONFIG; else NULL */
	const char *config_by;   /* which of them names it */
	struct pf_config config;
	const char *baseline_file;   /* named by --baseline; else NULL */
	struct pf_baseline baseline; /* .path is set also where there is no such file */
	const char *changes_file;    /* of --changed-lines: a diff, or "-"; NULL: none */
	struct pf_changes changes;
	struct pf_image_setting *images; /* of --image */
	size_t nimages;
	pf_str *architectures; /* of --arch */
	size_t narchitectures;
	struct pf_rule_layer rules; /* of --select, --ignore, --extend-select, --severity */
	struct pf_profiles profiles;
	struct pf_rule_origin *origins; /* of settings.profile; pf_nrules places */
	pf_str current;                 /* the current directory, from the root */
	bool never_fail;
	bool as_dockerfile; /* what is named is a Dockerfile, whatever it is called */
	bool list_files;
	bool require_files;
	bool stats;
	bool verbose;
	bool no_config;
	bool config_of_user; /* it is the user's own, for all projects */
	bool no_baseline;
	bool fail_on_stale;
	bool has_baseline;
	bool changes_elsewhere; /* it names files, and none of them is there */
};

/* Options and environment; fails with PF_E_USAGE. */
PF_MUST_USE bool check_read_options(const struct call *call, struct check *out,
	struct pf_error *err);

/* Add what a value of --image or --arch says; room for it is there. */
PF_MUST_USE bool check_add_image(struct pf_arena *arena, struct check *check, pf_str value,
	struct pf_error *err);
PF_MUST_USE bool check_add_architectures(struct check *check, pf_str list, struct pf_error *err);

/* Read the configuration that holds, and settle what the command line beats of it. */
PF_MUST_USE bool check_load_config(const struct call *call, struct check *check,
	struct pf_config_fault *fault);

/* On stderr, as text shows a finding. */
void check_say_config_fault(const struct check *check, const struct pf_config_fault *fault);

/* What a file of the command line or its fault is about. */
struct file_fault {
	const char *what; /* "baseline" */
	pf_str path;
	pf_str message;
};

/*
 * Find the baseline that holds, and read it if there is one: that of --baseline,
 * which must be there if `needed`, or the one beside the configuration, or
 * without one the nearest from the current folder up.  Settles where ids start
 * from, too.
 */
PF_MUST_USE bool check_load_baseline(const struct call *call, struct check *check, bool needed,
	struct file_fault *fault);

/* Read the diff of --changed-lines, if there is one. */
PF_MUST_USE bool check_load_changes(const struct call *call, struct check *check,
	struct file_fault *fault);

/* What is to be linted, and what stands in its way. */
struct intake {
	struct pf_input *inputs; /* context last */
	size_t ninputs;
	size_t nlinted; /* of them, not context */
	struct pf_discovery found;
	struct pf_skipped *excluded; /* standard input, by its name; or NULL */
	struct pf_run_error *errors;
	size_t nerrors;
	struct pf_buf stdin_bytes; /* to be released */
};

/* Fails with PF_E_USAGE on what this version cannot lint. */
PF_MUST_USE bool check_find_inputs(const struct call *call, struct check *check, struct intake *out,
	struct pf_error *err);

/* Tell the run of the baseline, and which of its files are gone. */
void check_use_baseline(const struct call *call, struct check *check, const struct intake *intake);

/* What the run found with what stood in its way before it began. */
struct pf_result check_merge(struct pf_arena *arena, const struct pf_result *run,
	const struct intake *intake);

/* "podfit: PATH: MESSAGE" on stderr for each error. */
void check_say_errors(const struct pf_result *result);

/* Why an image is known from its source, or what is not known of it. */
pf_str check_binding_reason(struct pf_arena *arena, const struct pf_bound *bound);

/* Write every target; returns the exit status, `exit_code` or EXIT_BROKEN. */
int check_write(const struct check *check, const struct pf_result *result, int exit_code);

/*
 * A usage error before anything is linted: `message` on stderr, and a report
 * without findings on stdout where the command line asks for JSON.  Returns
 * EXIT_USAGE.
 */
int check_refuse(const struct call *call, pf_str message);

/* The same of a file that cannot be used. */
int check_refuse_file(const struct call *call, const struct file_fault *fault);

/* The same of a fault in the configuration. */
int check_refuse_config(const struct call *call, const struct check *check,
	const struct pf_config_fault *fault);

#endif
