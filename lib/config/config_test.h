/* SPDX-License-Identifier: Apache-2.0 */

/* Reading a configuration from a folder of its own, and the fault that it has. */

#ifndef PF_CONFIG_CONFIG_TEST_H
#define PF_CONFIG_CONFIG_TEST_H

#include "config/config.h"
#include "folder.h"
#include "harness.h"

static struct pf_arena arena;
static struct pf_config_terms terms;
static struct pf_config config;
static struct pf_config_fault fault;

static inline void set_up(void)
{
	folder_enter();
	arena = PF_ARENA_INIT;
	terms = (struct pf_config_terms){harness_rules(), PF_STR("1.4.2"), PF_STR("2026-11-21")};
}

static inline void tear_down(void)
{
	folder_leave();
	pf_arena_release(&arena);
}

static inline void assert_str(pf_str got, const char *want)
{
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "got '%.*s', want '%s'", PF_STR_ARG(got),
		want);
}

static inline void take(const char *text)
{
	set_up();
	folder_put("c.yaml", text);
	ck_assert_msg(pf_config_read(&arena, "c.yaml", &terms, &config, &fault), "%.*s: %s",
		PF_STR_ARG(fault.message), text);
}

/* Of the last fault that was asserted. */
static char label[256];

static inline void assert_label(const char *want)
{
	ck_assert_str_eq(label, want);
}

/* `line`, `column` and message of the fault that `text` gives. */
static inline void assert_fault(const char *text, unsigned line, unsigned column,
	const char *message)
{
	pf_pos pos;

	set_up();
	folder_put("c.yaml", text);
	ck_assert_msg(!pf_config_read(&arena, "c.yaml", &terms, &config, &fault), "taken: %s",
		text);
	assert_str(fault.path, "c.yaml");
	assert_str(fault.message, message);
	ck_assert_ptr_nonnull(fault.at.file);
	pos = pf_source_pos(&fault.at.file->source, &fault.at.file->lines, fault.at.start,
		PF_CODEPOINTS);
	ck_assert_msg(pos.line == line && pos.column == column, "%u:%u: %s", (unsigned)pos.line,
		(unsigned)pos.column, text);
	(void)snprintf(label, sizeof(label), "%.*s", PF_STR_ARG(fault.label));
	tear_down();
}

#endif
