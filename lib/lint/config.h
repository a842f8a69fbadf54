/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The configuration file, `.podfit.yaml`.
 *
 * There is one for a run.  What is wrong with it is a fault with a place: an
 * unknown key, a wrong type, a key that this version does not read.  Nothing
 * is guessed and nothing is passed over.
 */

#ifndef PF_LINT_CONFIG_H
#define PF_LINT_CONFIG_H

#include "lint/engine.h"

struct pf_config {
	const struct pf_file *file;            /* NULL: there is none */
	const struct pf_document *document;    /* NULL: none, or nothing stands in it */
	pf_str directory;                      /* of the file, as reported */
	const struct pf_image_setting *images; /* in the order of the file */
	size_t nimages;
	struct pf_cluster cluster;
};

struct pf_config_fault {
	pf_str path;           /* as reported */
	pf_str message;        /* one line, no full stop */
	pf_str label;          /* what is wrong with just these characters, or empty */
	struct pf_place at;    /* at.file is NULL where the file could not be read */
	struct pf_place first; /* what `at` clashes with; first.file is NULL where nothing does */
	pf_str first_label;
};

/*
 * The file that holds where none is named: `.podfit.yaml` or `.podfit.yml` of
 * the nearest folder from the current one up to the one with `.git`, else
 * podfit/config.yaml in `xdg_config_home` (NULL or empty: none).  NULL: none.
 */
const char *pf_config_find(struct pf_arena *arena, const char *xdg_config_home);

/*
 * Read the file at `os_path`.  All belongs to `arena`, also what `fault` points
 * at.  On failure `out` is left alone.
 */
PF_MUST_USE bool pf_config_read(struct pf_arena *arena, const char *os_path, struct pf_config *out,
	struct pf_config_fault *fault);

/*
 * "path:line" of the value of `key`, of `part.key` where part is not empty;
 * empty where the file does not set it.
 */
pf_str pf_config_where(struct pf_arena *arena, const struct pf_config *config, pf_str part,
	pf_str key);

#endif
