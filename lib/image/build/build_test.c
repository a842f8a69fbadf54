/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/build.h"

#include "base/buf.h"
#include "image/build/evaluation.h"
#include "image/build/signal.h"
#include "image/dockerfile/dockerfile.h"
#include "unit.h"

static struct pf_arena arena;
static struct pf_source source;

static const struct pf_build *evaluate(const char *text, const struct pf_build_request *request)
{
	pf_arena_clear(&arena);
	pf_source_decode(&arena, pf_str_from(text), PF_STR("Dockerfile"), &source);
	return pf_build_evaluate(&arena, pf_dockerfile_parse(&arena, &source), request);
}

/* The last stage without arguments; nothing may be wrong with it. */
static const struct pf_image_facts *facts_of(const char *text)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	const struct pf_build *b = evaluate(text, &request);

	if (b->nfaults > 0)
		ck_abort_msg("%.*s", PF_STR_ARG(b->faults[0].message));
	ck_assert_msg(b->dockerfile->nfaults == 0, "the file is not sound");
	return &b->facts;
}

static const struct pf_image_facts *facts_with(const char *text, const char *name,
	const char *value)
{
	const struct pf_build_arg arg = {pf_str_from(name), pf_str_from(value)};
	const struct pf_build_request request = {.args = &arg, .nargs = 1};

	return &evaluate(text, &request)->facts;
}

static const char *str(pf_str s)
{
	return pf_arena_cstr(&arena, s);
}

static const char *text_at(const struct pf_origin *from)
{
	ck_assert_ptr_eq(from->source, &source);
	return str(pf_str_sub(source.text, from->range.start, from->range.end));
}

