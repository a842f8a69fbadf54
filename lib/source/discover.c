/* SPDX-License-Identifier: Apache-2.0 */

#include "source/discover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/vec.h"
#include "source/gitignore.h"
#include "source/os_error.h"
#include "source/source.h"

#define DEPTH_MAX 256 /* folders within folders, below one that is named */

struct walk {
	struct pf_arena *arena;
	const struct pf_discovery_options *options;
	PF_VEC(struct pf_found) found;
	PF_VEC(struct pf_skipped) skipped;
	PF_VEC(struct pf_trouble) trouble;
	struct pf_buf scratch; /* one path at a time */
};

/*
 * A folder that is walked, or one above it whose ignore files hold; of the
 * latter only `up`, `key` and `ignore` are set.
 */
struct folder {
	const struct folder *up;
	pf_str key; /* absolute path: ignore rules meet what follows it */
	struct pf_gitignore ignore;
	pf_str path;
	const char *os_path;
	size_t depth;
};

static void close_dir(DIR **dir)
{
	if (*dir)
		(void)closedir(*dir);
}

static pf_str join(struct pf_arena *arena, pf_str dir, const char *name)
{
	if (pf_str_eq(dir, PF_STR(".")))
		return pf_arena_dup(arena, pf_str_from(name));
	return pf_arena_fmt(arena, "%.*s%s%s", PF_STR_ARG(dir),
		pf_str_ends_with(dir, PF_STR("/")) ? "" : "/", name);
}

static const char *scratch_join(struct walk *walk, pf_str dir, const char *name)
{
	pf_buf_reset(&walk->scratch);
	pf_buf_add(&walk->scratch, dir);
	if (!pf_str_ends_with(dir, PF_STR("/")))
		pf_buf_addc(&walk->scratch, '/');
	pf_buf_add(&walk->scratch, pf_str_from(name));
	return walk->scratch.ptr;
}

static void add_found(struct walk *walk, struct pf_found found)
{
	PF_VEC_ADD(walk->arena, &walk->found) = found;
}

static void add_skipped(struct walk *walk, pf_str path, enum pf_skip_reason reason,
	const char *detail)
{
	PF_VEC_ADD(walk->arena, &walk->skipped) =
		(struct pf_skipped){path, reason, pf_str_from(detail)};
}

static void add_trouble(struct walk *walk, pf_str path, const char *message)
{
	pf_str copy = pf_arena_dup(walk->arena, pf_str_from(message));

	PF_VEC_ADD(walk->arena, &walk->trouble) = (struct pf_trouble){path, copy};
}

static void add_os_trouble(struct walk *walk, pf_str path, int code)
{
	add_trouble(walk, path, pf_os_error_of(code).text);
}

static const char *name_of_special(mode_t mode)
{
	if (S_ISFIFO(mode))
		return "a named pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	return "a device";
}

/* The nearest folder that has a say on its entry, or one of those above, decides. */
static bool is_ignored(struct walk *walk, const struct folder *folder, const char *name,
	bool is_dir)
{
	pf_str key = pf_str_from(scratch_join(walk, folder->key, name));

	for (; folder; folder = folder->up) {
		size_t from = folder->key.len + !pf_str_ends_with(folder->key, PF_STR("/"));
		enum pf_ignored verdict = PF_IGNORE_SILENT;

		if (folder->ignore.n > 0)
			verdict = pf_gitignore_match(&folder->ignore, pf_str_from_offset(key, from),
				is_dir);
		if (verdict != PF_IGNORE_SILENT)
			return verdict == PF_IGNORE_YES;
	}
	return false;
}

/* Text of an ignore file; empty when there is none. */
static pf_str read_ignore_file(struct walk *walk, pf_str dir, const char *name)
{
	const char *os_path = scratch_join(walk, dir, name);
	struct pf_source source;
	struct pf_error err;
	struct stat st;

	if (lstat(os_path, &st) != 0 || !S_ISREG(st.st_mode))
		return PF_STR_EMPTY;
	if (!pf_source_read_file(walk->arena, os_path, PF_STR_EMPTY, &source, &err)) {
		add_trouble(walk, pf_report_path(walk->arena, pf_str_from(os_path)), err.msg);
		return PF_STR_EMPTY;
	}
	return source.text;
}

