/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/client.h"

#include "runtime/shell/words.h"
#include "text/secrets.h"

/* The words of one program while they are read. */
struct reader {
	struct pf_words words;
	size_t next;
	pf_str url; /* or the first operand */
	pf_str second;
	size_t noperands;
	pf_str self;
	struct pf_health_target *out;
	bool fails; /* curl: told to fail at 400 and more */
	bool insecure;
	bool scan; /* nc: only connects */
};

/* The container itself; `self` is its name in a compose network. */
static bool is_own(pf_str host, pf_str self)
{
	static const pf_str names[] = {PF_STR_INIT("localhost"), PF_STR_INIT("0.0.0.0"),
		PF_STR_INIT("[::1]"), PF_STR_INIT("[::]"), PF_STR_INIT("::1"),
		PF_STR_INIT("ip6-localhost"), PF_STR_INIT("")};

	return pf_is_one_of(host, names, sizeof(names) / sizeof(names[0])) ||
		pf_str_starts_with(host, PF_STR("127.")) || pf_str_eq(host, self);
}

static bool read_port(pf_str text, uint32_t *port)
{
	int64_t number;

	if (!text.len || !pf_is_digit(text.ptr[0]) || !pf_str_to_int(text, &number) || number < 1 ||
		number > 65535)
		return false;
	*port = (uint32_t)number;
	return true;
}

/* "localhost:8080", of this container; `port` stays where none is written. */
static bool read_address(pf_str text, pf_str self, uint32_t *port)
{
	size_t colon = pf_str_rfind_char(text, ':');

	if (text.len && text.ptr[text.len - 1] == ']')
		colon = text.len;
	if (!is_own(pf_str_sub(text, 0, colon), self))
		return false;
	return colon == text.len || read_port(pf_str_from_offset(text, colon + 1), port);
}

/* Characters that a request sends as they are, and that curl does not take for a pattern. */
static bool is_path(pf_str path)
{
	for (size_t i = 0; i < path.len; i++) {
		if ((unsigned char)path.ptr[i] <= ' ' || strchr("[]{}\"<>\\^`|\x7f", path.ptr[i]))
			return false;
	}
	return true;
}

static bool read_url(struct pf_arena *arena, const struct reader *r)
{
	struct pf_health_target *out = r->out;
	pf_str url = r->url;
	size_t scheme = pf_str_find(url, PF_STR("://")), end = 0;
	pf_str rest = scheme < url.len ? pf_str_from_offset(url, scheme + 3) : url;

	if (scheme < url.len) {
		out->tls = pf_str_eq_nocase(pf_str_sub(url, 0, scheme), PF_STR("https"));
		if (!out->tls && !pf_str_eq_nocase(pf_str_sub(url, 0, scheme), PF_STR("http")))
			return false;
	}
	while (end < rest.len && !strchr("/?#", rest.ptr[end]))
		end++;
	out->port = out->tls ? 443 : 80;
	if (end == 0 || !read_address(pf_str_sub(rest, 0, end), r->self, &out->port))
		return false;
	rest = pf_str_from_offset(rest, end);
	rest.len = pf_str_find_char(rest, '#');
	if (!is_path(rest))
		return false;
	out->kind = PF_HEALTH_HTTP;
	out->path = rest.len && rest.ptr[0] == '/' ? rest
						   : pf_arena_fmt(arena, "/%.*s", PF_STR_ARG(rest));
	return true;
}

static bool is_in(pf_str word, const char *const *list)
{
	for (; *list; list++) {
		if (pf_str_eq(word, pf_str_from(*list)))
			return true;
	}
	return false;
}

static bool take_value(struct reader *r, pf_str *value)
{
	if (r->next >= r->words.len)
		return false;
	*value = r->words.ptr[r->next++];
	return true;
}

/* The rest of the word after "=", or the next word. */
static bool take_option_value(struct reader *r, pf_str word, pf_str *value)
{
	size_t equals = pf_str_find_char(word, '=');

	if (equals == word.len)
		return take_value(r, value);
	*value = pf_str_from_offset(word, equals + 1);
	return true;
}

static bool is_sink(pf_str file)
{
	return pf_str_eq(file, PF_STR("/dev/null")) || pf_str_eq(file, PF_STR("-"));
}

/* What signs a request in is no matter for a manifest. */
static bool add_header(struct pf_health_target *out, pf_str text)
{
	size_t colon = pf_str_find_char(text, ':');
	struct pf_health_header header;

	if (colon == 0 || colon == text.len || out->nheaders == PF_HEALTH_HEADERS_MAX)
		return false;
	header.name = pf_str_sub(text, 0, colon);
	header.value = pf_str_trim(pf_str_from_offset(text, colon + 1));
	for (size_t i = 0; i < header.name.len; i++) {
		if (!pf_is_alnum(header.name.ptr[i]) && header.name.ptr[i] != '-' &&
			header.name.ptr[i] != '_')
			return false;
	}
	if (!header.value.len || pf_has_secret_word(header.name) ||
		pf_str_eq_nocase(header.name, PF_STR("Authorization")) ||
		pf_str_eq_nocase(header.name, PF_STR("Cookie")))
		return false;
	out->headers[out->nheaders++] = header;
	return true;
}

