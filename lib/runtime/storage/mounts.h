/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is mounted where in a container.  Paths are clean and absolute, as the kubelet makes them.
 */

#ifndef PF_RUNTIME_STORAGE_MOUNTS_H
#define PF_RUNTIME_STORAGE_MOUNTS_H

#include "kube/pod.h"

#define PF_IMAGE_VOLUMES_MAX 64U /* of one image; nobody declares as many */

/* What sort of volume it is, as far as its files go. */
enum pf_volume_sort {
	PF_VOLUME_UNKNOWN, /* the Pod does not show it */
	PF_VOLUME_CONFIG, /* configMap, secret, projected, downwardAPI, secrets by CSI: read-only */
	PF_VOLUME_IMAGE,
	PF_VOLUME_EMPTY, /* emptyDir */
	PF_VOLUME_HOST,  /* hostPath */
	PF_VOLUME_CLAIM, /* persistentVolumeClaim, ephemeral, of volumeClaimTemplates */
	PF_VOLUME_OTHER, /* nfs, csi, disks of a cloud */
};

/* The Pod's volume of that name, or NULL. */
const struct pf_volume *pf_pod_volume(const struct pf_pod *pod, pf_str name);

/* The item of volumeClaimTemplates of that name, or NULL. */
const struct pf_node *pf_claim_template(const struct pf_pod *pod, pf_str name);

enum pf_volume_sort pf_volume_sort_of(const struct pf_pod *pod, pf_str name);

/* Can the container write to it, permissions aside? */
bool pf_mount_is_writable(const struct pf_pod_container *c, const struct pf_volume_mount *mount);

/* Where it is mounted, in `arena`; empty where something fills the path in later. */
pf_str pf_mount_path(struct pf_arena *arena, const struct pf_volume_mount *mount);

/* Is any path of the container's mounts to be filled in later? */
bool pf_has_unknown_mounts(const struct pf_pod_container *c);

/* A path of the image, clean; empty for one that is not absolute (of Windows, of a variable). */
pf_str pf_image_path(struct pf_arena *arena, pf_str path);

/* How many VOLUMEs of the image to look at: each container goes through them. */
size_t pf_nimage_volumes(const struct pf_image_facts *facts);

/* Is it in /tmp, /run, /var/cache or their like, where nothing is kept that anybody misses? */
bool pf_path_is_for_scratch(pf_str path);

/* The innermost mount that `path`, which is clean, is within; or NULL. */
const struct pf_volume_mount *pf_mount_over(struct pf_arena *arena,
	const struct pf_pod_container *c, pf_str path);

/* Does another container of the Pod mount the volume so that it can write to it? */
bool pf_others_write(const struct pf_pod_container *c, pf_str volume);

/* Does an init container that mounts it give it to somebody: `chown -R 1000 /data`? */
bool pf_is_given_away(const struct pf_pod *pod, pf_str volume);

#endif
