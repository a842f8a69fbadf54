/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/flags.h"

#include "base/vec.h"
#include "image/dockerfile/blanks.h"
#include "text/duration.h"
#include "text/nearest.h"

/* Flags of instructions. */

enum value {
	TEXT,
	LIST, /* a text, and may be given more than once */
	BOOL,
	DURATION,
	COUNT,
	NETWORK,
	SECURITY,
	MOUNT,
};

struct known {
	pf_str name;
	enum value value;
};

static const struct known add_flags[] = {
	{PF_STR_INIT("checksum"), TEXT},
	{PF_STR_INIT("chmod"), TEXT},
	{PF_STR_INIT("chown"), TEXT},
	{PF_STR_INIT("exclude"), LIST},
	{PF_STR_INIT("keep-git-dir"), BOOL},
	{PF_STR_INIT("link"), BOOL},
	{PF_STR_INIT("unpack"), BOOL},
};
static const struct known copy_flags[] = {
	{PF_STR_INIT("chmod"), TEXT},
	{PF_STR_INIT("chown"), TEXT},
	{PF_STR_INIT("exclude"), LIST},
	{PF_STR_INIT("from"), TEXT},
	{PF_STR_INIT("link"), BOOL},
	{PF_STR_INIT("parents"), BOOL},
};
static const struct known from_flags[] = {{PF_STR_INIT("platform"), TEXT}};
static const struct known healthcheck_flags[] = {
	{PF_STR_INIT("interval"), DURATION},
	{PF_STR_INIT("retries"), COUNT},
	{PF_STR_INIT("start-interval"), DURATION},
	{PF_STR_INIT("start-period"), DURATION},
	{PF_STR_INIT("timeout"), DURATION},
};
static const struct known run_flags[] = {
	{PF_STR_INIT("device"), LIST},
	{PF_STR_INIT("mount"), MOUNT},
	{PF_STR_INIT("network"), NETWORK},
	{PF_STR_INIT("security"), SECURITY},
};

#define FLAGS(table) \
	{ \
		(table), sizeof(table) / sizeof((table)[0]) \
	}

static const struct {
	const struct known *ptr;
	size_t len;
} known_flags[PF_INSTRUCTION_KINDS] = {
	[PF_ADD] = FLAGS(add_flags),
	[PF_COPY] = FLAGS(copy_flags),
	[PF_FROM] = FLAGS(from_flags),
	[PF_HEALTHCHECK] = FLAGS(healthcheck_flags),
	[PF_RUN] = FLAGS(run_flags),
};

/* Finding them in the text. */

/* The end of the flag at the front of `text`. */
static size_t flag_end(pf_str text, char escape)
{
	size_t at = 0;
	char quote = '\0';

	for (; at < text.len && (quote || !pf_dockerfile_is_blank(text.ptr[at])); at++) {
		char c = text.ptr[at];

		if (c == escape && at + 1 < text.len)
			at++;
		else if (quote ? c == quote : c == '\'' || c == '"')
			quote = quote ? '\0' : c;
	}
	return at;
}

/* Without quotes and escape characters. */
static pf_str unquote(struct pf_arena *arena, pf_str word, char escape)
{
	char quote = '\0';
	char *out;
	size_t len = 0;

	if (pf_str_find_char(word, '"') == word.len && pf_str_find_char(word, '\'') == word.len &&
		pf_str_find_char(word, escape) == word.len)
		return word;
	out = PF_NEWN(arena, char, word.len);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (c == escape) {
			if (i + 1 < word.len)
				out[len++] = word.ptr[++i];
		} else if (quote ? c == quote : c == '\'' || c == '"') {
			quote = quote ? '\0' : c;
		} else {
			out[len++] = c;
		}
	}
	return (pf_str){out, len};
}

static void add_flag(struct pf_dockerfile_flags *flags, const struct pf_dockerfile_line *line,
	pf_str word, char escape)
{
	pf_str text = pf_str_from_offset(unquote(flags->arena, word, escape), 2);
	size_t equals = pf_str_find_char(text, '=');
	struct pf_dockerfile_flag flag = {.name = pf_str_sub(text, 0, equals),
		.has_value = equals < text.len,
		.range = pf_dockerfile_place(line, word)};

	if (flag.has_value)
		flag.value = pf_str_from_offset(text, equals + 1);
	PF_VEC_ADD(flags->arena, flags) = flag;
}

void pf_dockerfile_take_flags(struct pf_dockerfile_flags *flags,
	const struct pf_dockerfile_line *line, pf_str *rest, char escape)
{
	while (pf_str_starts_with(*rest, PF_STR("--"))) {
		pf_str word = pf_str_sub(*rest, 0, flag_end(*rest, escape));

		*rest = pf_dockerfile_trim(pf_str_from_offset(*rest, word.len));
		if (pf_str_eq(word, PF_STR("--")))
			return;
		add_flag(flags, line, word, escape);
	}
}

/* Judging them. */

static const struct known *find_known(enum pf_instruction_kind kind, pf_str name)
{
	for (size_t i = 0; i < known_flags[kind].len; i++) {
		if (pf_str_eq(known_flags[kind].ptr[i].name, name))
			return &known_flags[kind].ptr[i];
	}
	return NULL;
}

