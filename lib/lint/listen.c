/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

#include <stdio.h>

enum form {
	NO_FORM,
	PORT,    /* a number, or several with ; between them */
	ADDRESS, /* "host:port", ":port", "host", "port"; the same as URL */
	HOST,
};

/* Names that programs agree on; those that may as well name another server are left out. */
static const struct {
	pf_str name;
	enum form form;
} variables[] = {
	{PF_STR_INIT("APP_PORT"), PORT},
	{PF_STR_INIT("ASPNETCORE_HTTPS_PORTS"), PORT},
	{PF_STR_INIT("ASPNETCORE_HTTP_PORTS"), PORT},
	{PF_STR_INIT("ASPNETCORE_URLS"), ADDRESS},
	{PF_STR_INIT("BIND"), ADDRESS},
	{PF_STR_INIT("BIND_ADDR"), ADDRESS},
	{PF_STR_INIT("BIND_ADDRESS"), ADDRESS},
	{PF_STR_INIT("BIND_HOST"), HOST},
	{PF_STR_INIT("DOTNET_URLS"), ADDRESS},
	{PF_STR_INIT("FLASK_RUN_HOST"), HOST},
	{PF_STR_INIT("FLASK_RUN_PORT"), PORT},
	{PF_STR_INIT("GRADIO_SERVER_NAME"), HOST},
	{PF_STR_INIT("GRADIO_SERVER_PORT"), PORT},
	{PF_STR_INIT("HOST"), HOST},
	{PF_STR_INIT("HTTP_PORT"), PORT},
	{PF_STR_INIT("LISTEN"), ADDRESS},
	{PF_STR_INIT("LISTEN_ADDR"), ADDRESS},
	{PF_STR_INIT("LISTEN_ADDRESS"), ADDRESS},
	{PF_STR_INIT("LISTEN_HOST"), HOST},
	{PF_STR_INIT("LISTEN_PORT"), PORT},
	{PF_STR_INIT("NITRO_HOST"), HOST},
	{PF_STR_INIT("NITRO_PORT"), PORT},
	{PF_STR_INIT("OLLAMA_HOST"), ADDRESS},
	{PF_STR_INIT("PORT"), PORT},
	{PF_STR_INIT("QUARKUS_HTTP_HOST"), HOST},
	{PF_STR_INIT("QUARKUS_HTTP_PORT"), PORT},
	{PF_STR_INIT("ROCKET_ADDRESS"), HOST},
	{PF_STR_INIT("ROCKET_PORT"), PORT},
	{PF_STR_INIT("SERVER_PORT"), PORT},
	{PF_STR_INIT("UVICORN_HOST"), HOST},
	{PF_STR_INIT("UVICORN_PORT"), PORT},
};

static const struct {
	pf_str name; /* without the dashes */
	enum form form;
} options[] = {
	{PF_STR_INIT("bind"), ADDRESS},
	{PF_STR_INIT("bind-addr"), ADDRESS},
	{PF_STR_INIT("bind-address"), ADDRESS},
	{PF_STR_INIT("bind-port"), PORT},
	{PF_STR_INIT("host"), HOST},
	{PF_STR_INIT("http-addr"), ADDRESS},
	{PF_STR_INIT("http-address"), ADDRESS},
	{PF_STR_INIT("http-port"), PORT},
	{PF_STR_INIT("http.port"), PORT},
	{PF_STR_INIT("listen"), ADDRESS},
	{PF_STR_INIT("listen-addr"), ADDRESS},
	{PF_STR_INIT("listen-address"), ADDRESS},
	{PF_STR_INIT("listen-host"), HOST},
	{PF_STR_INIT("listen-port"), PORT},
	{PF_STR_INIT("port"), PORT},
	{PF_STR_INIT("secure-port"), PORT},
	{PF_STR_INIT("server-port"), PORT},
	{PF_STR_INIT("server.port"), PORT},
	{PF_STR_INIT("web.listen-address"), ADDRESS},
};

/* Programs that call a server: their --port is not their own. */
static const pf_str clients[] = {PF_STR_INIT("curl"), PF_STR_INIT("kubectl"), PF_STR_INIT("mongo"),
	PF_STR_INIT("mongosh"), PF_STR_INIT("mysql"), PF_STR_INIT("mysqldump"),
	PF_STR_INIT("pg_dump"), PF_STR_INIT("psql"), PF_STR_INIT("redis-cli"), PF_STR_INIT("ssh"),
	PF_STR_INIT("wget")};

struct list {
	struct pf_listen *ptr;
	size_t len;
};

static enum form form_of_variable(pf_str name)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		if (pf_str_eq(name, variables[i].name))
			return variables[i].form;
	}
	return NO_FORM;
}

static enum form form_of_option(pf_str name)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		if (pf_str_eq(name, options[i].name))
			return options[i].form;
	}
	return NO_FORM;
}

static bool read_port(pf_str text, uint32_t *port)
{
	int64_t number;

	text = pf_str_trim(text);
	if (!text.len || !pf_is_digit(text.ptr[0]) || !pf_str_to_int(text, &number) || number < 1 ||
		number > 65535)
		return false;
	*port = (uint32_t)number;
	return true;
}

