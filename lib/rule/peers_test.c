/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/peers.h"

#include "unit.h"

/* The reason against a rule for the check; "?" where no peer has it. */
static pf_str reason_of(const char *name)
{
	pf_str reason = PF_STR_EMPTY;

	return pf_peer_find(pf_str_from(name), &reason) ? reason : PF_STR("?");
}

START_TEST(checks_are_known_with_and_without_their_peer)
{
	static const pf_str flag = PF_STR_INIT("judges a command line flag of kube-apiserver, ");

	ck_assert(pf_str_starts_with(reason_of("checkov/CKV_K8S_68"), flag));
	ck_assert(pf_str_starts_with(reason_of("CKV_K8S_68"), flag));
	ck_assert(pf_str_eq(reason_of("checkov/CKV_K8S_14"), PF_STR_EMPTY));
}
END_TEST

START_TEST(what_is_nearly_one_is_none)
{
	static const char *const names[] = {"", "#", "checkov", "checkov/", "/CKV_K8S_68",
		"CKV_K8S", "trivy/CKV_K8S_68", "check", "reason", "latest-tagg", "DL306", "DL30611",
		"DLABCD"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_msg(pf_str_eq(reason_of(names[i]), PF_STR("?")), "%s", names[i]);
}
END_TEST

START_TEST(all_numbers_of_hadolint_are_checks)
{
	static const pf_str style = PF_STR_INIT("judges how a Dockerfile is written");

	ck_assert(pf_str_starts_with(reason_of("DL3008"), style));
	ck_assert(pf_str_starts_with(reason_of("hadolint/SC2086"), style));
	ck_assert(pf_str_eq(reason_of("DL3002"), PF_STR_EMPTY));
}
END_TEST

UNIT_TESTS(checks_are_known_with_and_without_their_peer, what_is_nearly_one_is_none,
	all_numbers_of_hadolint_are_checks)
