/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/node_labels.h"

#include "unit.h"

static void assert_meant(const char *key, const char *value, const char *want)
{
	const struct pf_node_label *label = pf_node_label_of(pf_str_from(key));
	pf_str got = pf_node_label_meant(label, pf_str_from(value));

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", value, PF_STR_ARG(got));
}

START_TEST(only_labels_of_the_kubelet_have_known_values)
{
	const struct pf_node_label *arch = pf_node_label_of(PF_STR("kubernetes.io/arch"));
	const struct pf_node_label *os = pf_node_label_of(PF_STR("kubernetes.io/os"));

	ck_assert_ptr_eq(pf_node_label_of(PF_STR("beta.kubernetes.io/arch")), arch);
	ck_assert_ptr_eq(pf_node_label_of(PF_STR("beta.kubernetes.io/os")), os);
	ck_assert_ptr_ne(arch, os);
	ck_assert_ptr_null(pf_node_label_of(PF_STR("kubernetes.io/hostname")));
	ck_assert_ptr_null(pf_node_label_of(PF_STR_EMPTY));
	ck_assert_str_eq(arch->what, "architecture");
	ck_assert_str_eq(os->what, "operating system");
}
END_TEST

START_TEST(values_are_those_of_one_label_and_in_its_case)
{
	const struct pf_node_label *arch = pf_node_label_of(PF_STR("kubernetes.io/arch"));

	ck_assert(pf_node_label_has(arch, PF_STR("arm64")));
	ck_assert(pf_node_label_has(arch, PF_STR("wasm32-wasi")));
	ck_assert(!pf_node_label_has(arch, PF_STR("ARM64")));
	ck_assert(!pf_node_label_has(arch, PF_STR("linux")));
	ck_assert(!pf_node_label_has(arch, PF_STR_EMPTY));
}
END_TEST

START_TEST(other_names_and_other_case_mean_a_value_of_the_label)
{
	assert_meant("kubernetes.io/arch", "x86_64", "amd64");
	assert_meant("kubernetes.io/arch", "AArch64", "arm64");
	assert_meant("kubernetes.io/arch", "AMD64", "amd64");
	assert_meant("kubernetes.io/arch", "win", "");
	assert_meant("kubernetes.io/arch", "sparc", "");
	assert_meant("kubernetes.io/os", "Win", "windows");
	assert_meant("kubernetes.io/os", "Linux", "linux");
	assert_meant("kubernetes.io/os", "x86_64", "");
}
END_TEST

UNIT_TESTS(only_labels_of_the_kubelet_have_known_values,
	values_are_those_of_one_label_and_in_its_case,
	other_names_and_other_case_mean_a_value_of_the_label)
