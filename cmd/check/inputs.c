/* SPDX-License-Identifier: Apache-2.0 */

#include "check/inputs.h"

#include "source/path.h"
#include "stream.h"

static void add_error(struct inputs *inputs, enum pf_run_error_kind kind, pf_str path,
	pf_str message)
{
	inputs->errors[inputs->nerrors++] =
		(struct pf_run_error){.kind = kind, .path = path, .message = message};
}

static void take_paths(const struct call *call, struct inputs *out)
{
	pf_str *paths = PF_NEWN(call->arena, pf_str, call->nwords + 1);

	for (size_t i = 0; i < call->nwords; i++) {
		if (pf_str_eq(call->words[i], PF_STR("-")))
			out->has_stdin = true;
		else
			paths[out->npaths++] = call->words[i];
	}
	out->paths = paths;
}

static bool is_dockerfile(const struct check *check, enum pf_file_kind kind, bool named)
{
	if (check->files.as_dockerfile && named)
		return true;
	return kind == PF_FILE_DOCKERFILE && !check->settings.input.as_kubernetes;
}

/* Which rules run on the file; what is context is not linted. */
static void add_rules(struct pf_arena *arena, struct check *check, struct pf_input *input)
{
	if (!check->config.read.file || input->context)
		return;
	input->config_path = pf_path_join(arena, check->current, input->path);
	input->profile = pf_profiles_for(&check->rules.profiles, input->config_path);
}

/* Whoever names it wants it linted. */
static bool is_builds(const struct pf_found *file)
{
	return file->kind == PF_FILE_BUILDS && !file->named;
}

/* What says how images are built is read, whatever is linted. */
static void add_builds(struct inputs *inputs, const struct pf_discovery *found)
{
	for (size_t i = 0; i < found->nfound; i++) {
		const struct pf_found *file = &found->found[i];

		if (is_builds(file))
			inputs->ptr[inputs->len++] = (struct pf_input){.path = file->path,
				.os_path = file->os_path,
				.context = true,
				.builds = true};
	}
}

static void add_files(struct pf_arena *arena, struct check *check, struct inputs *inputs,
	const struct pf_discovery *found, bool context)
{
	for (size_t i = 0; i < found->nfound; i++) {
		const struct pf_found *file = &found->found[i];

		/* Whoever says that all is Kubernetes does not mean the Dockerfiles beside it. */
		if (file->kind == PF_FILE_DOCKERFILE && !file->named &&
			check->settings.input.as_kubernetes)
			continue;
		if (is_builds(file))
			continue;
		inputs->ptr[inputs->len++] = (struct pf_input){
			.path = file->path,
			.os_path = file->os_path,
			.named = file->named,
			.context = context,
			.dockerfile = is_dockerfile(check, file->kind, file->named),
		};
		add_rules(arena, check, &inputs->ptr[inputs->len - 1]);
	}
	for (size_t i = 0; i < found->ntrouble; i++)
		add_error(inputs, PF_RUN_ERROR_IO, found->trouble[i].path,
			found->trouble[i].message);
}

/*
 * What is linted is not context as well: the files found, and the one whose
 * newer text comes from standard input.  Both lists are sorted by path.
 */
static void drop_linted(const struct pf_discovery *linted, pf_str stdin_path,
	struct pf_discovery *context)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < context->nfound; i++) {
		pf_str path = context->found[i].path;

		while (at < linted->nfound && pf_str_cmp(linted->found[at].path, path) < 0)
			at++;
		if (at < linted->nfound && pf_str_eq(linted->found[at].path, path))
			continue;
		if (!pf_str_eq(path, stdin_path))
			context->found[n++] = context->found[i];
	}
	context->nfound = n;
}

static void read_stdin(struct pf_arena *arena, struct check *check, struct inputs *inputs,
	pf_str path)
{
	struct pf_error err = {0};

	if (!stream_read_stdin(&inputs->stdin_bytes, PF_SOURCE_MAX, &err)) {
		add_error(inputs, err.code == PF_E_LIMIT ? PF_RUN_ERROR_LIMIT : PF_RUN_ERROR_IO,
			path, pf_arena_dup(arena, pf_str_from(err.msg)));
		return;
	}
	inputs->ptr[inputs->len++] = (struct pf_input){.path = path,
		.bytes = pf_buf_str(&inputs->stdin_bytes),
		.named = true,
		.dockerfile = is_dockerfile(check, pf_file_kind_of(path), true)};
	if (check->files.stdin_name.len)
		add_rules(arena, check, &inputs->ptr[inputs->len - 1]);
}

