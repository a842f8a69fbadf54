/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/compose_test.h"
#include "project/compose/hosts.h"

static void assert_texts(struct pf_compose_texts got, const char *const *want)
{
	size_t n = 0;

	for (; want[n]; n++) {
		ck_assert_uint_lt(n, got.len);
		assert_text(got.ptr[n].value, want[n]);
	}
	ck_assert_uint_eq(got.len, n);
}

static const struct pf_compose_pair *pair_of(struct pf_compose_pairs pairs, const char *name)
{
	for (size_t i = 0; i < pairs.len; i++) {
		if (pf_str_eq(pairs.ptr[i].name, pf_str_from(name)))
			return &pairs.ptr[i];
	}
	ck_abort_msg("no %s", name);
	return NULL;
}

START_TEST(reads_settings_of_one_value)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  a:\n    image: x\n    mem_limit: 512m\n    cpus: 1.5\n"
		"    privileged: true\n    user: 1000:1000\n    stop_grace_period: 1m\n"
		"    shm_size: $SIZE\n    read_only: [true]\n",
		"a");
	assert_known(s->resources.memory_limit, "512m");
	assert_known(s->resources.cpu_limit, "1.5");
	ck_assert(pf_compose_is_true(s->security.privileged));
	assert_known(s->security.user, "1000:1000");
	assert_known(s->process.stop_grace_period, "1m");
	ck_assert_ptr_nonnull(s->resources.shm_size.node);
	ck_assert(!s->resources.shm_size.known);
	ck_assert_ptr_null(s->security.read_only.node);
	ck_assert_ptr_null(s->process.init.node);
	ck_assert(!pf_compose_is_true(s->process.init));
	composed_release(&c);
}
END_TEST

START_TEST(resources_of_a_deployment_stand_for_the_short_keys)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  a:\n    image: x\n    mem_limit: 1g\n    deploy:\n      resources:\n"
		"        limits: {memory: 2g, cpus: '0.5'}\n"
		"        reservations:\n          memory: 64M\n          cpus: 0.25\n"
		"          devices: [{driver: nvidia, count: 1, capabilities: [gpu]}]\n",
		"a");
	assert_known(s->resources.memory_limit, "1g");
	assert_known(s->resources.cpu_limit, "0.5");
	assert_known(s->resources.memory_reservation, "64M");
	assert_known(s->resources.cpu_reservation, "0.25");
	ck_assert_ptr_nonnull(s->resources.gpus);
	composed_release(&c);
	s = composed_service(&c,
		"services:\n  a: {image: x, deploy: {resources: {reservations: {devices: "
		"[{capabilities: [tpu]}]}}}}\n  b: {gpus: all}\n",
		"a");
	ck_assert_ptr_null(s->resources.gpus);
	ck_assert_ptr_nonnull(c.compose->services[1].resources.gpus);
	composed_release(&c);
}
END_TEST

START_TEST(the_environment_is_a_mapping_or_a_list)
{
	struct composed c;
	struct pf_compose_pairs env;

	env = composed_service(&c,
		"services: {a: {environment: {A: 1, B: , C: '', D: $X, E: '${X:-y}', F: [z]}}}\n",
		"a")
		      ->environment.own;
	ck_assert_uint_eq(env.len, 5);
	assert_text(pair_of(env, "A")->value, "1");
	ck_assert(pair_of(env, "A")->known);
	ck_assert(pair_of(env, "B")->through);
	ck_assert(!pair_of(env, "C")->through);
	ck_assert(!pair_of(env, "D")->known);
	ck_assert(pair_of(env, "E")->varies);
	composed_release(&c);
	env = composed_service(&c, "services: {a: {environment: [A=b=c, B, 'C=', '=d', [x]]}}\n",
		"a")
		      ->environment.own;
	ck_assert_uint_eq(env.len, 3);
	assert_text(pair_of(env, "A")->value, "b=c");
	ck_assert(pair_of(env, "B")->through);
	assert_text(pair_of(env, "C")->value, "");
	composed_release(&c);
}
END_TEST

