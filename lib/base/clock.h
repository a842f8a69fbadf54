/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Time that only goes forward.
 */

#ifndef PF_BASE_CLOCK_H
#define PF_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment of the past. */
int64_t pf_clock_ms(void);

#endif
