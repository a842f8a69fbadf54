/* SPDX-License-Identifier: Apache-2.0 */

#include "config/shown.h"

#include "kube/version.h"
#include "report/mask/mask.h"

struct collector {
	struct pf_arena *arena;
	const struct arguments *arguments;
	const struct check *check;
	const struct pf_config *config; /* of check */
	struct config_shown *out;
};

static void add(struct collector *to, const char *key, pf_str value, pf_str from)
{
	PF_VEC_ADD(to->arena, &to->out->values) =
		(struct config_value){pf_str_from(key), value, from};
}

static pf_str yes_or_no(bool truth)
{
	return truth ? PF_STR("true") : PF_STR("false");
}

static pf_str from_part(const struct collector *to, const char *part, const char *key)
{
	pf_str where = pf_config_where(to->config, part, key);

	return where.len ? where : PF_STR("default");
}

/* The option that says it on the command line, the file, or the default. */
static pf_str from(const struct collector *to, enum option_id id, const char *key)
{
	for (size_t i = to->arguments->ngiven; i-- > 0;) {
		const struct option *option = to->arguments->given[i].option;

		if (option->id == id)
			return pf_arena_fmt(to->arena, "--%s", option->name);
	}
	return from_part(to, "", key);
}

static void add_file(struct collector *to)
{
	const char *by = to->check->config.by;

	if (to->check->config.none)
		add(to, "configuration", PF_STR_EMPTY, PF_STR("--no-config"));
	else if (!to->config->file)
		add(to, "configuration", PF_STR_EMPTY, PF_STR("none found"));
	else
		add(to, "configuration", to->config->file->source.path,
			by ? pf_str_from(by) : PF_STR("the nearest"));
}

static pf_str compat_text(struct pf_arena *arena, unsigned compat)
{
	const struct pf_config_key *key = pf_config_keys;
	PF_VEC(pf_str) names = {0};

	while (strcmp(key->name, "compat") != 0)
		key++;
	for (const struct pf_config_word *word = key->words; word->name; word++) {
		if (compat & word->value)
			PF_VEC_ADD(arena, &names) = pf_str_from(word->name);
	}
	return pf_arena_join(arena, names.ptr, names.len, ",");
}

static void add_settings(struct collector *to)
{
	const struct pf_settings *s = &to->check->settings;
	const struct check_verdict *verdict = &to->check->verdict;
	bool zero = options_has(to->arguments, OPTION_EXIT_ZERO);

	add(to, "edition", PF_STR(PF_EDITION), from_part(to, "", "edition"));
	add(to, "required-version", to->config->required_version,
		from_part(to, "", "required-version"));
	add(to, "kubernetes-version", pf_release_text(s->target.release),
		from(to, OPTION_KUBERNETES_VERSION, "kubernetes-version"));
	add(to, "fail-on",
		verdict->never_fail ? PF_STR("never")
				    : pf_str_from(pf_severity_name(verdict->fail_on)),
		from(to, zero ? OPTION_EXIT_ZERO : OPTION_FAIL_ON, "fail-on"));
	add(to, "complete", yes_or_no(s->input.complete), from(to, OPTION_COMPLETE, "complete"));
	add(to, "compat", compat_text(to->arena, s->suppress.compat), from_part(to, "", "compat"));
	add(to, "ignores.require-reason", yes_or_no(s->suppress.require_reason),
		from_part(to, "ignores", "require-reason"));
}

static void add_cluster(struct collector *to)
{
	const struct pf_cluster *c = &to->check->settings.target.cluster;
	bool off = to->check->settings.images.no_discovery;

	add(to, "cluster.architectures",
		pf_arena_join(to->arena, c->architectures, c->narchitectures, ","),
		to->check->images.architectures.len ? PF_STR("--arch")
						    : from_part(to, "cluster", "architectures"));
	add(to, "cluster.node-identity-registries",
		pf_arena_join(to->arena, c->node_identity_registries, c->nnode_identity_registries,
			","),
		from_part(to, "cluster", "node-identity-registries"));
	add(to, "cluster.public-registries",
		pf_arena_join(to->arena, c->public_registries, c->npublic_registries, ","),
		from_part(to, "cluster", "public-registries"));
	add(to, "cluster.default-service-account-has-pull-secrets",
		yes_or_no(c->default_service_account_has_pull_secrets),
		from_part(to, "cluster", "default-service-account-has-pull-secrets"));
	add(to, "image-discovery", off ? PF_STR("off") : PF_STR("on"),
		off ? PF_STR("--no-image-discovery") : PF_STR("default"));
}