static const char *words(const struct pf_words *w)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < w->len; i++) {
		pf_buf_addc(&buf, '[');
		pf_buf_add(&buf, w->ptr[i]);
		pf_buf_addc(&buf, ']');
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

/* "known:…", "absent" or "inherited", and "?" where it varies. */
static const char *show_str(const pf_str_fact *f)
{
	const char *varies = f->from.varies ? "?" : "";

	if (f->is == PF_KNOWN)
		return str(pf_arena_fmt(&arena, "known:%s%s", str(f->value), varies));
	return str(pf_arena_fmt(&arena, "%s%s", f->is == PF_ABSENT ? "absent" : "inherited",
		varies));
}

static const char *show_words(const pf_words_fact *f)
{
	if (f->is == PF_KNOWN)
		return str(pf_arena_fmt(&arena, "known:%s", words(&f->value)));
	return f->is == PF_ABSENT ? "absent" : "inherited";
}

static const char *env(const struct pf_image_facts *f, const char *name)
{
	const struct pf_image_env *e = pf_image_env_named(f, pf_str_from(name));
	const char *varies = e && e->from.varies ? "?" : "";

	if (!e)
		return "none";
	if (e->is != PF_KNOWN)
		return str(pf_arena_fmt(&arena, "inherited%s", varies));
	return str(pf_arena_fmt(&arena, "%s%s", str(e->value), varies));
}

static const char *entries(const struct pf_image_entries *list)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < list->len; i++) {
		pf_buf_addf(&buf, "%.*s", PF_STR_ARG(list->ptr[i].name));
		if (list->ptr[i].value.len)
			pf_buf_addf(&buf, "=%.*s", PF_STR_ARG(list->ptr[i].value));
		pf_buf_addc(&buf, '\n');
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static const char *ports(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->ports.len; i++)
		pf_buf_addf(&buf, "%u/%.*s%s ", f->ports.ptr[i].number,
			PF_STR_ARG(f->ports.ptr[i].protocol),
			f->ports.ptr[i].from.varies ? "?" : "");
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static const char *copies(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->build->ncopies; i++) {
		const struct pf_image_copy *c = &f->build->copies[i];

		pf_buf_addf(&buf, "%s -> %s%s\n", words(&c->sources), str(c->target),
			c->into ? " (into)" : "");
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static const char *runs(const struct pf_image_facts *f)
{
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < f->build->nruns; i++)
		pf_buf_addf(&buf, "<%s>", str(f->build->runs[i].text));
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

/* "place: message" of each fault, one a line. */
static const char *faults_for(const char *text, const char *target)
{
	const struct pf_build_request request = {.target = pf_str_from(target)};
	const struct pf_build *b = evaluate(text, &request);
	struct pf_buf buf = PF_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < b->nfaults; i++) {
		const struct pf_dockerfile_fault *f = &b->faults[i];

		pf_buf_addf(&buf, "%s: %s\n",
			str(pf_str_sub(source.text, f->range.start, f->range.end)),
			str(f->message));
	}
	out = str(pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static const char *faults(const char *text)
{
	return faults_for(text, "");
}

START_TEST(knows_that_scratch_holds_nothing_but_a_path)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\n");

	ck_assert_str_eq(show_str(&f->user), "absent");
	ck_assert_str_eq(show_words(&f->entrypoint), "absent");
	ck_assert_str_eq(show_words(&f->cmd), "absent");
	ck_assert_str_eq(show_words(&f->shell), "absent");
	ck_assert_str_eq(show_str(&f->working_directory), "absent");
	ck_assert_int_eq(f->healthcheck.is, PF_ABSENT);
	ck_assert(f->env.complete && f->ports.complete && f->volumes.complete &&
		f->labels.complete);
	ck_assert_uint_eq(f->env.len, 1);
	ck_assert_str_eq(env(f, "PATH"),
		"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
	ck_assert_str_eq(str(f->build->base), "scratch");
	ck_assert(!f->platforms.known);
}
END_TEST

START_TEST(inherits_what_is_not_set_from_an_unread_base)
{
	const struct pf_image_facts *f = facts_of("FROM node:20\nENV A=1\nEXPOSE 80\n");

	ck_assert_str_eq(show_str(&f->user), "inherited");
	ck_assert_str_eq(show_words(&f->entrypoint), "inherited");
	ck_assert_str_eq(show_words(&f->cmd), "inherited");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_int_eq(f->healthcheck.is, PF_INHERITED);
	ck_assert(!f->env.complete && !f->ports.complete && !f->volumes.complete &&
		!f->labels.complete);
	ck_assert_str_eq(env(f, "A"), "1");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(str(f->build->base), "node:20");
	ck_assert_str_eq(text_at(&f->build->base_at), "node:20");
	ck_assert_str_eq(text_at(&f->origin), "FROM node:20");
}
END_TEST

START_TEST(copies_the_whole_configuration_of_a_base_stage)
{
	const struct pf_image_facts *f = facts_of("FROM scratch AS base\n"
						  "ENV A=1\nUSER app\nWORKDIR /srv\nEXPOSE 80\n"
						  "VOLUME /data\nLABEL l=1\nCMD [\"x\"]\n"
						  "HEALTHCHECK NONE\nSTOPSIGNAL SIGINT\n"
						  "SHELL [\"/bin/ash\", \"-c\"]\nCOPY a /a\n"
						  "FROM base\n"
						  "ENV B=2\nENTRYPOINT run\n");

	ck_assert_str_eq(show_str(&f->user), "known:app");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/srv");
	ck_assert_str_eq(show_str(&f->stop_signal), "known:SIGINT");
	ck_assert_str_eq(show_words(&f->entrypoint), "known:[/bin/ash][-c][run]");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(entries(&f->volumes), "/data\n");
	ck_assert_str_eq(entries(&f->labels), "l=1\n");
	ck_assert_str_eq(env(f, "A"), "1");
	ck_assert_str_eq(env(f, "B"), "2");
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_NONE);
	ck_assert_str_eq(copies(f), "[a] -> /a\n");
	ck_assert_str_eq(str(f->build->base), "scratch");
	ck_assert_uint_eq(f->build->stage, 1);
	ck_assert_uint_eq(f->build->nchain, 2);
	ck_assert_uint_eq(f->build->chain[0], 0);
	ck_assert_uint_eq(f->build->chain[1], 1);
}
END_TEST

START_TEST(resets_cmd_at_entrypoint_unless_the_stage_had_one)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch AS a\nCMD [\"x\"]\nFROM a\nENTRYPOINT [\"y\"]\n");

	ck_assert_str_eq(show_words(&f->cmd), "absent");
	ck_assert_str_eq(text_at(&f->cmd.from), "[\"y\"]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "absent");
	f = facts_of("FROM scratch\nENTRYPOINT [\"y\"]\n");
	ck_assert_ptr_null(f->cmd.from.source);
	f = facts_of("FROM alpine\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\nCMD [\"x\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine AS a\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\nFROM a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\nCMD [\"x\"]\nENTRYPOINT [\"z\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
}
END_TEST

START_TEST(reads_the_forms_of_commands)
{
	const struct pf_image_facts *f = facts_of("FROM alpine\nENTRYPOINT []\nCMD []\n");

	ck_assert_str_eq(show_words(&f->entrypoint), "known:");
	ck_assert_str_eq(show_words(&f->cmd), "known:");
	f = facts_of("FROM alpine\nCMD npm start && true\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][npm start && true]");
	ck_assert_str_eq(text_at(&f->cmd.from), "npm start && true");
	f = facts_of("FROM alpine\nCMD ['a', 'b']\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][['a', 'b']]");
	f = facts_of("FROM alpine\nCMD [ \"a b\", \"$HOME\" ]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[a b][$HOME]");
	f = facts_of("FROM alpine\nCMD\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][]");
	f = facts_of("FROM alpine\nCMD a\nSHELL [\"/bin/bash\", \"-ec\"]\nENTRYPOINT b\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][a]");
	ck_assert_str_eq(show_words(&f->entrypoint), "known:[/bin/bash][-ec][b]");
	f = facts_of("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[cmd][/S][/C][a]");
	f = facts_of("# escape=`\nFROM example.com/app\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[cmd][/S][/C][a]");
	f = facts_of("# escape=`\nFROM scratch\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][a]");
}
END_TEST

START_TEST(expands_env_with_the_values_from_before_it)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nENV abc=hello\n"
						  "ENV abc=bye def=$abc\nENV ghi=$abc\n");

	ck_assert_str_eq(env(f, "abc"), "bye");
	ck_assert_str_eq(env(f, "def"), "hello");
	ck_assert_str_eq(env(f, "ghi"), "bye");
	f = facts_of("FROM scratch\nENV A one  \"two\" $PATHS\nENV B='$A' C=\"x y\" $A=1\n");
	ck_assert_str_eq(env(f, "A"), "one  two ");
	ck_assert_str_eq(env(f, "B"), "$A");
	ck_assert_str_eq(env(f, "C"), "x y");
	ck_assert_uint_eq(f->env.len, 5);
	ck_assert_str_eq(str(f->env.ptr[4].name), "one  two ");
	ck_assert_str_eq(text_at(&f->env.ptr[3].from), "C=\"x y\"");
}
END_TEST

START_TEST(does_not_know_variables_of_an_unread_base)
{
	const struct pf_image_facts *f =
		facts_of("FROM alpine\nENV PATH=/opt:$PATH A=${B:-x} C=c\nUSER $U\n"
			 "WORKDIR $HOME/app\nEXPOSE $PORT 80\nVOLUME $V\nLABEL l=$L m=m\n");

	ck_assert_str_eq(env(f, "PATH"), "inherited");
	ck_assert_str_eq(env(f, "A"), "inherited");
	ck_assert_str_eq(env(f, "C"), "c");
	ck_assert_str_eq(show_str(&f->user), "inherited");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(entries(&f->volumes), "");
	ck_assert_str_eq(entries(&f->labels), "m=m\n");
}
END_TEST

START_TEST(finds_undefined_variables_empty_on_scratch)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch\nENV A=[$B] P=/opt:$PATH\nUSER $U\nEXPOSE $PORT 80\n");

	ck_assert_str_eq(env(f, "A"), "[]");
	ck_assert_str_eq(env(f, "P"),
		"/opt:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
	ck_assert_str_eq(show_str(&f->user), "known:");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert(f->ports.complete);
}
END_TEST

START_TEST(takes_defaults_of_arguments_and_says_that_they_vary)
{
	const char *text = "FROM alpine\nARG U=app V\nUSER $U\nENV W=[$V] X=x\nEXPOSE ${P:-1} $U\n";
	const struct pf_image_facts *f = facts_of("FROM alpine\nARG U=app V\nUSER $U\n"
						  "ENV W=[$V] X=x\n");

	ck_assert_str_eq(show_str(&f->user), "known:app?");
	ck_assert_str_eq(env(f, "W"), "[]?");
	ck_assert_str_eq(env(f, "X"), "x");
	f = facts_with(text, "U", "1000");
	ck_assert_str_eq(show_str(&f->user), "known:1000");
	ck_assert_str_eq(env(f, "W"), "[]?");
	f = facts_with(text, "V", "v");
	ck_assert_str_eq(env(f, "W"), "[v]");
	f = facts_of("FROM alpine\nARG U=app\nARG U\nARG T=$U-x\nUSER $T\n");
	ck_assert_str_eq(show_str(&f->user), "known:app-x?");
	f = facts_of("FROM alpine\nARG U=a V=$U-b\nUSER $V\n");
	ck_assert_str_eq(show_str(&f->user), "known:a-b?");
}
END_TEST

START_TEST(scopes_arguments)
{
	const struct pf_image_facts *f = facts_of("ARG U=app T\nFROM alpine\nUSER [$U]\nENV A=1\n");

	/* Not declared in the stage: what the base has. */
	ck_assert_str_eq(show_str(&f->user), "inherited");
	f = facts_of("ARG U=app\nFROM scratch\nUSER [$U]\n");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_of("ARG U=app\nFROM scratch\nARG U\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:app?");
	f = facts_of("ARG U=app\nFROM scratch\nARG U=own\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:own?");
	f = facts_of("FROM scratch AS a\nARG U=app\nFROM a\nUSER $U\n");
	ck_assert_str_eq(show_str(&f->user), "known:app?");
	f = facts_of("FROM scratch AS a\nARG U=app\nFROM scratch\nUSER [$U]\n");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_with("ARG U=app\nFROM scratch\nUSER [$U]\n", "U", "x");
	ck_assert_str_eq(show_str(&f->user), "known:[]");
	f = facts_with("ARG U\nFROM scratch\nARG U\nUSER [$U]\n", "U", "x");
	ck_assert_str_eq(show_str(&f->user), "known:[x]");
}
END_TEST

START_TEST(prefers_env_to_arguments)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nARG A=1\nENV A=2\nUSER $A\n");

	ck_assert_str_eq(show_str(&f->user), "known:2");
	f = facts_with("FROM scratch\nENV A=2\nARG A=1\nUSER $A\n", "A", "3");
	ck_assert_str_eq(show_str(&f->user), "known:2");
	ck_assert_str_eq(env(f, "A"), "2");
	f = facts_of("FROM scratch\nARG A=1\nENV A=$A\nUSER $A\n");
	ck_assert_str_eq(env(f, "A"), "1?");
	ck_assert_str_eq(show_str(&f->user), "known:1?");
}
END_TEST

