/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/accounts.h"

#include "image/build/lookup.h"
#include "image/dockerfile/dockerfile.h"
#include "image/dockerfile/syntax.h"
#include "image/facts/images.h"
#include "image/facts/tables.h"
#include "runtime/shell/walk.h"
#include "runtime/shell/words.h"

static const pf_str user_tools[] = {
	PF_STR_INIT("adduser"), PF_STR_INIT("useradd"), PF_STR_INIT("usermod")};
static const pf_str group_tools[] = {
	PF_STR_INIT("addgroup"), PF_STR_INIT("groupadd"), PF_STR_INIT("groupmod")};

/* Options that take the next word, of shadow, BusyBox and Debian's adduser together. */
static const char short_operands[] = "bcdefgGhkKpPRsuZ";
static const pf_str long_operands[] = {
	PF_STR_INIT("--base-dir"),
	PF_STR_INIT("--comment"),
	PF_STR_INIT("--conf"),
	PF_STR_INIT("--expiredate"),
	PF_STR_INIT("--firstgid"),
	PF_STR_INIT("--firstuid"),
	PF_STR_INIT("--gecos"),
	PF_STR_INIT("--gid"),
	PF_STR_INIT("--groups"),
	PF_STR_INIT("--home"),
	PF_STR_INIT("--home-dir"),
	PF_STR_INIT("--inactive"),
	PF_STR_INIT("--ingroup"),
	PF_STR_INIT("--key"),
	PF_STR_INIT("--lastgid"),
	PF_STR_INIT("--lastuid"),
	PF_STR_INIT("--password"),
	PF_STR_INIT("--prefix"),
	PF_STR_INIT("--root"),
	PF_STR_INIT("--shell"),
	PF_STR_INIT("--skel"),
	PF_STR_INIT("--uid"),
};

#define MAX_LOOKUPS 32U              /* of variables */
#define MAX_TEXT ((size_t)64 * 1024) /* bytes of RUN; nobody writes as much */

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* What is looked for, by name or else by number, and what was found of it so far. */
struct search {
	struct pf_arena *arena;
	const struct pf_image_facts *facts;
	const struct pf_origin *at; /* of the text that is being read */
	bool groups;
	pf_str name; /* or empty */
	int64_t id;
	size_t nlookups;
	size_t nread;            /* bytes */
	struct pf_account found; /* `name` is empty until something is */
};

/* "NAME" of "$NAME" and "${NAME}", or empty. */
static pf_str variable_name(pf_str word)
{
	struct pf_shell_use use = {0};

	if (!pf_shell_use_next(word, &use) || use.start != 0 || use.end != word.len)
		return PF_STR_EMPTY;
	return use.name;
}

/* The word, or the value of the variable that it is; empty where that is not known. */
static pf_str resolve(struct search *search, pf_str word, bool *varies)
{
	const struct pf_image_build *build = search->facts->build;
	const struct pf_variable *variable = NULL;
	const struct pf_instruction *run;
	pf_str name = variable_name(word);

	if (!name.len)
		return word;
	if (!build || search->nlookups++ >= MAX_LOOKUPS)
		return PF_STR_EMPTY;
	run = pf_dockerfile_at(build->dockerfile, search->at->range.start);
	if (run)
		variable = pf_build_lookup(build, run, name);
	if (!variable || variable->is != PF_KNOWN)
		return PF_STR_EMPTY;
	*varies = *varies || variable->varies;
	return variable->value;
}

static bool to_id(pf_str text, int64_t *out)
{
	return pf_str_to_int(text, out) && *out >= 0 && pf_is_digit(text.ptr[0]);
}

/* Take in what one command or line says, if it is of the account that is sought. */
static void offer(struct search *search, const struct pf_account *account)
{
	struct pf_account *found = &search->found;
	bool fits = search->name.len ? pf_str_eq(account->name, search->name)
				     : account->id == search->id;

	if (!fits || !account->name.len)
		return;
	if (!found->name.len)
		found->id = -1;
	found->name = account->name;
	if (account->group.len)
		found->group = account->group;
	if (account->id >= 0) {
		found->id = account->id;
		found->from = *search->at;
		found->from.varies = account->from.varies;
	}
}

