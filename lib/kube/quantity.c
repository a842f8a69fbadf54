/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/quantity.h"

#define NANO_DIGITS 9
#define NANOS 1000000000U
/* Beyond these a fraction can only tip the last nano unit of a binary quantity. */
#define FRACTION_DIGITS 64
#define EXPONENT_LIMIT 1000000

struct suffix {
	pf_str text;
	int tens;       /* power of 10 */
	unsigned kibis; /* power of 1024 */
};

static const struct suffix suffixes[] = {
	{PF_STR_INIT(""), 0, 0},
	{PF_STR_INIT("m"), -3, 0},
	{PF_STR_INIT("Mi"), 0, 2},
	{PF_STR_INIT("Gi"), 0, 3},
	{PF_STR_INIT("Ki"), 0, 1},
	{PF_STR_INIT("M"), 6, 0},
	{PF_STR_INIT("G"), 9, 0},
	{PF_STR_INIT("k"), 3, 0},
	{PF_STR_INIT("n"), -9, 0},
	{PF_STR_INIT("u"), -6, 0},
	{PF_STR_INIT("T"), 12, 0},
	{PF_STR_INIT("P"), 15, 0},
	{PF_STR_INIT("E"), 18, 0},
	{PF_STR_INIT("Ti"), 0, 4},
	{PF_STR_INIT("Pi"), 0, 5},
	{PF_STR_INIT("Ei"), 0, 6},
};

/* A text taken apart: sign, digits around the point, scale. */
struct parts {
	bool minus;
	pf_str whole; /* without leading zeros */
	pf_str fraction;
	int64_t tens;
	unsigned kibis;
};

/* A magnitude while it is computed. */
struct magnitude {
	uint64_t whole;
	bool saturated;
	bool more; /* digits other than 0 were left out of `fraction` */
	uint8_t fraction[FRACTION_DIGITS];
};

static size_t count_digits(pf_str s)
{
	size_t n = 0;

	while (n < s.len && pf_is_digit(s.ptr[n]))
		n++;
	return n;
}

/* e3, E-2: any number of digits, held to a limit that saturates or vanishes. */
static bool read_exponent(pf_str s, int64_t *out)
{
	bool minus = s.len > 1 && s.ptr[1] == '-';
	size_t at = s.len > 1 && (s.ptr[1] == '-' || s.ptr[1] == '+') ? 2 : 1;
	int64_t value = 0;

	if (at >= s.len || (s.ptr[0] != 'e' && s.ptr[0] != 'E'))
		return false;
	for (; at < s.len; at++) {
		if (!pf_is_digit(s.ptr[at]))
			return false;
		if (value < EXPONENT_LIMIT)
			value = value * 10 + (s.ptr[at] - '0');
	}
	*out = minus ? -value : value;
	return true;
}

static bool read_suffix(pf_str s, struct parts *out)
{
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		if (pf_str_eq(suffixes[i].text, s)) {
			out->tens = suffixes[i].tens;
			out->kibis = suffixes[i].kibis;
			return true;
		}
	}
	out->kibis = 0;
	return read_exponent(s, &out->tens);
}

/* The number at the front of `s`: its length, or 0 when it has no digit. */
static size_t read_number(pf_str s, struct parts *out)
{
	size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+') ? 1 : 0;
	size_t n = count_digits(pf_str_from_offset(s, at));
	size_t nfraction = 0;

	out->minus = at && s.ptr[0] == '-';
	out->whole = pf_str_sub(s, at, at + n);
	out->fraction = PF_STR_EMPTY;
	at += n;
	if (at < s.len && s.ptr[at] == '.') {
		nfraction = count_digits(pf_str_from_offset(s, at + 1));
		out->fraction = pf_str_sub(s, at + 1, at + 1 + nfraction);
		at += 1 + nfraction;
	}
	while (out->whole.len && out->whole.ptr[0] == '0')
		out->whole = pf_str_from_offset(out->whole, 1);
	return n + nfraction > 0 ? at : 0;
}

/* whole = whole * factor + carry, or saturated. */
static void scale_whole(struct magnitude *m, uint64_t factor, uint64_t carry)
{
	if (m->whole > ((uint64_t)INT64_MAX - carry) / factor)
		m->saturated = true;
	else
		m->whole = m->whole * factor + carry;
}

static void place_digit(struct magnitude *m, char c, int64_t place)
{
	uint8_t digit = (uint8_t)(c - '0');

	if (place >= 0)
		scale_whole(m, 10, digit);
	else if (place >= -FRACTION_DIGITS)
		m->fraction[-place - 1] = digit;
	else if (digit)
		m->more = true;
}