START_TEST(does_not_know_platforms_and_proxies)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\nARG TARGETARCH\nENV A=$TARGETARCH "
						  "B=$HTTP_PROXY C=[$TARGETOS] D=$no_proxy\n");

	ck_assert_str_eq(env(f, "A"), "inherited?");
	ck_assert_str_eq(env(f, "B"), "inherited?");
	ck_assert_str_eq(env(f, "C"), "[]");
	ck_assert_str_eq(env(f, "D"), "inherited?");
	f = facts_with("FROM app-$TARGETARCH\nARG TARGETARCH\nENV A=$TARGETARCH\n", "TARGETARCH",
		"arm64");
	ck_assert_str_eq(env(f, "A"), "arm64");
	ck_assert_str_eq(str(f->build->base), "app-arm64");
	f = facts_of("FROM app-$TARGETARCH\n");
	ck_assert_str_eq(str(f->build->base), "");
	f = facts_of("FROM scratch\nARG TARGETARCH=amd64\nENV A=$TARGETARCH\n");
	ck_assert_str_eq(env(f, "A"), "amd64?");
}
END_TEST

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

START_TEST(joins_relative_working_directories)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nWORKDIR /a/b/\nWORKDIR c\nWORKDIR ../d/./e\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/a/b/d/e");
	ck_assert_str_eq(text_at(&f->working_directory.from), "../d/./e");
	f = facts_of("FROM alpine\nWORKDIR app\n");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_str_eq(text_at(&f->working_directory.from), "app");
	f = facts_of("FROM alpine\nWORKDIR app\nWORKDIR /x\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/x");
	f = facts_of("FROM scratch\nWORKDIR app\nWORKDIR ../../..\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/");
	f = facts_of("FROM scratch\nARG D=/app\nWORKDIR $D\nWORKDIR x\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/app/x?");
	f = facts_of("FROM a/nanoserver\nWORKDIR C:\\\\app\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:C:\\app");
}
END_TEST

