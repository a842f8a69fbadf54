/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/bases.h"

#include "runtime/image_test.h"

static enum pf_base_family family(const char *base)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	enum pf_base_family out =
		pf_base_family_of(bench_image(&b, pf_arena_fmt(&b.arena, "FROM %s\n", base).ptr));

	bench_end(&b);
	return out;
}

START_TEST(bases_are_known_by_their_names)
{
	ck_assert_int_eq(family("scratch"), PF_BASE_SCRATCH);
	ck_assert_int_eq(family("gcr.io/distroless/static-debian12:nonroot"), PF_BASE_DISTROLESS);
	ck_assert_int_eq(family("gcr.io/distroless/base@sha256:"
				"0123456789012345678901234567890123456789012345678901234567890123"),
		PF_BASE_DISTROLESS);
	ck_assert_int_eq(family("gcr.io/distroless/base:debug-nonroot"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("cgr.dev/chainguard/static:latest"), PF_BASE_DISTROLESS);
	ck_assert_int_eq(family("cgr.dev/chainguard/python:latest-dev"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("cgr.dev/chainguard/bash"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("alpine"), PF_BASE_ALPINE);
	ck_assert_int_eq(family("docker.io/library/alpine:3.20"), PF_BASE_ALPINE);
	ck_assert_int_eq(family("public.ecr.aws/docker/library/node:20-alpine"), PF_BASE_ALPINE);
	ck_assert_int_eq(family("busybox:1.36"), PF_BASE_ALPINE);
	ck_assert_int_eq(family("debian:12-slim"), PF_BASE_DEBIAN);
	ck_assert_int_eq(family("node"), PF_BASE_DEBIAN);
	ck_assert_int_eq(family("eclipse-temurin:21-jre-jammy"), PF_BASE_DEBIAN);
	ck_assert_int_eq(family("eclipse-temurin:21-jre"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("golang:1.22-nanoserver"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("registry.example.com/alpine"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(family("localhost:5000/python:3"), PF_BASE_UNKNOWN);
	ck_assert_int_eq(pf_base_family_of(NULL), PF_BASE_UNKNOWN);
}
END_TEST

START_TEST(few_bases_hand_over_to_cmd)
{
	struct bench b = {.arena = PF_ARENA_INIT};

	ck_assert(pf_base_hands_over(bench_image(&b, "FROM node:20\n")));
	ck_assert(pf_base_hands_over(bench_image(&b, "FROM python:3.12-alpine\n")));
	ck_assert(!pf_base_hands_over(bench_image(&b, "FROM postgres:16-alpine\n")));
	ck_assert(!pf_base_hands_over(bench_image(&b, "FROM acme/node:20-bookworm\n")));
	ck_assert(!pf_base_hands_over(bench_image(&b, "FROM scratch\n")));
	ck_assert(!pf_base_hands_over(NULL));
	bench_end(&b);
}
END_TEST

UNIT_TESTS(bases_are_known_by_their_names, few_bases_hand_over_to_cmd)
