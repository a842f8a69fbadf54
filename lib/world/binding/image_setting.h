/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Where the facts of an image come from, as the user says it.
 */

#ifndef PF_WORLD_BINDING_IMAGE_SETTING_H
#define PF_WORLD_BINDING_IMAGE_SETTING_H

#include "image/build/build.h"

/* What the user says of an image: --image REF=SOURCE, or an entry of `images:`. */
struct pf_image_setting {
	pf_str match;       /* of --image: REF as written; of the configuration: a glob */
	pf_str source;      /* path, as reported */
	pf_str target;      /* of a Dockerfile, or empty */
	bool is_dockerfile; /* said to be one; else its first bytes decide */
	bool of_config;
	pf_str where; /* "--image", ".podfit.yaml:3" */
	const struct pf_build_arg *args;
	size_t nargs;
};

#endif
