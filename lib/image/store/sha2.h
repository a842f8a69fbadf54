/* SPDX-License-Identifier: Apache-2.0 */

/*
 * SHA-256 and SHA-512 (FIPS 180-4), and the digests that images are named by.
 */

#ifndef PF_IMAGE_STORE_SHA2_H
#define PF_IMAGE_STORE_SHA2_H

#include "base/str.h"

/* Lower-case hexadecimal digits and a NUL. */
void pf_sha256_hex(pf_str bytes, char out[65]);
void pf_sha512_hex(pf_str bytes, char out[129]);

/* Is it "sha256:" or "sha512:" with as many lower-case digits as belong to it? */
bool pf_sha2_is_digest(pf_str digest);

/* Is `digest`, such a one, that of `bytes`? */
bool pf_sha2_matches(pf_str digest, pf_str bytes);

#endif
