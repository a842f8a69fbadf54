/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/cron.h"

#define ALL_MONTHS 0x1ffeU /* bits 1 to 12 */
#define NUMBER_MAX 1000000 /* larger numbers are all alike: too large */
#define ZONE_PART_MAX 14

static const pf_str month_names[] = {
	PF_STR_INIT("jan"),
	PF_STR_INIT("feb"),
	PF_STR_INIT("mar"),
	PF_STR_INIT("apr"),
	PF_STR_INIT("may"),
	PF_STR_INIT("jun"),
	PF_STR_INIT("jul"),
	PF_STR_INIT("aug"),
	PF_STR_INIT("sep"),
	PF_STR_INIT("oct"),
	PF_STR_INIT("nov"),
	PF_STR_INIT("dec"),
};

static const pf_str day_names[] = {
	PF_STR_INIT("sun"),
	PF_STR_INIT("mon"),
	PF_STR_INIT("tue"),
	PF_STR_INIT("wed"),
	PF_STR_INIT("thu"),
	PF_STR_INIT("fri"),
	PF_STR_INIT("sat"),
};

enum field_index {
	MINUTE,
	HOUR,
	DAY,
	MONTH,
	WEEKDAY,
	NFIELDS,
};

struct field_kind {
	unsigned min;
	unsigned max;
	const pf_str *names; /* of min, min + 1, …, or NULL */
	const char *range_fault;
};

static const struct field_kind kinds[NFIELDS] = {
	[MINUTE] = {0, 59, NULL, "has a minute outside 0 to 59"},
	[HOUR] = {0, 23, NULL, "has an hour outside 0 to 23"},
	[DAY] = {1, 31, NULL, "has a day of the month outside 1 to 31"},
	[MONTH] = {1, 12, month_names, "has a month outside 1 to 12"},
	[WEEKDAY] = {0, 6, day_names, "has a day of the week outside 0 (Sunday) to 6"},
};

struct field {
	uint64_t bits;
	bool star; /* `*` or `?` without a step: does not restrict the day */
};

/* A range of one field, before its bits are set. */
struct range {
	unsigned start;
	unsigned end;
	unsigned step;
	bool star;
};

/* Note a fault at `place`, which is within the schedule; the expression is false. */
static bool fail(struct pf_cron_check *check, pf_str schedule, const char *place, const char *fault)
{
	check->verdict = PF_CRON_MALFORMED;
	check->fault = fault;
	check->at = (size_t)(place - schedule.ptr);
	return false;
}

/* A decimal number, with a plus sign if need be. */
static bool read_number(pf_str s, unsigned *out)
{
	size_t i = s.len && s.ptr[0] == '+' ? 1 : 0;
	unsigned value = 0;

	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		if (!pf_is_digit(s.ptr[i]))
			return false;
		if (value < NUMBER_MAX)
			value = value * 10 + (unsigned)(s.ptr[i] - '0');
	}
	*out = value;
	return true;
}

static bool read_value(pf_str s, const struct field_kind *kind, unsigned *out)
{
	for (unsigned i = kind->min; kind->names && i <= kind->max; i++) {
		if (pf_str_eq_nocase(s, kind->names[i - kind->min])) {
			*out = i;
			return true;
		}
	}
	return read_number(s, out);
}

/* What stands before the slash.  Whatever follows `*-` is not looked at. */
static const char *read_bounds(pf_str s, const struct field_kind *kind, struct range *out)
{
	static const char not_a_value[] = "has a value that is neither a number nor a known name";
	size_t hyphen = pf_str_find_char(s, '-');
	pf_str first = pf_str_sub(s, 0, hyphen);
	pf_str last = hyphen < s.len ? pf_str_from_offset(s, hyphen + 1) : first;

	out->star = pf_str_eq(first, PF_STR("*")) || pf_str_eq(first, PF_STR("?"));
	out->start = kind->min;
	out->end = kind->max;
	if (out->star)
		return NULL;
	if (!read_value(first, kind, &out->start))
		return not_a_value;
	if (pf_str_find_char(last, '-') < last.len)
		return "has more than one `-` in a range";
	return read_value(last, kind, &out->end) ? NULL : not_a_value;
}

