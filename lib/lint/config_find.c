/* SPDX-License-Identifier: Apache-2.0 */

/* Where the configuration is, where nobody names it. */

#include "lint/config.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

/* A link that leads nowhere is there all the same: reading it fails, and says so. */
static bool is_there(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* The folder's own configuration, or NULL. */
static const char *config_in(struct pf_arena *arena, pf_str folder)
{
	static const char *const names[] = {".podfit.yaml", ".podfit.yml"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = pf_arena_fmt(arena, "%.*s/%s", PF_STR_ARG(folder), names[i]).ptr;

		if (is_there(path))
			return path;
	}
	return NULL;
}

static bool is_repository(struct pf_arena *arena, pf_str folder)
{
	return is_there(pf_arena_fmt(arena, "%.*s/.git", PF_STR_ARG(folder)).ptr);
}

static const char *find_above(struct pf_arena *arena, pf_str folder)
{
	char cwd[PATH_MAX];

	if (!getcwd(cwd, sizeof(cwd)) || cwd[0] != '/')
		return NULL;
	folder = pf_path_join(arena, pf_str_from(cwd), folder);
	for (;;) {
		const char *path = config_in(arena, folder);

		if (path || is_repository(arena, folder))
			return path;
		if (folder.len <= 1)
			return NULL;
		folder = pf_str_sub(folder, 0, pf_str_rfind_char(folder, '/'));
	}
}

const char *pf_config_find(struct pf_arena *arena, pf_str folder, const char *xdg_config_home)
{
	const char *path = find_above(arena, folder);

	if (path || !xdg_config_home || !*xdg_config_home)
		return path;
	path = pf_arena_fmt(arena, "%s/podfit/config.yaml", xdg_config_home).ptr;
	return is_there(path) ? path : NULL;
}
