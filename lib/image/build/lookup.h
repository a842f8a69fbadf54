/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Variables of a build, as the commands of its RUNs see them.
 */

#ifndef PF_IMAGE_BUILD_LOOKUP_H
#define PF_IMAGE_BUILD_LOOKUP_H

#include "image/build/expand.h"
#include "image/dockerfile/syntax.h"

#define PF_LOOKUP_MAX 1000U /* settings that are gone through, backwards; then nothing is known */

/*
 * What ENV and ARG make of `name` where `run` runs, a RUN or the ONBUILD of one.
 * Of the stages that run one trigger those that the image is made of go first.
 * NULL where nothing sets it, or `run` is of a stage that the target does not need.
 */
const struct pf_variable *pf_build_lookup(const struct pf_image_build *build,
	const struct pf_instruction *run, pf_str name);

#endif
