/* SPDX-License-Identifier: Apache-2.0 */

/* Bytes to documents and objects, and which files are manifests at all. */

#include "engine/intake_internal.h"

#include <stdlib.h>

#include "base/vec.h"
#include "engine/progress_internal.h"
#include "project/kustomization.h"
#include "source/path.h"
#include "yaml/load.h"
#include "yaml/split.h"

#define CHUNK_BYTES ((size_t)256 * 1024) /* of one file, for one thread at a time */

/* The path of an input from the folder that ids start from; empty: as reported. */
static pf_str home_path(struct pf_run *run, const struct pf_input *input)
{
	bool nameless = !input->os_path && pf_str_eq(input->path, PF_STR("<stdin>"));

	if (!run->settings->home.len || nameless)
		return PF_STR_EMPTY;
	return pf_path_between(&run->arena, run->settings->home, input->path);
}

void pf_run_file_start(struct pf_run *run, struct pf_run_file *f, const struct pf_input *input,
	size_t number)
{
	f->input = input;
	f->file.source.path = input->path;
	f->file.number = (uint32_t)number;
	f->file.named = input->named;
	f->file.context = input->context;
	f->file.home_path = home_path(run, input);
}

static void skip(struct pf_run_file *f, enum pf_skip_reason reason)
{
	f->skipped = true;
	f->reason = reason;
}

static void split_into_chunks(struct pf_arena *arena, struct pf_run_file *f, size_t jobs)
{
	struct pf_pieces pieces = pf_yaml_split(arena, f->file.source.text);
	size_t size = 0, from = 0;

	f->chunks =
		PF_NEWN(arena, struct pf_chunk_of_file, f->file.source.text.len / CHUNK_BYTES + 1);
	for (size_t i = 0; i < pieces.len; i++) {
		size += pieces.ptr[i].end - pieces.ptr[i].start;
		if (i + 1 < pieces.len && (size < CHUNK_BYTES || jobs == 1))
			continue;
		f->chunks[f->nchunks++] = (struct pf_chunk_of_file){
			.of = f, .pieces = pieces.ptr + from, .npieces = i + 1 - from};
		from = i + 1;
		size = 0;
	}
}

/* Whoever writes `Dockerfile.j2` has no Dockerfile yet. */
static bool is_template_name(pf_str path)
{
	static const pf_str ends[] = {PF_STR_INIT(".j2"), PF_STR_INIT(".jinja"),
		PF_STR_INIT(".jinja2"), PF_STR_INIT(".tmpl"), PF_STR_INIT(".tpl"),
		PF_STR_INIT(".template"), PF_STR_INIT(".gotmpl"), PF_STR_INIT(".erb"),
		PF_STR_INIT(".ejs"), PF_STR_INIT(".mustache"), PF_STR_INIT(".in"),
		PF_STR_INIT(".m4")};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (pf_str_ends_with(path, ends[i]))
			return true;
	}
	return false;
}

/* Does a template's mark stand in the line of a fault? */
static bool is_template_fault(pf_str text, const struct pf_dockerfile_fault *fault)
{
	size_t from = fault->range.start, to = from;
	pf_str line;

	while (from > 0 && text.ptr[from - 1] != '\n')
		from--;
	while (to < text.len && text.ptr[to] != '\n')
		to++;
	line = pf_str_sub(text, from, to);
	return pf_str_contains(line, PF_STR("{{")) || pf_str_contains(line, PF_STR("{%")) ||
		pf_str_contains(line, PF_STR("<%"));
}

static void read_dockerfile(struct pf_arena *arena, struct pf_run_file *f)
{
	const struct pf_dockerfile *dockerfile = pf_dockerfile_parse(arena, &f->file.source);
	bool template = !f->input->named && is_template_name(f->file.source.path);

	for (size_t i = 0; i < dockerfile->nfaults && !template; i++)
		template = is_template_fault(f->file.source.text, &dockerfile->faults[i]);
	if (template)
		skip(f, PF_SKIP_TEMPLATE);
	else
		f->file.dockerfile = dockerfile;
}

