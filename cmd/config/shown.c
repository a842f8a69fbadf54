/* SPDX-License-Identifier: Apache-2.0 */

#include "config/shown.h"

#include "kube/version.h"

#define VALUES 16 /* that there are always, at most */

static void add(struct config_values *out, const char *key, pf_str value, pf_str from)
{
	out->values[out->nvalues++] = (struct config_value){pf_str_from(key), value, from};
}

static pf_str yes_or_no(bool truth)
{
	return truth ? PF_STR("true") : PF_STR("false");
}

/* The option that says it on the command line, the file, or the default. */
static pf_str from(const struct call *call, const struct check *check, enum option_id id,
	const char *key)
{
	pf_str where = pf_config_where(&check->config.read, "", key);

	for (size_t i = call->arguments->ngiven; i-- > 0;) {
		const struct option *option = call->arguments->given[i].option;

		if (option->id == id)
			return pf_arena_fmt(call->arena, "--%s", option->name);
	}
	return where.len ? where : PF_STR("default");
}

static pf_str from_part(const struct check *check, const char *part, const char *key)
{
	pf_str where = pf_config_where(&check->config.read, part, key);

	return where.len ? where : PF_STR("default");
}

static void add_file(const struct check *check, struct config_values *out)
{
	if (check->config.none)
		add(out, "configuration", PF_STR_EMPTY, PF_STR("--no-config"));
	else if (!check->config.read.file)
		add(out, "configuration", PF_STR_EMPTY, PF_STR("none found"));
	else
		add(out, "configuration", check->config.read.file->source.path,
			check->config.by ? pf_str_from(check->config.by) : PF_STR("the nearest"));
}

static pf_str compat_text(struct pf_arena *arena, unsigned compat)
{
	const struct pf_config_key *key = pf_config_keys;
	pf_str names[8];
	size_t n = 0;

	while (strcmp(key->name, "compat") != 0)
		key++;
	for (const struct pf_config_word *word = key->words; word->name; word++) {
		if (compat & word->value)
			names[n++] = pf_str_from(word->name);
	}
	return pf_arena_join(arena, names, n, ",");
}

static void add_settings(const struct call *call, const struct check *check,
	struct config_values *out)
{
	const struct pf_settings *s = &check->settings;
	bool zero = options_has(call->arguments, OPTION_EXIT_ZERO);

	add(out, "edition", PF_STR(PF_EDITION), from_part(check, "", "edition"));
	add(out, "required-version", check->config.read.required_version,
		from_part(check, "", "required-version"));
	add(out, "kubernetes-version", pf_release_text(s->release),
		from(call, check, OPTION_KUBERNETES_VERSION, "kubernetes-version"));
	add(out, "fail-on",
		check->verdict.never_fail ? PF_STR("never")
					  : pf_str_from(pf_severity_name(check->verdict.fail_on)),
		from(call, check, zero ? OPTION_EXIT_ZERO : OPTION_FAIL_ON, "fail-on"));
	add(out, "complete", yes_or_no(s->complete),
		from(call, check, OPTION_COMPLETE, "complete"));
	add(out, "compat", compat_text(call->arena, s->compat), from_part(check, "", "compat"));
	add(out, "ignores.require-reason", yes_or_no(s->require_reason),
		from_part(check, "ignores", "require-reason"));
}

static void add_cluster(struct pf_arena *arena, const struct check *check,
	struct config_values *out)
{
	const struct pf_cluster *c = &check->settings.cluster;
	bool off = check->settings.no_image_discovery;

