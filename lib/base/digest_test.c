/* SPDX-License-Identifier: Apache-2.0 */

#include "base/digest.h"

#include "unit.h"

START_TEST(agrees_with_the_definition)
{
	struct pf_digest d = pf_digest_start();
	char hex[33];

	pf_digest_hex(&d, hex);
	ck_assert_str_eq(hex, "6c62272e07bb014262b821756295c58d");
	pf_digest_add(&d, PF_STR("ab"));
	pf_digest_add(&d, PF_STR("c"));
	pf_digest_hex(&d, hex);
	ck_assert_str_eq(hex, "32763e664083d94f70814487f805ad59");
}
END_TEST

START_TEST(keeps_parts_apart)
{
	struct pf_digest d = pf_digest_start();
	char hex[33];

	pf_digest_add(&d, PF_STR("a"));
	pf_digest_add(&d, PF_STR("bc"));
	pf_digest_hex(&d, hex);
	ck_assert_str_eq(hex, "36cc24064d83d94f708145dd58651e3b");
}
END_TEST

UNIT_TESTS(agrees_with_the_definition, keeps_parts_apart)
