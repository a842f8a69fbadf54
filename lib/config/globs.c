/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Globs of a configuration, made absolute: files are then compared by their
 * paths from the root, wherever podfit runs and whichever file a glob is from.
 */

#include "base/buf.h"
#include "config/config_internal.h"
#include "source/path.h"
#include "text/glob.h"

bool pf_config_glob(struct pf_config_reader *reader, const struct pf_node *node, pf_str glob)
{
	const char *fault = pf_glob_fault(glob);

	return !fault ||
		pf_config_fail(reader, node, PF_STR_EMPTY, "the glob `%.*s` %s and matches nothing",
			PF_STR_ARG(glob), fault);
}

/* Nothing is taken back here, as it would be in an ignore file. */
static bool check(struct pf_config_reader *reader, const struct pf_node *node, pf_str glob)
{
	if (!pf_str_starts_with(glob, PF_STR("!")))
		return pf_config_glob(reader, node, glob);
	return pf_config_fail(reader, node, PF_STR_EMPTY,
		"a glob that begins with `!` takes nothing back here");
}

static void add_literal(struct pf_buf *out, pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (pf_str_find_char(PF_STR("*?[\\"), text.ptr[i]) < 4)
			pf_buf_addc(out, '\\');
		pf_buf_addc(out, text.ptr[i]);
	}
}

static pf_str absolute(struct pf_config_reader *reader, pf_str glob)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	bool folder = glob.len > 1 && pf_str_ends_with(glob, PF_STR("/"));
	pf_str bare = pf_str_sub(glob, 0, glob.len - folder);

	if (!pf_str_starts_with(glob, PF_STR("/"))) {
		add_literal(&out, reader->root);
		pf_buf_add_lit(&out, "/");
		if (pf_str_find_char(bare, '/') == bare.len)
			pf_buf_add_lit(&out, "**/");
	}
	pf_buf_add(&out, bare);
	bare = pf_path_clean(reader->arena, pf_buf_str(&out));
	return folder ? pf_arena_fmt(reader->arena, "%.*s/", PF_STR_ARG(bare)) : bare;
}

bool pf_config_globs(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *written, struct pf_config_strings *out)
{
	pf_str *globs;
	size_t n = 0;

	if (!pf_config_strings(reader, value, written))
		return false;
	globs = PF_NEWN(reader->arena, pf_str, 2 * written->len);
	for (size_t i = 0; i < written->len; i++) {
		pf_str glob;

		if (!check(reader, written->nodes[i], written->ptr[i]))
			return false;
		glob = absolute(reader, written->ptr[i]);
		if (!pf_str_ends_with(glob, PF_STR("/")))
			globs[n++] = glob;
		if (!pf_str_ends_with(glob, PF_STR("/**")))
			globs[n++] = pf_arena_fmt(reader->arena, "%.*s%s", PF_STR_ARG(glob),
				pf_str_ends_with(glob, PF_STR("/")) ? "**" : "/**");
	}
	*out = (struct pf_config_strings){.ptr = globs, .len = n};
	return true;
}
