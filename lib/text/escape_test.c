/* SPDX-License-Identifier: Apache-2.0 */

#include "text/escape.h"

#include "base/attr.h"
#include "text/json/write.h"
#include "unit.h"

static void expect(void (*escape)(struct pf_buf *out, pf_str text), const char *text,
	const char *expected)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	escape(&out, pf_str_from(text));
	ck_assert_str_eq(out.len ? out.ptr : "", expected);
}

START_TEST(xml_has_entities_for_what_it_reads)
{
	expect(pf_escape_xml, "a<b> & 'c' \"d\" ]]>",
		"a&lt;b&gt; &amp; &apos;c&apos; &quot;d&quot; ]]&gt;");
	expect(pf_escape_xml, "caf\xc3\xa9 \xf0\x9f\x98\x80", "caf\xc3\xa9 \xf0\x9f\x98\x80");
	expect(pf_escape_xml, "", "");
}
END_TEST

START_TEST(xml_shows_what_it_cannot_hold)
{
	expect(pf_escape_xml, "\x1b[1m\x01\xef\xbf\xbe\xef\xbf\xbf\xff\xe2\x80\xae",
		"\\u{1b}[1m\\u{1}\\u{fffe}\\u{ffff}\\u{fffd}\\u{202e}");
	expect(pf_escape_xml, "a\n\tb\r", "a\\u{a}\\u{9}b\\u{d}");
}
END_TEST

START_TEST(xml_paths_keep_the_controls_that_have_a_number)
{
	expect(pf_escape_xml_path, "a\n\tb\r&\x1b", "a&#10;&#9;b&#13;&amp;\\u{1b}");
}
END_TEST

START_TEST(uris_keep_what_may_stand_in_a_path)
{
	expect(pf_escape_uri, "a-b_c.d~e/f@1/x=y,z;(g)!$&'*+", "a-b_c.d~e/f@1/x=y,z;(g)!$&'*+");
	expect(pf_escape_uri, "c:/a b%20?#[1]\\<stdin>\"|^`{}",
		"c%3A/a%20b%2520%3F%23%5B1%5D%5C%3Cstdin%3E%22%7C%5E%60%7B%7D");
	expect(pf_escape_uri, "caf\xc3\xa9\n\xff", "caf%C3%A9%0A%FF");
}
END_TEST

START_TEST(command_messages_stay_on_their_line)
{
	expect(pf_escape_command, "100% a:b,c", "100%25 a:b,c");
	expect(pf_escape_command, "a\r\n::error::b%0Ac\x1b",
		"a\\u{d}\\u{a}::error::b%250Ac\\u{1b}");
	expect(pf_escape_command, "x ##[error]y #[z] [w]", "x ##\\u{5b}error]y #[z] [w]");
	expect(pf_escape_command, "###[a]\xff", "###\\u{5b}a]\\u{fffd}");
}
END_TEST

START_TEST(command_properties_end_at_none_of_their_own_characters)
{
	expect(pf_escape_property, "a,b:c%d\r\n", "a%2Cb%3Ac%25d%0D%0A");
	expect(pf_escape_property, "##[a]\x1b\xff", "##[a]\\u{1b}\\u{fffd}");
}
END_TEST

START_TEST(log_lines_are_no_commands)
{
	expect(pf_escape_log_line, "a.yaml:1:2: x::y\n", "a.yaml:1:2: x::y\n");
	expect(pf_escape_log_line, "/a::b", "/a::b");
	expect(pf_escape_log_line, "../a::b", "../a::b");
	expect(pf_escape_log_line, "::error::b", "./::error::b");
	expect(pf_escape_log_line, " \xc2\xa0::error::b", "./ \xc2\xa0::error::b");
	expect(pf_escape_log_line, " a", " a");
	expect(pf_escape_log_line, "a##[error]b##[c]", "a##\\u{5b}error]b##\\u{5b}c]");
	expect(pf_escape_log_line, "[##", "[##");
	expect(pf_escape_log_line, "", "");
}
END_TEST

START_TEST(json_for_people_shows_what_is_unsafe)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_json_member_shown(&out, "k",
		PF_STR("a\x1b\n\"\\"
		       "\xe2\x80\xae\xff\xc3\xa9"));
	ck_assert_str_eq(out.ptr,
		"\"k\":\"a\\\\u{1b}\\\\u{a}\\\"\\\\\\\\u{202e}\\\\u{fffd}\xc3\xa9\"");
}
END_TEST

UNIT_TESTS(xml_has_entities_for_what_it_reads, xml_shows_what_it_cannot_hold,
	xml_paths_keep_the_controls_that_have_a_number, uris_keep_what_may_stand_in_a_path,
	command_messages_stay_on_their_line, command_properties_end_at_none_of_their_own_characters,
	log_lines_are_no_commands, json_for_people_shows_what_is_unsafe)
