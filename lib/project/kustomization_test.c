/* SPDX-License-Identifier: Apache-2.0 */

#include "project/kustomization.h"

#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

struct read {
	struct pf_arena arena;
	struct pf_source source;
	struct pf_documents documents;
	struct pf_kustomization k;
};

static void load(struct read *r, const char *path, const char *text)
{
	struct pf_pieces pieces;

	*r = (struct read){.source = {.path = pf_str_from(path), .text = pf_str_from(text)}};
	pieces = pf_yaml_split(&r->arena, r->source.text);
	pf_yaml_load(&r->arena, &r->source, pieces.ptr[0], &r->documents);
	ck_assert_uint_eq(r->documents.len, 1);
}

static void read(struct read *r, const char *path, const char *text)
{
	load(r, path, text);
	pf_kustomization_read(&r->arena, &r->documents.ptr[0], &r->k);
}

static bool is_one(const char *path, const char *text)
{
	struct read r;
	bool is;

	load(&r, path, text);
	is = pf_is_kustomization(&r.documents.ptr[0]);
	pf_arena_release(&r.arena);
	return is;
}

static void expect(struct pf_paths paths, const char *const *want)
{
	size_t n = 0;

	for (; want[n]; n++) {
		ck_assert_uint_lt(n, paths.len);
		ck_assert_msg(pf_str_eq(paths.ptr[n], pf_str_from(want[n])), "%.*s, not %s",
			PF_STR_ARG(paths.ptr[n]), want[n]);
	}
	ck_assert_uint_eq(paths.len, n);
}

START_TEST(knows_them_by_name_or_by_kind)
{
	const char *full = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
	const char *part = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";

	ck_assert(is_one("a/kustomization.yaml", "resources: [a.yaml]"));
	ck_assert(is_one("kustomization.yml", "resources: [a.yaml]"));
	ck_assert(is_one("a/Kustomization", "kind: Kustomization"));
	ck_assert(is_one("other.yaml", full));
	ck_assert(is_one("other.yaml", part));
	ck_assert(!is_one("other.yaml", "resources: [a.yaml]"));
	ck_assert(!is_one("kustomization.yaml/a.yaml", "resources: [a.yaml]"));
}
END_TEST

START_TEST(takes_no_other_kind_for_one)
{
	ck_assert(!is_one("kustomization.yaml",
		"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"));
	ck_assert(!is_one("kustomization.yaml", "apiVersion: v1\nkind: Service\n"));
	ck_assert(!is_one("kustomization.yaml", "kind: Service\n"));
	ck_assert(!is_one("kustomization.yaml", "- a.yaml\n"));
	ck_assert(!is_one("kustomization.yaml", "# nothing\n"));
}
END_TEST

