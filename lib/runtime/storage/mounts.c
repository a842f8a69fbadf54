/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/storage/mounts.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "source/path.h"

const struct pf_volume *pf_pod_volume(const struct pf_pod *pod, pf_str name)
{
	PF_EACH(struct pf_volume, volume, pod->spec->volumes) {
		if (pf_str_eq(volume->name.is, name))
			return volume;
	}
	return NULL;
}

/* By node: the versions of StatefulSet that are gone have templates too. */
const struct pf_node *pf_claim_template(const struct pf_pod *pod, pf_str name)
{
	const struct pf_node *spec = pf_node_get(pod->object->root, PF_STR("spec"));
	struct pf_kids kids;

	if (pod->kind != PF_STATEFUL_SET)
		return NULL;
	kids = pf_kids(pf_node_get(spec, PF_STR("volumeClaimTemplates")));
	while (pf_kids_next(&kids)) {
		const struct pf_node *meta = pf_node_get(kids.value, PF_STR("metadata"));

		if (pf_str_eq(pf_node_get_text(meta, PF_STR("name")), name))
			return kids.value;
	}
	return NULL;
}

static bool is_secrets_driver(const struct pf_csi_volume_source *csi)
{
	return csi && pf_str_contains(csi->driver.is, PF_STR("secret"));
}

static enum pf_volume_sort sort_of(const struct pf_volume *volume)
{
	if (volume->config_map || volume->secret || volume->projected || volume->downward_api ||
		is_secrets_driver(volume->csi))
		return PF_VOLUME_CONFIG;
	if (volume->image)
		return PF_VOLUME_IMAGE;
	if (volume->empty_dir)
		return PF_VOLUME_EMPTY;
	if (volume->host_path)
		return PF_VOLUME_HOST;
	if (volume->persistent_volume_claim || volume->ephemeral)
		return PF_VOLUME_CLAIM;
	/* Of a name alone the API server makes an emptyDir; people mean something else. */
	return volume->node->len > 1 ? PF_VOLUME_OTHER : PF_VOLUME_UNKNOWN;
}

enum pf_volume_sort pf_volume_sort_of(const struct pf_pod *pod, pf_str name)
{
	const struct pf_volume *volume;

	if (pf_claim_template(pod, name))
		return PF_VOLUME_CLAIM;
	volume = pf_pod_volume(pod, name);
	return volume ? sort_of(volume) : PF_VOLUME_UNKNOWN;
}

static bool is_read_only(const struct pf_volume *volume)
{
	return volume && volume->persistent_volume_claim &&
		volume->persistent_volume_claim->read_only.is == PF_TRUE;
}

bool pf_mount_is_writable(const struct pf_pod_container *c, const struct pf_volume_mount *mount)
{
	enum pf_volume_sort sort = pf_volume_sort_of(c->pod, mount->name.is);

	return mount->read_only.is != PF_TRUE && sort != PF_VOLUME_CONFIG &&
		sort != PF_VOLUME_IMAGE && !is_read_only(pf_pod_volume(c->pod, mount->name.is));
}

static bool is_unknown_path(pf_str_field path)
{
	return path.is.len == 0 || pf_is_placeholder(path.is);
}

pf_str pf_mount_path(struct pf_arena *arena, const struct pf_volume_mount *mount)
{
	pf_str path = mount->mount_path.is;

	if (is_unknown_path(mount->mount_path))
		return PF_STR_EMPTY;
	if (path.ptr[0] != '/')
		path = pf_arena_fmt(arena, "/%.*s", PF_STR_ARG(path));
	return pf_path_clean(arena, path);
}

pf_str pf_image_path(struct pf_arena *arena, pf_str path)
{
	return path.len && path.ptr[0] == '/' ? pf_path_clean(arena, path) : PF_STR_EMPTY;
}

bool pf_has_unknown_mounts(const struct pf_pod_container *c)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		if (is_unknown_path(mount->mount_path))
			return true;
	}
	return false;
}

size_t pf_nimage_volumes(const struct pf_image_facts *facts)
{
	return facts->volumes.len < PF_IMAGE_VOLUMES_MAX ? facts->volumes.len
							 : PF_IMAGE_VOLUMES_MAX;
}

bool pf_path_is_for_scratch(pf_str path)
{
	return pf_is_within_known(path, PF_DIRECTORY_SCRATCH);
}

const struct pf_volume_mount *pf_mount_over(struct pf_arena *arena,
	const struct pf_pod_container *c, pf_str path)
{
	const struct pf_volume_mount *inner = NULL;
	size_t len = 0;

	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		pf_str at = pf_mount_path(arena, mount);

		if (at.len > len && pf_path_is_within(path, at)) {
			inner = mount;
			len = at.len;
		}
	}
	return inner;
}

bool pf_others_write(const struct pf_pod_container *c, pf_str volume)
{
	PF_EACH(struct pf_pod_container, other, c->pod->containers) {
		if (other->spec == c->spec)
			continue;
		PF_EACH(struct pf_volume_mount, mount, other->spec->volume_mounts) {
			if (pf_str_eq(mount->name.is, volume) && pf_mount_is_writable(other, mount))
				return true;
		}
	}
	return false;
}

static bool changes_owner(const struct pf_str_list *words)
{
	PF_EACH(pf_str_field, word, *words) {
		if (pf_str_contains(word->is, PF_STR("chown")) ||
			pf_str_contains(word->is, PF_STR("chmod")))
			return true;
	}
	return false;
}

static bool has_mount_of(const struct pf_pod_container *c, pf_str volume)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		if (pf_str_eq(mount->name.is, volume))
			return true;
	}
	return false;
}

bool pf_is_given_away(const struct pf_pod *pod, pf_str volume)
{
	PF_EACH(struct pf_pod_container, c, pod->containers) {
		if (c->class == PF_INIT && has_mount_of(c, volume) &&
			(changes_owner(&c->spec->command) || changes_owner(&c->spec->args)))
			return true;
	}
	return false;
}