START_TEST(tells_where_copies_go)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nWORKDIR /app\nCOPY a b /x/\nCOPY a .\nCOPY a b\nADD a ./\n"
		     "COPY --from=build [\"a b\", \"c\"]\nARG D=z\nCOPY $D/. $D/\nCOPY $Q $HOME\n");
	ck_assert_str_eq(copies(f),
		"[a][b] -> /x (into)\n"
		"[a] -> /app (into)\n"
		"[a] -> /app/b\n"
		"[a] -> /app (into)\n"
		"[a b] -> /app/c\n"
		"[z/.] -> /app/z (into)\n"
		"[$Q] -> \n");
	ck_assert_str_eq(str(f->build->copies[4].from), "build");
	ck_assert(f->build->copies[5].at.varies && !f->build->copies[0].at.varies);
	ck_assert_str_eq(text_at(&f->build->copies[0].at), "a b /x/");
	f = facts_of("FROM alpine\nCOPY a b\nCOPY a /b\n");
	ck_assert_str_eq(copies(f), "[a] -> \n[a] -> /b\n");
}
END_TEST

START_TEST(reads_heredocs)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nCOPY <<run.sh a /app/\nexec $X\nrun.sh\nCOPY <<-\"E\" /x\n\ty\n"
		     "\tE\nUSER a\n");
	ck_assert_str_eq(copies(f), "[run.sh][a] -> /app (into)\n[E] -> /x\n");
	ck_assert_str_eq(show_str(&f->user), "known:a");
	f = facts_of("FROM alpine\nRUN <<EOF\napk add curl\nUSER b\nEOF\n"
		     "RUN <<-X bash\n\tone\n\ttwo\n\tX\nRUN [\"a\", \"b c\"]\nRUN a \\\n  && b\n");
	ck_assert_str_eq(runs(f),
		"<apk add curl\nUSER b\n><<<-X bash\none\ntwo\n><a b c><a   && b>");
	ck_assert_str_eq(show_str(&f->user), "inherited");
}
END_TEST

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

