/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The fixtures of each rule, built in: what it objects to, what it says, and
 * what it has nothing to say of.
 */

#ifndef PF_CMD_RULE_SAMPLES_H
#define PF_CMD_RULE_SAMPLES_H

#include <stddef.h>

struct rule_sample {
	const char *rule;     /* NULL ends the table */
	const char *language; /* of both, for the fence of a page */
	const unsigned char *bad;
	size_t bad_len; /* 0: none */
	const unsigned char *out;
	size_t out_len;
	const unsigned char *good;
	size_t good_len;
};

/* Generated from testdata/rules by cmake/rule_samples.cmake. */
extern const struct rule_sample rule_samples[];

#endif
