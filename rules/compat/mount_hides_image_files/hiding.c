/* SPDX-License-Identifier: Apache-2.0 */

#include "hiding.h"

#include "runtime/process/argv.h"
#include "runtime/shell/walk.h"
#include "runtime/storage/keys.h"
#include "runtime/storage/mounts.h"
#include "source/path.h"

/* Nobody writes more; each mount of each container goes through all of it. */
#define MAX_WORDS 32U
#define MAX_COPIES 256U
#define MAX_LIKELY 16U
#define MAX_TEXT ((size_t)64 * 1024)

struct look {
	struct pf_arena *arena;
	const struct pf_world *world;
	const struct pf_pod_container *c;
	pf_str volume;
	enum pf_volume_sort sort;
	pf_str at;        /* of the mount */
	pf_str directory; /* the working one; or empty */
};

static bool has_dot(pf_str path)
{
	size_t slash = pf_str_rfind_char(path, '/');
	pf_str name = slash < path.len ? pf_str_from_offset(path, slash + 1) : path;

	return pf_str_find_char(name, '.') < name.len;
}

/* A key of a ConfigMap, or what has a name like one. */
static bool is_single_file(const struct pf_volume_mount *mount, enum pf_volume_sort sort)
{
	bool has_sub_path = mount->sub_path.is.len || mount->sub_path_expr.is.len;

	return has_sub_path &&
		(sort == PF_VOLUME_CONFIG || has_dot(mount->sub_path.is) ||
			has_dot(mount->mount_path.is));
}

/* Is it filled from elsewhere, or not known what is in it? */
static bool is_filled(const struct pf_pod_container *c, const struct pf_volume_mount *mount,
	enum pf_volume_sort sort)
{
	return sort == PF_VOLUME_UNKNOWN || sort == PF_VOLUME_IMAGE || sort == PF_VOLUME_HOST ||
		pf_others_write(c, mount->name.is);
}

/* Places made for what a manifest mounts: configuration, certificates, secrets. */
static bool is_for_config(pf_str path)
{
	static const pf_str names[] = {PF_STR_INIT("cert"), PF_STR_INIT("certs"),
		PF_STR_INIT("conf"), PF_STR_INIT("conf.d"), PF_STR_INIT("config"),
		PF_STR_INIT("configs"), PF_STR_INIT("etc"), PF_STR_INIT("keys"),
		PF_STR_INIT("secret"), PF_STR_INIT("secrets"), PF_STR_INIT("settings"),
		PF_STR_INIT("ssl"), PF_STR_INIT("tls")};
	pf_str part;

	while (pf_str_split(&path, '/', &part)) {
		if (pf_is_one_of(part, names, sizeof(names) / sizeof(names[0])))
			return true;
	}
	return false;
}

static pf_str absolute(const struct look *look, pf_str path)
{
	if (path.len && path.ptr[0] == '/')
		return pf_image_path(look->arena, path);
	if (!look->directory.len)
		return PF_STR_EMPTY;
	return pf_image_path(look->arena,
		pf_arena_fmt(look->arena, "%.*s/%.*s", PF_STR_ARG(look->directory),
			PF_STR_ARG(path)));
}

static size_t ncopies_of(const struct pf_image_build *build)
{
	if (!build)
		return 0;
	return build->ncopies < MAX_COPIES ? build->ncopies : MAX_COPIES;
}

/* The COPY or ADD that brings the file into the image; below a file there is nothing. */
static const struct pf_image_copy *copy_of(const struct pf_image_build *build, pf_str path)
{
	for (size_t i = ncopies_of(build); i > 0; i--) {
		if (pf_path_is_within(path, build->copies[i - 1].target))
			return &build->copies[i - 1];
	}
	return NULL;
}

/* Does it bring files into the directory? */
static bool is_into(const struct pf_image_copy *copy, pf_str directory)
{
	return pf_path_is_below(copy->target, directory) ||
		(pf_str_eq(copy->target, directory) && (copy->into || !has_dot(directory)));
}

