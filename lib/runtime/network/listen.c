/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/listen.h"

#include <stdio.h>

#include "image/facts/flags.h"
#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "runtime/process/argv.h"
#include "runtime/shell/walk.h"
#include "runtime/shell/words.h"

#define RUNSERVER "runserver" /* of Django's manage.py */

/* Addresses. */

static pf_str without_scheme(pf_str text)
{
	size_t at = pf_str_find(text, PF_STR("://"));

	if (at < text.len)
		text = pf_str_from_offset(text, at + 3);
	return pf_str_sub(text, 0, pf_str_find_char(text, '/'));
}

static bool read_port(pf_str text, uint32_t *port)
{
	int64_t number;

	if (!text.len || !pf_is_digit(text.ptr[0]) || !pf_str_to_int(text, &number) ||
		number > 65535)
		return false;
	*port = (uint32_t)number;
	return true;
}

static bool is_host(pf_str host)
{
	static const char others[] = ".-:*+_%";

	for (size_t i = 0; i < host.len; i++) {
		if (!pf_is_alnum(host.ptr[i]) && !memchr(others, host.ptr[i], sizeof(others) - 1))
			return false;
	}
	return true;
}

/* What stands behind the host: nothing, or a colon and a port or what will be one. */
static void read_rest(pf_str rest, uint32_t *port)
{
	if (rest.len > 1 && rest.ptr[0] == ':')
		(void)read_port(pf_str_from_offset(rest, 1), port);
}

bool pf_listen_parse(pf_str text, pf_str *host, uint32_t *port)
{
	size_t first, last, end;

	*host = PF_STR_EMPTY;
	*port = 0;
	if (!text.len || text.ptr[0] == '/' || pf_str_starts_with(text, PF_STR("unix:")))
		return false;
	text = without_scheme(text);
	if (!text.len || read_port(text, port))
		return *port > 0;
	if (text.ptr[0] == '[') {
		end = pf_str_find_char(text, ']');
		if (end == text.len)
			return false;
		*host = pf_str_sub(text, 1, end);
		read_rest(pf_str_from_offset(text, end + 1), port);
	} else {
		first = pf_str_find_char(text, ':');
		last = pf_str_rfind_char(text, ':');
		end = first == last ? first : text.len; /* more than one: IPv6 */
		*host = pf_str_sub(text, 0, end);
		read_rest(pf_str_from_offset(text, end), port);
	}
	if (is_host(*host))
		return true;
	*host = PF_STR_EMPTY; /* a variable: the port beside it may be known */
	return *port > 0;
}

static bool is_ipv4(pf_str text)
{
	size_t parts = 0;
	pf_str part;

	while (pf_str_split(&text, '.', &part)) {
		int64_t n;

		if (!part.len || !pf_is_digit(part.ptr[0]) || !pf_str_to_int(part, &n) || n > 255)
			return false;
		parts++;
	}
	return parts == 4;
}

bool pf_is_loopback_address(pf_str host)
{
	return pf_str_eq_nocase(host, PF_STR("localhost")) || pf_str_eq(host, PF_STR("::1")) ||
		(pf_str_starts_with(host, PF_STR("127.")) && is_ipv4(host));
}

/* Names of flags and variables, in lower case and with dashes between their words. */

#define NAME_MAX_LEN 64

/* "ASPNETCORE_URLS", "--web.listenAddress", "-Dserver.port": lower case, dashes. */
static pf_str normal_name(struct pf_arena *arena, pf_str name)
{
	char *to;
	size_t len = 0;

	while (name.len && name.ptr[0] == '-')
		name = pf_str_from_offset(name, 1);
	if (name.len > 1 && name.ptr[0] == 'D' && pf_is_lower(name.ptr[1]))
		name = pf_str_from_offset(name, 1);
	if (name.len > NAME_MAX_LEN)
		return PF_STR_EMPTY;
	to = pf_arena_alloc(arena, name.len * 2, 1);
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (i && pf_is_upper(c) && pf_is_lower(name.ptr[i - 1]))
			to[len++] = '-';
		to[len++] = c == '_' || c == '.' ? '-' : pf_to_lower(c);
	}
	return (pf_str){to, len};
}

static const struct pf_known_flag *flag_of(struct pf_arena *arena, pf_str name)
{
	return pf_known_flag(normal_name(arena, name));
}

/* Programs that call a server: their --port is not their own. */
static bool is_client(pf_str program)
{
	return pf_known_program_has(pf_program_name(program), PF_PROGRAM_CLIENT);
}

/* Gathering. */

struct gathering {
	struct pf_arena *arena;
	struct pf_listen *out;
	size_t n;
	bool all;            /* with those that are aside or elsewhere */
	struct pf_listen at; /* node and origin of the words at hand */
	pf_str waiting;      /* a flag whose value is the next word */
};

