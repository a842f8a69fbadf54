/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "yaml/scalar.h"

#define GIT_REPO_GONE 36 /* until then a node may turn it on */

struct plugin {
	pf_str field;
	uint8_t deprecated; /* releases: 11 is 1.11 */
	uint8_t gone;       /* 0: works with a driver */
	const char *instead;
};

static const struct plugin plugins[] = {
	{PF_STR_INIT("photonPersistentDisk"), 11, 16, "a volume of another kind"},
	{PF_STR_INIT("scaleIO"), 16, 22, "the CSI driver of PowerFlex"},
	{PF_STR_INIT("flocker"), 22, 25, "a volume of another kind"},
	{PF_STR_INIT("quobyte"), 22, 25, "the CSI driver of Quobyte"},
	{PF_STR_INIT("storageos"), 22, 25, "a volume of another kind"},
	{PF_STR_INIT("glusterfs"), 25, 26, "a volume of another kind"},
	{PF_STR_INIT("cephfs"), 28, 31, "the CSI driver `cephfs.csi.ceph.com`"},
	{PF_STR_INIT("rbd"), 28, 31, "the CSI driver `rbd.csi.ceph.com`"},
	{PF_STR_INIT("gitRepo"), 11, 33, "an emptyDir that an init container clones into"},
	{PF_STR_INIT("awsElasticBlockStore"), 17, 0, "the CSI driver `ebs.csi.aws.com`"},
	{PF_STR_INIT("gcePersistentDisk"), 17, 0, "the CSI driver `pd.csi.storage.gke.io`"},
	{PF_STR_INIT("cinder"), 18, 0, "the CSI driver `cinder.csi.openstack.org`"},
	{PF_STR_INIT("azureDisk"), 19, 0, "the CSI driver `disk.csi.azure.com`"},
	{PF_STR_INIT("vsphereVolume"), 19, 0, "the CSI driver `csi.vsphere.vmware.com`"},
	{PF_STR_INIT("azureFile"), 21, 0, "the CSI driver `file.csi.azure.com`"},
	{PF_STR_INIT("flexVolume"), 23, 0, "a CSI driver"},
	{PF_STR_INIT("portworxVolume"), 25, 0, "the CSI driver `pxd.portworx.com`"},
};

static const struct plugin *find(pf_str field)
{
	for (size_t i = 0; i < sizeof(plugins) / sizeof(plugins[0]); i++)
		if (pf_str_eq(field, plugins[i].field))
			return &plugins[i];
	return NULL;
}

/* Nodes could turn gitRepo on again for some releases after it was switched off. */
static bool is_certain(const struct plugin *p, uint8_t release)
{
	return !pf_str_eq(p->field, PF_STR("gitRepo")) || release >= GIT_REPO_GONE;
}

/* What was built in is handed on to the CSI driver, and is no longer there itself. */
static const char *needs_of(const struct plugin *p)
{
	if (p->gone)
		return "it still works in this version";
	return pf_str_eq(p->field, PF_STR("flexVolume"))
		? "it works only where its driver is installed on the node"
		: "it works only where the CSI driver is installed";
}

static void check_field(struct pf_ctx *ctx, const struct pf_node *key, pf_str what)
{
	const struct plugin *p = find(pf_node_text(key));
	struct pf_finding *f;

	if (!p || p->deprecated > pf_release(ctx))
		return;
	if (p->gone && p->gone <= pf_release(ctx)) {
		f = pf_report(ctx, key,
			"%.*s is of type `%.*s`, which no longer works since 1.%d: it cannot be "
			"mounted",
			PF_STR_ARG(what), PF_STR_ARG(p->field), p->gone);
		pf_grade(f, is_certain(p, pf_release(ctx)) ? PF_ERROR : PF_WARNING);
		pf_label(ctx, f, "no longer works");
	} else {
		f = pf_report(ctx, key, "%.*s is of type `%.*s`, deprecated since 1.%d: %s",
			PF_STR_ARG(what), PF_STR_ARG(p->field), p->deprecated, needs_of(p));
		pf_label(ctx, f, "deprecated");
	}
	pf_help(ctx, f, "use %s", p->instead);
}

/* The plug-in is a field of the mapping: its key tells all. */
static void check_source(struct pf_ctx *ctx, const struct pf_node *source, pf_str what)
{
	struct pf_kids kids = pf_kids(source);

	while (pf_kids_next(&kids))
		if (kids.key && kids.key->kind == PF_SCALAR && !pf_node_is_null(kids.value))
			check_field(ctx, kids.key, what);
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes)
		check_source(ctx, v->node,
			v->name.set ? pf_arena_fmt(pf_scratch(ctx), "volume `%.*s`",
					      PF_STR_ARG(v->name.is))
				    : PF_STR("the volume"));
}

static void check_object(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_persistent_volume *pv = PF_TYPED(ctx, pf_persistent_volume);

	(void)object;
	if (pv && pv->spec)
		check_source(ctx, pv->spec->node, PF_STR("the PersistentVolume"));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/#volume-types",
	"https://kubernetes.io/docs/concepts/storage/persistent-volumes/"
	"#types-of-persistent-volumes",
	NULL,
};

PF_RULE(retired_volume_type) = {
	.name = "retired-volume-type",
	.title = "Volume type is deprecated or no longer works",
	.why = "The storage plug-ins that were built into Kubernetes have given way to CSI drivers. "
	       "Some types are still translated for the driver, if it is installed; for others the "
	       "code is gone: the API server takes the object, but the volume is never mounted and "
	       "the Pod waits in ContainerCreating.",
	.help = "Install the CSI driver of the storage and claim the volume through a "
		"PersistentVolumeClaim with its StorageClass; fill an emptyDir from an init "
		"container instead of gitRepo.",
	.ignore = "PersistentVolumes that were made long ago and work through the migration to CSI "
		  "may stay as they are. A gitRepo volume works up to 1.35 where kubelets turn "
		  "the gate GitRepoVolumeDriver on.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check_pod,
	.on_object = check_object,
};
