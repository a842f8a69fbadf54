/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/build.h"

#include "base/vec.h"
#include "source/path.h"

/* Of a context: none of this machine, or one that cannot be told. */
static bool is_elsewhere(pf_str context)
{
	return context.len == 0 || pf_str_contains(context, PF_STR("://")) ||
		pf_str_starts_with(context, PF_STR("git@")) ||
		pf_str_starts_with(context, PF_STR("github.com/")) ||
		pf_str_starts_with(context, PF_STR("~")) ||
		pf_str_starts_with(context, PF_STR("service:"));
}

/* Arguments whose value the file tells. */
static void read_args(struct pf_arena *arena, const struct pf_layers *build,
	struct pf_compose_build *out)
{
	struct pf_compose_pairs pairs = pf_layers_pairs(arena, build, PF_STR("args"), false);
	struct pf_build_arg *args = PF_NEWN(arena, struct pf_build_arg, pairs.len);

	PF_EACH(struct pf_compose_pair, pair, pairs) {
		if (pair->known && !pair->through)
			args[out->nargs++] = (struct pf_build_arg){pair->name, pair->value};
	}
	out->args = args;
}

/* The short form is a context. */
static pf_compose_text context_of(struct pf_arena *arena, const struct pf_layers *build)
{
	pf_compose_text context = pf_layers_text(arena, build, PF_STR("context"));

	for (size_t i = 0; i < build->n; i++) {
		if (build->at[i]->kind == PF_SCALAR)
			return pf_compose_text_of(arena, build->at[i]);
		if (pf_node_get(build->at[i], PF_STR("context")))
			return context;
	}
	return (pf_compose_text){.value = PF_STR("."), .known = true};
}

void pf_compose_read_build(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service)
{
	struct pf_layers build = pf_layers_below(layers, PF_STR("build"));
	struct pf_compose_build *out = &service->build;
	struct pf_layers written;
	pf_compose_text context = context_of(arena, &build);
	pf_compose_text dockerfile = pf_layers_text(arena, &build, PF_STR("dockerfile"));
	pf_compose_text target = pf_layers_text(arena, &build, PF_STR("target"));

	if (build.n == 0 || build.at[0]->kind == PF_SEQ)
		return;
	out->node = build.at[0];
	out->target = target.known ? target.value : PF_STR_EMPTY;
	written = pf_layers_below(&build, PF_STR("dockerfile_inline"));
	out->inline_text = written.n ? written.at[0] : NULL;
	read_args(arena, &build, out);
	if (!context.known || is_elsewhere(context.value))
		return;
	out->context = pf_path_from(arena, service->file->directory, context.value);
	if (out->inline_text || (dockerfile.node && !dockerfile.known) ||
		(target.node && !target.known))
		return;
	if (!dockerfile.node || dockerfile.value.len == 0)
		dockerfile.value = PF_STR("Dockerfile");
	out->dockerfile = pf_path_from(arena, out->context, dockerfile.value);
}
