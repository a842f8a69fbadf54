/* SPDX-License-Identifier: Apache-2.0 */

/* Where the configuration is, where nobody names it. */

#include "config/config.h"
#include "source/path.h"

/* What leads nowhere is found all the same: reading it fails, and says so. */
const char *pf_config_find(struct pf_arena *arena, pf_str folder, const char *xdg_config_home,
	bool *of_user)
{
	static const char *const names[] = {".podfit.yaml", ".podfit.yml"};
	const char *path = pf_path_find_above(arena, folder, names, sizeof(names) / sizeof(*names));

	*of_user = false;
	if (path || !xdg_config_home || !*xdg_config_home)
		return path;
	path = pf_arena_fmt(arena, "%s/podfit/config.yaml", xdg_config_home).ptr;
	*of_user = pf_path_exists(path);
	return *of_user ? path : NULL;
}
