/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/placement/architectures.h"

#include "image/platform.h"
#include "runtime/placement/scheduling.h"
#include "world/cluster.h"

#define NAMES_MAX 8 /* platforms that a message names */

static const pf_str arch_key = PF_STR_INIT("kubernetes.io/arch");
static const pf_str os_key = PF_STR_INIT("kubernetes.io/os");

uint32_t pf_admitted_bit(const struct pf_node_label *label, pf_str value)
{
	for (size_t i = 0; i < label->n; i++) {
		if (pf_str_eq(label->values[i], value))
			return UINT32_C(1) << i;
	}
	return 0;
}

static uint32_t all_of(const struct pf_node_label *label)
{
	return (UINT32_C(1) << label->n) - 1;
}

static uint32_t bit_of(struct pf_admitted *out, pf_str_field value)
{
	if (!value.set || pf_is_placeholder(value.is))
		out->unsure = true;
	return pf_admitted_bit(out->label, value.is);
}

/*
 * What an expression leaves of `set`.  Every kubelet sets the label, so that
 * it always exists, and no value of it is a number to compare.
 */
static uint32_t narrow(struct pf_admitted *out, uint32_t set,
	const struct pf_node_selector_requirement *r, bool *listed)
{
	pf_str how = r->operator.is;
	uint32_t values = 0;

	PF_EACH(pf_str_field, value, r->values)
		values |= bit_of(out, *value);
	if (pf_str_eq(how, PF_STR("In"))) {
		*listed = true;
		return set & values;
	}
	if (pf_str_eq(how, PF_STR("NotIn")))
		return set & ~values;
	if (pf_str_eq(how, PF_STR("DoesNotExist")))
		return 0;
	if (!pf_str_eq(how, PF_STR("Exists")))
		out->unsure = true;
	return set;
}

/* An empty term matches no node; one about other labels may match any. */
static uint32_t set_of_term(struct pf_admitted *out, const struct pf_node_selector_term *term,
	bool *listed, const struct pf_node **at)
{
	uint32_t set = all_of(out->label);

	*listed = false;
	if (!term->match_expressions.len && !term->match_fields.len)
		return 0;
	PF_EACH(struct pf_node_selector_requirement, r, term->match_expressions) {
		if (!r->key.set || pf_is_placeholder(r->key.is))
			out->unsure = true;
		if (pf_node_label_of(r->key.is) != out->label)
			continue;
		set = narrow(out, set, r, listed);
		if (!*at)
			*at = r->node;
	}
	return set;
}

static void apply_affinity(struct pf_arena *arena, const struct pf_pod *pod,
	struct pf_admitted *out)
{
	struct pf_node_terms terms = pf_node_terms(arena, pod);
	const struct pf_node *at = NULL;
	bool all_listed = true, listed;
	uint32_t any = 0;

	if (!terms.nrequired)
		return;
	for (size_t i = 0; i < terms.nrequired; i++) {
		any |= set_of_term(out, terms.ptr[i], &listed, &at);
		all_listed = all_listed && listed;
	}
	if (any == all_of(out->label))
		return;
	out->set &= any;
	out->listed = out->listed || all_listed;
	if (!out->node)
		out->node = at ? at : terms.ptr[0]->node;
}

struct pf_admitted pf_admitted_nodes(struct pf_arena *arena, const struct pf_pod *pod, pf_str key)
{
	struct pf_admitted out = {.label = pf_node_label_of(key)};

	out.set = all_of(out.label);
	PF_EACH(struct pf_str_entry, entry, pod->spec->node_selector) {
		if (pf_node_label_of(entry->key) != out.label)
			continue;
		out.set &= bit_of(&out, entry->value);
		out.listed = true;
		out.node = entry->value.node;
	}
	apply_affinity(arena, pod, &out);
	out.restricted = out.set != all_of(out.label);
	return out;
}

