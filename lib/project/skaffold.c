/* SPDX-License-Identifier: Apache-2.0 */

#include "project/skaffold.h"

bool pf_is_skaffold(const struct pf_document *document)
{
	const struct pf_node *root = document->root;

	return pf_str_eq(pf_node_get_text(root, PF_STR("kind")), PF_STR("Config")) &&
		pf_str_starts_with(pf_node_get_text(root, PF_STR("apiVersion")),
			PF_STR("skaffold/v"));
}

/* Lists only: the count of a list is that of its items. */
static const struct pf_node *artifacts_of(const struct pf_node *part)
{
	const struct pf_node *build = pf_node_get(part, PF_STR("build"));
	const struct pf_node *artifacts = pf_node_get(build, PF_STR("artifacts"));

	return artifacts && artifacts->kind == PF_SEQ ? artifacts : NULL;
}

static void read_artifacts(struct pf_skaffold *skaffold, const struct pf_node *part)
{
	struct pf_kids items = pf_kids(artifacts_of(part));

	while (pf_kids_next(&items)) {
		pf_str image = pf_node_get_text(items.value, PF_STR("image"));

		if (image.len > 0)
			skaffold->artifacts[skaffold->nartifacts++] =
				(struct pf_artifact){image, items.value};
	}
}

/* What of `text` is a path whatever its wildcards and templates stand for. */
static pf_str fixed_part(pf_str text)
{
	pf_str wild = PF_STR("*?[{");

	for (size_t i = 0; i < text.len; i++) {
		if (pf_str_find_char(wild, text.ptr[i]) < wild.len)
			return pf_path_directory(pf_str_sub(text, 0, i));
	}
	return text;
}

static void add_manifest(struct pf_arena *arena, struct pf_skaffold *skaffold, pf_str text)
{
	struct pf_paths *paths = &skaffold->manifests;

	if (text.len > 0 && paths->len < PF_SKAFFOLD_MAX_MANIFESTS)
		paths->ptr[paths->len++] =
			pf_path_from(arena, skaffold->directory, fixed_part(text));
}

static void add_manifests(struct pf_arena *arena, struct pf_skaffold *skaffold,
	const struct pf_node *list)
{
	struct pf_kids items = pf_kids(list);

	while (pf_kids_next(&items)) {
		if (!items.key && items.value->kind == PF_SCALAR)
			add_manifest(arena, skaffold, pf_node_text(items.value));
	}
}

/* Kustomize's part of `manifests` or `deploy`; without paths it is the directory. */
static void add_kustomize(struct pf_arena *arena, struct pf_skaffold *skaffold,
	const struct pf_node *section)
{
	const struct pf_node *kustomize = pf_node_get(section, PF_STR("kustomize"));
	const struct pf_node *paths = pf_node_get(kustomize, PF_STR("paths"));

	if (paths)
		add_manifests(arena, skaffold, paths);
	else if (kustomize)
		add_manifest(arena, skaffold, PF_STR("."));
}

static void read_manifests(struct pf_arena *arena, struct pf_skaffold *skaffold,
	const struct pf_node *part)
{
	const struct pf_node *manifests = pf_node_get(part, PF_STR("manifests"));
	const struct pf_node *deploy = pf_node_get(part, PF_STR("deploy"));
	const struct pf_node *kubectl = pf_node_get(deploy, PF_STR("kubectl"));

	add_manifests(arena, skaffold, pf_node_get(manifests, PF_STR("rawYaml")));
	add_manifests(arena, skaffold, pf_node_get(kubectl, PF_STR("manifests")));
	add_kustomize(arena, skaffold, manifests);
	add_kustomize(arena, skaffold, deploy);
}

static size_t count_artifacts(const struct pf_node *root, const struct pf_node *profiles)
{
	const struct pf_node *artifacts = artifacts_of(root);
	size_t n = artifacts ? artifacts->len : 0;
	struct pf_kids parts = pf_kids(profiles);

	while (pf_kids_next(&parts)) {
		artifacts = artifacts_of(parts.value);
		n += artifacts ? artifacts->len : 0;
	}
	return n;
}

void pf_skaffold_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_skaffold *out)
{
	const struct pf_node *profiles = pf_node_get(document->root, PF_STR("profiles"));
	struct pf_kids parts = pf_kids(profiles);

	*out = (struct pf_skaffold){.directory = pf_path_directory(document->source->path)};
	out->artifacts =
		PF_NEWN(arena, struct pf_artifact, count_artifacts(document->root, profiles));
	out->manifests.ptr = PF_NEWN(arena, pf_str, PF_SKAFFOLD_MAX_MANIFESTS);
	read_artifacts(out, document->root);
	read_manifests(arena, out, document->root);
	while (pf_kids_next(&parts)) {
		read_artifacts(out, parts.value);
		read_manifests(arena, out, parts.value);
	}
}
