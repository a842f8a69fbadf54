/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/config.h"

#include "base/buf.h"
#include "image/build/fault.h"
#include "image/build/mounts.h"
#include "image/build/ports.h"
#include "image/build/scope.h"
#include "image/build/signal.h"
#include "image/build/values.h"
#include "image/dockerfile/dockerfile.h"
#include "source/discover.h"
#include "text/duration.h"

static bool on_chain(const struct pf_evaluation *e)
{
	return e->plan.stages[e->now.stage].chain;
}

/* From the first word to the last, with the brackets around them. */
static struct pf_piece arguments(const struct pf_evaluation *e, const struct pf_instruction *in)
{
	const char *text = e->file->source->text.ptr;
	struct pf_piece range = in->keyword;

	if (in->nwords == 0)
		return range;
	range.start = in->words[0].range.start;
	range.end = in->words[in->nwords - 1].range.end;
	if (in->form != PF_ARGS_JSON)
		return range;
	while (range.start > in->keyword.end && text[range.start] != '[')
		range.start--;
	while (range.end < in->range.end && text[range.end - 1] != ']')
		range.end++;
	return range;
}

static struct pf_origin origin(const struct pf_evaluation *e, struct pf_piece range, bool varies)
{
	return (struct pf_origin){e->file->source, range, varies};
}

/* Unknown where it cannot be expanded, which is a fault. */
static struct pf_expansion expand(struct pf_evaluation *e, pf_str text, struct pf_piece range)
{
	struct pf_build_scope scope = pf_build_stage_scope(e);
	struct pf_expansion out;
	struct pf_error err;

	if (!pf_expand(e->arena, text, &scope, &out, &err)) {
		pf_build_complain(e, range, "the value cannot be expanded: %s", err.msg);
		return (struct pf_expansion){PF_STR_EMPTY, PF_INHERITED, false};
	}
	return out;
}

static struct pf_expansion expand_text(struct pf_evaluation *e, const struct pf_instruction *in)
{
	if (in->nwords == 0)
		return (struct pf_expansion){PF_STR_EMPTY, PF_KNOWN, false};
	return expand(e, in->words[0].text, in->words[0].range);
}

/* ENV and LABEL. */

struct pair {
	struct pf_expansion name;
	struct pf_expansion value;
	struct pf_piece range;
};

/* All are expanded before any is set. */
static struct pair *expand_pairs(struct pf_evaluation *e, const struct pf_instruction *in,
	size_t *npairs)
{
	struct pair *pairs = PF_NEWN(e->arena, struct pair, in->nwords + 1);

	*npairs = in->pair ? 1 : in->nwords;
	if (in->pair && in->nwords < 2) {
		*npairs = 0;
		return pairs;
	}
	for (size_t i = 0; i < *npairs; i++) {
		pf_str word = in->words[i].text, value = PF_STR_EMPTY;
		size_t at = word.len;

		pairs[i].range = in->pair ? arguments(e, in) : in->words[i].range;
		if (in->pair)
			value = in->words[1].text;
		else
			at = pf_str_find_char(word, '=');
		if (at < word.len)
			value = pf_str_from_offset(word, at + 1);
		pairs[i].name = expand(e, pf_str_sub(word, 0, at), pairs[i].range);
		pairs[i].value = expand(e, value, pairs[i].range);
	}
	return pairs;
}

static void set_env_fact(struct pf_evaluation *e, const struct pf_image_env *env)
{
	uint32_t i = pf_build_names_add(e->arena, &e->made.env_names, env->name,
		(uint32_t)e->made.env.len, &e->fuel);

	if (i == PF_NO_NUMBER) {
		e->made.facts.env.complete = false;
		return;
	}
	if (i == e->made.env.len)
		PF_VEC_ADD(e->arena, &e->made.env) = *env;
	else
		e->made.env.ptr[i] = *env;
}

