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

UNIT_TESTS(expands_ports)
