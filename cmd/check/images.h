/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The values of --image and --arch.
 */

#ifndef PF_CMD_CHECK_IMAGES_H
#define PF_CMD_CHECK_IMAGES_H

#include "base/error.h"
#include "check/check.h"

PF_MUST_USE bool check_add_image(struct pf_arena *arena, struct check_images *images, pf_str value,
	struct pf_error *err);
PF_MUST_USE bool check_add_architectures(struct pf_arena *arena, struct check_images *images,
	pf_str list, struct pf_error *err);

#endif