static void run_env(struct pf_evaluation *e, const struct pf_instruction *in)
{
	size_t n;
	const struct pair *pairs = expand_pairs(e, in, &n);

	for (size_t i = 0; i < n; i++) {
		const struct pair *p = &pairs[i];
		struct pf_origin from = origin(e, p->range, p->name.varies || p->value.varies);
		const struct pf_image_env env = {p->name.text, p->value.text, p->value.is, from};
		const struct pf_variable v = {.name = p->name.text,
			.value = p->value.text,
			.is = p->value.is,
			.varies = from.varies};

		if (p->name.is == PF_KNOWN && p->name.text.len > 0) {
			pf_build_variables_set(e->arena, &e->now.variables, &v, true, &e->fuel);
			if (on_chain(e))
				set_env_fact(e, &env);
		} else if (on_chain(e)) {
			e->made.facts.env.complete = false;
		}
	}
}

/* An entry without a name keeps the place of one whose value is not known. */
static void set_entry(struct pf_evaluation *e, struct pf_build_entries *entries, pf_str name,
	const struct pf_image_entry *entry)
{
	uint32_t i = pf_build_names_add(e->arena, &entries->names, name, (uint32_t)entries->len,
		&e->fuel);

	if (i == PF_NO_NUMBER)
		return;
	if (i == entries->len)
		PF_VEC_ADD(e->arena, entries) = *entry;
	else
		entries->ptr[i] = *entry;
}

static void run_label(struct pf_evaluation *e, const struct pf_instruction *in)
{
	size_t n;
	const struct pair *pairs = expand_pairs(e, in, &n);

	for (size_t i = 0; i < n && on_chain(e); i++) {
		const struct pair *p = &pairs[i];
		const struct pf_image_entry unknown = {.name = PF_STR_EMPTY};
		const struct pf_image_entry label = {p->name.text, p->value.text,
			origin(e, p->range, p->name.varies || p->value.varies)};

		if (p->name.is != PF_KNOWN || p->value.is != PF_KNOWN)
			e->made.facts.labels.complete = false;
		if (p->name.is == PF_KNOWN)
			set_entry(e, &e->made.labels, p->name.text,
				p->value.is == PF_KNOWN ? &label : &unknown);
	}
}

static void run_volume(struct pf_evaluation *e, const struct pf_instruction *in)
{
	for (size_t i = 0; i < in->nwords; i++) {
		struct pf_piece range = in->words[i].range;
		struct pf_expansion path = expand(e, in->words[i].text, range);
		struct pf_image_entry volume = {
			pf_str_trim(path.text), PF_STR_EMPTY, origin(e, range, path.varies)};

		if (path.is == PF_KNOWN && volume.name.len > 0) {
			if (on_chain(e))
				set_entry(e, &e->made.volumes, volume.name, &volume);
		} else if (path.is == PF_KNOWN && !path.varies) {
			pf_build_complain(e, range, "VOLUME has an empty path");
		} else if (on_chain(e) && path.is != PF_KNOWN) {
			e->made.facts.volumes.complete = false;
		}
	}
}

/* Command lines. */

static struct pf_words word_texts(struct pf_arena *arena, const struct pf_instruction *in)
{
	pf_str *texts = PF_NEWN(arena, pf_str, in->nwords + 1);

	for (size_t i = 0; i < in->nwords; i++)
		texts[i] = in->words[i].text;
	return (struct pf_words){texts, in->nwords};
}

static struct pf_words default_shell(const struct pf_evaluation *e)
{
	static const pf_str posix[] = {PF_STR_INIT("/bin/sh"), PF_STR_INIT("-c")};
	static const pf_str windows[] = {PF_STR_INIT("cmd"), PF_STR_INIT("/S"), PF_STR_INIT("/C")};

	return e->made.windows ? (struct pf_words){windows, 3} : (struct pf_words){posix, 2};
}

/*
 * A shell of an unread base is hardly ever another than the default; that is
 * taken for granted, or nothing could be said of any shell form.
 */