void pf_run_read(struct pf_run *run, struct pf_arena *arena, struct pf_run_file *f)
{
	struct pf_source *source = &f->file.source;

	if (!f->input->os_path) {
		pf_source_decode(arena, f->input->bytes, f->input->path, source);
	} else if (!pf_source_read_file(arena, f->input->os_path, f->input->path, source,
			   &f->error)) {
		f->failed = !f->input->builds; /* nobody asked for that */
		return;
	}
	if (source->encoding == PF_BINARY) {
		skip(f, PF_SKIP_BINARY);
		return;
	}
	if (f->input->dockerfile)
		read_dockerfile(arena, f);
	else if (!f->input->builds)
		split_into_chunks(arena, f, run->settings->limits.jobs);
}

static void read_file(void *arg, size_t worker, size_t i)
{
	struct pf_run *run = arg;

	if (!pf_run_is_late(run))
		pf_run_read(run, &run->workers[worker].arena, run->files[i]);
	pf_run_step(run);
}

static void append_documents(struct pf_arena *arena, struct pf_documents *all, size_t *cap,
	const struct pf_documents *some)
{
	if (!some->len)
		return;
	all->ptr = pf_vec_reserve(arena, all->ptr, all->len, some->len, cap, sizeof(*all->ptr));
	memcpy(all->ptr + all->len, some->ptr, some->len * sizeof(*all->ptr));
	all->len += some->len;
}

/* Objects point at their documents, so all documents of a chunk come first. */
static void parse_chunk(struct pf_arena *arena, struct pf_chunk_of_file *chunk)
{
	size_t cap = chunk->npieces;

	chunk->documents.ptr = PF_NEWN(arena, struct pf_document, cap);
	for (size_t k = 0; k < chunk->npieces && chunk->documents.len <= PF_YAML_MAX_DOCUMENTS;
		k++) {
		struct pf_documents some = {0};

		pf_yaml_load(arena, &chunk->of->file.source, chunk->pieces[k], &some);
		append_documents(arena, &chunk->documents, &cap, &some);
	}
	for (size_t k = 0; k < chunk->documents.len; k++) {
		const struct pf_document *document = &chunk->documents.ptr[k];

		if (document->fault) {
			chunk->has_fault = true;
			chunk->has_template |= document->fault->kind == PF_YAML_TEMPLATE;
		} else if (pf_document_is_kubernetes(document)) {
			chunk->has_kubernetes = true;
			pf_objects_of(arena, document, &chunk->objects);
		}
	}
	for (size_t k = 0; k < chunk->objects.len; k++)
		chunk->objects.ptr[k].context = chunk->of->file.context;
}

static void parse(void *arg, size_t worker, size_t i)
{
	struct pf_run *run = arg;

	if (!pf_run_is_late(run))
		parse_chunk(&run->workers[worker].arena, run->chunks[i]);
	pf_run_step(run);
}

static bool line_begins(pf_str text, size_t at, pf_str word)
{
	return (at == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '\r') &&
		pf_str_starts_with(pf_str_from_offset(text, at), word);
}

/* What cannot be parsed is a manifest if it has a manifest's first words. */
static bool looks_like_manifest(pf_str text)
{
	static const pf_str words[] = {PF_STR_INIT("apiVersion:"), PF_STR_INIT("kind:")};
	static const pf_str quoted[] = {PF_STR_INIT("\"apiVersion\""), PF_STR_INIT("\"kind\"")};

	for (size_t i = 0; i < 2; i++) {
		size_t at = 0;

		while (at < text.len) {
			at += pf_str_find(pf_str_from_offset(text, at), words[i]);
			if (at < text.len && line_begins(text, at, words[i]))
				return true;
			at++;
		}
	}
	return pf_str_contains(text, quoted[0]) && pf_str_contains(text, quoted[1]);
}

