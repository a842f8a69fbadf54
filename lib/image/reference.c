/* SPDX-License-Identifier: Apache-2.0 */

#include "image/reference.h"

#include "text/reminder.h"

#define PATH_MAX_LEN 255
#define TAG_MAX_LEN 128
#define IDENTIFIER_LEN 64

static const struct {
	pf_str algorithm;
	size_t digits;
} digests[] = {
	{PF_STR_INIT("sha256"), 64},
	{PF_STR_INIT("sha384"), 96},
	{PF_STR_INIT("sha512"), 128},
};

/* Note a fault at `at` unless there is one; the expression is false. */
static bool fail(struct pf_image_reference *ref, size_t at, const char *fault)
{
	if (!ref->fault) {
		ref->fault = fault;
		ref->fault_at = at;
	}
	return false;
}

static bool is_lower_alnum(char c)
{
	return pf_is_lower(c) || pf_is_digit(c);
}

static bool is_lower_hex(char c)
{
	return pf_is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool is_hex(char c)
{
	return is_lower_hex(c) || (c >= 'A' && c <= 'F');
}

static size_t count_lower_hex(pf_str s)
{
	size_t n = 0;

	while (n < s.len && is_lower_hex(s.ptr[n]))
		n++;
	return n;
}

/* Index of the first of `chars`, or `s.len`. */
static size_t find_any(pf_str s, const char *chars)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] && strchr(chars, s.ptr[i]))
			return i;
	}
	return s.len;
}

/* "PROJECT_ID", "TO BE FILLED IN": only capitals and digits, and what joins their words. */
static bool is_shouted(pf_str word)
{
	static const pf_str alone[] = {PF_STR_INIT("ACCOUNT"), PF_STR_INIT("HOST"),
		PF_STR_INIT("IMAGE"), PF_STR_INIT("ORG"), PF_STR_INIT("PROJECT"),
		PF_STR_INIT("REGISTRY"), PF_STR_INIT("REPO"), PF_STR_INIT("REPOSITORY"),
		PF_STR_INIT("USER"), PF_STR_INIT("USERNAME")};
	bool upper = false;
	bool joined = pf_is_one_of(word, alone, sizeof(alone) / sizeof(alone[0]));

	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '_' || (word.ptr[i] == ' ' && i > 0 && i + 1 < word.len))
			joined = true;
		else if (pf_is_upper(word.ptr[i]))
			upper = true;
		else if (!pf_is_digit(word.ptr[i]))
			return false;
	}
	return upper && joined;
}

/* Offset of the first shouted word before tag and digest, or the text's length. */
static size_t find_shouted(pf_str text)
{
	size_t start = 0;

	while (start < text.len) {
		pf_str rest = pf_str_from_offset(text, start);
		size_t len = find_any(rest, "/:@");

		if (is_shouted(pf_str_sub(rest, 0, len)))
			return start;
		if (len < rest.len && rest.ptr[len] != '/')
			break;
		start += len + 1;
	}
	return text.len;
}

/* "[NAME]": brackets around what is no IPv6 address. */
static size_t find_bracketed(pf_str text)
{
	size_t start = pf_str_find_char(text, '[');
	size_t end = pf_str_find_char(text, ']');

	for (size_t i = start + 1; i < end && end < text.len; i++) {
		if (!is_hex(text.ptr[i]) && text.ptr[i] != ':')
			return start;
	}
	return text.len;
}

/* "@NAME@": no reference has two of these. */
static size_t find_enclosed(pf_str text)
{
	size_t start = pf_str_find_char(text, '@');
	size_t end = pf_str_rfind_char(text, '@');

	if (end <= start + 1)
		return text.len;
	for (size_t i = start + 1; i < end; i++) {
		if (!pf_is_alnum(text.ptr[i]) && text.ptr[i] != '_')
			return text.len;
	}
	return start;
}

/* Offset of a part that is to be filled in, or the text's length. */
static size_t find_placeholder(pf_str text)
{
	size_t at = find_any(text, "$<>{}%");

	if (at == text.len)
		at = find_enclosed(text);
	if (at == text.len)
		at = find_shouted(text);
	if (at == text.len)
		at = find_bracketed(text);
	if (at == text.len && (pf_is_reminder(text) || pf_str_starts_with(text, PF_STR("#@"))))
		at = 0;
	return at;
}

