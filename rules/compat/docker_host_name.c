/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

/* What Docker writes into a container's hosts file, or reads for the host's address. */
static const pf_str names[] = {PF_STR_INIT("host.docker.internal"),
	PF_STR_INIT("gateway.docker.internal"), PF_STR_INIT("host-gateway")};

#define NNAMES (sizeof(names) / sizeof(names[0]))
#define GATEWAY 2 /* of the names: a word of `--add-host`, no host */

static bool is_name_char(char c)
{
	return pf_is_alnum(c) || c == '.' || c == '-' || c == '_';
}

/* Does `text` hold the name as a whole, and of host-gateway as the address of a host? */
static bool has_name(pf_str text, size_t which)
{
	pf_str name = names[which];
	size_t at = 0;

	while (at < text.len) {
		size_t end;

		at += pf_str_find(pf_str_from_offset(text, at), name);
		end = at + name.len;
		if (at >= text.len)
			break;
		if ((at == 0 ? which != GATEWAY : !is_name_char(text.ptr[at - 1])) &&
			(which != GATEWAY || text.ptr[at - 1] == ':') &&
			(end == text.len || !is_name_char(text.ptr[end])))
			return true;
		at = end;
	}
	return false;
}

/* Which of the names have an address that the Pod gives them. */
struct defined {
	bool is[NNAMES];
};

static struct defined find_defined(const struct pf_pod *pod)
{
	struct defined out = {{false}};

	PF_EACH(struct pf_host_alias, alias, pod->spec->host_aliases) {
		for (size_t i = 0; i < NNAMES; i++)
			out.is[i] = out.is[i] || pf_str_list_has(&alias->hostnames, names[i]);
	}
	return out;
}

static void check_value(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct defined *defined, const pf_str_field *field, pf_str what)
{
	struct pf_finding *f;
	size_t i = 0;

	while (i < NNAMES && (defined->is[i] || !has_name(field->is, i)))
		i++;
	if (i == NNAMES)
		return;
	f = pf_report(ctx, field->node,
		"%.*s of %.*s refers to `%.*s`, a name that Docker gives its containers and that a "
		"Pod cannot resolve",
		PF_STR_ARG(what), PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(names[i]));
	pf_label(ctx, f, "the developer's machine");
}

static bool is_exclusion(pf_str name)
{
	return pf_str_eq_nocase(name, PF_STR("NO_PROXY"));
}

static void check_words(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct defined *defined, const struct pf_str_list *words, const char *field)
{
	PF_EACH(pf_str_field, word, *words)
		check_value(ctx, c, defined, word, pf_str_from(field));
}

static void check_container(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct defined *defined)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (!is_exclusion(var->name.is))
			check_value(ctx, c, defined, &var->value,
				pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(var->name.is)));
	}
	check_words(ctx, c, defined, &c->spec->command, "`command`");
	check_words(ctx, c, defined, &c->spec->args, "an argument");
}

static void check_aliases(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_host_alias, alias, pod->spec->host_aliases) {
		struct pf_finding *f;

		if (!pf_is_one_of(alias->ip.is, names, NNAMES))
			continue;
		f = pf_report(ctx, alias->ip.node,
			"`hostAliases` maps to `%.*s`, which only Docker replaces by an address: "
			"the API server takes IP addresses and nothing else",
			PF_STR_ARG(alias->ip.is));
		pf_label(ctx, f, "no IP address");
		pf_help(ctx, f, "write the IP address that the names should have");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct defined defined = find_defined(pod);

	check_aliases(ctx, pod);
	for (size_t i = 0; i < pod->containers.len; i++) {
		if (pod->containers.ptr[i].class != PF_EPHEMERAL)
			check_container(ctx, &pod->containers.ptr[i], &defined);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/",
	"https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/",
	NULL,
};

PF_RULE(docker_host_name) = {
	.name = "docker-host-name",
	.title = "Docker's name for the host in a Pod",
	.why = "Docker Desktop, and `extra_hosts` with `host-gateway`, give a container a name for "
	       "the machine it runs on. Kubernetes has no such name: cluster DNS answers that it "
	       "does not exist, and what worked on the developer's machine finds no database.",
	.help = "Name the Service of what is meant. Where it lies outside the cluster, make a "
		"Service of type ExternalName for it, or write its host name; the node's own "
		"address is `status.hostIP` through the downward API.",
	.ignore = "The manifests are only for Docker Desktop's own cluster, whose DNS knows the "
		  "name.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_pod = check,
};
