/* SPDX-License-Identifier: Apache-2.0 */

#include "base/buf.h"

#include "unit.h"

START_TEST(grows_and_stays_terminated)
{
	struct pf_buf buf = PF_BUF_INIT;

	ck_assert_uint_eq(pf_buf_str(&buf).len, 0);
	for (int i = 0; i < 1000; i++)
		pf_buf_addf(&buf, "%03d", i);
	pf_buf_addc(&buf, '!');
	pf_buf_repeat(&buf, '-', 3);
	ck_assert_uint_eq(buf.len, 3004);
	ck_assert_str_eq(buf.ptr + 2994, "998999!---");
	pf_buf_reset(&buf);
	pf_buf_add_lit(&buf, "x");
	ck_assert_str_eq(buf.ptr, "x");
	pf_buf_release(&buf);
	ck_assert_ptr_null(buf.ptr);
}
END_TEST

UNIT_TESTS(grows_and_stays_terminated)
