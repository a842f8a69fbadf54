/* SPDX-License-Identifier: Apache-2.0 */

#include "bounds.h"

#include "project/docker_units.h"
#include "rule/rule.h"

/* Nothing, and 0, are no bound. */
static bool read_amount(struct pf_compose_bound *b)
{
	int64_t bytes;

	if (!b->compose->known)
		return false;
	if (!b->is_memory)
		return pf_docker_cpus(b->compose->value, &b->amount) &&
			!pf_quantity_is_zero(b->amount);
	if (!pf_docker_bytes(b->compose->value, &bytes))
		return false;
	b->amount = (pf_quantity){.whole = bytes, .nano = 0};
	return bytes > 0;
}

pf_str pf_bound_written(struct pf_ctx *ctx, const struct pf_compose_bound *b)
{
	static const char *const units[] = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
	int64_t n = b->amount.whole;
	size_t unit = 0;

	if (b->is_memory) {
		for (; n % 1024 == 0 && unit + 1 < sizeof(units) / sizeof(units[0]); unit++)
			n /= 1024;
		return pf_arena_fmt(pf_scratch(ctx), "%lld%s", (long long)n, units[unit]);
	}
	if (b->amount.nano == 0)
		return pf_arena_fmt(pf_scratch(ctx), "%lld", (long long)n);
	/* The server keeps nothing below a thousandth. */
	return pf_arena_fmt(pf_scratch(ctx), "%lldm",
		(long long)n * 1000 + (b->amount.nano + 999999) / 1000000);
}

pf_str pf_bound_shown(struct pf_ctx *ctx, const struct pf_compose_bound *b, pf_str text,
	pf_quantity amount)
{
	if (!b->is_memory)
		return pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(text));
	return pf_arena_fmt(pf_scratch(ctx), "`%.*s` (%.*s)", PF_STR_ARG(text),
		PF_STR_ARG(pf_quantity_bytes_text(pf_scratch(ctx), amount)));
}

bool pf_bound_crosses_other(const struct pf_pod_container *c, const struct pf_compose_bound *b)
{
	const struct pf_quantity_entry *other = b->is_limit ? pf_container_request(c, b->resource)
							    : pf_container_limit(c, b->resource);
	pf_quantity amount;
	int cmp;

	if (!other || !other->value.set || !pf_quantity_parse(other->value.is, &amount))
		return other != NULL;
	cmp = pf_quantity_cmp(b->amount, amount);
	return b->is_limit ? cmp < 0 : cmp > 0;
}

/* Cores are kept to the thousandth: 1/3 and 334m are the same. */
bool pf_bound_is(const struct pf_compose_bound *b, pf_quantity amount)
{
	pf_quantity ours = b->amount;

	if (!b->is_memory) {
		ours.nano = (ours.nano + 999999) / 1000000 * 1000000;
		if (ours.nano == 1000000000) {
			ours.nano = 0;
			ours.whole++;
		}
	}
	return pf_quantity_cmp(ours, amount) == 0 || pf_quantity_cmp(b->amount, amount) == 0;
}

size_t pf_compose_bounds(const struct pf_compose_service *service,
	struct pf_compose_bound out[PF_COMPOSE_BOUNDS])
{
	const struct pf_compose_bound all[PF_COMPOSE_BOUNDS] = {
		{&service->resources.memory_limit, PF_STR("memory"), true, true, {0, 0}},
		{&service->resources.cpu_limit, PF_STR("cpu"), false, true, {0, 0}},
		{&service->resources.memory_reservation, PF_STR("memory"), true, false, {0, 0}},
		{&service->resources.cpu_reservation, PF_STR("cpu"), false, false, {0, 0}},
	};
	size_t n = 0;

	for (size_t i = 0; i < PF_COMPOSE_BOUNDS; i++) {
		out[n] = all[i];
		n += read_amount(&out[n]);
	}
	return n;
}

pf_str pf_bounds_shown(struct pf_ctx *ctx, const struct pf_compose_bound *bounds, size_t n)
{
	pf_str text = pf_bound_shown(ctx, &bounds[0], bounds[0].compose->value, bounds[0].amount);
	pf_str second;

	if (n == 1)
		return text;
	second = pf_bound_shown(ctx, &bounds[1], bounds[1].compose->value, bounds[1].amount);
	return pf_arena_fmt(pf_scratch(ctx), "%.*s and cpu %.*s", PF_STR_ARG(text),
		PF_STR_ARG(second));
}

pf_str pf_bounds_written(struct pf_ctx *ctx, const struct pf_compose_bound *bounds, size_t n)
{
	pf_str text = pf_arena_fmt(pf_scratch(ctx), "`%.*s: %.*s`", PF_STR_ARG(bounds[0].resource),
		PF_STR_ARG(pf_bound_written(ctx, &bounds[0])));

	if (n == 1)
		return text;
	return pf_arena_fmt(pf_scratch(ctx), "%.*s and `cpu: %.*s`", PF_STR_ARG(text),
		PF_STR_ARG(pf_bound_written(ctx, &bounds[1])));
}

pf_str pf_bounds_requests(struct pf_ctx *ctx, const struct pf_compose_service *service,
	const char *indent)
{
	struct pf_compose_bound bounds[PF_COMPOSE_BOUNDS];
	size_t n = pf_compose_bounds(service, bounds);
	pf_str text = PF_STR_EMPTY;

	for (size_t i = 0; i < n; i++) {
		if (bounds[i].is_limit)
			continue;
		if (!text.len)
			text = pf_arena_fmt(pf_scratch(ctx), "%srequests:\n", indent);
		text = pf_arena_fmt(pf_scratch(ctx), "%.*s%s  %.*s: %.*s\n", PF_STR_ARG(text),
			indent, PF_STR_ARG(bounds[i].resource),
			PF_STR_ARG(pf_bound_written(ctx, &bounds[i])));
	}
	return text;
}