static pf_words_fact command_line(struct pf_evaluation *e, const struct pf_instruction *in)
{
	pf_words_fact fact = {PF_KNOWN, {NULL, 0}, origin(e, arguments(e, in), false)};
	struct pf_words shell =
		e->made.facts.shell.is == PF_KNOWN ? e->made.facts.shell.value : default_shell(e);
	pf_str *words;

	if (in->form == PF_ARGS_JSON) {
		fact.value = word_texts(e->arena, in);
		return fact;
	}
	words = PF_NEWN(e->arena, pf_str, shell.len + 1);
	for (size_t i = 0; i < shell.len; i++)
		words[i] = shell.ptr[i];
	words[shell.len] = in->text;
	fact.value = (struct pf_words){words, shell.len + 1};
	return fact;
}

static void run_entrypoint(struct pf_evaluation *e, const struct pf_instruction *in)
{
	e->made.facts.entrypoint = command_line(e, in);
	if (e->now.cmd_seen || e->made.facts.cmd.is == PF_ABSENT)
		return;
	e->made.facts.cmd = (pf_words_fact){.is = PF_ABSENT, .from = e->made.facts.entrypoint.from};
}

static int64_t flag_duration(const struct pf_instruction *in, pf_str name)
{
	const struct pf_dockerfile_flag *flag = pf_instruction_flag(in, name);
	int64_t out;

	return flag && pf_duration_parse(flag->value, &out) ? out : 0;
}

static int64_t flag_count(const struct pf_instruction *in, pf_str name)
{
	const struct pf_dockerfile_flag *flag = pf_instruction_flag(in, name);
	int64_t out;

	return flag && pf_str_to_int(flag->value, &out) ? out : 0;
}

static void run_healthcheck(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_healthcheck check = {.kind = PF_HEALTHCHECK_NONE};

	if (!in->none) {
		pf_str *text = PF_NEW(e->arena, pf_str);

		*text = in->text;
		check.kind = in->form == PF_ARGS_JSON ? PF_HEALTHCHECK_CMD : PF_HEALTHCHECK_SHELL;
		check.test = in->form == PF_ARGS_JSON ? word_texts(e->arena, in)
						      : (struct pf_words){text, 1};
		check.interval = flag_duration(in, PF_STR("interval"));
		check.timeout = flag_duration(in, PF_STR("timeout"));
		check.start_period = flag_duration(in, PF_STR("start-period"));
		check.start_interval = flag_duration(in, PF_STR("start-interval"));
		check.retries = flag_count(in, PF_STR("retries"));
	}
	e->made.facts.healthcheck =
		(pf_healthcheck_fact){PF_KNOWN, check, origin(e, in->keyword, false)};
}

/* A single text. */

static void run_user(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_expansion user = expand_text(e, in);

	if (on_chain(e))
		e->made.facts.user =
			(pf_str_fact){user.is, user.text, origin(e, arguments(e, in), user.varies)};
}

static void run_stopsignal(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_expansion signal = expand_text(e, in);

	if (signal.is == PF_KNOWN && !pf_build_is_signal(signal.text)) {
		if (!signal.varies)
			pf_build_complain(e, arguments(e, in), "`%.*s` is no signal",
				PF_STR_ARG(signal.text));
		signal.is = PF_INHERITED;
	}
	if (on_chain(e))
		e->made.facts.stop_signal = (pf_str_fact){
			signal.is, signal.text, origin(e, arguments(e, in), signal.varies)};
}

/* C:\app, C:/app */
static bool has_drive(pf_str path)
{
	return path.len > 2 && (pf_is_lower(path.ptr[0]) || pf_is_upper(path.ptr[0])) &&
		path.ptr[1] == ':' && (path.ptr[2] == '\\' || path.ptr[2] == '/');
}

/*
 * Seen from the working directory; PF_INHERITED where that is not known.  A
 * path of Windows stays as it is written.
 */
static pf_str_fact place(struct pf_evaluation *e, const struct pf_expansion *path)
{
	const pf_str_fact *now = &e->made.facts.working_directory;
	pf_str_fact out = {.is = path->is, .from = {.varies = path->varies}};

	if (path->is != PF_KNOWN)
		return out;
	if (has_drive(path->text)) {
		out.value = path->text;
		return out;
	}
	if (path->text.len == 0 || path->text.ptr[0] != '/') {
		out.is = now->is == PF_INHERITED ? PF_INHERITED : PF_KNOWN;
		out.from.varies |= now->from.varies;
		if (now->is == PF_KNOWN && has_drive(now->value))
			out.is = PF_INHERITED;
	}
	if (out.is == PF_KNOWN)
		out.value = pf_path_join(e->arena, now->is == PF_KNOWN ? now->value : PF_STR_EMPTY,
			path->text);
	return out;
}

