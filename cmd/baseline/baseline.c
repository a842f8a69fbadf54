/* SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>
#include <stdlib.h>

#include "check/baseline.h"
#include "check/config.h"
#include "check/merge.h"
#include "check/options.h"
#include "check/refusal.h"
#include "check/talk.h"
#include "print.h"
#include "report/report.h"
#include "say.h"
#include "text/escape.h"
#include "text/json/write.h"

/* A verb at work. */
struct job {
	struct call call; /* without the verb */
	struct check check;
	struct inputs inputs;
	struct pf_run *run;
	struct pf_result result;
	const pf_str *asked; /* of show */
};

static pf_str file_of(const struct job *job)
{
	return job->check.baseline.known.path;
}

/* Writing the file. */

static int compare_entries(const void *a, const void *b)
{
	return pf_baseline_compare(a, b);
}

/* Of two with one id the first in this order is written. */
enum rank {
	RANK_LENT, /* its own file was not seen, and is as it was */
	RANK_FOUND,
	RANK_KNOWN, /* not found */
};

struct candidate {
	struct pf_baseline_entry entry;
	enum rank rank;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *l = a, *r = b;
	int order = pf_str_cmp(l->entry.id, r->entry.id);

	if (!order)
		order = (int)l->rank - (int)r->rank;
	return order ? order : pf_baseline_compare(&l->entry, &r->entry);
}

static int put_baseline(const struct job *job, const struct pf_baseline *baseline)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_baseline_write(&out, baseline);
	return print_to_file(pf_arena_cstr(job->call.arena, file_of(job)), &out);
}

static const char *plural_of(size_t n)
{
	return n == 1 ? "entry" : "entries";
}

/* write */

static pf_str path_in_baseline(const struct job *job, pf_str path)
{
	if (pf_str_eq(path, PF_STR("<stdin>")))
		return path;
	return pf_path_between(job->call.arena, job->check.baseline.known.folder, path);
}

static struct pf_baseline_entry entry_of(const struct job *job, const struct pf_finding *finding)
{
	struct pf_arena *arena = job->call.arena;

	return (struct pf_baseline_entry){
		.id = pf_arena_dup(arena, pf_str_from(finding->id)),
		.rule = pf_str_from(finding->rule->name),
		.path = path_in_baseline(job, finding->at.file->source.path),
		.object = finding->object ? pf_object_title(arena, finding->object) : PF_STR_EMPTY,
	};
}

/* What was found, and what was known and may still be there. */
static struct candidate *collect(const struct job *job, size_t *n)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	struct candidate *all =
		PF_NEWN(job->call.arena, struct candidate, job->result.nfindings + old->n);

	*n = 0;
	for (size_t i = 0; i < job->result.nfindings; i++) {
		const struct pf_finding *f = job->result.findings[i];

		if (!f->suppression || f->suppression->by == PF_BY_BASELINE)
			all[(*n)++] = (struct candidate){entry_of(job, f), RANK_FOUND};
	}
	for (size_t i = 0; i < old->n; i++) {
		enum pf_known known = job->result.known[i];

		if (known != PF_KNOWN_STALE && known != PF_KNOWN_NEEDLESS)
			all[(*n)++] = (struct candidate){old->entries[i],
				known == PF_KNOWN_ELSEWHERE ? RANK_LENT : RANK_KNOWN};
	}
	if (*n)
		qsort(all, *n, sizeof(*all), compare_candidates);
	return all;
}

static void take_entries(const struct job *job, struct pf_baseline *out)
{
	size_t n;
	struct candidate *all = collect(job, &n);

	out->entries = PF_NEWN(job->call.arena, struct pf_baseline_entry, n);
	for (size_t i = 0; i < n; i++) {
		if (!i || !pf_str_eq(all[i].entry.id, all[i - 1].entry.id))
			out->entries[out->n++] = all[i].entry;
	}
	if (out->n)
		qsort(out->entries, out->n, sizeof(*out->entries), compare_entries);
}

/* A path that the baseline is for, and the same from the root: `-` is a stream, and in no folder.
 */
struct place {
	pf_str path;
	pf_str whole;
};

/* A folder comes right before all that is in it. */
static int compare_places(const void *a, const void *b)
{
	pf_str l = ((const struct place *)a)->whole, r = ((const struct place *)b)->whole;

	for (size_t i = 0; i < l.len && i < r.len; i++) {
		if (l.ptr[i] == r.ptr[i])
			continue;
		if (l.ptr[i] == '/' || r.ptr[i] == '/')
			return l.ptr[i] == '/' ? -1 : 1;
		return (unsigned char)l.ptr[i] < (unsigned char)r.ptr[i] ? -1 : 1;
	}
	return (l.len > r.len) - (l.len < r.len);
}

/* `path` is one of the baseline, or `-`. */
static struct place place_of(const struct job *job, pf_str path)
{
	const struct check *check = &job->check;
	pf_str folder = pf_path_join(job->call.arena, check->current, check->baseline.known.folder);
	bool is_stream = pf_str_eq(path, PF_STR("-"));