/* Does the configuration say of `path` that it is known and not linted? */
static bool is_context(struct pf_arena *arena, const struct check *check, pf_str path)
{
	pf_str whole;

	if (!check->config.read.ncontext)
		return false;
	whole = pf_path_join(arena, check->current, path);
	for (size_t i = 0; i < check->config.read.ncontext; i++) {
		if (pf_path_is_within(whole, check->files.context_roots[i]))
			return true;
	}
	return false;
}

static const pf_str context_detail = PF_STR_INIT("context of the configuration");

/* What the configuration calls context is found again as such; whoever names it is told. */
static void drop_context(struct pf_arena *arena, const struct check *check,
	struct pf_discovery *found)
{
	struct pf_skipped *skipped =
		PF_NEWN(arena, struct pf_skipped, found->nskipped + found->nfound + 1);
	size_t n = 0;

	if (found->nskipped)
		memcpy(skipped, found->skipped, found->nskipped * sizeof(*skipped));
	found->skipped = skipped;
	for (size_t i = 0; i < found->nfound; i++) {
		const struct pf_found *file = &found->found[i];
		bool kept = file->named && check->files.discovery.no_force_exclude;

		if (kept || !is_context(arena, check, file->path))
			found->found[n++] = *file;
		else if (file->named)
			skipped[found->nskipped++] =
				(struct pf_skipped){file->path, PF_SKIP_EXCLUDED, context_detail};
	}
	found->nfound = n;
}

static pf_str stdin_path_of(struct pf_arena *arena, const struct check *check)
{
	return check->files.stdin_name.len ? pf_report_path(arena, check->files.stdin_name)
					   : PF_STR("<stdin>");
}

static void take_stdin(struct pf_arena *arena, struct check *check, struct inputs *inputs)
{
	pf_str path = stdin_path_of(arena, check);
	bool excluded =
		check->files.stdin_name.len && pf_is_excluded(&check->files.discovery, path, false);
	bool context = check->files.stdin_name.len && !check->files.discovery.no_force_exclude &&
		is_context(arena, check, path);

	if (excluded || context) {
		inputs->excluded = PF_NEW(arena, struct pf_skipped);
		*inputs->excluded = (struct pf_skipped){
			path, PF_SKIP_EXCLUDED, excluded ? PF_STR_EMPTY : context_detail};
	} else if (check->files.only_listed) {
		inputs->ptr[inputs->len++] = (struct pf_input){.path = path, .named = true};
	} else {
		read_stdin(arena, check, inputs, path);
	}
}

/* Is the folder of the configuration, with all that is in it, among the paths? */
static bool covers_config(struct pf_arena *arena, const struct check *check,
	const struct inputs *inputs)
{
	const struct pf_config *config = &check->config.read;

	if (!config->file)
		return false;
	for (size_t i = 0; i < inputs->npaths; i++) {
		if (pf_path_is_within(config->root,
			    pf_path_join(arena, check->current, inputs->paths[i])))
			return true;
	}
	return !inputs->npaths && !inputs->has_stdin &&
		pf_path_is_within(config->root, check->current);
}

static bool is_stdin_clear(const struct check *check, const struct inputs *inputs,
	struct pf_error *err)
{
	const char *diff = check->changes.named;

	if (check->files.stdin_name.len && !inputs->has_stdin)
		return pf_fail(err, PF_E_USAGE,
			"option '--stdin-filename' needs '-' among the paths");
	if (inputs->has_stdin && diff && strcmp(diff, "-") == 0)
		return pf_fail(err, PF_E_USAGE,
			"standard input cannot be both the diff and what is linted");
	return true;
}

bool check_find_inputs(const struct call *call, struct check *check, struct inputs *out,
	struct pf_error *err)
{
	const struct check_files *files = &check->files;
	struct pf_discovery context = {0};

	*out = (struct inputs){0};
	take_paths(call, out);
	if (!is_stdin_clear(check, out, err))
		return false;
	if (out->npaths || !out->has_stdin)
		pf_discover(call->arena, out->paths, out->npaths, &files->discovery, &out->found);
	if (check->config.read.ncontext)
		drop_context(call->arena, check, &out->found);
	check->settings.input.whole = covers_config(call->arena, check, out);
	if (files->ncontext)
		pf_discover(call->arena, files->context, files->ncontext, &files->discovery,
			&context);
	drop_linted(&out->found, out->has_stdin ? stdin_path_of(call->arena, check) : PF_STR_EMPTY,
		&context);
	out->ptr = PF_NEWN(call->arena, struct pf_input, out->found.nfound + context.nfound + 1);
	out->errors = PF_NEWN(call->arena, struct pf_run_error,
		out->found.ntrouble + context.ntrouble + 1);
	if (out->has_stdin)
		take_stdin(call->arena, check, out);
	add_files(call->arena, check, out, &out->found, false);
	out->nlinted = out->len;
	add_files(call->arena, check, out, &context, true);
	add_builds(out, &out->found);
	add_builds(out, &context);
	return true;
}
