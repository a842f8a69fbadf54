/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/placeholder.h"

#include "unit.h"

START_TEST(marks_of_tools_are_placeholders)
{
	static const char *const yes[] = {"${NAME}", "$(NAME)", "$NAME", "a-{{ .x }}", "{name}/a",
		"<%= name %>", "<<name>>", "#@ data.values.name"};
	static const char *const no[] = {"", "name", "a$b", "{}", "{2,3}", "{", "$", "a#@b", "%"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ck_assert_msg(pf_is_placeholder(pf_str_from(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ck_assert_msg(!pf_is_placeholder(pf_str_from(no[i])), "%s", no[i]);
}
END_TEST

START_TEST(variables_of_envsubst_have_a_name)
{
	ck_assert(pf_has_variable(PF_STR("a-${NAME}")));
	ck_assert(pf_has_variable(PF_STR("${NAME:-x}")));
	ck_assert(!pf_has_variable(PF_STR("${.PVC.name}")));
	ck_assert(!pf_has_variable(PF_STR("${1}")));
	ck_assert(!pf_has_variable(PF_STR("${")));
	ck_assert(!pf_has_variable(PF_STR("$NAME")));
}
END_TEST

START_TEST(capitals_name_the_field_they_stand_in)
{
	ck_assert(pf_names_its_field(PF_STR("name"), PF_STR("VOLUME_NAME")));
	ck_assert(pf_names_its_field(PF_STR("serviceAccountName"), PF_STR("KSA_NAME")));
	ck_assert(pf_names_its_field(PF_STR("namespace"), PF_STR("NAMESPACE")));
	ck_assert(pf_names_its_field(PF_STR("server"), PF_STR("NFS_SERVER")));
	ck_assert(pf_names_its_field(PF_STR("storageClassName"), PF_STR("STORAGE_CLASS")));
	ck_assert(!pf_names_its_field(PF_STR("name"), PF_STR("MCP")));
	ck_assert(!pf_names_its_field(PF_STR("name"), PF_STR("Volume_NAME")));
	ck_assert(!pf_names_its_field(PF_STR("name"), PF_STR("MY_APP")));
	ck_assert(!pf_names_its_field(PF_STR("name"), PF_STR("NAME_")));
	ck_assert(!pf_names_its_field(PF_STR_EMPTY, PF_STR("NAME")));
	ck_assert(pf_is_capital_words(PF_STR("CPU_LIMIT")));
	ck_assert(pf_is_capitals(PF_STR("CPU")) && !pf_is_capitals(PF_STR("Ei")));
	ck_assert(!pf_is_capitals(PF_STR("1GI")) && !pf_is_capitals(PF_STR("EI")));
	ck_assert(!pf_is_capital_words(PF_STR("CPU")));
	ck_assert(!pf_is_capital_words(PF_STR("CPU_")));
	ck_assert(!pf_is_capital_words(PF_STR("cpu_limit")));
}
END_TEST

START_TEST(capitals_stand_for_what_is_no_word)
{
	ck_assert(pf_stands_for_value(PF_STR("storage"), PF_STR("SIZE")));
	ck_assert(pf_stands_for_value(PF_STR("runAsUser"), PF_STR("MY_UID")));
	ck_assert(pf_stands_for_value(PF_STR("caBundle"), PF_STR("CA_PEM")));
	ck_assert(pf_stands_for_value(PF_STR("targetPort"), PF_STR("HTTP_PORT")));
	ck_assert(pf_stands_for_value(PF_STR("type"), PF_STR("SERVICE_TYPE")));
	ck_assert(!pf_stands_for_value(PF_STR("targetPort"), PF_STR("HTTP")));
	ck_assert(!pf_stands_for_value(PF_STR("add"), PF_STR("NET_ADMIN")));
	ck_assert(!pf_stands_for_value(PF_STR("key"), PF_STR("API_KEY")));
	ck_assert(!pf_stands_for_value(PF_STR("storage"), PF_STR("10Gi")));
}
END_TEST

UNIT_TESTS(marks_of_tools_are_placeholders, variables_of_envsubst_have_a_name,
	capitals_name_the_field_they_stand_in, capitals_stand_for_what_is_no_word)
