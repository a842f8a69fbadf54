/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Comments and annotations of other tools.  Their checks are named as aliases
 * of our rules; what has none here is none of our business, and nobody is told
 * that one of theirs matches nothing.
 */

#include "suppress/compat_internal.h"
#include "text/date.h"
#include "yaml/scalar.h"

/* What one of their comments or annotations is about. */
struct pf_foreign {
	enum pf_suppressor by;
	pf_str reason;
	struct pf_piece at;
	struct pf_piece range;
};

static const struct pf_rule_name any_rule = {PF_STR_INIT("*"), PF_ANY_RULE, false};

/* A check of a tool, or all of them. */
static void silence(struct pf_suppress_reader *r, const struct pf_foreign *f, const char *tool,
	pf_str check)
{
	struct pf_rule_names rules = {&any_rule, 1};
	struct pf_silencer *s;

	if (tool)
		rules = pf_ruleset_find(r->rules,
			pf_arena_fmt(r->arena, "%s/%.*s", tool, PF_STR_ARG(check)));
	s = rules.len ? pf_suppress_add(r, f->by, check, f->at) : NULL;
	if (!s)
		return;
	s->foreign = true;
	s->what.reason = f->reason;
	s->range = f->range;
	s->rules = rules;
}

static bool cut_prefix(pf_str *s, pf_str prefix)
{
	if (!pf_str_starts_with(*s, prefix))
		return false;
	*s = pf_str_from_offset(*s, prefix.len);
	return true;
}

/* Annotations. */

/* ignore-check.kube-linter.io/CHECK: reason.  The key alone counts, whatever the value. */
static void read_kube_linter(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str key,
	pf_str value)
{
	f->reason = value;
	if (cut_prefix(&key, PF_STR("ignore-check.kube-linter.io/")))
		silence(r, f, "kube-linter", key);
	else if (pf_str_eq(key, PF_STR("kube-linter.io/ignore-all")))
		silence(r, f, NULL, key);
}

/* kube-score/ignore: a, b.  Who ignores missing resources ignores ephemeral storage too. */
static void read_kube_score(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str key,
	pf_str value)
{
	pf_str check;

	if (pf_str_eq(key, PF_STR("kube-score/skip")) && pf_str_eq(value, PF_STR("true")))
		silence(r, f, NULL, key);
	if (!pf_str_eq(key, PF_STR("kube-score/ignore")))
		return;
	while (pf_str_split(&value, ',', &check)) {
		check = pf_str_trim(check);
		silence(r, f, pf_str_eq(check, PF_STR("*")) ? NULL : "kube-score", check);
		if (pf_str_eq(check, PF_STR("container-resources")))
			silence(r, f, "kube-score",
				PF_STR("container-ephemeral-storage-request-and-limit"));
	}
}

/* polaris.fairwinds.com/CHECK-exempt: "true" */
static void read_polaris(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str key,
	pf_str value)
{
	static const pf_str exempt = PF_STR_INIT("-exempt");

	if (!pf_str_eq_nocase(value, PF_STR("true")) ||
		!cut_prefix(&key, PF_STR("polaris.fairwinds.com/")))
		return;
	if (pf_str_eq(key, PF_STR("exempt")))
		silence(r, f, NULL, key);
	else if (pf_str_ends_with(key, exempt))
		silence(r, f, "polaris", pf_str_sub(key, 0, key.len - exempt.len));
}

/* checkov.io/skip1: ID=reason, or ID */
static void read_checkov(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str key,
	pf_str value)
{
	size_t equals = pf_str_find_char(value, '=');

	if (!pf_str_contains(key, PF_STR("checkov.io/skip")) &&
		!pf_str_contains(key, PF_STR("bridgecrew.io/skip")) &&
		!pf_str_contains(key, PF_STR("cortex.io/skip")))
		return;
	if (equals < value.len)
		f->reason = pf_str_trim(pf_str_from_offset(value, equals + 1));
	silence(r, f, "checkov", pf_str_trim(pf_str_sub(value, 0, equals)));
}

