/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/shell/words.h"
#include "runtime/storage/mounts.h"
#include "secret_files.h"

/* Looked at: enough for people, a bound for machines. */
#define VARIABLES_MAX 256 /* of an image, or a container */

/*
 * One key at a time: the kubelet mounts the service account's token below /run/secrets, where
 * nothing can be mounted once a Secret, which is read-only, lies over the folder itself.
 */
static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_file_mention *m)
{
	const char *kind = m->compose ? "ConfigMap" : "Secret";
	pf_str key = pf_program_name(m->path);

	/* That it is not there is certain, that the program cannot do without is not. */
	pf_rests_on(f, PF_EVIDENCE);
	pf_help(ctx, f,
		"add the %s with the key `%.*s` to the Pod's `volumes` and mount that key alone: "
		"`volumeMounts: [{name: VOLUME, mountPath: %.*s, subPath: %.*s, readOnly: true}]`",
		kind, PF_STR_ARG(key), PF_STR_ARG(m->path), PF_STR_ARG(key));
}

static void check_text(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_node *node, pf_str text, pf_str what)
{
	struct pf_file_mention m = pf_find_missing_file(pf_scratch(ctx), c, text);
	struct pf_finding *f;

	if (!m.path.len)
		return;
	f = pf_report(ctx, node,
		"%.*s of %.*s names `%.*s`, a file that no volume of it provides: %s puts it there, "
		"and Kubernetes does not",
		PF_STR_ARG(what), PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(m.path),
		m.compose ? "compose" : "Docker");
	pf_subject(f, m.path);
	pf_label(ctx, f, "not mounted");
	if (m.compose)
		pf_relate_compose(ctx, f, c, m.compose, "where compose puts a config");
	help(ctx, f, &m);
}

static void check_words(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_str_list *words, const char *field)
{
	for (size_t i = 0; i < words->len && i < VARIABLES_MAX; i++)
		check_text(ctx, c, words->ptr[i].node, words->ptr[i].is, pf_str_from(field));
}

static bool sets(const struct pf_pod_container *c, pf_str name)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			return true;
	}
	return false;
}

static void check_image(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_image_envs *env = &c->facts->env;

	if (c->spec->env_from.node)
		return;
	for (size_t i = 0; i < env->len && i < VARIABLES_MAX; i++) {
		const struct pf_image_env *var = &env->ptr[i];
		struct pf_file_mention m = {.path = PF_STR_EMPTY};
		struct pf_finding *f;

		if (var->is == PF_KNOWN)
			m = pf_find_missing_file(pf_scratch(ctx), c, var->value);
		if (!m.path.len || sets(c, var->name))
			continue;
		f = pf_report(ctx, c->spec->node,
			"the image of %.*s sets `%.*s` to `%.*s`, a file that no volume of it "
			"provides",
			PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(var->name),
			PF_STR_ARG(m.path));
		pf_subject(f, var->name);
		pf_relate_image(ctx, f, c, &var->from, "set in the image");
		help(ctx, f, &m);
	}
}

/* Is a tool to put files in, which leaves a note for it in the annotations? */
static bool is_injected(const struct pf_pod *pod)
{
	PF_EACH(struct pf_str_entry, note, *pod->annotations) {
		if (pf_str_contains(note->key, PF_STR("inject")))
			return true;
	}
	return false;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (c->class == PF_EPHEMERAL || pf_container_is_fragment(c) || pf_has_unknown_mounts(c) ||
		is_injected(c->pod))
		return;
	for (size_t i = 0; i < c->spec->env.len && i < VARIABLES_MAX; i++) {
		const struct pf_env_var *var = &c->spec->env.ptr[i];

		check_text(ctx, c, var->value.node, var->value.is,
			pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(var->name.is)));
	}
	check_words(ctx, c, &c->spec->command, "`command`");
	check_words(ctx, c, &c->spec->args, "an argument");
	if (c->facts)
		check_image(ctx, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod",
	"https://docs.docker.com/compose/how-tos/use-secrets/",
	NULL,
};

PF_RULE(missing_secret_file) = {
	.name = "missing-secret-file",
	.title = "Docker secret or config that nothing mounts",
	.why = "Docker and compose put each secret of a service into a file below `/run/secrets`, "
	       "and each config where the compose file says. A Pod has such files only where it "
	       "mounts a volume that holds them: without one the program finds no password and "
	       "ends, or starts without it.",
	.help = "Make a Secret (or ConfigMap) with the file as a key, and mount that key where the "
		"program looks, with `subPath`: a Secret that is mounted at `/run/secrets` itself "
		"keeps the kubelet from mounting the service account's token below it, and the "
		"container does not start.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};