bool pf_image_is_placeholder(pf_str text)
{
	return find_placeholder(text) < text.len;
}

/* Length of "http://", "oci://" at the front, or 0. */
static size_t scheme_len(pf_str text)
{
	size_t n = 0;

	while (n < text.len && (pf_is_alnum(text.ptr[n]) || text.ptr[n] == '-'))
		n++;
	return n && pf_str_starts_with(pf_str_from_offset(text, n), PF_STR("://")) ? n + 3 : 0;
}

static bool is_bare_digest(pf_str text)
{
	pf_str hex = text;

	if (pf_str_starts_with(text, PF_STR("sha256:")))
		hex = pf_str_from_offset(text, strlen("sha256:"));
	return hex.len == IDENTIFIER_LEN && count_lower_hex(hex) == hex.len;
}

static bool check_whole(struct pf_image_reference *ref)
{
	pf_str text = ref->text;
	size_t at;

	if (!text.len)
		return fail(ref, 0, "is empty");
	at = find_placeholder(text);
	if (at < text.len) {
		ref->placeholder = true;
		return fail(ref, at, "holds a placeholder");
	}
	if (pf_is_blank(text.ptr[0]))
		return fail(ref, 0, "begins with a blank");
	if (pf_is_blank(text.ptr[text.len - 1]))
		return fail(ref, pf_str_trim(text).len, "ends with a blank");
	at = find_any(text, " \t\r\n");
	if (at < text.len)
		return fail(ref, at, "holds a blank");
	if (scheme_len(text))
		return fail(ref, 0, "begins with a scheme");
	if (is_bare_digest(text))
		return fail(ref, 0, "is a digest without a repository");
	return true;
}

static bool check_port(struct pf_image_reference *ref, size_t at, pf_str port)
{
	if (!port.len)
		return fail(ref, at, "has an empty port");
	for (size_t i = 0; i < port.len; i++) {
		if (!pf_is_digit(port.ptr[i]))
			return fail(ref, at + i, "has a port that is not a number");
	}
	return true;
}

/* "[::1]" with any port; begins with the bracket. */
static bool check_ipv6(struct pf_image_reference *ref, pf_str host)
{
	size_t end = 1;

	while (end < host.len && (is_hex(host.ptr[end]) || host.ptr[end] == ':'))
		end++;
	if (end == 1 || end == host.len || host.ptr[end] != ']')
		return fail(ref, end, "has a host that is not an IPv6 address");
	if (end + 1 == host.len)
		return true;
	if (host.ptr[end + 1] != ':')
		return fail(ref, end + 1, "has a host that is not an IPv6 address");
	return check_port(ref, end + 2, pf_str_from_offset(host, end + 2));
}

/* Length of the separator at the front of `s`: ".", "_", "__" or hyphens; or 0. */
static size_t separator_len(pf_str s)
{
	size_t n = 0;

	if (s.ptr[0] == '.')
		return 1;
	if (s.ptr[0] == '_')
		return s.len > 1 && s.ptr[1] == '_' ? 2 : 1;
	while (n < s.len && s.ptr[n] == '-')
		n++;
	return n;
}

static const char *path_character_fault(char c)
{
	return pf_is_upper(c) ? "has upper-case letters in its path"
			      : "holds a character that no path may have";
}

/* One part of a path: lower-case words with one separator between each two. */
static bool check_path_part(struct pf_image_reference *ref, size_t at, pf_str part)
{
	size_t i = 0;

	if (!part.len)
		return fail(ref, at, "has an empty part in its path");
	while (i < part.len) {
		size_t start = i;
		size_t n;

		while (i < part.len && is_lower_alnum(part.ptr[i]))
			i++;
		if (i == part.len)
			return true;
		n = separator_len(pf_str_from_offset(part, i));
		if (!n)
			return fail(ref, at + i, path_character_fault(part.ptr[i]));
		if (i == 0)
			return fail(ref, at, "has a part of its path that begins with a separator");
		if (i == start)
			return fail(ref, at + i, "has two separators in a row in its path");
		i += n;
	}
	return fail(ref, at + part.len - 1, "has a part of its path that ends with a separator");
}

