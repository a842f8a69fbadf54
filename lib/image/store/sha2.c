/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/sha2.h"

#define BLOCK_256 ((size_t)64)
#define BLOCK_512 ((size_t)128)

struct round32 {
	uint32_t a, b, c, d, e, f, g, h;
};

struct round64 {
	uint64_t a, b, c, d, e, f, g, h;
};

static const uint32_t start32[8] = {0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU, 0x510e527fU,
	0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};

static const uint32_t constants32[64] = {0x428a2f98U, 0x71374491U, 0xb5c0fbcfU, 0xe9b5dba5U,
	0x3956c25bU, 0x59f111f1U, 0x923f82a4U, 0xab1c5ed5U, 0xd807aa98U, 0x12835b01U, 0x243185beU,
	0x550c7dc3U, 0x72be5d74U, 0x80deb1feU, 0x9bdc06a7U, 0xc19bf174U, 0xe49b69c1U, 0xefbe4786U,
	0x0fc19dc6U, 0x240ca1ccU, 0x2de92c6fU, 0x4a7484aaU, 0x5cb0a9dcU, 0x76f988daU, 0x983e5152U,
	0xa831c66dU, 0xb00327c8U, 0xbf597fc7U, 0xc6e00bf3U, 0xd5a79147U, 0x06ca6351U, 0x14292967U,
	0x27b70a85U, 0x2e1b2138U, 0x4d2c6dfcU, 0x53380d13U, 0x650a7354U, 0x766a0abbU, 0x81c2c92eU,
	0x92722c85U, 0xa2bfe8a1U, 0xa81a664bU, 0xc24b8b70U, 0xc76c51a3U, 0xd192e819U, 0xd6990624U,
	0xf40e3585U, 0x106aa070U, 0x19a4c116U, 0x1e376c08U, 0x2748774cU, 0x34b0bcb5U, 0x391c0cb3U,
	0x4ed8aa4aU, 0x5b9cca4fU, 0x682e6ff3U, 0x748f82eeU, 0x78a5636fU, 0x84c87814U, 0x8cc70208U,
	0x90befffaU, 0xa4506cebU, 0xbef9a3f7U, 0xc67178f2U};

static const uint64_t start64[8] = {0x6a09e667f3bcc908ULL, 0xbb67ae8584caa73bULL,
	0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL, 0x510e527fade682d1ULL, 0x9b05688c2b3e6c1fULL,
	0x1f83d9abfb41bd6bULL, 0x5be0cd19137e2179ULL};

