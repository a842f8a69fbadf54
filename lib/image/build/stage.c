/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/stage.h"

#include <stdlib.h>

#include "base/search.h"
#include "image/build/fault.h"
#include "image/build/scope.h"
#include "image/build/values.h"
#include "image/reference.h"
#include "text/nearest.h"

static int compare_names(const void *a, const void *b)
{
	const struct pf_stage_name *x = a, *y = b;
	int order = pf_str_cmp(x->name, y->name);

	if (order != 0)
		return order;
	return (x->stage > y->stage) - (x->stage < y->stage);
}

static void index_names(struct pf_evaluation *e)
{
	e->plan.names = PF_NEWN(e->arena, struct pf_stage_name, e->file->nstages + 1);
	for (size_t i = 0; i < e->file->nstages; i++) {
		if (e->file->stages[i].name.len > 0)
			e->plan.names[e->plan.nnames++] =
				(struct pf_stage_name){e->file->stages[i].name, (uint32_t)i};
	}
	qsort(e->plan.names, e->plan.nnames, sizeof(*e->plan.names), compare_names);
}

static bool is_name_before(const void *name, const void *key)
{
	return compare_names(name, key) < 0;
}

/* The last stage of that name before stage `before`, or PF_NO_STAGE. */
static uint32_t stage_named(const struct pf_evaluation *e, pf_str name, uint32_t before)
{
	const struct pf_stage_name key = {name, before};
	size_t n = pf_search(e->plan.names, e->plan.nnames, sizeof(*e->plan.names), &key,
		is_name_before);

	if (n == 0 || !pf_str_eq(e->plan.names[n - 1].name, name))
		return PF_NO_STAGE;
	return e->plan.names[n - 1].stage;
}

static bool to_index(pf_str s, int64_t *out)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!pf_is_digit(s.ptr[i]))
			return false;
	}
	return s.len > 0 && pf_str_to_int(s, out);
}

/* FROM. */

/* Does a stage before `stage` declare this ARG? */
static bool declared_in_stage(const struct pf_evaluation *e, uint32_t stage, pf_str name)
{
	size_t end = stage < e->file->nstages ? e->file->stages[stage].first : 0;

	for (size_t i = 0; i < end; i++) {
		const struct pf_instruction *in = &e->file->instructions[i];

		if (in->kind != PF_ARG || in->stage == PF_NO_STAGE)
			continue;
		for (size_t w = 0; w < in->nwords; w++) {
			pf_str word = in->words[w].text;

			if (pf_str_eq(pf_str_sub(word, 0, pf_str_find_char(word, '=')), name))
				return true;
		}
	}
	return false;
}

/* FROM came to nothing, or to no image, because a name in it is not declared. */
static void blame_undeclared(struct pf_evaluation *e, uint32_t stage,
	const struct pf_dockerfile_word *word, pf_str name)
{
	struct pf_dockerfile_fault *f;

	if (e->faults.len < PF_DOCKERFILE_FAULTS_MAX && declared_in_stage(e, stage, name)) {
		f = pf_build_complain(e, word->range,
			"FROM cannot use `%.*s`, which is an ARG of a stage: here it is empty",
			PF_STR_ARG(name));
		f->help = pf_arena_fmt(e->arena, "declare `ARG %.*s` before the first FROM",
			PF_STR_ARG(name));
		return;
	}
	f = pf_build_complain(e, word->range, "FROM uses `%.*s`, which no ARG before it declares",
		PF_STR_ARG(name));
	f->help = pf_arena_fmt(e->arena, "write `ARG %.*s=...` before the first FROM",
		PF_STR_ARG(name));
}

/* The name of a stage before `stage` that the text may be meant for, or empty. */
static pf_str meant_stage(const struct pf_evaluation *e, uint32_t stage, pf_str text)
{
	struct pf_nearest nearest = pf_nearest_start(text);

	for (size_t i = 0; i < e->plan.nnames; i++) {
		pf_str name = e->plan.names[i].name;
		size_t work = text.len * 8 + name.len;

		if (e->self->fuel < work)
			break;
		e->self->fuel -= work;
		if (e->plan.names[i].stage < stage)
			pf_nearest_offer(&nearest, name);
	}
	return nearest.best;
}

