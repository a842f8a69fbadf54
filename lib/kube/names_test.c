/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/names.h"

#include "unit.h"

static char letters[300];

static pf_str repeat_a(size_t n)
{
	memset(letters, 'a', sizeof(letters));
	return (pf_str){letters, n};
}

static void assert_ok_in(enum pf_format format, const char *text, uint8_t release)
{
	const char *fault = pf_name_fault(format, pf_str_from(text), release);

	ck_assert_msg(!fault, "`%s` %s", text, fault ? fault : "");
}

static void assert_ok(enum pf_format format, const char *text)
{
	assert_ok_in(format, text, PF_RELEASE_LAST);
}

static void assert_fault_in(enum pf_format format, const char *text, const char *word,
	uint8_t release)
{
	const char *fault = pf_name_fault(format, pf_str_from(text), release);

	ck_assert_msg(fault && strstr(fault, word), "`%s` %s", text, fault ? fault : "is accepted");
}

static void assert_fault(enum pf_format format, const char *text, const char *word)
{
	assert_fault_in(format, text, word, PF_RELEASE_LAST);
}

static void assert_max(enum pf_format format, size_t max)
{
	ck_assert_ptr_null(pf_name_fault(format, repeat_a(max), PF_RELEASE_LAST));
	ck_assert_ptr_nonnull(pf_name_fault(format, repeat_a(max + 1), PF_RELEASE_LAST));
}

START_TEST(checks_dns_labels)
{
	assert_ok(PF_FORMAT_DNS_LABEL, "web");
	assert_ok(PF_FORMAT_DNS_LABEL, "0");
	assert_ok(PF_FORMAT_DNS_LABEL, "a--b");
	assert_max(PF_FORMAT_DNS_LABEL, 63);
	assert_fault(PF_FORMAT_DNS_LABEL, "", "empty");
	assert_fault(PF_FORMAT_DNS_LABEL, "Web", "upper-case");
	assert_fault(PF_FORMAT_DNS_LABEL, "a_b", "underscores");
	assert_fault(PF_FORMAT_DNS_LABEL, "a.b", "dots");
	assert_fault(PF_FORMAT_DNS_LABEL, "a b", "only lower-case");
	assert_fault(PF_FORMAT_DNS_LABEL, "-a", "begin and end");
	assert_fault(PF_FORMAT_DNS_LABEL, "a-", "begin and end");
	assert_fault(PF_FORMAT_DNS_LABEL, "caf\xc3\xa9", "only lower-case");
}
END_TEST

START_TEST(checks_dns_subdomains)
{
	assert_ok(PF_FORMAT_DNS_SUBDOMAIN, "example.com");
	assert_ok(PF_FORMAT_DNS_SUBDOMAIN, "1.2-3.x");
	/* No limit of 63 for the parts. */
	assert_max(PF_FORMAT_DNS_SUBDOMAIN, 253);
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "", "empty");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "a..b", "between dots");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, ".a", "between dots");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "a.", "between dots");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "a.-b", "between dots");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "a_b", "underscores");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "A.b", "upper-case");
	assert_fault(PF_FORMAT_DNS_SUBDOMAIN, "a/b", "only lower-case");
}
END_TEST

START_TEST(lets_service_names_begin_with_a_digit_from_1_36_on)
{
	assert_ok_in(PF_FORMAT_DNS1035_LABEL, "web-1", 28);
	assert_fault_in(PF_FORMAT_DNS1035_LABEL, "1-web", "begin with a lower-case letter", 28);
	assert_fault_in(PF_FORMAT_DNS1035_LABEL, "1-web", "begin with a lower-case letter", 35);
	assert_ok_in(PF_FORMAT_DNS1035_LABEL, "1-web", 36);
	assert_fault_in(PF_FORMAT_DNS1035_LABEL, "web.x", "dots", 36);
	assert_fault_in(PF_FORMAT_DNS1035_LABEL, "", "empty", 28);
	assert_max(PF_FORMAT_DNS1035_LABEL, 63);
}
END_TEST

