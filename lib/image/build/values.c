/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/values.h"

#define MODE_MAX 07777U

static const pf_str systems[] = {PF_STR_INIT("aix"), PF_STR_INIT("android"), PF_STR_INIT("darwin"),
	PF_STR_INIT("dragonfly"), PF_STR_INIT("freebsd"), PF_STR_INIT("hurd"),
	PF_STR_INIT("illumos"), PF_STR_INIT("ios"), PF_STR_INIT("js"), PF_STR_INIT("linux"),
	PF_STR_INIT("macos"), PF_STR_INIT("nacl"), PF_STR_INIT("netbsd"), PF_STR_INIT("openbsd"),
	PF_STR_INIT("plan9"), PF_STR_INIT("solaris"), PF_STR_INIT("windows"), PF_STR_INIT("zos")};

static const pf_str architectures[] = {PF_STR_INIT("386"), PF_STR_INIT("aarch64"),
	PF_STR_INIT("amd64"), PF_STR_INIT("amd64p32"), PF_STR_INIT("arm"), PF_STR_INIT("arm64"),
	PF_STR_INIT("arm64be"), PF_STR_INIT("armbe"), PF_STR_INIT("armel"), PF_STR_INIT("armhf"),
	PF_STR_INIT("i386"), PF_STR_INIT("loong64"), PF_STR_INIT("mips"), PF_STR_INIT("mips64"),
	PF_STR_INIT("mips64le"), PF_STR_INIT("mips64p32"), PF_STR_INIT("mips64p32le"),
	PF_STR_INIT("mipsle"), PF_STR_INIT("ppc"), PF_STR_INIT("ppc64"), PF_STR_INIT("ppc64le"),
	PF_STR_INIT("riscv"), PF_STR_INIT("riscv64"), PF_STR_INIT("s390"), PF_STR_INIT("s390x"),
	PF_STR_INIT("sparc"), PF_STR_INIT("sparc64"), PF_STR_INIT("wasm"), PF_STR_INIT("x86-64"),
	PF_STR_INIT("x86_64")};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool is_made_of(pf_str s, const char *also)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!pf_is_alnum(s.ptr[i]) && (s.ptr[i] == '\0' || !strchr(also, s.ptr[i])))
			return false;
	}
	return s.len > 0;
}

/* `windows(10.0.20348)`: what stands in the brackets is left to the builder. */
static bool is_system(pf_str s)
{
	if (pf_str_ends_with(s, PF_STR(")")))
		s = pf_str_sub(s, 0, pf_str_find_char(s, '('));
	return is_made_of(s, "_-");
}

const struct pf_build_blame *pf_build_judge_platform(pf_str value)
{
	static const struct pf_build_blame bad = {
		"is no platform", "system and architecture, as in `linux/arm64`"};
	pf_str rest = value, part;
	size_t n = 0;

	for (; pf_str_split(&rest, '/', &part); n++) {
		if (n == 0 ? !is_system(part) : !is_made_of(part, "_.-"))
			return &bad;
	}
	if (n > 3)
		return &bad;
	part = pf_str_sub(value, 0, pf_str_find_char(value, '('));
	if (n == 1 && !pf_is_one_of_nocase(part, systems, COUNT(systems)) &&
		!pf_is_one_of_nocase(value, architectures, COUNT(architectures)))
		return &bad;
	return NULL;
}

bool pf_build_is_number(pf_str value, unsigned base)
{
	uint64_t n = 0;

	for (size_t i = 0; i < value.len; i++) {
		unsigned digit = (unsigned)(value.ptr[i] - '0');

		if (!pf_is_digit(value.ptr[i]) || digit >= base)
			return false;
		n = n * base + digit;
		if (n > UINT32_MAX)
			return false;
	}
	return value.len > 0;
}

static uint64_t octal(pf_str value)
{
	uint64_t n = 0;

	for (size_t i = 0; i < value.len; i++)
		n = n * 8 + (uint64_t)(value.ptr[i] - '0');
	return n;
}

static pf_str skip(pf_str s, const char *set)
{
	while (s.len > 0 && s.ptr[0] != '\0' && strchr(set, s.ptr[0]))
		s = pf_str_from_offset(s, 1);
	return s;
}

/* `u+rwx`, `go=`, `a+X,u=g`: who, and then operators with what each is about. */
static bool is_symbolic_clause(pf_str s)
{
	s = skip(s, "ugoa");
	if (s.len == 0)
		return false;
	while (s.len > 0) {
		if (!strchr("+-=", s.ptr[0]))
			return false;
		s = pf_str_from_offset(s, 1);
		if (s.len > 0 && strchr("ugo", s.ptr[0]))
			s = pf_str_from_offset(s, 1);
		else
			s = skip(s, "rwxXst");
	}
	return true;
}