pf_str pf_admitted_names(struct pf_arena *arena, const struct pf_node_label *label, uint32_t set)
{
	pf_str *names = PF_NEWN(arena, pf_str, label->n);
	size_t n = 0;

	for (size_t i = 0; i < label->n; i++) {
		if (set & (UINT32_C(1) << i))
			names[n++] = pf_arena_fmt(arena, "`%.*s`", PF_STR_ARG(label->values[i]));
	}
	return pf_arena_list(arena, names, n, "and");
}

uint32_t pf_cluster_architectures(const struct pf_cluster *cluster)
{
	const struct pf_node_label *label = pf_node_label_of(arch_key);
	uint32_t set = 0;

	for (size_t i = 0; i < cluster->narchitectures; i++)
		set |= pf_admitted_bit(label, cluster->architectures[i]);
	return set;
}

const struct pf_platform *pf_pinned_platform(const struct pf_pod_container *c)
{
	if (!c->facts || !c->image.digest.len || c->image_rewritten)
		return NULL;
	for (size_t i = 0; c->facts->platforms.is_index && i < c->facts->platforms.len; i++) {
		if (pf_str_eq(c->facts->platforms.ptr[i].digest, c->image.digest))
			return &c->facts->platforms.ptr[i];
	}
	return NULL;
}

static bool is_of_system(const struct pf_admitted *systems, const struct pf_pod *pod,
	const struct pf_platform *platform)
{
	pf_str os = platform->os.len ? platform->os : PF_STR("linux");

	if (pod->spec->os && pod->spec->os->name.set && !pf_str_eq(pod->spec->os->name.is, os))
		return false;
	return (pf_admitted_bit(systems->label, os) & systems->set) != 0;
}

struct pf_platforms pf_offered_platforms(struct pf_arena *arena, const struct pf_pod_container *c)
{
	const struct pf_platform *pinned = pf_pinned_platform(c);
	struct pf_platforms out = {0};
	struct pf_admitted systems;
	struct pf_platform *usable;

	if (!c->facts || !c->facts->platforms.known)
		return out;
	out = c->facts->platforms;
	out.len = 0;
	systems = pf_admitted_nodes(arena, c->pod, os_key);
	usable = PF_NEWN(arena, struct pf_platform, c->facts->platforms.len);
	for (size_t i = 0; i < c->facts->platforms.len; i++) {
		const struct pf_platform *platform = &c->facts->platforms.ptr[i];

		if ((!pinned || platform == pinned) && is_of_system(&systems, c->pod, platform))
			usable[out.len++] = *platform;
	}
	out.ptr = usable;
	out.known = out.len > 0;
	return out;
}

uint32_t pf_served_architectures(const struct pf_platforms *platforms,
	const struct pf_node_label *label, uint32_t set)
{
	uint32_t served = 0;

	for (size_t i = 0; i < label->n; i++) {
		for (size_t k = 0; k < platforms->len; k++) {
			if (pf_platform_runs_on(&platforms->ptr[k], label->values[i], NULL))
				served |= UINT32_C(1) << i;
		}
	}
	return served & set;
}

static pf_str platform_name(struct pf_arena *arena, const struct pf_platform *p)
{
	return pf_arena_fmt(arena, "%.*s%s%.*s%s%.*s", PF_STR_ARG(p->os), p->os.len ? "/" : "",
		PF_STR_ARG(p->architecture), p->variant.len ? "/" : "", PF_STR_ARG(p->variant));
}

pf_str pf_platform_names(struct pf_arena *arena, const struct pf_platforms *platforms)
{
	pf_str names[NAMES_MAX + 1];
	size_t n = 0;

	for (; n < platforms->len && n < NAMES_MAX; n++)
		names[n] = platform_name(arena, &platforms->ptr[n]);
	if (!n)
		return PF_STR("no platform");
	if (n < platforms->len) {
		names[n] = pf_arena_fmt(arena, "%zu more", platforms->len - n);
		n++;
	}
	return pf_arena_list(arena, names, n, "and");
}
