/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/ports.h"

#include "image/build/fault.h"
#include "image/build/scope.h"

#define NPORTS 65536U

static const pf_str protocols[] = {PF_STR_INIT("tcp"), PF_STR_INIT("udp"), PF_STR_INIT("sctp")};

struct ports {
	uint32_t first;
	uint32_t last;
	unsigned protocol; /* in `protocols` */
};

/* A sign is taken, too. */
static bool read_port(pf_str s, uint32_t *out)
{
	uint32_t n = 0;

	if (pf_str_starts_with(s, PF_STR("+")))
		s = pf_str_from_offset(s, 1);
	for (size_t i = 0; i < s.len; i++) {
		if (!pf_is_digit(s.ptr[i]))
			return false;
		n = n * 10 + (uint32_t)(s.ptr[i] - '0');
		if (n >= NPORTS)
			return false;
	}
	*out = n;
	return s.len > 0;
}

static bool read_range(pf_str s, uint32_t *first, uint32_t *last)
{
	size_t dash = pf_str_find_char(s, '-');

	if (!read_port(pf_str_sub(s, 0, dash), first))
		return false;
	if (dash == s.len) {
		*last = *first;
		return true;
	}
	return read_port(pf_str_from_offset(s, dash + 1), last) && *first <= *last;
}

static bool read_protocol(pf_str s, unsigned *out)
{
	*out = 0;
	if (s.len == 0)
		return true;
	for (unsigned i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++) {
		if (pf_str_eq_nocase(s, protocols[i])) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* Four numbers up to 255 without zeros before them. */
static bool is_ipv4(pf_str s)
{
	pf_str part;
	size_t n = 0;

	for (; pf_str_split(&s, '.', &part); n++) {
		uint32_t number;

		if (!read_port(part, &number) || number > 255 || part.len > 3 ||
			!pf_is_digit(part.ptr[0]) || (part.len > 1 && part.ptr[0] == '0'))
			return false;
	}
	return n == 4;
}

static bool is_hex_group(pf_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = pf_to_lower(s.ptr[i]);

		if (!pf_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
	}
	return s.len > 0 && s.len <= 4;
}

/* Groups between colons up to `most`; the last may be an IPv4 address, which is two. */
static bool read_groups(pf_str s, size_t most, bool ends, size_t *n)
{
	pf_str group;

	*n = 0;
	while (s.len > 0) {
		bool last = pf_str_find_char(s, ':') == s.len;

		if (!last && pf_str_find_char(s, ':') == s.len - 1)
			return false;
		(void)pf_str_split(&s, ':', &group);
		if (last && ends && is_ipv4(group))
			++*n;
		else if (!is_hex_group(group))
			return false;
		++*n;
	}
	return *n <= most;
}

static bool is_ipv6(pf_str s)
{
	size_t gap = pf_str_find(s, PF_STR("::"));
	size_t before, after;

	if (gap == s.len)
		return read_groups(s, 8, true, &before) && before == 8;
	return read_groups(pf_str_sub(s, 0, gap), 7, false, &before) &&
		read_groups(pf_str_from_offset(s, gap + 2), 7 - before, true, &after);
}

/* The host's address and port before the port, which an image has no use for. */
static const char *judge_host(pf_str host, const struct ports *ports)
{
	size_t colon = pf_str_rfind_char(host, ':');
	pf_str address = colon < host.len ? pf_str_sub(host, 0, colon) : PF_STR_EMPTY;
	uint32_t first = 0, last = 0;

	if (colon < host.len)
		host = pf_str_from_offset(host, colon + 1);
	if (pf_str_starts_with(address, PF_STR("[")) && pf_str_ends_with(address, PF_STR("]")))
		address = pf_str_sub(address, 1, address.len - 1);
	if (address.len > 0 && !is_ipv4(address) && !is_ipv6(address))
		return "what stands first is no address";
	if (host.len > 0 && !read_range(host, &first, &last))
		return "its port of the host is none";
	if (host.len > 0 && ports->first != ports->last &&
		last - first != ports->last - ports->first)
		return "its two ranges differ in length";
	return NULL;
}

/* Why a word is no port, or NULL. */
static const char *read_ports(pf_str word, struct ports *out)
{
	size_t colon = pf_str_rfind_char(word, ':');
	pf_str port = colon < word.len ? pf_str_from_offset(word, colon + 1) : word;
	size_t slash = pf_str_find_char(port, '/');

	out->protocol = 0;
	if (slash < port.len) {
		if (!read_protocol(pf_str_from_offset(port, slash + 1), &out->protocol))
			return "its protocol is none of tcp, udp and sctp";
		port = pf_str_sub(port, 0, slash);
	}
	if (port.len == 0)
		return "it has no port";
	if (!read_range(port, &out->first, &out->last))
		return "a port is a number up to 65535, or a range of them";
	return colon < word.len ? judge_host(pf_str_sub(word, 0, colon), out) : NULL;
}

static void add_port(struct pf_evaluation *e, uint32_t number, unsigned protocol,
	const struct pf_origin *from)
{
	size_t bit = (size_t)protocol * NPORTS + number;

	if (!e->made.ports_seen)
		e->made.ports_seen = PF_NEWN(e->arena, uint8_t,
			NPORTS / 8 * sizeof(protocols) / sizeof(protocols[0]));
	if (e->made.ports_seen[bit / 8] & (1U << bit % 8))
		return;
	e->made.ports_seen[bit / 8] |= (uint8_t)(1U << bit % 8);
	PF_VEC_ADD(e->arena, &e->made.ports) =
		(struct pf_image_port){number, protocols[protocol], *from};
}

static void expose(struct pf_evaluation *e, pf_str text, const struct pf_origin *from)
{
	struct ports ports;
	const char *fault = read_ports(text, &ports);

	if (fault && !from->varies)
		pf_build_complain(e, from->range, "EXPOSE cannot take `%.*s`: %s", PF_STR_ARG(text),
			fault);
	if (fault || !e->plan.stages[e->now.stage].chain)
		return;
	for (uint32_t n = ports.first; n <= ports.last; n++)
		add_port(e, n, ports.protocol, from);
}

void pf_build_expose(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_build_scope scope = pf_build_stage_scope(e);

	for (size_t i = 0; i < in->nwords; i++) {
		const struct pf_dockerfile_word *word = &in->words[i];
		struct pf_origin from = {e->file->source, word->range, false};
		struct pf_expanded_words ports;
		struct pf_error err;

		if (!pf_expand_words(e->arena, word->text, &scope, &ports, &err)) {
			pf_build_complain(e, word->range, "`%.*s` cannot be expanded: %s",
				PF_STR_ARG(word->text), err.msg);
			continue;
		}
		if (ports.is != PF_KNOWN && e->plan.stages[e->now.stage].chain)
			e->made.facts.ports.complete = false;
		from.varies = ports.varies;
		for (size_t p = 0; p < ports.words.len; p++)
			expose(e, ports.words.ptr[p], &from);
	}
}
