/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/quantity.h"

#define MEBIBYTE (INT64_C(1) << 20)

/* Who has how much of what, for the message. */
struct place {
	pf_str who;
	pf_str resource; /* empty for a volume */
	bool limit;
};

static bool counts_bytes(pf_str resource)
{
	return pf_str_eq(resource, PF_STR("memory")) ||
		pf_str_eq(resource, PF_STR("ephemeral-storage")) ||
		pf_str_starts_with(resource, PF_STR("hugepages-"));
}

static struct pf_finding *report_tiny(struct pf_ctx *ctx, const struct place *p,
	const pf_quantity_field *field, pf_quantity q)
{
	pf_str bytes = pf_quantity_bytes_text(pf_scratch(ctx), q);
	struct pf_finding *f;

	if (p->resource.len == 0)
		return pf_report(ctx, field->node,
			"%.*s may hold only %.*s: the Pod is evicted with the first write",
			PF_STR_ARG(p->who), PF_STR_ARG(bytes));
	if (p->limit)
		return pf_report(ctx, field->node,
			"%.*s has a limit of %.*s of %.*s, with which it cannot run",
			PF_STR_ARG(p->who), PF_STR_ARG(bytes), PF_STR_ARG(p->resource));
	f = pf_report(ctx, field->node,
		"%.*s requests %.*s of %.*s, so that nothing is reserved for it",
		PF_STR_ARG(p->who), PF_STR_ARG(bytes), PF_STR_ARG(p->resource));
	pf_grade(f, PF_WARNING);
	return f;
}

/* Far too little to be meant: a unit is wrong or missing. */
static void check_tiny(struct pf_ctx *ctx, const struct place *p, const pf_quantity_field *field,
	pf_quantity q)
{
	struct pf_finding *f = report_tiny(ctx, p, field, q);
	pf_str number = pf_str_sub(field->is, 0, field->is.len - 1);
	pf_str mebi;

	if (!pf_str_ends_with(field->is, PF_STR("m"))) {
		pf_label(ctx, f, "a fraction of a byte");
		pf_help(ctx, f, "add the unit that is meant, `Mi` or `Gi`");
		return;
	}
	mebi = pf_arena_fmt(pf_scratch(ctx), "%.*sMi", PF_STR_ARG(number));
	pf_label(ctx, f, "`m` means thousandths; did you mean `%.*s`?", PF_STR_ARG(mebi));
	pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(mebi));
	pf_fix_replace(ctx, f, false, field->node, mebi);
}

/* 0.1Gi, or 1288490188800m, which tools write for 1.2Gi: odd, but as meant. */
static void check_large(struct pf_ctx *ctx, const struct place *p, const pf_quantity_field *field,
	pf_quantity q)
{
	long long mebibytes = q.whole / MEBIBYTE + 1;
	struct pf_finding *f = pf_report(ctx, field->node,
		"%.*s has `%.*s` of %.*s, which is not a whole number of bytes; the API server warns",
		PF_STR_ARG(p->who), PF_STR_ARG(field->is),
		PF_STR_ARG(p->resource.len ? p->resource : PF_STR("storage")));

	pf_grade(f, PF_INFO);
	pf_help(ctx, f, "write a whole number, as `%lldMi`", mebibytes);
}

static void check_quantity(struct pf_ctx *ctx, const struct place *p,
	const pf_quantity_field *field)
{
	pf_quantity q;

	if (!field->set || !pf_quantity_parse(field->is, &q) || pf_quantity_is_whole(q) ||
		q.whole < 0)
		return;
	if (q.whole < MEBIBYTE)
		check_tiny(ctx, p, field, q);
	else
		check_large(ctx, p, field, q);
}

static void check_map(struct pf_ctx *ctx, pf_str who, const struct pf_quantity_map *map, bool limit)
{
	PF_EACH(struct pf_quantity_entry, entry, *map) {
		struct place p = {who, entry->key, limit};

		if (counts_bytes(entry->key))
			check_quantity(ctx, &p, &entry->value);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_str who = pf_container_title(ctx, c);

	if (!c->spec->resources)
		return;
	check_map(ctx, who, &c->spec->resources->requests, false);
	check_map(ctx, who, &c->spec->resources->limits, true);
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	pf_str who = PF_STR("the Pod as a whole");

	if (pod->spec->resources) {
		check_map(ctx, who, &pod->spec->resources->requests, false);
		check_map(ctx, who, &pod->spec->resources->limits, true);
	}
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		struct place p = {PF_STR_EMPTY, PF_STR_EMPTY, true};

		if (!v->empty_dir || !v->empty_dir->size_limit.set)
			continue;
		p.who = pf_arena_fmt(pf_scratch(ctx), "volume `%.*s`", PF_STR_ARG(v->name.is));
		check_quantity(ctx, &p, &v->empty_dir->size_limit);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
	"#meaning-of-memory",
	"https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
	NULL,
};

PF_RULE(memory_millibytes) = {
	.name = "memory-millibytes",
	.title = "Amount of memory is a fraction of a byte",
	.why = "`m` means thousandths, for memory as for CPU: `400m` of memory is 0.4 bytes. The API "
	       "server only warns. With such a limit the container cannot start, with such a request "
	       "nothing is reserved, and a volume of that size has its Pod evicted.",
	.help = "Write `Mi` for mebibytes (1024 times 1024) or `M` for megabytes (a million).",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_RESOURCES,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_pod = check_pod,
	.on_container = check,
};