/* -u 1000, -u1000, --uid 1000, --uid=1000: the option's letter, or '\0'. */
static char option_letter(pf_str word, pf_str *value, bool *takes_next)
{
	size_t equals = pf_str_find_char(word, '=');
	pf_str name = pf_str_sub(word, 0, equals);

	*value = PF_STR_EMPTY;
	*takes_next = false;
	if (pf_str_starts_with(word, PF_STR("--"))) {
		if (equals < word.len)
			*value = pf_str_from_offset(word, equals + 1);
		else
			*takes_next = IS_IN(name, long_operands);
		if (pf_str_eq(name, PF_STR("--uid")))
			return 'u';
		if (pf_str_eq(name, PF_STR("--gid")))
			return 'g';
		return pf_str_eq(name, PF_STR("--ingroup")) ? 'G' : '\0';
	}
	for (size_t i = 1; i < word.len; i++) {
		if (!strchr(short_operands, word.ptr[i]))
			continue;
		*value = pf_str_from_offset(word, i + 1);
		*takes_next = value->len == 0;
		return word.ptr[i];
	}
	return '\0';
}

/*
 * A group to begin with is -g of useradd and --ingroup, --gid of Debian's
 * adduser; in BusyBox -g is the GECOS field and -G that group.
 */
static bool names_first_group(pf_str tool, pf_str option, char letter)
{
	bool adduser = pf_str_eq(tool, PF_STR("adduser"));

	if (pf_str_starts_with(option, PF_STR("--")))
		return letter == 'g' || letter == 'G';
	return letter == (adduser ? 'G' : 'g');
}

static void read_option(struct search *search, pf_str tool, pf_str option, char letter,
	pf_str value, struct pf_account *account)
{
	pf_str text = resolve(search, value, &account->from.varies);

	if (letter == (search->groups ? 'g' : 'u')) {
		if (!to_id(text, &account->id))
			account->id = -1;
	} else if (!search->groups && names_first_group(tool, option, letter)) {
		account->group = text;
	}
}

static void read_tool(struct search *search, pf_str tool, const pf_str *words, size_t n)
{
	struct pf_account account = {.id = -1};

	for (size_t i = 0; i < n; i++) {
		pf_str value;
		bool takes_next;
		char letter;

		if (!pf_str_starts_with(words[i], PF_STR("-"))) {
			if (!account.name.len)
				account.name = resolve(search, words[i], &account.from.varies);
			continue;
		}
		letter = option_letter(words[i], &value, &takes_next);
		if (takes_next && i + 1 < n)
			read_option(search, tool, words[i], letter, words[i + 1], &account);
		else
			read_option(search, tool, words[i], letter, value, &account);
		i += takes_next;
	}
	offer(search, &account);
}

/* "app:x:1000:1000:…" of /etc/passwd has five fields at least, of /etc/group just four. */
static void read_line(struct search *search, pf_str line)
{
	struct pf_account account = {.id = -1};
	pf_str fields[4], rest = line;
	size_t n = 0;

	for (; n < 4 && pf_str_split(&rest, ':', &fields[n]); n++)
		;
	if (n < 4 || !fields[0].len || fields[1].len > 1 || (rest.ptr == NULL) != search->groups)
		return;
	account.name = resolve(search, fields[0], &account.from.varies);
	if (!to_id(resolve(search, fields[2], &account.from.varies), &account.id))
		return;
	if (!search->groups)
		account.group = resolve(search, fields[3], &account.from.varies);
	offer(search, &account);
}

static void read_command(struct search *search, const struct pf_shell_words *words)
{
	size_t at = pf_str_eq(words->ptr[0], PF_STR("sudo")) ? 1 : 0;
	pf_str tool = at < words->n ? pf_program_name(words->ptr[at]) : PF_STR_EMPTY;

	if (search->groups ? IS_IN(tool, group_tools) : IS_IN(tool, user_tools)) {
		read_tool(search, tool, words->ptr + at + 1, words->n - at - 1);
		return;
	}
	for (size_t i = 0; i < words->n; i++)
		read_line(search, words->ptr[i]);
}

static void read_text(struct search *search, pf_str text, const struct pf_origin *at)
{
	struct pf_shell_walk script = {.text = text, .rough = true};
	struct pf_shell_words words;

	search->at = at;
	search->nread += text.len;
	while (search->nread <= MAX_TEXT && pf_shell_next_words(search->arena, &script, &words))
		read_command(search, &words);
}

