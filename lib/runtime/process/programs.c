/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which programs an image is known to lack.
 *
 * What a base holds is known of few: of `scratch`, of distroless images, and of
 * some that are built on Alpine or Debian, for the programs listed here.  A
 * step that is not understood, or a copied directory that may hold programs,
 * leaves all unknown.
 */

#include "runtime/process/programs.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "runtime/process/argv.h"
#include "runtime/process/bases.h"
#include "runtime/shell/walk.h"
#include "runtime/shell/words.h"

/* Enough for people, a bound for machines. */
#define COPIES_MAX 200   /* of a Dockerfile */
#define STEPS_MAX 65536  /* bytes */
#define COMMANDS_MAX 100 /* of a script */

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* Names of directories that people lay out a whole file system in. */
static const pf_str layouts[] = {PF_STR_INIT(""), PF_STR_INIT("."), PF_STR_INIT("bin"),
	PF_STR_INIT("build"), PF_STR_INIT("dist"), PF_STR_INIT("fs"), PF_STR_INIT("image"),
	PF_STR_INIT("install"), PF_STR_INIT("local"), PF_STR_INIT("out"), PF_STR_INIT("output"),
	PF_STR_INIT("overlay"), PF_STR_INIT("root"), PF_STR_INIT("rootfs"), PF_STR_INIT("sbin"),
	PF_STR_INIT("src"), PF_STR_INIT("staging"), PF_STR_INIT("sysroot"), PF_STR_INIT("target"),
	PF_STR_INIT("usr")};

bool pf_is_entrypoint_script(pf_str word)
{
	return pf_str_contains(pf_program_name(word), PF_STR("entrypoint"));
}

static bool is_archive(pf_str source)
{
	return pf_str_contains(source, PF_STR(".tar")) ||
		pf_str_ends_with(source, PF_STR(".tgz")) || pf_str_contains(source, PF_STR("://"));
}

/* The last part of a path, past slashes at its end. */
static pf_str last_part(pf_str path)
{
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	return pf_program_name(path);
}

static bool is_directory_like(pf_str source)
{
	return pf_str_ends_with(source, PF_STR("/")) ||
		pf_str_find_char(source, '*') < source.len ||
		pf_str_find_char(source, '?') < source.len ||
		pf_str_find_char(source, '$') < source.len || IS_IN(last_part(source), layouts);
}

static pf_str without_slash(pf_str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	return path;
}

/* The program, or one that has many in it. */
static bool is_program(pf_str file, pf_str name)
{
	return pf_str_eq(file, name) || pf_str_contains(file, PF_STR("busybox")) ||
		pf_str_contains(file, PF_STR("toybox"));
}

/* May the copy bring the program: by its name, in a directory, or as an archive? */
static bool may_bring(const struct pf_image_copy *copy, pf_str name)
{
	pf_str target = without_slash(copy->target);
	bool system = target.len == 0 || pf_known_directory_has(target, PF_DIRECTORY_SYSTEM);

	if (is_program(last_part(target), name))
		return true;
	for (size_t i = 0; i < copy->sources.len; i++) {
		pf_str source = copy->sources.ptr[i];

		if (is_archive(source) || is_program(last_part(source), name) ||
			(system && is_directory_like(source)))
			return true;
	}
	return copy->sources.len == 0;
}

/* "$PACKAGES", "$(cat list)", "< list": what is installed is not all there to read. */
static bool is_open(pf_str text)
{
	return pf_str_find_char(text, '$') < text.len || pf_str_find_char(text, '`') < text.len ||
		pf_str_find_char(text, '<') < text.len;
}

/* Is every command of the step understood?  `*installs`: packages, whatever they need. */
static bool is_known_step(pf_str text, bool *installs)
{
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;

	while (pf_shell_next(&script, &command)) {
		if (!command.program.len)
			continue;
		if (!pf_known_program_has(pf_program_name(command.program), PF_PROGRAM_BRINGS_NONE))
			return false;
		if (!pf_known_program_has(command.program, PF_PROGRAM_INSTALLER))
			continue;
		if (is_open(command.text))
			return false;
		*installs = *installs || pf_str_contains(command.text, PF_STR("add ")) ||
			pf_str_contains(command.text, PF_STR("install"));
	}
	return !script.unreadable;
}

/* No step and no copy is seen, or possible, to bring the program. */
static enum pf_lack not_added(const struct pf_image_build *build, pf_str name, pf_str package)
{
	bool installs = false;
	size_t read = 0;

	if (build->ncopies > COPIES_MAX)
		return PF_LACK_UNKNOWN;
	for (size_t i = 0; i < build->ncopies; i++) {
		if (may_bring(&build->copies[i], name))
			return PF_LACK_UNKNOWN;
	}
	for (size_t i = 0; i < build->nruns; i++) {
		pf_str text = build->runs[i].text;

		read += text.len;
		if (read > STEPS_MAX)
			return PF_LACK_UNKNOWN;
		if (pf_str_contains(text, name) ||
			(package.len && pf_str_contains(text, package)) ||
			!is_known_step(text, &installs))
			return PF_LACK_UNKNOWN;
	}
	return installs ? PF_LACK_LIKELY : PF_LACK_CERTAIN;
}