START_TEST(reads_health_checks)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nHEALTHCHECK --interval=1m30s --timeout=500ms --start-period=2s "
		     "--start-interval=1s --retries=5 CMD curl -f localhost || exit 1\n");
	ck_assert_int_eq(f->healthcheck.is, PF_KNOWN);
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_SHELL);
	ck_assert_str_eq(words(&f->healthcheck.value.test), "[curl -f localhost || exit 1]");
	ck_assert_int_eq(f->healthcheck.value.interval, INT64_C(90000000000));
	ck_assert_int_eq(f->healthcheck.value.timeout, 500000000);
	ck_assert_int_eq(f->healthcheck.value.start_period, 2000000000);
	ck_assert_int_eq(f->healthcheck.value.start_interval, 1000000000);
	ck_assert_int_eq(f->healthcheck.value.retries, 5);
	ck_assert_str_eq(text_at(&f->healthcheck.from), "HEALTHCHECK");
	f = facts_of("FROM alpine\nHEALTHCHECK CMD [\"a\", \"b\"]\n");
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_CMD);
	ck_assert_str_eq(words(&f->healthcheck.value.test), "[a][b]");
	ck_assert_int_eq(f->healthcheck.value.interval, 0);
}
END_TEST

START_TEST(keeps_volumes_and_labels_once)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM scratch\nVOLUME /a /b\nVOLUME [\"/a\", \"/c d\"]\n"
		     "LABEL a=1 \"b c\"='2 3'\nLABEL a=2\nLABEL d e f\n");
	ck_assert_str_eq(entries(&f->volumes), "/a\n/b\n/c d\n");
	ck_assert_str_eq(entries(&f->labels), "a=2\nb c=2 3\nd=e f\n");
}
END_TEST

START_TEST(runs_triggers_of_a_base_stage_once)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM scratch AS a\nONBUILD USER trigger\nONBUILD CMD [\"t\"]\nUSER a\n"
		     "ONBUILD COPY x /x\nFROM a AS b\nENTRYPOINT [\"e\"]\n");
	ck_assert_str_eq(show_str(&f->user), "known:trigger");
	ck_assert_str_eq(show_words(&f->cmd), "known:[t]");
	ck_assert_str_eq(copies(f), "[x] -> /x\n");
	f = facts_of("FROM scratch AS a\nONBUILD USER trigger\nUSER a\n");
	ck_assert_str_eq(show_str(&f->user), "known:a");
	f = facts_of("FROM scratch AS a\nONBUILD ENV N=${N}x\nFROM a AS b\nFROM b\n");
	ck_assert_str_eq(env(f, "N"), "x");
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
	ck_assert_str_eq(faults("FROM BASE_IMAGE\n"), "");
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