START_TEST(checks_path_segments)
{
	assert_ok(PF_FORMAT_PATH_SEGMENT, "system:Node_Reader");
	assert_ok(PF_FORMAT_PATH_SEGMENT, "...");
	assert_fault(PF_FORMAT_PATH_SEGMENT, "", "empty");
	assert_fault(PF_FORMAT_PATH_SEGMENT, ".", "`.`");
	assert_fault(PF_FORMAT_PATH_SEGMENT, "..", "`..`");
	assert_fault(PF_FORMAT_PATH_SEGMENT, "a/b", "`/`");
	assert_fault(PF_FORMAT_PATH_SEGMENT, "50%", "`%`");
}
END_TEST

START_TEST(relaxes_environment_names_from_1_32_on)
{
	assert_ok_in(PF_FORMAT_ENV_NAME, "MY_ENV.name-1", 28);
	assert_fault_in(PF_FORMAT_ENV_NAME, "1ST", "digit", 31);
	assert_fault_in(PF_FORMAT_ENV_NAME, "A B", "only letters", 31);
	assert_fault_in(PF_FORMAT_ENV_NAME, "..A", "`..`", 31);
	assert_fault_in(PF_FORMAT_ENV_NAME, ".", "`.`", 31);
	assert_ok_in(PF_FORMAT_ENV_NAME, "1ST", 32);
	assert_ok_in(PF_FORMAT_ENV_NAME, "A B", 32);
	assert_ok_in(PF_FORMAT_ENV_NAME, "..", 32);
	assert_ok_in(PF_FORMAT_ENV_NAME, "a:b/c~", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "A=B", "`=`", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "A\tB", "printable", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "\xc3\x84", "printable", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "\x7f", "printable", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "", "empty", 36);
	assert_fault_in(PF_FORMAT_ENV_NAME, "", "empty", 28);
}
END_TEST

START_TEST(checks_port_names)
{
	assert_ok(PF_FORMAT_PORT_NAME, "http");
	assert_ok(PF_FORMAT_PORT_NAME, "8080-tcp");
	assert_max(PF_FORMAT_PORT_NAME, 15);
	assert_fault(PF_FORMAT_PORT_NAME, "", "empty");
	assert_fault(PF_FORMAT_PORT_NAME, "8080", "letter");
	assert_fault(PF_FORMAT_PORT_NAME, "HTTP", "lower-case");
	assert_fault(PF_FORMAT_PORT_NAME, "http_metrics", "only");
	assert_fault(PF_FORMAT_PORT_NAME, "a--b", "two hyphens");
	assert_fault(PF_FORMAT_PORT_NAME, "-a", "begin or end");
	assert_fault(PF_FORMAT_PORT_NAME, "a-", "begin or end");
}
END_TEST

START_TEST(checks_label_keys)
{
	assert_ok(PF_FORMAT_LABEL_KEY, "app");
	assert_ok(PF_FORMAT_LABEL_KEY, "App_Name.x");
	assert_ok(PF_FORMAT_LABEL_KEY, "app.kubernetes.io/name");
	assert_max(PF_FORMAT_LABEL_KEY, 63);
	assert_fault(PF_FORMAT_LABEL_KEY, "", "empty");
	assert_fault(PF_FORMAT_LABEL_KEY, "/name", "before");
	assert_fault(PF_FORMAT_LABEL_KEY, "example.com/", "after");
	assert_fault(PF_FORMAT_LABEL_KEY, "a/b/c", "only one");
	assert_fault(PF_FORMAT_LABEL_KEY, "a b", "only letters");
	assert_fault(PF_FORMAT_LABEL_KEY, "_a", "begin and end");
	assert_fault(PF_FORMAT_LABEL_KEY, "Example.com/a", "upper-case");
	assert_fault(PF_FORMAT_LABEL_KEY, "exa_mple.com/a", "DNS");
	assert_fault(PF_FORMAT_LABEL_KEY, "example.com/-a", "both ends");
}
END_TEST

START_TEST(limits_both_parts_of_a_key)
{
	pf_str key = repeat_a(253 + 1 + 3);

	letters[253] = '/';
	ck_assert_ptr_null(pf_name_fault(PF_FORMAT_LABEL_KEY, key, 36));
	key = repeat_a(254 + 1 + 3);
	letters[254] = '/';
	ck_assert_ptr_nonnull(pf_name_fault(PF_FORMAT_LABEL_KEY, key, 36));
	key = repeat_a(2 + 63);
	letters[1] = '/';
	ck_assert_ptr_null(pf_name_fault(PF_FORMAT_LABEL_KEY, key, 36));
	key = repeat_a(2 + 64);
	letters[1] = '/';
	ck_assert_ptr_nonnull(pf_name_fault(PF_FORMAT_LABEL_KEY, key, 36));
}
END_TEST

