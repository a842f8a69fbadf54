/* SPDX-License-Identifier: Apache-2.0 */

#include "text/escape.h"
#include "text/json/write.h"
#include "unit.h"

static const pf_str hostile = PF_STR_INIT("a\x1b[1m\t\n\x7f\xc2\x9b"
					  "\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8\xff\xc3\xa9/\"\\");

START_TEST(echo_neutralises_what_a_terminal_obeys)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_echo(&out, hostile);
	ck_assert_str_eq(out.ptr,
		"a\\u{1b}[1m\\u{9}\\u{a}\\u{7f}\\u{9b}"
		"\\u{202e}\\u{2066}\\u{2028}\\u{fffd}\xc3\xa9/\"\\");
}
END_TEST

START_TEST(json_strings_are_json)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_json_string(&out, hostile);
	ck_assert_str_eq(out.ptr,
		"\"a\\u001b[1m\\t\\n\\u007f\\u009b"
		"\\u202e\\u2066\\u2028\xef\xbf\xbd\xc3\xa9/\\\"\\\\\"");
	pf_buf_reset(&out);
	pf_json_string(&out, (pf_str){"\0", 1});
	ck_assert_str_eq(out.ptr, "\"\\u0000\"");
}
END_TEST

START_TEST(commas_come_by_themselves)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_json_open(&out, '{');
	pf_json_member(&out, "a", PF_STR(","));
	pf_json_number(&out, "b", 1);
	pf_json_member_or_null(&out, "c", PF_STR(""));
	pf_json_key(&out, "d");
	pf_json_open(&out, '[');
	pf_json_element(&out, PF_STR("["));
	pf_json_element(&out, PF_STR("y"));
	pf_json_open(&out, '{');
	pf_json_close(&out, '}');
	pf_json_open(&out, '{');
	pf_json_close(&out, '}');
	pf_json_close(&out, ']');
	pf_json_close(&out, '}');
	ck_assert_str_eq(out.ptr, "{\"a\":\",\",\"b\":1,\"c\":null,\"d\":[\"[\",\"y\",{},{}]}");
}
END_TEST

UNIT_TESTS(echo_neutralises_what_a_terminal_obeys, json_strings_are_json, commas_come_by_themselves)
