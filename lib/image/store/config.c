/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/config.h"

#include "image/platform.h"

#define PORTS 65536U

struct port_set {
	uint8_t seen[3][PORTS / 8]; /* by protocol */
};

static const pf_str protocols[3] = {
	PF_STR_INIT("tcp"),
	PF_STR_INIT("udp"),
	PF_STR_INIT("sctp"),
};

bool pf_store_platform(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_platform *out, struct pf_error *err)
{
	pf_str os, architecture, variant;

	if (!pf_store_text(part, object, "os", &os, err) ||
		!pf_store_text(part, object, "architecture", &architecture, err) ||
		!pf_store_text(part, object, "variant", &variant, err))
		return false;
	*out = pf_platform_normal(os, architecture, variant);
	return true;
}

struct pf_platforms pf_store_single(const struct pf_store *store,
	const struct pf_platform *platform)
{
	struct pf_platform *only;

	if (!platform->architecture.len)
		return (struct pf_platforms){.from = pf_store_origin(store)};
	only = PF_NEW(store->arena, struct pf_platform);
	*only = *platform;
	return (struct pf_platforms){
		.ptr = only, .len = 1, .known = true, .from = pf_store_origin(store)};
}

static bool read_text(const struct pf_store_part *part, const struct pf_json *config,
	const char *key, pf_str_fact *out, struct pf_error *err)
{
	pf_str text;

	if (!pf_store_text(part, config, key, &text, err))
		return false;
	out->is = text.len ? PF_KNOWN : PF_ABSENT;
	out->value = text;
	if (text.len)
		out->from = pf_store_origin(part->store);
	return true;
}

static bool read_words(const struct pf_store_part *part, const struct pf_json *config,
	const char *key, pf_words_fact *out, struct pf_error *err)
{
	struct pf_words words;

	if (!pf_store_words(part, config, key, &words, err))
		return false;
	out->is = words.len ? PF_KNOWN : PF_ABSENT;
	out->value = words;
	if (words.len)
		out->from = pf_store_origin(part->store);
	return true;
}

/* Set `name`, which may be there: the later value counts, at the earlier place. */
static void set_env(struct pf_image_env *envs, size_t *n, struct pf_image_env env)
{
	for (size_t i = 0; i < *n; i++) {
		if (pf_str_eq(envs[i].name, env.name)) {
			envs[i].value = env.value;
			return;
		}
	}
	envs[(*n)++] = env;
}

bool pf_store_env(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_image_envs *out, struct pf_error *err)
{
	struct pf_words words;
	struct pf_image_env *envs;
	size_t n = 0;

	if (!pf_store_words(part, object, "Env", &words, err))
		return false;
	if (words.len > PF_STORE_MAX_ENV)
		return pf_store_fail(part, err, PF_E_LIMIT, "too many variables in `Env`");
	envs = PF_NEWN(part->store->arena, struct pf_image_env, words.len);
	for (size_t i = 0; i < words.len; i++) {
		size_t sign = pf_str_find_char(words.ptr[i], '=');

		/* Without `=` it sets nothing, and there is no variable without a name. */
		if (sign == words.ptr[i].len || sign == 0)
			continue;
		set_env(envs, &n,
			(struct pf_image_env){.name = pf_str_sub(words.ptr[i], 0, sign),
				.value = pf_str_from_offset(words.ptr[i], sign + 1),
				.is = PF_KNOWN,
				.from = pf_store_origin(part->store)});
	}
	*out = (struct pf_image_envs){envs, n, true};
	return true;
}

/* "8080", "8080/tcp"; false for what is no port. */
static bool parse_port(pf_str text, uint32_t *number, size_t *protocol)
{
	size_t slash = pf_str_find_char(text, '/');
	pf_str name = slash < text.len ? pf_str_from_offset(text, slash + 1) : protocols[0];
	int64_t value;

	if (!slash || !pf_is_digit(text.ptr[0]) ||
		!pf_str_to_int(pf_str_sub(text, 0, slash), &value) || value <= 0 || value >= PORTS)
		return false;
	*number = (uint32_t)value;
	for (*protocol = 0; *protocol < 3; (*protocol)++) {
		if (pf_str_eq_nocase(name, protocols[*protocol]))
			return true;
	}
	return false;
}

static bool read_ports(const struct pf_store_part *part, const struct pf_json *config,
	struct pf_image_ports *out, struct pf_error *err)
{
	struct pf_arena *arena = part->store->arena;
	const struct pf_json *map;
	struct pf_image_port *ports;
	struct port_set *set;

	if (!pf_store_member(part, config, "ExposedPorts", PF_JSON_OBJECT, &map, err))
		return false;
	*out = (struct pf_image_ports){.complete = true};
	if (!map)
		return true;
	ports = PF_NEWN(arena, struct pf_image_port, pf_json_count(map));
	set = PF_NEW(arena, struct port_set);
	out->ptr = ports;
	for (const struct pf_json *v = pf_json_first(map); v; v = pf_json_next(v)) {
		uint32_t number;
		size_t protocol;

		if (!parse_port(pf_json_name(v), &number, &protocol)) {
			out->complete = false;
			continue;
		}
		if (set->seen[protocol][number / 8] & 1U << number % 8)
			continue;
		set->seen[protocol][number / 8] |= (uint8_t)(1U << number % 8);
		ports[out->len++] = (struct pf_image_port){
			number, protocols[protocol], pf_store_origin(part->store)};
	}
	return true;
}

