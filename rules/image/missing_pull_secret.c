/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/registry.h"
#include "runtime/fragments.h"
#include "world/cluster.h"
#include "world/images.h"
#include "world/registries.h"
#include "world/service_accounts.h"
#include "yaml/scalar.h"

#define MAX_REGISTRIES 16
#define MAX_RELATED 10
#define MAX_LOOKED_AT 256 /* of the pulls of a set, so that a huge one stays cheap */

/* Registries of one Pod, what was reported of them, and how often each was met. */
struct seen {
	size_t n;
	struct {
		pf_str domain;
		struct pf_finding *finding; /* NULL: another Pod of the set speaks for it */
		size_t images;
	} registries[MAX_REGISTRIES];
};

/* What cannot be read is reported elsewhere; it is not missing. */
static bool has_pull_secrets(const struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_node *listed = pod->spec->image_pull_secrets.node;

	if (listed && !pf_node_is_null(listed) && !(listed->kind == PF_SEQ && listed->len == 0))
		return true;
	if (pf_cluster_of(ctx)->default_service_account_has_pull_secrets &&
		pf_str_eq(pf_pod_service_account_name(pod), PF_STR("default")))
		return true;
	return pf_world_service_account_has_pull_secrets(pf_world_of(ctx), pod) ||
		pf_pod_is_filled(pf_world_of(ctx), pod, PF_STR("imagePullSecrets"));
}

/* What the user says of the cluster counts for more than what is known of hosts. */
static bool wants_secret(const struct pf_ctx *ctx, const struct pf_image_reference *image)
{
	const struct pf_cluster *cluster = pf_cluster_of(ctx);

	if (image->valid &&
		(pf_cluster_knows_node_identity(cluster, image->domain) ||
			pf_cluster_knows_public(cluster, image->domain)))
		return false;
	if (!image->valid ||
		pf_registry_access_at(image->domain, image->path) != PF_REGISTRY_UNKNOWN)
		return false;
	return !pf_registry_is_nearby(image->domain) ||
		pf_world_registry_is_private(pf_world_of(ctx), pf_object_in(ctx), image->domain);
}

/* Would the Pod that pulls so be asked for a secret? */
static bool speaks(const struct pf_ctx *ctx, const struct pf_world_pull *pull)
{
	const struct pf_world *world = pf_world_of(ctx);

	return !pull->object->context && wants_secret(ctx, &pull->image) &&
		!(pf_cluster_of(ctx)->default_service_account_has_pull_secrets &&
			pf_str_eq(pull->service_account, PF_STR("default"))) &&
		!pf_world_account_has_pull_secrets(world, pull->object, pull->service_account) &&
		!pf_world_image_in_is_rewritten(world, pull->object, &pull->image, pull->container);
}

/* Does an earlier Pod of the set pull from the registry, and speak for all? */
static bool is_spoken_for(const struct pf_ctx *ctx, pf_str domain)
{
	struct pf_world_pulls pulls =
		pf_world_pulls_from(pf_world_of(ctx), pf_object_in(ctx), domain);
	const struct pf_world_pull *pull;

	for (size_t i = 0; i < MAX_LOOKED_AT; i++) {
		pull = pf_world_pulls_next(&pulls);
		if (!pull || pull->object == pf_object_in(ctx))
			return false;
		if (speaks(ctx, pull))
			return true;
	}
	return true;
}

static void relate_others(struct pf_ctx *ctx, struct pf_finding *f, pf_str domain)
{
	struct pf_world_pulls pulls =
		pf_world_pulls_from(pf_world_of(ctx), pf_object_in(ctx), domain);
	const struct pf_object *last = pf_object_in(ctx);
	const struct pf_world_pull *pull;
	size_t n = 0;

	for (size_t i = 0; i < MAX_LOOKED_AT && n < MAX_RELATED; i++) {
		pull = pf_world_pulls_next(&pulls);
		if (!pull)
			return;
		if (pull->object == pf_object_in(ctx) || pull->object == last || !speaks(ctx, pull))
			continue;
		last = pull->object;
		n++;
		pf_relate(ctx, f, last->document, pull->node, "so does %.*s",
			PF_STR_ARG(pf_object_title(pf_scratch(ctx), last)));
	}
}

static struct pf_finding *report_known(struct pf_ctx *ctx, const struct pf_node *node,
	pf_str domain, pf_str what)
{
	struct pf_finding *f = pf_report(ctx, node,
		"%.*s pulls from `%.*s` without the imagePullSecret that this registry asks for "
		"elsewhere in the input",
		PF_STR_ARG(what), PF_STR_ARG(domain));

	pf_rests_on(f, PF_CERTAIN);
	return f;
}