	return (struct place){path, is_stream ? path : pf_path_join(job->call.arena, folder, path)};
}

static struct place place_of_word(const struct job *job, pf_str word)
{
	bool is_stream = pf_str_eq(word, PF_STR("-"));

	return place_of(job, is_stream ? word : path_in_baseline(job, word));
}

static int compare_paths(const void *a, const void *b)
{
	return pf_str_cmp(*(const pf_str *)a, *(const pf_str *)b);
}

/* Those it was for and those of the command line, without what a folder among them holds. */
static void take_paths(const struct job *job, struct pf_baseline *out)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	struct pf_arena *arena = job->call.arena;
	size_t most = old->npaths + job->call.nwords + 1, n = 0;
	struct place *places = PF_NEWN(arena, struct place, most);
	pf_str *paths = PF_NEWN(arena, pf_str, most), last = PF_STR_EMPTY;

	for (size_t i = 0; i < old->npaths; i++)
		places[n++] = place_of(job, old->paths[i]);
	for (size_t i = 0; i < job->call.nwords; i++)
		places[n++] = place_of_word(job, job->call.words[i]);
	if (!job->call.nwords)
		places[n++] = place_of_word(job, PF_STR("."));
	qsort(places, n, sizeof(*places), compare_places);
	for (size_t i = 0; i < n; i++) {
		if (out->npaths && pf_path_is_within(places[i].whole, last))
			continue;
		last = places[i].whole;
		paths[out->npaths++] = places[i].path;
	}
	qsort(paths, out->npaths, sizeof(*paths), compare_paths);
	out->paths = paths;
}

static void say_written(const struct job *job, const struct pf_baseline *new)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	size_t nnew = 0, ndropped = 0, n;

	for (size_t i = 0; i < new->n; i++)
		nnew += pf_baseline_find(old, new->entries[i].id, &n) == NULL;
	for (size_t i = 0; i < old->n; i++)
		ndropped += job->result.known[i] == PF_KNOWN_STALE ||
			job->result.known[i] == PF_KNOWN_NEEDLESS;
	say("%.*s: %zu %s (%zu new, %zu kept, %zu dropped)", PF_STR_ARG(file_of(job)), new->n,
		plural_of(new->n), nnew, new->n - nnew, ndropped);
}

static int write_baseline(struct job *job)
{
	struct pf_baseline baseline = {0};
	int status;

	/* A path that does not exist, most likely: no reason to make a file. */
	if (job->result.nerrors && !job->result.files_checked)
		return EXIT_BROKEN;
	take_entries(job, &baseline);
	take_paths(job, &baseline);
	status = put_baseline(job, &baseline);
	if (status == EXIT_CLEAN && !job->check.output.quiet)
		say_written(job, &baseline);
	return status;
}

/* prune */

static int prune_baseline(struct job *job)
{
	struct pf_baseline baseline = job->check.baseline.known;
	size_t n = 0;
	int status = EXIT_CLEAN;

	for (size_t i = 0; i < baseline.n; i++) {
		if (job->result.known[i] != PF_KNOWN_STALE)
			baseline.entries[n++] = baseline.entries[i];
	}
	baseline.n = n;
	if (job->result.nstale)
		status = put_baseline(job, &baseline);
	if (status == EXIT_CLEAN && !job->check.output.quiet)
		say("%.*s: %zu %s removed, %zu kept", PF_STR_ARG(file_of(job)), job->result.nstale,
			plural_of(job->result.nstale), n);
	return status;
}

/* show */

/* The paths of the command line from the root, for each entry to be compared with. */
static void find_asked(struct job *job)
{
	pf_str *asked = PF_NEWN(job->call.arena, pf_str, job->call.nwords);

	for (size_t i = 0; i < job->call.nwords; i++)
		asked[i] = pf_path_join(job->call.arena, job->check.current, job->call.words[i]);
	job->asked = asked;
}

static bool is_asked_for(const struct job *job, const struct pf_baseline_entry *entry)
{
	pf_str whole = pf_path_join(job->call.arena, job->check.current, entry->shown);

	for (size_t i = 0; i < job->call.nwords; i++) {
		if (pf_path_is_within(whole, job->asked[i]))
			return true;
	}
	return !job->call.nwords;
}

static void add_entry_json(struct pf_buf *out, const struct pf_baseline_entry *entry)
{
	pf_json_open(out, '{');
	pf_json_member(out, "id", entry->id);
	pf_json_member(out, "rule", entry->rule);
	pf_json_member(out, "path", entry->shown);
	pf_json_member_or_null(out, "object", entry->object);
	pf_json_close(out, '}');
}