static void run_workdir(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_expansion path = expand_text(e, in);
	pf_str_fact fact;

	if (!on_chain(e))
		return;
	fact = place(e, &path);
	fact.from = origin(e, arguments(e, in), fact.from.varies);
	e->made.facts.working_directory = fact;
}

/* COPY, ADD, RUN. */

/* The text that is copied has its variables expanded, but quotes are no quotes there. */
static void expand_body(struct pf_evaluation *e, const struct pf_instruction *in, size_t word,
	const struct pf_heredoc *heredoc)
{
	struct pf_build_scope scope = pf_build_stage_scope(e);
	struct pf_expansion out;
	struct pf_error err;

	scope.escape = '\\';
	scope.plain_quotes = true;
	if (!pf_expand(e->arena, heredoc->body, &scope, &out, &err))
		pf_build_complain(e, in->words[word].range,
			"the text of this heredoc cannot be expanded: %s", err.msg)
			->help = pf_arena_fmt(e->arena, "write <<'%.*s' to leave it as it is",
			PF_STR_ARG(heredoc->name));
}

/* The last heredoc of that name, or the number of them. */
static size_t heredoc_named(const struct pf_instruction *in, pf_str name)
{
	for (size_t i = in->nheredocs; i > 0; i--) {
		if (pf_str_eq(in->heredocs[i - 1].name, name))
			return i - 1;
	}
	return in->nheredocs;
}

/* `<<EOF` brings a file of that name; empty for other words.  `done`: bodies that are expanded. */
static pf_str source_name(struct pf_evaluation *e, const struct pf_instruction *in, size_t word,
	bool *done)
{
	struct pf_heredoc named;
	size_t i;

	if (in->nheredocs == 0 || in->form == PF_ARGS_JSON ||
		!pf_dockerfile_heredoc_word(e->arena, in->words[word].text, &named))
		return PF_STR_EMPTY;
	i = heredoc_named(in, named.name);
	if (named.expand && i < in->nheredocs && !done[i]) {
		done[i] = true;
		expand_body(e, in, word, &in->heredocs[i]);
	}
	return named.name;
}

/* A flag's value, once it is certain; empty else. */
static pf_str certain_value(struct pf_evaluation *e, const struct pf_instruction *in, pf_str name,
	struct pf_piece *range)
{
	const struct pf_dockerfile_flag *flag = pf_instruction_flag(in, name);
	struct pf_expansion value;

	if (!flag)
		return PF_STR_EMPTY;
	*range = flag->range;
	value = expand(e, flag->value, flag->range);
	return value.is == PF_KNOWN && !value.varies ? value.text : PF_STR_EMPTY;
}

static void blame_flag(struct pf_evaluation *e, struct pf_piece range, pf_str value,
	const struct pf_build_blame *blame)
{
	if (value.len > 0 && blame)
		pf_build_complain(e, range, "`%.*s` %s", PF_STR_ARG(pf_build_quotable(value)),
			blame->message)
			->help = pf_str_from(blame->help);
}

static bool is_true(const struct pf_dockerfile_flag *flag)
{
	return flag && !pf_str_eq_nocase(flag->value, PF_STR("false"));
}

static void judge_copy_flags(struct pf_evaluation *e, const struct pf_instruction *in)
{
	static const struct pf_build_blame named = {
		"is a name, which `--link` cannot look up", "write numbers, or leave `--link` out"};
	struct pf_piece range = in->keyword;
	pf_str owner, mode;

	owner = certain_value(e, in, PF_STR("chown"), &range);
	if (is_true(pf_instruction_flag(in, PF_STR("link"))) && pf_build_owner_is_named(owner))
		blame_flag(e, range, owner, &named);
	mode = certain_value(e, in, PF_STR("chmod"), &range);
	blame_flag(e, range, mode, pf_build_judge_mode(mode));
}