static pf_str string_of(const struct pf_node *node)
{
	bool is_string = node->kind == PF_SCALAR && pf_scalar_resolve(node).type == PF_SCALAR_STR;

	return is_string ? pf_node_text(node) : PF_STR_EMPTY;
}

static const struct pf_node *annotations_of(const struct pf_node *owner)
{
	return pf_node_get(pf_node_get(owner, PF_STR("metadata")), PF_STR("annotations"));
}

static void read_annotations(struct pf_suppress_reader *r, const struct pf_node *object,
	const struct pf_node *owner, unsigned tools)
{
	static const struct {
		unsigned tool;
		void (*read)(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str key,
			pf_str value);
	} readers[] = {
		{PF_COMPAT_KUBE_LINTER, read_kube_linter},
		{PF_COMPAT_KUBE_SCORE, read_kube_score},
		{PF_COMPAT_POLARIS, read_polaris},
		{PF_COMPAT_CHECKOV, read_checkov},
	};
	const struct pf_node *annotations = annotations_of(owner);
	struct pf_kids kids = pf_kids(annotations);

	while (annotations && annotations->kind == PF_MAP && pf_kids_next(&kids)) {
		for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
			struct pf_foreign f = {.by = PF_BY_ANNOTATION,
				.at = {kids.key->start, kids.key->end},
				.range = {object->start, object->end}};

			if (tools & readers[i].tool)
				readers[i].read(r, &f, pf_node_text(kids.key),
					string_of(kids.value));
		}
	}
}

void pf_suppress_compat_object(struct pf_suppress_reader *r, const struct pf_object *object)
{
	unsigned tools = r->settings->compat;
	const struct pf_node *template;

	read_annotations(r, object->root, object->root, tools);
	/* Only kube-score also looks at the pod template's, for all of the object. */
	if ((tools & PF_COMPAT_KUBE_SCORE) && pf_carries_pod_template(object, &template) &&
		template && template != object->root)
		read_annotations(r, object->root, template, PF_COMPAT_KUBE_SCORE);
}

/* Comments. */

/* checkov:skip=ID,ID:reason.  In a Dockerfile it holds for the file, wherever it stands. */
static void read_checkov_comment(struct pf_suppress_reader *r, struct pf_foreign *f, pf_str comment)
{
	static const pf_str marks[] = {PF_STR_INIT("checkov:skip="),
		PF_STR_INIT("bridgecrew:skip="), PF_STR_INIT("cortex:skip=")};
	size_t at = comment.len, colon;
	pf_str ids, id;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]) && at == comment.len; i++) {
		at = pf_str_find(comment, marks[i]);
		at += at < comment.len ? marks[i].len : 0;
	}
	ids = pf_str_trim(pf_str_from_offset(comment, at));
	colon = pf_str_find_char(ids, ':');
	if (colon < ids.len)
		f->reason = pf_str_trim(pf_str_from_offset(ids, colon + 1));
	ids = pf_str_sub(ids, 0, colon);
	/* Prose may follow the last of them. */
	while (pf_str_split(&ids, ',', &id)) {
		size_t end = 0;

		while (end < id.len && (pf_is_alnum(id.ptr[end]) || id.ptr[end] == '_'))
			end++;
		if (end)
			silence(r, f, "checkov", pf_str_sub(id, 0, end));
		if (end < id.len)
			return;
	}
}