/* One of the comma separated parts of a field. */
static const char *read_range(pf_str s, const struct field_kind *kind, struct range *out)
{
	size_t slash = pf_str_find_char(s, '/');
	pf_str bounds = pf_str_sub(s, 0, slash);
	const char *fault = read_bounds(bounds, kind, out);

	out->step = 1;
	if (fault)
		return fault;
	if (slash < s.len) {
		pf_str step = pf_str_from_offset(s, slash + 1);

		if (pf_str_find_char(step, '/') < step.len)
			return "has more than one `/` in a range";
		if (!read_number(step, &out->step))
			return "has a step that is not a number";
		if (pf_str_find_char(bounds, '-') == bounds.len)
			out->end = kind->max;
	}
	if (out->start < kind->min || out->end > kind->max)
		return kind->range_fault;
	if (out->start > out->end)
		return out->start > kind->max ? kind->range_fault
					      : "has a range that ends before it begins";
	return out->step ? NULL : "has a step of 0";
}

static bool read_field(struct pf_cron_check *check, pf_str schedule, pf_str text,
	const struct field_kind *kind, struct field *out)
{
	pf_str rest = text;
	pf_str part;

	while (pf_str_split(&rest, ',', &part)) {
		struct range range;
		const char *fault;

		/* The parser skips empty parts, even when nothing else is there. */
		if (!part.len)
			continue;
		fault = read_range(part, kind, &range);
		if (fault)
			return fail(check, schedule, part.ptr, fault);
		for (unsigned i = range.start; i <= range.end; i += range.step)
			out->bits |= (uint64_t)1 << i;
		out->star = out->star || (range.star && range.step == 1);
	}
	return true;
}

/* The blanks of Go's strings.Fields that are ASCII. */
static bool is_space(char c)
{
	return pf_is_blank(c) || c == '\v' || c == '\f';
}

/* Takes the next word off the front of `*rest`; empty at the end. */
static pf_str next_word(pf_str *rest)
{
	size_t start = 0;
	size_t end;
	pf_str word;

	while (start < rest->len && is_space(rest->ptr[start]))
		start++;
	end = start;
	while (end < rest->len && !is_space(rest->ptr[end]))
		end++;
	word = pf_str_sub(*rest, start, end);
	*rest = pf_str_from_offset(*rest, end);
	return word;
}

/* Some day of the month set in `days` exists in some month set in `months`. */
static bool has_date(uint64_t days, uint64_t months)
{
	static const unsigned lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	for (unsigned i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		if (months >> (i + 1) & 1 && days & (((uint64_t)2 << lengths[i]) - 2))
			return true;
	}
	return false;
}

/*
 * With a star among the two day fields both must match, and the other alone
 * decides; without one either may.
 */
static bool comes(const struct field fields[NFIELDS])
{
	bool date = has_date(fields[DAY].bits, fields[MONTH].bits);
	bool weekday = fields[WEEKDAY].bits && fields[MONTH].bits & ALL_MONTHS;

	if (!fields[MINUTE].bits || !fields[HOUR].bits)
		return false;
	if (fields[DAY].star || fields[WEEKDAY].star)
		return date && weekday;
	return date || weekday;
}

static void check_fields(struct pf_cron_check *check, pf_str schedule)
{
	struct field fields[NFIELDS] = {{0}};
	pf_str words[NFIELDS];
	pf_str rest = schedule;
	pf_str extra;

	for (size_t i = 0; i < NFIELDS; i++) {
		words[i] = next_word(&rest);
		if (!words[i].len) {
			(void)fail(check, schedule, words[i].ptr,
				i ? "has fewer than five fields" : "is empty");
			return;
		}
	}
	extra = next_word(&rest);
	if (extra.len) {
		(void)fail(check, schedule, extra.ptr, "has more than five fields");
		return;
	}
	for (size_t i = 0; i < NFIELDS; i++) {
		if (!read_field(check, schedule, words[i], &kinds[i], &fields[i]))
			return;
	}
	if (!comes(fields)) {
		check->verdict = PF_CRON_NEVER;
		check->fault = "names a date that never comes";
		check->at = (size_t)(words[DAY].ptr - schedule.ptr);
	}
}

