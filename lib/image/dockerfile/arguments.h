/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The arguments of an instruction, as its kind has them.
 */

#ifndef PF_IMAGE_DOCKERFILE_ARGUMENTS_H
#define PF_IMAGE_DOCKERFILE_ARGUMENTS_H

#include "image/dockerfile/parser.h"

/*
 * Split `out->text` into the words of the parser, and set form, pair and none.
 * False when the builder cannot make sense of it, which is a fault.
 */
bool pf_dockerfile_take_arguments(struct pf_dockerfile_parsing *parse);

#endif
