/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/ports.h"

#include "unit.h"

static bool differ(int64_t a, const char *a_ip, int64_t b, const char *b_ip)
{
	struct pf_container_port one = {.host_port.is = a, .host_ip.is = pf_str_from(a_ip)};
	struct pf_container_port other = {.host_port.is = b, .host_ip.is = pf_str_from(b_ip)};

	return pf_ports_differ_on_node(&one, &other);
}

START_TEST(ports_differ_on_the_node_by_number_and_address)
{
	ck_assert(!differ(0, "", 0, ""));
	ck_assert(!differ(53, "", 0, ""));
	ck_assert(!differ(0, "", 53, ""));
	ck_assert(differ(53, "", 54, ""));
	ck_assert(differ(53, "10.0.0.1", 53, "10.0.0.2"));
	ck_assert(differ(53, "", 53, ""));
	ck_assert(!differ(53, "", 53, "10.0.0.1"));
}
END_TEST

START_TEST(only_ports_with_names_share_one)
{
	struct pf_container_port web = {.name.is = PF_STR_INIT("web")};
	struct pf_container_port admin = {.name.is = PF_STR_INIT("admin")};
	struct pf_container_port none = {.name.is = PF_STR_INIT("")};

	ck_assert(pf_ports_share_name(&web, &web));
	ck_assert(!pf_ports_share_name(&web, &admin));
	ck_assert(!pf_ports_share_name(&web, &none));
	ck_assert(!pf_ports_share_name(&none, &none));
}
END_TEST

START_TEST(a_port_is_of_tcp_unless_it_says_otherwise)
{
	struct pf_container_port web = {.name.is = PF_STR_INIT("web")};
	struct pf_container_port dns = {.protocol.is = PF_STR_INIT("UDP")};

	ck_assert(pf_str_eq(pf_port_protocol(&web), PF_STR("TCP")));
	ck_assert(pf_str_eq(pf_port_protocol(&dns), PF_STR("UDP")));
}
END_TEST

UNIT_TESTS(ports_differ_on_the_node_by_number_and_address, only_ports_with_names_share_one,
	a_port_is_of_tcp_unless_it_says_otherwise)