const struct pf_build_blame *pf_build_judge_mode(pf_str value)
{
	static const struct pf_build_blame bad = {
		"is no mode", "octal digits up to 07777, or changes as in `u=rwX,go=rX`"};
	pf_str clause;

	if (pf_build_is_number(value, 8))
		return octal(value) > MODE_MAX ? &bad : NULL;
	while (pf_str_split(&value, ',', &clause)) {
		if (!is_symbolic_clause(clause))
			return &bad;
	}
	return NULL;
}

const struct pf_build_blame *pf_build_judge_digest(pf_str value)
{
	static const struct pf_build_blame bad = {"is no checksum",
		"the algorithm and its digits in lower case: `sha256:` and 64 of them"};
	static const struct {
		pf_str name;
		size_t digits;
	} known[] = {{PF_STR_INIT("sha256"), 64}, {PF_STR_INIT("sha384"), 96},
		{PF_STR_INIT("sha512"), 128}};
	size_t colon = pf_str_find_char(value, ':');
	pf_str digits = pf_str_from_offset(value, colon + (colon < value.len));

	for (size_t i = 0; i < digits.len; i++) {
		if (!pf_is_digit(digits.ptr[i]) && (digits.ptr[i] < 'a' || digits.ptr[i] > 'f'))
			return &bad;
	}
	for (size_t i = 0; i < COUNT(known); i++) {
		if (pf_str_eq(pf_str_sub(value, 0, colon), known[i].name))
			return digits.len == known[i].digits ? NULL : &bad;
	}
	return &bad;
}

/* git@host:path; the path decides nothing. */
static bool is_scp_style(pf_str s)
{
	size_t at = pf_str_find_char(s, '@');
	size_t colon = pf_str_find_char(s, ':');

	return at < colon && colon + 1 < s.len && is_made_of(pf_str_sub(s, 0, at), "_-") &&
		is_made_of(pf_str_sub(s, at + 1, colon), "_.-");
}

enum pf_build_source pf_build_source_kind(pf_str source)
{
	bool web = pf_str_starts_with(source, PF_STR("http://")) ||
		pf_str_starts_with(source, PF_STR("https://"));
	pf_str path = pf_str_sub(source, 0, pf_str_find_char(source, '#'));

	if (web) {
		path = pf_str_sub(path, 0, pf_str_find_char(path, '?'));
		return pf_str_ends_with(path, PF_STR(".git")) ? PF_SOURCE_GIT : PF_SOURCE_URL;
	}
	if (pf_str_starts_with(source, PF_STR("git://")) ||
		pf_str_starts_with(source, PF_STR("ssh://")) || is_scp_style(source))
		return PF_SOURCE_GIT;
	return PF_SOURCE_PATH;
}

bool pf_build_owner_is_named(pf_str owner)
{
	pf_str part;

	while (pf_str_split(&owner, ':', &part)) {
		if (part.len > 0 && !pf_str_eq(part, PF_STR("root")) &&
			!pf_build_is_number(part, 10))
			return true;
	}
	return false;
}

bool pf_build_is_size(pf_str value)
{
	size_t at = 0, dots = 0, digits = 0;
	pf_str unit;

	for (; at < value.len && (pf_is_digit(value.ptr[at]) || value.ptr[at] == '.'); at++) {
		dots += value.ptr[at] == '.';
		digits += value.ptr[at] != '.';
	}
	if (at < value.len && value.ptr[at] == ' ')
		at++;
	unit = pf_str_from_offset(value, at);
	if (digits == 0 || dots > 1 || unit.len > 3)
		return false;
	if (unit.len == 0 || pf_str_eq_nocase(unit, PF_STR("b")))
		return true;
	if (!strchr("kKmMgGtTpP", unit.ptr[0]))
		return false;
	unit = pf_str_from_offset(unit, 1);
	return unit.len == 0 || pf_str_eq_nocase(unit, PF_STR("b")) ||
		pf_str_eq_nocase(unit, PF_STR("ib"));
}

bool pf_build_is_bool(pf_str value)
{
	static const pf_str words[] = {PF_STR_INIT("1"), PF_STR_INIT("t"), PF_STR_INIT("T"),
		PF_STR_INIT("TRUE"), PF_STR_INIT("true"), PF_STR_INIT("True"), PF_STR_INIT("0"),
		PF_STR_INIT("f"), PF_STR_INIT("F"), PF_STR_INIT("FALSE"), PF_STR_INIT("false"),
		PF_STR_INIT("False")};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (pf_str_eq(value, words[i]))
			return true;
	}
	return false;
}
