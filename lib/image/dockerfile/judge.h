/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What each instruction asks of its words.
 */

#ifndef PF_IMAGE_DOCKERFILE_JUDGE_H
#define PF_IMAGE_DOCKERFILE_JUDGE_H

#include "image/dockerfile/parser.h"

/*
 * Are they as the builder wants them?  Says what is not.  A FROM without an image
 * gets an empty word.
 */
bool pf_dockerfile_judge(struct pf_dockerfile_parsing *parse);

#endif
