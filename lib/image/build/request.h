/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is asked of a Dockerfile: one target, built with arguments.
 */

#ifndef PF_IMAGE_BUILD_REQUEST_H
#define PF_IMAGE_BUILD_REQUEST_H

#include "base/str.h"

struct pf_build_arg {
	pf_str name;
	pf_str value;
};

struct pf_build_request {
	pf_str target; /* name or number of a stage; empty: the last */
	const struct pf_build_arg *args;
	size_t nargs;
};

#endif
