/* SPDX-License-Identifier: Apache-2.0 */

/* Files that Docker and compose provide: several places name them. */

#include "secret_files.h"

#include "runtime/storage/mounts.h"
#include "source/path.h"
#include "world/binding/binding.h"

#define SECRETS "/run/secrets/"
#define CONFIGS_MAX 64 /* of a compose service: enough for people, a bound for machines */

static bool is_path_char(char c)
{
	return pf_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '/';
}

/* The path that begins with `prefix` in `text`, not within another one; empty for none. */
static pf_str find_path(pf_str text, pf_str prefix)
{
	size_t at = pf_str_find(text, prefix);
	pf_str before = pf_str_trim(pf_str_sub(text, 0, at));
	size_t end = at;

	if (at == text.len ||
		(at > 0 && (is_path_char(text.ptr[at - 1]) || text.ptr[at - 1] == '}')))
		return PF_STR_EMPTY;
	while (end < text.len && is_path_char(text.ptr[end]))
		end++;
	/* The name goes on with a variable; or a script makes the file, or asks whether it is
	 * there. */
	if ((end < text.len && strchr("${*<[", text.ptr[end])) ||
		pf_str_ends_with(before, PF_STR(">")) || pf_str_ends_with(before, PF_STR(" -f")) ||
		pf_str_ends_with(before, PF_STR(" -e")) ||
		pf_str_ends_with(before, PF_STR(" -s")) || pf_str_ends_with(before, PF_STR(" -r")))
		return PF_STR_EMPTY;
	return pf_str_sub(text, at, end);
}

/* A file right below /run/secrets: what is deeper there are tokens that others mount. */
static pf_str find_secret(pf_str text)
{
	pf_str path = find_path(text, PF_STR(SECRETS));
	pf_str name = pf_str_from_offset(path, path.len ? strlen(SECRETS) : 0);

	while (name.len && name.ptr[name.len - 1] == '.')
		name.len--;
	if (!name.len || pf_str_find_char(name, '/') < name.len)
		return PF_STR_EMPTY;
	return (pf_str){path.ptr, strlen(SECRETS) + name.len};
}

/* A target of the service's `configs` that `text` names. */
static struct pf_file_mention find_config(const struct pf_pod_container *c, pf_str text)
{
	const struct pf_compose_service *service = c->binding ? c->binding->service : NULL;
	struct pf_kids kids =
		pf_kids(service ? pf_node_get(service->node, PF_STR("configs")) : NULL);

	while (pf_kids_next(&kids) && kids.i < CONFIGS_MAX) {
		const struct pf_node *target = pf_node_get(kids.value, PF_STR("target"));
		pf_str path =
			target ? pf_node_get_text(kids.value, PF_STR("target")) : PF_STR_EMPTY;

		if (path.len > 1 && path.ptr[0] == '/' && pf_str_eq(find_path(text, path), path))
			return (struct pf_file_mention){path, target};
	}
	return (struct pf_file_mention){.path = PF_STR_EMPTY};
}

static bool is_copied(const struct pf_image_facts *facts, pf_str path)
{
	for (size_t i = 0; facts && facts->build && i < facts->build->ncopies; i++) {
		pf_str target = facts->build->copies[i].target;

		if (!target.len || pf_path_is_within(path, target))
			return true;
	}
	return false;
}

/* /var/run is a link to /run wherever there is one. */
static bool is_provided(struct pf_arena *arena, const struct pf_pod_container *c, pf_str path)
{
	return pf_mount_over(arena, c, path) ||
		pf_mount_over(arena, c, pf_arena_fmt(arena, "/var%.*s", PF_STR_ARG(path))) ||
		is_copied(c->facts, path);
}

struct pf_file_mention pf_find_missing_file(struct pf_arena *arena,
	const struct pf_pod_container *c, pf_str text)
{
	struct pf_file_mention m = {.path = find_secret(text)};

	if (!m.path.len)
		m = find_config(c, text);
	if (m.path.len && is_provided(arena, c, m.path))
		m.path = PF_STR_EMPTY;
	return m;
}
