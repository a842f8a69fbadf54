/* SPDX-License-Identifier: Apache-2.0 */

#include "check/talk.h"

#include <stdlib.h>

#include "check/binding.h"
#include "say.h"

#define NOTHING "nothing to lint: no Kubernetes manifests and no Dockerfiles found"
#define NOTHING_LEFT "nothing to lint: what was found is excluded; -v names it"

const char *check_nothing(const struct pf_result *result)
{
	if (result->files_checked || result->nerrors || result->nfindings)
		return NULL;
	for (size_t i = 0; i < result->nskipped; i++) {
		if (result->skipped[i].reason == PF_SKIP_EXCLUDED)
			return NOTHING_LEFT;
	}
	return NOTHING;
}

void check_say_errors(const struct pf_result *result)
{
	for (size_t i = 0; i < result->nerrors; i++)
		say_of("", result->errors[i].path, result->errors[i].message);
}

static void say_skipped(const struct pf_result *result)
{
	for (size_t i = 0; i < result->nskipped; i++) {
		const struct pf_skipped *skipped = &result->skipped[i];
		PF_CLEANUP(pf_buf_release) struct pf_buf why = PF_BUF_INIT;

		pf_buf_addf(&why, "%s%s%.*s", pf_skip_reason_name(skipped->reason),
			skipped->detail.len ? ", " : "", PF_STR_ARG(skipped->detail));
		say_of("skipped ", skipped->path, pf_buf_str(&why));
	}
}

static int compare_bounds(const void *a, const void *b)
{
	const struct pf_bound *x = a, *y = b;
	int order = pf_str_cmp(x->image, y->image);

	if (!order)
		order = pf_str_cmp(x->source, y->source);
	return order ? order : pf_str_cmp(x->service, y->service);
}

/* Each image once, or once for each of its sources. */
static void say_images(struct pf_arena *arena, const struct pf_result *result)
{
	size_t n = result->nbindings;
	struct pf_bound *bounds = PF_NEWN(arena, struct pf_bound, n);

	if (n)
		memcpy(bounds, result->bindings, n * sizeof(*bounds));
	qsort(bounds, n, sizeof(*bounds), compare_bounds);
	for (size_t i = 0; i < n; i++) {
		pf_str reason = check_binding_reason(arena, &bounds[i]);

		if (i && compare_bounds(&bounds[i - 1], &bounds[i]) == 0)
			continue;
		if (bounds[i].source.len)
			reason = pf_arena_fmt(arena, "%.*s (%.*s)", PF_STR_ARG(bounds[i].source),
				PF_STR_ARG(reason));
		say_of("image ", bounds[i].image, reason);
	}
}

static bool is_used(const struct pf_result *result, const struct pf_image_setting *image)
{
	for (size_t i = 0; i < result->nbindings; i++) {
		if (result->bindings[i].by == PF_BOUND_BY_OPTION &&
			pf_str_eq(result->bindings[i].match, image->match))
			return true;
	}
	return false;
}

/* Most likely a slip: whoever names an image means one that is there. */
static void say_unused(const struct pf_settings *settings, const struct pf_result *result)
{
	for (size_t i = 0; i < settings->images.len; i++) {
		const struct pf_image_setting *image = &settings->images.ptr[i];

		if (!image->of_config && !is_used(result, image))
			say_of("--image names what no container runs: ", image->match,
				PF_STR_EMPTY);
	}
}

static void say_stale_entries(const struct pf_baseline *known, const struct pf_result *result)
{
	for (size_t i = 0; i < known->n; i++) {
		const struct pf_baseline_entry *entry = &known->entries[i];
		PF_CLEANUP(pf_buf_release) struct pf_buf about = PF_BUF_INIT;

		if (result->known[i] != PF_KNOWN_STALE)
			continue;
		pf_buf_addf(&about, "%.*s%s%.*s", PF_STR_ARG(entry->object),
			entry->object.len ? ": " : "", PF_STR_ARG(entry->rule));
		say_of("no longer occurs: ", entry->shown, pf_buf_str(&about));
	}
}

static void say_stale(const struct check *check, const struct pf_result *result)
{
	bool one = result->nstale == 1;

	if (!result->nstale || check->output.quiet > check->verdict.fail_on_stale)
		return;
	say("%zu %s of the baseline no longer %s; 'podfit baseline prune' removes %s",
		result->nstale, one ? "entry" : "entries", one ? "occurs" : "occur",
		one ? "it" : "them");
	if (check->output.verbose || check->verdict.fail_on_stale)
		say_stale_entries(&check->baseline.known, result);
}

/* Then nothing is found, which looks like success.  A buffer in an editor may be of a new file. */
static void say_elsewhere(const struct check *check)
{
	if (check->changes.elsewhere && !check->files.stdin_name.len)
		say("no file that the diff names is there, so nothing counts as changed; run "
		    "podfit where the diff was taken");
}

static void say_details(struct pf_arena *arena, const struct check *check,
	const struct pf_result *result, double seconds)
{
	if (check->config.read.file)
		say_of("configuration ", check->config.read.file->source.path, PF_STR_EMPTY);
	if (check->baseline.is_read)
		say_of("baseline ", check->baseline.known.path, PF_STR_EMPTY);
	if (check->changes.named)
		say("%zu changed %s in the diff", check->changes.read.n,
			check->changes.read.n == 1 ? "file" : "files");
	say_images(arena, result);
	say_skipped(result);
	say("%zu %s, %zu %s, Kubernetes 1.%u, -j %zu, %.3f s", result->files_checked,
		result->files_checked == 1 ? "file" : "files", result->objects,
		result->objects == 1 ? "object" : "objects",
		(unsigned)check->settings.target.release, check->settings.limits.jobs, seconds);
}

void check_say_result(struct pf_arena *arena, const struct check *check,
	const struct pf_result *result, double seconds)
{
	const char *nothing = check_nothing(result);

	if (check->output.verbose)
		say_details(arena, check, result, seconds);
	if (check->output.quiet < 2)
		check_say_errors(result);
	say_stale(check, result);
	if (check->output.quiet)
		return;
	say_elsewhere(check);
	say_unused(&check->settings, result);
	if (nothing)
		say("%s", nothing);
}
