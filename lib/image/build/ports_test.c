/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/ports.h"

#include "image/build/build_test.h"

START_TEST(expands_ports)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM scratch\nENV P=\"8080 9090/UDP\"\nEXPOSE 80 80/tcp $P 443/sctp 80\n");
	ck_assert_str_eq(ports(f), "80/tcp 8080/tcp 9090/udp 443/sctp ");
	ck_assert_str_eq(text_at(&f->ports.ptr[1].from), "$P");
	f = facts_of("FROM scratch\nEXPOSE 3000-3002/udp 127.0.0.1:81:8080 82:83\n");
	ck_assert_str_eq(ports(f), "3000/udp 3001/udp 3002/udp 8080/tcp 83/tcp ");
	f = facts_of("FROM scratch\nARG P=90\nEXPOSE $P\n");
	ck_assert_str_eq(ports(f), "90/tcp? ");
	f = facts_of("FROM scratch\nARG P\nEXPOSE $P $P/tcp\n");
	ck_assert_str_eq(ports(f), "");
	f = facts_of("FROM scratch\nEXPOSE 0-65535 1-65535/udp\nEXPOSE 1-2\n");
	ck_assert_uint_eq(f->ports.len, 65536 + 65535);
}
END_TEST

START_TEST(looks_at_the_host_before_a_port)
{
	ck_assert_str_eq(
		ports(facts_of("FROM scratch\nEXPOSE +80 [::1]:81:82 fe80::1:83:84 1-2:85\n")),
		"80/tcp 82/tcp 84/tcp 85/tcp ");
	ck_assert_str_eq(faults("FROM scratch\nEXPOSE 1.2.3:80:81\n"),
		"1.2.3:80:81: EXPOSE cannot take `1.2.3:80:81`: what stands first is no address\n");
	ck_assert_str_eq(faults("FROM scratch\nEXPOSE 127.0.0.01::81\n"),
		"127.0.0.01::81: EXPOSE cannot take `127.0.0.01::81`: what stands first is no "
		"address\n");
	ck_assert_str_eq(faults("FROM scratch\nEXPOSE x:81\n"),
		"x:81: EXPOSE cannot take `x:81`: its port of the host is none\n");
}
END_TEST

UNIT_TESTS(expands_ports, looks_at_the_host_before_a_port)
