/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/signal.h"

static const pf_str signals[] = {
	PF_STR_INIT("ABRT"),
	PF_STR_INIT("ALRM"),
	PF_STR_INIT("BUS"),
	PF_STR_INIT("CHLD"),
	PF_STR_INIT("CLD"),
	PF_STR_INIT("CONT"),
	PF_STR_INIT("FPE"),
	PF_STR_INIT("HUP"),
	PF_STR_INIT("ILL"),
	PF_STR_INIT("INT"),
	PF_STR_INIT("IO"),
	PF_STR_INIT("IOT"),
	PF_STR_INIT("KILL"),
	PF_STR_INIT("PIPE"),
	PF_STR_INIT("POLL"),
	PF_STR_INIT("PROF"),
	PF_STR_INIT("PWR"),
	PF_STR_INIT("QUIT"),
	PF_STR_INIT("SEGV"),
	PF_STR_INIT("STKFLT"),
	PF_STR_INIT("STOP"),
	PF_STR_INIT("SYS"),
	PF_STR_INIT("TERM"),
	PF_STR_INIT("TRAP"),
	PF_STR_INIT("TSTP"),
	PF_STR_INIT("TTIN"),
	PF_STR_INIT("TTOU"),
	PF_STR_INIT("UNUSED"),
	PF_STR_INIT("URG"),
	PF_STR_INIT("USR1"),
	PF_STR_INIT("USR2"),
	PF_STR_INIT("VTALRM"),
	PF_STR_INIT("WINCH"),
	PF_STR_INIT("XCPU"),
	PF_STR_INIT("XFSZ"),
};

/* RTMIN, RTMIN+1 to RTMIN+15, RTMAX-14 to RTMAX-1, RTMAX. */
static bool is_real_time(pf_str name)
{
	pf_str offset;
	int64_t n = 0;

	if (name.len < 5)
		return false;
	offset = pf_str_from_offset(name, 5);
	name = pf_str_sub(name, 0, 5);
	if (offset.len > 0 && (!pf_str_to_int(offset, &n) || pf_is_digit(offset.ptr[0])))
		return false;
	if (pf_str_eq_nocase(name, PF_STR("RTMIN")))
		return offset.len == 0 || (n >= 1 && n <= 15);
	return pf_str_eq_nocase(name, PF_STR("RTMAX")) &&
		(offset.len == 0 || (n >= -14 && n <= -1));
}

bool pf_build_is_signal(pf_str s)
{
	int64_t number;

	if (pf_str_to_int(s, &number))
		return number != 0;
	if (s.len > 3 && pf_str_eq_nocase(pf_str_sub(s, 0, 3), PF_STR("SIG")))
		s = pf_str_from_offset(s, 3);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (pf_str_eq_nocase(s, signals[i]))
			return true;
	}
	return is_real_time(s);
}
