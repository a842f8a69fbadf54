/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/build.h"

#include <stdlib.h>

#include "image/build/checks.h"
#include "image/build/config.h"
#include "image/build/fault.h"
#include "image/build/stage.h"

/* What the builder gives every image that has none; /bin and alike. */
#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

static int compare_faults(const void *a, const void *b)
{
	const struct pf_dockerfile_fault *x = a, *y = b;

	if (x->range.start != y->range.start)
		return x->range.start < y->range.start ? -1 : 1;
	return pf_str_cmp(x->message, y->message);
}

/* In the order of the text; what a trigger says in two stages, once. */
static size_t sort_faults(struct pf_dockerfile_fault *faults, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(faults, n, sizeof(*faults), compare_faults);
	for (size_t i = 0; i < n; i++) {
		if (kept == 0 || compare_faults(&faults[kept - 1], &faults[i]) != 0)
			faults[kept++] = faults[i];
	}
	return kept;
}

/*
 * Does an image for Windows lie at the bottom?  Its shell is another.  The escape
 * character tells nothing: a backtick is at home in scripts for Linux, too.
 */
static bool is_windows(const struct pf_instruction *from, pf_str image)
{
	static const pf_str words[] = {PF_STR_INIT("windowsservercore"), PF_STR_INIT("nanoserver"),
		PF_STR_INIT("mcr.microsoft.com/windows"),
		PF_STR_INIT("mcr.microsoft.com/dotnet/framework"), PF_STR_INIT("ltsc20")};
	const struct pf_dockerfile_flag *platform = pf_instruction_flag(from, PF_STR("platform"));

	if (platform && pf_str_starts_with(platform->value, PF_STR("windows")))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (pf_str_contains(image, words[i]))
			return true;
	}
	return false;
}

/* What a stage begins with that is built on no other. */
static void begin_chain(struct pf_evaluation *e, const struct pf_build_stage *stage)
{
	const struct pf_variable path = {
		.name = PF_STR("PATH"), .value = PF_STR(DEFAULT_PATH), .is = PF_KNOWN};
	const struct pf_image_env env = {path.name, path.value, PF_KNOWN, {.source = NULL}};

	if (stage->chain)
		e->made.windows = is_windows(e->file->stages[e->now.stage].from, stage->image);
	if (stage->open)
		return;
	pf_build_variables_set(e->arena, &e->now.variables, &path, true, &e->fuel);
	if (!stage->chain)
		return;
	e->made.facts = pf_image_facts_scratch();
	PF_VEC_ADD(e->arena, &e->made.env) = env;
	pf_build_names_add(e->arena, &e->made.env_names, env.name, 0, &e->fuel);
}

/* An argument may set the stage on another one: all that is known so far varies. */
static void doubt(struct pf_evaluation *e)
{
	struct pf_image_facts *f = &e->made.facts;

	f->user.from.varies = true;
	f->entrypoint.from.varies = true;
	f->cmd.from.varies = true;
	f->shell.from.varies = true;
	f->working_directory.from.varies = true;
	f->stop_signal.from.varies = true;
	f->healthcheck.from.varies = true;
	e->made.ndoubtful[0] = e->made.env.len;
	e->made.ndoubtful[1] = e->made.ports.len;
	e->made.ndoubtful[2] = e->made.volumes.len;
	e->made.ndoubtful[3] = e->made.labels.len;
}

static void settle_doubt(struct pf_evaluation *e)
{
	for (size_t i = 0; i < e->made.ndoubtful[0]; i++)
		e->made.env.ptr[i].from.varies = true;
	for (size_t i = 0; i < e->made.ndoubtful[1]; i++)
		e->made.ports.ptr[i].from.varies = true;
	for (size_t i = 0; i < e->made.ndoubtful[2]; i++)
		e->made.volumes.ptr[i].from.varies = true;
	for (size_t i = 0; i < e->made.ndoubtful[3]; i++)
		e->made.labels.ptr[i].from.varies = true;
}

/* The stage that runs it cannot be built, while that which has it can. */
static void blame_trigger(struct pf_evaluation *e, const struct pf_instruction *trigger)
{
	const struct pf_instruction *from = e->file->stages[e->now.stage].from;

	for (size_t i = 0; i < trigger->nfaults; i++)
		pf_build_complain(e, from->words[0].range,
			"a trigger of this stage's base cannot be run: %.*s",
			PF_STR_ARG(trigger->faults[i].message))
			->help = trigger->faults[i].help;
}

static void run_triggers(struct pf_evaluation *e, uint32_t base)
{
	size_t i, end;

	if (base == PF_NO_STAGE)
		return;
	for (pf_build_triggers_of(e, base, &i, &end); i < end && e->plan.triggers_left > 0; i++) {
		const struct pf_instruction *trigger =
			e->file->instructions[e->plan.triggers[i]].trigger;

		if (trigger->nfaults > 0)
			blame_trigger(e, trigger);
		else
			pf_build_run(e, trigger);
		e->plan.triggers_left--;
	}
}

static void run_stage(struct pf_evaluation *e, uint32_t number)
{
	const struct pf_build_stage *stage = &e->plan.stages[number];
	const struct pf_stage *text = &e->file->stages[number];

	e->now.stage = number;
	if (stage->base == PF_NO_STAGE)
		begin_chain(e, stage);
	else
		pf_build_variables_restore_envs(e->arena, &e->now.variables, stage->open, &e->fuel);
	if (stage->base != PF_NO_STAGE && stage->chain && stage->varies)
		doubt(e);
	if (stage->chain)
		e->now.cmd_seen = false;
	run_triggers(e, stage->base);
	for (size_t i = text->first; i < text->end; i++)
		pf_build_run(e, &e->file->instructions[i]);
}

