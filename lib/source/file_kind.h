/* SPDX-License-Identifier: Apache-2.0 */

/* What a file is by its name. */

#ifndef PF_SOURCE_FILE_KIND_H
#define PF_SOURCE_FILE_KIND_H

#include "base/str.h"

enum pf_file_kind {
	PF_FILE_MANIFEST,   /* .yaml, .yml, .json; before the names below */
	PF_FILE_DOCKERFILE, /* Dockerfile, dockerfile, Dockerfile.*, *.Dockerfile, … */
	PF_FILE_BUILDS, /* Makefile, *.mk, *.sh, docker-bake.hcl: may say how images are built */
	PF_FILE_OTHER,
};

enum pf_file_kind pf_file_kind_of(pf_str path);

#endif
