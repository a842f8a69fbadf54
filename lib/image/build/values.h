/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Values of flags that the builder looks at once variables are expanded.
 */

#ifndef PF_IMAGE_BUILD_VALUES_H
#define PF_IMAGE_BUILD_VALUES_H

#include "base/str.h"

/* What a builder does not take of a value: the rest of a sentence, and what to write. */
struct pf_build_blame {
	const char *message;
	const char *help;
};

/* Each gives NULL for what the builder takes. */

/* --platform, not empty. */
const struct pf_build_blame *pf_build_judge_platform(pf_str value);

/* --chmod: octal digits, or what chmod(1) takes. */
const struct pf_build_blame *pf_build_judge_mode(pf_str value);

/* --checksum of an archive: "sha256:" and its digits. */
const struct pf_build_blame *pf_build_judge_digest(pf_str value);

/* What the source of a COPY or ADD is. */
enum pf_build_source { PF_SOURCE_PATH, PF_SOURCE_URL, PF_SOURCE_GIT };

enum pf_build_source pf_build_source_kind(pf_str source);

/* Does --chown name a user or a group, other than by a number? */
bool pf_build_owner_is_named(pf_str owner);

/* The size of a tmpfs: "64m", "1.5 GiB". */
bool pf_build_is_size(pf_str value);

/* Digits of that base, up to 32 bits of them. */
bool pf_build_is_number(pf_str value, unsigned base);

/* What strconv.ParseBool of Go takes. */
bool pf_build_is_bool(pf_str value);

#endif