/* Nothing shows that it wants a secret: a hint, and one for all Pods of the set. */
static struct pf_finding *report_guess(struct pf_ctx *ctx, const struct pf_node *node,
	pf_str domain, pf_str what)
{
	struct pf_finding *f = pf_report(ctx, node,
		"%.*s pulls from `%.*s` without an imagePullSecret: the pull fails unless the "
		"registry serves anyone, or the nodes or the ServiceAccount hold credentials",
		PF_STR_ARG(what), PF_STR_ARG(domain));

	pf_grade(f, PF_INFO);
	pf_rests_on(f, PF_EVIDENCE);
	relate_others(ctx, f, domain);
	return f;
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_node *node, pf_str domain,
	pf_str what)
{
	struct pf_finding *f;

	if (pf_world_registry_is_private(pf_world_of(ctx), pf_object_in(ctx), domain))
		f = report_known(ctx, node, domain, what);
	else if (is_spoken_for(ctx, domain))
		return NULL;
	else
		f = report_guess(ctx, node, domain, what);
	pf_subject(f, domain);
	pf_help(ctx, f,
		"make a Secret with `kubectl create secret docker-registry NAME "
		"--docker-server=%.*s --docker-username=... --docker-password=...` and list it in "
		"the Pod: `imagePullSecrets: [{name: NAME}]`; a registry that needs none belongs "
		"into `cluster.public-registries` of `.podfit.yaml`",
		PF_STR_ARG(domain));
	return f;
}

static void add(struct pf_ctx *ctx, struct seen *seen, const struct pf_node *node, pf_str domain,
	pf_str what)
{
	size_t i = 0;

	while (i < seen->n && !pf_str_eq(seen->registries[i].domain, domain))
		i++;
	if (i == MAX_REGISTRIES)
		return;
	if (i == seen->n) {
		seen->registries[i].domain = domain;
		seen->registries[i].finding = report(ctx, node, domain, what);
		seen->n++;
	} else if (seen->registries[i].finding && seen->registries[i].images <= MAX_RELATED) {
		pf_relate(ctx, seen->registries[i].finding, pf_object_in(ctx)->document, node,
			"so does %.*s", PF_STR_ARG(what));
	}
	seen->registries[i].images++;
}

static void check_volumes(struct pf_ctx *ctx, const struct pf_pod *pod, struct seen *seen)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		struct pf_image_reference image;

		if (!v->image || !v->image->reference.set ||
			pf_str_eq(v->image->pull_policy.is, PF_STR("Never")))
			continue;
		image = pf_image_reference_parse(pf_scratch(ctx), v->image->reference.is);
		if (wants_secret(ctx, &image) &&
			!pf_world_image_is_rewritten(pf_world_of(ctx), pf_object_in(ctx), &image))
			add(ctx, seen, v->image->reference.node, image.domain,
				pf_arena_fmt(pf_scratch(ctx), "volume `%.*s`",
					PF_STR_ARG(v->name.is)));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct seen seen = {0};

	if (pod->patch || has_pull_secrets(ctx, pod))
		return;
	PF_EACH(struct pf_pod_container, c, pod->containers) {
		if (!c->image_rewritten && wants_secret(ctx, &c->image) &&
			!pf_str_eq(c->spec->image_pull_policy.is, PF_STR("Never")))
			add(ctx, &seen, c->spec->image.node, c->image.domain,
				pf_container_title(ctx, c));
	}
	check_volumes(ctx, pod, &seen);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/",
	"https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry",
	NULL,
};

PF_RULE(missing_pull_secret) = {
	.name = "missing-pull-secret",
	.title = "Image of a private registry without pull secret",
	.why = "The node pulls with the credentials that the Pod or its ServiceAccount lists, not "
	       "with those of whoever applies the manifest: what `docker login` made work on a "
	       "laptop ends in ImagePullBackOff in the cluster. Where a pull Secret or another Pod of "
	       "the input shows that the registry asks for one, each Pod without is a warning; "
	       "elsewhere one hint stands for all Pods that pull from a registry. Registries and "
	       "projects that are known to serve anyone, and registries that a cloud's nodes sign "
	       "in to by themselves, are left out.",
	.help = "Create a Secret with `kubectl create secret docker-registry` in the Pod's namespace "
		"and list it under `imagePullSecrets` of the Pod or of its ServiceAccount. A "
		"registry that asks nobody to sign in, or that the nodes have credentials for, is "
		"named under `cluster:` in `.podfit.yaml`: `public-registries`, "
		"`node-identity-registries`; `default-service-account-has-pull-secrets: true` is for "
		"clusters that add them to every namespace's default ServiceAccount.",
	.refs = refs,
	.looks_around = true,
	.since = "0.1.0",
	.category = PF_IMAGE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
