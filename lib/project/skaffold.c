/* SPDX-License-Identifier: Apache-2.0 */

#include "project/skaffold.h"

#include "base/vec.h"

struct reader {
	struct pf_arena *arena;
	pf_str directory; /* of the skaffold file */
	PF_VEC(struct pf_artifact) artifacts;
	PF_VEC(pf_str) manifests;
};

bool pf_is_skaffold(const struct pf_document *document)
{
	const struct pf_node *root = document->root;

	return pf_str_eq(pf_node_get_text(root, PF_STR("kind")), PF_STR("Config")) &&
		pf_str_starts_with(pf_node_get_text(root, PF_STR("apiVersion")),
			PF_STR("skaffold/v"));
}

/* NULL where they are no list. */
static const struct pf_node *artifacts_of(const struct pf_node *part)
{
	const struct pf_node *build = pf_node_get(part, PF_STR("build"));
	const struct pf_node *artifacts = pf_node_get(build, PF_STR("artifacts"));

	return artifacts && artifacts->kind == PF_SEQ ? artifacts : NULL;
}

/* Values that skaffold makes from a template at build time count as not given. */
static void read_args(struct pf_arena *arena, const struct pf_node *map,
	struct pf_build_request *request)
{
	struct pf_kids entries = pf_kids(map);
	struct pf_build_arg *args;

	if (!map || map->kind != PF_MAP)
		return;
	args = PF_NEWN(arena, struct pf_build_arg, map->len);
	while (pf_kids_next(&entries)) {
		pf_str value = pf_node_text(entries.value);

		if (entries.value->kind == PF_SCALAR && !pf_str_contains(value, PF_STR("{{")))
			args[request->nargs++] =
				(struct pf_build_arg){pf_node_text(entries.key), value};
	}
	request->args = args;
}

/* The section that names the Dockerfile, or NULL; one of a custom build is looked for. */
static const struct pf_node *builder_of(const struct pf_node *artifact, bool *reads_dockerfile)
{
	static const pf_str readers[] = {PF_STR_INIT("docker"), PF_STR_INIT("kaniko")};
	static const pf_str others[] = {PF_STR_INIT("bazel"), PF_STR_INIT("buildpacks"),
		PF_STR_INIT("jib"), PF_STR_INIT("ko"), PF_STR_INIT("jibMaven"),
		PF_STR_INIT("jibGradle")};
	const struct pf_node *custom = pf_node_get(artifact, PF_STR("custom"));

	*reads_dockerfile = true;
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		const struct pf_node *builder = pf_node_get(artifact, readers[i]);

		if (builder)
			return builder;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		*reads_dockerfile &= !pf_node_get(artifact, others[i]);
	return pf_node_get(pf_node_get(custom, PF_STR("dependencies")), PF_STR("dockerfile"));
}

static void read_build(struct pf_arena *arena, pf_str directory, struct pf_artifact *artifact)
{
	pf_str context = pf_node_get_text(artifact->node, PF_STR("context"));
	bool reads_dockerfile;
	const struct pf_node *builder = builder_of(artifact->node, &reads_dockerfile);
	pf_str name = pf_node_get_text(builder, PF_STR("dockerfile"));

	if (!reads_dockerfile)
		return;
	if (name.len == 0)
		name = pf_node_get_text(builder, PF_STR("path"));
	if (name.len == 0)
		name = PF_STR("Dockerfile");
	if (pf_str_contains(context, PF_STR("{{")) || pf_str_contains(name, PF_STR("{{")))
		return;
	artifact->guess = !builder && pf_node_get(artifact->node, PF_STR("custom"));
	artifact->dockerfile = pf_path_from(arena,
		context.len ? pf_path_from(arena, directory, context) : directory, name);
	artifact->request.target = pf_node_get_text(builder, PF_STR("target"));
	read_args(arena, pf_node_get(builder, PF_STR("buildArgs")), &artifact->request);
}

static void read_artifacts(struct reader *r, const struct pf_node *part)
{
	struct pf_kids items = pf_kids(artifacts_of(part));

	while (pf_kids_next(&items)) {
		struct pf_artifact artifact = {
			.image = pf_node_get_text(items.value, PF_STR("image")),
			.node = items.value};

		if (artifact.image.len == 0)
			continue;
		read_build(r->arena, r->directory, &artifact);
		PF_VEC_ADD(r->arena, &r->artifacts) = artifact;
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

static void add_manifest(struct reader *r, pf_str text)
{
	if (text.len > 0 && r->manifests.len < PF_SKAFFOLD_MAX_MANIFESTS)
		PF_VEC_ADD(r->arena, &r->manifests) =
			pf_path_from(r->arena, r->directory, fixed_part(text));
}

static void add_manifests(struct reader *r, const struct pf_node *list)
{
	struct pf_kids items = pf_kids(list);

	while (pf_kids_next(&items)) {
		if (!items.key && items.value->kind == PF_SCALAR)
			add_manifest(r, pf_node_text(items.value));
	}
}

/* Kustomize's part of `manifests` or `deploy`; without paths it is the directory. */
static void add_kustomize(struct reader *r, const struct pf_node *section)
{
	const struct pf_node *kustomize = pf_node_get(section, PF_STR("kustomize"));
	const struct pf_node *paths = pf_node_get(kustomize, PF_STR("paths"));

	if (paths)
		add_manifests(r, paths);
	else if (kustomize)
		add_manifest(r, PF_STR("."));
}

static void read_manifests(struct reader *r, const struct pf_node *part)
{
	const struct pf_node *manifests = pf_node_get(part, PF_STR("manifests"));
	const struct pf_node *deploy = pf_node_get(part, PF_STR("deploy"));
	const struct pf_node *kubectl = pf_node_get(deploy, PF_STR("kubectl"));

	add_manifests(r, pf_node_get(manifests, PF_STR("rawYaml")));
	add_manifests(r, pf_node_get(kubectl, PF_STR("manifests")));
	add_kustomize(r, manifests);
	add_kustomize(r, deploy);
}

void pf_skaffold_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_skaffold *out)
{
	struct pf_kids profiles = pf_kids(pf_node_get(document->root, PF_STR("profiles")));
	struct reader r = {.arena = arena, .directory = pf_path_directory(document->source->path)};

	read_artifacts(&r, document->root);
	read_manifests(&r, document->root);
	while (pf_kids_next(&profiles)) {
		read_artifacts(&r, profiles.value);
		read_manifests(&r, profiles.value);
	}
	*out = (struct pf_skaffold){
		.directory = r.directory,
		.artifacts = r.artifacts.ptr,
		.nartifacts = r.artifacts.len,
		.manifests = {r.manifests.ptr, r.manifests.len},
	};
}
