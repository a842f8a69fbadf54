/* SPDX-License-Identifier: Apache-2.0 */

#include "check.h"

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

static void add_files(const struct check *check, struct intake *intake,
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

static void read_stdin(const struct call *call, const struct check *check, struct intake *intake,
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
}

static pf_str stdin_path_of(const struct call *call, const struct check *check)
{
	return check->stdin_name.len ? pf_report_path(call->arena, check->stdin_name)
				     : PF_STR("<stdin>");
}

static void take_stdin(const struct call *call, const struct check *check, struct intake *intake)
{
	pf_str path = stdin_path_of(call, check);

	if (check->stdin_name.len && pf_is_excluded(&check->discovery, path, false)) {
		intake->excluded = PF_NEW(call->arena, struct pf_skipped);
		*intake->excluded = (struct pf_skipped){path, PF_SKIP_EXCLUDED, PF_STR("")};
	} else if (check->list_files) {
		intake->inputs[intake->ninputs++] = (struct pf_input){.path = path, .named = true};
	} else {
		read_stdin(call, check, intake, path);
	}
}

bool check_find_inputs(const struct call *call, const struct check *check, struct intake *out,
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
	if (n || !has_stdin)
		pf_discover(call->arena, paths, n, &check->discovery, &out->found);
	if (check->ncontext)
		pf_discover(call->arena, check->context, check->ncontext, &check->discovery,
			&context);
	drop_linted(&out->found, has_stdin ? stdin_path_of(call, check) : PF_STR_EMPTY, &context);
	out->inputs = PF_NEWN(call->arena, struct pf_input, out->found.nfound + context.nfound + 1);
	out->errors = PF_NEWN(call->arena, struct pf_run_error,
		out->found.ntrouble + context.ntrouble + 1);
	if (has_stdin)
		take_stdin(call, check, out);
	add_files(check, out, &out->found, false);
	out->nlinted = out->ninputs;
	add_files(check, out, &context, true);
	return true;
}
