/* SPDX-License-Identifier: Apache-2.0 */

#include "base/error.h"

#include <signal.h>

#include "unit.h"

START_TEST(fail_is_false_and_truncates)
{
	struct pf_error err = {0};

	ck_assert(!pf_fail(&err, PF_E_IO, "%600d", 1));
	ck_assert_int_eq(err.code, PF_E_IO);
	ck_assert_uint_eq(strlen(err.msg), sizeof(err.msg) - 1);
}
END_TEST

UNIT_TESTS(fail_is_false_and_truncates)