START_TEST(the_last_of_a_name_counts_and_ones_own_beats_what_is_extended)
{
	struct composed c;
	struct pf_compose_pairs env;

	env = composed_service(&c,
		"services:\n  base: {environment: {A: 1, B: 2}}\n"
		"  web: {extends: base, environment: [B=3, C=4, C=5]}\n",
		"web")
		      ->environment.own;
	ck_assert_uint_eq(env.len, 3);
	assert_text(env.ptr[0].name, "A");
	assert_text(env.ptr[1].value, "3");
	assert_text(env.ptr[2].value, "5");
	composed_release(&c);
}
END_TEST

START_TEST(hosts_are_split_at_a_colon_too)
{
	struct composed c;
	struct pf_compose_pairs hosts;

	hosts = composed_service(&c,
		"services: {a: {extra_hosts: ['db:10.0.0.1', 'v6=::1', 'six:::1']}}\n", "a")
			->network.extra_hosts;
	assert_text(pair_of(hosts, "db")->value, "10.0.0.1");
	assert_text(pair_of(hosts, "v6")->value, "::1");
	assert_text(pair_of(hosts, "six")->value, "::1");
	composed_release(&c);
}
END_TEST

START_TEST(lists_are_joined_and_a_text_is_a_list_of_one)
{
	const char *const caps[] = {"ALL", "NET_RAW", NULL};
	const char *const tmpfs[] = {"/run", NULL};
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  base: {cap_drop: [ALL], tmpfs: /run}\n"
		"  web: {extends: base, cap_drop: [NET_RAW, {a: b}]}\n",
		"web");
	assert_texts(s->security.cap_drop, caps);
	assert_texts(s->storage.tmpfs, tmpfs);
	composed_release(&c);
}
END_TEST

START_TEST(a_command_replaces_the_one_that_is_extended)
{
	const char *const words[] = {"serve", "--port=80", NULL};
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  base: {command: [a, b], entrypoint: run it}\n"
		"  web: {extends: base, command: [serve, --port=80]}\n",
		"web");
	assert_texts(s->process.command.words, words);
	ck_assert(!s->process.command.is_text);
	ck_assert(s->process.entrypoint.is_text);
	assert_text(s->process.entrypoint.words.ptr[0].value, "run it");
	composed_release(&c);
	s = composed_service(&c,
		"services:\n  base: {command: [a, b]}\n  web: {extends: base, command: }\n", "web");
	ck_assert_ptr_null(s->process.command.node);
	composed_release(&c);
}
END_TEST

START_TEST(env_files_have_a_short_and_a_long_form)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c, "services: {a: {env_file: .env}}\n", "a");
	ck_assert_uint_eq(s->environment.nfiles, 1);
	assert_text(s->environment.files[0].path, "app/.env");
	ck_assert(s->environment.files[0].required);
	ck_assert_ptr_null(s->environment.files[0].is);
	composed_release(&c);
	s = composed_service(&c,
		"services: {a: {env_file: [../a.env, {path: b.env, required: false, format: raw}, "
		"'$FILE', {}]}}\n",
		"a");
	ck_assert_uint_eq(s->environment.nfiles, 3);
	assert_text(s->environment.files[0].path, "a.env");
	assert_text(s->environment.files[1].path, "app/b.env");
	ck_assert(!s->environment.files[1].required);
	ck_assert(s->environment.files[1].raw);
	assert_text(s->environment.files[2].path, "");
	composed_release(&c);
}
END_TEST

START_TEST(dependencies_have_conditions)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c, "services: {a: {depends_on: [db, cache]}}\n", "a");
	ck_assert_uint_eq(s->depends_on.len, 2);
	assert_text(s->depends_on.ptr[1].service, "cache");
	ck_assert_int_eq(s->depends_on.ptr[1].condition, PF_COMPOSE_STARTED);
	composed_release(&c);
	s = composed_service(&c,
		"services: {a: {depends_on: {db: {condition: service_healthy}, "
		"job: {condition: service_completed_successfully}, c: }}}\n",
		"a");
	ck_assert_uint_eq(s->depends_on.len, 3);
	ck_assert_int_eq(s->depends_on.ptr[0].condition, PF_COMPOSE_HEALTHY);
	ck_assert_int_eq(s->depends_on.ptr[1].condition, PF_COMPOSE_COMPLETED);
	ck_assert_int_eq(s->depends_on.ptr[2].condition, PF_COMPOSE_STARTED);
	composed_release(&c);
}
END_TEST