static int show_json(const struct job *job)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	const struct pf_baseline *baseline = &job->check.baseline.known;

	pf_json_open(&out, '{');
	pf_json_number(&out, "schema", 1);
	pf_json_member(&out, "baseline", baseline->path);
	pf_json_key(&out, "entries");
	pf_json_open(&out, '[');
	for (size_t i = 0; i < baseline->n; i++) {
		if (is_asked_for(job, &baseline->entries[i]))
			add_entry_json(&out, &baseline->entries[i]);
	}
	pf_json_close(&out, ']');
	pf_json_close(&out, '}');
	pf_buf_addc(&out, '\n');
	return print(&out);
}

static int show_text(const struct job *job)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	const struct pf_baseline *baseline = &job->check.baseline.known;
	size_t n = 0;

	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		if (!is_asked_for(job, entry))
			continue;
		pf_echo(&out, entry->shown);
		pf_buf_add_lit(&out, ": ");
		if (entry->object.len) {
			pf_echo(&out, entry->object);
			pf_buf_add_lit(&out, ": ");
		}
		pf_echo(&out, entry->rule);
		pf_buf_addc(&out, '\n');
		n++;
	}
	if (!job->check.output.quiet)
		pf_buf_addf(&out, "%s%zu %s in %.*s\n", n ? "\n" : "", n, plural_of(n),
			PF_STR_ARG(baseline->path));
	return print(&out);
}

static int show_baseline(struct job *job)
{
	find_asked(job);
	return job->check.output.targets[0].format == FORMAT_JSON ? show_json(job) : show_text(job);
}

/* The command. */

static int lint(struct job *job, int (*act)(struct job *job))
{
	int status;

	/* Which of the findings are known decides about each of them. */
	job->check.settings.show_suppressed = true;
	job->run = pf_lint(&job->check.settings, job->inputs.ptr, job->inputs.len);
	job->result = check_merge(job->call.arena, pf_run_result(job->run), &job->inputs);
	status = act(job);
	check_say_errors(&job->result);
	pf_run_free(job->run);
	return job->result.nerrors ? EXIT_BROKEN : status;
}

static int find_and_lint(struct job *job, int (*act)(struct job *job))
{
	struct pf_error err = {0};
	int status = EXIT_USAGE;

	if (!check_find_inputs(&job->call, &job->check, &job->inputs, &err)) {
		say("%s", err.msg);
	} else {
		check_use_baseline(&job->call, &job->check, &job->inputs);
		status = lint(job, act);
	}
	pf_buf_release(&job->inputs.stdin_bytes);
	return status;
}

static bool read_options(struct job *job, unsigned bit, const char *name, struct pf_error *err)
{
	const struct arguments *arguments = job->call.arguments;
	const struct option *misfit;
	enum format format = FORMAT_TEXT;

	if (!options_fit(arguments, bit, &misfit))
		return pf_fail(err, PF_E_USAGE, "option '--%s' does not go with 'podfit %s'",
			misfit->name, name);
	if (!check_read_options(&job->call, &job->check, err))
		return false;
	if (options_has(arguments, OPTION_FORMAT) && job->check.output.targets)
		format = job->check.output.targets[0].format;
	if (bit == FOR_BASELINE_SHOW && format != FORMAT_TEXT && format != FORMAT_JSON)
		return pf_fail(err, PF_E_USAGE, "'%s' knows the formats text and json", name);
	return true;
}

/* Settle options, configuration and baseline, which has to be there if `needed`. */
static bool prepare(struct job *job, unsigned bit, const char *name, bool needed)
{
	struct pf_config_fault config_fault;
	struct file_fault fault;
	struct pf_error err = {0};

	if (!read_options(job, bit, name, &err)) {
		say("%s", err.msg);
		return false;
	}
	if (!check_load_config(&job->call, &job->check, &config_fault)) {
		check_say_config_fault(&job->check, &config_fault);
		return false;
	}
	if (!check_load_baseline(job->call.arena, &job->check, needed, &fault)) {
		check_say_file_fault(&fault);
		return false;
	}
	if (needed && !job->check.baseline.is_read) {
		say("there is no baseline '%.*s'; 'podfit baseline write' makes one",
			PF_STR_ARG(file_of(job)));
		return false;
	}
	return true;
}

int cmd_baseline(const struct call *call)
{
	struct job job = {.call = *call};
	struct pf_error err = {0};
	int verb;

	if (!call->nwords)
		return refuse("'podfit baseline' needs one of write, prune and show");
	if (!value_read(&value_verb, FOR_BASELINE, call->words[0], &verb, &err))
		return refuse("%s", err.msg);
	job.call.words++;
	job.call.nwords--;
	switch ((enum verb)verb) {
	case VERB_WRITE:
		if (prepare(&job, FOR_BASELINE, "baseline write", false))
			return find_and_lint(&job, write_baseline);
		break;
	case VERB_PRUNE:
		if (prepare(&job, FOR_BASELINE, "baseline prune", true))
			return find_and_lint(&job, prune_baseline);
		break;
	case VERB_SHOW:
		if (prepare(&job, FOR_BASELINE_SHOW, "baseline show", true))
			return show_baseline(&job);
		break;
	}
	return EXIT_USAGE;
}