START_TEST(refuses_values)
{
	ck_assert_str_eq(faults("FROM a\nEXPOSE 80 x 70000 1/icmp 5-4 /tcp\n"),
		"x: EXPOSE cannot take `x`: a port is a number up to 65535, or a range of them\n"
		"70000: EXPOSE cannot take `70000`: a port is a number up to 65535, or a range of "
		"them\n"
		"1/icmp: EXPOSE cannot take `1/icmp`: its protocol is none of tcp, udp and sctp\n"
		"5-4: EXPOSE cannot take `5-4`: a port is a number up to 65535, or a range of "
		"them\n"
		"/tcp: EXPOSE cannot take `/tcp`: it has no port\n");
	ck_assert_str_eq(faults("FROM a\nEXPOSE 1-3:4-5\n"),
		"1-3:4-5: EXPOSE cannot take `1-3:4-5`: its two ranges differ in length\n");
	ck_assert_str_eq(faults("FROM a\nEXPOSE 1-3:4\nARG P=x\nEXPOSE $P\n"), "");
	ck_assert_str_eq(faults("FROM a\nSTOPSIGNAL SIGSTOPP\n"),
		"SIGSTOPP: `SIGSTOPP` is no signal\n");
	ck_assert_str_eq(faults("FROM a\nSTOPSIGNAL 9\nSTOPSIGNAL sigquit\nSTOPSIGNAL SIGRTMIN+3\n"
				"STOPSIGNAL $S\n"),
		"");
	ck_assert_str_eq(faults("FROM a\nVOLUME ''\n"), "'': VOLUME has an empty path\n");
	ck_assert_str_eq(faults("FROM a\nENV A=${}\nUSER \"a\n"),
		"A=${}: the value cannot be expanded: bad substitution\n"
		"\"a: the value cannot be expanded: a double quote has no end\n");
	ck_assert_str_eq(faults("FROM scratch\nENV A=${B:?}\n"),
		"A=${B:?}: the value cannot be expanded: `B` is not set\n");
	ck_assert_str_eq(faults("FROM alpine\nENV A=${B:?}\n"), "");
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

START_TEST(undoes_the_variables_of_other_branches)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch AS a\nENV A=1\nFROM a AS b\nENV A=2 B=2\nFROM b AS c\n"
			 "ENV C=3\nFROM a AS d\nCOPY --from=c x y\nENV D=$A$B$C\n");

	ck_assert_str_eq(env(f, "D"), "1");
	ck_assert_str_eq(env(f, "B"), "none");
}
END_TEST

START_TEST(takes_signals_as_the_builder_does)
{
	ck_assert(pf_build_is_signal(PF_STR("TERM")));
	ck_assert(pf_build_is_signal(PF_STR("SIGTERM")));
	ck_assert(pf_build_is_signal(PF_STR("sigterm")));
	ck_assert(pf_build_is_signal(PF_STR("15")));
	ck_assert(pf_build_is_signal(PF_STR("RTMIN")));
	ck_assert(pf_build_is_signal(PF_STR("SIGRTMIN+15")));
	ck_assert(pf_build_is_signal(PF_STR("SIGRTMAX-14")));
	ck_assert(pf_build_is_signal(PF_STR("RTMAX")));
	ck_assert(!pf_build_is_signal(PF_STR("0")));
	ck_assert(!pf_build_is_signal(PF_STR("SIG")));
	ck_assert(!pf_build_is_signal(PF_STR("")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMIN+16")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMIN3")));
	ck_assert(!pf_build_is_signal(PF_STR("RTMAX+1")));
	ck_assert(!pf_build_is_signal(PF_STR("SIGKIL")));
}
END_TEST

START_TEST(survives_a_value_that_doubles)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch\nENV A=0123456789abcdef\n");
	for (size_t i = 0; i < 12; i++)
		pf_buf_add_lit(&text, "ENV A=$A$A\n");
	f = facts_of(text.ptr);
	ck_assert_uint_eq(pf_image_env_named(f, PF_STR("A"))->value.len, 65536);
	for (size_t i = 0; i < 100; i++)
		pf_buf_add_lit(&text, "ENV A=$A$A\n");
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "A"), "inherited");
	pf_buf_release(&text);
}
END_TEST

