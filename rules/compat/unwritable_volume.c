/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "rule/advice/security_context.h"
#include "rule/advice/users.h"
#include "runtime/process/users.h"
#include "runtime/storage/mounts.h"
#include "yaml/scalar.h"

/* Directories of the node that containers look at rather than keep data in. */
static bool is_of_system(pf_str path)
{
	return pf_is_within_known(path, PF_DIRECTORY_NODE) || pf_str_eq(path, PF_STR("/")) ||
		pf_is_placeholder(path);
}

/* Will the node make the directory, as root's?  Whoever sets nodes up makes those of their agents.
 */
static bool is_made_by_node(const struct pf_pod *pod, const struct pf_host_path_volume_source *host)
{
	if (is_of_system(host->path.is))
		return false;
	if (pf_str_eq(host->type.is, PF_STR("DirectoryOrCreate")))
		return true;
	return !host->type.is.len && pod->kind != PF_DAEMON_SET &&
		pod->spec->host_network.is != PF_TRUE;
}

static pf_str storage_class(const struct pf_pod *pod, pf_str volume)
{
	const struct pf_node *claim = pf_claim_template(pod, volume);
	const struct pf_volume *inline_volume = pf_pod_volume(pod, volume);

	if (!claim && inline_volume && inline_volume->ephemeral)
		claim = pf_node_get(inline_volume->ephemeral->node, PF_STR("volumeClaimTemplate"));
	return pf_node_get_text(pf_node_get(claim, PF_STR("spec")), PF_STR("storageClassName"));
}

static bool has_group(const struct pf_pod *pod)
{
	const struct pf_pod_security_context *context = pod->spec->security_context;

	return context &&
		((context->fs_group.node && !pf_node_is_null(context->fs_group.node)) ||
			context->supplemental_groups.len > 0);
}

static bool is_unwritable(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_volume_mount *mount)
{
	const struct pf_volume *volume = pf_pod_volume(c->pod, mount->name.is);
	enum pf_volume_sort sort = pf_volume_sort_of(c->pod, mount->name.is);
	pf_str class;

	if (!pf_mount_is_writable(c, mount) || pf_is_given_away(c->pod, mount->name.is))
		return false;
	if (sort == PF_VOLUME_HOST)
		return is_made_by_node(c->pod, volume->host_path);
	if (sort != PF_VOLUME_CLAIM || has_group(c->pod))
		return false;
	class = storage_class(c->pod, mount->name.is);
	return !class.len || !pf_option_has(ctx, "storage-classes", class);
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_volume_mount *mount, const struct pf_non_root *who)
{
	bool host = pf_volume_sort_of(c->pod, mount->name.is) == PF_VOLUME_HOST;
	struct pf_finding *f = pf_report(ctx, mount->mount_path.node,
		"%.*s runs as %.*s, who cannot write to `%.*s`: a new %s belongs to root%s",
		PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(pf_non_root_title(pf_scratch(ctx), who)),
		PF_STR_ARG(mount->mount_path.is), host ? "directory of the node" : "volume",
		host ? "" : ", and no `fsGroup` is set");

	pf_rests_on(f, PF_EVIDENCE);
	pf_relate_non_root(ctx, f, c, who);
	if (host) {
		pf_help(ctx, f,
			"make the directory on the node for this user, or change its owner in an init "
			"container that runs as root: `fsGroup` has no effect on hostPath volumes");
	} else if (who->uid > 0) {
		pf_help(ctx, f, "set `fsGroup: %lld` in the Pod's securityContext",
			(long long)who->uid);
		pf_fix_pod_security_context(ctx, f, c->pod, "fsGroup", who->uid);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	bool said[2] = {false, false};
	struct pf_non_root who;

	if (c->pod->patch || c->class == PF_EPHEMERAL || !c->spec->volume_mounts.len ||
		!pf_known_non_root(pf_scratch(ctx), c, &who))
		return;
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		bool host = pf_volume_sort_of(c->pod, mount->name.is) == PF_VOLUME_HOST;

		if (said[host] || !mount->mount_path.node || !is_unwritable(ctx, c, mount))
			continue;
		report(ctx, c, mount, &who);
		said[host] = true;
	}
}

static const struct pf_option options[] = {
	{"storage-classes", PF_OPTION_STRINGS, "",
		"classes of `volumeClaimTemplates` whose volumes everybody can write to"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	"https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
	NULL,
};

PF_RULE(unwritable_volume) = {
	.name = "unwritable-volume",
	.title = "User of the container cannot write to its volume",
	.why = "The root directory of a new volume belongs to root and is open to nobody else. With "
	       "`fsGroup` the kubelet hands a claimed volume to that group and puts the container "
	       "into it; without, a container of another user fails at its first write. On "
	       "hostPath volumes `fsGroup` has no effect.",
	.help = "Set `fsGroup` in the Pod's securityContext, or mount the volume with `readOnly: "
		"true` where it is only read.",
	.ignore = "The storage makes volumes that everybody can write to, as some NFS servers and "
		  "the provisioners of kind, k3s and minikube do.",
	.refs = refs,
	.looks_around = true,
	.options = options,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