START_TEST(aliases_of_all_networks_are_names)
{
	const char *const names[] = {"database", "pg", "db2", NULL};
	struct composed c;

	assert_texts(composed_service(&c,
			     "services: {a: {networks: {x: {aliases: [database, pg]}, y: , "
			     "z: {aliases: [db2]}}}}\n",
			     "a")
			     ->network.aliases,
		names);
	composed_release(&c);
	ck_assert_uint_eq(composed_service(&c, "services: {a: {networks: [x, y]}}\n", "a")
				  ->network.aliases.len,
		0);
	composed_release(&c);
}
END_TEST

START_TEST(services_find_each_other_by_all_their_names)
{
	const char *const names[] = {"web", "db", "shop-db", "database", "store", "cache", NULL};
	struct composed c;

	composed_service(&c,
		"services:\n  web: {links: ['db:store', cache]}\n"
		"  db: {container_name: shop-db, networks: {x: {aliases: [database]}}}\n",
		"web");
	for (size_t i = 0; names[i]; i++)
		ck_assert_msg(pf_compose_has_host(c.compose, pf_str_from(names[i])), "%s",
			names[i]);
	ck_assert(!pf_compose_has_host(c.compose, PF_STR("db:store")));
	ck_assert(!pf_compose_has_host(c.compose, PF_STR("")));
	ck_assert(!pf_compose_has_host(c.compose, PF_STR("x")));
	composed_release(&c);
}
END_TEST

START_TEST(ports_and_links_are_texts)
{
	const char *const ports[] = {"8080:80", "443", "9000", NULL};
	const char *const links[] = {"db:database", "cache", NULL};
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services: {a: {ports: ['8080:80', 443, {target: 9000, published: 9}], "
		"links: ['db:database', cache]}}\n",
		"a");
	assert_texts(s->network.ports, ports);
	assert_texts(s->network.links, links);
	composed_release(&c);
}
END_TEST

START_TEST(secrets_and_configs_have_their_places)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services: {a: {secrets: [token, {source: key, target: k.pem}, {source: x, target: "
		"/etc/x}, {target: y}], configs: [app.conf]}}\n",
		"a");
	ck_assert_uint_eq(s->storage.secrets.len, 3);
	assert_text(s->storage.secrets.ptr[0].target, "/run/secrets/token");
	assert_text(s->storage.secrets.ptr[1].target, "/run/secrets/k.pem");
	assert_text(s->storage.secrets.ptr[2].target, "/etc/x");
	assert_text(s->storage.configs.ptr[0].target, "/app.conf");
	composed_release(&c);
}
END_TEST

START_TEST(volumes_have_a_short_and_a_long_form)
{
	struct composed c;
	struct pf_compose_mounts v;

	v = composed_service(&c,
		"services: {a: {volumes: ['./src:/app:ro', 'data:/data', /cache, '$X:/y', "
		"{type: tmpfs, target: /run}]}}\n",
		"a")
		    ->storage.volumes;
	ck_assert_uint_eq(v.len, 5);
	assert_text(v.ptr[0].source.value, "./src");
	assert_text(v.ptr[0].target, "/app");
	assert_text(v.ptr[0].type, "bind");
	assert_text(v.ptr[1].type, "volume");
	assert_text(v.ptr[2].target, "/cache");
	ck_assert_ptr_null(v.ptr[2].source.node);
	assert_text(v.ptr[3].target, "");
	assert_text(v.ptr[4].type, "tmpfs");
	assert_text(v.ptr[4].target, "/run");
	composed_release(&c);
}
END_TEST

UNIT_TESTS(reads_settings_of_one_value, resources_of_a_deployment_stand_for_the_short_keys,
	the_environment_is_a_mapping_or_a_list,
	the_last_of_a_name_counts_and_ones_own_beats_what_is_extended,
	hosts_are_split_at_a_colon_too, lists_are_joined_and_a_text_is_a_list_of_one,
	a_command_replaces_the_one_that_is_extended, env_files_have_a_short_and_a_long_form,
	dependencies_have_conditions, aliases_of_all_networks_are_names,
	services_find_each_other_by_all_their_names, ports_and_links_are_texts,
	secrets_and_configs_have_their_places, volumes_have_a_short_and_a_long_form)