/* A ConfigMap may hold a file of that name on purpose. */
static bool may_bring(const struct look *look, pf_str path)
{
	pf_str rest;

	if (look->sort != PF_VOLUME_CONFIG)
		return false;
	rest = pf_str_from_offset(path, look->at.len + (look->at.len > 1));
	switch (pf_volume_holds(look->world, look->c->pod, look->volume, rest)) {
	case PF_PRESENT:
		return true;
	case PF_NOT_PRESENT:
		return false;
	case PF_PRESENCE_UNKNOWN:
		break;
	}
	return pf_str_find_char(rest, '/') == rest.len;
}

/* Can the word be a file, rather than an option, an address or a module's name? */
static bool may_be_file(pf_str word)
{
	static const pf_str endings[] = {PF_STR_INIT("bash"), PF_STR_INIT("cfg"),
		PF_STR_INIT("cjs"), PF_STR_INIT("conf"), PF_STR_INIT("dll"), PF_STR_INIT("ini"),
		PF_STR_INIT("jar"), PF_STR_INIT("js"), PF_STR_INIT("json"), PF_STR_INIT("lua"),
		PF_STR_INIT("mjs"), PF_STR_INIT("php"), PF_STR_INIT("pl"), PF_STR_INIT("py"),
		PF_STR_INIT("rb"), PF_STR_INIT("ru"), PF_STR_INIT("sh"), PF_STR_INIT("toml"),
		PF_STR_INIT("ts"), PF_STR_INIT("war"), PF_STR_INIT("yaml"), PF_STR_INIT("yml")};
	size_t dot = pf_str_rfind_char(word, '.');

	if (pf_str_starts_with(word, PF_STR("/")))
		return true;
	return dot < word.len &&
		pf_is_one_of(pf_str_from_offset(word, dot + 1), endings,
			sizeof(endings) / sizeof(endings[0]));
}

/* The program is of the image wherever it is; what follows, if a COPY shows it. */
static struct pf_hidden try_word(const struct look *look, pf_str word, bool first,
	const struct pf_origin *from)
{
	struct pf_hidden none = {.what = NULL};
	bool is_path = pf_str_find_char(word, '/') < word.len;
	pf_str path;

	/* CMD alone may begin with an option for the base's ENTRYPOINT. */
	if (pf_str_starts_with(word, PF_STR("-")) || (first ? !is_path : !may_be_file(word)))
		return none;
	path = absolute(look, word);
	if (!pf_path_is_below(path, look->at) || may_bring(look, path) ||
		(!first && !copy_of(look->c->facts->build, path)))
		return none;
	return (struct pf_hidden){
		.what = first ? "the program that it starts" : "a file that it starts with",
		.path = path,
		.from = from,
		.certain = true,
	};
}

/* The first command of a shell's text is most likely to count; others may be guarded. */
static struct pf_hidden try_text(const struct look *look, pf_str text, const struct pf_origin *from)
{
	struct pf_hidden hidden = {.what = NULL};
	struct pf_shell_walk script = {.text = text, .rough = true};
	struct pf_shell_words words;

	if (!pf_shell_next_words(look->arena, &script, &words))
		return hidden;
	for (size_t i = 0; i < words.n && !hidden.what; i++)
		hidden = try_word(look, words.ptr[i], i == 0, from);
	return hidden;
}

static struct pf_hidden find_program(const struct look *look)
{
	struct pf_hidden hidden = {.what = NULL};
	struct pf_argv argv = pf_argv_guessed(look->arena, look->c);

	for (size_t i = 0; i < argv.nimage && i < MAX_WORDS && !hidden.what; i++) {
		pf_str word = argv.words.ptr[i];

		if (pf_str_find_char(word, ' ') < word.len)
			hidden = try_text(look, word, argv.from);
		else
			hidden = try_word(look, word, i == 0, argv.from);
	}
	return hidden;
}

static bool is_image_volume(const struct look *look)
{
	const struct pf_image_entries *volumes = &look->c->facts->volumes;

	for (size_t i = 0; i < pf_nimage_volumes(look->c->facts); i++) {
		pf_str path = pf_image_path(look->arena, volumes->ptr[i].name);

		if (path.len && pf_path_is_within(look->at, path))
			return true;
	}
	return false;
}

static struct pf_hidden find_working_files(const struct look *look)
{
	const struct pf_image_build *build = look->c->facts->build;
	struct pf_hidden none = {.what = NULL};

