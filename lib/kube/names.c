/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/names.h"

#define SUBDOMAIN_MAX 253
#define LABEL_MAX 63
#define PORT_NAME_MAX 15

/* First release whose API server has the relaxation on by default. */
#define RELAXED_ENV_NAMES 32
#define RELAXED_SERVICE_NAMES 36

/* What qualified_fault() says, worded for its subject. */
struct qualified_texts {
	const char *too_long;
	const char *characters;
	const char *ends;
};

static const struct qualified_texts whole_texts = {
	"is longer than 63 characters",
	"may hold only letters, digits, `-`, `_` and `.`",
	"must begin and end with a letter or digit",
};

static const struct qualified_texts name_part_texts = {
	"has more than 63 characters after its prefix",
	"may hold only letters, digits, `-`, `_` and `.` after its prefix",
	"must have a letter or digit on both ends of the part after its prefix",
};

static bool is_lower_alnum(char c)
{
	return pf_is_lower(c) || pf_is_digit(c);
}

/* Lower-case letters, digits, hyphens, and dots where `dots`. */
static const char *dns_characters_fault(pf_str s, bool dots)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (is_lower_alnum(c) || c == '-' || (dots && c == '.'))
			continue;
		if (pf_is_upper(c))
			return "may not hold upper-case letters";
		if (c == '_')
			return "may not hold underscores";
		if (c == '.')
			return "may not hold dots";
		return dots ? "may hold only lower-case letters, digits, `-` and `.`"
			    : "may hold only lower-case letters, digits and `-`";
	}
	return NULL;
}

static const char *dns_label_fault(pf_str s)
{
	const char *fault;

	if (!s.len)
		return "is empty";
	fault = dns_characters_fault(s, false);
	if (fault)
		return fault;
	if (s.len > LABEL_MAX)
		return "is longer than 63 characters";
	if (!is_lower_alnum(s.ptr[0]) || !is_lower_alnum(s.ptr[s.len - 1]))
		return "must begin and end with a lower-case letter or digit";
	return NULL;
}

static const char *service_name_fault(pf_str s, uint8_t release)
{
	const char *fault = dns_label_fault(s);

	if (!fault && release < RELAXED_SERVICE_NAMES && !pf_is_lower(s.ptr[0]))
		return "must begin with a lower-case letter";
	return fault;
}

/* The labels of a subdomain have no length limit of their own. */
static const char *dns_subdomain_fault(pf_str s)
{
	const char *fault;
	pf_str rest = s;
	pf_str label;

	if (!s.len)
		return "is empty";
	fault = dns_characters_fault(s, true);
	if (fault)
		return fault;
	if (s.len > SUBDOMAIN_MAX)
		return "is longer than 253 characters";
	while (pf_str_split(&rest, '.', &label)) {
		if (!label.len || !is_lower_alnum(label.ptr[0]) ||
			!is_lower_alnum(label.ptr[label.len - 1]))
			return "must have a lower-case letter or digit on both ends of each part "
			       "between dots";
	}
	return NULL;
}

static const char *path_segment_fault(pf_str s)
{
	if (!s.len)
		return "is empty";
	if (pf_str_eq(s, PF_STR(".")) || pf_str_eq(s, PF_STR("..")))
		return "may not be `.` or `..`";
	if (pf_str_find_char(s, '/') < s.len)
		return "may not hold `/`";
	if (pf_str_find_char(s, '%') < s.len)
		return "may not hold `%`";
	return NULL;
}

/* Names that could be taken for a way up the file tree. */
static const char *dots_fault(pf_str s)
{
	if (pf_str_eq(s, PF_STR(".")))
		return "may not be `.`";
	if (pf_str_starts_with(s, PF_STR("..")))
		return "may not begin with `..`";
	return NULL;
}

static bool is_name_character(char c)
{
	return pf_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

static const char *relaxed_env_name_fault(pf_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < ' ' || s.ptr[i] > '~' || s.ptr[i] == '=')
			return "may hold only printable ASCII characters other than `=`";
	}
	return NULL;
}

static const char *env_name_fault(pf_str s, uint8_t release)
{
	if (!s.len)
		return "is empty";
	if (release >= RELAXED_ENV_NAMES)
		return relaxed_env_name_fault(s);
	for (size_t i = 0; i < s.len; i++) {
		if (!is_name_character(s.ptr[i]))
			return "may hold only letters, digits, `_`, `-` and `.` before "
			       "Kubernetes 1.32";
	}
	if (pf_is_digit(s.ptr[0]))
		return "may not begin with a digit before Kubernetes 1.32";
	return dots_fault(s);
}

static const char *port_name_fault(pf_str s)
{
	bool letter = false;

	if (!s.len)
		return "is empty";
	for (size_t i = 0; i < s.len; i++) {
		if (!is_lower_alnum(s.ptr[i]) && s.ptr[i] != '-')
			return "may hold only lower-case letters, digits and `-`";
		letter = letter || pf_is_lower(s.ptr[i]);
	}
	if (s.len > PORT_NAME_MAX)
		return "is longer than 15 characters";
	if (!letter)
		return "must hold a letter";
	if (pf_str_contains(s, PF_STR("--")))
		return "may not hold two hyphens in a row";
	if (s.ptr[0] == '-' || s.ptr[s.len - 1] == '-')
		return "may not begin or end with a hyphen";
	return NULL;
}

