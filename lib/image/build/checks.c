/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/checks.h"

#include "image/build/fault.h"
#include "image/build/values.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum check {
	STAGE_NAME_CASING,
	FROM_AS_CASING,
	NO_EMPTY_CONTINUATION,
	CONSISTENT_INSTRUCTION_CASING,
	DUPLICATE_STAGE_NAME,
	RESERVED_STAGE_NAME,
	JSON_ARGS_RECOMMENDED,
	MAINTAINER_DEPRECATED,
	UNDEFINED_ARG_IN_FROM,
	WORKDIR_RELATIVE_PATH,
	MULTIPLE_INSTRUCTIONS_DISALLOWED,
	LEGACY_KEY_VALUE_FORMAT,
	REDUNDANT_TARGET_PLATFORM,
	SECRETS_USED_IN_ARG_OR_ENV,
	INVALID_DEFAULT_ARG_IN_FROM,
	FROM_PLATFORM_FLAG_CONST_DISALLOWED,
	EXPOSE_PROTO_CASING,
	EXPOSE_INVALID_FORMAT,
};

static const struct {
	const char *name;
	const char *help;
} checks[] = {
	[STAGE_NAME_CASING] = {"StageNameCasing", "write the name of the stage in lower case"},
	[FROM_AS_CASING] = {"FromAsCasing", "write `FROM` and `AS` in the same letter case"},
	[NO_EMPTY_CONTINUATION] = {"NoEmptyContinuation",
		"leave no empty line in an instruction that is continued"},
	[CONSISTENT_INSTRUCTION_CASING] = {"ConsistentInstructionCasing",
		"write all instructions in the same letter case"},
	[DUPLICATE_STAGE_NAME] = {"DuplicateStageName", "give each stage a name of its own"},
	[RESERVED_STAGE_NAME] = {"ReservedStageName", "give the stage another name"},
	[JSON_ARGS_RECOMMENDED] = {"JSONArgsRecommended",
		"write the exec form, as in [\"command\", \"argument\"]"},
	[MAINTAINER_DEPRECATED] = {"MaintainerDeprecated",
		"write `LABEL org.opencontainers.image.authors=...`"},
	[UNDEFINED_ARG_IN_FROM] = {"UndefinedArgInFrom", "declare the ARG before the first FROM"},
	[WORKDIR_RELATIVE_PATH] = {"WorkdirRelativePath", "write the path from the root on"},
	[MULTIPLE_INSTRUCTIONS_DISALLOWED] = {"MultipleInstructionsDisallowed",
		"leave it out: only the last one of the stage counts"},
	[LEGACY_KEY_VALUE_FORMAT] = {"LegacyKeyValueFormat", "write `NAME=VALUE`"},
	[REDUNDANT_TARGET_PLATFORM] = {"RedundantTargetPlatform",
		"leave `--platform` out: it is what it would be without"},
	[SECRETS_USED_IN_ARG_OR_ENV] = {"SecretsUsedInArgOrEnv",
		"hand secrets to the build with `RUN --mount=type=secret`"},
	[INVALID_DEFAULT_ARG_IN_FROM] = {"InvalidDefaultArgInFrom",
		"give the ARG a default that makes a valid image"},
	[FROM_PLATFORM_FLAG_CONST_DISALLOWED] = {"FromPlatformFlagConstDisallowed",
		"leave `--platform` out, or name the stage after the platform"},
	[EXPOSE_PROTO_CASING] = {"ExposeProtoCasing", "write the protocol in lower case"},
	[EXPOSE_INVALID_FORMAT] = {"ExposeInvalidFormat", "write the port alone"},
};

struct checker {
	struct pf_evaluation *e;
	pf_str skipped; /* names between commas */
	bool skips_all;
	bool fatal;
	bool skips[sizeof(checks) / sizeof(checks[0])]; /* by the directive */
	bool *has_shell;   /* of each stage: SHELL is set in it or below */
	bool *has_workdir; /* of each stage: so is WORKDIR */
};

/* The directive. */

static bool is_listed(pf_str list, pf_str name)
{
	pf_str one;

	while (pf_str_split(&list, ',', &one)) {
		if (pf_str_eq(pf_str_trim(one), name))
			return true;
	}
	return false;
}

