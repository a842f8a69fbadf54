/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/stage.h"

#include "image/build/build_test.h"

START_TEST(resolves_from)
{
	const struct pf_image_facts *f;

	f = facts_of("ARG V=3.20\nFROM alpine:${V}\n");
	ck_assert_str_eq(str(f->build->base), "alpine:3.20");
	ck_assert(f->build->base_at.varies);
	f = facts_with("ARG V=3.20\nFROM alpine:${V}\n", "V", "3.19");
	ck_assert_str_eq(str(f->build->base), "alpine:3.19");
	ck_assert(!f->build->base_at.varies);
	f = facts_of("FROM scratch AS Builder\nUSER a\nFROM builder\n");
	ck_assert_str_eq(show_str(&f->user), "known:a");
	f = facts_of("FROM alpine\nUSER a\nFROM alpine\n");
	ck_assert_str_eq(show_str(&f->user), "inherited");
	f = facts_of("FROM alpine AS alpine\nUSER a\nFROM alpine\nFROM alpine:3.20\n");
	ck_assert_str_eq(show_str(&f->user), "inherited");
	f = facts_of("ARG BASE=dev\nFROM scratch AS dev\nUSER a\nEXPOSE 1\nENV A=1\n"
		     "FROM scratch AS prod\nUSER b\nFROM $BASE\nENV B=1\n");
	ck_assert_str_eq(show_str(&f->user), "known:a?");
	ck_assert_str_eq(ports(f), "1/tcp? ");
	ck_assert_str_eq(env(f, "A"), "1?");
	ck_assert_str_eq(env(f, "B"), "1");
	f = facts_with("ARG BASE=dev\nFROM scratch AS dev\nUSER a\nFROM scratch AS prod\nUSER b\n"
		       "FROM $BASE\n",
		"BASE", "prod");
	ck_assert_str_eq(show_str(&f->user), "known:b");
	/* Of two stages with one name the last before it counts. */
	f = facts_of("FROM scratch AS a\nUSER 1\nFROM scratch AS a\nUSER 2\nFROM a AS a\n");
	ck_assert_str_eq(show_str(&f->user), "known:2");
}
END_TEST

START_TEST(finds_the_target)
{
	static const char text[] = "FROM scratch AS Base\nUSER a\nFROM base\nUSER b\n"
				   "FROM base AS last\n";
	struct pf_build_request request = {.target = PF_STR("BASE")};

	ck_assert_str_eq(show_str(&evaluate(text, &request)->facts.user), "known:a");
	request.target = PF_STR("1");
	ck_assert_str_eq(show_str(&evaluate(text, &request)->facts.user), "known:b");
	request.target = PF_STR_EMPTY;
	ck_assert_str_eq(show_str(&evaluate(text, &request)->facts.user), "known:a");
	request.target = PF_STR("lats");
	ck_assert_uint_eq(evaluate(text, &request)->stage, PF_NO_STAGE);
	ck_assert_str_eq(str(evaluate(text, &request)->faults[0].help),
		"the nearest name is `last`");
	ck_assert_int_eq(evaluate(text, &request)->facts.user.is, PF_INHERITED);
	request.target = PF_STR("3");
	ck_assert_uint_eq(evaluate(text, &request)->stage, PF_NO_STAGE);
	ck_assert_str_eq(faults_for(text, "3"), ": the target `3` is no stage of this file\n");
	ck_assert_str_eq(str(evaluate(text, &request)->faults[0].help),
		"the target is named where the image is bound to this file, which `podfit config` "
		"shows");
}
END_TEST

