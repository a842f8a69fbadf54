/* SPDX-License-Identifier: Apache-2.0 */

#include "check/check.h"

#include "stream.h"

static void add_error(struct intake *intake, enum pf_trouble_kind kind, pf_str path, pf_str message)
{
	intake->errors[intake->nerrors++] =
		(struct pf_run_error){.kind = kind, .path = path, .message = message};
}

/* Paths without `-`, which stands for standard input. */
static pf_str *without_stdin(const struct call *call, size_t *n, bool *has_stdin)
{
	pf_str *paths = PF_NEWN(call->arena, pf_str, call->nwords + 1);

	*n = 0;
	*has_stdin = false;
	for (size_t i = 0; i < call->nwords; i++) {
		if (pf_str_eq(call->words[i], PF_STR("-")))
			*has_stdin = true;
		else
			paths[(*n)++] = call->words[i];
	}
	return paths;
}

static bool is_dockerfile(const struct check *check, enum pf_file_kind kind, bool named)
{
	if (check->as_dockerfile && named)
		return true;
	return kind == PF_FILE_DOCKERFILE && !check->settings.as_kubernetes;
}

/* Which rules run on the file; what is context is not linted. */
static void add_rules(struct pf_arena *arena, struct check *check, struct pf_input *input)
{
	if (!check->config.file || input->context)
		return;
	input->config_path = pf_path_join(arena, check->current, input->path);
	input->profile = pf_profiles_for(&check->profiles, input->config_path);
}

static void add_files(struct pf_arena *arena, struct check *check, struct intake *intake,
	const struct pf_discovery *found, bool context)
{
	for (size_t i = 0; i < found->nfound; i++) {
		const struct pf_found *file = &found->found[i];

		/* Whoever says that all is Kubernetes does not mean the Dockerfiles beside it. */
		if (file->kind == PF_FILE_DOCKERFILE && !file->named &&
			check->settings.as_kubernetes)
			continue;
		intake->inputs[intake->ninputs++] = (struct pf_input){
			.path = file->path,
			.os_path = file->os_path,
			.named = file->named,
			.context = context,
			.dockerfile = is_dockerfile(check, file->kind, file->named),
		};
		add_rules(arena, check, &intake->inputs[intake->ninputs - 1]);
	}
	for (size_t i = 0; i < found->ntrouble; i++)
		add_error(intake, PF_TROUBLE_IO, found->trouble[i].path, found->trouble[i].message);
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

static void read_stdin(const struct call *call, struct check *check, struct intake *intake,
	pf_str path)
{
	struct pf_error err = {0};

	if (!stream_read_stdin(&intake->stdin_bytes, PF_SOURCE_MAX, &err)) {
		add_error(intake, err.code == PF_E_LIMIT ? PF_TROUBLE_LIMIT : PF_TROUBLE_IO, path,
			pf_arena_dup(call->arena, pf_str_from(err.msg)));
		return;
	}
	intake->inputs[intake->ninputs++] = (struct pf_input){.path = path,
		.bytes = pf_buf_str(&intake->stdin_bytes),
		.named = true,
		.dockerfile = is_dockerfile(check, pf_file_kind_of(path), true)};
	if (check->stdin_name.len)
		add_rules(call->arena, check, &intake->inputs[intake->ninputs - 1]);
}

/* Does the configuration say of `path` that it is known and not linted? */
static bool is_context(struct pf_arena *arena, const struct check *check, pf_str path)
{
	pf_str whole;

	if (!check->config.ncontext)
		return false;
	whole = pf_path_join(arena, check->current, path);
	for (size_t i = 0; i < check->config.ncontext; i++) {
		if (pf_path_is_within(whole, check->context_roots[i]))
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
		bool kept = file->named && check->discovery.no_force_exclude;

		if (kept || !is_context(arena, check, file->path))
			found->found[n++] = *file;
		else if (file->named)
			skipped[found->nskipped++] =
				(struct pf_skipped){file->path, PF_SKIP_EXCLUDED, context_detail};
	}
	found->nfound = n;
}

static pf_str stdin_path_of(const struct call *call, const struct check *check)
{
	return check->stdin_name.len ? pf_report_path(call->arena, check->stdin_name)
				     : PF_STR("<stdin>");
}

static void take_stdin(const struct call *call, struct check *check, struct intake *intake)
{
	pf_str path = stdin_path_of(call, check);

	bool excluded = check->stdin_name.len && pf_is_excluded(&check->discovery, path, false);
	bool context = check->stdin_name.len && !check->discovery.no_force_exclude &&
		is_context(call->arena, check, path);

	if (excluded || context) {
		intake->excluded = PF_NEW(call->arena, struct pf_skipped);
		*intake->excluded = (struct pf_skipped){
			path, PF_SKIP_EXCLUDED, excluded ? PF_STR_EMPTY : context_detail};
	} else if (check->list_files) {
		intake->inputs[intake->ninputs++] = (struct pf_input){.path = path, .named = true};
	} else {
		read_stdin(call, check, intake, path);
	}
}

/* Is the folder of the configuration, with all that is in it, among the paths? */
static bool covers_config(struct pf_arena *arena, const struct check *check, const pf_str *paths,
	size_t n)
{
	const struct pf_config *config = &check->config;

	if (!config->file)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (pf_path_is_within(config->root, pf_path_join(arena, check->current, paths[i])))
			return true;
	}
	return !n && pf_path_is_within(config->root, check->current);
}

bool check_find_inputs(const struct call *call, struct check *check, struct intake *out,
	struct pf_error *err)
{
	struct pf_discovery context = {0};
	bool has_stdin;
	size_t n;
	pf_str *paths = without_stdin(call, &n, &has_stdin);

	*out = (struct intake){0};
	if (check->stdin_name.len && !has_stdin)
		return pf_fail(err, PF_E_USAGE,
			"option '--stdin-filename' needs '-' among the paths");
	if (has_stdin && check->changes_file && strcmp(check->changes_file, "-") == 0)
		return pf_fail(err, PF_E_USAGE,
			"standard input cannot be both the diff and what is linted");
	if (n || !has_stdin)
		pf_discover(call->arena, paths, n, &check->discovery, &out->found);
	if (check->config.ncontext)
		drop_context(call->arena, check, &out->found);
	check->settings.whole = covers_config(call->arena, check, paths, n) && (n || !has_stdin);
	if (check->ncontext)
		pf_discover(call->arena, check->context, check->ncontext, &check->discovery,
			&context);
	drop_linted(&out->found, has_stdin ? stdin_path_of(call, check) : PF_STR_EMPTY, &context);
	out->inputs = PF_NEWN(call->arena, struct pf_input, out->found.nfound + context.nfound + 1);
	out->errors = PF_NEWN(call->arena, struct pf_run_error,
		out->found.ntrouble + context.ntrouble + 1);
	if (has_stdin)
		take_stdin(call, check, out);
	add_files(call->arena, check, out, &out->found, false);
	out->nlinted = out->ninputs;
	add_files(call->arena, check, out, &context, true);
	return true;
}
