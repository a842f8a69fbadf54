/* SPDX-License-Identifier: Apache-2.0 */

#include "writes.h"

#include "image/facts/images.h"
#include "runtime/process/argv.h"
#include "runtime/storage/mounts.h"
#include "source/path.h"

static void add(struct pf_image_paths *paths, pf_str path, const struct pf_origin *from)
{
	for (size_t i = 0; i < paths->n; i++) {
		if (pf_str_eq(paths->ptr[i], path))
			return;
	}
	if (paths->n == PF_IMAGE_PATHS_MAX)
		return;
	paths->ptr[paths->n] = path;
	paths->from[paths->n] = from ? *from : (struct pf_origin){0};
	paths->n++;
}

/* /var/run is a link to /run. */
static bool is_mounted(struct pf_arena *arena, const struct pf_pod_container *c, pf_str path)
{
	pf_str run = PF_STR("/var/run");

	if (pf_mount_over(arena, c, path))
		return true;
	if (pf_path_is_within(path, run))
		path = pf_arena_fmt(arena, "/run%.*s",
			PF_STR_ARG(pf_str_from_offset(path, run.len)));
	else if (pf_path_is_within(path, PF_STR("/run")))
		path = pf_arena_fmt(arena, "/var%.*s", PF_STR_ARG(path));
	return pf_mount_over(arena, c, path) != NULL;
}

static bool is_configured(struct pf_arena *arena, const struct pf_pod_container *c, pf_str config)
{
	const struct pf_image_build *build = c->facts ? c->facts->build : NULL;
	size_t slash = pf_str_rfind_char(config, '/');
	pf_str name = pf_str_from_offset(config, slash + 1);

	if (c->spec->command.len || c->spec->args.len || is_mounted(arena, c, config))
		return true;
	for (size_t i = 0; build && i < build->ncopies; i++) {
		pf_str target = build->copies[i].target;

		if (!target.len || pf_path_is_within(config, target) ||
			pf_path_is_within(target, config))
			return true;
	}
	for (size_t i = 0; build && i < build->nruns; i++) {
		if (pf_str_contains(build->runs[i].text, name))
			return true;
	}
	return false;
}

/* The image itself, or what it is built on. */
static struct pf_image_reference base_of(struct pf_arena *arena, const struct pf_pod_container *c)
{
	if (c->facts && c->facts->build)
		return pf_image_reference_parse(arena, c->facts->build->base);
	return c->image;
}

/* Does the Dockerfile start something else than its base does? */
static bool starts_own_program(const struct pf_image_facts *facts)
{
	return facts && facts->build &&
		(facts->entrypoint.is != PF_INHERITED || facts->cmd.is != PF_INHERITED);
}

/* By the last two parts of its path, whatever the registry: mirrors keep those. */
static const struct pf_known_image *known_by_end(pf_str path)
{
	pf_str library = PF_STR("library/");
	size_t slash = pf_str_rfind_char(path, '/');
	size_t before = pf_str_rfind_char(pf_str_sub(path, 0, slash), '/');

	if (slash == path.len)
		return NULL;
	if (before < slash)
		path = pf_str_from_offset(path, before + 1);
	if (pf_str_starts_with(path, library))
		path = pf_str_from_offset(path, library.len);
	return pf_known_image(path);
}

/* What the programs of images that are known write when they start. */
static void add_habits(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *paths)
{
	const struct pf_origin *from =
		c->facts && c->facts->build ? &c->facts->build->base_at : NULL;
	struct pf_image_reference base = base_of(arena, c);
	const struct pf_known_image *image;

	if (!base.valid || starts_own_program(c->facts))
		return;
	image = known_by_end(base.path);
	if (!image || !image->writes.len || is_configured(arena, c, image->config))
		return;
	for (size_t i = 0; i < image->writes.len; i++) {
		if (!is_mounted(arena, c, image->writes.ptr[i]))
			add(paths, image->writes.ptr[i], from);
	}
}

/* "/tmp/cache" of "--cache=/tmp/cache,x", or empty. */
static pf_str temporary_path(pf_str word)
{
	pf_str tmp = PF_STR("/tmp");
	size_t equals = pf_str_find_char(word, '=');
	size_t len = 0;

	if (!pf_str_starts_with(word, tmp) && equals < word.len)
		word = pf_str_from_offset(word, equals + 1);
	while (len < word.len && !pf_is_blank(word.ptr[len]) && !strchr(",:;\"'", word.ptr[len]))
		len++;
	word = pf_str_sub(word, 0, len);
	return pf_path_is_within(word, tmp) ? word : PF_STR_EMPTY;
}

static void add_temporary(struct pf_arena *arena, const struct pf_pod_container *c, pf_str word,
	const struct pf_origin *from, struct pf_image_paths *paths)
{
	pf_str path = temporary_path(word);

	if (path.len && !is_mounted(arena, c, pf_image_path(arena, path)))
		add(paths, PF_STR("/tmp"), from);
}

static void add_named_temporary(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *paths)
{
	struct pf_argv argv = pf_argv_guessed(arena, c);

	for (size_t i = 0; i < c->facts->env.len; i++) {
		const struct pf_image_env *env = &c->facts->env.ptr[i];

		if (env->is == PF_KNOWN)
			add_temporary(arena, c, env->value, &env->from, paths);
	}
	for (size_t i = 1; i < argv.words.len; i++)
		add_temporary(arena, c, argv.words.ptr[i], i < argv.nimage ? argv.from : NULL,
			paths);
}

void pf_image_written_paths(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *out)
{
	out->n = 0;
	add_habits(arena, c, out);
	if (c->facts)
		add_named_temporary(arena, c, out);
}

void pf_image_unmounted_volumes(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *out)
{
	out->n = 0;
	for (size_t i = 0; c->facts && i < pf_nimage_volumes(c->facts); i++) {
		const struct pf_image_entry *volume = &c->facts->volumes.ptr[i];
		pf_str path = pf_image_path(arena, volume->name);

		if (path.len && !is_mounted(arena, c, path))
			add(out, path, &volume->from);
	}
}