static bool take_option(struct checker *c, pf_str option)
{
	size_t equals = pf_str_find_char(option, '=');
	pf_str name = pf_str_trim(pf_str_sub(option, 0, equals));
	pf_str value = equals < option.len ? pf_str_trim(pf_str_from_offset(option, equals + 1))
					   : PF_STR_EMPTY;

	if (equals == option.len)
		return false;
	if (pf_str_eq(name, PF_STR("skip"))) {
		c->skips_all |= pf_str_eq(value, PF_STR("all"));
		c->skipped = value;
		return true;
	}
	if (pf_str_eq(name, PF_STR("experimental")))
		return true;
	c->fatal = pf_str_eq_nocase(value, PF_STR("true")) || pf_str_eq(value, PF_STR("1")) ||
		pf_str_eq_nocase(value, PF_STR("t"));
	return pf_str_eq(name, PF_STR("error")) && pf_build_is_bool(value);
}

/* Up to the first blank; at most three options, so that the last takes what is left. */
static bool read_directive(struct checker *c)
{
	pf_str rest = c->e->file->check, option;

	rest = pf_str_sub(rest, 0, pf_str_find_char(rest, ' '));
	for (size_t i = 0; i < 3; i++) {
		bool more = pf_str_find_char(rest, ';') < rest.len;

		if (i == 2)
			option = rest;
		else
			(void)pf_str_split(&rest, ';', &option);
		if (!take_option(c, option)) {
			pf_build_complain(c->e, c->e->file->check_range,
				"`%.*s` is no option of the check directive",
				PF_STR_ARG(pf_build_quotable(option)))
				->help = PF_STR("`skip=...`, `experimental=...` and `error=true`, "
						"with `;` and no blanks between them");
			return false;
		}
		if (!more)
			break;
	}
	return true;
}

/* Does a comment on the lines before the instruction skip the check? */
static bool is_skipped_at(const struct checker *c, const struct pf_instruction *in, pf_str name)
{
	pf_str text = pf_str_sub(c->e->file->source->text, 0, in->keyword.start);
	size_t end = pf_str_rfind_char(text, '\n');

	while (end < text.len) {
		struct checker own = {.fatal = false};
		pf_str line;

		text = pf_str_sub(text, 0, end);
		end = pf_str_rfind_char(text, '\n');
		line = pf_str_trim(end < text.len ? pf_str_from_offset(text, end + 1) : text);
		if (line.len == 0)
			continue;
		if (line.ptr[0] != '#')
			return false;
		line = pf_str_trim(pf_str_from_offset(line, 1));
		if (!pf_str_starts_with(line, PF_STR("check=")))
			continue;
		(void)take_option(&own, pf_str_from_offset(line, 6));
		return own.skips_all || is_listed(own.skipped, name);
	}
	return false;
}

static void violate(struct checker *c, enum check check, const struct pf_instruction *in,
	struct pf_piece range)
{
	pf_str name = pf_str_from(checks[check].name);

	if (c->skips[check] || c->e->faults.len >= PF_DOCKERFILE_FAULTS_MAX ||
		is_skipped_at(c, in, name))
		return;
	pf_build_complain(c->e, range,
		"it breaks the check `%s`, which `error=true` in the check directive makes fatal",
		checks[check].name)
		->help = pf_str_from(checks[check].help);
}

/* Of the whole file. */

static bool has_case(pf_str s, bool upper)
{
	for (size_t i = 0; i < s.len; i++) {
		if (upper ? pf_is_upper(s.ptr[i]) : pf_is_lower(s.ptr[i]))
			return true;
	}
	return false;
}

static pf_str keyword(const struct checker *c, const struct pf_instruction *in)
{
	return pf_str_sub(c->e->file->source->text, in->keyword.start, in->keyword.end);
}

static void check_casing(struct checker *c)
{
	const struct pf_dockerfile *file = c->e->file;
	size_t lower = 0, upper = 0;

	for (size_t i = 0; i < file->ninstructions; i++) {
		pf_str word = keyword(c, &file->instructions[i]);

		if (file->instructions[i].stage == PF_NO_STAGE)
			continue;
		lower += !has_case(word, true);
		upper += !has_case(word, false);
	}
	for (size_t i = 0; i < file->ninstructions; i++) {
		const struct pf_instruction *in = &file->instructions[i];

		if (in->stage != PF_NO_STAGE && has_case(keyword(c, in), lower > upper))
			violate(c, CONSISTENT_INSTRUCTION_CASING, in, in->keyword);
	}
}