/* Nanoseconds of a unit of a Go duration, or 0. */
static uint64_t unit_size(pf_str unit)
{
	static const struct {
		pf_str name;
		uint64_t size;
	} units[] = {
		{PF_STR_INIT("ns"), 1},
		{PF_STR_INIT("us"), 1000},
		{PF_STR_INIT("\xc2\xb5s"), 1000}, /* micro sign */
		{PF_STR_INIT("\xce\xbcs"), 1000}, /* Greek mu */
		{PF_STR_INIT("ms"), 1000000},
		{PF_STR_INIT("s"), 1000000000},
		{PF_STR_INIT("m"), 60000000000},
		{PF_STR_INIT("h"), 3600000000000},
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (pf_str_eq(unit, units[i].name))
			return units[i].size;
	}
	return 0;
}

/*
 * Takes "1.5h" off the front of `*rest` and adds its whole units to `*total`,
 * in nanoseconds; false when it is none or the sum exceeds 63 bits.
 */
static bool take_duration(pf_str *rest, uint64_t *total)
{
	uint64_t value = 0;
	size_t i = 0;
	size_t ndigits = 0;
	size_t start;
	uint64_t unit;

	for (; i < rest->len && pf_is_digit(rest->ptr[i]); i++, ndigits++) {
		if (value > (uint64_t)INT64_MAX / 10)
			return false;
		value = value * 10 + (uint64_t)(rest->ptr[i] - '0');
	}
	if (i < rest->len && rest->ptr[i] == '.') {
		for (i++; i < rest->len && pf_is_digit(rest->ptr[i]); i++)
			ndigits++;
	}
	start = i;
	while (i < rest->len && rest->ptr[i] != '.' && !pf_is_digit(rest->ptr[i]))
		i++;
	unit = unit_size(pf_str_sub(*rest, start, i));
	if (!ndigits || !unit || value > ((uint64_t)INT64_MAX - *total) / unit)
		return false;
	*total += value * unit;
	*rest = pf_str_from_offset(*rest, i);
	return true;
}

/* As Go's time.ParseDuration takes it. */
static bool is_duration(pf_str s)
{
	uint64_t total = 0;

	if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'))
		s = pf_str_from_offset(s, 1);
	if (!s.len)
		return false;
	if (pf_str_eq(s, PF_STR("0")))
		return true;
	while (s.len) {
		if (!take_duration(&s, &total))
			return false;
	}
	return true;
}

static void check_macro(struct pf_cron_check *check, pf_str schedule)
{
	static const pf_str macros[] = {
		PF_STR_INIT("@hourly"),
		PF_STR_INIT("@daily"),
		PF_STR_INIT("@midnight"),
		PF_STR_INIT("@weekly"),
		PF_STR_INIT("@monthly"),
		PF_STR_INIT("@yearly"),
		PF_STR_INIT("@annually"),
	};
	static const pf_str every = PF_STR_INIT("@every ");

	for (size_t i = 0; i < sizeof(macros) / sizeof(macros[0]); i++) {
		if (pf_str_eq(schedule, macros[i]))
			return;
	}
	if (!pf_str_starts_with(schedule, every))
		(void)fail(check, schedule, schedule.ptr, "is no `@` macro that exists");
	else if (!is_duration(pf_str_from_offset(schedule, every.len)))
		(void)fail(check, schedule, schedule.ptr + every.len,
			"has no valid duration after `@every`");
}

struct pf_cron_check pf_cron_check(pf_str schedule)
{
	struct pf_cron_check check = {PF_CRON_OK, NULL, 0};

	if (pf_str_starts_with(schedule, PF_STR("TZ=")) ||
		pf_str_starts_with(schedule, PF_STR("CRON_TZ="))) {
		check.verdict = PF_CRON_TIME_ZONE;
		check.fault = "sets a time zone, which belongs into `timeZone`";
	} else if (schedule.len && schedule.ptr[0] == '@') {
		check_macro(&check, schedule);
	} else {
		check_fields(&check, schedule);
	}
	return check;
}

/* First parts of names with a slash: the areas, and copies of the tree. */
static const pf_str areas[] = {
	PF_STR_INIT("Africa"),
	PF_STR_INIT("America"),
	PF_STR_INIT("Antarctica"),
	PF_STR_INIT("Arctic"),
	PF_STR_INIT("Asia"),
	PF_STR_INIT("Atlantic"),
	PF_STR_INIT("Australia"),
	PF_STR_INIT("Brazil"),
	PF_STR_INIT("Canada"),
	PF_STR_INIT("Chile"),
	PF_STR_INIT("Etc"),
	PF_STR_INIT("Europe"),
	PF_STR_INIT("Indian"),
	PF_STR_INIT("Mexico"),
	PF_STR_INIT("Pacific"),
	PF_STR_INIT("SystemV"),
	PF_STR_INIT("US"),
	PF_STR_INIT("posix"),
	PF_STR_INIT("right"),
};