/* "http://+:80/", "tcp://0.0.0.0:80", "[::]:80", ":80", "80", "localhost". */
static bool read_address(pf_str text, struct pf_listen *out)
{
	size_t scheme = pf_str_find(text, PF_STR("://")), colon;

	if (scheme < text.len)
		text = pf_str_from_offset(text, scheme + 3);
	text.len = pf_str_find_char(text, '/');
	if (read_port(text, &out->port))
		return true;
	colon = pf_str_rfind_char(text, ':');
	if (colon < text.len && text.ptr[text.len - 1] != ']') {
		/* A bare IPv6 address has more than one colon. */
		if (!read_port(pf_str_from_offset(text, colon + 1), &out->port))
			return false;
		text.len = colon;
	}
	out->host = text;
	return text.len || out->port;
}

static void add_part(struct list *list, struct pf_listen listen, enum form form, pf_str value)
{
	bool known = false;

	listen.host = PF_STR_EMPTY;
	switch (form) {
	case PORT:
		known = read_port(value, &listen.port);
		break;
	case ADDRESS:
		known = read_address(value, &listen);
		break;
	case HOST:
		listen.host = value;
		known = value.len > 0;
		break;
	case NO_FORM:
		break;
	}
	if (known && list->len < PF_LISTENS_MAX)
		list->ptr[list->len++] = listen;
}

static void add(struct list *list, struct pf_listen listen, enum form form, pf_str value)
{
	pf_str part;

	if (form == NO_FORM || pf_is_placeholder(value) || pf_str_contains(value, PF_STR("$")))
		return;
	while (pf_str_split(&value, ';', &part))
		add_part(list, listen, form, part);
}

static bool is_set_again(const struct pf_pod_container *c, const struct pf_env_var *until,
	pf_str name)
{
	const struct pf_env_var *end = c->spec->env.ptr + c->spec->env.len;

	for (const struct pf_env_var *var = until ? until + 1 : c->spec->env.ptr;
		c->spec->env.len && var < end; var++) {
		if (pf_str_eq(var->name.is, name))
			return true;
	}
	return false;
}

static void add_variables(struct list *list, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		struct pf_listen listen = {.name = var->name.is, .node = var->value.node};
		enum form form = form_of_variable(var->name.is);

		if (form != NO_FORM && var->value.set && !is_set_again(c, var, var->name.is))
			add(list, listen, form, var->value.is);
	}
	if (!c->facts || c->spec->env_from.node)
		return;
	for (size_t i = 0; i < c->facts->env.len; i++) {
		const struct pf_image_env *var = &c->facts->env.ptr[i];
		struct pf_listen listen = {.name = var->name, .from = &var->from};
		enum form form = form_of_variable(var->name);

		if (form != NO_FORM && var->is == PF_KNOWN && !is_set_again(c, NULL, var->name))
			add(list, listen, form, var->value);
	}
}

/* What is started, or of an image that is not known at least the arguments. */
static struct pf_started words_of(struct pf_arena *arena, const struct pf_pod_container *c)
{
	struct pf_started started = pf_started_by(arena, c);
	pf_str *words;

	if (started.words.len || !c->spec->args.len)
		return started;
	words = PF_NEWN(arena, pf_str, c->spec->args.len);
	for (size_t i = 0; i < c->spec->args.len; i++)
		words[i] = c->spec->args.ptr[i].is;
	return (struct pf_started){.words = {words, c->spec->args.len}};
}

/* Node of the started words' `i`th, NULL for those of the image. */
static const struct pf_node *node_of(const struct pf_pod_container *c,
	const struct pf_started *started, size_t i)
{
	const struct pf_str_list *command = &c->spec->command;

	if (i < started->nimage)
		return NULL;
	i -= started->nimage;
	return i < command->len ? command->ptr[i].node : c->spec->args.ptr[i - command->len].node;
}

static pf_str option_name(pf_str word)
{
	size_t dashes = 0;

	while (dashes < 2 && dashes < word.len && word.ptr[dashes] == '-')
		dashes++;
	if (!dashes)
		return PF_STR_EMPTY;
	return pf_str_sub(word, dashes, pf_str_find_char(word, '='));
}

static void add_options(struct list *list, struct pf_arena *arena, const struct pf_pod_container *c)
{
	struct pf_started started = words_of(arena, c);
	struct pf_words words = started.words;

	if (!words.len ||
		pf_is_one_of(pf_program_name(words.ptr[0]), clients,
			sizeof(clients) / sizeof(clients[0])))
		return;
	for (size_t i = 0; i < words.len; i++) {
		pf_str word = words.ptr[i], name = option_name(word);
		size_t equals = pf_str_find_char(word, '=');
		struct pf_listen listen = {.name = pf_str_sub(word, 0, equals)};
		enum form form = form_of_option(name);

		if (form == NO_FORM)
			continue;
		if (equals == word.len && ++i == words.len)
			break;
		listen.node = node_of(c, &started, i);
		listen.from = listen.node ? NULL : started.from;
		add(list, listen, form,
			equals < word.len ? pf_str_from_offset(word, equals + 1) : words.ptr[i]);
	}
}

size_t pf_listens_of(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_listen out[PF_LISTENS_MAX])
{
	struct list list = {.ptr = out};

	add_options(&list, arena, c);
	add_variables(&list, c);
	return list.len;
}

bool pf_is_loopback_address(pf_str host)
{
	return pf_str_eq_nocase(host, PF_STR("localhost")) || pf_str_eq(host, PF_STR("::1")) ||
		pf_str_eq(host, PF_STR("[::1]")) || pf_str_starts_with(host, PF_STR("127."));
}

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