/* Has it an /etc/passwd, or all of /etc, from another stage or image, as small ones often do? */
static bool copies_accounts(const struct pf_image_facts *facts)
{
	static const pf_str targets[] = {
		PF_STR_INIT("/"), PF_STR_INIT("/etc"), PF_STR_INIT("/etc/passwd")};
	const struct pf_image_build *build = facts->build;

	for (size_t i = 0; build && i < build->ncopies; i++) {
		const struct pf_image_copy *copy = &build->copies[i];

		if (copy->from.len && IS_IN(copy->target, targets))
			return true;
	}
	return false;
}

static void read_all_stages(struct search *search, const struct pf_dockerfile *file)
{
	for (size_t i = 0; i < file->ninstructions; i++) {
		const struct pf_instruction *run = &file->instructions[i];
		struct pf_origin *at;

		if (run->kind != PF_RUN)
			continue;
		at = PF_NEW(search->arena, struct pf_origin);
		*at = (struct pf_origin){file->source, run->range, false};
		read_text(search, run->text, at);
		for (size_t k = 0; k < run->nheredocs; k++)
			read_text(search, run->heredocs[k].body, at);
	}
}

static bool find(struct search *search, struct pf_account *out)
{
	const struct pf_image_build *build = search->facts->build;

	if (!build)
		return false;
	if (build->dockerfile && copies_accounts(search->facts))
		read_all_stages(search, build->dockerfile);
	for (size_t i = 0; i < build->nruns; i++)
		read_text(search, build->runs[i].text, &build->runs[i].at);
	if (!search->found.name.len)
		return false;
	*out = search->found;
	return true;
}

/* Last component of the base's repository: "node". */
static pf_str base_name(struct pf_arena *arena, const struct pf_image_facts *facts)
{
	struct pf_image_reference base;

	if (!facts->build)
		return PF_STR_EMPTY;
	base = pf_image_reference_parse(arena, facts->build->base);
	return base.valid ? pf_image_base_name(&base) : facts->build->base;
}

static bool find_known(struct pf_arena *arena, const struct pf_image_facts *facts, pf_str name,
	struct pf_account *out)
{
	pf_str base = base_name(arena, facts);
	const struct pf_known_account *account = pf_known_account(base, name);

	if (!account || pf_str_eq(base, PF_STR("scratch")))
		return false;
	*out = (struct pf_account){.name = name, .id = account->id};
	return true;
}

bool pf_image_user_named(struct pf_arena *arena, const struct pf_image_facts *facts, pf_str name,
	struct pf_account *out)
{
	struct search search = {.arena = arena, .facts = facts, .name = name};

	if (!name.len)
		return false;
	return find(&search, out) || find_known(arena, facts, name, out);
}

bool pf_image_group_named(struct pf_arena *arena, const struct pf_image_facts *facts, pf_str name,
	struct pf_account *out)
{
	struct search search = {.arena = arena, .facts = facts, .name = name, .groups = true};

	return name.len && find(&search, out);
}

bool pf_image_user_numbered(struct pf_arena *arena, const struct pf_image_facts *facts, int64_t id,
	struct pf_account *out)
{
	struct search search = {.arena = arena, .facts = facts, .id = id};

	return id >= 0 && find(&search, out);
}

/* What other images put into /etc/passwd may be just this user. */
static bool is_known_base(struct pf_arena *arena, pf_str base)
{
	struct pf_image_reference reference = pf_image_reference_parse(arena, base);

	return pf_str_eq(base, PF_STR("scratch")) ||
		pf_str_starts_with(reference.path, PF_STR("library/")) ||
		pf_str_starts_with(reference.path, PF_STR("distroless/"));
}

/* Those without a user from 1000 on, but nobody. */
static bool is_plain_base(pf_str name)
{
	return pf_str_eq(name, PF_STR("scratch")) ||
		pf_known_image_has(pf_known_image(name), PF_IMAGE_NO_USERS);
}

bool pf_image_lacks_user(struct pf_arena *arena, const struct pf_image_facts *facts, int64_t id)
{
	if (id < 1000 || id == 65532 || id == 65534 || !facts->build || !facts->build->base.len ||
		copies_accounts(facts) || !is_known_base(arena, facts->build->base))
		return false;
	return id > 1001 || is_plain_base(base_name(arena, facts));
}