/* KSV012, KSV-0012 and AVD-KSV-0012 are one check. */
static pf_str trivy_check(struct pf_arena *arena, pf_str id)
{
	size_t letters = 0;
	int64_t number;
	pf_str digits;

	(void)cut_prefix(&id, PF_STR("AVD-"));
	while (letters < id.len && pf_is_upper(id.ptr[letters]))
		letters++;
	digits = pf_str_from_offset(id, letters);
	(void)cut_prefix(&digits, PF_STR("-"));
	if (!letters || !digits.len || !pf_is_digit(digits.ptr[0]) ||
		!pf_str_to_int(digits, &number) || number > 9999)
		return id;
	return pf_arena_fmt(arena, "%.*s-%04d", PF_STR_ARG(pf_str_sub(id, 0, letters)),
		(int)number);
}

/* YYYY-MM-DD; what is no date ends the exception, as it does for trivy. */
static bool is_over(const struct pf_suppress_settings *settings, pf_str date)
{
	return !pf_is_date(date) || !settings->today.len || pf_str_cmp(settings->today, date) >= 0;
}

/* ignore:ID[parameters]:exp:DATE, in pairs of name and value. */
static void read_trivy_word(struct pf_suppress_reader *r, const struct pf_foreign *f, pf_str word)
{
	pf_str id = PF_STR_EMPTY, name, value;

	while (pf_str_split(&word, ':', &name) && pf_str_split(&word, ':', &value)) {
		if (pf_str_eq(name, PF_STR("ignore")))
			id = pf_str_sub(value, 0, pf_str_find_char(value, '['));
		if (pf_str_eq(name, PF_STR("exp")) && is_over(r->settings, value))
			return;
	}
	if (pf_str_eq(id, PF_STR("*")))
		silence(r, f, NULL, id);
	else if (id.len)
		silence(r, f, "trivy", trivy_check(r->arena, id));
}

static void read_trivy_comment(struct pf_suppress_reader *r, const struct pf_foreign *f,
	pf_str comment)
{
	while (comment.len) {
		size_t end = 0;
		pf_str word;

		while (end < comment.len && !pf_is_blank(comment.ptr[end]))
			end++;
		word = pf_str_sub(comment, 0, end);
		comment = pf_str_from_offset(comment, end + (end < comment.len));
		while (cut_prefix(&word, PF_STR("#")) || cut_prefix(&word, PF_STR("/")) ||
			cut_prefix(&word, PF_STR("*")))
			;
		if (cut_prefix(&word, PF_STR("trivy:")))
			read_trivy_word(r, f, word);
	}
}

void pf_suppress_compat_comment(struct pf_suppress_reader *r, pf_str comment,
	const struct pf_comment_stand *stand)
{
	unsigned tools = r->settings->compat;
	size_t start = (size_t)(comment.ptr - r->file->source.text.ptr);
	struct pf_foreign f = {.by = PF_BY_COMMENT,
		.at = {(uint32_t)start, (uint32_t)(start + comment.len)},
		.range = stand->line ? stand->begun : stand->subject};

	if (tools & PF_COMPAT_TRIVY && !stand->nowhere.len)
		read_trivy_comment(r, &f, comment);
	if (r->file->dockerfile)
		f.range = (struct pf_piece){0, UINT32_MAX};
	else if (stand->nowhere.len)
		return;
	if (tools & PF_COMPAT_CHECKOV)
		read_checkov_comment(r, &f, comment);
}

bool pf_suppress_compat_has_words(pf_str text, unsigned tools)
{
	static const struct {
		unsigned tool;
		pf_str word;
	} words[] = {
		{PF_COMPAT_KUBE_LINTER, PF_STR_INIT("kube-linter.io/")},
		{PF_COMPAT_KUBE_SCORE, PF_STR_INIT("kube-score/")},
		{PF_COMPAT_POLARIS, PF_STR_INIT("polaris.fairwinds.com/")},
		{PF_COMPAT_CHECKOV, PF_STR_INIT(".io/skip")},
		{PF_COMPAT_CHECKOV, PF_STR_INIT(":skip=")},
		{PF_COMPAT_TRIVY, PF_STR_INIT("trivy:ignore:")},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((tools & words[i].tool) && pf_str_contains(text, words[i].word))
			return true;
	}
	return false;
}