static void load_ignore(struct walk *walk, pf_str dir, struct pf_gitignore *out)
{
	pf_str wide, own;

	if (walk->options->no_gitignore)
		return;
	wide = read_ignore_file(walk, dir, ".git/info/exclude");
	own = read_ignore_file(walk, dir, ".gitignore");
	if (wide.len == 0 && own.len == 0)
		return;
	/* The later rule wins, and .gitignore comes before the repository's own. */
	if (wide.len > 0)
		own = pf_arena_fmt(walk->arena, "%.*s\n%.*s", PF_STR_ARG(wide), PF_STR_ARG(own));
	pf_gitignore_parse(walk->arena, own, out);
}

/* Length of the part of `key` that is the top of its repository, or of all of it. */
static size_t repository_len(struct walk *walk, pf_str key)
{
	size_t len = key.len;
	struct stat st;

	for (;;) {
		if (lstat(scratch_join(walk, pf_str_sub(key, 0, len), ".git"), &st) == 0)
			return len;
		if (len == 1)
			return key.len;
		len = pf_str_rfind_char(pf_str_sub(key, 0, len), '/');
		len += len == 0;
	}
}

/* Folders from the repository's top down to the one above `key`. */
static const struct folder *folders_above(struct walk *walk, pf_str key)
{
	const struct folder *up = NULL;

	for (size_t len = repository_len(walk, key); len < key.len; len++) {
		struct folder *folder;

		if (key.ptr[len] != '/' && len != 1)
			continue;
		folder = PF_NEW(walk->arena, struct folder);
		folder->up = up;
		folder->key = pf_str_sub(key, 0, len);
		load_ignore(walk, folder->key, &folder->ignore);
		up = folder;
	}
	return up;
}

/* Skip the entry at `path` if the options or an ignore file say so. */
static bool is_unwanted(struct walk *walk, const struct folder *folder, const char *name,
	pf_str path, bool is_dir)
{
	enum pf_skip_reason reason;

	if (pf_exclude_names(walk->options, path, is_dir))
		reason = PF_SKIP_EXCLUDED;
	else if (is_ignored(walk, folder, name, is_dir))
		reason = PF_SKIP_GITIGNORED;
	else
		return false;
	add_skipped(walk, is_dir ? join(walk->arena, path, "") : path, reason, "");
	return true;
}

/* The kubelet keeps a mounted ConfigMap in `..2026_…`, and links its files beside it. */
static bool is_never_entered(const char *name)
{
	return strcmp(name, ".git") == 0 || strcmp(name, "node_modules") == 0 ||
		strncmp(name, "..", 2) == 0;
}

/* Remember a folder, to be entered when the one it was found in is closed. */
static void visit_folder(struct walk *walk, const struct folder *folder, const char *name,
	struct pf_buf *inner)
{
	if (is_never_entered(name))
		return;
	if (!is_unwanted(walk, folder, name, join(walk->arena, folder->path, name), true))
		pf_buf_add(inner, (pf_str){name, strlen(name) + 1});
}

/* What is not, and says how images are built, nobody misses. */
static bool is_linted(enum pf_file_kind kind)
{
	return kind == PF_FILE_MANIFEST || kind == PF_FILE_DOCKERFILE;
}

static bool is_unwanted_quietly(struct walk *walk, const struct folder *folder, const char *name,
	pf_str path)
{
	return pf_exclude_names(walk->options, path, false) ||
		is_ignored(walk, folder, name, false);
}

static void visit_link(struct walk *walk, const struct folder *folder, const char *name, int code)
{
	pf_str path = join(walk->arena, folder->path, name);

	if (code != ELOOP && !is_linted(pf_file_kind_of(path)))
		return;
	if (is_unwanted(walk, folder, name, path, false))
		return;
	if (code == ELOOP)
		add_skipped(walk, path, PF_SKIP_SYMLINK_LOOP, "");
	else
		add_skipped(walk, path, PF_SKIP_NOT_REGULAR, "a symbolic link that leads nowhere");
}