static void add(struct gathering *g, pf_str name, pf_str host, uint32_t port)
{
	struct pf_listen item = g->at;

	if (g->n == PF_LISTENS_MAX)
		return;
	item.name = name;
	item.host = host;
	item.port = port;
	g->out[g->n++] = item;
}

static bool is_any_address(pf_str host)
{
	static const pf_str any[] = {PF_STR_INIT(""), PF_STR_INIT("*"), PF_STR_INIT("+"),
		PF_STR_INIT("0.0.0.0"), PF_STR_INIT("::")};

	return pf_is_one_of(host, any, sizeof(any) / sizeof(any[0]));
}

/*
 * Does the value tell of a server to call?  A name is one's own only where it
 * is localhost.  What may be either is taken for a call where it is a URL or an
 * address of somebody.
 */
static bool is_elsewhere(pf_str name, pf_str text, pf_str host, bool sure)
{
	bool url = pf_str_find(text, PF_STR("://")) < text.len &&
		!pf_str_ends_with(name, PF_STR("urls"));
	bool address = is_ipv4(host) || pf_str_find_char(host, ':') < host.len;

	if (is_any_address(host))
		return false;
	if (pf_is_loopback_address(host))
		return url && !sure;
	return !address || !sure;
}

static bool is_runserver(pf_str word)
{
	return pf_str_eq(word, PF_STR(RUNSERVER));
}

/* Django's development server listens on loopback unless it is told an address. */
static pf_str host_or_default(pf_str host, pf_str name)
{
	return !host.len && is_runserver(name) ? pf_known_flag(name)->host : host;
}

/* A list, most often of one. */
static void add_values(struct gathering *g, pf_str name, pf_str text)
{
	pf_str normal = normal_name(g->arena, name);
	const struct pf_known_flag *flag = pf_known_flag(normal);

	g->at.aside = !flag || flag->aside;
	g->at.sure = !flag || flag->says != PF_SAYS_MAYBE_ADDRESS;
	if (!flag)
		return;
	while (text.len) {
		pf_str host = PF_STR_EMPTY, part;
		size_t end = 0;
		uint32_t port = 0;

		while (end < text.len && !strchr(",; ", text.ptr[end]))
			end++;
		part = pf_str_sub(text, 0, end);
		text = pf_str_from_offset(text, end + (end < text.len));
		if (!(flag->says == PF_SAYS_PORT ? read_port(part, &port) && port
						 : pf_listen_parse(part, &host, &port)))
			continue;
		g->at.elsewhere = is_elsewhere(normal, part, host, g->at.sure);
		add(g, name, host_or_default(host, name), port);
	}
	g->at.elsewhere = false;
}

static bool says_something(struct gathering *g, pf_str name)
{
	return flag_of(g->arena, name) != NULL;
}

static void take_flag(struct gathering *g, pf_str word)
{
	size_t equals = pf_str_find_char(word, '=');
	pf_str name = pf_str_sub(word, 0, equals);

	/* Its address comes last, after any flag. */
	if (is_runserver(g->waiting))
		return;
	g->waiting = PF_STR_EMPTY;
	if (equals < word.len)
		add_values(g, name, pf_str_from_offset(word, equals + 1));
	else if (says_something(g, name))
		g->waiting = name;
}

static void take_word(struct gathering *g, pf_str word)
{
	if (word.len > 1 && word.ptr[0] == '-') {
		take_flag(g, word);
		return;
	}
	if (g->waiting.len)
		add_values(g, g->waiting, word);
	g->waiting = is_runserver(word) ? word : PF_STR_EMPTY;
}

/* No word follows. */
static void end_words(struct gathering *g)
{
	g->at.aside = false;
	g->at.sure = true;
	if (is_runserver(g->waiting))
		add(g, g->waiting, host_or_default(PF_STR_EMPTY, g->waiting),
			(uint32_t)pf_known_flag(g->waiting)->port);
	g->waiting = PF_STR_EMPTY;
}

/* A word with blanks in it may be a shell's text. */
static void take_text(struct gathering *g, pf_str text)
{
	struct pf_shell_walk script = {.text = text, .rough = true};
	struct pf_shell_words words;

	if (!pf_str_contains(text, PF_STR(" ")) || text.ptr[0] == '-') {
		take_word(g, text);
		return;
	}
	while (pf_shell_next_words(g->arena, &script, &words)) {
		end_words(g);
		for (size_t i = 0; i < words.n && !is_client(words.ptr[0]); i++)
			take_word(g, words.ptr[i]);
	}
	end_words(g);
}

static void take_list(struct gathering *g, const struct pf_str_list *list)
{
	PF_EACH(pf_str_field, word, *list) {
		g->at = (struct pf_listen){.node = word->node};
		if (word->is.len)
			take_text(g, word->is);
	}
}

static void take_words(struct gathering *g, const struct pf_pod_container *c)
{
	struct pf_argv argv = pf_argv_guessed(g->arena, c);

	if (argv.words.len && is_client(argv.words.ptr[0]))
		return;
	for (size_t i = 0; i < argv.nimage; i++) {
		g->at = (struct pf_listen){.from = argv.from};
		if (argv.words.ptr[i].len)
			take_text(g, argv.words.ptr[i]);
	}
	take_list(g, &c->spec->command);
	take_list(g, &c->spec->args);
	end_words(g);
}

