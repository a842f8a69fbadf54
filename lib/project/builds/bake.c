/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/bake_internal.h"

#include "project/builds/bake.h"
#include "project/builds/command.h"
#include "source/path.h"

#define INHERITS_MAX 8 /* targets that one inherits */
#define DEPTH_MAX 4    /* and through each other */
#define TARGETS_MAX 256U

void pf_bake_set(struct pf_bake *bake, struct pf_bake_target *target, pf_str name, pf_str value)
{
	if (pf_str_eq(name, PF_STR("tags")))
		PF_VEC_ADD(bake->arena, &target->tags) = value;
	else if (pf_str_eq(name, PF_STR("inherits")))
		PF_VEC_ADD(bake->arena, &target->inherits) = value;
	else if (pf_str_eq(name, PF_STR("context")))
		target->context = value;
	else if (pf_str_eq(name, PF_STR("dockerfile")))
		target->dockerfile = value;
	else if (pf_str_eq(name, PF_STR("target")))
		target->target = value;
	else if (pf_str_eq(name, PF_STR("dockerfile-inline")))
		target->is_inline = true;
}

static const struct pf_bake_target *find(const struct pf_bake *bake, pf_str name)
{
	PF_EACH(struct pf_bake_target, target, bake->targets) {
		if (pf_str_eq(target->name, name))
			return target;
	}
	return NULL;
}

/* What is not written comes from what is inherited, the last of these first. */
static void inherit(const struct pf_bake *bake, struct pf_bake_target *into,
	const struct pf_bake_target *from, int depth)
{
	if (!into->tags.len)
		into->tags = from->tags;
	if (!into->context.ptr)
		into->context = from->context;
	if (!into->dockerfile.ptr)
		into->dockerfile = from->dockerfile;
	if (!into->target.ptr)
		into->target = from->target;
	into->is_inline |= from->is_inline && !into->dockerfile.ptr;
	for (size_t i = from->inherits.len; depth < DEPTH_MAX && i-- > 0;) {
		const struct pf_bake_target *above = find(bake, from->inherits.ptr[i]);

		if (above && i < INHERITS_MAX)
			inherit(bake, into, above, depth + 1);
	}
}

static pf_str value_of(struct pf_bake *bake, pf_str text, const char *otherwise)
{
	return text.ptr ? pf_script_expand(&bake->variables, text) : pf_str_from(otherwise);
}

static bool build(struct pf_bake *bake, const struct pf_bake_target *target,
	struct pf_built_image *out)
{
	const struct pf_built_path here = {PF_BUILT_FROM_FILE, PF_STR(".")};
	struct pf_bake_target whole = {.name = target->name};
	pf_str *tags;

	inherit(bake, &whole, target, 0);
	if (!whole.tags.len || whole.is_inline)
		return false;
	tags = PF_NEWN(bake->arena, pf_str, whole.tags.len);
	for (size_t i = 0; i < whole.tags.len; i++)
		tags[i] = pf_script_expand(&bake->variables, whole.tags.ptr[i]);
	out->tags = tags;
	out->ntags = whole.tags.len;
	out->at = target->at;
	out->request.target = value_of(bake, whole.target, "");
	out->context = pf_built_path_from(bake->arena, here, value_of(bake, whole.context, "."));
	out->dockerfile = pf_built_path_from(bake->arena, out->context,
		value_of(bake, whole.dockerfile, "Dockerfile"));
	return out->dockerfile.path.len > 0 &&
		pf_str_find_char(out->request.target, '$') == out->request.target.len;
}

struct pf_built_images pf_bake_images(struct pf_bake *bake)
{
	PF_VEC(struct pf_built_image) images = {0};

	for (size_t i = 0; i < bake->targets.len && images.len < PF_BUILT_MAX; i++) {
		struct pf_built_image image = {0};

		if (build(bake, &bake->targets.ptr[i], &image))
			PF_VEC_ADD(bake->arena, &images) = image;
	}
	return (struct pf_built_images){images.ptr, images.len};
}

/* JSON. */

static void read_target(struct pf_bake *bake, pf_str name, const struct pf_node *node)
{
	struct pf_bake_target target = {.name = name, .at = node->start};
	struct pf_kids kids = pf_kids(node);

	while (pf_kids_next(&kids)) {
		struct pf_kids items = pf_kids(kids.value);
		pf_str key = pf_node_text(kids.key);

		if (kids.value->kind == PF_SCALAR)
			pf_bake_set(bake, &target, key, pf_node_text(kids.value));
		while (kids.value->kind == PF_SEQ && pf_kids_next(&items)) {
			if (items.value->kind == PF_SCALAR)
				pf_bake_set(bake, &target, key, pf_node_text(items.value));
		}
	}
	if (bake->targets.len < TARGETS_MAX)
		PF_VEC_ADD(bake->arena, &bake->targets) = target;
}

bool pf_is_bake(const struct pf_document *document)
{
	pf_str name = pf_path_name(document->source->path);

	return pf_str_contains(name, PF_STR("bake")) && pf_str_ends_with(name, PF_STR(".json")) &&
		pf_node_get(document->root, PF_STR("target"));
}

struct pf_built_images pf_built_by_bake_json(struct pf_arena *arena,
	const struct pf_document *document)
{
	struct pf_bake bake = {.arena = arena, .variables = {.arena = arena}};
	struct pf_kids variables = pf_kids(pf_node_get(document->root, PF_STR("variable")));
	struct pf_kids targets = pf_kids(pf_node_get(document->root, PF_STR("target")));

	while (pf_kids_next(&variables)) {
		pf_str value = pf_node_get_text(variables.value, PF_STR("default"));

		if (variables.key && value.len)
			pf_script_set(&bake.variables, pf_node_text(variables.key), value, false);
	}
	while (pf_kids_next(&targets)) {
		if (targets.key && targets.value->kind == PF_MAP)
			read_target(&bake, pf_node_text(targets.key), targets.value);
	}
	return pf_bake_images(&bake);
}
