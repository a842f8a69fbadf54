/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/healthcheck.h"

#include "text/duration.h"

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
	struct pf_healthcheck *check = &service->health.check;
	struct pf_kids kids = pf_kids(list);
	pf_str first = PF_STR_EMPTY;
	size_t n = 0;

	service->health.test_known = true;
	while (pf_kids_next(&kids)) {
		pf_compose_text word = pf_compose_text_of(arena, kids.value);

		if (!word.node)
			return false;
		service->health.test_known = service->health.test_known && word.known;
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
	service->health.check.kind = PF_HEALTHCHECK_SHELL;
	service->health.check.test = (struct pf_words){word, 1};
	service->health.test_known = text.known;
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
	service->health.node = check.at[0];
	service->health.check = (struct pf_healthcheck){
		.interval = read_duration(arena, &check, PF_STR("interval")),
		.timeout = read_duration(arena, &check, PF_STR("timeout")),
		.start_period = read_duration(arena, &check, PF_STR("start_period")),
		.start_interval = read_duration(arena, &check, PF_STR("start_interval")),
		.retries = read_retries(arena, &check),
	};
	if (pf_compose_is_true(disable)) {
		service->health.has_test = true;
		service->health.test_known = true;
	} else if (test.n > 0) {
		service->health.has_test = read_test(arena, test.at[0], service);
	}
}
