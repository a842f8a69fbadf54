/* SPDX-License-Identifier: Apache-2.0 */

#include "base/digest.h"

#include <inttypes.h>
#include <stdio.h>

/* The 128-bit FNV prime is 2^88 + 2^8 + 0x3b. */
#define PRIME_LOW 0x13bULL
#define PRIME_SHIFT 24 /* of the high word: 88 - 64 */

struct pf_digest pf_digest_start(void)
{
	return (struct pf_digest){0x6c62272e07bb0142ULL, 0x62b821756295c58dULL};
}

static void add_byte(struct pf_digest *d, unsigned char byte)
{
	uint64_t lo = d->lo ^ byte;
	uint64_t low = (lo & 0xffffffffULL) * PRIME_LOW;
	uint64_t mid = (lo >> 32) * PRIME_LOW + (low >> 32);

	d->hi = d->hi * PRIME_LOW + (mid >> 32) + (lo << PRIME_SHIFT);
	d->lo = (mid << 32) | (low & 0xffffffffULL);
}

void pf_digest_add_part(struct pf_digest *digest, pf_str s)
{
	for (size_t i = 0; i < s.len; i++)
		add_byte(digest, (unsigned char)s.ptr[i]);
}

void pf_digest_add(struct pf_digest *digest, pf_str s)
{
	pf_digest_add_part(digest, s);
	add_byte(digest, 0xff); /* occurs in no UTF-8 text */
}

void pf_digest_hex(const struct pf_digest *digest, char out[33])
{
	(void)snprintf(out, 33, "%016" PRIx64 "%016" PRIx64, digest->hi, digest->lo);
}