START_TEST(folds_the_case_of_annotation_keys)
{
	assert_ok(PF_FORMAT_ANNOTATION_KEY, "Example.COM/Note");
	assert_fault(PF_FORMAT_ANNOTATION_KEY, "exa_mple.com/a", "DNS");
	assert_fault(PF_FORMAT_ANNOTATION_KEY, "a b", "only letters");
}
END_TEST

START_TEST(checks_label_values)
{
	assert_ok(PF_FORMAT_LABEL_VALUE, "");
	assert_ok(PF_FORMAT_LABEL_VALUE, "1.2.3_Rc-1");
	assert_max(PF_FORMAT_LABEL_VALUE, 63);
	assert_fault(PF_FORMAT_LABEL_VALUE, "a/b", "only letters");
	assert_fault(PF_FORMAT_LABEL_VALUE, "a:b", "only letters");
	assert_fault(PF_FORMAT_LABEL_VALUE, "-a", "begin and end");
	assert_fault(PF_FORMAT_LABEL_VALUE, "a.", "begin and end");
}
END_TEST

START_TEST(checks_configuration_keys)
{
	assert_ok(PF_FORMAT_CONFIG_KEY, "my.conf");
	assert_ok(PF_FORMAT_CONFIG_KEY, "_-.");
	assert_ok(PF_FORMAT_CONFIG_KEY, ".hidden");
	assert_max(PF_FORMAT_CONFIG_KEY, 253);
	assert_fault(PF_FORMAT_CONFIG_KEY, "", "empty");
	assert_fault(PF_FORMAT_CONFIG_KEY, ".", "`.`");
	assert_fault(PF_FORMAT_CONFIG_KEY, "..", "`..`");
	assert_fault(PF_FORMAT_CONFIG_KEY, "..data", "`..`");
	assert_fault(PF_FORMAT_CONFIG_KEY, "a/b", "only letters");
}
END_TEST

START_TEST(takes_anything_where_there_is_no_format)
{
	assert_ok(PF_FORMAT_NONE, "");
	assert_ok(PF_FORMAT_NONE, "\x01 any thing");
	for (int format = PF_FORMAT_NONE; format <= PF_FORMAT_CONFIG_KEY; format++)
		ck_assert_ptr_nonnull(pf_format_name((enum pf_format)format));
}
END_TEST

static void assert_suggests(enum pf_format format, const char *given, const char *wanted)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = pf_name_suggest(&arena, format, pf_str_from(given), 36);

	ck_assert_msg(pf_str_eq(got, pf_str_from(wanted)), "%s: %.*s", given, PF_STR_ARG(got));
	pf_arena_release(&arena);
}

START_TEST(suggests_the_nearest_legal_name)
{
	assert_suggests(PF_FORMAT_DNS_SUBDOMAIN, "Web_App.v1", "web-app.v1");
	assert_suggests(PF_FORMAT_DNS_LABEL, " Web.App ", "web-app");
	assert_suggests(PF_FORMAT_PORT_NAME, "HTTP_Main", "http-main");
	assert_suggests(PF_FORMAT_ENV_NAME, "A=B", "A_B");
	assert_suggests(PF_FORMAT_CONFIG_KEY, "etc/App.conf", "etc-App.conf");
}
END_TEST

START_TEST(suggests_nothing_that_is_not_legal_itself)
{
	assert_suggests(PF_FORMAT_DNS_LABEL, "", "");
	assert_suggests(PF_FORMAT_DNS_LABEL, "_web", "");
	assert_suggests(PF_FORMAT_PORT_NAME, "much_too_long_a_name", "");
	assert_suggests(PF_FORMAT_PORT_NAME, "8080", "");
}
END_TEST

UNIT_TESTS(checks_dns_labels, checks_dns_subdomains,
	lets_service_names_begin_with_a_digit_from_1_36_on, checks_path_segments,
	relaxes_environment_names_from_1_32_on, checks_port_names, checks_label_keys,
	limits_both_parts_of_a_key, folds_the_case_of_annotation_keys, checks_label_values,
	checks_configuration_keys, takes_anything_where_there_is_no_format,
	suggests_the_nearest_legal_name, suggests_nothing_that_is_not_legal_itself)
