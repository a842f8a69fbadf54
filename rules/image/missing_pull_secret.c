/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/registry.h"
#include "world/cluster.h"
#include "world/images.h"
#include "world/registries.h"
#include "world/service_accounts.h"
#include "yaml/scalar.h"

#define MAX_REGISTRIES 16
#define MAX_RELATED 8

/* Registries of one Pod that were reported, and how often each was met. */
struct seen {
	size_t n;
	struct {
		pf_str domain;
		struct pf_finding *finding;
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
	return pf_world_service_account_has_pull_secrets(pf_world_of(ctx), pod);
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_node *node, pf_str domain,
	pf_str what)
{
	bool private = pf_world_registry_is_private(pf_world_of(ctx), pf_object_in(ctx), domain);
	struct pf_finding *f;

	if (private)
		f = pf_report(ctx, node,
			"%.*s pulls from `%.*s` without the imagePullSecret that this registry asks "
			"for elsewhere in the input",
			PF_STR_ARG(what), PF_STR_ARG(domain));
	else
		f = pf_report(ctx, node,
			"%.*s pulls from `%.*s` without an imagePullSecret: the pull fails unless the "
			"registry serves anyone, or the nodes or the ServiceAccount hold credentials",
			PF_STR_ARG(what), PF_STR_ARG(domain));
	pf_confide(f, private ? PF_HIGH : PF_MEDIUM);
	pf_subject(f, domain);
	pf_help(ctx, f,
		"make a Secret with `kubectl create secret docker-registry NAME "
		"--docker-server=%.*s --docker-username=... --docker-password=...` and list it in "
		"the Pod: `imagePullSecrets: [{name: NAME}]`",
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
	} else if (seen->registries[i].images <= MAX_RELATED) {
		pf_relate(ctx, seen->registries[i].finding, pf_object_in(ctx)->document, node,
			"so does %.*s", PF_STR_ARG(what));
	}
	seen->registries[i].images++;
}

/* What the user says of the cluster counts for more than what is known of hosts. */
static bool wants_secret(const struct pf_ctx *ctx, const struct pf_image_reference *image)
{
	const struct pf_cluster *cluster = pf_cluster_of(ctx);

	if (image->valid &&
		(pf_cluster_knows_node_identity(cluster, image->domain) ||
			pf_cluster_knows_public(cluster, image->domain)))
		return false;
	if (!image->valid || pf_registry_access_of(image->domain) != PF_REGISTRY_UNKNOWN)
		return false;
	return !pf_registry_is_nearby(image->domain) ||
		pf_world_registry_is_private(pf_world_of(ctx), pf_object_in(ctx), image->domain);
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
	       "laptop ends in ImagePullBackOff in the cluster. Registries that are known to serve "
	       "anonymous pulls, and those that a cloud's nodes sign in to by themselves, are left "
	       "out.",
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
