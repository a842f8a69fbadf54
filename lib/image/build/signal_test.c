/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/signal.h"

#include "unit.h"

START_TEST(takes_signals_as_the_builder_does)
{
	ck_assert(pf_build_is_signal(PF_STR("TERM")));
	ck_assert(pf_build_is_signal(PF_STR("SIGTERM")));
	ck_assert(pf_build_is_signal(PF_STR("sigterm")));
	ck_assert(pf_build_is_signal(PF_STR("15")));
	ck_assert(pf_build_is_signal(PF_STR("RTMIN")));
	ck_assert(pf_build_is_signal(PF_STR("SIGRTMIN+15")));
	ck_assert(pf_build_is_signal(PF_STR("SIGRTMAX-14")));
	ck_assert(pf_build_is_signal(PF_STR("RTMAX")));
	ck_assert(!pf_build_is_signal(PF_STR("0")));
	ck_assert(!pf_build_is_signal(PF_STR("SIG")));
	ck_assert(!pf_build_is_signal(PF_STR("")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMIN+16")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMIN3")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMAX+1")));
	ck_assert(!pf_build_is_signal(PF_STR("SIGKIL")));
}
END_TEST

UNIT_TESTS(takes_signals_as_the_builder_does)