static struct pf_image_entries entries_of(const struct pf_store_part *part,
	const struct pf_json *map)
{
	struct pf_arena *arena = part->store->arena;
	struct pf_image_entry *entries = PF_NEWN(arena, struct pf_image_entry, pf_json_count(map));
	size_t n = 0;

	for (const struct pf_json *v = pf_json_first(map); v; v = pf_json_next(v))
		entries[n++] = (struct pf_image_entry){pf_arena_dup(arena, pf_json_name(v)),
			pf_arena_dup(arena, pf_json_text(v)), pf_store_origin(part->store)};
	return (struct pf_image_entries){entries, n, true};
}

bool pf_store_labels(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_image_entries *out, struct pf_error *err)
{
	const struct pf_json *map;

	if (!pf_store_member(part, object, "Labels", PF_JSON_OBJECT, &map, err))
		return false;
	*out = entries_of(part, map);
	return true;
}

static bool read_volumes(const struct pf_store_part *part, const struct pf_json *config,
	struct pf_image_entries *out, struct pf_error *err)
{
	const struct pf_json *map;

	if (!pf_store_member(part, config, "Volumes", PF_JSON_OBJECT, &map, err))
		return false;
	*out = entries_of(part, map);
	return true;
}

static bool read_intervals(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_healthcheck *out, struct pf_error *err)
{
	return pf_store_number(part, object, "Interval", &out->interval, err) &&
		pf_store_number(part, object, "Timeout", &out->timeout, err) &&
		pf_store_number(part, object, "StartPeriod", &out->start_period, err) &&
		pf_store_number(part, object, "StartInterval", &out->start_interval, err) &&
		pf_store_number(part, object, "Retries", &out->retries, err);
}

/* False for what the engine does not run. */
static bool kind_of_test(struct pf_words test, enum pf_healthcheck_kind *out)
{
	if (!test.len)
		return false;
	if (pf_str_eq(test.ptr[0], PF_STR("NONE")))
		*out = PF_HEALTHCHECK_NONE;
	else if (pf_str_eq(test.ptr[0], PF_STR("CMD")))
		*out = PF_HEALTHCHECK_CMD;
	else if (pf_str_eq(test.ptr[0], PF_STR("CMD-SHELL")))
		*out = PF_HEALTHCHECK_SHELL;
	else
		return false;
	return true;
}

bool pf_store_healthcheck(const struct pf_store_part *part, const struct pf_json *object,
	pf_healthcheck_fact *out, struct pf_error *err)
{
	const struct pf_json *check;
	pf_healthcheck_fact fact = {.is = PF_ABSENT};
	struct pf_words test;

	if (!pf_store_member(part, object, "Healthcheck", PF_JSON_OBJECT, &check, err) ||
		!pf_store_words(part, check, "Test", &test, err) ||
		!read_intervals(part, check, &fact.value, err))
		return false;
	if (kind_of_test(test, &fact.value.kind)) {
		fact.is = PF_KNOWN;
		fact.from = pf_store_origin(part->store);
		fact.value.test = (struct pf_words){test.ptr + 1, test.len - 1};
	}
	*out = fact;
	return true;
}

bool pf_store_run_config(const struct pf_store_part *part, const struct pf_json *config,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct pf_image_facts facts = pf_image_facts_scratch();

	facts.origin = pf_store_origin(part->store);
	if (!read_text(part, config, "User", &facts.user, err) ||
		!read_words(part, config, "Entrypoint", &facts.entrypoint, err) ||
		!read_words(part, config, "Cmd", &facts.cmd, err) ||
		!read_words(part, config, "Shell", &facts.shell, err) ||
		!read_text(part, config, "WorkingDir", &facts.working_directory, err) ||
		!read_text(part, config, "StopSignal", &facts.stop_signal, err) ||
		!pf_store_healthcheck(part, config, &facts.healthcheck, err) ||
		!pf_store_env(part, config, &facts.env, err) ||
		!read_ports(part, config, &facts.ports, err) ||
		!read_volumes(part, config, &facts.volumes, err) ||
		!pf_store_labels(part, config, &facts.labels, err))
		return false;
	*out = facts;
	return true;
}

bool pf_store_config(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct pf_image_facts facts;
	struct pf_platform platform;
	const struct pf_json *config;

	if (!pf_store_member(part, doc, "config", PF_JSON_OBJECT, &config, err) ||
		!pf_store_platform(part, doc, &platform, err) ||
		!pf_store_run_config(part, config, &facts, err))
		return false;
	facts.platforms = pf_store_single(part->store, &platform);
	*out = facts;
	return true;
}
