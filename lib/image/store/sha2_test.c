/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/sha2.h"

#include "unit.h"

/* The examples of FIPS 180-2, appendix B and C, and of the NIST's test vectors. */
#define TWO_BLOCKS_256 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
#define TWO_BLOCKS_512 \
	"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn" \
	"hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"

static void assert_256(pf_str bytes, const char *want)
{
	char hex[65];

	pf_sha256_hex(bytes, hex);
	ck_assert_str_eq(hex, want);
}

static void assert_512(pf_str bytes, const char *want)
{
	char hex[129];

	pf_sha512_hex(bytes, hex);
	ck_assert_str_eq(hex, want);
}

START_TEST(computes_sha256_of_nist_vectors)
{
	assert_256(PF_STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_256(PF_STR("abc"),
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_256(PF_STR(TWO_BLOCKS_256),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
END_TEST

START_TEST(computes_sha512_of_nist_vectors)
{
	assert_512(PF_STR(""),
		"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
		"47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
	assert_512(PF_STR("abc"),
		"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	assert_512(PF_STR(TWO_BLOCKS_512),
		"8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
		"501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909");
}
END_TEST

START_TEST(computes_a_million_letters)
{
	static char letters[1000000];

	memset(letters, 'a', sizeof(letters));
	assert_256((pf_str){letters, sizeof(letters)},
		"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	assert_512((pf_str){letters, sizeof(letters)},
		"e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
		"de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b");
}
END_TEST

/* The lengths at which the padding needs a block more. */
START_TEST(pads_at_the_edges_of_blocks)
{
	static const struct {
		size_t len;
		const char *sha256, *sha512;
	} cases[] = {
		{55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318",
			"b0220c772cbf6c1822e2cb38a437d0e1d58772417a4bbb21c961364f8b6143e0"
			"5aa6316dca8d1d7b19e16448419076395f6086cb55101fbd6d5497b148e1745f"},
		{56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a",
			"962b64aae357d2a4fee3ded8b539bdc9d325081822b0bfc55583133aab44f18b"
			"afe11d72a7ae16c79ce2ba620ae2242d5144809161945f1367f41b3972e26e04"},
		{63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34",
			"c1b0f5c6d3b03dfe4a2602e67242f54e344090b66e01100a469b129f583f016c"
			"7e27dddeaa438393dcc7ec54b0b57c9ba7af007f9b56db5f6fb677d972a31362"},
		{64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb",
			"01d35c10c6c38c2dcf48f7eebb3235fb5ad74a65ec4cd016e2354c637a8fb49b"
			"695ef3c1d6f7ae4cd74d78cc9c9bcac9d4f23a73019998a7f73038a5c9b2dbde"},
		{65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0",
			"b83086cd8494e55708ad7ecd82dfb4bca1bda61ecbb7caf0c68967902e709345"
			"e5d8305eb7ac0d588afc6cbb75161aa9c8c7e0ea986bd833dafe5e1ccd37345a"},
		{111, "6374f73208854473827f6f6a3f43b1f53eaa3b82c21c1a6d69a2110b2a79baad",
			"fa9121c7b32b9e01733d034cfc78cbf67f926c7ed83e82200ef8681819692176"
			"0b4beff48404df811b953828274461673c68d04e297b0eb7b2b4d60fc6b566a2"},
		{112, "f54353008a2553262ecdc4a34749563ba0950e8b0fc8652780b0a614b99683c1",
			"c01d080efd492776a1c43bd23dd99d0a2e626d481e16782e75d54c2503b5dc32"
			"bd05f0f1ba33e568b88fd2d970929b719ecbb152f58f130a407c8830604b70ca"},
		{127, "c57e9278af78fa3cab38667bef4ce29d783787a2f731d4e12200270f0c32320a",
			"828613968b501dc00a97e08c73b118aa8876c26b8aac93df128502ab360f91ba"
			"b50a51e088769a5c1eff4782ace147dce3642554199876374291f5d921629502"},
		{128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e",
			"b73d1929aa615934e61a871596b3f3b33359f42b8175602e89f7e06e5f658a24"
			"3667807ed300314b95cacdd579f3e33abdfbe351909519a846d465c59582f321"},
		{129, "c12cb024a2e5551cca0e08fce8f1c5e314555cc3fef6329ee994a3db752166ae",
			"4f681e0bd53cda4b5a2041cc8a06f2eabde44fb16c951fbd5b87702f07aeab61"
			"1565b19c47fde30587177ebb852e3971bbd8d3fd30da18d71037dfbd98420429"},
	};
	char letters[129];

	memset(letters, 'a', sizeof(letters));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_256((pf_str){letters, cases[i].len}, cases[i].sha256);
		assert_512((pf_str){letters, cases[i].len}, cases[i].sha512);
	}
}
END_TEST

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

START_TEST(knows_digests_by_their_form)
{
	ck_assert(pf_sha2_is_digest(PF_STR("sha256:" ZEROS)));
	ck_assert(pf_sha2_is_digest(PF_STR("sha512:" ZEROS ZEROS)));
	ck_assert(!pf_sha2_is_digest(PF_STR("sha512:" ZEROS)));
	ck_assert(!pf_sha2_is_digest(PF_STR("sha256:" ZEROS "0")));
	ck_assert(!pf_sha2_is_digest(PF_STR("sha256:")));
	ck_assert(!pf_sha2_is_digest(PF_STR("")));
	ck_assert(!pf_sha2_is_digest(PF_STR("md5:d41d8cd98f00b204e9800998ecf8427e")));
	ck_assert(!pf_sha2_is_digest(
		PF_STR("sha256:../0000000000000000000000000000000000000000000000000000000000000")));
	ck_assert(!pf_sha2_is_digest(
		PF_STR("sha256:A000000000000000000000000000000000000000000000000000000000000000")));
}
END_TEST

START_TEST(compares_bytes_with_their_digest)
{
	ck_assert(pf_sha2_matches(
		PF_STR("sha256:"
		       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
		PF_STR("abc")));
	ck_assert(!pf_sha2_matches(
		PF_STR("sha256:"
		       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
		PF_STR("abd")));
	ck_assert(pf_sha2_matches(
		PF_STR("sha512:"
		       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
		PF_STR("abc")));
}
END_TEST

UNIT_TESTS(computes_sha256_of_nist_vectors, computes_sha512_of_nist_vectors,
	computes_a_million_letters, pads_at_the_edges_of_blocks, knows_digests_by_their_form,
	compares_bytes_with_their_digest)
