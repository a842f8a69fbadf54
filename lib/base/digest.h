/* SPDX-License-Identifier: Apache-2.0 */

/*
 * 128-bit FNV-1a, for identities that must be stable across machines and
 * releases but need not resist an adversary.
 */

#ifndef PF_BASE_DIGEST_H
#define PF_BASE_DIGEST_H

#include "base/str.h"

struct pf_digest {
	uint64_t hi;
	uint64_t lo;
};

struct pf_digest pf_digest_start(void);

/* Add `s` and a separator, so that "ab","c" and "a","bc" differ. */
void pf_digest_add(struct pf_digest *digest, pf_str s);

/* Add the beginning of what pf_digest_add() ends. */
void pf_digest_add_part(struct pf_digest *digest, pf_str s);

/* 32 lower-case hexadecimal digits and a NUL. */
void pf_digest_hex(const struct pf_digest *digest, char out[33]);

#endif