static void check_all(struct checker *c)
{
	const struct pf_dockerfile *file = c->e->file;

	for (size_t i = 0; i < file->ninstructions; i++) {
		const struct pf_instruction *in = &file->instructions[i];

		if (in->kind == PF_MAINTAINER)
			violate(c, MAINTAINER_DEPRECATED, in, in->keyword);
		if (in->has_empty_line)
			violate(c, NO_EMPTY_CONTINUATION, in, in->keyword);
	}
}

static void check_stage_name(struct checker *c, uint32_t number)
{
	const struct pf_stage *stage = &c->e->file->stages[number];
	const struct pf_instruction *from = stage->from;
	pf_str word = keyword(c, from);

	if (from->nwords != 3 || stage->name.len == 0)
		return;
	if (has_case(from->words[2].text, true))
		violate(c, STAGE_NAME_CASING, from, from->words[2].range);
	if ((!has_case(word, true) && has_case(from->words[1].text, true)) ||
		(!has_case(word, false) && has_case(from->words[1].text, false)))
		violate(c, FROM_AS_CASING, from, from->words[1].range);
	if (pf_str_eq(stage->name, PF_STR("scratch")) || pf_str_eq(stage->name, PF_STR("context")))
		violate(c, RESERVED_STAGE_NAME, from, from->words[2].range);
	if (c->e->plan.stages[number].is_namesake)
		violate(c, DUPLICATE_STAGE_NAME, from, from->words[2].range);
}

/* Does the name of the stage tell the system or the architecture? */
static bool names_platform(pf_str stage, pf_str platform)
{
	pf_str part;

	for (size_t i = 0; i < 2 && pf_str_split(&platform, '/', &part); i++) {
		if (part.len > 0 && pf_str_contains(stage, part))
			return true;
	}
	return false;
}

static void check_platform(struct checker *c, const struct pf_stage *stage)
{
	const struct pf_dockerfile_flag *flag =
		pf_instruction_flag(stage->from, PF_STR("platform"));

	if (!flag || flag->value.len == 0)
		return;
	if (pf_str_eq(flag->value, PF_STR("$TARGETPLATFORM")) ||
		pf_str_eq(flag->value, PF_STR("${TARGETPLATFORM}")))
		violate(c, REDUNDANT_TARGET_PLATFORM, stage->from, flag->range);
	else if (pf_str_find_char(flag->value, '$') == flag->value.len &&
		!names_platform(stage->name, flag->value))
		violate(c, FROM_PLATFORM_FLAG_CONST_DISALLOWED, stage->from, flag->range);
}

static void check_from(struct checker *c, uint32_t number)
{
	const struct pf_stage *stage = &c->e->file->stages[number];
	const struct pf_build_stage *resolved = &c->e->plan.stages[number];

	check_stage_name(c, number);
	check_platform(c, stage);
	if (stage->from->nwords == 0)
		return;
	if (resolved->undeclared)
		violate(c, UNDEFINED_ARG_IN_FROM, stage->from, stage->from->words[0].range);
	if (resolved->bad_default && c->e->request->nargs == 0)
		violate(c, INVALID_DEFAULT_ARG_IN_FROM, stage->from, stage->from->words[0].range);
}

/* Of the stages that the target needs. */

static bool is_any_of(pf_str name, const pf_str *words, size_t n)
{
	pf_str part;

	while (pf_str_split(&name, '_', &part)) {
		for (size_t i = 0; i < n; i++) {
			if (pf_str_eq_nocase(part, words[i]))
				return true;
		}
	}
	return false;
}

static bool names_secret(pf_str name)
{
	static const pf_str secret[] = {PF_STR_INIT("apikey"), PF_STR_INIT("auth"),
		PF_STR_INIT("credential"), PF_STR_INIT("credentials"), PF_STR_INIT("key"),
		PF_STR_INIT("password"), PF_STR_INIT("pword"), PF_STR_INIT("passwd"),
		PF_STR_INIT("secret"), PF_STR_INIT("token")};
	static const pf_str open[] = {
		PF_STR_INIT("public"), PF_STR_INIT("file"), PF_STR_INIT("version")};

	return is_any_of(name, secret, COUNT(secret)) && !is_any_of(name, open, COUNT(open));
}

