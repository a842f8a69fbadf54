/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/baseline.h"
#include "unit.h"

#define A "0123456789abcdef0123456789abcdef"
#define B "ffffffffffffffffffffffffffffffff"

static void assert_unchanged(const char *text)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_baseline baseline;
	struct pf_error err = {0};

	ck_assert_msg(pf_baseline_parse(&arena, pf_str_from(text), PF_STR("b.json"), &baseline,
			      &err),
		"%s", err.msg);
	pf_baseline_write(&out, &baseline);
	ck_assert_str_eq(out.ptr, text);
	pf_arena_release(&arena);
}

START_TEST(what_is_written_reads_the_same)
{
	assert_unchanged("{\n\"schema\": 1,\n\"paths\": [\"-\", \"a b\"],\n\"entries\": [\n"
			 "{\"id\": \"" A "\", \"rule\": \"r\", \"path\": \"a \\\"b\\\".yaml\", "
			 "\"object\": \"Pod x\"},\n"
			 "{\"id\": \"" B "\", \"rule\": \"r\", \"path\": \"\xC3\xA9.yaml\", "
			 "\"object\": null}\n]\n}\n");
}
END_TEST

START_TEST(a_baseline_may_be_empty)
{
	assert_unchanged("{\n\"schema\": 1,\n\"paths\": [\".\"],\n\"entries\": [\n]\n}\n");
}
END_TEST

UNIT_TESTS(what_is_written_reads_the_same, a_baseline_may_be_empty)