static void complain_unknown(struct pf_dockerfile_faults *faults, enum pf_instruction_kind kind,
	const struct pf_dockerfile_flag *flag)
{
	struct pf_nearest near = pf_nearest_start(flag->name);
	pf_str name = pf_dockerfile_quotable(flag->name);
	struct pf_dockerfile_fault *fault;

	fault = pf_dockerfile_complain(faults, flag->range, "`%s` has no flag `--%.*s`",
		pf_instruction_name(kind), PF_STR_ARG(name));
	for (size_t i = 0; i < known_flags[kind].len; i++)
		pf_nearest_offer(&near, known_flags[kind].ptr[i].name);
	if (near.best.len)
		fault->help = pf_arena_fmt(faults->arena, "did you mean `--%.*s`?",
			PF_STR_ARG(near.best));
	else if (kind == PF_CMD || kind == PF_ENTRYPOINT)
		fault->help =
			PF_STR("write the command in the exec form: [\"command\", \"--flag\"]");
}

/* What is wrong with the value, and what it should be. */
struct blame {
	const char *message;
	const char *help;
};

static const struct blame no_bool = {
	"is neither `true` nor `false`", "without a value the flag is on"};
static const struct blame no_duration = {
	"is no duration", "numbers with units, without blanks: `30s`, `1m30s`, `500ms`"};
static const struct blame too_short = {"is shorter than 1ms", "0s is the default"};
static const struct blame no_count = {
	"is no number of retries", "a whole number, 0 for the default"};
static const struct blame no_network = {"is no network", "`default`, `none` or `host`"};
static const struct blame no_security = {"is no kind of security", "`sandbox` or `insecure`"};
static const struct blame variable_from = {"has a variable in `from`, where none is expanded",
	"give the image a name: `FROM ... AS name`, and mount from that"};

static const struct blame *judge_bool(pf_str value)
{
	bool sound =
		pf_str_eq_nocase(value, PF_STR("true")) || pf_str_eq_nocase(value, PF_STR("false"));

	return sound ? NULL : &no_bool;
}

static const struct blame *judge_duration(pf_str value)
{
	int64_t nanoseconds;

	if (value.len == 0)
		return NULL;
	if (!pf_duration_parse(value, &nanoseconds))
		return &no_duration;
	return nanoseconds == 0 || nanoseconds >= PF_MILLISECOND ? NULL : &too_short;
}

static const struct blame *judge_count(pf_str value)
{
	int64_t count;

	if (value.len == 0)
		return NULL;
	return pf_str_to_int(value, &count) && count >= 0 && count <= INT32_MAX ? NULL : &no_count;
}

static const struct blame *judge_network(pf_str value)
{
	bool sound = pf_str_eq(value, PF_STR("default")) || pf_str_eq(value, PF_STR("none")) ||
		pf_str_eq(value, PF_STR("host"));

	return sound ? NULL : &no_network;
}

static const struct blame *judge_security(pf_str value)
{
	bool sound = pf_str_eq(value, PF_STR("sandbox")) || pf_str_eq(value, PF_STR("insecure"));

	return sound ? NULL : &no_security;
}

/* All else in a mount waits for the variables of the build. */
static const struct blame *judge_mount(pf_str value)
{
	pf_str field;

	while (pf_str_split(&value, ',', &field)) {
		size_t equals = pf_str_find_char(field, '=');
		pf_str from = pf_str_from_offset(field, equals);
		size_t dollar = pf_str_find_char(from, '$');

		if (pf_str_eq_nocase(pf_str_sub(field, 0, equals), PF_STR("from")) &&
			dollar + 1 < from.len)
			return &variable_from;
	}
	return NULL;
}

static const struct blame *judge(enum value kind, pf_str value)
{
	switch (kind) {
	case TEXT:
	case LIST:
		return NULL;
	case BOOL:
		return judge_bool(value);
	case DURATION:
		return judge_duration(value);
	case COUNT:
		return judge_count(value);
	case NETWORK:
		return judge_network(value);
	case SECURITY:
		return judge_security(value);
	case MOUNT:
		return judge_mount(value);
	}
	return NULL;
}

static bool is_repeated(const struct pf_instruction *instruction, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (pf_str_eq(instruction->flags[k].name, instruction->flags[i].name))
			return true;
	}
	return false;
}

static bool judge_flag(struct pf_dockerfile_faults *faults,
	const struct pf_instruction *instruction, size_t i)
{
	const struct pf_dockerfile_flag *flag = &instruction->flags[i];
	const struct known *known = find_known(instruction->kind, flag->name);
	pf_str value = pf_dockerfile_quotable(flag->value);
	const struct blame *blame;

	if (!known) {
		complain_unknown(faults, instruction->kind, flag);
		return false;
	}
	if (known->value != LIST && known->value != MOUNT && is_repeated(instruction, i)) {
		pf_dockerfile_complain(faults, flag->range, "flag `--%.*s` is given twice",
			PF_STR_ARG(known->name));
		return false;
	}
	if (!flag->has_value && known->value == BOOL)
		return true;
	if (!flag->has_value) {
		pf_dockerfile_complain(faults, flag->range, "flag `--%.*s` has no value",
			PF_STR_ARG(known->name))
			->help = pf_arena_fmt(faults->arena, "write `--%.*s=VALUE`",
			PF_STR_ARG(known->name));
		return false;
	}
	blame = judge(known->value, flag->value);
	if (blame)
		pf_dockerfile_complain(faults, flag->range, "`%.*s` %s", PF_STR_ARG(value),
			blame->message)
			->help = pf_str_from(blame->help);
	return !blame;
}

bool pf_dockerfile_judge_flags(struct pf_dockerfile_faults *faults,
	const struct pf_instruction *instruction)
{
	bool sound = true;

	/* The builder does not look at them. */
	if (instruction->kind == PF_ARG || instruction->kind == PF_STOPSIGNAL || instruction->none)
		return true;
	for (size_t i = 0; sound && i < instruction->nflags; i++)
		sound = judge_flag(faults, instruction, i);
	return sound;
}
