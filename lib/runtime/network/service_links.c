/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Variables that the kubelet sets for Services.
 *
 * Their names are of a Service's by turning letters and dashes, which loses
 * nothing of a Service's name: what is before "_SERVICE_" or "_PORT" can be
 * turned back and looked up.
 */

#include "runtime/network/service_links.h"

#include "runtime/process/argv.h"
#include "text/shell/lexer.h"
#include "world/services.h"

#define SERVICE_NAME_MAX 63 /* of a Service */
#define USES_MAX 100        /* of variables in a text: enough for people, a bound for machines */

/* "MY_DB" of Service "my-db"; empty where no Service is called so. */
static pf_str service_name(struct pf_arena *arena, pf_str prefix)
{
	char name[SERVICE_NAME_MAX];

	if (!prefix.len || prefix.len > SERVICE_NAME_MAX)
		return PF_STR_EMPTY;
	for (size_t i = 0; i < prefix.len; i++) {
		char c = prefix.ptr[i];

		if (!pf_is_upper(c) && !pf_is_digit(c) && c != '_')
			return PF_STR_EMPTY;
		name[i] = c == '_' ? '-' : pf_to_lower(c);
	}
	return pf_arena_dup(arena, (pf_str){name, prefix.len});
}

/* The port's name as it is in a variable's: "HTTP_ADMIN". */
static bool is_variable_of(pf_str rest, pf_str name)
{
	if (rest.len != name.len)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i] == '-' ? '_' : name.ptr[i];

		if (pf_to_lower(c) != pf_to_lower(rest.ptr[i]) || pf_is_lower(rest.ptr[i]))
			return false;
	}
	return true;
}

/* "5432_TCP", "5432_TCP_ADDR" of a port 5432. */
static bool is_of_port(pf_str rest, const struct pf_service_port *port)
{
	static const pf_str endings[] = {
		PF_STR_INIT(""), PF_STR_INIT("_ADDR"), PF_STR_INIT("_PORT"), PF_STR_INIT("_PROTO")};
	pf_str protocol = port->protocol.is.len ? port->protocol.is : PF_STR("TCP");
	size_t end = pf_str_find_char(rest, '_');
	int64_t number;

	if (end == rest.len || !pf_str_to_int(pf_str_sub(rest, 0, end), &number) ||
		number != port->port.is || rest.ptr[0] == '0' || !pf_is_digit(rest.ptr[0]))
		return false;
	rest = pf_str_from_offset(rest, end + 1);
	return pf_str_starts_with(rest, protocol) &&
		pf_is_one_of(pf_str_from_offset(rest, protocol.len), endings,
			sizeof(endings) / sizeof(endings[0]));
}

/* Does a Service with these ports create the variable with that end? */
bool pf_service_creates(const struct pf_service_spec *spec, pf_str rest)
{
	pf_str named = PF_STR("_SERVICE_PORT_");
	pf_str numbered = PF_STR("_PORT_");

	if (!spec->ports.len)
		return false;
	if (pf_str_eq(rest, PF_STR("_SERVICE_HOST")) || pf_str_eq(rest, PF_STR("_SERVICE_PORT")) ||
		pf_str_eq(rest, PF_STR("_PORT")))
		return true;
	PF_EACH(struct pf_service_port, port, spec->ports) {
		if (pf_str_starts_with(rest, named) && port->name.is.len &&
			is_variable_of(pf_str_from_offset(rest, named.len), port->name.is))
			return true;
		if (pf_str_starts_with(rest, numbered) &&
			is_of_port(pf_str_from_offset(rest, numbered.len), port))
			return true;
	}
	return false;
}

/* The image's value says what the Service's would: its own name, or its port. */
static bool agrees(const struct pf_image_env *var, const struct pf_world_service *s, pf_str rest)
{
	int64_t port;

	if (var->is != PF_KNOWN)
		return false;
	if (pf_str_eq(rest, PF_STR("_SERVICE_HOST")))
		return pf_str_starts_with(var->value, s->object->name);
	return pf_str_eq(rest, PF_STR("_SERVICE_PORT")) && pf_str_to_int(var->value, &port) &&
		port == s->service->spec->ports.ptr[0].port.is;
}

static const struct pf_world_service *collision_at(struct pf_arena *arena,
	const struct pf_world *world, const struct pf_pod_container *c,
	const struct pf_image_env *var, size_t at)
{
	pf_str rest = pf_str_from_offset(var->name, at);
	pf_str name = service_name(arena, pf_str_sub(var->name, 0, at));
	const struct pf_world_service *s =
		name.len ? pf_world_service_named(world, c->pod->object, name) : NULL;

	if (!s || pf_str_eq(s->service->spec->cluster_ip.is, PF_STR("None")) ||
		!pf_service_creates(s->service->spec, rest) || agrees(var, s, rest))
		return NULL;
	return s;
}

const struct pf_world_service *pf_service_over(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_image_env *var)
{
	static const pf_str marks[] = {PF_STR_INIT("_SERVICE_"), PF_STR_INIT("_PORT")};

	if (var->name.len > (size_t)2 * SERVICE_NAME_MAX)
		return NULL;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t at = 0;

		while (at < var->name.len) {
			const struct pf_world_service *s;

			at += pf_str_find(pf_str_from_offset(var->name, at), marks[i]);
			s = at < var->name.len ? collision_at(arena, world, c, var, at) : NULL;
			if (s)
				return s;
			at++;
		}
	}
	return NULL;
}

/* Has `${NAME` a default of its own, so that it is no Service's that is meant? */
static bool has_default(pf_str text, const struct pf_shell_use *use)
{
	pf_str rest = pf_str_from_offset(text, use->end);

	if (!use->variable || !use->open)
		return false;
	if (pf_str_starts_with(rest, PF_STR(":")))
		rest = pf_str_from_offset(rest, 1);
	return pf_str_starts_with(rest, PF_STR("-")) || pf_str_starts_with(rest, PF_STR("="));
}

static const struct pf_world_service *over_text(struct pf_arena *arena,
	const struct pf_world *world, const struct pf_pod_container *c, pf_str text, pf_str *name)
{
	struct pf_shell_lexer lexer = {.text = text};
	struct pf_shell_use use;

	for (int i = 0; i < USES_MAX && pf_shell_any_use_next(&lexer, &use); i++) {
		struct pf_image_env var = {
			.name = use.name, .is = PF_INHERITED, .value = PF_STR_EMPTY};
		const struct pf_world_service *s;

		if (!pf_str_ends_with(use.name, PF_STR("_PORT")) ||
			pf_str_ends_with(use.name, PF_STR("_SERVICE_PORT")) ||
			!has_default(text, &use))
			continue;
		s = pf_service_over(arena, world, c, &var);
		if (s) {
			*name = use.name;
			return s;
		}
	}
	return NULL;
}

const struct pf_world_service *pf_service_over_default(struct pf_arena *arena,
	const struct pf_world *world, const struct pf_pod_container *c,
	struct pf_read_variable *out)
{
	struct pf_argv argv = pf_argv_supposed(arena, c);
	size_t at = pf_shell_text_at(argv.words);
	const struct pf_world_service *s;

	if (!argv.known || !at)
		return NULL;
	s = over_text(arena, world, c, argv.words.ptr[at], &out->name);
	out->node = argv.nodes[at];
	out->from = out->node ? NULL : argv.from;
	return s;
}
