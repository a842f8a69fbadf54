/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/cron.h"

#include "unit.h"

static void assert_ok(const char *text)
{
	struct pf_cron_check check = pf_cron_check(pf_str_from(text));

	ck_assert_msg(check.verdict == PF_CRON_OK && !check.fault, "`%s` %s", text,
		check.fault ? check.fault : "");
}

static void assert_verdict(const char *text, enum pf_cron_verdict verdict, const char *word,
	size_t at)
{
	struct pf_cron_check check = pf_cron_check(pf_str_from(text));

	ck_assert_msg(check.verdict == verdict, "`%s` %d", text, (int)check.verdict);
	ck_assert_msg(strstr(check.fault, word), "`%s` %s", text, check.fault);
	ck_assert_msg(check.at == at, "`%s` at %zu", text, check.at);
}

static void assert_malformed(const char *text, const char *word, size_t at)
{
	assert_verdict(text, PF_CRON_MALFORMED, word, at);
}

START_TEST(accepts_five_fields)
{
	assert_ok("* * * * *");
	assert_ok("0 0 1 1 0");
	assert_ok("59 23 31 12 6");
	assert_ok("*/5 0-23/2 1,15 JAN-mar Mon-Fri");
	assert_ok("  0\t3 * * ?  ");
	assert_ok("10 0/6 * * *");
	assert_ok("007 +3 * * *");
	assert_ok("1,,2 * * * *");
	assert_ok("*/99 * * * *");
	assert_ok("0 0 * * SUN");
	/* The parser does not look behind a star. */
	assert_ok("*-5 * * * *");
}
END_TEST

START_TEST(counts_fields)
{
	assert_malformed("", "empty", 0);
	assert_malformed("  ", "empty", 2);
	assert_malformed("* * * *", "fewer", 7);
	assert_malformed("0 0 0 31 1 0", "more", 11);
	assert_malformed(" @daily", "fewer", 7);
}
END_TEST

START_TEST(checks_each_field)
{
	assert_malformed("60 * * * *", "minute", 0);
	assert_malformed("* 24 * * *", "hour", 2);
	assert_malformed("* * 0 * *", "day of the month", 4);
	assert_malformed("* * 32 * *", "day of the month", 4);
	assert_malformed("* * * 13 *", "month", 6);
	assert_malformed("* * * 0 *", "month", 6);
	assert_malformed("* * * * 7", "Sunday", 8);
	assert_malformed("* * * * 1,8", "Sunday", 10);
	assert_malformed("99999999999999999999 * * * *", "minute", 0);
	assert_malformed("70/5 * * * *", "minute", 0);
	assert_malformed("H * * * *", "neither a number", 0);
	assert_malformed("0 0 L * *", "neither a number", 4);
	assert_malformed("* * * MON *", "neither a number", 6);
	assert_malformed("** * * * *", "neither a number", 0);
	assert_malformed("-5 * * * *", "neither a number", 0);
	assert_malformed("5- * * * *", "neither a number", 0);
	assert_malformed("* 9-5 * * *", "ends before", 2);
	assert_malformed("* * * * FRI-MON", "ends before", 8);
	assert_malformed("1-2-3 * * * *", "more than one `-`", 0);
	assert_malformed("*/2/3 * * * *", "more than one `/`", 0);
	assert_malformed("*/0 * * * *", "step of 0", 0);
	assert_malformed("*/x * * * *", "step that", 0);
	assert_malformed("*/ * * * *", "step that", 0);
	assert_malformed("*/-1 * * * *", "step that", 0);
}
END_TEST

START_TEST(knows_macros)
{
	static const char *const macros[] = {
		"@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"};

	for (size_t i = 0; i < sizeof(macros) / sizeof(macros[0]); i++)
		assert_ok(macros[i]);
	assert_malformed("@reboot", "macro", 0);
	assert_malformed("@Daily", "macro", 0);
	assert_malformed("@daily ", "macro", 0);
	assert_malformed("@every", "macro", 0);
	assert_malformed("@", "macro", 0);
}
END_TEST