/* Do all systems have it, or can they have it by its package? */
static bool is_of_a_system(const struct pf_known_program *program)
{
	return program && ((program->traits & PF_PROGRAM_SYSTEM) || program->lacking);
}

/* Do images of the family come without it? */
static bool comes_without(enum pf_base_family family, const struct pf_known_program *program)
{
	unsigned here = family == PF_BASE_ALPINE ? PF_LACKING_ALPINE : PF_LACKING_DEBIAN;

	return program && (program->lacking & here);
}

/* The image alone; `name` is a program's. */
static enum pf_lack image_lacks(const struct pf_image_facts *facts, pf_str name)
{
	enum pf_base_family family = pf_base_family_of(facts);
	const struct pf_known_program *program = pf_known_program(name);

	switch (family) {
	case PF_BASE_UNKNOWN:
		return PF_LACK_UNKNOWN;
	case PF_BASE_SCRATCH:
	case PF_BASE_DISTROLESS:
		/* A step needs a program to run it. */
		if (!is_of_a_system(program) || facts->build->nruns)
			return PF_LACK_UNKNOWN;
		if (pf_base_has_program(facts, name))
			return PF_LACK_UNKNOWN;
		return not_added(facts->build, name, PF_STR_EMPTY);
	case PF_BASE_ALPINE:
	case PF_BASE_DEBIAN:
		if (!comes_without(family, program) || !pf_base_is_plain(facts))
			return PF_LACK_UNKNOWN;
		return not_added(facts->build, name, program->package);
	}
	return PF_LACK_UNKNOWN;
}

static bool is_below(pf_str path, pf_str directory)
{
	directory = without_slash(directory);
	return pf_str_starts_with(path, directory) &&
		(directory.len == 1 || path.len == directory.len || path.ptr[directory.len] == '/');
}

/* May a volume, or a PATH of the container's own, provide programs of that directory? */
static bool is_provided(const struct pf_pod_container *c, pf_str directory)
{
	PF_EACH(struct pf_volume_mount, mount, c->spec->volume_mounts) {
		pf_str at = mount->mount_path.is;

		if (!at.len || is_below(at, directory) || is_below(directory, at))
			return true;
	}
	return false;
}

static bool may_be_provided(const struct pf_pod_container *c, pf_str word)
{
	size_t slash = pf_str_rfind_char(word, '/');
	pf_str directory = pf_str_sub(word, 0, slash < word.len ? slash : 0);

	if (slash < word.len)
		return !pf_known_directory_has(directory, PF_DIRECTORY_PROGRAMS) ||
			is_provided(c, directory);
	for (size_t i = 0; i < pf_nknown_directories; i++) {
		const struct pf_known_directory *known = &pf_known_directories[i];

		if ((known->traits & PF_DIRECTORY_PROGRAMS) && is_provided(c, known->path))
			return true;
	}
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, PF_STR("PATH")))
			return true;
	}
	return false;
}

enum pf_lack pf_container_lacks(const struct pf_pod_container *c, pf_str word)
{
	if (!c->facts || !word.len || c->pod->windows || may_be_provided(c, word))
		return PF_LACK_UNKNOWN;
	return image_lacks(c->facts, pf_program_name(word));
}

/* Does the script look for programs, or install them, before it starts one? */
static bool is_careful(pf_str script)
{
	static const pf_str signs[] = {PF_STR_INIT("apk "), PF_STR_INIT("apt"),
		PF_STR_INIT("command -v"), PF_STR_INIT("type "), PF_STR_INIT("which ")};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (pf_str_contains(script, signs[i]))
			return true;
	}
	return false;
}

/* `curl … || wget …`: another one stands in; `curl … || exit 1` is not meant so. */
static bool has_substitute(const struct pf_shell_command *command, struct pf_shell_walk after)
{
	struct pf_shell_command next;

	return command->after == PF_JOINT_OR && pf_shell_next(&after, &next) &&
		!pf_str_eq(next.program, PF_STR("exit")) &&
		!pf_str_eq(next.program, PF_STR("false"));
}

static struct pf_missing_program find_in_script(const struct pf_pod_container *c, pf_str text)
{
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;
	struct pf_missing_program miss = {.name = PF_STR_EMPTY, .in_shell = true};

	if (is_careful(text))
		return miss;
	for (size_t i = 0; i < COMMANDS_MAX && pf_shell_next(&script, &command); i++) {
		miss.lack = pf_container_lacks(c, command.program);
		if (miss.lack != PF_LACK_UNKNOWN && !has_substitute(&command, script)) {
			miss.name = command.program;
			break;
		}
	}
	return miss;
}

struct pf_missing_program pf_find_missing_program(const struct pf_pod_container *c,
	struct pf_words words)
{
	struct pf_missing_program miss = {.name = PF_STR_EMPTY};
	size_t script;

	if (words.len == 0)
		return miss;
	miss.lack = pf_container_lacks(c, words.ptr[0]);
	if (miss.lack != PF_LACK_UNKNOWN) {
		miss.name = words.ptr[0];
		return miss;
	}
	script = pf_shell_text_at(words);
	if (script)
		miss = find_in_script(c, words.ptr[script]);
	miss.word = script;
	return miss;
}
