/* SPDX-License-Identifier: Apache-2.0 */

/* What rules call. */

#include "rule/context.h"

#include <stdio.h>

#include "runtime/fragments.h"
#include "text/utf8.h"
#include "world/binding/binding.h"
#include "world/views.h"
#include "yaml/place.h"

#define TEXT_MOST 4096 /* bytes of what a rule says; it may quote what is as long as the file */
#define NAME_MOST 256U /* bytes of a container's name in a message */

PF_PRINTF(2, 0) static pf_str say(struct pf_ctx *ctx, const char *fmt, va_list ap)
{
	static const pf_str ellipsis = PF_STR_INIT("…");
	char text[TEXT_MOST];
	int len = vsnprintf(text, sizeof(text), fmt, ap);
	pf_str clipped;

	if (len < 0)
		return PF_STR("(unprintable message)");
	if ((size_t)len < sizeof(text))
		return pf_arena_dup(ctx->sink->arena, (pf_str){text, (size_t)len});
	clipped = pf_utf8_clip((pf_str){text, sizeof(text)}, sizeof(text) - 1 - ellipsis.len);
	memcpy(text + clipped.len, ellipsis.ptr, ellipsis.len);
	clipped.len += ellipsis.len;
	return pf_arena_dup(ctx->sink->arena, clipped);
}

static void add_instruction(const struct pf_ctx *ctx, struct pf_finding *finding)
{
	const struct pf_instruction *i = pf_dockerfile_at(ctx->dockerfile, finding->at.start);

	finding->instruction = i;
	if (i && i->stage != PF_NO_STAGE)
		finding->stage = &ctx->dockerfile->stages[i->stage];
}

static struct pf_finding *add(struct pf_ctx *ctx, const struct pf_node *node, struct pf_piece range)
{
	struct pf_sink *sink = ctx->sink;
	struct pf_item *item = &sink->spare;

	if (sink->said.n < sink->most) {
		item = PF_NEW(sink->arena, struct pf_item);
		item->next = sink->said.items;
		sink->said.items = item;
		sink->said.n++;
	} else {
		sink->full = true;
	}
	item->rule_index = ctx->rule_index;
	item->basis = PF_CERTAIN;
	item->cause = (struct pf_place){0};
	item->graded = false;
	item->last_related = &item->finding.related;
	item->finding = (struct pf_finding){
		.rule = ctx->rule,
		.at = {ctx->file, range.start, range.end},
		.object = ctx->object,
		.document = ctx->document,
		.node = node,
	};
	if (ctx->dockerfile)
		add_instruction(ctx, &item->finding);
	return &item->finding;
}

/* A value that is not written (`key:`) is shown by its key. */
static struct pf_piece place_of(const struct pf_document *document, const struct pf_node *node)
{
	if (node->start == node->end && pf_node_key(node))
		node = pf_node_key(node);
	return pf_yaml_place(document, node);
}

struct pf_finding *pf_report(struct pf_ctx *ctx, const struct pf_node *node, const char *fmt, ...)
{
	struct pf_finding *finding;
	va_list ap;

	if (!node)
		node = ctx->object->root;
	if (node != ctx->sink->placed) {
		ctx->sink->placed = node;
		ctx->sink->place = place_of(ctx->document, node);
	}
	finding = add(ctx, node, ctx->sink->place);
	va_start(ap, fmt);
	finding->message = say(ctx, fmt, ap);
	va_end(ap);
	return finding;
}

struct pf_finding *pf_report_range(struct pf_ctx *ctx, struct pf_piece range, const char *fmt, ...)
{
	struct pf_finding *finding = add(ctx, NULL, range);
	va_list ap;

	va_start(ap, fmt);
	finding->message = say(ctx, fmt, ap);
	va_end(ap);
	return finding;
}

void pf_label(struct pf_ctx *ctx, struct pf_finding *finding, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finding->label = say(ctx, fmt, ap);
	va_end(ap);
}

void pf_help(struct pf_ctx *ctx, struct pf_finding *finding, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finding->help = say(ctx, fmt, ap);
	va_end(ap);
}

static struct pf_related *relate(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_file *file, struct pf_piece range)
{
	struct pf_related *related = PF_NEW(ctx->sink->arena, struct pf_related);
	struct pf_item *item = (struct pf_item *)finding;

	related->at = (struct pf_place){file, range.start, range.end};
	*item->last_related = related;
	item->last_related = &related->next;
	return related;
}

void pf_relate(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_document *document,
	const struct pf_node *node, const char *fmt, ...)
{
	struct pf_related *related =
		relate(ctx, finding, pf_file_of(document), place_of(document, node));
	va_list ap;

	va_start(ap, fmt);
	related->message = say(ctx, fmt, ap);
	va_end(ap);
}

void pf_relate_range(struct pf_ctx *ctx, struct pf_finding *finding, struct pf_piece range,
	const char *fmt, ...)
{
	struct pf_related *related = relate(ctx, finding, ctx->file, range);
	va_list ap;

	va_start(ap, fmt);
	related->message = say(ctx, fmt, ap);
	va_end(ap);
}

/* What makes a fact of an image less than certain, for the end of a message; or "". */
static const char *doubt_of(const struct pf_pod_container *c, const struct pf_origin *from)
{
	if (pf_binding_is_guess(c->binding))
		return c->binding->source->guess
			? " (taken for the image's, which has a custom builder)"
			: " (taken for the image's by its name)";
	return from->varies ? " (a build argument may change it)" : "";
}