/* Length of what opens a comment of Go or Jinja at the front of `text`, or 0. */
static size_t comment_len(pf_str text)
{
	size_t at = 2;

	if (pf_str_starts_with(text, PF_STR("{#")))
		return at;
	if (!pf_str_starts_with(text, PF_STR("{{")))
		return 0;
	while (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == ' '))
		at++;
	return pf_str_starts_with(pf_str_from_offset(text, at), PF_STR("/*")) ? at + 2 : 0;
}

/* Does a template comment hold a separator, so that whole documents may be in it? */
static bool comments_out_documents(pf_str text)
{
	for (size_t at = 0; at < text.len; at++) {
		pf_str rest;
		size_t len;

		at += pf_str_find_char(pf_str_from_offset(text, at), '{');
		rest = pf_str_from_offset(text, at < text.len ? at : text.len);
		len = comment_len(rest);
		if (!len)
			continue;
		rest = pf_str_sub(rest, 0,
			pf_str_find(rest, rest.ptr[1] == '#' ? PF_STR("#}") : PF_STR("*/")));
		if (pf_str_contains(rest, PF_STR("\n---")))
			return true;
		at += rest.len;
	}
	return false;
}

static void judge_file(const struct pf_run *run, struct pf_run_file *f)
{
	bool kubernetes = run->settings->input.as_kubernetes, fault = false, template = false;
	bool sound = false;

	for (size_t i = 0; i < f->nchunks; i++) {
		sound |= f->chunks[i].has_kubernetes;
		fault |= f->chunks[i].has_fault;
		template |= f->chunks[i].has_template;
	}
	if (f->failed || f->skipped || f->input->dockerfile)
		return;
	kubernetes |= sound;
	f->kustomization = pf_is_kustomization_path(f->file.source.path);
	if (fault && !kubernetes)
		kubernetes = f->kustomization || looks_like_manifest(f->file.source.text);
	if (template && kubernetes) {
		f->file.templated = true;
		if (!sound || comments_out_documents(f->file.source.text))
			skip(f, PF_SKIP_TEMPLATE);
	} else if (!kubernetes && !f->kustomization) {
		skip(f, PF_SKIP_NOT_KUBERNETES);
	}
}

/* Keep the first `n` documents of a chunk, and one more that says so. */
static void cut_chunk(struct pf_run *run, struct pf_chunk_of_file *chunk, size_t n)
{
	struct pf_document *over = &chunk->documents.ptr[n];

	chunk->documents.len = n + 1;
	while (chunk->objects.len && chunk->objects.ptr[chunk->objects.len - 1].document >= over)
		chunk->objects.len--;
	chunk->has_fault = true;
	pf_document_refuse(&run->arena, over);
}

/* Indexes count through the file once all its chunks are there. */
static void number_documents(struct pf_run *run, struct pf_run_file *f)
{
	struct pf_documents *parts = PF_NEWN(&run->arena, struct pf_documents, f->nchunks);
	struct pf_objects *objects = PF_NEWN(&run->arena, struct pf_objects, f->nchunks);
	uint32_t base = 0;

	f->file.parts = parts;
	f->file.objects = objects;
	f->file.nparts = f->nchunks;
	for (size_t i = 0; i < f->nchunks; i++) {
		const struct pf_documents *documents = &f->chunks[i].documents;

		if (base > PF_YAML_MAX_DOCUMENTS)
			f->chunks[i] = (struct pf_chunk_of_file){.of = f,
				.pieces = f->chunks[i].pieces,
				.npieces = f->chunks[i].npieces};
		else if (documents->len > PF_YAML_MAX_DOCUMENTS - base)
			cut_chunk(run, &f->chunks[i], PF_YAML_MAX_DOCUMENTS - base);
		parts[i] = *documents;
		objects[i] = f->chunks[i].objects;
		for (size_t k = 0; k < documents->len; k++)
			documents->ptr[k].index = base++;
	}
}