static void blame_reference(struct pf_evaluation *e, uint32_t stage, struct pf_piece range,
	pf_str text, const char *fault)
{
	struct pf_dockerfile_fault *f;
	pf_str name;

	if (e->faults.len >= PF_DOCKERFILE_FAULTS_MAX)
		return;
	name = meant_stage(e, stage, text);
	f = pf_build_complain(e, range, "`%.*s` is neither a stage nor an image: it %s",
		PF_STR_ARG(text), fault);
	if (name.len > 0)
		f->help = pf_arena_fmt(e->arena, "%s: write `%.*s`",
			pf_str_eq_nocase(name, text) ? "names of stages are in lower case"
						     : "a stage has nearly that name",
			PF_STR_ARG(name));
}

/* BASEIMAGE, @BASE_IMAGE@: a gap that a script fills before the build. */
static bool is_gap(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!pf_is_upper(c) && !pf_is_digit(c) && c != '_' && c != '@' && c != '%')
			return false;
	}
	return text.len > 0;
}

/* What is nearly the name of a stage before `stage` is meant to be that, and no gap. */
static const char *fault_of(const struct pf_evaluation *e, uint32_t stage, pf_str text)
{
	struct pf_image_reference ref = pf_image_reference_parse(e->arena, text);

	if (ref.valid)
		return NULL;
	if ((ref.placeholder || is_gap(text)) &&
		(e->faults.len >= PF_DOCKERFILE_FAULTS_MAX || meant_stage(e, stage, text).len == 0))
		return NULL;
	return ref.fault ? ref.fault : "is no image reference";
}

/*
 * Only an undeclared name brings a FROM to nothing for good; one that is
 * declared without a value is there to be given.
 */
static void judge_from(struct pf_evaluation *e, uint32_t stage,
	const struct pf_dockerfile_word *word, const struct pf_expansion *image, pf_str undeclared)
{
	const char *fault = image->text.len ? fault_of(e, stage, image->text) : "is empty";

	e->plan.stages[stage].bad_default = fault && image->varies;
	if (!fault || image->varies)
		return;
	if (undeclared.len > 0)
		blame_undeclared(e, stage, word, undeclared);
	else if (image->text.len == 0)
		pf_build_complain(e, word->range, "FROM comes out empty");
	else
		blame_reference(e, stage, word->range, image->text, fault);
}

static void blame_platform(struct pf_evaluation *e, const struct pf_dockerfile_flag *flag,
	pf_str platform)
{
	const struct pf_build_blame *blame = pf_build_judge_platform(platform);

	if (blame)
		pf_build_complain(e, flag->range, "`%.*s` %s",
			PF_STR_ARG(pf_build_quotable(platform)), blame->message)
			->help = pf_str_from(blame->help);
}

static void judge_platform(struct pf_evaluation *e, uint32_t stage, const struct pf_instruction *in)
{
	const struct pf_dockerfile_flag *flag = pf_instruction_flag(in, PF_STR("platform"));
	pf_str undeclared = PF_STR_EMPTY;
	const struct pf_build_from_scope data = {e, &undeclared};
	struct pf_build_scope scope = pf_build_global_scope(&data);
	struct pf_dockerfile_word word;
	struct pf_expansion value;
	struct pf_error err;

	if (!flag || flag->value.len == 0)
		return; /* as if it were not there */
	word = (struct pf_dockerfile_word){flag->value, flag->range};
	if (!pf_expand(e->arena, flag->value, &scope, &value, &err))
		pf_build_complain(e, flag->range, "the platform cannot be expanded: %s", err.msg);
	else if (value.is != PF_KNOWN || value.varies)
		return;
	else if (value.text.len > 0)
		blame_platform(e, flag, value.text);
	else if (undeclared.len > 0)
		blame_undeclared(e, stage, &word, undeclared);
	else
		pf_build_complain(e, flag->range, "the platform comes out empty");
}

