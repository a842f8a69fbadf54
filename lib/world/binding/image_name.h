/* SPDX-License-Identifier: Apache-2.0 */

/* Parts of an image's name by which it is compared. */

#ifndef PF_WORLD_BINDING_IMAGE_NAME_H
#define PF_WORLD_BINDING_IMAGE_NAME_H

#include "image/reference.h"

/* The image without tag and digest, not normalised: what Kustomize and skaffold compare. */
pf_str pf_image_name_written(pf_str text);

/*
 * The last component of an image's name; empty where it is not certain,
 * because a variable stands in it.
 */
pf_str pf_image_last_component(pf_str image);

/* The reference with a tag that is still to be filled in cut off. */
struct pf_image_reference pf_image_repository(struct pf_arena *arena,
	const struct pf_image_reference *image);

/* Are both valid, and of one domain and path? */
bool pf_image_is_same_repository(const struct pf_image_reference *a,
	const struct pf_image_reference *b);

/* Does the name say more than a word: a registry, or whose image it is? */
bool pf_image_has_owner(const struct pf_image_reference *image);

/*
 * Is it the import path of a Go program, for ko to build and replace?  Hosts of Go
 * modules serve no images.
 */
bool pf_image_is_import_path(const struct pf_image_reference *image);

/* The name without dashes: `pub-sub/form` is called pubsub-form. */
pf_str pf_without_dashes(struct pf_arena *arena, pf_str name);

/*
 * The folder whose name tells what the Dockerfile in `folder` makes: the one above
 * `docker`, `image`, `rootfs` and `src`.
 */
pf_str pf_folder_that_names(pf_str folder);

#endif