START_TEST(refuses_what_from_comes_to)
{
	ck_assert_str_eq(faults("FROM ${X}\n"),
		"${X}: FROM uses `X`, which no ARG before it declares\n");
	ck_assert_str_eq(faults("FROM alpine:$X\n"),
		"alpine:$X: FROM uses `X`, which no ARG before it declares\n");
	ck_assert_str_eq(faults("FROM alpine$X\n"), "");
	ck_assert_str_eq(faults("ARG X\nFROM ${X}\n"), "");
	ck_assert_str_eq(faults("ARG X\nFROM alpine:${X}\n"), "");
	ck_assert_str_eq(faults("ARG X\nFROM ${X:?missing}\n"), "");
	ck_assert_str_eq(faults("FROM ${X:?missing}\n"),
		"${X:?missing}: FROM cannot be expanded: `X` is not set: missing\n");
	ck_assert_str_eq(faults("FROM alpine AS a\nARG X=1\nFROM b:$X\n"),
		"b:$X: FROM cannot use `X`, which is an ARG of a stage: here it is empty\n");
	ck_assert_str_eq(faults("FROM ''\n"), "'': FROM comes out empty\n");
	ck_assert_str_eq(faults("FROM ${X:-a\n"),
		"${X:-a: FROM cannot be expanded: a `}` is "
		"missing\n");
	ck_assert_str_eq(faults("FROM --platform=$P alpine\n"),
		"--platform=$P: FROM uses `P`, which no ARG before it declares\n");
	ck_assert_str_eq(faults("FROM --platform=$BUILDPLATFORM alpine\n"), "");
	ck_assert_str_eq(faults("FROM alpine AS build\nFROM Build\n"),
		"Build: `Build` is neither a stage nor an image: it has upper-case letters in its "
		"path\n");
	ck_assert_str_eq(faults("FROM alpine AS base\nFROM BASE\n"),
		"BASE: `BASE` is neither a stage nor an image: it has upper-case letters in its "
		"path\n");
	ck_assert_str_eq(faults("FROM alpine AS build\nFROM BIULD\n"),
		"BIULD: `BIULD` is neither a stage nor an image: it has upper-case letters in its "
		"path\n");
	ck_assert_str_eq(faults("FROM alpine AS build\nFROM BASE_IMAGE\n"), "");
	ck_assert_str_eq(faults("FROM --platform=linus alpine\n"),
		"--platform=linus: `linus` is no platform\n");
	ck_assert_str_eq(faults("FROM --platform=linux/arm/v7/a alpine\n"),
		"--platform=linux/arm/v7/a: `linux/arm/v7/a` is no platform\n");
	ck_assert_str_eq(faults("FROM --platform=AMD64 a\nFROM --platform=linux/arm/v7 b\n"
				"FROM --platform=windows(10.0.20348)/amd64 c\nFROM "
				"--platform=$TARGETPLATFORM d\n"),
		"");
	/* Of all stages, needed or not. */
	ck_assert_str_eq(faults("FROM a:\nFROM scratch\n"),
		"a:: `a:` is neither a stage nor an image: it has an empty tag\n");
}
END_TEST

START_TEST(refuses_copies_from_nowhere)
{
	ck_assert_str_eq(faults("FROM a AS x\nFROM b\nCOPY --from=X a b\nCOPY --from=0 a b\n"
				"COPY --from=nginx:1 a b\nCOPY --from=y a b\n"),
		"");
	ck_assert_str_eq(faults("FROM a\nCOPY --from=1 a b\n"),
		"--from=1: there is no stage 1: the file has 1\n");
	ck_assert_str_eq(faults("FROM a\nCOPY --from=0 a b\n"),
		"--from=0: `0` is this stage itself\n");
	ck_assert_str_eq(faults("FROM a AS x\nCOPY --from=x a b\n"),
		"--from=x: `x` is this stage itself\n");
	ck_assert_str_eq(faults_for("FROM a\nCOPY --from=x a b\nFROM a AS x\n", "0"),
		"--from=x: the stage `x` comes after this one\n");
	ck_assert_str_eq(faults("FROM a\nCOPY --from=x a b\nFROM a AS x\n"), "");
	/* The last of a name is meant, wherever it stands. */
	ck_assert_str_eq(faults("FROM a AS x\nFROM b AS x\nCOPY --from=x a b\n"),
		"--from=x: `x` is this stage itself\n");
	ck_assert_str_eq(faults("FROM a\nCOPY --from=x$Y a b\n"),
		"--from=x$Y: COPY --from takes no variables\n");
	ck_assert_str_eq(faults("FROM a\nCOPY --from=My/App a b\n"),
		"--from=My/App: `My/App` is neither a stage nor an image: it has upper-case "
		"letters in its path\n");
	ck_assert_str_eq(faults("FROM a\nRUN --mount=type=bind,from=2,target=/x true\n"),
		"--mount=type=bind,from=2,target=/x: there is no stage 2: the file has 1\n");
	ck_assert_str_eq(faults("FROM a AS x\nRUN --mount=from=x,target=/x true\n"),
		"--mount=from=x,target=/x: `x` is this stage itself\n");
	ck_assert_str_eq(
		faults("FROM a AS x\nFROM b\nRUN --mount=from=x,target=/x --mount=from=b,target=/y "
		       "true\n"),
		"");
}
END_TEST

START_TEST(judges_only_stages_that_the_target_needs)
{
	static const char text[] = "FROM a AS x\nSTOPSIGNAL BAD\nFROM a AS y\nCOPY --from=x a b\n"
				   "FROM a AS z\n";

	ck_assert_str_eq(faults_for(text, "z"), "");
	ck_assert_str_eq(faults_for(text, "y"), "BAD: `BAD` is no signal\n");
	ck_assert_str_eq(faults_for(text, "x"), "BAD: `BAD` is no signal\n");
	ck_assert_str_eq(faults("FROM a AS x\nONBUILD STOPSIGNAL BAD\nFROM x AS y\nFROM x\n"
				"COPY --from=y a b\n"),
		"BAD: `BAD` is no signal\n");
	ck_assert_str_eq(faults("FROM a AS x\nONBUILD STOPSIGNAL BAD\n"), "");
}
END_TEST

UNIT_TESTS(resolves_from, finds_the_target, refuses_what_from_comes_to, refuses_copies_from_nowhere,
	judges_only_stages_that_the_target_needs)