	add(out, "cluster.architectures",
		pf_arena_join(arena, c->architectures, c->narchitectures, ","),
		check->images.architectures.len ? PF_STR("--arch")
						: from_part(check, "cluster", "architectures"));
	add(out, "cluster.node-identity-registries",
		pf_arena_join(arena, c->node_identity_registries, c->nnode_identity_registries,
			","),
		from_part(check, "cluster", "node-identity-registries"));
	add(out, "cluster.public-registries",
		pf_arena_join(arena, c->public_registries, c->npublic_registries, ","),
		from_part(check, "cluster", "public-registries"));
	add(out, "cluster.default-service-account-has-pull-secrets",
		yes_or_no(c->default_service_account_has_pull_secrets),
		from_part(check, "cluster", "default-service-account-has-pull-secrets"));
	add(out, "image-discovery", off ? PF_STR("off") : PF_STR("on"),
		off ? PF_STR("--no-image-discovery") : PF_STR("default"));
}

static void add_lists(const struct check *check, struct config_values *out)
{
	const struct pf_config *config = &check->config.read;

	for (size_t i = 0; i < check->files.discovery.nexclude; i++)
		add(out, "exclude", check->files.discovery.exclude[i], PF_STR("--exclude"));
	for (size_t i = 0; i < config->nexclude; i++)
		add(out, "exclude", config->exclude[i].text, config->exclude[i].where);
	for (size_t i = 0; i < check->files.ncontext - config->ncontext; i++)
		add(out, "context", check->files.context[i], PF_STR("--context"));
	for (size_t i = 0; i < config->ncontext; i++)
		add(out, "context", config->context[i].text, config->context[i].where);
}

/* Rules. */

/* The layers that hold, and which of the overrides are among them. */
static void make_profile(struct pf_arena *arena, const struct check *check, pf_str path,
	struct config_values *out, struct pf_profile *profile, struct pf_rule_origin *origins)
{
	const struct pf_config *config = &check->config.read;
	const struct pf_rule_layer **layers =
		PF_NEWN(arena, const struct pf_rule_layer *, config->noverrides + 2);
	size_t n = 0;

	layers[n++] = &config->rules;
	if (path.len) {
		path = pf_path_join(arena, check->current, path);
		out->applies = PF_NEWN(arena, bool, config->noverrides + 1);
	}
	for (size_t i = 0; path.len && i < config->noverrides; i++) {
		out->applies[i] = pf_override_matches(&config->overrides[i], path);
		if (out->applies[i])
			layers[n++] = &config->overrides[i];
	}
	layers[n++] = &check->rules.asked;
	pf_profile_make(arena, check->settings.rules, layers, n, profile, origins);
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

static void add_rules(struct pf_arena *arena, const struct check *check, pf_str path,
	struct config_values *out)
{
	const struct pf_ruleset *rules = check->settings.rules;
	struct pf_rule_origin *origins = PF_NEWN(arena, struct pf_rule_origin, rules->len + 1);
	struct pf_profile profile;

	make_profile(arena, check, path, out, &profile, origins);
	out->rules = PF_NEWN(arena, struct config_rule, rules->len + 1);
	for (size_t i = 0; i < rules->len; i++) {
		const struct pf_rule *rule = rules->ptr[i];

		if (profile.enabled[i] == ((rule->sets & PF_DEFAULT) != 0) &&
			profile.severity[i] == rule->severity)
			continue;
		out->rules[out->nrules++] = (struct config_rule){
			rule, profile.enabled[i], profile.severity[i], origins[i]};
	}
	out->options = PF_NEWN(arena, const struct pf_option_value *, profile.noptions + 1);
	for (size_t i = 0; i < profile.noptions; i++) {
		if (is_last(&profile, i))
			out->options[out->noptions++] = &profile.options[i];
	}
}

void config_collect(struct pf_arena *arena, const struct call *call, const struct check *check,
	pf_str path, struct config_values *out)
{
	size_t most = VALUES + check->files.discovery.nexclude + check->config.read.nexclude +
		check->files.ncontext;

	*out = (struct config_values){.values = PF_NEWN(arena, struct config_value, most)};
	add_file(check, out);
	add_settings(call, check, out);
	add_cluster(arena, check, out);
	add_lists(check, out);
	add_rules(arena, check, path, out);
}