static void add_lists(struct collector *to)
{
	const struct pf_config *config = to->config;
	const struct check_files *files = &to->check->files;

	for (size_t i = 0; i < files->discovery.nexclude; i++)
		add(to, "exclude", files->discovery.exclude[i], PF_STR("--exclude"));
	for (size_t i = 0; i < config->nexclude; i++)
		add(to, "exclude", config->exclude[i].text, config->exclude[i].where);
	for (size_t i = 0; i < files->ncontext - config->ncontext; i++)
		add(to, "context", files->context[i], PF_STR("--context"));
	for (size_t i = 0; i < config->ncontext; i++)
		add(to, "context", config->context[i].text, config->context[i].where);
}

/* Rules. */

/* The layers that hold, and which of the overrides are among them. */
static void make_profile(struct collector *to, pf_str path, struct pf_profile *profile,
	struct pf_rule_origin *origins)
{
	const struct pf_config *config = to->config;
	PF_VEC(const struct pf_rule_layer *) layers = {0};

	PF_VEC_ADD(to->arena, &layers) = &config->rules;
	if (path.len) {
		path = pf_path_join(to->arena, to->check->current, path);
		to->out->applies = PF_NEWN(to->arena, bool, config->noverrides + 1);
	}
	for (size_t i = 0; path.len && i < config->noverrides; i++) {
		to->out->applies[i] = pf_override_matches(&config->overrides[i], path);
		if (to->out->applies[i])
			PF_VEC_ADD(to->arena, &layers) = &config->overrides[i];
	}
	PF_VEC_ADD(to->arena, &layers) = &to->check->rules.asked;
	pf_profile_make(to->arena, to->check->settings.rules, layers.ptr, layers.len, profile,
		origins);
}

static bool is_last(const struct pf_profile *profile, size_t at)
{
	const struct pf_option_value *value = &profile->options[at];

	for (size_t i = at + 1; i < profile->noptions; i++) {
		if (profile->options[i].rule == value->rule &&
			pf_str_eq(profile->options[i].name, value->name))
			return false;
	}
	return true;
}

static void add_rules(struct collector *to, pf_str path)
{
	const struct pf_ruleset *rules = to->check->settings.rules;
	struct pf_rule_origin *origins = PF_NEWN(to->arena, struct pf_rule_origin, rules->len + 1);
	struct pf_profile profile;

	make_profile(to, path, &profile, origins);
	for (size_t i = 0; i < rules->len; i++) {
		const struct pf_rule *rule = rules->ptr[i];

		if (profile.enabled[i] == ((rule->sets & PF_DEFAULT) != 0) &&
			profile.severity[i] == rule->severity)
			continue;
		PF_VEC_ADD(to->arena, &to->out->rules) = (struct config_rule){
			rule, profile.enabled[i], profile.severity[i], origins[i]};
	}
	for (size_t i = 0; i < profile.noptions; i++) {
		if (is_last(&profile, i))
			PF_VEC_ADD(to->arena, &to->out->options) = &profile.options[i];
	}
}

void config_collect(const struct call *call, const struct check *check, pf_str path,
	struct config_shown *out)
{
	struct collector to = {call->arena, call->arguments, check, &check->config.read, out};

	add_file(&to);
	add_settings(&to);
	add_cluster(&to);
	add_lists(&to);
	add_rules(&to, path);
}

pf_str config_shown_arg(const struct pf_build_arg *arg)
{
	return pf_name_looks_secret(arg->name) ? PF_STR("***") : arg->value;
}