static void resolve_from(struct pf_evaluation *e, uint32_t number)
{
	const struct pf_instruction *in = e->file->stages[number].from;
	struct pf_build_stage *stage = &e->plan.stages[number];
	pf_str undeclared = PF_STR_EMPTY;
	const struct pf_build_from_scope data = {e, &undeclared};
	struct pf_build_scope scope = pf_build_global_scope(&data);
	struct pf_expansion image;
	struct pf_error err;

	stage->open = true;
	judge_platform(e, number, in);
	if (in->nwords == 0)
		return;
	if (!pf_expand(e->arena, in->words[0].text, &scope, &image, &err)) {
		pf_build_complain(e, in->words[0].range, "FROM cannot be expanded: %s", err.msg);
		return;
	}
	stage->varies = image.varies;
	stage->undeclared = undeclared.len > 0;
	stage->is_namesake = stage_named(e, e->file->stages[number].name, number) != PF_NO_STAGE;
	if (image.is != PF_KNOWN)
		return;
	stage->base = stage_named(e, image.text, number);
	stage->scratch = pf_str_eq(image.text, PF_STR("scratch"));
	if (stage->base != PF_NO_STAGE) {
		stage->open = e->plan.stages[stage->base].open;
		stage->sibling = e->plan.stages[stage->base].child;
		e->plan.stages[stage->base].child = number;
		return;
	}
	stage->image = image.text;
	stage->open = !stage->scratch;
	if (!stage->scratch)
		judge_from(e, number, &in->words[0], &image, undeclared);
}

/* COPY --from and RUN --mount from. */

/* Where a stage takes files from: a stage, or PF_NO_STAGE for an image or nothing. */
struct source {
	pf_str text;
	struct pf_piece range;
	bool of_trigger;
};

static void blame_later(struct pf_evaluation *e, const struct source *s, uint32_t user,
	uint32_t stage)
{
	/* When a trigger is run its stage is known to the builder, as far as it is built. */
	if (stage == user && s->of_trigger)
		return;
	if (stage == user)
		pf_build_complain(e, s->range, "`%.*s` is this stage itself", PF_STR_ARG(s->text));
	else if (e->plan.stages[user].reachable)
		pf_build_complain(e, s->range, "the stage `%.*s` comes after this one",
			PF_STR_ARG(s->text));
}

static uint32_t source_by_number(struct pf_evaluation *e, const struct source *s, uint32_t user,
	int64_t number)
{
	if (number >= (int64_t)e->file->nstages) {
		pf_build_complain(e, s->range, "there is no stage %.*s: the file has %zu",
			PF_STR_ARG(s->text), e->file->nstages);
		return PF_NO_STAGE;
	}
	if (number < (int64_t)user)
		return (uint32_t)number;
	blame_later(e, s, user, (uint32_t)number);
	return PF_NO_STAGE;
}

static uint32_t resolve_source(struct pf_evaluation *e, const struct source *s, uint32_t user)
{
	pf_str name = pf_stage_name_of(e->arena, s->text);
	uint32_t stage = stage_named(e, name, PF_NO_STAGE);
	const char *fault;
	int64_t number;

	if (to_index(name, &number))
		return source_by_number(e, s, user, number);
	if (stage != PF_NO_STAGE && stage < user)
		return stage;
	fault = fault_of(e, PF_NO_STAGE, s->text);
	if (stage != PF_NO_STAGE)
		blame_later(e, s, user, stage);
	else if (fault && !pf_str_eq(s->text, PF_STR("scratch")))
		blame_reference(e, PF_NO_STAGE, s->range, s->text, fault);
	return PF_NO_STAGE;
}

/* The builder expands nothing there; quotes that are left are no part of a name either. */
static bool has_variable(pf_str s)
{
	for (size_t i = 0; i + 1 < s.len; i++) {
		if (s.ptr[i] == '$')
			return true;
	}
	return false;
}

