/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which files a run looks at.
 *
 * Directories are walked in byte order of their names; `.git`, `node_modules`
 * and what begins with `..` are never entered, symlinked directories never
 * followed.
 * Ignore files (.gitignore in each folder walked and in those above it up to
 * the repository's top, where there is a repository, and .git/info/exclude)
 * hold for what a walk finds, excludes also for files that are named, unless
 * `no_force_exclude` says otherwise.
 *
 * A folder that is excluded or ignored is skipped as one, with a slash at the
 * end of its path; files are listed as skipped only when their names make them
 * manifests or Dockerfiles, or when they are named.
 */

#ifndef PF_SOURCE_DISCOVER_H
#define PF_SOURCE_DISCOVER_H

#include "base/arena.h"
#include "base/error.h"
#include "source/exclude.h"
#include "source/file_kind.h"
#include "source/path.h"

enum pf_skip_reason {
	PF_SKIP_EXCLUDED,
	PF_SKIP_GITIGNORED,
	PF_SKIP_NOT_KUBERNETES,
	PF_SKIP_TEMPLATE,
	PF_SKIP_BINARY,
	PF_SKIP_NOT_REGULAR,
	PF_SKIP_SYMLINK_LOOP,
};

/* As written in reports: "not-kubernetes". */
const char *pf_skip_reason_name(enum pf_skip_reason reason);

struct pf_found {
	pf_str path;         /* to report: "./" and "//" gone, forward slashes */
	const char *os_path; /* to open */
	enum pf_file_kind kind;
	bool named; /* an argument itself, not found by walking */
};

struct pf_skipped {
	pf_str path;
	enum pf_skip_reason reason;
	pf_str detail; /* or empty */
};

struct pf_trouble { /* what could not be read; the run goes on without it */
	pf_str path;
	pf_str message; /* without the path */
};

struct pf_discovery {
	struct pf_found *found; /* sorted by path, each once */
	size_t nfound;
	struct pf_skipped *skipped;
	size_t nskipped;
	struct pf_trouble *trouble;
	size_t ntrouble;
};

/*
 * Look at `paths` (files or directories; none means ".").  Files of another kind
 * are left out unless named; what only says how images are built is found, and
 * never listed as skipped.  Everything belongs to `arena`.
 */
void pf_discover(struct pf_arena *arena, const pf_str *paths, size_t npaths,
	const struct pf_discovery_options *options, struct pf_discovery *out);

#endif
