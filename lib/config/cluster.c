/* SPDX-License-Identifier: Apache-2.0 */

/* cluster: what it is like. */

#include "config/config_internal.h"

static bool check_architecture(struct pf_config_reader *reader, const struct pf_node *node,
	pf_str *item)
{
	pf_str meant = PF_STR_EMPTY, name = *item;

	if (pf_architecture_named(name, item, &meant))
		return true;
	return pf_config_fail(reader, node, pf_config_meant(reader, meant),
		"unknown architecture `%.*s`", PF_STR_ARG(name));
}

static bool check_host(struct pf_config_reader *reader, const struct pf_node *node, pf_str item)
{
	if (pf_str_find_char(item, '/') == item.len)
		return true;
	return pf_config_fail(reader, node, PF_STR_EMPTY,
		"`%.*s` is compared with hosts of registries, which have no slash",
		PF_STR_ARG(item));
}

static bool read_architectures(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct pf_config_strings list = {.len = 0};
	pf_str *names;

	(void)key;
	if (!pf_config_strings(reader, value, &list))
		return false;
	names = PF_NEWN(reader->arena, pf_str, list.len + 1);
	for (size_t i = 0; i < list.len; i++) {
		names[i] = list.ptr[i];
		if (!check_architecture(reader, list.nodes[i], &names[i]))
			return false;
	}
	cluster->architectures = names;
	cluster->narchitectures = list.len;
	return true;
}

static bool read_hosts(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *out)
{
	if (!pf_config_strings(reader, value, out))
		return false;
	for (size_t i = 0; i < out->len; i++) {
		if (!check_host(reader, out->nodes[i], out->ptr[i]))
			return false;
	}
	return true;
}

static bool read_node_identity(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct pf_config_strings list = {.len = 0};

	(void)key;
	if (!read_hosts(reader, value, &list))
		return false;
	cluster->node_identity_registries = list.ptr;
	cluster->nnode_identity_registries = list.len;
	return true;
}

static bool read_public(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct pf_config_strings list = {.len = 0};

	(void)key;
	if (!read_hosts(reader, value, &list))
		return false;
	cluster->public_registries = list.ptr;
	cluster->npublic_registries = list.len;
	return true;
}

static bool read_default_account(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;

	(void)key;
	return pf_config_bool(reader, value, &cluster->default_service_account_has_pull_secrets);
}

const struct pf_config_key pf_config_cluster_keys[] = {
	{.name = "architectures",
		.help = "Architectures of the nodes, by their GOARCH names.",
		.example = "[amd64, arm64]",
		.shape = PF_CONFIG_ARCHS,
		.read = read_architectures},
	{.name = "node-identity-registries",
		.help = "Hosts of registries that nodes may pull from without a pull secret; "
			"globs are allowed.",
		.example = "[\"*.azurecr.io\"]",
		.shape = PF_CONFIG_HOSTS,
		.read = read_node_identity},
	{.name = "public-registries",
		.help = "Hosts of registries that serve anonymous pulls; globs are allowed.",
		.example = "[mirror.example.com]",
		.shape = PF_CONFIG_HOSTS,
		.read = read_public},
	{.name = "default-service-account-has-pull-secrets",
		.help = "Whether the ServiceAccount `default` has pull secrets in every namespace.",
		.example = "false",
		.shape = PF_CONFIG_BOOL,
		.read = read_default_account},
	{0},
};

bool pf_config_read_cluster(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;

	return pf_config_map(reader, value, key->keys, &config->cluster);
}