START_TEST(reads_durations_as_go_does)
{
	assert_ok("@every 5m");
	assert_ok("@every 1h30m");
	assert_ok("@every 1.5h");
	assert_ok("@every .5s");
	assert_ok("@every 1.s");
	assert_ok("@every -1h");
	assert_ok("@every 0");
	assert_ok("@every 1\xc2\xb5s");
	assert_ok("@every 2562047h");
	assert_malformed("@every ", "duration", 7);
	assert_malformed("@every  5m", "duration", 7);
	assert_malformed("@every 5", "duration", 7);
	assert_malformed("@every 5d", "duration", 7);
	assert_malformed("@every m", "duration", 7);
	assert_malformed("@every .s", "duration", 7);
	assert_malformed("@every 1h x", "duration", 7);
	assert_malformed("@every 2562048h", "duration", 7);
	assert_malformed("@every 99999999999999999999s", "duration", 7);
}
END_TEST

START_TEST(sets_time_zones_apart)
{
	assert_verdict("TZ=UTC 0 0 * * *", PF_CRON_TIME_ZONE, "timeZone", 0);
	assert_verdict("CRON_TZ=Europe/Berlin @daily", PF_CRON_TIME_ZONE, "timeZone", 0);
	assert_verdict("TZ=0", PF_CRON_TIME_ZONE, "timeZone", 0);
}
END_TEST

START_TEST(finds_dates_that_never_come)
{
	assert_verdict("0 0 30 2 *", PF_CRON_NEVER, "never", 4);
	assert_verdict("0 0 31 4,6,9,11 *", PF_CRON_NEVER, "never", 4);
	assert_verdict("0 0 30-31 FEB ?", PF_CRON_NEVER, "never", 4);
	assert_verdict(", 0 * * *", PF_CRON_NEVER, "never", 4);
	assert_verdict("0 0 , * *", PF_CRON_NEVER, "never", 4);
	assert_verdict("0 0 31 2 ,", PF_CRON_NEVER, "never", 4);
	assert_ok("0 0 29 2 *");
	assert_ok("0 0 31 2,3 *");
	/* Either day field is enough when both restrict. */
	assert_ok("0 0 30 2 1");
	/* A star with a step restricts too. */
	assert_ok("0 0 30 2 */2");
	assert_verdict("0 0 30 2 */1", PF_CRON_NEVER, "never", 4);
}
END_TEST

static void assert_zone(const char *name, const char *word)
{
	const char *fault = pf_time_zone_fault(pf_str_from(name));

	if (word)
		ck_assert_msg(fault && strstr(fault, word), "`%s` %s", name, fault ? fault : "");
	else
		ck_assert_msg(!fault, "`%s` %s", name, fault ? fault : "");
}

START_TEST(judges_time_zones_by_form_and_area)
{
	assert_zone("UTC", NULL);
	assert_zone("Etc/UTC", NULL);
	assert_zone("Etc/GMT+12", NULL);
	assert_zone("Europe/Berlin", NULL);
	assert_zone("America/Argentina/ComodRivadavia", NULL);
	assert_zone("America/Port-au-Prince", NULL);
	assert_zone("GB-Eire", NULL);
	assert_zone("EST5EDT", NULL);
	assert_zone("posix/Europe/Berlin", NULL);
	assert_zone("", "empty");
	assert_zone("Local", "machine");
	assert_zone("LOCAL", "machine");
	assert_zone("PST", "not the name");
	assert_zone("utc", "not the name");
	assert_zone("UTC+2", "not the name");
	assert_zone("Berlin", "not the name");
	assert_zone("europe/Berlin", "area");
	assert_zone("Germany/Berlin", "area");
	assert_zone("Europe/berlin", "capitals");
	assert_zone("Europe//Berlin", "formed");
	assert_zone("/Europe/Berlin", "formed");
	assert_zone("Europe/Berlin/", "formed");
	assert_zone("Europe/../UTC", "formed");
	assert_zone("Europe/-Berlin", "formed");
	assert_zone("Europe/New Berlin", "formed");
	assert_zone("Europe/Fifteen_letters", "formed");
}
END_TEST

UNIT_TESTS(accepts_five_fields, counts_fields, checks_each_field, knows_macros,
	reads_durations_as_go_does, sets_time_zones_apart, finds_dates_that_never_come,
	judges_time_zones_by_form_and_area)
