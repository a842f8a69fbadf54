/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/exposed.h"

#include "runtime/image_test.h"

static bool knows_ports(const char *dockerfile)
{
	struct bench b = {0};
	bool known;

	bench_start(&b, "containers: [{name: a, image: b}]", dockerfile);
	known = pf_knows_exposed_ports(&b.arena, b.c.facts);
	bench_end(&b);
	return known;
}

START_TEST(ports_are_known_on_bases_that_expose_none)
{
	ck_assert(knows_ports("FROM scratch\nEXPOSE 80\n"));
	ck_assert(knows_ports("FROM node:22-alpine\nEXPOSE 80\n"));
	ck_assert(knows_ports("FROM python:3 AS a\nFROM a\nEXPOSE 80\n"));
	ck_assert(knows_ports("FROM gcr.io/distroless/static\nEXPOSE 80\n"));
}
END_TEST

START_TEST(ports_are_not_known_where_a_base_or_a_variable_may_add_some)
{
	ck_assert(!knows_ports("FROM nginx\nEXPOSE 8080\n"));
	ck_assert(!knows_ports("FROM registry.example.com/node\nEXPOSE 80\n"));
	ck_assert(!knows_ports("FROM node\nEXPOSE 80 $MORE\n"));
}
END_TEST

START_TEST(no_port_at_all_tells_nothing)
{
	ck_assert(!knows_ports("FROM scratch\n"));
	ck_assert(!knows_ports("FROM node\n"));
}
END_TEST

UNIT_TESTS(ports_are_known_on_bases_that_expose_none,
	ports_are_not_known_where_a_base_or_a_variable_may_add_some, no_port_at_all_tells_nothing)
