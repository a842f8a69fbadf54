/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/version.h"

static const pf_str names[] = {
	PF_STR_INIT("1.28"),
	PF_STR_INIT("1.29"),
	PF_STR_INIT("1.30"),
	PF_STR_INIT("1.31"),
	PF_STR_INIT("1.32"),
	PF_STR_INIT("1.33"),
	PF_STR_INIT("1.34"),
	PF_STR_INIT("1.35"),
	PF_STR_INIT("1.36"),
};

_Static_assert(sizeof(names) / sizeof(names[0]) == PF_RELEASE_LAST - PF_RELEASE_FIRST + 1,
	"one name per release");

/* Nothing, or a point and digits. */
static bool is_patch(pf_str s)
{
	if (!s.len)
		return true;
	if (s.ptr[0] != '.' || s.len == 1)
		return false;
	for (size_t i = 1; i < s.len; i++) {
		if (!pf_is_digit(s.ptr[i]))
			return false;
	}
	return true;
}

bool pf_release_parse(pf_str text, uint8_t *out, struct pf_error *err)
{
	pf_str s = text;

	if (s.len && s.ptr[0] == 'v')
		s = pf_str_from_offset(s, 1);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (pf_str_starts_with(s, names[i]) &&
			is_patch(pf_str_from_offset(s, names[i].len))) {
			*out = (uint8_t)(PF_RELEASE_FIRST + i);
			return true;
		}
	}
	return pf_fail(err, PF_E_USAGE, "\"%.*s\" is not a Kubernetes version from 1.%d to 1.%d",
		(int)(text.len < 64 ? text.len : 64), text.ptr, PF_RELEASE_FIRST, PF_RELEASE_LAST);
}

pf_str pf_release_text(uint8_t release)
{
	pf_assert(release >= PF_RELEASE_FIRST && release <= PF_RELEASE_LAST);
	return names[release - PF_RELEASE_FIRST];
}