START_TEST(bounds_the_work_of_one_build)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch\nENV B=0123456789abcdef\n");
	for (size_t i = 0; i < 12; i++)
		pf_buf_add_lit(&text, "ENV B=$B$B\n");
	for (size_t i = 0; i < PF_BUILD_FUEL / PF_EXPANSION_MAX; i++)
		pf_buf_addf(&text, "ENV A%zu=$B\n", i);
	f = facts_of(text.ptr);
	ck_assert_uint_eq(pf_image_env_named(f, PF_STR("A0"))->value.len, 65536);
	ck_assert(!f->env.complete);
	ck_assert_uint_lt(arena.used, 3 * PF_BUILD_FUEL);
	pf_buf_release(&text);
}
END_TEST

START_TEST(runs_ten_thousand_stages)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch AS s0\nONBUILD ENV T=1\n");
	for (size_t i = 1; i < 10000; i++)
		pf_buf_addf(&text,
			"FROM s%zu AS s%zu\nENV V%zu=$V%zu LAST=%zu\nCOPY --from=s%zu "
			"a /a\n",
			i - 1, i, i, i - 1, i, i / 2);
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "LAST"), "9999");
	ck_assert_uint_eq(f->build->ncopies, 9999);
	pf_buf_reset(&text);
	for (size_t i = 0; i < 10000; i++)
		pf_buf_addf(&text, "FROM scratch AS s%zu\nENV A=1\n", i);
	pf_buf_add_lit(&text, "FROM scratch\n");
	for (size_t i = 0; i < 10000; i++)
		pf_buf_addf(&text, "COPY --from=s%zu a /a\n", i);
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "A"), "none");
	pf_buf_release(&text);
}
END_TEST

START_TEST(bounds_the_triggers)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch AS s\n");
	for (size_t i = 0; i < 2000; i++)
		pf_buf_add_lit(&text, "ONBUILD RUN x\n");
	for (size_t i = 0; i < 1000; i++)
		pf_buf_addf(&text, "FROM s AS c%zu\nRUN y\n", i);
	pf_buf_add_lit(&text, "FROM s\n");
	for (size_t i = 0; i < 1000; i++)
		pf_buf_addf(&text, "COPY --from=c%zu a /a\n", i);
	f = facts_of(text.ptr);
	ck_assert_uint_le(f->build->nruns, 2000);
	pf_buf_release(&text);
}
END_TEST

START_TEST(evaluates_what_is_left_of_a_broken_file)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	const struct pf_build *b = evaluate("USER a\n", &request);

	ck_assert_uint_eq(b->stage, PF_NO_STAGE);
	ck_assert_int_eq(b->facts.user.is, PF_INHERITED);
	b = evaluate("", &request);
	ck_assert_uint_eq(b->stage, PF_NO_STAGE);
	b = evaluate("FROM alpine\nUSRE b\nUSER a\nFROM\n", &request);
	ck_assert_int_eq(b->facts.user.is, PF_INHERITED);
}
END_TEST

UNIT_TESTS(knows_that_scratch_holds_nothing_but_a_path,
	inherits_what_is_not_set_from_an_unread_base,
	copies_the_whole_configuration_of_a_base_stage,
	resets_cmd_at_entrypoint_unless_the_stage_had_one, reads_the_forms_of_commands,
	expands_env_with_the_values_from_before_it, does_not_know_variables_of_an_unread_base,
	finds_undefined_variables_empty_on_scratch,
	takes_defaults_of_arguments_and_says_that_they_vary, scopes_arguments,
	prefers_env_to_arguments, does_not_know_platforms_and_proxies, resolves_from,
	finds_the_target, joins_relative_working_directories, tells_where_copies_go, reads_heredocs,
	expands_ports, reads_health_checks, keeps_volumes_and_labels_once,
	runs_triggers_of_a_base_stage_once, refuses_what_from_comes_to, refuses_copies_from_nowhere,
	refuses_values, judges_only_stages_that_the_target_needs,
	undoes_the_variables_of_other_branches, takes_signals_as_the_builder_does,
	survives_a_value_that_doubles, bounds_the_work_of_one_build, runs_ten_thousand_stages,
	bounds_the_triggers, evaluates_what_is_left_of_a_broken_file)
