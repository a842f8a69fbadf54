/* SPDX-License-Identifier: Apache-2.0 */

#include "source/exclude.h"

#include "base/buf.h"
#include "source/path.h"
#include "text/glob.h"

/* Whether `glob` names `path` itself; what lies below it is not asked. */
static bool glob_names(pf_str glob, pf_str path, bool is_dir)
{
	pf_str name = pf_path_name(path);

	/* The current directory has no name that a glob could mean. */
	if (pf_str_eq(name, PF_STR(".")) || pf_str_eq(name, PF_STR("..")))
		return false;
	if (pf_str_starts_with(glob, PF_STR("./")))
		glob = pf_str_from_offset(glob, 2);
	if (pf_str_ends_with(glob, PF_STR("/"))) {
		if (!is_dir)
			return false;
		glob.len--;
	}
	if (pf_str_find_char(glob, '/') == glob.len)
		return pf_glob_match(glob, name);
	if (pf_glob_match(glob, path))
		return true;
	if (!is_dir || !pf_str_ends_with(glob, PF_STR("/**")))
		return false;
	glob.len -= 3;
	return pf_glob_match(glob, path);
}

/* A path as reported, which has its `..` in front if it has any, from the root. */
static void add_absolute(struct pf_buf *out, pf_str current, pf_str path)
{
	while (pf_str_eq(path, PF_STR("..")) || pf_str_starts_with(path, PF_STR("../"))) {
		current = pf_str_sub(current, 0, pf_str_rfind_char(current, '/'));
		path = pf_str_from_offset(path, path.len > 2 ? 3 : 2);
	}
	if (!pf_str_starts_with(path, PF_STR("/"))) {
		pf_buf_add(out, current);
		if (path.len && !pf_str_ends_with(current, PF_STR("/")))
			pf_buf_addc(out, '/');
	}
	pf_buf_add(out, path);
}

static bool is_excluded_from_root(const struct pf_discovery_options *options, pf_str path,
	bool is_dir)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf absolute = PF_BUF_INIT;

	if (!options->nexclude_absolute || pf_str_eq(path, PF_STR(".")))
		return false;
	add_absolute(&absolute, options->current, path);
	for (size_t i = 0; i < options->nexclude_absolute; i++) {
		if (glob_names(options->exclude_absolute[i], pf_buf_str(&absolute), is_dir))
			return true;
	}
	return false;
}

bool pf_exclude_names(const struct pf_discovery_options *options, pf_str path, bool is_dir)
{
	for (size_t i = 0; i < options->nexclude; i++) {
		if (glob_names(options->exclude[i], path, is_dir))
			return true;
	}
	return is_excluded_from_root(options, path, is_dir);
}

bool pf_is_excluded(const struct pf_discovery_options *options, pf_str path, bool is_dir)
{
	if (options->no_force_exclude)
		return false;
	for (size_t i = 1; i < path.len; i++) {
		if (path.ptr[i] == '/' && pf_exclude_names(options, pf_str_sub(path, 0, i), true))
			return true;
	}
	return pf_exclude_names(options, path, is_dir);
}