/* --checksum is for one archive or repository that is fetched. */
static void judge_checksum(struct pf_evaluation *e, const struct pf_instruction *in,
	const struct pf_image_copy *copy)
{
	static const struct pf_build_blame many = {
		"cannot be the checksum of several sources", "write one `ADD` for each"};
	static const struct pf_build_blame local = {"cannot be checked: the source is not fetched",
		"leave `--checksum` out, it is for URLs and repositories"};
	struct pf_piece range = in->keyword;
	pf_str sum = certain_value(e, in, PF_STR("checksum"), &range);
	enum pf_build_source kind;

	if (sum.len == 0 || copy->at.varies)
		return;
	if (copy->sources.len != 1) {
		blame_flag(e, range, sum, &many);
		return;
	}
	kind = pf_build_source_kind(copy->sources.ptr[0]);
	if (kind == PF_SOURCE_PATH)
		blame_flag(e, range, sum, &local);
	else if (kind == PF_SOURCE_URL)
		blame_flag(e, range, sum, pf_build_judge_digest(sum));
}

/* Only ADD fetches. */
static void judge_source(struct pf_evaluation *e, const struct pf_instruction *in, pf_str source,
	struct pf_piece range)
{
	enum pf_build_source kind = pf_build_source_kind(source);

	if (in->kind != PF_COPY || kind == PF_SOURCE_PATH)
		return;
	pf_build_complain(e, range, "COPY does not fetch `%.*s`, which is a %s",
		PF_STR_ARG(pf_build_quotable(source)),
		kind == PF_SOURCE_URL ? "URL" : "Git repository")
		->help = PF_STR("write `ADD`");
}

static bool names_directory(pf_str target)
{
	return target.len == 0 || pf_str_ends_with(target, PF_STR("/")) ||
		pf_str_eq(target, PF_STR(".")) || pf_str_ends_with(target, PF_STR("/."));
}

static void run_copy(struct pf_evaluation *e, const struct pf_instruction *in)
{
	const struct pf_dockerfile_flag *from = pf_instruction_flag(in, PF_STR("from"));
	pf_str *sources = PF_NEWN(e->arena, pf_str, in->nwords + 1);
	bool *done = PF_NEWN(e->arena, bool, in->nheredocs + 1);
	struct pf_image_copy copy = {.at = origin(e, arguments(e, in), false)};
	size_t nsources = in->nwords ? in->nwords - 1 : 0;
	struct pf_expansion target;
	pf_str_fact path;

	for (size_t i = 0; i < nsources; i++) {
		struct pf_expansion source;

		sources[i] = source_name(e, in, i, done);
		if (sources[i].len > 0)
			continue;
		source = expand(e, in->words[i].text, in->words[i].range);
		sources[i] = source.is == PF_KNOWN ? source.text : in->words[i].text;
		copy.at.varies |= source.varies;
		if (source.is == PF_KNOWN && !source.varies)
			judge_source(e, in, source.text, in->words[i].range);
	}
	if (in->nwords == 0)
		return;
	copy.sources = (struct pf_words){sources, nsources};
	judge_copy_flags(e, in);
	judge_checksum(e, in, &copy);
	target = expand(e, in->words[nsources].text, in->words[nsources].range);
	if (!on_chain(e))
		return;
	path = place(e, &target);
	copy.target = path.is == PF_KNOWN ? path.value : PF_STR_EMPTY;
	copy.into = nsources > 1 || (target.is == PF_KNOWN && names_directory(target.text));
	copy.from = from ? from->value : PF_STR_EMPTY;
	copy.at.varies |= path.from.varies;
	PF_VEC_ADD(e->arena, &e->made.copies) = copy;
}

static void add_body(struct pf_buf *buf, const struct pf_heredoc *heredoc)
{
	pf_str rest = heredoc->body, line;

	if (!heredoc->chomp) {
		pf_buf_add(buf, heredoc->body);
		return;
	}
	for (bool first = true; pf_str_split(&rest, '\n', &line); first = false) {
		if (!first)
			pf_buf_addc(buf, '\n');
		while (line.len > 0 && line.ptr[0] == '\t')
			line = pf_str_from_offset(line, 1);
		pf_buf_add(buf, line);
	}
}