void pf_relate_image(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *container, const struct pf_origin *from, const char *fmt,
	...)
{
	const char *why = doubt_of(container, from);
	struct pf_related *related;
	va_list ap;

	if (*why)
		pf_rests_on(finding, PF_EVIDENCE);
	if (!from->source)
		return;
	related = relate(ctx, finding, pf_file_of_source(from->source), from->range);
	va_start(ap, fmt);
	related->message = say(ctx, fmt, ap);
	va_end(ap);
	related->message =
		pf_arena_fmt(ctx->sink->arena, "%.*s%s", PF_STR_ARG(related->message), why);
}

void pf_relate_compose(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *container, const struct pf_node *node, const char *fmt, ...)
{
	const struct pf_image_binding *binding = container->binding;
	const struct pf_document *document = binding->service->file->document;
	struct pf_related *related =
		relate(ctx, finding, pf_file_of(document), place_of(document, node));
	va_list ap;

	va_start(ap, fmt);
	related->message = say(ctx, fmt, ap);
	va_end(ap);
	if (!binding->service_by_name)
		return;
	pf_rests_on(finding, PF_EVIDENCE);
	related->message = pf_arena_fmt(ctx->sink->arena,
		"%.*s (service `%.*s`, taken for the container's by its name)",
		PF_STR_ARG(related->message), PF_STR_ARG(binding->service->name));
}

void pf_common_cause(struct pf_finding *finding, const struct pf_origin *from)
{
	struct pf_item *item = (struct pf_item *)finding;

	if (from->source)
		item->cause = (struct pf_place){
			pf_file_of_source(from->source), from->range.start, from->range.end};
}

void pf_subject(struct pf_finding *finding, pf_str subject)
{
	finding->subject = subject;
}

void pf_leave_unjudged(struct pf_ctx *ctx)
{
	ctx->sink->unjudged += !pf_world_is_complete(ctx->world);
}

void pf_rests_on(struct pf_finding *finding, enum pf_basis basis)
{
	struct pf_item *item = (struct pf_item *)finding;

	if (item->basis < basis)
		item->basis = basis;
}

void pf_grade(struct pf_finding *finding, enum pf_severity severity)
{
	struct pf_item *item = (struct pf_item *)finding;

	item->graded = true;
	item->grade = severity;
}

const void *pf_rule_data(const struct pf_ctx *ctx)
{
	return ctx->rule->data;
}

const struct pf_cluster *pf_cluster_of(const struct pf_ctx *ctx)
{
	return ctx->cluster;
}

uint8_t pf_release(const struct pf_ctx *ctx)
{
	return ctx->release;
}

const struct pf_world *pf_world_of(const struct pf_ctx *ctx)
{
	return ctx->world;
}

const void *pf_typed(const struct pf_ctx *ctx, size_t type)
{
	return pf_object_as(ctx->object, ctx->typed, type);
}

bool pf_is_typed(const struct pf_ctx *ctx)
{
	return ctx->typed != NULL;
}

const struct pf_object *pf_object_in(const struct pf_ctx *ctx)
{
	return ctx->object;
}

bool pf_in_fragment(struct pf_ctx *ctx)
{
	if (ctx->judged != ctx->object) {
		ctx->judged = ctx->object;
		ctx->fragment = pf_object_is_fragment(ctx->world, ctx->object);
	}
	return ctx->fragment;
}

struct pf_arena *pf_scratch(struct pf_ctx *ctx)
{
	return ctx->scratch;
}

/* The configured value, else the default; a name that is not in the table is our mistake. */
static pf_str option(const struct pf_ctx *ctx, const char *name)
{
	const struct pf_option *o = ctx->rule->options;

	for (size_t i = ctx->profile->noptions; i > 0; i--) {
		const struct pf_option_value *value = &ctx->profile->options[i - 1];

		if (value->rule == ctx->rule && pf_str_eq(value->name, pf_str_from(name)))
			return value->value;
	}
	while (o && o->name && strcmp(o->name, name) != 0)
		o++;
	pf_assert(o && o->name);
	return pf_str_from(o->fallback);
}

bool pf_option_bool(const struct pf_ctx *ctx, const char *name)
{
	return pf_str_eq(option(ctx, name), PF_STR("true"));
}

int64_t pf_option_int(const struct pf_ctx *ctx, const char *name)
{
	int64_t value = 0;

	pf_assert(pf_str_to_int(option(ctx, name), &value));
	return value;
}

bool pf_option_has(const struct pf_ctx *ctx, const char *name, pf_str value)
{
	pf_str rest = option(ctx, name), part;

	while (pf_str_split(&rest, ',', &part)) {
		if (part.len && pf_str_eq(pf_str_trim(part), value))
			return true;
	}
	return false;
}

pf_str pf_container_title(struct pf_ctx *ctx, const struct pf_pod_container *container)
{
	const char *class = pf_container_class_name(container->class);
	pf_str name = pf_utf8_clip(container->spec->name.is, NAME_MOST);

	if (name.len == 0)
		return pf_arena_fmt(pf_scratch(ctx), "%s #%zu", class, container->index + 1);
	return pf_arena_fmt(pf_scratch(ctx), "%s `%.*s`", class, PF_STR_ARG(name));
}