/*
 * A host must be a DNS name or an address, of any length and case.  Without a
 * port the grammar also takes it as the first part of a path, where
 * underscores are allowed; the runtimes then do pull from that host.
 */
static bool check_host(struct pf_image_reference *ref, pf_str host)
{
	size_t colon = pf_str_find_char(host, ':');
	pf_str rest = pf_str_sub(host, 0, colon);
	pf_str label;
	size_t at = 0;

	if (host.len && host.ptr[0] == '[')
		return check_ipv6(ref, host);
	if (!rest.len)
		return fail(ref, 0, "has a port without a host");
	while (pf_str_split(&rest, '.', &label)) {
		for (size_t i = 0; i < label.len; i++) {
			if (pf_is_alnum(label.ptr[i]) || label.ptr[i] == '-')
				continue;
			if (label.ptr[i] != '_')
				return fail(ref, at + i, "has a host that is not a DNS name");
			if (colon < host.len)
				return fail(ref, at + i, "has an underscore in its host");
			return check_path_part(ref, 0, host);
		}
		if (!label.len || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-')
			return fail(ref, at, "has a host that is not a DNS name");
		at += label.len + 1;
	}
	return colon == host.len || check_port(ref, colon + 1, pf_str_from_offset(host, colon + 1));
}

static bool check_path(struct pf_image_reference *ref, size_t at, pf_str path)
{
	pf_str rest = path;
	pf_str part;

	if (!path.len)
		return fail(ref, at, at ? "has no repository after its host" : "has no name");
	while (pf_str_split(&rest, '/', &part)) {
		if (!check_path_part(ref, at, part))
			return false;
		at += part.len + 1;
	}
	return true;
}

static bool check_tag(struct pf_image_reference *ref, size_t at, pf_str tag)
{
	if (!tag.len)
		return fail(ref, at, "has an empty tag");
	if (tag.ptr[0] == '.' || tag.ptr[0] == '-')
		return fail(ref, at, "has a tag that begins with `.` or `-`");
	for (size_t i = 0; i < tag.len; i++) {
		if (tag.ptr[i] == '/')
			return fail(ref, at + i, "has a `/` after its tag");
		if (!pf_is_alnum(tag.ptr[i]) && !(tag.ptr[i] && strchr("_.-", tag.ptr[i])))
			return fail(ref, at + i, "holds a character that no tag may have");
	}
	if (tag.len > TAG_MAX_LEN)
		return fail(ref, at + TAG_MAX_LEN, "has a tag longer than 128 characters");
	return true;
}

static bool check_digest(struct pf_image_reference *ref, size_t at, pf_str digest)
{
	size_t colon = pf_str_find_char(digest, ':');
	pf_str algorithm = pf_str_sub(digest, 0, colon);
	pf_str hex;

	if (!digest.len)
		return fail(ref, at, "has an empty digest");
	if (colon == digest.len)
		return fail(ref, at, "has a digest without an algorithm");
	hex = pf_str_from_offset(digest, colon + 1);
	for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		size_t n;

		if (!pf_str_eq(algorithm, digests[i].algorithm))
			continue;
		n = count_lower_hex(hex);
		if (n < hex.len)
			return fail(ref, at + colon + 1 + n,
				"has a digest that is not lower-case hexadecimal");
		if (hex.len != digests[i].digits)
			return fail(ref, at + colon + 1, "has a digest of the wrong length");
		return true;
	}
	return fail(ref, at, "has a digest that is neither sha256, sha384 nor sha512");
}

/* Length of the first part where it is a host, else 0. */
static size_t host_len(pf_str text)
{
	size_t slash = pf_str_find_char(text, '/');
	pf_str first = pf_str_sub(text, 0, slash);

	if (slash == text.len)
		return 0;
	if (pf_str_eq(first, PF_STR("localhost")))
		return slash;
	for (size_t i = 0; i < first.len; i++) {
		if (first.ptr[i] == '.' || first.ptr[i] == ':' || pf_is_upper(first.ptr[i]))
			return slash;
	}
	return 0;
}

