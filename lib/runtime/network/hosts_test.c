/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/hosts.h"

#include "unit.h"

static void expect(const char *text, const char *const *want)
{
	size_t at = 0;
	pf_str host;

	for (size_t i = 0; want[i]; i++) {
		ck_assert_msg(pf_host_next(pf_str_from(text), &at, &host), "%s: no %s", text,
			want[i]);
		ck_assert_msg(pf_str_eq(host, pf_str_from(want[i])), "%s: %.*s, not %s", text,
			PF_STR_ARG(host), want[i]);
	}
	ck_assert_msg(!pf_host_next(pf_str_from(text), &at, &host), "%s: %.*s", text,
		PF_STR_ARG(host));
}

#define EXPECT(text, ...) expect(text, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(finds_the_host_of_a_url)
{
	EXPECT("http://cart", "cart");
	EXPECT("http://cart/items", "cart");
	EXPECT("redis://cache:6379/0", "cache");
	EXPECT("postgres://shop:secret@db:5432/shop?sslmode=disable", "db");
	EXPECT("amqp://guest:guest@rabbit_mq", "rabbit_mq");
	EXPECT("jdbc:mysql://db.prod.svc:3306/x", "db.prod.svc");
}
END_TEST

START_TEST(finds_the_host_before_a_port)
{
	EXPECT("cache:6379", "cache");
	EXPECT("kafka-1:9092,kafka-2:9092", "kafka-1", "kafka-2");
	EXPECT("--backend=cart:8080", "cart");
	EXPECT("sh -c 'wait-for db:5432 -- run'", "db");
}
END_TEST

START_TEST(finds_the_host_behind_its_name)
{
	EXPECT("host=db user=shop password=x", "db");
	EXPECT("--redis-host=cache", "cache");
	EXPECT("Server=db;Database=shop", "db");
}
END_TEST

START_TEST(takes_nothing_else_for_one)
{
	const char *const none[] = {NULL};
	const char *const texts[] = {"", "db", "redis:7", "redis:7.2-alpine", "redis:16.04",
		"ghcr.io/shop/web:8080", "12:30:45", "a=b", "user=db", "/var/lib/db", "x:123456",
		"http://", "shop:secret@", NULL};

	for (size_t i = 0; texts[i]; i++)
		expect(texts[i], none);
}
END_TEST

START_TEST(knows_names_that_mean_a_host)
{
	ck_assert(pf_name_means_host(PF_STR("DB_HOST")));
	ck_assert(pf_name_means_host(PF_STR("--redis-addr")));
	ck_assert(pf_name_means_host(PF_STR("Hostname")));
	ck_assert(!pf_name_means_host(PF_STR("DB_NAME")));
	ck_assert(!pf_name_means_host(PF_STR("ost")));
	ck_assert(!pf_name_means_host(PF_STR("")));
}
END_TEST

UNIT_TESTS(finds_the_host_of_a_url, finds_the_host_before_a_port, finds_the_host_behind_its_name,
	takes_nothing_else_for_one, knows_names_that_mean_a_host)