static void blame_variable(struct pf_evaluation *e, const struct source *s, const char *where)
{
	struct pf_dockerfile_fault *f =
		pf_build_complain(e, s->range, "%s takes no variables", where);

	f->help = PF_STR("give the image a stage of its own, `FROM ... AS name` with an ARG before "
			 "the first FROM, and write the name here");
}

/* The field `from` of a mount, or empty; that of a tmpfs is not looked at. */
static pf_str mount_from(pf_str mount)
{
	pf_str from = PF_STR_EMPTY, field;

	while (pf_str_split(&mount, ',', &field)) {
		size_t at = pf_str_find_char(field, '=');
		pf_str key = pf_str_sub(field, 0, at);
		pf_str value = at < field.len ? pf_str_from_offset(field, at + 1) : PF_STR_EMPTY;

		if (pf_str_eq_nocase(key, PF_STR("from")))
			from = value;
		else if (pf_str_eq_nocase(key, PF_STR("type")) &&
			pf_str_eq_nocase(value, PF_STR("tmpfs")))
			return PF_STR_EMPTY;
	}
	return from;
}

typedef void visit_source(struct pf_evaluation *e, const struct source *s, uint32_t user,
	const char *where);

static void each_source(struct pf_evaluation *e, const struct pf_instruction *in, uint32_t user,
	bool of_trigger, visit_source *visit)
{
	for (size_t i = 0; i < in->nflags; i++) {
		const struct pf_dockerfile_flag *flag = &in->flags[i];
		struct source s = {PF_STR_EMPTY, flag->range, of_trigger};

		if (in->kind == PF_COPY && pf_str_eq(flag->name, PF_STR("from")))
			s.text = flag->value;
		else if (in->kind == PF_RUN && pf_str_eq(flag->name, PF_STR("mount")))
			s.text = mount_from(flag->value);
		if (s.text.len > 0)
			visit(e, &s, user,
				in->kind == PF_COPY ? "COPY --from" : "`from` of a mount");
	}
}

/* Sources of all instructions that a stage runs, the triggers of its base included. */
static void each_source_of_stage(struct pf_evaluation *e, uint32_t stage, visit_source *visit)
{
	const struct pf_stage *s = &e->file->stages[stage];
	size_t first = 0, end = 0;

	if (e->plan.stages[stage].base != PF_NO_STAGE)
		pf_build_triggers_of(e, e->plan.stages[stage].base, &first, &end);
	for (size_t i = first; i < end && e->plan.triggers_left > 0; i++, e->plan.triggers_left--)
		each_source(e, e->file->instructions[e->plan.triggers[i]].trigger, stage, true,
			visit);
	for (size_t i = s->first; i < s->end; i++)
		each_source(e, &e->file->instructions[i], stage, false, visit);
}

/* Which stages the target needs. */

static void mark(struct pf_evaluation *e, uint32_t stage)
{
	if (stage == PF_NO_STAGE || e->plan.stages[stage].reachable)
		return;
	e->plan.stages[stage].reachable = true;
	e->plan.reached[e->plan.nreached++] = stage;
}

/* What is copied from is looked up when all stages are known: the last of a name. */
static void mark_before(struct pf_evaluation *e, uint32_t stage, uint32_t user)
{
	if (stage != PF_NO_STAGE && stage < user)
		mark(e, stage);
}

/* Quietly: the faults of all stages are found afterwards. */
static void mark_source(struct pf_evaluation *e, const struct source *s, uint32_t user,
	const char *where)
{
	int64_t number;

	(void)where;
	if (to_index(s->text, &number))
		mark_before(e, number < (int64_t)user ? (uint32_t)number : PF_NO_STAGE, user);
	else
		mark_before(e, stage_named(e, pf_stage_name_of(e->arena, s->text), PF_NO_STAGE),
			user);
}

static void judge_source(struct pf_evaluation *e, const struct source *s, uint32_t user,
	const char *where)
{
	if (has_variable(s->text))
		blame_variable(e, s, where);
	else
		resolve_source(e, s, user);
}