static bool is_set_again(const struct pf_pod_container *c, const struct pf_env_var *until,
	pf_str name)
{
	const struct pf_env_var_list *env = &c->spec->env;
	size_t from = until ? (size_t)(until - env->ptr) + 1 : 0;

	for (size_t i = from; i < env->len; i++) {
		if (pf_str_eq(env->ptr[i].name.is, name))
			return true;
	}
	return false;
}

static void take_variables(struct gathering *g, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		g->at = (struct pf_listen){.node = var->value.node};
		if (var->value.set && says_something(g, var->name.is) &&
			!is_set_again(c, var, var->name.is))
			add_values(g, var->name.is, var->value.is);
	}
	if (!c->facts || c->spec->env_from.node)
		return;
	for (size_t i = 0; i < c->facts->env.len; i++) {
		const struct pf_image_env *var = &c->facts->env.ptr[i];

		g->at = (struct pf_listen){.from = &var->from};
		if (var->is == PF_KNOWN && says_something(g, var->name) &&
			!is_set_again(c, NULL, var->name))
			add_values(g, var->name, var->value);
	}
}

/* Pairs. */

static bool strip_word(pf_str *name)
{
	static const pf_str words[] = {PF_STR_INIT("host"), PF_STR_INIT("address"),
		PF_STR_INIT("addr"), PF_STR_INIT("ip"), PF_STR_INIT("port"), PF_STR_INIT("bind"),
		PF_STR_INIT("listen"), PF_STR_INIT("-")};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!pf_str_ends_with(*name, words[i]))
			continue;
		name->len -= words[i].len;
		return true;
	}
	return false;
}

/* What is left of a name without the words that say host or port: "metrics", "". */
static pf_str stem_of(struct pf_arena *arena, pf_str name)
{
	pf_str stem = normal_name(arena, name);

	while (strip_word(&stem))
		;
	return stem;
}

/* What was gathered. */

/* Does the port stand beside a host of its own that is elsewhere, as in `--host db --port 1`? */
static bool is_beside_elsewhere(struct gathering *g, const struct pf_listen *item)
{
	pf_str stem = stem_of(g->arena, item->name);

	for (size_t i = 0; !item->host.len && i < g->n; i++) {
		const struct pf_listen *other = &g->out[i];

		if (other->elsewhere && !other->port &&
			pf_str_eq(stem, stem_of(g->arena, other->name)))
			return true;
	}
	return false;
}

static size_t gather(struct gathering *g, const struct pf_pod_container *c)
{
	size_t n = 0;

	take_words(g, c);
	take_variables(g, c);
	for (size_t i = 0; i < g->n; i++)
		g->out[i].elsewhere = g->out[i].elsewhere || is_beside_elsewhere(g, &g->out[i]);
	for (size_t i = 0; i < g->n; i++) {
		if (g->all || !(g->out[i].aside || g->out[i].elsewhere))
			g->out[n++] = g->out[i];
	}
	return n;
}

size_t pf_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX])
{
	struct gathering g = {.arena = arena, .out = out};

	return gather(&g, c);
}

size_t pf_all_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX])
{
	struct gathering g = {.arena = arena, .out = out, .all = true};

	return gather(&g, c);
}

uint32_t pf_listen_port(struct pf_arena *arena, const struct pf_listen *all, size_t n,
	const struct pf_listen *item)
{
	pf_str stem = stem_of(arena, item->name);

	for (size_t i = 0; !item->port && i < n; i++) {
		if (!all[i].host.len && all[i].port && pf_str_eq(stem, stem_of(arena, all[i].name)))
			return all[i].port;
	}
	return item->port;
}

/* Numbers. */

static bool has_number(pf_str text, pf_str number)
{
	size_t at = 0;

	while (at + number.len <= text.len) {
		size_t end;

		at += pf_str_find(pf_str_from_offset(text, at), number);
		end = at + number.len;
		if (end <= text.len && (at == 0 || !pf_is_digit(text.ptr[at - 1])) &&
			(end == text.len || !pf_is_digit(text.ptr[end])))
			return true;
		at++;
	}
	return false;
}

static bool list_has_number(const struct pf_str_list *list, pf_str number)
{
	PF_EACH(pf_str_field, word, *list) {
		if (has_number(word->is, number))
			return true;
	}
	return false;
}

bool pf_mentions_port(const struct pf_pod_container *c, int64_t port)
{
	char digits[24];
	pf_str number = {digits, (size_t)snprintf(digits, sizeof(digits), "%lld", (long long)port)};

	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (has_number(var->value.is, number))
			return true;
	}
	return list_has_number(&c->spec->command, number) ||
		list_has_number(&c->spec->args, number);
}
