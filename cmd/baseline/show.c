/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit baseline show`. */

#include "baseline/verbs.h"
#include "print.h"
#include "source/path.h"
#include "text/escape.h"
#include "text/json/write.h"

static bool is_within_any(pf_str path, const pf_str *folders, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_path_is_within(path, folders[i]))
			return true;
	}
	return false;
}

/* The baseline with the entries that the command line asks for. */
static struct pf_baseline select_entries(const struct job *job)
{
	struct pf_arena *arena = job->call.arena;
	struct pf_baseline selected = job->check.baseline.known;
	size_t nasked = job->call.nwords, most = selected.n;
	pf_str *asked = PF_NEWN(arena, pf_str, nasked);
	struct pf_baseline_entry *entries = PF_NEWN(arena, struct pf_baseline_entry, most);

	for (size_t i = 0; i < nasked; i++)
		asked[i] = pf_path_join(arena, job->check.current, job->call.words[i]);
	selected.n = 0;
	for (size_t i = 0; i < most; i++) {
		const struct pf_baseline_entry *entry = &selected.entries[i];
		pf_str whole = pf_path_join(arena, job->check.current, entry->shown);

		if (!nasked || is_within_any(whole, asked, nasked))
			entries[selected.n++] = *entry;
	}
	selected.entries = entries;
	return selected;
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

static int show_json(const struct pf_baseline *baseline)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_json_open(&out, '{');
	pf_json_number(&out, "schema", 1);
	pf_json_member(&out, "baseline", baseline->path);
	pf_json_key(&out, "entries");
	pf_json_open(&out, '[');
	for (size_t i = 0; i < baseline->n; i++)
		add_entry_json(&out, &baseline->entries[i]);
	pf_json_close(&out, ']');
	pf_json_close(&out, '}');
	pf_buf_addc(&out, '\n');
	return print(&out);
}

static int show_text(const struct pf_baseline *baseline, bool quiet)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		pf_echo(&out, entry->shown);
		pf_buf_add_lit(&out, ": ");
		if (entry->object.len) {
			pf_echo(&out, entry->object);
			pf_buf_add_lit(&out, ": ");
		}
		pf_echo(&out, entry->rule);
		pf_buf_addc(&out, '\n');
	}
	if (!quiet)
		pf_buf_addf(&out, "%s%zu %s in %.*s\n", baseline->n ? "\n" : "", baseline->n,
			baseline_entries(baseline->n), PF_STR_ARG(baseline->path));
	return print(&out);
}

int baseline_show(const struct job *job)
{
	const struct pf_baseline selected = select_entries(job);

	if (job->check.output.targets[0].format == FORMAT_JSON)
		return show_json(&selected);
	return show_text(&selected, job->check.output.quiet);
}