	if (!build || !pf_path_is_within(look->directory, look->at) || is_image_volume(look))
		return none;
	for (size_t i = ncopies_of(build); i > 0; i--) {
		const struct pf_image_copy *copy = &build->copies[i - 1];

		if (is_into(copy, look->directory))
			return (struct pf_hidden){
				.what = "what the Dockerfile copies into the working directory",
				.path = copy->target,
				.from = &copy->at,
				.certain = true,
			};
	}
	return none;
}

/* A path that a RUN names was most likely used up by the build: archives, scripts. */
static bool is_used_by_build(const struct pf_image_build *build, pf_str path)
{
	size_t nread = 0;

	for (size_t i = 0; i < build->nruns && nread < MAX_TEXT; i++) {
		if (pf_str_contains(build->runs[i].text, path))
			return true;
		nread += build->runs[i].text.len;
	}
	return false;
}

/* `COPY --from=build --chown=65532 /data /data` makes an empty directory that somebody owns. */
static bool makes_directory(const struct look *look, const struct pf_image_copy *copy)
{
	return copy->from.len && copy->sources.len == 1 &&
		pf_str_eq(pf_image_path(look->arena, copy->sources.ptr[0]), copy->target);
}

/* Files that something may miss, below the mount; and which are of the image as it is used. */
static struct pf_hidden find_copies(const struct look *look)
{
	const struct pf_image_build *build = look->c->facts->build;
	struct pf_hidden none = {.what = NULL};
	size_t nseen = 0;

	if (!build || pf_path_is_for_scratch(look->at))
		return none;
	for (size_t i = ncopies_of(build); i > 0; i--) {
		const struct pf_image_copy *copy = &build->copies[i - 1];

		if (!is_into(copy, look->at) || makes_directory(look, copy))
			continue;
		if (nseen++ == MAX_LIKELY)
			break;
		if (!is_used_by_build(build, copy->target))
			return (struct pf_hidden){
				.what = "what the Dockerfile copies there",
				.path = copy->target,
				.from = &copy->at,
			};
	}
	return none;
}

/*
 * A file of the image at the very path.  What is copied under a name of its own,
 * both with an ending, is one.
 */
static struct pf_hidden find_file(const struct look *look)
{
	const struct pf_image_build *build = look->c->facts->build;

	for (size_t i = ncopies_of(build); i > 0; i--) {
		const struct pf_image_copy *copy = &build->copies[i - 1];

		if (!copy->into && pf_str_eq(copy->target, look->at) && has_dot(look->at) &&
			copy->sources.len == 1 && has_dot(copy->sources.ptr[0]))
			return (struct pf_hidden){.what = "a file of the image",
				.path = copy->target,
				.from = &copy->at,
				.certain = true,
				.file = true};
	}
	return (struct pf_hidden){.what = NULL};
}

static pf_str working_directory(struct pf_arena *arena, const struct pf_pod_container *c)
{
	if (c->spec->working_dir.is.len)
		return pf_image_path(arena, c->spec->working_dir.is);
	if (c->facts->working_directory.is != PF_KNOWN)
		return PF_STR_EMPTY;
	return pf_image_path(arena, c->facts->working_directory.value);
}

bool pf_mount_hides(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_volume_mount *mount,
	struct pf_hidden *out)
{
	struct look look = {.arena = arena, .world = world, .c = c, .volume = mount->name.is};

	look.sort = pf_volume_sort_of(c->pod, mount->name.is);
	look.at = pf_mount_path(arena, mount);
	if (!look.at.len || is_single_file(mount, look.sort) || is_filled(c, mount, look.sort))
		return false;
	look.directory = working_directory(arena, c);
	*out = find_program(&look);
	if (!out->what && look.sort == PF_VOLUME_CONFIG)
		*out = find_file(&look);
	if (!out->what && !(look.sort == PF_VOLUME_CONFIG && is_for_config(look.at)))
		*out = find_working_files(&look);
	/* Mounted configuration takes the place of the default one as it is meant to. */
	if (!out->what && look.sort != PF_VOLUME_CONFIG)
		*out = find_copies(&look);
	return out->what != NULL;
}