static bool add_operand(struct reader *r, pf_str word)
{
	if (r->noperands == 0)
		r->url = word;
	else
		r->second = word;
	return ++r->noperands <= 2;
}

/* An option that takes a value, by its letter or long name. */
static bool read_curl_value(struct reader *r, char letter, pf_str value)
{
	switch (letter) {
	case 'o':
		return is_sink(value);
	case 'H':
		return add_header(r->out, value);
	case 'X':
		r->out->head = r->out->head || pf_str_eq(value, PF_STR("HEAD"));
		return r->out->head || pf_str_eq(value, PF_STR("GET"));
	case 'm':
	case 'w':
	case 'A':
		return true;
	default:
		return false;
	}
}

static bool read_curl_letters(struct reader *r, pf_str word)
{
	for (size_t i = 1; i < word.len; i++) {
		char c = word.ptr[i];
		pf_str value;

		if (strchr("oHXmwA", c)) {
			value = pf_str_from_offset(word, i + 1);
			if (!value.len && !take_value(r, &value))
				return false;
			return read_curl_value(r, c, value);
		}
		if (!strchr("fsSLkvigqN46I", c))
			return false;
		r->fails = r->fails || c == 'f';
		r->insecure = r->insecure || c == 'k';
		r->out->head = r->out->head || c == 'I';
	}
	return word.len > 1;
}

static bool read_curl_long(struct reader *r, pf_str word)
{
	static const char *const flags[] = {"--silent", "--show-error", "--location", "--verbose",
		"--include", "--globoff", "--no-progress-meter", "--compressed", "--http1.1",
		"--http2", "--ipv4", "--ipv6", "--retry-connrefused", "--retry-all-errors",
		"--no-buffer", "--disable", NULL};
	static const char *const ignored[] = {"--connect-timeout", "--max-time", "--retry",
		"--retry-delay", "--retry-max-time", "--noproxy", "--user-agent", "--write-out",
		NULL};
	static const struct {
		const char *name;
		char letter;
	} values[] = {{"--output", 'o'}, {"--header", 'H'}, {"--request", 'X'}};
	pf_str value;

	r->fails = r->fails || pf_str_eq(word, PF_STR("--fail")) ||
		pf_str_eq(word, PF_STR("--fail-with-body"));
	r->insecure = r->insecure || pf_str_eq(word, PF_STR("--insecure"));
	r->out->head = r->out->head || pf_str_eq(word, PF_STR("--head"));
	if (is_in(word, flags) || pf_str_starts_with(word, PF_STR("--fail")) ||
		pf_str_eq(word, PF_STR("--insecure")) || pf_str_eq(word, PF_STR("--head")))
		return true;
	if (is_in(word, ignored))
		return take_value(r, &value);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		if (pf_str_eq(word, pf_str_from(values[i].name)))
			return take_value(r, &value) && read_curl_value(r, values[i].letter, value);
	}
	return false;
}

static bool is_url_operand(pf_str word)
{
	return word.len && word.ptr[0] != '-';
}

static bool read_curl(struct pf_arena *arena, struct reader *r)
{
	pf_str word;

	while (take_value(r, &word)) {
		bool known = is_url_operand(word)                ? add_operand(r, word)
			: pf_str_starts_with(word, PF_STR("--")) ? read_curl_long(r, word)
								 : read_curl_letters(r, word);

		if (!known)
			return false;
	}
	if (r->noperands != 1 || !read_url(arena, r))
		return false;
	r->out->lenient = !r->fails;
	r->out->verified = r->out->tls && !r->insecure;
	return true;
}

/* "-qO-", "-O", "-T5": busybox and GNU letters; `-O` and others take a value. */
static bool read_wget_letters(struct reader *r, pf_str word)
{
	if (pf_str_eq(word, PF_STR("-nv")))
		return true;
	for (size_t i = 1; i < word.len; i++) {
		char c = word.ptr[i];
		pf_str value = pf_str_from_offset(word, i + 1);

		if (strchr("OtTYU", c)) {
			if (!value.len && !take_value(r, &value))
				return false;
			return c != 'O' || is_sink(value);
		}
		if (!strchr("qSc", c))
			return false;
	}
	return word.len > 1;
}

