/* SPDX-License-Identifier: Apache-2.0 */

/* Images that skaffold builds, and whose manifests they go into. */

#ifndef PF_WORLD_BINDING_ARTIFACTS_H
#define PF_WORLD_BINDING_ARTIFACTS_H

#include "world/state.h"

/* What a skaffold document builds and where it goes. */
void pf_artifacts_publish(struct pf_world *world, const struct pf_document *document);

/* Does skaffold put what it builds in the place of `image`, a name without tag? */
bool pf_artifact_is_built_for(const struct pf_world *world, const struct pf_object *object,
	pf_str image);

/* The same, and the directory of the skaffold file that does. */
bool pf_artifact_directory(const struct pf_world *world, const struct pf_object *object,
	pf_str image, pf_str *directory);

#endif