static void visit_file(struct walk *walk, const struct folder *folder, const char *name,
	mode_t mode)
{
	struct pf_found file = {.kind = pf_file_kind_of(pf_str_from(name))};

	if (file.kind == PF_FILE_OTHER)
		return;
	file.path = join(walk->arena, folder->path, name);
	if (!is_linted(file.kind) &&
		(!S_ISREG(mode) || is_unwanted_quietly(walk, folder, name, file.path)))
		return;
	if (is_linted(file.kind) && is_unwanted(walk, folder, name, file.path, false))
		return;
	if (!S_ISREG(mode)) {
		add_skipped(walk, file.path, PF_SKIP_NOT_REGULAR, name_of_special(mode));
		return;
	}
	file.os_path = join(walk->arena, pf_str_from(folder->os_path), name).ptr;
	add_found(walk, file);
}

static void visit(struct walk *walk, const struct folder *folder, int fd, const char *name,
	struct pf_buf *inner)
{
	struct stat st;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		/* What has gone since it was listed is no trouble. */
		if (errno != ENOENT)
			add_os_trouble(walk, join(walk->arena, folder->path, name), errno);
		return;
	}
	if (S_ISDIR(st.st_mode))
		visit_folder(walk, folder, name, inner);
	else if (S_ISLNK(st.st_mode) && fstatat(fd, name, &st, 0) != 0)
		visit_link(walk, folder, name, errno);
	else if (!S_ISDIR(st.st_mode)) /* nor a link to one */
		visit_file(walk, folder, name, st.st_mode);
}

/* Only a folder that was named may be a symbolic link. */
static DIR *open_dir(const struct folder *folder)
{
	int no_follow = folder->depth > 0 ? O_NOFOLLOW : 0;
	int fd = open(folder->os_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | no_follow);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (fd >= 0 && !dir)
		(void)close(fd);
	return dir;
}

/* Visit what `folder` holds; names of the folders in it go to `inner`, NUL-terminated. */
static bool read_folder(struct walk *walk, const struct folder *folder, struct pf_buf *inner)
{
	PF_CLEANUP(close_dir) DIR *dir = open_dir(folder);

	if (!dir)
		return false;
	for (;;) {
		const struct dirent *entry;

		errno = 0;
		/* NOLINTNEXTLINE(concurrency-mt-unsafe): `dir` is ours alone */
		entry = readdir(dir);
		if (!entry)
			return errno == 0;
		visit(walk, folder, dirfd(dir), entry->d_name, inner);
	}
}

/* One folder is open at a time, however deep the tree is. */
static void walk_folder(struct walk *walk, struct folder *folder)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf inner = PF_BUF_INIT;
	const char *name;

	if (folder->depth > DEPTH_MAX) {
		add_trouble(walk, folder->path, "too many folders within folders");
		return;
	}
	load_ignore(walk, pf_str_from(folder->os_path), &folder->ignore);
	if (!read_folder(walk, folder, &inner))
		add_os_trouble(walk, folder->path, errno);
	for (size_t at = 0; at < inner.len; at += strlen(name) + 1) {
		struct folder next = {.up = folder, .depth = folder->depth + 1};

		name = inner.ptr + at;
		next.key = join(walk->arena, folder->key, name);
		next.path = join(walk->arena, folder->path, name);
		next.os_path = join(walk->arena, pf_str_from(folder->os_path), name).ptr;
		walk_folder(walk, &next);
	}
}

static void take_folder(struct walk *walk, pf_str path, const char *os_path)
{
	struct folder folder = {.path = path, .os_path = os_path, .key = path};
	char real[PATH_MAX];

	if (!walk->options->no_gitignore && realpath(os_path, real)) {
		folder.key = pf_arena_dup(walk->arena, pf_str_from(real));
		folder.up = folders_above(walk, folder.key);
	}
	walk_folder(walk, &folder);
}

static void take_path(struct walk *walk, pf_str arg)
{
	const char *os_path = pf_arena_cstr(walk->arena, arg);
	pf_str path = pf_report_path(walk->arena, arg);
	bool is_dir;
	struct stat st;

	if (stat(os_path, &st) != 0) {
		add_os_trouble(walk, path, errno);
		return;
	}
	is_dir = S_ISDIR(st.st_mode);
	if (pf_is_excluded(walk->options, path, is_dir))
		add_skipped(walk, is_dir ? join(walk->arena, path, "") : path, PF_SKIP_EXCLUDED,
			"");
	else if (is_dir)
		take_folder(walk, path, os_path);
	else if (!S_ISREG(st.st_mode))
		add_skipped(walk, path, PF_SKIP_NOT_REGULAR, name_of_special(st.st_mode));
	else
		add_found(walk, (struct pf_found){path, os_path, pf_file_kind_of(path), true});
}

