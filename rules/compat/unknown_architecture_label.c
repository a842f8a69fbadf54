/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "kube/node_labels.h"
#include "runtime/placement/scheduling.h"

/* Text that can be no label's value is another rule's, or some template's `$ARCH`. */
static bool is_unknown(const struct pf_ctx *ctx, const struct pf_node_label *label,
	pf_str_field value)
{
	return value.is.len && !pf_is_placeholder(value.is) &&
		!pf_node_label_has(label, value.is) &&
		!pf_name_fault(PF_FORMAT_LABEL_VALUE, value.is, pf_release(ctx));
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_node_label *label,
	pf_str_field value, const char *effect)
{
	pf_str right = pf_node_label_meant(label, value.is);
	struct pf_finding *f = pf_report(ctx, value.node,
		"`%.*s` is no %s that nodes are labelled with, so that it %s", PF_STR_ARG(value.is),
		label->what, effect);

	pf_subject(f, value.is);
	if (right.len) {
		pf_label(ctx, f, "nodes say `%.*s`", PF_STR_ARG(right));
		pf_help(ctx, f, "write `%.*s`", PF_STR_ARG(right));
		pf_fix_replace(ctx, f, false, value.node, right);
	} else if (label->choice) {
		pf_help(ctx, f, "write %s", label->choice);
	}
	return f;
}

static void check_requirement(struct pf_ctx *ctx, const struct pf_node_selector_requirement *r)
{
	const struct pf_node_label *label = pf_node_label_of(r->key.is);
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
			pf_grade(f, PF_WARNING);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_node_terms terms = pf_node_terms(pf_scratch(ctx), pod);

	PF_EACH(struct pf_str_entry, entry, pod->spec->node_selector) {
		const struct pf_node_label *label = pf_node_label_of(entry->key);

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
