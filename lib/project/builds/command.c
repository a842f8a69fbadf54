/* SPDX-License-Identifier: Apache-2.0 */

#include "project/builds/command.h"

#include "base/vec.h"
#include "project/builds/variables.h"
#include "source/path.h"

struct reading {
	struct pf_arena *arena;
	PF_VEC(pf_str) tags;
	PF_VEC(struct pf_build_arg) args;
	pf_str file;
	pf_str context;
	pf_str target;
};

/* Words that may stand before the program. */
static bool is_before_program(pf_str word)
{
	static const pf_str words[] = {PF_STR_INIT("sudo"), PF_STR_INIT("env"), PF_STR_INIT("time"),
		PF_STR_INIT("exec"), PF_STR_INIT("if"), PF_STR_INIT("then"), PF_STR_INIT("else"),
		PF_STR_INIT("do"), PF_STR_INIT("!"), PF_STR_INIT("{")};

	return pf_is_one_of(word, words, sizeof(words) / sizeof(*words)) ||
		pf_assigned_name(word).len > 0;
}

/* Index of the first word behind `docker build`, or 0. */
static size_t arguments_of(const struct pf_command *command)
{
	static const pf_str programs[] = {PF_STR_INIT("docker"), PF_STR_INIT("podman"),
		PF_STR_INIT("nerdctl"), PF_STR_INIT("buildah")};
	static const pf_str verbs[] = {PF_STR_INIT("build"), PF_STR_INIT("bud")};
	size_t i = 0;

	while (i < command->n &&
		!pf_is_one_of(pf_path_name(command->words[i]), programs,
			sizeof(programs) / sizeof(*programs))) {
		if (!is_before_program(command->words[i++]))
			return 0;
	}
	i++;
	if (i < command->n &&
		(pf_str_eq(command->words[i], PF_STR("buildx")) ||
			pf_str_eq(command->words[i], PF_STR("image"))))
		i++;
	return i < command->n && pf_is_one_of(command->words[i], verbs, 2) ? i + 1 : 0;
}

/* Options without a value; every other one that is long has one. */
static bool is_switch(pf_str option)
{
	static const pf_str switches[] = {PF_STR_INIT("--no-cache"), PF_STR_INIT("--pull"),
		PF_STR_INIT("--push"), PF_STR_INIT("--load"), PF_STR_INIT("--quiet"),
		PF_STR_INIT("-q"), PF_STR_INIT("--rm"), PF_STR_INIT("--force-rm"),
		PF_STR_INIT("--squash"), PF_STR_INIT("--compress"), PF_STR_INIT("--check"),
		PF_STR_INIT("--disable-content-trust"), PF_STR_INIT("--debug"), PF_STR_INIT("-D"),
		PF_STR_INIT("--layers"), PF_STR_INIT("--stdin")};

	return pf_is_one_of(option, switches, sizeof(switches) / sizeof(*switches));
}

static void take_arg(struct reading *r, pf_str value)
{
	size_t equals = pf_str_find_char(value, '=');

	if (equals < value.len && pf_str_find_char(value, '$') == value.len)
		PF_VEC_ADD(r->arena, &r->args) = (struct pf_build_arg){
			pf_str_sub(value, 0, equals), pf_str_from_offset(value, equals + 1)};
}

static void take_option(struct reading *r, pf_str name, pf_str value)
{
	if (pf_str_eq(name, PF_STR("-t")) || pf_str_eq(name, PF_STR("--tag")))
		PF_VEC_ADD(r->arena, &r->tags) = value;
	else if (pf_str_eq(name, PF_STR("-f")) || pf_str_eq(name, PF_STR("--file")))
		r->file = value;
	else if (pf_str_eq(name, PF_STR("--target")))
		r->target = value;
	else if (pf_str_eq(name, PF_STR("--build-arg")))
		take_arg(r, value);
}

/* `-t NAME`, `-tNAME`, `--tag NAME`, `--tag=NAME`; the number of words it takes. */
static size_t read_option(struct reading *r, const struct pf_command *command, size_t i)
{
	pf_str word = command->words[i];
	size_t equals = pf_str_find_char(word, '=');
	bool is_long = pf_str_starts_with(word, PF_STR("--"));

	if (is_long && equals < word.len) {
		take_option(r, pf_str_sub(word, 0, equals), pf_str_from_offset(word, equals + 1));
		return 1;
	}
	if (is_switch(word))
		return 1;
	if (!is_long && word.len > 2) {
		take_option(r, pf_str_sub(word, 0, 2), pf_str_from_offset(word, 2));
		return 1;
	}
	if (i + 1 < command->n)
		take_option(r, word, command->words[i + 1]);
	return 2;
}

/* The last word is the context; one that nobody knows may have been options. */
static void read_words(struct reading *r, const struct pf_command *command, size_t i)
{
	while (i < command->n) {
		pf_str word = command->words[i];

		if (word.len > 1 && word.ptr[0] == '-') {
			i += read_option(r, command, i);
			continue;
		}
		if (!pf_str_eq(word, PF_STR("$")) && word.len > 0)
			r->context = word;
		i++;
	}
}

static bool is_known(pf_str text)
{
	return pf_str_find_char(text, '$') == text.len;
}

struct pf_built_path pf_built_path_from(struct pf_arena *arena, struct pf_built_path folder,
	pf_str path)
{
	static const struct pf_built_path nowhere = {.path = PF_STR_INIT("")};
	char first = path.len ? path.ptr[0] : '/';

	if (!is_known(path) || first == '/' || first == '-' || first == '~' ||
		pf_str_contains(path, PF_STR("://")) || pf_str_starts_with(path, PF_STR("git@")))
		return nowhere;
	if (first == PF_FOLDER_OF_FILE || first == PF_FOLDER_OF_TOP)
		return (struct pf_built_path){
			first == PF_FOLDER_OF_FILE ? PF_BUILT_FROM_FILE : PF_BUILT_FROM_TOP,
			pf_arena_fmt(arena, ".%.*s", PF_STR_ARG(pf_str_from_offset(path, 1)))};
	if (!folder.path.len)
		return nowhere;
	return (struct pf_built_path){folder.from,
		pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(folder.path), PF_STR_ARG(path))};
}

bool pf_command_builds(struct pf_arena *arena, const struct pf_command *command,
	struct pf_built_path folder, struct pf_built_image *out)
{
	struct reading r = {.arena = arena};
	size_t first = arguments_of(command);

	if (first == 0)
		return false;
	read_words(&r, command, first);
	if (!r.tags.len || !is_known(r.target))
		return false;
	out->context = pf_built_path_from(arena, folder, r.context);
	if (r.context.len && is_known(r.context) && !out->context.path.len)
		return false; /* another machine's, or standard input */
	if (r.file.len)
		out->dockerfile = pf_built_path_from(arena, folder, r.file);
	else
		out->dockerfile = pf_built_path_from(arena, out->context, PF_STR("Dockerfile"));
	out->tags = r.tags.ptr;
	out->ntags = r.tags.len;
	out->request = (struct pf_build_request){r.target, r.args.ptr, r.args.len};
	return out->dockerfile.path.len > 0;
}
