/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Images that skaffold builds, and whose manifests they go into.
 *
 * Artifacts are known by the directory of their skaffold file, which covers all
 * that is at or below it.  Manifests elsewhere are covered by being listed:
 * their files and directories by path, and what a listed Kustomization includes
 * by its views.
 */

#include "world/binding/artifacts.h"

#include "project/skaffold.h"
#include "world/lookup.h"
#include "world/publish.h"

#define LISTED_MAX 64 /* skaffold files asked of one path or view */

static void publish_artifacts(struct pf_world *world, const struct pf_skaffold *skaffold)
{
	for (size_t i = 0; i < skaffold->nartifacts; i++) {
		struct pf_index_key key = pf_key(PF_INDEX_ARTIFACT, skaffold->directory,
			skaffold->artifacts[i].image);

		pf_index_add(&world->index, &key, NULL);
	}
}

static void publish_manifests(struct pf_world *world, const struct pf_skaffold *skaffold)
{
	PF_EACH(pf_str, path, skaffold->manifests) {
		struct pf_index_key listed = pf_key(PF_INDEX_LISTED, *path, PF_STR_EMPTY);
		struct pf_index_key at = pf_key(PF_INDEX_KUSTOMIZATION, *path, PF_STR_EMPTY);
		const struct pf_set *set = pf_index_first(&world->index, &at);

		pf_index_add(&world->index, &listed, skaffold);
		if (set)
			pf_publish_for_set(world, set,
				pf_key(PF_INDEX_LISTED_SET, PF_STR_EMPTY, PF_STR_EMPTY), skaffold);
	}
}

void pf_artifacts_publish(struct pf_world *world, const struct pf_document *document)
{
	struct pf_skaffold *skaffold = PF_NEW(world->arena, struct pf_skaffold);

	pf_skaffold_read(world->arena, document, skaffold);
	if (skaffold->nartifacts == 0)
		return;
	world->has_artifacts = true;
	publish_artifacts(world, skaffold);
	publish_manifests(world, skaffold);
}

static bool has_artifact(const struct pf_world *world, pf_str directory, pf_str image)
{
	struct pf_index_key key = pf_key(PF_INDEX_ARTIFACT, directory, image);

	return pf_index_get(&world->index, &key) != NULL;
}

/* Has one of the skaffold files behind `key` this artifact?  Then `*directory` is its own. */
static bool is_listed(const struct pf_world *world, const struct pf_index_key *key, pf_str image,
	pf_str *directory)
{
	const struct pf_index_slot *slot = pf_index_get(&world->index, key);
	const struct pf_index_value *value = slot ? slot->values : NULL;

	for (int i = 0; value && i < LISTED_MAX; i++) {
		const struct pf_skaffold *skaffold = value->is;

		if (has_artifact(world, skaffold->directory, image)) {
			*directory = skaffold->directory;
			return true;
		}
		value = value->next;
	}
	return false;
}

/* From the file through the directories above it, as far as its path names them. */
static bool is_built_for_path(const struct pf_world *world, pf_str path, pf_str image,
	pf_str *directory)
{
	while (!pf_str_ends_with(path, PF_STR(".."))) {
		struct pf_index_key key = pf_key(PF_INDEX_LISTED, path, PF_STR_EMPTY);
		pf_str above = pf_path_directory(path);

		if (is_listed(world, &key, image, directory))
			return true;
		if (has_artifact(world, above, image)) {
			*directory = above;
			return true;
		}
		if (pf_str_eq(above, path))
			return false;
		path = above;
	}
	return false;
}

bool pf_artifact_directory(const struct pf_world *world, const struct pf_object *object,
	pf_str image, pf_str *directory)
{
	struct pf_look look = pf_look_from(world, object);
	struct pf_index_key key = pf_key(PF_INDEX_LISTED_SET, PF_STR_EMPTY, PF_STR_EMPTY);

	if (!world->has_artifacts)
		return false;
	if (is_built_for_path(world, object->document->source->path, image, directory))
		return true;
	while (pf_look_next(&look, &key)) {
		if (is_listed(world, &key, image, directory))
			return true;
	}
	return false;
}

bool pf_artifact_is_built_for(const struct pf_world *world, const struct pf_object *object,
	pf_str image)
{
	pf_str directory;

	return pf_artifact_directory(world, object, image, &directory);
}