static const uint64_t constants64[80] = {0x428a2f98d728ae22ULL, 0x7137449123ef65cdULL,
	0xb5c0fbcfec4d3b2fULL, 0xe9b5dba58189dbbcULL, 0x3956c25bf348b538ULL, 0x59f111f1b605d019ULL,
	0x923f82a4af194f9bULL, 0xab1c5ed5da6d8118ULL, 0xd807aa98a3030242ULL, 0x12835b0145706fbeULL,
	0x243185be4ee4b28cULL, 0x550c7dc3d5ffb4e2ULL, 0x72be5d74f27b896fULL, 0x80deb1fe3b1696b1ULL,
	0x9bdc06a725c71235ULL, 0xc19bf174cf692694ULL, 0xe49b69c19ef14ad2ULL, 0xefbe4786384f25e3ULL,
	0x0fc19dc68b8cd5b5ULL, 0x240ca1cc77ac9c65ULL, 0x2de92c6f592b0275ULL, 0x4a7484aa6ea6e483ULL,
	0x5cb0a9dcbd41fbd4ULL, 0x76f988da831153b5ULL, 0x983e5152ee66dfabULL, 0xa831c66d2db43210ULL,
	0xb00327c898fb213fULL, 0xbf597fc7beef0ee4ULL, 0xc6e00bf33da88fc2ULL, 0xd5a79147930aa725ULL,
	0x06ca6351e003826fULL, 0x142929670a0e6e70ULL, 0x27b70a8546d22ffcULL, 0x2e1b21385c26c926ULL,
	0x4d2c6dfc5ac42aedULL, 0x53380d139d95b3dfULL, 0x650a73548baf63deULL, 0x766a0abb3c77b2a8ULL,
	0x81c2c92e47edaee6ULL, 0x92722c851482353bULL, 0xa2bfe8a14cf10364ULL, 0xa81a664bbc423001ULL,
	0xc24b8b70d0f89791ULL, 0xc76c51a30654be30ULL, 0xd192e819d6ef5218ULL, 0xd69906245565a910ULL,
	0xf40e35855771202aULL, 0x106aa07032bbd1b8ULL, 0x19a4c116b8d2d0c8ULL, 0x1e376c085141ab53ULL,
	0x2748774cdf8eeb99ULL, 0x34b0bcb5e19b48a8ULL, 0x391c0cb3c5c95a63ULL, 0x4ed8aa4ae3418acbULL,
	0x5b9cca4f7763e373ULL, 0x682e6ff3d6b2b8a3ULL, 0x748f82ee5defb2fcULL, 0x78a5636f43172f60ULL,
	0x84c87814a1f0ab72ULL, 0x8cc702081a6439ecULL, 0x90befffa23631e28ULL, 0xa4506cebde82bde9ULL,
	0xbef9a3f7b2c67915ULL, 0xc67178f2e372532bULL, 0xca273eceea26619cULL, 0xd186b8c721c0c207ULL,
	0xeada7dd6cde0eb1eULL, 0xf57d4f7fee6ed178ULL, 0x06f067aa72176fbaULL, 0x0a637dc5a2c898a6ULL,
	0x113f9804bef90daeULL, 0x1b710b35131c471bULL, 0x28db77f523047d84ULL, 0x32caab7b40c72493ULL,
	0x3c9ebe0a15c9bebcULL, 0x431d67c49c100d4cULL, 0x4cc5d4becb3e42b6ULL, 0x597f299cfc657e2aULL,
	0x5fcb6fab3ad6faecULL, 0x6c44198c4a475817ULL};

static uint32_t turn32(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint64_t turn64(uint64_t x, unsigned n)
{
	return x >> n | x << (64 - n);
}

static uint64_t big_endian(const unsigned char *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x = x << 8 | p[i];
	return x;
}

static void add_block32(uint32_t state[8], const unsigned char *block)
{
	struct round32 r = {
		state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]};
	uint32_t w[64];

	for (size_t i = 0; i < 16; i++)
		w[i] = (uint32_t)big_endian(block + 4 * i, 4);
	for (size_t i = 16; i < 64; i++) {
		uint32_t x = w[i - 15], y = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] + (turn32(x, 7) ^ turn32(x, 18) ^ x >> 3) +
			(turn32(y, 17) ^ turn32(y, 19) ^ y >> 10);
	}
	for (size_t i = 0; i < 64; i++) {
		uint32_t choice = (r.e & r.f) ^ (~r.e & r.g);
		uint32_t majority = (r.a & r.b) ^ (r.a & r.c) ^ (r.b & r.c);
		uint32_t t1 = r.h + (turn32(r.e, 6) ^ turn32(r.e, 11) ^ turn32(r.e, 25)) + choice +
			constants32[i] + w[i];
		uint32_t t2 = (turn32(r.a, 2) ^ turn32(r.a, 13) ^ turn32(r.a, 22)) + majority;

		r = (struct round32){t1 + t2, r.a, r.b, r.c, r.d + t1, r.e, r.f, r.g};
	}
	state[0] += r.a;
	state[1] += r.b;
	state[2] += r.c;
	state[3] += r.d;
	state[4] += r.e;
	state[5] += r.f;
	state[6] += r.g;
	state[7] += r.h;
}

