/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/mounts.h"

#include "image/build/fault.h"
#include "image/build/scope.h"
#include "image/build/values.h"
#include "source/discover.h"
#include "text/nearest.h"

enum type { BIND, CACHE, SECRET, SSH, TMPFS };

static const pf_str types[] = {
	[BIND] = PF_STR_INIT("bind"),
	[CACHE] = PF_STR_INIT("cache"),
	[SECRET] = PF_STR_INIT("secret"),
	[SSH] = PF_STR_INIT("ssh"),
	[TMPFS] = PF_STR_INIT("tmpfs"),
};

enum key {
	TYPE,
	FROM,
	SOURCE,
	TARGET,
	READONLY,
	READWRITE,
	REQUIRED,
	SIZE,
	ID,
	SHARING,
	MODE,
	UID,
	GID,
	ENV,
	NO_KEY
};

static const struct {
	pf_str name;
	enum key key;
} keys[] = {
	{PF_STR_INIT("type"), TYPE},
	{PF_STR_INIT("from"), FROM},
	{PF_STR_INIT("source"), SOURCE},
	{PF_STR_INIT("src"), SOURCE},
	{PF_STR_INIT("target"), TARGET},
	{PF_STR_INIT("dst"), TARGET},
	{PF_STR_INIT("destination"), TARGET},
	{PF_STR_INIT("readonly"), READONLY},
	{PF_STR_INIT("ro"), READONLY},
	{PF_STR_INIT("readwrite"), READWRITE},
	{PF_STR_INIT("rw"), READWRITE},
	{PF_STR_INIT("required"), REQUIRED},
	{PF_STR_INIT("size"), SIZE},
	{PF_STR_INIT("id"), ID},
	{PF_STR_INIT("sharing"), SHARING},
	{PF_STR_INIT("mode"), MODE},
	{PF_STR_INIT("uid"), UID},
	{PF_STR_INIT("gid"), GID},
	{PF_STR_INIT("env"), ENV},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct mount {
	struct pf_evaluation *e;
	const struct pf_dockerfile_flag *flag;
	enum type type;
	bool vague;           /* a value is not known, or may be given otherwise */
	unsigned seen;        /* keys, a bit each */
	pf_str value[NO_KEY]; /* expanded */
};

static bool has(const struct mount *m, enum key key)
{
	return m->seen & 1U << key && m->value[key].len > 0;
}

static bool refuse(const struct mount *m, pf_str help, const char *what, pf_str quoted)
{
	pf_str shown = pf_build_quotable(quoted);

	pf_build_complain(m->e, m->flag->range, "the mount cannot be made: `%.*s` %s",
		PF_STR_ARG(shown), what)
		->help = help;
	return false;
}

static enum key find_key(pf_str name)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (pf_str_eq_nocase(name, keys[i].name))
			return keys[i].key;
	}
	return NO_KEY;
}

static bool refuse_key(const struct mount *m, pf_str name)
{
	struct pf_nearest near = pf_nearest_start(name);
	pf_str help = PF_STR_EMPTY;

	for (size_t i = 0; i < COUNT(keys); i++)
		pf_nearest_offer(&near, keys[i].name);
	if (near.best.len > 0)
		help = pf_arena_fmt(m->e->arena, "did you mean `%.*s`?", PF_STR_ARG(near.best));
	return refuse(m, help, "is no option of a mount", name);
}

static bool take_type(struct mount *m, pf_str value)
{
	for (enum type t = BIND; t <= TMPFS; t++) {
		if (pf_str_eq_nocase(value, types[t])) {
			m->type = t;
			return true;
		}
	}
	return refuse(m, PF_STR("`bind`, `cache`, `secret`, `ssh` or `tmpfs`"),
		"is no type of a mount", value);
}

static bool is_sharing(pf_str value)
{
	return pf_str_eq_nocase(value, PF_STR("shared")) ||
		pf_str_eq_nocase(value, PF_STR("private")) ||
		pf_str_eq_nocase(value, PF_STR("locked"));
}

/* The builder reads options one after another: `type` comes before what rests on it. */
static bool fits_type(const struct mount *m, enum key key, pf_str name)
{
	bool secret = m->type == SECRET || m->type == SSH;

	if (key == REQUIRED && !secret)
		return refuse(m, PF_STR("write `type=secret` or `type=ssh` before it"),
			"belongs to secrets and to ssh", name);
	if (key == SIZE && m->type != TMPFS)
		return refuse(m, PF_STR("write `type=tmpfs` before it"), "belongs to a tmpfs",
			name);
	return true;
}

