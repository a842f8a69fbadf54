/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/build/build.h"

/* C:\app; also \app, which is on the drive at hand. */
static bool is_windows_path(pf_str path)
{
	return (path.len > 1 && path.ptr[1] == ':') || (path.len > 0 && path.ptr[0] == '\\');
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const pf_str_field *dir = &c->spec->working_dir;
	struct pf_finding *f;

	if (!dir->set || dir->is.len == 0 || dir->is.ptr[0] == '/' || is_windows_path(dir->is))
		return;
	if (c->pod->windows || pf_is_placeholder(dir->is))
		return;
	f = pf_report(ctx, dir->node,
		"workingDir `%.*s` of %.*s is not absolute: the runtime refuses to start the container",
		PF_STR_ARG(dir->is), PF_STR_ARG(pf_container_title(ctx, c)));
	pf_label(ctx, f, "no `/` in front");
	pf_help(ctx, f, "write the path from the root on, as in `workingDir: /srv/app`");
}

/* As written, without a quote before it. */
static pf_str path_of(const struct pf_instruction *in)
{
	pf_str path = in->words[0].text;

	if (path.len > 0 && (path.ptr[0] == '"' || path.ptr[0] == '\''))
		path = pf_str_from_offset(path, 1);
	return path;
}

/* What begins with a variable is taken to be absolute. */
static bool is_relative(pf_str path)
{
	return path.len > 0 && path.ptr[0] != '/' && path.ptr[0] != '$' && !is_windows_path(path);
}

/* The first WORKDIR decides, as the others follow from it. */
static void check_build(struct pf_ctx *ctx, const struct pf_build *build)
{
	const pf_str_fact *dir = &build->facts.working_directory;
	struct pf_build_walk walk = {0};
	const struct pf_instruction *in;
	struct pf_finding *f;
	pf_str path;

	/* Absolute in the end, or on scratch, where it begins at the root. */
	if (dir->is != PF_INHERITED || !dir->from.source)
		return;
	do {
		in = pf_build_next(build, &walk);
	} while (in && (in->kind != PF_WORKDIR || !in->nwords));
	if (!in)
		return;
	path = path_of(in);
	if (!is_relative(path))
		return;
	f = pf_report_range(ctx, in->words[0].range,
		"WORKDIR `%.*s` is relative to a directory that only the base image knows",
		PF_STR_ARG(path));
	pf_grade(f, PF_INFO);
	pf_label(ctx, f, "no absolute WORKDIR before it");
	pf_help(ctx, f, "write the path from the root on, as in `WORKDIR /srv/app`");
}

static const char *const aliases[] = {
	"hadolint/DL3000",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/",
	"https://docs.docker.com/reference/dockerfile/#workdir",
	NULL,
};

PF_RULE(relative_working_dir) = {
	.name = "relative-working-dir",
	.title = "Working directory is not absolute",
	.why = "The API server takes any text for `workingDir`, but the runtime starts no container in "
	       "a directory that is not absolute. A relative WORKDIR in a Dockerfile is joined to "
	       "the one of the base image, which gives an absolute path, but may give another one "
	       "with the next version of the base: mounts and commands that count on the path "
	       "then miss it.",
	.help = "Begin the path with `/`.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
	.on_build = check_build,
};
