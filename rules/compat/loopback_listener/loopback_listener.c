/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "expectation.h"
#include "runtime/network/injection.h"
#include "runtime/network/listen.h"

/* Does another setting open the port, or, where none is known, any to the outside? */
static bool is_open(struct pf_ctx *ctx, const struct pf_listen *all, size_t n, int64_t port)
{
	for (size_t i = 0; i < n; i++) {
		const struct pf_listen *item = &all[i];

		if (item->host.len && !pf_is_loopback_address(item->host) &&
			(!port || pf_listen_port(pf_scratch(ctx), all, n, item) == port))
			return true;
		if (!port && !item->host.len && item->port)
			return true;
	}
	return false;
}

static void offer_fix(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_listen *item)
{
	bool v6 = pf_str_find_char(item->host, ':') < item->host.len;
	pf_str all = v6 ? PF_STR("::") : PF_STR("0.0.0.0"), text;
	size_t at;

	if (!item->node || item->node->kind != PF_SCALAR)
		return;
	text = pf_node_text(item->node);
	at = pf_str_find(text, item->host);
	if (at == text.len)
		return;
	pf_fix_string(ctx, f, false, item->node,
		pf_arena_fmt(pf_scratch(ctx), "%.*s%.*s%.*s", PF_STR_ARG(pf_str_sub(text, 0, at)),
			PF_STR_ARG(all),
			PF_STR_ARG(pf_str_from_offset(text, at + item->host.len))));
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_listen *item, const struct pf_expectation *by)
{
	struct pf_finding *f = pf_report(ctx, item->node ? item->node : c->spec->node,
		"%.*s listens on `%.*s` only, by `%.*s`: port %lld, which %.*s, is not reached "
		"from outside the Pod",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(item->host),
		PF_STR_ARG(item->name), (long long)by->port, PF_STR_ARG(by->what));

	if (!item->node)
		pf_relate_image(ctx, f, c, item->from, "the image says it");
	if (!item->sure)
		pf_rests_on(f, PF_EVIDENCE);
	pf_subject(f, item->name);
	pf_relate(ctx, f, by->document, by->node, "port %lld is expected here",
		(long long)by->port);
	pf_help(ctx, f, "let it listen on all addresses, `0.0.0.0` or `::`, instead of `%.*s`",
		PF_STR_ARG(item->host));
	offer_fix(ctx, f, item);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n;

	if (c->pod->patch || !pf_container_is_long_lived(c) ||
		pf_pod_is_injected(pf_world_of(ctx), c->pod))
		return;
	n = pf_all_listens_of(pf_scratch(ctx), c, listens);
	for (size_t i = 0; i < n; i++) {
		const struct pf_listen *item = &listens[i];
		int64_t port = pf_listen_port(pf_scratch(ctx), listens, n, item);
		struct pf_expectation by;

		if (item->elsewhere || !pf_is_loopback_address(item->host) ||
			(!port && !item->sure) || is_open(ctx, listens, n, port) ||
			!pf_is_expected(ctx, c, port, &by))
			continue;
		report(ctx, c, item, &by);
		return;
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/cluster-administration/networking/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(loopback_listener) = {
	.name = "loopback-listener",
	.title = "Program listens on loopback",
	.why = "Who listens on 127.0.0.1 is heard by the containers of the same Pod and by nobody "
	       "else: probes and Services come to the Pod's own address and are refused. On a "
	       "laptop, and for a HEALTHCHECK inside the container, the same setting works.",
	.help = "Let the program listen on all addresses, `0.0.0.0` or `::`.",
	.ignore =
		"Another container of the Pod passes the traffic on. Pods that a mesh or runtime adds "
		"its sidecar to (Dapr, Istio, Linkerd and their like) are left out.",
	.refs = refs,
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