static bool read_wget_long(struct reader *r, pf_str word)
{
	static const char *const flags[] = {"--quiet", "--no-verbose", "--server-response",
		"--no-check-certificate", "--no-cache", "--no-proxy", "--spider", NULL};
	static const char *const ignored[] = {"--tries", "--timeout", "--connect-timeout",
		"--read-timeout", "--proxy", "--user-agent", "--max-redirect", NULL};
	pf_str name = pf_str_sub(word, 0, pf_str_find_char(word, '=')), value;

	r->out->head = r->out->head || pf_str_eq(word, PF_STR("--spider"));
	r->insecure = r->insecure || pf_str_eq(word, PF_STR("--no-check-certificate"));
	if (is_in(word, flags))
		return true;
	if (!take_option_value(r, word, &value))
		return false;
	if (pf_str_eq(name, PF_STR("--header")))
		return add_header(r->out, value);
	if (pf_str_eq(name, PF_STR("--output-document")))
		return is_sink(value);
	return is_in(name, ignored);
}

static bool read_wget(struct pf_arena *arena, struct reader *r)
{
	pf_str word;

	while (take_value(r, &word)) {
		bool known = is_url_operand(word)                ? add_operand(r, word)
			: pf_str_starts_with(word, PF_STR("--")) ? read_wget_long(r, word)
								 : read_wget_letters(r, word);

		if (!known)
			return false;
	}
	if (r->noperands != 1 || !read_url(arena, r))
		return false;
	r->out->verified = r->out->tls && !r->insecure;
	return true;
}

bool pf_client_set_tcp(struct pf_health_target *out, pf_str self, pf_str host, pf_str port)
{
	out->kind = PF_HEALTH_TCP;
	return is_own(host, self) && read_port(port, &out->port);
}

static bool read_nc(struct pf_arena *arena, struct reader *r)
{
	pf_str word, value;

	(void)arena;
	while (take_value(r, &word)) {
		if (is_url_operand(word)) {
			if (!add_operand(r, word))
				return false;
			continue;
		}
		for (size_t i = 1; i < word.len; i++) {
			if (!strchr("zvnw46", word.ptr[i]))
				return false;
			r->scan = r->scan || word.ptr[i] == 'z';
			if (word.ptr[i] == 'w' && i + 1 < word.len)
				break;
			if (word.ptr[i] == 'w' && !take_value(r, &value))
				return false;
		}
	}
	return r->scan && r->noperands == 2 &&
		pf_client_set_tcp(r->out, r->self, r->url, r->second);
}

static bool read_grpc(struct pf_arena *arena, struct reader *r)
{
	static const char *const ignored[] = {"connect-timeout", "rpc-timeout", "user-agent", NULL};
	struct pf_health_target *out = r->out;
	pf_str word, value;

	(void)arena;
	while (take_value(r, &word)) {
		pf_str name = pf_str_sub(word, 0, pf_str_find_char(word, '='));

		while (name.len && name.ptr[0] == '-')
			name = pf_str_from_offset(name, 1);
		if (pf_str_eq(name, PF_STR("v")))
			continue;
		if (word.ptr[0] != '-' || !take_option_value(r, word, &value))
			return false;
		if (pf_str_eq(name, PF_STR("addr"))) {
			if (!read_address(value, r->self, &out->port))
				return false;
		} else if (pf_str_eq(name, PF_STR("service"))) {
			out->service = value;
		} else if (!is_in(name, ignored)) {
			return false;
		}
	}
	out->kind = PF_HEALTH_GRPC;
	return out->port > 0;
}

static bool read_nothing(struct pf_arena *arena, struct reader *r)
{
	(void)arena;
	r->out->kind = PF_HEALTH_NOTHING;
	return r->words.len == 1 || pf_str_eq(r->words.ptr[0], PF_STR("true")) ||
		(pf_str_eq(r->words.ptr[0], PF_STR("exit")) &&
			pf_str_eq(r->words.ptr[1], PF_STR("0")));
}

static const struct {
	pf_str program;
	bool (*read)(struct pf_arena *arena, struct reader *r);
} programs[] = {
	{PF_STR_INIT("curl"), read_curl},
	{PF_STR_INIT("wget"), read_wget},
	{PF_STR_INIT("nc"), read_nc},
	{PF_STR_INIT("ncat"), read_nc},
	{PF_STR_INIT("netcat"), read_nc},
	{PF_STR_INIT("grpc_health_probe"), read_grpc},
	{PF_STR_INIT("grpc-health-probe"), read_grpc},
	{PF_STR_INIT("true"), read_nothing},
	{PF_STR_INIT(":"), read_nothing},
	{PF_STR_INIT("exit"), read_nothing},
};

bool pf_client_read(struct pf_arena *arena, pf_str self, struct pf_words words,
	struct pf_health_target *out)
{
	struct reader r = {.words = words, .next = 1, .self = self, .out = out};

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		if (words.len && pf_str_eq(pf_program_name(words.ptr[0]), programs[i].program))
			return programs[i].read(arena, &r);
	}
	return false;
}