/*
 * Run the stages that are needed, each after its base and before all others
 * that are not built on it.  `open` are the ones between root and now.
 */
static void run_tree(struct pf_evaluation *e, uint32_t root, uint32_t *open,
	const struct pf_build_setting **undo)
{
	size_t depth = 0;
	uint32_t now = root;

	while (now != PF_NO_STAGE) {
		if (e->plan.stages[now].reachable) {
			undo[depth] = e->now.variables.last;
			open[depth++] = now;
			run_stage(e, now);
			now = e->plan.stages[now].child;
		} else {
			now = e->plan.stages[now].sibling;
		}
		while (now == PF_NO_STAGE && depth > 0) {
			pf_build_variables_rewind(&e->now.variables, undo[--depth]);
			now = depth > 0 ? e->plan.stages[open[depth]].sibling : PF_NO_STAGE;
		}
	}
}

static void run_stages(struct pf_evaluation *e)
{
	size_t n = e->file->nstages;
	uint32_t *open = PF_NEWN(e->arena, uint32_t, n + 1);
	const struct pf_build_setting **undo =
		PF_NEWN(e->arena, const struct pf_build_setting *, n + 1);

	e->settings = PF_NEWN(e->arena, const struct pf_build_setting *, e->file->ninstructions);
	e->plan.triggers_left = PF_BUILD_TRIGGERS_MAX;
	for (size_t i = 0; i < n; i++) {
		if (e->plan.stages[i].reachable && e->plan.stages[i].base == PF_NO_STAGE)
			run_tree(e, (uint32_t)i, open, undo);
	}
}

/* The target and what it is built on, the other way round; gives the bottom. */
static uint32_t list_chain(const struct pf_evaluation *e, struct pf_image_build *build)
{
	uint32_t *chain;
	uint32_t s;
	size_t n = 0;

	for (s = e->plan.target; s != PF_NO_STAGE; s = e->plan.stages[s].base)
		n++;
	chain = PF_NEWN(e->arena, uint32_t, n);
	build->chain = chain;
	build->nchain = n;
	for (s = e->plan.target; s != PF_NO_STAGE; s = e->plan.stages[s].base)
		chain[--n] = s;
	return chain[0];
}

static void drop_unknown_labels(struct pf_evaluation *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < e->made.labels.len; i++) {
		if (e->made.labels.ptr[i].name.len > 0)
			e->made.labels.ptr[kept++] = e->made.labels.ptr[i];
	}
	e->made.facts.labels.ptr = e->made.labels.ptr;
	e->made.facts.labels.len = kept;
}

static void finish_facts(struct pf_evaluation *e)
{
	struct pf_image_build *build = PF_NEW(e->arena, struct pf_image_build);
	uint32_t bottom = list_chain(e, build);
	const struct pf_instruction *from = e->file->stages[bottom].from;

	build->dockerfile = e->file;
	build->stage = e->plan.target;
	build->base = e->plan.stages[bottom].image;
	build->base_at.source = e->file->source;
	build->base_at.range = from->nwords > 0 ? from->words[0].range : from->keyword;
	build->base_at.varies = e->plan.stages[bottom].varies;
	build->copies = e->made.copies.ptr;
	build->ncopies = e->made.copies.len;
	build->runs = e->made.runs.ptr;
	build->nruns = e->made.runs.len;
	build->settings = e->settings;
	e->made.facts.build = build;
	e->made.facts.origin.source = e->file->source;
	e->made.facts.origin.range = e->file->stages[e->plan.target].from->range;
	e->made.facts.env.ptr = e->made.env.ptr;
	e->made.facts.env.len = e->made.env.len;
	e->made.facts.ports.ptr = e->made.ports.ptr;
	e->made.facts.ports.len = e->made.ports.len;
	e->made.facts.volumes.ptr = e->made.volumes.ptr;
	e->made.facts.volumes.len = e->made.volumes.len;
	settle_doubt(e);
	drop_unknown_labels(e);
}

const struct pf_build *pf_build_evaluate(struct pf_arena *arena,
	const struct pf_dockerfile *dockerfile, const struct pf_build_request *request)
{
	struct pf_evaluation e = {
		.arena = arena,
		.file = dockerfile,
		.request = request,
		.fuel = PF_BUILD_FUEL,
		.made.facts = pf_image_facts_unknown(),
	};
	struct pf_build *build = PF_NEW(arena, struct pf_build);

	e.self = &e;
	build->dockerfile = dockerfile;
	build->request = *request;
	if (pf_build_resolve(&e)) {
		run_stages(&e);
		pf_build_run_checks(&e);
		finish_facts(&e);
	}
	build->stage = e.plan.target;
	build->facts = e.made.facts;
	build->nfaults = sort_faults(e.faults.ptr, e.faults.len);
	build->faults = e.faults.ptr;
	return build;
}

const struct pf_instruction *pf_build_next(const struct pf_build *build, struct pf_build_walk *walk)
{
	const struct pf_image_build *made = build->facts.build;

	while (made && walk->stage < made->nchain) {
		const struct pf_stage *stage = &build->dockerfile->stages[made->chain[walk->stage]];
		size_t at = stage->first + walk->next++;

		if (at < stage->end)
			return &build->dockerfile->instructions[at];
		*walk = (struct pf_build_walk){walk->stage + 1, 0};
	}
	return NULL;
}