static void add_block64(uint64_t state[8], const unsigned char *block)
{
	struct round64 r = {
		state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]};
	uint64_t w[80];

	for (size_t i = 0; i < 16; i++)
		w[i] = big_endian(block + 8 * i, 8);
	for (size_t i = 16; i < 80; i++) {
		uint64_t x = w[i - 15], y = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] + (turn64(x, 1) ^ turn64(x, 8) ^ x >> 7) +
			(turn64(y, 19) ^ turn64(y, 61) ^ y >> 6);
	}
	for (size_t i = 0; i < 80; i++) {
		uint64_t choice = (r.e & r.f) ^ (~r.e & r.g);
		uint64_t majority = (r.a & r.b) ^ (r.a & r.c) ^ (r.b & r.c);
		uint64_t t1 = r.h + (turn64(r.e, 14) ^ turn64(r.e, 18) ^ turn64(r.e, 41)) + choice +
			constants64[i] + w[i];
		uint64_t t2 = (turn64(r.a, 28) ^ turn64(r.a, 34) ^ turn64(r.a, 39)) + majority;

		r = (struct round64){t1 + t2, r.a, r.b, r.c, r.d + t1, r.e, r.f, r.g};
	}
	state[0] += r.a;
	state[1] += r.b;
	state[2] += r.c;
	state[3] += r.d;
	state[4] += r.e;
	state[5] += r.f;
	state[6] += r.g;
	state[7] += r.h;
}

/* What follows the last whole block, padded; gives its length: one block or two. */
static size_t make_tail(pf_str bytes, size_t block, unsigned char tail[2 * BLOCK_512])
{
	size_t rest = bytes.len % block;
	size_t count = block / 8; /* bytes that the length takes */
	size_t len = rest + 1 + count <= block ? block : 2 * block;
	uint64_t bits = (uint64_t)bytes.len * 8;

	memset(tail, 0, 2 * BLOCK_512);
	if (rest)
		memcpy(tail, bytes.ptr + bytes.len - rest, rest);
	tail[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		tail[len - 1 - i] = (unsigned char)(bits >> 8 * i);
	return len;
}

static void put_hex(char *out, uint64_t word, size_t digits)
{
	for (size_t i = 0; i < digits; i++)
		out[i] = "0123456789abcdef"[word >> 4 * (digits - 1 - i) & 15];
}

void pf_sha256_hex(pf_str bytes, char out[65])
{
	const unsigned char *data = (const unsigned char *)bytes.ptr;
	unsigned char tail[2 * BLOCK_512];
	size_t len = make_tail(bytes, BLOCK_256, tail);
	uint32_t state[8];

	memcpy(state, start32, sizeof(state));
	for (size_t i = 0; i < bytes.len / BLOCK_256; i++)
		add_block32(state, data + i * BLOCK_256);
	for (size_t i = 0; i < len; i += BLOCK_256)
		add_block32(state, tail + i);
	for (size_t i = 0; i < 8; i++)
		put_hex(out + 8 * i, state[i], 8);
	out[64] = '\0';
}

void pf_sha512_hex(pf_str bytes, char out[129])
{
	const unsigned char *data = (const unsigned char *)bytes.ptr;
	unsigned char tail[2 * BLOCK_512];
	size_t len = make_tail(bytes, BLOCK_512, tail);
	uint64_t state[8];

	memcpy(state, start64, sizeof(state));
	for (size_t i = 0; i < bytes.len / BLOCK_512; i++)
		add_block64(state, data + i * BLOCK_512);
	for (size_t i = 0; i < len; i += BLOCK_512)
		add_block64(state, tail + i);
	for (size_t i = 0; i < 8; i++)
		put_hex(out + 16 * i, state[i], 16);
	out[128] = '\0';
}

static pf_str digits_of(pf_str digest)
{
	return pf_str_from_offset(digest, sizeof("sha256:") - 1);
}

bool pf_sha2_is_digest(pf_str digest)
{
	bool is_256 = pf_str_starts_with(digest, PF_STR("sha256:"));
	pf_str digits;

	if (!is_256 && !pf_str_starts_with(digest, PF_STR("sha512:")))
		return false;
	digits = digits_of(digest);
	if (digits.len != (is_256 ? 64 : 128))
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		if (!pf_is_digit(digits.ptr[i]) && (digits.ptr[i] < 'a' || digits.ptr[i] > 'f'))
			return false;
	}
	return true;
}

bool pf_sha2_matches(pf_str digest, pf_str bytes)
{
	char hex[129];

	if (pf_str_starts_with(digest, PF_STR("sha256:")))
		pf_sha256_hex(bytes, hex);
	else
		pf_sha512_hex(bytes, hex);
	return pf_str_eq(digits_of(digest), pf_str_from(hex));
}