static void place_digits(struct magnitude *m, const struct parts *parts)
{
	/* Power of ten of the next digit. */
	int64_t place = (int64_t)parts->whole.len + parts->tens - 1;

	for (size_t i = 0; i < parts->whole.len; i++)
		place_digit(m, parts->whole.ptr[i], place--);
	for (size_t i = 0; i < parts->fraction.len; i++)
		place_digit(m, parts->fraction.ptr[i], place--);
	for (; place >= 0 && m->whole && !m->saturated; place--)
		scale_whole(m, 10, 0);
}

static void times_1024(struct magnitude *m)
{
	unsigned carry = 0;

	for (size_t i = FRACTION_DIGITS; i > 0; i--) {
		carry += m->fraction[i - 1] * 1024U;
		m->fraction[i - 1] = (uint8_t)(carry % 10);
		carry /= 10;
	}
	scale_whole(m, 1024, carry);
}

/* Kubernetes rounds what is finer than a nano unit away from zero. */
static uint32_t round_fraction(struct magnitude *m)
{
	uint32_t nano = 0;
	bool up = m->more;

	for (size_t i = 0; i < NANO_DIGITS; i++)
		nano = nano * 10 + m->fraction[i];
	for (size_t i = NANO_DIGITS; i < FRACTION_DIGITS && !up; i++)
		up = m->fraction[i] != 0;
	nano += up;
	if (nano == NANOS) {
		scale_whole(m, 1, 1);
		nano = 0;
	}
	return nano;
}

bool pf_quantity_parse(pf_str text, pf_quantity *out)
{
	struct magnitude m = {0};
	struct parts parts;
	size_t at = read_number(text, &parts);
	uint32_t nano;

	if (!at || !read_suffix(pf_str_from_offset(text, at), &parts))
		return false;
	place_digits(&m, &parts);
	for (unsigned i = 0; i < parts.kibis; i++)
		times_1024(&m);
	nano = round_fraction(&m);
	if (m.saturated) {
		m.whole = INT64_MAX;
		nano = 0;
	}
	out->whole = parts.minus ? -(int64_t)m.whole : (int64_t)m.whole;
	out->nano = nano;
	if (parts.minus && nano) {
		out->whole -= 1;
		out->nano = NANOS - nano;
	}
	return true;
}

int pf_quantity_cmp(pf_quantity a, pf_quantity b)
{
	if (a.whole != b.whole)
		return a.whole < b.whole ? -1 : 1;
	return (a.nano > b.nano) - (a.nano < b.nano);
}

bool pf_quantity_is_zero(pf_quantity q)
{
	return q.whole == 0 && q.nano == 0;
}

bool pf_quantity_is_whole(pf_quantity q)
{
	return q.nano == 0;
}

/* What people write for a suffix, compared without case. */
static const struct {
	pf_str slip;
	pf_str legal;
} slips[] = {
	{PF_STR_INIT("ki"), PF_STR_INIT("Ki")},
	{PF_STR_INIT("mi"), PF_STR_INIT("Mi")},
	{PF_STR_INIT("gi"), PF_STR_INIT("Gi")},
	{PF_STR_INIT("ti"), PF_STR_INIT("Ti")},
	{PF_STR_INIT("pi"), PF_STR_INIT("Pi")},
	{PF_STR_INIT("ei"), PF_STR_INIT("Ei")},
	{PF_STR_INIT("kib"), PF_STR_INIT("Ki")},
	{PF_STR_INIT("mib"), PF_STR_INIT("Mi")},
	{PF_STR_INIT("gib"), PF_STR_INIT("Gi")},
	{PF_STR_INIT("tib"), PF_STR_INIT("Ti")},
	{PF_STR_INIT("pib"), PF_STR_INIT("Pi")},
	{PF_STR_INIT("eib"), PF_STR_INIT("Ei")},
	{PF_STR_INIT("kb"), PF_STR_INIT("k")},
	{PF_STR_INIT("mb"), PF_STR_INIT("M")},
	{PF_STR_INIT("gb"), PF_STR_INIT("G")},
	{PF_STR_INIT("tb"), PF_STR_INIT("T")},
	{PF_STR_INIT("pb"), PF_STR_INIT("P")},
	{PF_STR_INIT("eb"), PF_STR_INIT("E")},
	{PF_STR_INIT("k"), PF_STR_INIT("k")},
	{PF_STR_INIT("g"), PF_STR_INIT("G")},
	{PF_STR_INIT("t"), PF_STR_INIT("T")},
	{PF_STR_INIT("p"), PF_STR_INIT("P")},
	{PF_STR_INIT("byte"), PF_STR_INIT("")},
	{PF_STR_INIT("bytes"), PF_STR_INIT("")},
	{PF_STR_INIT("cpu"), PF_STR_INIT("")},
	{PF_STR_INIT("cpus"), PF_STR_INIT("")},
	{PF_STR_INIT("core"), PF_STR_INIT("")},
	{PF_STR_INIT("cores"), PF_STR_INIT("")},
};