/* Fill in the path as the registry knows it, and check its length. */
static bool set_path(struct pf_arena *arena, struct pf_image_reference *ref, size_t at, pf_str path)
{
	if (pf_str_eq(ref->domain, PF_STR("docker.io")) && pf_str_find_char(path, '/') == path.len)
		path = pf_arena_fmt(arena, "library/%.*s", PF_STR_ARG(path));
	if (path.len > PATH_MAX_LEN)
		return fail(ref, at, "has a path longer than 255 characters");
	ref->path = path;
	return true;
}

static bool parse(struct pf_arena *arena, struct pf_image_reference *ref)
{
	pf_str text = ref->text;
	size_t host = host_len(text);
	size_t name_at = host ? host + 1 : 0;
	size_t digest_at = pf_str_find_char(text, '@');
	size_t name_end;

	if (host && !check_host(ref, pf_str_sub(text, 0, host)))
		return false;
	name_end = name_at + find_any(pf_str_from_offset(text, name_at), ":@");
	if (!check_path(ref, name_at, pf_str_sub(text, name_at, name_end)))
		return false;
	ref->tag_at = name_end;
	if (name_end < digest_at) {
		ref->tag_at = name_end + 1;
		ref->tag = pf_str_sub(text, ref->tag_at, digest_at);
		if (!check_tag(ref, ref->tag_at, ref->tag))
			return false;
	}
	if (digest_at < text.len) {
		ref->digest = pf_str_from_offset(text, digest_at + 1);
		if (!check_digest(ref, digest_at + 1, ref->digest))
			return false;
	}
	if (host && !pf_str_eq(pf_str_sub(text, 0, host), PF_STR("index.docker.io")))
		ref->domain = pf_str_sub(text, 0, host);
	else
		ref->domain = PF_STR("docker.io");
	return set_path(arena, ref, name_at, pf_str_sub(text, name_at, name_end));
}

struct pf_image_reference pf_image_reference_parse(struct pf_arena *arena, pf_str text)
{
	struct pf_image_reference ref = {
		.text = text,
		.domain = PF_STR_EMPTY,
		.path = PF_STR_EMPTY,
		.tag = PF_STR_EMPTY,
		.digest = PF_STR_EMPTY,
		.tag_at = text.len,
	};

	if (pf_str_starts_with(text, PF_STR("ko://"))) {
		ref.ko = true;
		return ref;
	}
	ref.valid = check_whole(&ref) && parse(arena, &ref);
	if (!ref.valid) {
		ref.domain = ref.path = ref.tag = ref.digest = PF_STR_EMPTY;
		ref.tag_at = text.len;
	}
	return ref;
}

bool pf_image_is_latest(const struct pf_image_reference *ref)
{
	return ref->valid && !ref->digest.len &&
		(!ref->tag.len || pf_str_eq(ref->tag, PF_STR("latest")));
}

pf_str pf_image_nearest_legal(struct pf_arena *arena, pf_str text)
{
	pf_str trimmed = pf_str_trim(text);
	pf_str name = pf_str_from_offset(trimmed, scheme_len(trimmed));
	size_t slash = pf_str_rfind_char(name, '/');
	size_t name_at = slash < name.len ? slash + 1 : 0;
	size_t end = name_at + find_any(pf_str_from_offset(name, name_at), ":@");
	char *lower = PF_NEWN(arena, char, name.len + 1);

	for (size_t i = 0; i < name.len; i++)
		lower[i] = i < end ? pf_to_lower(name.ptr[i]) : name.ptr[i];
	name.ptr = lower;
	return pf_image_reference_parse(arena, name).valid ? name : PF_STR_EMPTY;
}

pf_str pf_image_base_name(const struct pf_image_reference *ref)
{
	size_t slash = pf_str_rfind_char(ref->path, '/');

	return slash < ref->path.len ? pf_str_from_offset(ref->path, slash + 1) : ref->path;
}
