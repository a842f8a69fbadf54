/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Signals by their names and numbers.
 */

#ifndef PF_IMAGE_BUILD_SIGNAL_H
#define PF_IMAGE_BUILD_SIGNAL_H

#include "base/str.h"

/* Name or number of a signal, as STOPSIGNAL takes it. */
bool pf_build_is_signal(pf_str s);

#endif