/* The suffix meant by `s`; false when that is not plain. */
static bool meant_suffix(pf_str s, pf_str *out)
{
	struct parts ignored;

	if (read_suffix(s, &ignored)) {
		*out = s;
		return true;
	}
	if (pf_str_eq(s, PF_STR("B"))) {
		*out = PF_STR_EMPTY;
		return true;
	}
	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		if (pf_str_eq_nocase(slips[i].slip, s)) {
			*out = slips[i].legal;
			return true;
		}
	}
	return false;
}

/*
 * A decimal comma at the end of the whole number `whole`, as in "1,5": the
 * length of what follows it, or 0.  Three digits might be thousands.
 */
static size_t comma_digits(pf_str rest)
{
	size_t n;

	if (!rest.len || rest.ptr[0] != ',')
		return 0;
	n = count_digits(pf_str_from_offset(rest, 1));
	return n < 3 ? n : 0;
}

pf_str pf_quantity_suggest(struct pf_arena *arena, pf_str text)
{
	pf_str s = pf_str_trim(text);
	struct parts parts;
	size_t at = read_number(s, &parts);
	pf_str number = pf_str_sub(s, 0, at);
	pf_str decimals = PF_STR_EMPTY;
	pf_quantity ignored;
	pf_str suffix;
	size_t n;

	if (!at || pf_quantity_parse(text, &ignored))
		return PF_STR_EMPTY;
	n = pf_str_contains(number, PF_STR(".")) ? 0 : comma_digits(pf_str_from_offset(s, at));
	if (n) {
		decimals = pf_str_sub(s, at + 1, at + 1 + n);
		at += 1 + n;
	}
	if (!meant_suffix(pf_str_trim(pf_str_from_offset(s, at)), &suffix))
		return PF_STR_EMPTY;
	return pf_arena_fmt(arena, "%.*s%s%.*s%.*s", PF_STR_ARG(number), n ? "." : "",
		PF_STR_ARG(decimals), PF_STR_ARG(suffix));
}

/* Digits after the point without trailing zeros: "5" of 500,000,000. */
static pf_str fraction_text(struct pf_arena *arena, uint32_t nano)
{
	pf_str digits = pf_arena_fmt(arena, "%09u", (unsigned)nano);

	while (digits.len && digits.ptr[digits.len - 1] == '0')
		digits.len--;
	return digits;
}

static pf_str few_bytes_text(struct pf_arena *arena, const char *sign, uint64_t bytes,
	uint32_t nano)
{
	pf_str fraction = fraction_text(arena, nano);

	return pf_arena_fmt(arena, "%s%llu%s%.*s byte%s", sign, (unsigned long long)bytes,
		fraction.len ? "." : "", PF_STR_ARG(fraction), bytes == 1 && !nano ? "" : "s");
}

pf_str pf_quantity_bytes_text(struct pf_arena *arena, pf_quantity q)
{
	static const char prefixes[] = "KMGTPE";
	bool minus = q.whole < 0;
	const char *sign = minus ? "-" : "";
	/* -(x + 1) + 1 is negation without overflow; a fraction has floored it. */
	uint64_t bytes = minus ? (uint64_t) - (q.whole + 1) + (q.nano == 0) : (uint64_t)q.whole;
	uint32_t nano = minus && q.nano ? NANOS - q.nano : q.nano;
	size_t unit = 0;
	uint32_t hundredths;
	pf_str fraction;

	if (bytes < 1024)
		return few_bytes_text(arena, sign, bytes, nano);
	while (unit + 1 < sizeof(prefixes) - 1 && bytes >> (10 * (unit + 2)))
		unit++;
	hundredths = (uint32_t)(((bytes >> (10 * unit)) % 1024 * 100 + 512) / 1024);
	bytes >>= 10 * (unit + 1);
	if (hundredths == 100) {
		bytes++;
		hundredths = 0;
	}
	fraction = fraction_text(arena, hundredths * (NANOS / 100));
	return pf_arena_fmt(arena, "%s%llu%s%.*s %ciB", sign, (unsigned long long)bytes,
		fraction.len ? "." : "", PF_STR_ARG(fraction), prefixes[unit]);
}
