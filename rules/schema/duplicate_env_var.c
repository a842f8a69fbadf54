/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/expansion.h"
#include "runtime/fragments.h"
#include "runtime/repeats.h"

/* `PATH` set to "/opt/bin:$(PATH)" builds on the entry before it. */
static bool builds_on(const struct pf_env_var *var, pf_str name)
{
	pf_str rest = var->value.is, used;

	while (pf_next_reference(&rest, &used))
		if (pf_str_eq(used, name))
			return true;
	return false;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_env_var_list *env = &c->spec->env;
	struct pf_repeats list;

	if (env->len < 2)
		return;
	list = pf_repeats_start(pf_scratch(ctx), env->len);
	PF_EACH(struct pf_env_var, var, *env)
		if (!pf_is_patch_step(var->node))
			pf_repeats_add(&list, var->name.is, var->name.node, var);
	pf_mark_repeats(&list);
	PF_EACH(struct pf_repeat, repeat, list) {
		struct pf_finding *f;

		if (!repeat->first || builds_on(repeat->item, repeat->key))
			continue;
		f = pf_report(ctx, repeat->node,
			"`%.*s` is set twice in %.*s; the last entry counts, and `kubectl apply` may "
			"drop either",
			PF_STR_ARG(repeat->key), PF_STR_ARG(pf_container_title(ctx, c)));
		pf_relate(ctx, f, pf_object_in(ctx)->document, repeat->first->node,
			"set here before");
		pf_help(ctx, f, "take out the entry that is not meant");
	}
}

static const char *const aliases[] = {
	"kube-linter/duplicate-env-var",
	"kube-score/environment-variable-key-duplication",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-"
	"container/",
	NULL,
};

PF_RULE(duplicate_env_var) = {
	.name = "duplicate-env-var",
	.title = "Environment variable is set twice",
	.why = "The API server accepts two entries of one name, and the container gets the value of "
	       "the last. `kubectl apply` finds entries by name when it merges, so that a later "
	       "change can remove or alter the wrong one.",
	.help = "Keep one entry for each name. A later one that builds on the earlier, such as "
		"`/opt/bin:$(PATH)`, is left alone.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