/* Of several for one path the named one comes first. */
static int cmp_found(const void *pa, const void *pb)
{
	const struct pf_found *a = pa, *b = pb;
	int order = pf_str_cmp(a->path, b->path);

	if (order == 0)
		order = (int)b->named - (int)a->named;
	return order ? order : strcmp(a->os_path, b->os_path);
}

static int cmp_found_path(const void *pa, const void *pb)
{
	const pf_str *path = pa;
	const struct pf_found *found = pb;

	return pf_str_cmp(*path, found->path);
}

static int cmp_skipped(const void *pa, const void *pb)
{
	const struct pf_skipped *a = pa, *b = pb;
	int order = pf_str_cmp(a->path, b->path);

	return order ? order : (int)a->reason - (int)b->reason;
}

static int cmp_trouble(const void *pa, const void *pb)
{
	const struct pf_trouble *a = pa, *b = pb;
	int order = pf_str_cmp(a->path, b->path);

	return order ? order : pf_str_cmp(a->message, b->message);
}

static void sort(void *items, size_t n, size_t size, int (*cmp)(const void *, const void *))
{
	if (n > 1)
		qsort(items, n, size, cmp);
}

static void settle_found(struct pf_discovery *out)
{
	size_t n = 0;

	sort(out->found, out->nfound, sizeof(*out->found), cmp_found);
	for (size_t i = 0; i < out->nfound; i++) {
		if (n == 0 || !pf_str_eq(out->found[n - 1].path, out->found[i].path))
			out->found[n++] = out->found[i];
	}
	out->nfound = n;
}

/* What a walk skipped may have been named, or found on another way. */
static void settle_skipped(struct pf_discovery *out)
{
	size_t n = 0;

	sort(out->skipped, out->nskipped, sizeof(*out->skipped), cmp_skipped);
	for (size_t i = 0; i < out->nskipped; i++) {
		const struct pf_skipped *skipped = &out->skipped[i];

		if (n > 0 && pf_str_eq(out->skipped[n - 1].path, skipped->path))
			continue;
		if (out->nfound == 0 ||
			!bsearch(&skipped->path, out->found, out->nfound, sizeof(*out->found),
				cmp_found_path))
			out->skipped[n++] = *skipped;
	}
	out->nskipped = n;
}

static void settle_trouble(struct pf_discovery *out)
{
	size_t n = 0;

	sort(out->trouble, out->ntrouble, sizeof(*out->trouble), cmp_trouble);
	for (size_t i = 0; i < out->ntrouble; i++) {
		if (n == 0 || cmp_trouble(&out->trouble[n - 1], &out->trouble[i]) != 0)
			out->trouble[n++] = out->trouble[i];
	}
	out->ntrouble = n;
}

const char *pf_skip_reason_name(enum pf_skip_reason reason)
{
	switch (reason) {
	case PF_SKIP_EXCLUDED:
		return "excluded";
	case PF_SKIP_GITIGNORED:
		return "gitignored";
	case PF_SKIP_NOT_KUBERNETES:
		return "not-kubernetes";
	case PF_SKIP_TEMPLATE:
		return "template";
	case PF_SKIP_BINARY:
		return "binary";
	case PF_SKIP_NOT_REGULAR:
		return "not-regular";
	case PF_SKIP_SYMLINK_LOOP:
		break;
	}
	return "symlink-loop";
}

void pf_discover(struct pf_arena *arena, const pf_str *paths, size_t npaths,
	const struct pf_discovery_options *options, struct pf_discovery *out)
{
	struct walk walk = {.arena = arena, .options = options};

	for (size_t i = 0; i < npaths; i++)
		take_path(&walk, paths[i]);
	if (npaths == 0)
		take_path(&walk, PF_STR("."));
	pf_buf_release(&walk.scratch);
	*out = (struct pf_discovery){
		.found = walk.found.ptr,
		.nfound = walk.found.len,
		.skipped = walk.skipped.ptr,
		.nskipped = walk.skipped.len,
		.trouble = walk.trouble.ptr,
		.ntrouble = walk.trouble.len,
	};
	settle_found(out);
	settle_skipped(out);
	settle_trouble(out);
}
