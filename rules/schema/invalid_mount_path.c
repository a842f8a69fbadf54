/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/expansion.h"
#include "text/nearest.h"

/* "C:\data" is how a Windows container says it, with or without `os` on the Pod. */
static bool has_drive(pf_str path)
{
	return path.len > 1 && path.ptr[1] == ':' &&
		(pf_is_lower(path.ptr[0]) || pf_is_upper(path.ptr[0]));
}

static bool has_back_step(pf_str path)
{
	pf_str part;

	while (pf_str_split(&path, '/', &part))
		if (pf_str_eq(part, PF_STR("..")))
			return true;
	return false;
}

static void check_path(struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str_field path)
{
	pf_str title = pf_container_title(ctx, c);
	struct pf_finding *f;

	if (!path.set || pf_is_placeholder(path.is))
		return;
	if (path.is.len == 0) {
		f = pf_report(ctx, path.node,
			"a volume mount of %.*s has an empty mountPath, and the API server refuses "
			"the Pod",
			PF_STR_ARG(title));
		pf_help(ctx, f, "write the absolute path at which the volume is to appear");
	} else if (pf_str_find_char(path.is, ':') < path.is.len && !has_drive(path.is) &&
		!c->pod->windows) {
		f = pf_report(ctx, path.node,
			"mountPath `%.*s` of %.*s has a colon, which the Pod API rules out and a "
			"container runtime may read as a separator",
			PF_STR_ARG(path.is), PF_STR_ARG(title));
		pf_help(ctx, f,
			"write the path alone; read-only is said by `readOnly: true` beside it");
	}
}

static void check_sub_path(struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str_field path,
	const char *field)
{
	const char *fault, *help;
	struct pf_finding *f;

	if (path.is.len == 0)
		return;
	if (path.is.ptr[0] == '/') {
		fault = "is absolute";
		help = "write the path as seen from the volume's root, without the first `/`";
	} else if (has_back_step(path.is)) {
		fault = "has a `..` step";
		help = "write a path that stays inside the volume, without `..`";
	} else {
		return;
	}
	f = pf_report(ctx, path.node, "%s `%.*s` of %.*s %s, and the API server refuses the Pod",
		field, PF_STR_ARG(path.is), PF_STR_ARG(pf_container_title(ctx, c)), fault);
	pf_help(ctx, f, "%s", help);
}

static void check_references(struct pf_ctx *ctx, const struct pf_pod_container *c,
	pf_str_field path)
{
	pf_str rest = path.is, name;

	if (pf_str_contains(path.is, PF_STR("${")) || pf_str_contains(path.is, PF_STR("{{")))
		return;
	while (pf_next_reference(&rest, &name)) {
		struct pf_nearest near;
		struct pf_finding *f;

		if (pf_may_have_variable(c, name))
			continue;
		f = pf_report(ctx, path.node,
			"subPathExpr of %.*s refers to `%.*s`, which is not in its env, so that it "
			"cannot start",
			PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(name));
		near = pf_nearest_start(name);
		PF_EACH(struct pf_env_var, var, c->spec->env)
			pf_nearest_offer(&near, var->name.is);
		if (near.best.len)
			pf_help(ctx, f, "did you mean `$(%.*s)`?", PF_STR_ARG(near.best));
		else
			pf_help(ctx, f, "add `%.*s` to the container's `env`", PF_STR_ARG(name));
		return;
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		check_path(ctx, c, mount->mount_path);
		check_sub_path(ctx, c, mount->sub_path, "subPath");
		check_sub_path(ctx, c, mount->sub_path_expr, "subPathExpr");
		check_references(ctx, c, mount->sub_path_expr);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
	"https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment",
	NULL,
};

PF_RULE(invalid_mount_path) = {
	.name = "invalid-mount-path",
	.title = "Volume mount has a path that cannot be used",
	.why = "The API server refuses an empty mountPath, and a subPath that leaves the volume or "
	       "starts at `/`. A mountPath must not have a colon, which runtimes use to separate "
	       "paths from options. A variable in `subPathExpr` that the container does not have "
	       "keeps it from being created, again and again.",
	.help = "Write an absolute `mountPath`, a `subPath` relative to the volume's root, and only "
		"variables of the container's own `env` in `subPathExpr`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};