static void mark_reachable(struct pf_evaluation *e)
{
	e->plan.triggers_left = PF_BUILD_TRIGGERS_MAX;
	e->plan.reached = PF_NEWN(e->arena, uint32_t, e->file->nstages);
	mark(e, e->plan.target);
	for (size_t i = 0; i < e->plan.nreached; i++) {
		mark(e, e->plan.stages[e->plan.reached[i]].base);
		each_source_of_stage(e, e->plan.reached[i], mark_source);
	}
	for (uint32_t s = e->plan.target; s != PF_NO_STAGE; s = e->plan.stages[s].base)
		e->plan.stages[s].chain = true;
}

static void index_triggers(struct pf_evaluation *e)
{
	uint32_t *triggers = PF_NEWN(e->arena, uint32_t, e->file->ninstructions + 1);

	for (size_t i = 0; i < e->file->ninstructions; i++) {
		if (e->file->instructions[i].kind == PF_ONBUILD && e->file->instructions[i].trigger)
			triggers[e->plan.ntriggers++] = (uint32_t)i;
	}
	e->plan.triggers = triggers;
}

static bool is_trigger_before(const void *trigger, const void *instruction)
{
	return *(const uint32_t *)trigger < *(const size_t *)instruction;
}

static size_t first_trigger_from(const struct pf_evaluation *e, size_t instruction)
{
	return pf_search(e->plan.triggers, e->plan.ntriggers, sizeof(*e->plan.triggers),
		&instruction, is_trigger_before);
}

void pf_build_triggers_of(const struct pf_evaluation *e, uint32_t stage, size_t *first, size_t *end)
{
	*first = first_trigger_from(e, e->file->stages[stage].first);
	*end = first_trigger_from(e, e->file->stages[stage].end);
}

static uint32_t find_target(struct pf_evaluation *e)
{
	pf_str name = pf_stage_name_of(e->arena, e->request->target);
	uint32_t stage = stage_named(e, name, PF_NO_STAGE);
	int64_t number;

	if (name.len == 0)
		return (uint32_t)e->file->nstages - 1;
	if (stage == PF_NO_STAGE && to_index(name, &number) && number < (int64_t)e->file->nstages)
		return (uint32_t)number;
	return stage;
}

static void blame_target(struct pf_evaluation *e)
{
	struct pf_nearest nearest = pf_nearest_start(e->request->target);
	struct pf_dockerfile_fault *f = pf_build_complain(e, (struct pf_piece){0, 0},
		"the target `%.*s` is no stage of this file", PF_STR_ARG(e->request->target));

	for (size_t i = 0; i < e->plan.nnames; i++)
		pf_nearest_offer(&nearest, e->plan.names[i].name);
	if (nearest.best.len > 0)
		f->help = pf_arena_fmt(e->arena, "the nearest name is `%.*s`",
			PF_STR_ARG(nearest.best));
	else
		f->help = PF_STR("the target is named where the image is bound to this file, which "
				 "`podfit config` shows");
}

bool pf_build_resolve(struct pf_evaluation *e)
{
	size_t n = e->file->nstages;

	e->plan.stages = PF_NEWN(e->arena, struct pf_build_stage, n + 1);
	for (size_t i = 0; i < n; i++)
		e->plan.stages[i].base = e->plan.stages[i].child = e->plan.stages[i].sibling =
			PF_NO_STAGE;
	index_names(e);
	index_triggers(e);
	pf_build_take_args(e);
	for (size_t i = 0; i < e->file->ninstructions; i++) {
		const struct pf_instruction *in = &e->file->instructions[i];

		if (in->kind == PF_ARG && in->stage == PF_NO_STAGE)
			pf_build_global_arg(e, in);
	}
	for (size_t i = 0; i < n; i++)
		resolve_from(e, (uint32_t)i);
	e->plan.target = n > 0 ? find_target(e) : PF_NO_STAGE;
	if (e->plan.target == PF_NO_STAGE) {
		if (n > 0)
			blame_target(e);
		return false;
	}
	mark_reachable(e);
	e->plan.triggers_left = PF_BUILD_TRIGGERS_MAX;
	for (size_t i = 0; i < n; i++)
		each_source_of_stage(e, (uint32_t)i, judge_source);
	return true;
}