/* Names without a slash; the database only keeps them, and takes in no new ones. */
static const pf_str single_zones[] = {
	PF_STR_INIT("CET"),
	PF_STR_INIT("CST6CDT"),
	PF_STR_INIT("Cuba"),
	PF_STR_INIT("EET"),
	PF_STR_INIT("EST"),
	PF_STR_INIT("EST5EDT"),
	PF_STR_INIT("Egypt"),
	PF_STR_INIT("Eire"),
	PF_STR_INIT("Factory"),
	PF_STR_INIT("GB"),
	PF_STR_INIT("GB-Eire"),
	PF_STR_INIT("GMT"),
	PF_STR_INIT("GMT+0"),
	PF_STR_INIT("GMT-0"),
	PF_STR_INIT("GMT0"),
	PF_STR_INIT("Greenwich"),
	PF_STR_INIT("HST"),
	PF_STR_INIT("Hongkong"),
	PF_STR_INIT("Iceland"),
	PF_STR_INIT("Iran"),
	PF_STR_INIT("Israel"),
	PF_STR_INIT("Jamaica"),
	PF_STR_INIT("Japan"),
	PF_STR_INIT("Kwajalein"),
	PF_STR_INIT("Libya"),
	PF_STR_INIT("MET"),
	PF_STR_INIT("MST"),
	PF_STR_INIT("MST7MDT"),
	PF_STR_INIT("NZ"),
	PF_STR_INIT("NZ-CHAT"),
	PF_STR_INIT("Navajo"),
	PF_STR_INIT("PRC"),
	PF_STR_INIT("PST8PDT"),
	PF_STR_INIT("Poland"),
	PF_STR_INIT("Portugal"),
	PF_STR_INIT("ROC"),
	PF_STR_INIT("ROK"),
	PF_STR_INIT("Singapore"),
	PF_STR_INIT("Turkey"),
	PF_STR_INIT("UCT"),
	PF_STR_INIT("UTC"),
	PF_STR_INIT("Universal"),
	PF_STR_INIT("W-SU"),
	PF_STR_INIT("WET"),
	PF_STR_INIT("Zulu"),
};

/* What the server checks of each part before it looks the name up. */
static bool is_zone_part(pf_str part)
{
	if (!part.len || part.len > ZONE_PART_MAX || part.ptr[0] == '-')
		return false;
	if (pf_str_eq(part, PF_STR(".")) || pf_str_eq(part, PF_STR("..")))
		return false;
	for (size_t i = 0; i < part.len; i++) {
		char c = part.ptr[i];

		if (!pf_is_alnum(c) && c != '.' && c != '-' && c != '_' && c != '+')
			return false;
	}
	return true;
}

/* Every part below an area begins with a capital. */
static bool has_capitals(pf_str rest)
{
	pf_str part;

	while (pf_str_split(&rest, '/', &part)) {
		if (!pf_is_upper(part.ptr[0]))
			return false;
	}
	return true;
}

const char *pf_time_zone_fault(pf_str name)
{
	size_t slash = pf_str_find_char(name, '/');
	pf_str rest = name;
	pf_str part;

	if (!name.len)
		return "is empty";
	while (pf_str_split(&rest, '/', &part)) {
		if (!is_zone_part(part))
			return "is not formed like the name of an IANA time zone";
	}
	if (pf_str_eq_nocase(name, PF_STR("Local")))
		return "must name a time zone, not the one of the machine";
	if (slash == name.len)
		return pf_is_one_of(name, single_zones,
			       sizeof(single_zones) / sizeof(single_zones[0]))
			? NULL
			: "is not the name of an IANA time zone";
	if (!pf_is_one_of(pf_str_sub(name, 0, slash), areas, sizeof(areas) / sizeof(areas[0])))
		return "does not begin with an area of the IANA time zones";
	return has_capitals(pf_str_from_offset(name, slash + 1))
		? NULL
		: "is not the name of an IANA time zone, which have capitals";
}