/* Part of the path that files of one chart share: what is above `templates/`, else the folder. */
static pf_str chart_of(pf_str path)
{
	size_t at = pf_str_find(path, PF_STR("/templates/"));
	size_t slash = pf_str_rfind_char(path, '/');

	if (pf_str_starts_with(path, PF_STR("templates/")))
		return PF_STR(".");
	if (at < path.len)
		return pf_str_sub(path, 0, at);
	return slash < path.len ? pf_str_sub(path, 0, slash) : PF_STR_EMPTY;
}

static const struct pf_yaml_fault *template_fault(const struct pf_run_file *f)
{
	for (size_t i = 0; i < f->nchunks; i++) {
		const struct pf_documents *documents = &f->chunks[i].documents;

		for (size_t k = 0; k < documents->len; k++) {
			const struct pf_yaml_fault *fault = documents->ptr[k].fault;

			if (fault && fault->kind == PF_YAML_TEMPLATE)
				return fault;
		}
	}
	return NULL;
}

static int by_chart(const void *a, const void *b)
{
	const struct pf_run_file *const *left = a, *const *right = b;
	pf_str l = (*left)->file.source.path, r = (*right)->file.source.path;
	int order = pf_str_cmp(chart_of(l), chart_of(r));

	return order ? order : pf_str_cmp(l, r);
}

/* Folder of the Chart.yaml that a file on disk lies below, as reported. */
static pf_str chart_above(struct pf_arena *arena, const struct pf_input *input)
{
	static const char *const names[] = {"Chart.yaml"};
	const char *found = NULL;

	if (input->os_path)
		found = pf_path_find_above(arena, pf_path_directory(pf_str_from(input->os_path)),
			names, 1);
	return found ? pf_report_path(arena, pf_path_directory(pf_str_from(found))) : PF_STR_EMPTY;
}

/* The first file of each chart that is to be linted carries the finding for all. */
static void choose_chart_speakers(struct pf_run *run)
{
	struct pf_run_file **templates = PF_NEWN(&run->arena, struct pf_run_file *, run->nfiles);
	struct pf_run_file *speaker = NULL;
	size_t n = 0;

	for (size_t i = 0; i < run->nfiles; i++) {
		if (run->files[i]->file.templated && !run->files[i]->file.context)
			templates[n++] = run->files[i];
	}
	qsort(templates, n, sizeof(*templates), by_chart);
	for (size_t i = 0; i < n; i++) {
		if (!speaker ||
			!pf_str_eq(chart_of(templates[i]->file.source.path),
				chart_of(speaker->file.source.path))) {
			speaker = templates[i];
			speaker->file.template = template_fault(speaker);
			speaker->file.chart = chart_above(&run->arena, speaker->input);
		}
		speaker->file.partly |= !templates[i]->skipped;
		speaker->file.ntemplates++;
	}
}

static void collect_chunks(struct pf_run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->nfiles; i++)
		n += run->files[i]->nchunks;
	run->chunks = PF_NEWN(&run->arena, struct pf_chunk_of_file *, n);
	for (size_t i = 0; i < run->nfiles; i++) {
		for (size_t k = 0; k < run->files[i]->nchunks; k++)
			run->chunks[run->nchunks++] = &run->files[i]->chunks[k];
	}
}

void pf_run_intake(struct pf_run *run)
{
	pf_run_enter(run, PF_PHASE_READING, run->nfiles);
	pf_pool_run(run->nfiles, run->settings->limits.jobs, read_file, run);
	collect_chunks(run);
	pf_run_enter(run, PF_PHASE_PARSING, run->nchunks);
	pf_pool_run(run->nchunks, run->settings->limits.jobs, parse, run);
	if (pf_run_is_late(run))
		return;
	for (size_t i = 0; i < run->nfiles; i++) {
		number_documents(run, run->files[i]);
		judge_file(run, run->files[i]);
	}
	choose_chart_speakers(run);
}
