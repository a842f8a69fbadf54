/* SPDX-License-Identifier: Apache-2.0 */

#include "text/reminder.h"

#include "unit.h"

START_TEST(reminders_are_for_people_and_scripts)
{
	static const char *const yes[] = {"<name>", "http://<host>:<port>", "<your node's name>",
		"[YOUR REGISTRY]/web", "a.@DOMAIN@", "__NAME__", "CHANGEME", "changeme",
		"Change-Me", "TODO", "XXX", "xxxx", "AKIAXXXXXXXX", "YOUR_TOKEN", "bt-YOUR_ID",
		"your-token-here", "admin@your-domain.com", "your-registry/web:1",
		"REPLACE_WITH_TOKEN", "FILLED_BY_OPERATOR", "TOKEN_HERE"};
	static const char *const no[] = {"", "<", "<>", "<<.Series>>", "a < b and c > d", "<br/>",
		"<p>text</p>", "(?<year>[0-9]+)", "(?P<year>[0-9]+)", "[POST]", "[A-Z_]", "@", "@@",
		"user@example.com", "__init__", "todo", "placeholder", "XX", "xxl", "your-app",
		"linux/your_spotify", "IF_YOU_", "HERE", "${NAME}", "{{ .x }}", "<\xff>"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ck_assert_msg(pf_is_reminder(pf_str_from(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ck_assert_msg(!pf_is_reminder(pf_str_from(no[i])), "%s", no[i]);
}
END_TEST

UNIT_TESTS(reminders_are_for_people_and_scripts)
