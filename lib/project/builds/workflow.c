/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/workflow.h"

#include "base/vec.h"
#include "project/builds/command.h"

#define DEPTH_MAX 4           /* expressions within values of `env` */
#define EXPRESSIONS_MAX 4096U /* of one file */
#define TEXT_MAX 4096U        /* bytes of a value */

struct reader {
	struct pf_arena *arena;
	const struct pf_node *root;
	const struct pf_node *job;
	const struct pf_node *step;
	size_t nexpressions;
	PF_VEC(struct pf_built_image) images;
};

static pf_str fill_in(struct reader *r, pf_str text, int depth);

/* The value of `env.NAME`, nearest first; `$` where it is not written. */
static pf_str value_of_env(struct reader *r, pf_str name, int depth)
{
	const struct pf_node *holders[] = {r->step, r->job, r->root};

	for (size_t i = 0; i < 3; i++) {
		const struct pf_node *value =
			pf_node_get(pf_node_get(holders[i], PF_STR("env")), name);

		if (value && value->kind == PF_SCALAR && depth < DEPTH_MAX)
			return fill_in(r, pf_node_text(value), depth + 1);
	}
	return PF_STR("$");
}

/* The text with `${{ env.NAME }}` replaced; a `$` for any other expression. */
static pf_str fill_in(struct reader *r, pf_str text, int depth)
{
	pf_str out = PF_STR_EMPTY;

	while (text.len) {
		size_t at = pf_str_find(text, PF_STR("${{"));
		pf_str inner = pf_str_from_offset(text, at < text.len ? at + 3 : at);
		size_t end = pf_str_find(inner, PF_STR("}}"));
		pf_str name = pf_str_trim(pf_str_sub(inner, 0, end));
		pf_str value = PF_STR("$");

		if (at == text.len)
			return pf_arena_fmt(r->arena, "%.*s%.*s", PF_STR_ARG(out),
				PF_STR_ARG(text));
		if (text.len + out.len > TEXT_MAX || r->nexpressions++ > EXPRESSIONS_MAX)
			return PF_STR("$");
		if (pf_str_starts_with(name, PF_STR("env.")))
			value = value_of_env(r, pf_str_from_offset(name, 4), depth);
		out = pf_arena_fmt(r->arena, "%.*s%.*s%.*s", PF_STR_ARG(out), (int)at, text.ptr,
			PF_STR_ARG(value));
		text = end < inner.len ? pf_str_from_offset(inner, end + 2) : PF_STR_EMPTY;
	}
	return out;
}

static pf_str input_of(const struct pf_node *step, const char *name)
{
	return pf_node_get_text(pf_node_get(step, PF_STR("with")), pf_str_from(name));
}

static bool uses(const struct pf_node *step, pf_str action)
{
	pf_str text = pf_node_get_text(step, PF_STR("uses"));

	return pf_str_starts_with(text, action) &&
		(text.len == action.len || text.ptr[action.len] == '@');
}

/* The step of the job whose outputs the expression names. */
static const struct pf_node *step_of_outputs(struct reader *r, pf_str expression)
{
	struct pf_kids steps = pf_kids(pf_node_get(r->job, PF_STR("steps")));
	pf_str name;

	if (!pf_str_starts_with(expression, PF_STR("steps.")))
		return NULL;
	name = pf_str_from_offset(expression, 6);
	name = pf_str_sub(name, 0, pf_str_find_char(name, '.'));
	while (pf_kids_next(&steps)) {
		if (pf_str_eq(pf_node_get_text(steps.value, PF_STR("id")), name))
			return steps.value;
	}
	return NULL;
}

typedef PF_VEC(pf_str) tag_list;