static bool is_heredoc_alone(struct pf_arena *arena, pf_str text)
{
	struct pf_heredoc heredoc;
	pf_str word = pf_str_starts_with(text, PF_STR("<<"))
		? pf_str_trim(pf_str_from_offset(text, 2))
		: text;

	return pf_str_find_char(word, ' ') == word.len &&
		pf_str_find_char(word, '\t') == word.len &&
		pf_dockerfile_heredoc_word(arena, text, &heredoc);
}

/* A heredoc alone is the script; else the shell gets them behind its text. */
static pf_str run_text(struct pf_evaluation *e, const struct pf_instruction *in)
{
	struct pf_buf buf = PF_BUF_INIT;
	pf_str out;

	if (in->form == PF_ARGS_JSON) {
		for (size_t i = 0; i < in->nwords; i++) {
			if (i > 0)
				pf_buf_addc(&buf, ' ');
			pf_buf_add(&buf, in->words[i].text);
		}
	} else if (in->nheredocs == 0) {
		return in->text;
	} else {
		if (in->nheredocs > 1 || !is_heredoc_alone(e->arena, in->text)) {
			pf_buf_add(&buf, in->text);
			pf_buf_addc(&buf, '\n');
		}
		for (size_t i = 0; i < in->nheredocs; i++)
			add_body(&buf, &in->heredocs[i]);
	}
	out = pf_arena_dup(e->arena, pf_buf_str(&buf));
	pf_buf_release(&buf);
	return out;
}

static void run_run(struct pf_evaluation *e, const struct pf_instruction *in)
{
	const struct pf_build_setting **settings = &e->settings[in->index];

	pf_build_judge_mounts(e, in);
	if (on_chain(e) || !*settings)
		*settings = e->now.variables.last;
	if (on_chain(e))
		PF_VEC_ADD(e->arena, &e->made.runs) =
			(struct pf_image_run){run_text(e, in), origin(e, arguments(e, in), false)};
}

/* Those that rest on no variable. */
static void run_plain(struct pf_evaluation *e, const struct pf_instruction *in)
{
	if (in->kind == PF_CMD) {
		e->made.facts.cmd = command_line(e, in);
		e->now.cmd_seen = true;
	} else if (in->kind == PF_ENTRYPOINT) {
		run_entrypoint(e, in);
	} else if (in->kind == PF_HEALTHCHECK) {
		run_healthcheck(e, in);
	} else if (in->kind == PF_SHELL && in->nwords > 0) {
		e->made.facts.shell = (pf_words_fact){
			PF_KNOWN, word_texts(e->arena, in), origin(e, arguments(e, in), false)};
	}
}

void pf_build_run(struct pf_evaluation *e, const struct pf_instruction *in)
{
	switch (in->kind) {
	case PF_ADD:
	case PF_COPY:
		run_copy(e, in);
		break;
	case PF_ARG:
		pf_build_stage_arg(e, in);
		break;
	case PF_ENV:
		run_env(e, in);
		break;
	case PF_EXPOSE:
		pf_build_expose(e, in);
		break;
	case PF_LABEL:
		run_label(e, in);
		break;
	case PF_STOPSIGNAL:
		run_stopsignal(e, in);
		break;
	case PF_USER:
		run_user(e, in);
		break;
	case PF_VOLUME:
		run_volume(e, in);
		break;
	case PF_WORKDIR:
		run_workdir(e, in);
		break;
	case PF_RUN:
		run_run(e, in);
		break;
	case PF_CMD:
	case PF_ENTRYPOINT:
	case PF_HEALTHCHECK:
	case PF_SHELL:
		if (on_chain(e))
			run_plain(e, in);
		break;
	case PF_FROM:
	case PF_MAINTAINER:
	case PF_ONBUILD:
	case PF_INSTRUCTION_KINDS:
		break;
	}
}