static bool judge_value(struct mount *m, enum key key, pf_str value)
{
	if (key == TYPE)
		return take_type(m, value);
	if ((key == READONLY || key == READWRITE || key == REQUIRED) && !pf_build_is_bool(value))
		return refuse(m, PF_STR("`true` or `false`"), "is neither true nor false", value);
	if (key == SIZE && !pf_build_is_size(value))
		return refuse(m, PF_STR("a number with a unit, as in `64m`"), "is no size", value);
	if (key == SHARING && !is_sharing(value))
		return refuse(m, PF_STR("`shared`, `private` or `locked`"),
			"is no way to share a cache", value);
	if (key == MODE && !pf_build_is_number(value, 8))
		return refuse(m, PF_STR("octal digits, as in `0755`"), "is no mode", value);
	if ((key == UID || key == GID) && !pf_build_is_number(value, 10))
		return refuse(m, PF_STR("a number"), "is no id", value);
	return true;
}

/* A key alone is on; only these may stand so. */
static bool take_bare(struct mount *m, pf_str name, enum key key)
{
	if (key == REQUIRED)
		return fits_type(m, key, name);
	if (key == READONLY || key == READWRITE)
		return true;
	return refuse(m, pf_arena_fmt(m->e->arena, "write `%.*s=...`", PF_STR_ARG(name)),
		"has no value", name);
}

static bool take_option(struct mount *m, pf_str field)
{
	struct pf_build_scope scope = pf_build_stage_scope(m->e);
	size_t equals = pf_str_find_char(field, '=');
	pf_str name = pf_str_sub(field, 0, equals);
	enum key key = find_key(name);
	struct pf_expansion value;
	struct pf_error err;

	if (equals == field.len)
		return take_bare(m, name, key);
	if (!pf_expand(m->e->arena, pf_str_from_offset(field, equals + 1), &scope, &value, &err)) {
		pf_build_complain(m->e, m->flag->range, "the mount cannot be expanded: %s",
			err.msg);
		return false;
	}
	if (key == NO_KEY)
		return refuse_key(m, name);
	if (value.is != PF_KNOWN || value.varies) {
		m->vague = true;
		return true;
	}
	m->seen |= 1U << key;
	m->value[key] = value.text;
	if (!m->vague && !fits_type(m, key, name))
		return false;
	return judge_value(m, key, value.text);
}

static bool judge_secret(const struct mount *m)
{
	if (has(m, FROM))
		return refuse(m, PF_STR_EMPTY, "cannot be the source of a secret", m->value[FROM]);
	if (has(m, SHARING))
		return refuse(m, PF_STR_EMPTY, "is for caches, not for secrets", m->value[SHARING]);
	if (!has(m, SOURCE) && !has(m, TARGET) && !has(m, ID))
		return refuse(m, PF_STR("name the secret: `id=...`"),
			"has neither `id`, `source` nor `target`", m->flag->value);
	if (has(m, SOURCE) && has(m, ID))
		return refuse(m, PF_STR("they mean the same: leave one out"),
			"has both `source` and `id`", m->flag->value);
	return true;
}

/* The root is there already; a path of its own follows from the working directory. */
static bool judge_target(const struct mount *m)
{
	const pf_str_fact *dir = &m->e->made.facts.working_directory;
	pf_str target = m->value[TARGET];
	bool absolute = pf_str_starts_with(target, PF_STR("/"));

	if (m->type == SECRET || m->type == SSH)
		return true;
	if (!absolute && (!m->e->plan.stages[m->e->now.stage].chain || dir->is == PF_INHERITED))
		return true;
	target = pf_path_join(m->e->arena, dir->is == PF_KNOWN ? dir->value : PF_STR_EMPTY, target);
	if (target.len > 0 && !pf_str_eq(target, PF_STR("/")))
		return true;
	return refuse(m, PF_STR("give it a `target` below the root"),
		"would be mounted over the root", m->flag->value);
}

static bool judge_whole(const struct mount *m)
{
	static const enum key owner[] = {MODE, UID, GID};
	bool owned = m->type == CACHE || m->type == SECRET || m->type == SSH;

	for (size_t i = 0; i < COUNT(owner) && !owned; i++) {
		if (m->seen & 1U << owner[i])
			return refuse(m, PF_STR_EMPTY,
				"belongs to caches, secrets and ssh: mode, uid and gid of others "
				"cannot be set",
				m->value[owner[i]]);
	}
	if (m->type == SECRET && !judge_secret(m))
		return false;
	if (has(m, SHARING) && m->type != CACHE)
		return refuse(m, PF_STR_EMPTY, "is for caches", m->value[SHARING]);
	return judge_target(m);
}

static void judge_mount(struct pf_evaluation *e, const struct pf_dockerfile_flag *flag)
{
	struct mount m = {.e = e, .flag = flag};
	pf_str rest = flag->value, field;

	if (pf_str_find_char(rest, '"') < rest.len)
		return; /* fields in quotes may hold commas */
	while (pf_str_split(&rest, ',', &field)) {
		if (!take_option(&m, field))
			return;
	}
	if (!m.vague)
		(void)judge_whole(&m);
}

void pf_build_judge_mounts(struct pf_evaluation *e, const struct pf_instruction *run)
{
	for (size_t i = 0; i < run->nflags; i++) {
		if (pf_str_eq(run->flags[i].name, PF_STR("mount")))
			judge_mount(e, &run->flags[i]);
	}
}