static void check_names(struct checker *c, const struct pf_instruction *in)
{
	size_t n = in->pair ? 1 : in->nwords;

	if (in->pair)
		violate(c, LEGACY_KEY_VALUE_FORMAT, in, in->words[0].range);
	for (size_t i = 0; i < n && in->kind != PF_LABEL; i++) {
		pf_str word = in->words[i].text;

		if (names_secret(pf_str_sub(word, 0, pf_str_find_char(word, '=')))) {
			violate(c, SECRETS_USED_IN_ARG_OR_ENV, in, in->words[i].range);
			break; /* one of them is enough */
		}
	}
}

static bool has_upper_protocol(pf_str port)
{
	return has_case(pf_str_from_offset(port, pf_str_find_char(port, '/')), true);
}

static bool has_host(pf_str port)
{
	size_t colon = pf_str_rfind_char(port, ':');

	return colon > 0 && colon < port.len;
}

/* The first port of which that holds; variables are not looked into. */
static void check_ports(struct checker *c, const struct pf_instruction *in, enum check check,
	bool (*is_broken)(pf_str port))
{
	for (size_t i = 0; i < in->nwords; i++) {
		pf_str port = in->words[i].text;

		if (pf_str_find_char(port, '$') == port.len && is_broken(port)) {
			violate(c, check, in, in->words[i].range);
			return;
		}
	}
}

static void check_expose(struct checker *c, const struct pf_instruction *in)
{
	check_ports(c, in, EXPOSE_PROTO_CASING, has_upper_protocol);
	check_ports(c, in, EXPOSE_INVALID_FORMAT, has_host);
}

static void check_workdir(struct checker *c, const struct pf_instruction *in, uint32_t number)
{
	pf_str path = in->nwords > 0 ? in->words[0].text : PF_STR("/");

	if (path.len > 1 && (path.ptr[0] == '"' || path.ptr[0] == '\''))
		path = pf_str_from_offset(path, 1);
	if (!c->has_workdir[number] && path.ptr[0] != '/' && path.ptr[0] != '$')
		violate(c, WORKDIR_RELATIVE_PATH, in, in->words[0].range);
	c->has_workdir[number] = true;
}

/* Of several the one before is blamed, which is of no use. */
static void check_command(struct checker *c, const struct pf_instruction *in, uint32_t number,
	const struct pf_instruction **before)
{
	if (*before)
		violate(c, MULTIPLE_INSTRUCTIONS_DISALLOWED, *before, (*before)->keyword);
	*before = in;
	if (in->kind != PF_HEALTHCHECK && in->form != PF_ARGS_JSON && !c->has_shell[number])
		violate(c, JSON_ARGS_RECOMMENDED, in, in->range);
}

static void check_stage(struct checker *c, uint32_t number)
{
	const struct pf_stage *stage = &c->e->file->stages[number];
	const struct pf_instruction *before[PF_INSTRUCTION_KINDS] = {NULL};
	uint32_t base = c->e->plan.stages[number].base;

	c->has_shell[number] = base != PF_NO_STAGE && c->has_shell[base];
	c->has_workdir[number] = base != PF_NO_STAGE && c->has_workdir[base];
	for (size_t i = stage->first; i < stage->end; i++) {
		const struct pf_instruction *in = &c->e->file->instructions[i];

		if (in->kind == PF_ENV || in->kind == PF_ARG || in->kind == PF_LABEL)
			check_names(c, in);
		else if (in->kind == PF_EXPOSE)
			check_expose(c, in);
		else if (in->kind == PF_WORKDIR)
			check_workdir(c, in, number);
		else if (in->kind == PF_SHELL)
			c->has_shell[number] = true;
		else if (in->kind == PF_CMD || in->kind == PF_ENTRYPOINT ||
			in->kind == PF_HEALTHCHECK)
			check_command(c, in, number, &before[in->kind]);
	}
}

void pf_build_run_checks(struct pf_evaluation *e)
{
	struct checker c = {.e = e};
	size_t n = e->file->nstages;

	if (e->file->check.len == 0 || !read_directive(&c) || !c.fatal || c.skips_all)
		return;
	for (size_t i = 0; i < COUNT(checks); i++)
		c.skips[i] = is_listed(c.skipped, pf_str_from(checks[i].name));
	c.has_shell = PF_NEWN(e->arena, bool, n + 1);
	c.has_workdir = PF_NEWN(e->arena, bool, n + 1);
	check_casing(&c);
	check_all(&c);
	for (uint32_t i = 0; i < n; i++) {
		check_from(&c, i);
		if (e->plan.stages[i].reachable)
			check_stage(&c, i);
	}
}