/* A label value, or the part of a key after its prefix; `s` is not empty. */
static const char *qualified_fault(pf_str s, const struct qualified_texts *texts)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!is_name_character(s.ptr[i]))
			return texts->characters;
	}
	if (s.len > LABEL_MAX)
		return texts->too_long;
	if (!pf_is_alnum(s.ptr[0]) || !pf_is_alnum(s.ptr[s.len - 1]))
		return texts->ends;
	return NULL;
}

static const char *prefix_fault(pf_str prefix, bool fold)
{
	char folded[SUBDOMAIN_MAX];

	if (!prefix.len)
		return "has nothing before its `/`";
	if (prefix.len > SUBDOMAIN_MAX)
		return "has a prefix longer than 253 characters";
	for (size_t i = 0; i < prefix.len; i++) {
		char c = prefix.ptr[i];

		if (pf_is_upper(c) && !fold)
			return "may not hold upper-case letters in its prefix";
		folded[i] = pf_to_lower(c);
	}
	if (dns_subdomain_fault((pf_str){folded, prefix.len}))
		return "has a prefix that is not a DNS name";
	return NULL;
}

/* The server looks at annotation keys in lower case: `fold`. */
static const char *key_fault(pf_str s, bool fold)
{
	size_t slash = pf_str_find_char(s, '/');
	const char *fault;
	pf_str name;

	if (!s.len)
		return "is empty";
	if (slash == s.len)
		return qualified_fault(s, &whole_texts);
	name = pf_str_from_offset(s, slash + 1);
	if (pf_str_find_char(name, '/') < name.len)
		return "may hold only one `/`";
	fault = prefix_fault(pf_str_sub(s, 0, slash), fold);
	if (fault)
		return fault;
	if (!name.len)
		return "has nothing after its `/`";
	return qualified_fault(name, &name_part_texts);
}

static const char *config_key_fault(pf_str s)
{
	if (!s.len)
		return "is empty";
	for (size_t i = 0; i < s.len; i++) {
		if (!is_name_character(s.ptr[i]))
			return "may hold only letters, digits, `-`, `_` and `.`";
	}
	if (s.len > SUBDOMAIN_MAX)
		return "is longer than 253 characters";
	return dots_fault(s);
}

const char *pf_name_fault(enum pf_format format, pf_str s, uint8_t release)
{
	switch (format) {
	case PF_FORMAT_NONE:
		return NULL;
	case PF_FORMAT_DNS_SUBDOMAIN:
		return dns_subdomain_fault(s);
	case PF_FORMAT_DNS_LABEL:
		return dns_label_fault(s);
	case PF_FORMAT_DNS1035_LABEL:
		return service_name_fault(s, release);
	case PF_FORMAT_PATH_SEGMENT:
		return path_segment_fault(s);
	case PF_FORMAT_ENV_NAME:
		return env_name_fault(s, release);
	case PF_FORMAT_PORT_NAME:
		return port_name_fault(s);
	case PF_FORMAT_LABEL_KEY:
		return key_fault(s, false);
	case PF_FORMAT_LABEL_VALUE:
		return s.len ? qualified_fault(s, &whole_texts) : NULL;
	case PF_FORMAT_ANNOTATION_KEY:
		return key_fault(s, true);
	case PF_FORMAT_CONFIG_KEY:
		return config_key_fault(s);
	}
	return NULL;
}

/* Upper case stands in keys and variable names; elsewhere it does not. */
pf_str pf_name_suggest(struct pf_arena *arena, enum pf_format format, pf_str s, uint8_t release)
{
	bool value = format == PF_FORMAT_LABEL_VALUE;
	bool fold = format != PF_FORMAT_ENV_NAME && format != PF_FORMAT_CONFIG_KEY && !value;
	char separator = format == PF_FORMAT_ENV_NAME ? '_' : '-';
	pf_str trimmed = pf_str_trim(s);
	char *out = pf_arena_alloc(arena, 1, trimmed.len + 1);
	pf_str name = {out, trimmed.len};

	for (size_t i = 0; i < trimmed.len; i++) {
		char c = trimmed.ptr[i];

		if (fold && pf_is_upper(c))
			c = pf_to_lower(c);
		else if (!pf_is_alnum(c) && c != '.' && !(value && c == '_'))
			c = separator;
		if (c == '.' &&
			(format == PF_FORMAT_DNS_LABEL || format == PF_FORMAT_PORT_NAME ||
				format == PF_FORMAT_DNS1035_LABEL))
			c = separator;
		out[i] = c;
	}
	return pf_name_fault(format, name, release) ? PF_STR_EMPTY : name;
}

const char *pf_format_name(enum pf_format format)
{
	switch (format) {
	case PF_FORMAT_NONE:
		return "text";
	case PF_FORMAT_DNS_SUBDOMAIN:
		return "DNS subdomain (RFC 1123)";
	case PF_FORMAT_DNS_LABEL:
		return "DNS label (RFC 1123)";
	case PF_FORMAT_DNS1035_LABEL:
		return "DNS label (RFC 1035)";
	case PF_FORMAT_PATH_SEGMENT:
		return "path segment";
	case PF_FORMAT_ENV_NAME:
		return "environment variable name";
	case PF_FORMAT_PORT_NAME:
		return "port name (RFC 6335)";
	case PF_FORMAT_LABEL_KEY:
		return "label key";
	case PF_FORMAT_LABEL_VALUE:
		return "label value";
	case PF_FORMAT_ANNOTATION_KEY:
		return "annotation key";
	case PF_FORMAT_CONFIG_KEY:
		return "key of a ConfigMap or Secret";
	}
	return "text";
}