/* Each line, and each part of a line between commas. */
static void take_tags(struct reader *r, pf_str text, const char *suffix, tag_list *out)
{
	pf_str line, part;

	while (pf_str_split(&text, '\n', &line)) {
		while (pf_str_split(&line, ',', &part)) {
			part = pf_str_trim(part);
			if (part.len && out->len < PF_BUILT_MAX)
				PF_VEC_ADD(r->arena, out) =
					pf_arena_fmt(r->arena, "%.*s%s", PF_STR_ARG(part), suffix);
		}
	}
}

static tag_list tags_of(struct reader *r)
{
	pf_str text = pf_str_trim(input_of(r->step, "tags"));
	const struct pf_node *other = NULL;
	tag_list tags = {0};

	if (pf_str_starts_with(text, PF_STR("${{")) && pf_str_ends_with(text, PF_STR("}}")) &&
		pf_str_find(text, PF_STR("}}")) == text.len - 2)
		other = step_of_outputs(r, pf_str_trim(pf_str_sub(text, 3, text.len - 2)));
	if (other && uses(other, PF_STR("docker/metadata-action")))
		take_tags(r, fill_in(r, input_of(other, "images"), 0), ":$", &tags);
	else
		take_tags(r, fill_in(r, text, 0), "", &tags);
	return tags;
}

static void read_args(struct reader *r, struct pf_build_request *request)
{
	pf_str text = input_of(r->step, "build-args");
	PF_VEC(struct pf_build_arg) args = {0};
	pf_str line;

	while (pf_str_split(&text, '\n', &line)) {
		size_t equals = pf_str_find_char(line, '=');

		if (equals < line.len && !pf_str_contains(line, PF_STR("${{")))
			PF_VEC_ADD(r->arena, &args) =
				(struct pf_build_arg){pf_str_trim(pf_str_sub(line, 0, equals)),
					pf_str_trim(pf_str_from_offset(line, equals + 1))};
	}
	request->args = args.ptr;
	request->nargs = args.len;
}

static void read_step(struct reader *r)
{
	const struct pf_built_path top = {PF_BUILT_FROM_TOP, PF_STR(".")};
	struct pf_built_image image = {.at = r->step->start};
	pf_str context = fill_in(r, input_of(r->step, "context"), 0);
	pf_str file = fill_in(r, input_of(r->step, "file"), 0);
	tag_list tags = tags_of(r);

	image.request.target = fill_in(r, input_of(r->step, "target"), 0);
	image.context = pf_built_path_from(r->arena, top, context.len ? context : PF_STR("."));
	image.dockerfile = file.len
		? pf_built_path_from(r->arena, top, file)
		: pf_built_path_from(r->arena, image.context, PF_STR("Dockerfile"));
	read_args(r, &image.request);
	image.tags = tags.ptr;
	image.ntags = tags.len;
	if (tags.len && image.dockerfile.path.len && r->images.len < PF_BUILT_MAX &&
		pf_str_find_char(image.request.target, '$') == image.request.target.len)
		PF_VEC_ADD(r->arena, &r->images) = image;
}

bool pf_is_workflow(const struct pf_document *document)
{
	pf_str path = document->source->path;

	return (pf_str_starts_with(path, PF_STR(".github/workflows/")) ||
		       pf_str_contains(path, PF_STR("/.github/workflows/"))) &&
		pf_node_get(document->root, PF_STR("jobs"));
}

struct pf_built_images pf_built_by_workflow(struct pf_arena *arena,
	const struct pf_document *document)
{
	struct reader r = {.arena = arena, .root = document->root};
	struct pf_kids jobs = pf_kids(pf_node_get(document->root, PF_STR("jobs")));

	while (pf_kids_next(&jobs)) {
		struct pf_kids steps = pf_kids(pf_node_get(jobs.value, PF_STR("steps")));

		r.job = jobs.value;
		while (pf_kids_next(&steps)) {
			r.step = steps.value;
			if (uses(r.step, PF_STR("docker/build-push-action")))
				read_step(&r);
		}
	}
	return (struct pf_built_images){r.images.ptr, r.images.len};
}
