/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* What kubelets report: Go's names. */
static const pf_str architectures[] = {
	PF_STR_INIT("amd64"),
	PF_STR_INIT("arm64"),
	PF_STR_INIT("arm"),
	PF_STR_INIT("386"),
	PF_STR_INIT("ppc64le"),
	PF_STR_INIT("ppc64"),
	PF_STR_INIT("s390x"),
	PF_STR_INIT("riscv64"),
	PF_STR_INIT("loong64"),
	PF_STR_INIT("mips"),
	PF_STR_INIT("mipsle"),
	PF_STR_INIT("mips64"),
	PF_STR_INIT("mips64le"),
	/* of virtual nodes that run WebAssembly */
	PF_STR_INIT("wasm32-wasi"),
	PF_STR_INIT("wasm32-wagi"),
	PF_STR_INIT("wasm32-wasmcloud"),
};

static const pf_str systems[] = {PF_STR_INIT("linux"), PF_STR_INIT("windows")};

struct other_name {
	pf_str wrong;
	pf_str right;
};

static const struct other_name other_names[] = {
	{PF_STR_INIT("x86_64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("x86-64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("x64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("aarch64"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("armv8"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("arm64v8"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("armv7"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armv7l"), PF_STR_INIT("arm")},
	{PF_STR_INIT("arm32v7"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armv6"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armhf"), PF_STR_INIT("arm")},
	{PF_STR_INIT("x86"), PF_STR_INIT("386")},
	{PF_STR_INIT("i386"), PF_STR_INIT("386")},
	{PF_STR_INIT("i686"), PF_STR_INIT("386")},
	{PF_STR_INIT("ppc64el"), PF_STR_INIT("ppc64le")},
	{PF_STR_INIT("loongarch64"), PF_STR_INIT("loong64")},
	{PF_STR_INIT("win"), PF_STR_INIT("windows")},
};

/* A label with the values that nodes carry. */
struct label {
	const char *what;
	const pf_str *known;
	size_t n;
};

static const struct label arch = {
	"architecture", architectures, sizeof(architectures) / sizeof(architectures[0])};
static const struct label os = {"operating system", systems, sizeof(systems) / sizeof(systems[0])};

static const struct label *find(pf_str key)
{
	if (pf_str_eq(key, PF_STR("kubernetes.io/arch")) ||
		pf_str_eq(key, PF_STR("beta.kubernetes.io/arch")))
		return &arch;
	if (pf_str_eq(key, PF_STR("kubernetes.io/os")) ||
		pf_str_eq(key, PF_STR("beta.kubernetes.io/os")))
		return &os;
	return NULL;
}

/* Text that can be no label's value is another rule's, or some template's `$ARCH`. */
static bool is_unknown(const struct pf_ctx *ctx, const struct label *label, pf_str_field value)
{
	return value.is.len && !pf_is_placeholder(value.is) &&
		!pf_is_one_of(value.is, label->known, label->n) &&
		!pf_name_fault(PF_FORMAT_LABEL_VALUE, value.is, pf_release(ctx));
}

/* The value that was meant, or empty. */
static pf_str meant(const struct label *label, pf_str value)
{
	for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
		if (pf_str_eq_nocase(value, other_names[i].wrong) &&
			pf_is_one_of(other_names[i].right, label->known, label->n))
			return other_names[i].right;
	for (size_t i = 0; i < label->n; i++)
		if (pf_str_eq_nocase(value, label->known[i]))
			return label->known[i];
	return PF_STR_EMPTY;
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct label *label, pf_str_field value,
	const char *effect)
{
	pf_str right = meant(label, value.is);
	struct pf_finding *f = pf_report(ctx, value.node,
		"`%.*s` is no %s that nodes are labelled with, so that it %s", PF_STR_ARG(value.is),
		label->what, effect);

	pf_subject(f, value.is);
	if (right.len) {
		pf_label(ctx, f, "nodes say `%.*s`", PF_STR_ARG(right));
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(right));
		pf_fix_replace(ctx, f, false, value.node, right);
	} else if (label == &os) {
		pf_help(ctx, f, "write `linux` or `windows`");
	}
	return f;
}

static void check_requirement(struct pf_ctx *ctx, const struct pf_node_selector_requirement *r)
{
	const struct label *label = find(r->key.is);
	bool negated = pf_str_eq(r->operator.is, PF_STR("NotIn"));
	bool alone = true;

	if (!label || (!negated && !pf_str_eq(r->operator.is, PF_STR("In"))))
		return;
	PF_EACH(pf_str_field, value, r->values)
		if (!is_unknown(ctx, label, *value))
			alone = false;
	PF_EACH(pf_str_field, value, r->values) {
		struct pf_finding *f;

		if (!is_unknown(ctx, label, *value))
			continue;
		f = report(ctx, label, *value, negated ? "keeps off no node" : "matches no node");
		/* The Pod still finds nodes, though not those that were meant. */
		if (negated || !alone)
			pf_grade(ctx, f, PF_WARNING);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_node_terms terms = pf_node_terms(ctx, pod);

	PF_EACH(struct pf_str_entry, entry, pod->spec->node_selector) {
		const struct label *label = find(entry->key);

		if (label && is_unknown(ctx, label, entry->value))
			(void)report(ctx, label, entry->value, "matches no node");
	}
	for (size_t i = 0; i < terms.len; i++)
		PF_EACH(struct pf_node_selector_requirement, r, terms.ptr[i]->match_expressions)
			check_requirement(ctx, r);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch",
	"https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-os",
	NULL,
};

PF_RULE(unknown_architecture_label) = {
	.name = "unknown-architecture-label",
	.title = "No node has this architecture or operating system",
	.why = "The kubelet labels its node with the names that Go uses: `amd64`, `arm64`, `linux`. "
	       "What `uname` or Docker call the same machine (`x86_64`, `aarch64`) matches no node, "
	       "and the Pod stays Pending on a cluster full of the right ones.",
	.help = "Write the value that `kubectl get nodes -L kubernetes.io/arch,kubernetes.io/os` "
		"shows.",
	.ignore = "Virtual nodes may carry values of their own.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