START_TEST(resolves_resources_bases_and_components)
{
	const char *const want[] = {
		"app/prod/service.yaml", "app/base", "app/old", "parts/tls", NULL};
	struct read r;

	read(&r, "app/prod/kustomization.yaml",
		"resources:\n- ./service.yaml\n- ../base/\nbases: [../old]\n"
		"components: [../../parts/tls]\n");
	ck_assert(r.k.by_name);
	ck_assert(pf_str_eq(r.k.directory, PF_STR("app/prod")));
	expect(r.k.resources, want);
	expect(r.k.patches, want + 4);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(paths_of_the_current_directory_have_no_prefix)
{
	const char *const want[] = {"a.yaml", "base", NULL};
	struct read r;

	read(&r, "kustomization.yaml", "resources: [a.yaml, base]\n");
	ck_assert(pf_str_eq(r.k.directory, PF_STR(".")));
	expect(r.k.resources, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(leaves_out_what_is_remote_or_no_path)
{
	const char *const want[] = {"a.yaml", NULL};
	struct read r;

	read(&r, "kustomization.yaml",
		"resources:\n- https://example.com/x.yaml\n- github.com/o/r//path\n"
		"- git@github.com:o/r\n- x?ref=v1\n- /etc/x.yaml\n- ''\n- [b]\n- a.yaml\n");
	expect(r.k.resources, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(reads_patches_of_every_spelling)
{
	const char *const want[] = {
		"o/new.yaml", "o/legacy.yaml", "o/merge.yaml", "o/json.yaml", NULL};
	struct read r;

	read(&r, "o/kustomization.yaml",
		"patches:\n- path: new.yaml\n  target: {kind: Deployment}\n- legacy.yaml\n"
		"- patch: |-\n    - op: remove\n      path: /spec\n"
		"patchesStrategicMerge:\n- merge.yaml\n- |-\n  kind: Deployment\n  metadata: {}\n"
		"patchesJson6902:\n- target: {kind: Service, name: x, version: v1}\n"
		"  path: json.yaml\n");
	expect(r.k.patches, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(reads_images_and_namespace)
{
	struct read r;

	read(&r, "kustomization.yaml",
		"namespace: shop\nimages:\n- name: nginx\n  newTag: '1'\n- newTag: x\n- 7\n"
		"- {name: example.com/a, newName: b}\n");
	ck_assert(pf_str_eq(r.k.namespace, PF_STR("shop")));
	ck_assert_uint_eq(r.k.nimages, 2);
	ck_assert(pf_str_eq(r.k.images[0], PF_STR("nginx")));
	ck_assert(pf_str_eq(r.k.images[1], PF_STR("example.com/a")));
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(wrong_types_count_as_absent)
{
	struct read r;

	read(&r, "kustomization.yaml",
		"resources: a.yaml\npatches: {path: b}\nimages: nginx\nnamespace: [x]\n");
	ck_assert_uint_eq(r.k.resources.len, 0);
	ck_assert_uint_eq(r.k.patches.len, 0);
	ck_assert_uint_eq(r.k.nimages, 0);
	ck_assert_uint_eq(r.k.namespace.len, 0);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(keeps_patches_with_their_targets)
{
	struct read r;

	read(&r, "o/kustomization.yaml",
		"patches:\n"
		"- {path: a.yaml, target: {kind: Deployment}}\n"
		"- patch: |\n"
		"    - {op: remove, path: /spec}\n"
		"- {patch: 'no: [patch', target: {name: x}}\n"
		"patchesStrategicMerge:\n"
		"- b.yaml\n"
		"- |\n"
		"  kind: A\n"
		"  ---\n"
		"  kind: B\n"
		"patchesJson6902:\n"
		"- {path: c.yaml, target: {name: x}}\n");
	ck_assert_uint_eq(r.k.nedits, 6);
	ck_assert(pf_str_eq(r.k.edits[0].path, PF_STR("o/a.yaml")));
	ck_assert_ptr_nonnull(r.k.edits[0].target);
	ck_assert_uint_eq(r.k.edits[1].path.len, 0);
	ck_assert_int_eq(r.k.edits[1].root->kind, PF_SEQ);
	ck_assert(pf_str_eq(r.k.edits[2].path, PF_STR("o/b.yaml")));
	ck_assert_ptr_null(r.k.edits[2].target);
	ck_assert_int_eq(r.k.edits[3].root->kind, PF_MAP);
	ck_assert_int_eq(r.k.edits[4].root->kind, PF_MAP);
	ck_assert(pf_str_eq(r.k.edits[5].path, PF_STR("o/c.yaml")));
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(knows_what_it_cannot_see)
{
	struct read r;

	read(&r, "kustomization.yaml", "components: [https://example.com/c?ref=v1]\n");
	ck_assert(r.k.opaque);
	pf_arena_release(&r.arena);
	read(&r, "kustomization.yaml",
		"kind: Component\nnamePrefix: a-\ncomponents: [c]\ntransformers: [t.yaml]\n");
	ck_assert(!r.k.opaque);
	ck_assert(r.k.component);
	ck_assert(r.k.renames);
	ck_assert_uint_eq(r.k.components.len, 1);
	ck_assert_uint_eq(r.k.transformers.len, 1);
	pf_arena_release(&r.arena);
}
END_TEST

static bool is_json_patch(const char *text)
{
	struct read r;
	bool is;

	load(&r, "p.yaml", text);
	is = pf_is_json_patch(&r.documents.ptr[0]);
	pf_arena_release(&r.arena);
	return is;
}

START_TEST(knows_lists_of_operations)
{
	ck_assert(is_json_patch("- {op: add, path: /a, value: 1}\n"));
	ck_assert(is_json_patch("[{\"op\": \"remove\", \"path\": \"/a\"}]"));
	ck_assert(!is_json_patch("- {op: add}\n"));
	ck_assert(!is_json_patch("{op: add, path: /a}\n"));
	ck_assert(!is_json_patch("[]\n"));
	ck_assert(!is_json_patch("# nothing\n"));
}
END_TEST

UNIT_TESTS(keeps_patches_with_their_targets, knows_what_it_cannot_see, knows_lists_of_operations,
	knows_them_by_name_or_by_kind, takes_no_other_kind_for_one,
	resolves_resources_bases_and_components, paths_of_the_current_directory_have_no_prefix,
	leaves_out_what_is_remote_or_no_path, reads_patches_of_every_spelling,
	reads_images_and_namespace, wrong_types_count_as_absent)
