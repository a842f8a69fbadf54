/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/service_links.h"

#include "unit.h"

static bool creates(const char *rest)
{
	static const struct pf_service_port ports[] = {
		{.port = {.is = 80}, .name = {.is = PF_STR_INIT("http-web")}},
		{.port = {.is = 53}, .protocol = {.is = PF_STR_INIT("UDP")}}};
	struct pf_service_spec spec = {.ports = {.ptr = ports, .len = 2}};

	return pf_service_creates(&spec, pf_str_from(rest));
}

START_TEST(a_service_has_a_host_and_a_first_port)
{
	ck_assert(creates("_SERVICE_HOST"));
	ck_assert(creates("_SERVICE_PORT"));
	ck_assert(creates("_PORT"));
	ck_assert(!creates("_HOST"));
	ck_assert(!creates("_PORTS"));
	ck_assert(!creates("_SERVICE_NAME"));
	ck_assert(!creates(""));
}
END_TEST

START_TEST(named_ports_have_a_variable_each)
{
	ck_assert(creates("_SERVICE_PORT_HTTP_WEB"));
	ck_assert(!creates("_SERVICE_PORT_http_web"));
	ck_assert(!creates("_SERVICE_PORT_HTTP"));
	ck_assert(!creates("_SERVICE_PORT_"));
}
END_TEST

START_TEST(ports_have_four_variables_by_number_and_protocol)
{
	ck_assert(creates("_PORT_80_TCP"));
	ck_assert(creates("_PORT_80_TCP_ADDR"));
	ck_assert(creates("_PORT_80_TCP_PORT"));
	ck_assert(creates("_PORT_53_UDP_PROTO"));
	ck_assert(!creates("_PORT_53_TCP"));
	ck_assert(!creates("_PORT_81_TCP"));
	ck_assert(!creates("_PORT_080_TCP"));
	ck_assert(!creates("_PORT_+80_TCP"));
	ck_assert(!creates("_PORT_80_TCP_HOST"));
	ck_assert(!creates("_PORT_80"));
	ck_assert(!creates("_PORT_"));
}
END_TEST

START_TEST(a_service_without_ports_creates_nothing)
{
	struct pf_service_spec spec = {.ports = {.ptr = NULL, .len = 0}};

	ck_assert(!pf_service_creates(&spec, PF_STR("_SERVICE_HOST")));
}
END_TEST

UNIT_TESTS(a_service_has_a_host_and_a_first_port, named_ports_have_a_variable_each,
	ports_have_four_variables_by_number_and_protocol, a_service_without_ports_creates_nothing)
