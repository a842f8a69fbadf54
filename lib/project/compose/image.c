/* SPDX-License-Identifier: Apache-2.0 */

/* Of a compose service: what its image is built from, and how its health is checked. */

#include "kube/decode/fields.h"
#include "project/compose/compose_internal.h"
#include "project/kustomization.h"
#include "text/duration.h"

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
	pf_compose_text context = context_of(arena, &build);
	pf_compose_text dockerfile = pf_layers_text(arena, &build, PF_STR("dockerfile"));
	pf_compose_text target = pf_layers_text(arena, &build, PF_STR("target"));

	if (build.n == 0 || build.at[0]->kind == PF_SEQ)
		return;
	out->node = build.at[0];
	out->target = target.known ? target.value : PF_STR_EMPTY;
	out->is_inline = pf_layers_below(&build, PF_STR("dockerfile_inline")).n > 0;
	read_args(arena, &build, out);
	if (!context.known || is_elsewhere(context.value))
		return;
	out->context = pf_path_from(arena, service->file->directory, context.value);
	if (out->is_inline || (dockerfile.node && !dockerfile.known) ||
		(target.node && !target.known))
		return;
	if (!dockerfile.node || dockerfile.value.len == 0)
		dockerfile.value = PF_STR("Dockerfile");
	out->dockerfile = pf_path_from(arena, out->context, dockerfile.value);
}

static int64_t read_duration(struct pf_arena *arena, const struct pf_layers *check, pf_str key)
{
	pf_compose_text text = pf_layers_text(arena, check, key);
	int64_t value;

	return text.known && pf_duration_parse(text.value, &value) && value > 0 ? value : 0;
}

static int64_t read_retries(struct pf_arena *arena, const struct pf_layers *check)
{
	pf_compose_text text = pf_layers_text(arena, check, PF_STR("retries"));
	int64_t value;

	return text.known && pf_str_to_int(text.value, &value) && value > 0 ? value : 0;
}

/* A list tells in its first item how the others are meant. */
static bool read_test_list(struct pf_arena *arena, const struct pf_node *list,
	struct pf_compose_service *service)
{
	pf_str *words = PF_NEWN(arena, pf_str, list->len);
	struct pf_healthcheck *check = &service->healthcheck;
	struct pf_kids kids = pf_kids(list);
	pf_str first = PF_STR_EMPTY;
	size_t n = 0;

	service->test_known = true;
	while (pf_kids_next(&kids)) {
		pf_compose_text word = pf_compose_text_of(arena, kids.value);

		if (!word.node)
			return false;
		service->test_known = service->test_known && word.known;
		if (kids.i == 0)
			first = word.value;
		else
			words[n++] = word.value;
	}
	check->test = (struct pf_words){words, n};
	if (pf_str_eq(first, PF_STR("NONE")))
		check->kind = PF_HEALTHCHECK_NONE;
	else if (pf_str_eq(first, PF_STR("CMD")) && n > 0)
		check->kind = PF_HEALTHCHECK_CMD;
	else if (pf_str_eq(first, PF_STR("CMD-SHELL")) && n > 0)
		check->kind = PF_HEALTHCHECK_SHELL;
	else
		return false;
	return true;
}

static bool read_test(struct pf_arena *arena, const struct pf_node *test,
	struct pf_compose_service *service)
{
	pf_compose_text text = pf_compose_text_of(arena, test);
	pf_str *word;

	if (test->kind == PF_SEQ)
		return read_test_list(arena, test, service);
	if (text.value.len == 0)
		return false;
	word = PF_NEW(arena, pf_str);
	*word = text.value;
	service->healthcheck.kind = PF_HEALTHCHECK_SHELL;
	service->healthcheck.test = (struct pf_words){word, 1};
	service->test_known = text.known;
	return true;
}

void pf_compose_read_healthcheck(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service)
{
	struct pf_layers check = pf_layers_below(layers, PF_STR("healthcheck"));
	struct pf_layers test = pf_layers_below(&check, PF_STR("test"));
	pf_compose_text disable = pf_layers_text(arena, &check, PF_STR("disable"));

	if (check.n == 0 || check.at[0]->kind != PF_MAP)
		return;
	service->healthcheck_node = check.at[0];
	service->healthcheck = (struct pf_healthcheck){
		.interval = read_duration(arena, &check, PF_STR("interval")),
		.timeout = read_duration(arena, &check, PF_STR("timeout")),
		.start_period = read_duration(arena, &check, PF_STR("start_period")),
		.start_interval = read_duration(arena, &check, PF_STR("start_interval")),
		.retries = read_retries(arena, &check),
	};
	if (pf_compose_is_true(disable)) {
		service->has_test = true;
		service->test_known = true;
	} else if (test.n > 0) {
		service->has_test = read_test(arena, test.at[0], service);
	}
}
