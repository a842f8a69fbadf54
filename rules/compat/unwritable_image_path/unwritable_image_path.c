/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/storage/mounts.h"
#include "writes.h"

/* "`/a`, `/b` and `/c`" */
static pf_str list(struct pf_ctx *ctx, const struct pf_image_paths *paths)
{
	pf_str *quoted = PF_NEWN(pf_scratch(ctx), pf_str, paths->n);

	for (size_t i = 0; i < paths->n; i++)
		quoted[i] = pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(paths->ptr[i]));
	return pf_arena_list(pf_scratch(ctx), quoted, paths->n, "and");
}

static void finish(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_image_paths *paths)
{
	pf_subject(f, paths->ptr[0]);
	for (size_t i = 0; i < paths->n; i++) {
		if (paths->from[i].source)
			pf_relate_image(ctx, f, c, &paths->from[i], "why `%.*s` is written to",
				PF_STR_ARG(paths->ptr[i]));
	}
	pf_help(ctx, f, "mount an `emptyDir` at %.*s", PF_STR_ARG(list(ctx, paths)));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	struct pf_image_paths written, volumes;
	struct pf_finding *f;

	if (!own || own->read_only_root_filesystem.is != PF_TRUE || c->pod->patch ||
		c->pod->windows || pf_container_is_fragment(c) || pf_has_unknown_mounts(c))
		return;
	pf_image_written_paths(pf_scratch(ctx), c, &written);
	pf_image_unmounted_volumes(pf_scratch(ctx), c, &volumes);
	if (written.n) {
		f = pf_report(ctx, own->read_only_root_filesystem.node,
			"the image of %.*s writes to %.*s, where nothing is mounted, but its root "
			"filesystem is read-only",
			PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(list(ctx, &written)));
		pf_rests_on(f, PF_EVIDENCE);
		finish(ctx, f, c, &written);
	}
	if (volumes.n) {
		f = pf_report(ctx, own->read_only_root_filesystem.node,
			"nothing is mounted at %.*s, declared as volume by the image of %.*s, and "
			"with a read-only root filesystem CRI-O leaves no way to write there",
			PF_STR_ARG(list(ctx, &volumes)), PF_STR_ARG(pf_container_title(ctx, c)));
		pf_rests_on(f, PF_EVIDENCE);
		pf_grade(f, PF_INFO);
		finish(ctx, f, c, &volumes);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
	"https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
	NULL,
};

PF_RULE(unwritable_image_path) = {
	.name = "unwritable-image-path",
	.title = "Image writes where the root filesystem is read-only",
	.why = "With `readOnlyRootFilesystem: true` only mounted volumes can be written to. A program "
	       "that keeps its pid file, cache or temporary files elsewhere ends when it starts or at "
	       "the first request. Paths that the image declares by VOLUME stay writable under "
	       "containerd, but not under CRI-O.",
	.help = "Mount an `emptyDir` at each path that the program writes to.",
	.ignore = "The program is configured to write elsewhere, or lives without these files.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
