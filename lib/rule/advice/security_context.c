/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/security_context.h"

/* `context` is NULL where `owner` has none. */
static void add_to_context(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_node *owner, const struct pf_node *context, pf_str entry)
{
	const char *title = pf_arena_fmt(pf_scratch(ctx), "add `%.*s`", PF_STR_ARG(entry)).ptr;
	pf_str entries = pf_arena_fmt(pf_scratch(ctx), "%s%.*s\n",
		context ? "" : "securityContext:\n  ", PF_STR_ARG(entry));

	/* Written as null or in some other wrong way it has to be replaced, not added. */
	if (!context && pf_node_get(owner, PF_STR("securityContext")))
		return;
	pf_fix_add(ctx, finding, false, title, context ? context : owner, entries);
}

void pf_fix_security_context(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const char *field, int64_t value)
{
	const struct pf_security_context *own = c->spec->security_context;

	add_to_context(ctx, finding, c->spec->node, own ? own->node : NULL,
		pf_arena_fmt(pf_scratch(ctx), "%s: %lld", field, (long long)value));
}

void pf_fix_pod_security_context(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod *pod, const char *field, int64_t value)
{
	const struct pf_pod_security_context *context = pod->spec->security_context;

	add_to_context(ctx, finding, pod->spec_node, context ? context->node : NULL,
		pf_arena_fmt(pf_scratch(ctx), "%s: %lld", field, (long long)value));
}

const struct pf_volume_mount *pf_hands_mounts_on(const struct pf_pod_container *c)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		if (pf_str_eq(mount->mount_propagation.is, PF_STR("Bidirectional")))
			return mount;
	}
	return NULL;
}

bool pf_must_escalate(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;

	return own &&
		(own->privileged.is == PF_TRUE ||
			(own->capabilities &&
				pf_str_list_has(&own->capabilities->add, PF_STR("CAP_SYS_ADMIN"))));
}
