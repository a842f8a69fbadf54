/* SPDX-License-Identifier: Apache-2.0 */

/* The configuration, and the options that say the same on the command line. */

#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "environment.h"
#include "image/reference.h"
#include "rule/tool.h"
#include "say.h"
#include "source/path.h"
#include "stream.h"

/* --image. */

static bool is_same_image(const struct pf_image_reference *a, const struct pf_image_reference *b)
{
	return pf_str_eq(a->domain, b->domain) && pf_str_eq(a->path, b->path) &&
		pf_str_eq(a->tag, b->tag) && pf_str_eq(a->digest, b->digest);
}

static bool is_new_image(struct pf_arena *arena, const struct check *check,
	const struct pf_image_reference *image, struct pf_error *err)
{
	for (size_t i = 0; i < check->nimages; i++) {
		struct pf_image_reference other =
			pf_image_reference_parse(arena, check->images[i].match);

		if (is_same_image(image, &other))
			return pf_fail(err, PF_E_USAGE, "two options '--image' are about '%.*s'",
				PF_STR_ARG(image->text));
	}
	return true;
}

/* PATH or PATH#TARGET. */
static bool read_image_source(struct pf_arena *arena, pf_str text, struct pf_image_setting *out,
	struct pf_error *err)
{
	size_t hash = pf_str_rfind_char(text, '#');

	if (hash + 1 == text.len)
		return pf_fail(err, PF_E_USAGE, "'%.*s' names no target after the '#'",
			PF_STR_ARG(text));
	if (!text.len || !hash)
		return pf_fail(err, PF_E_USAGE, "option '--image' needs a path after the '='");
	if (hash < text.len)
		out->target = pf_str_from_offset(text, hash + 1);
	out->source = pf_report_path(arena, pf_str_sub(text, 0, hash));
	return true;
}

bool check_add_image(struct pf_arena *arena, struct check *check, pf_str value,
	struct pf_error *err)
{
	size_t equals = pf_str_find_char(value, '=');
	struct pf_image_setting setting = {.where = PF_STR("--image"),
		.match = pf_str_sub(value, 0, equals),
		.target = PF_STR_EMPTY};
	struct pf_image_reference image = pf_image_reference_parse(arena, setting.match);

	if (equals == value.len)
		return pf_fail(err, PF_E_USAGE, "'%.*s' is not REF=SOURCE", PF_STR_ARG(value));
	if (!image.valid)
		return pf_fail(err, PF_E_USAGE, "'%.*s' is no image reference%s%s",
			PF_STR_ARG(setting.match), image.fault ? ": it " : "",
			image.fault ? image.fault : "");
	if (!is_new_image(arena, check, &image, err) ||
		!read_image_source(arena, pf_str_from_offset(value, equals + 1), &setting, err))
		return false;
	check->images[check->nimages++] = setting;
	return true;
}

/* --arch. */

bool check_add_architectures(struct check *check, pf_str list, struct pf_error *err)
{
	pf_str name;

	while (pf_str_split(&list, ',', &name)) {
		pf_str meant, trimmed = pf_str_trim(name);

		if (pf_architecture_named(trimmed, &check->architectures[check->narchitectures],
			    &meant))
			check->narchitectures++;
		else if (meant.len)
			return pf_fail(err, PF_E_USAGE,
				"unknown architecture '%.*s'; did you mean '%.*s'?",
				PF_STR_ARG(trimmed), PF_STR_ARG(meant));
		else
			return pf_fail(err, PF_E_USAGE, "unknown architecture '%.*s'",
				PF_STR_ARG(trimmed));
	}
	return true;
}

/* The file. */

static const char *config_file_of(const struct call *call, struct check *check)
{
	pf_str folder = PF_STR_EMPTY;

	if (check->no_config)
		return NULL;
	if (!check->config_file) {
		check->config_file = environment("PODFIT_CONFIG");
		check->config_by = "PODFIT_CONFIG";
	}
	if (check->config_file)
		return check->config_file;
	check->config_by = NULL;
	/* An editor may run anywhere: what it sends belongs where its file is. */
	if (check->stdin_name.len)
		folder = pf_path_directory(pf_report_path(call->arena, check->stdin_name));
	return pf_config_find(call->arena, folder, environment("XDG_CONFIG_HOME"),
		&check->config_of_user);
}

/* Today in UTC, so that an entry ends everywhere at once. */
static pf_str today(struct pf_arena *arena)
{
	time_t now = time(NULL);
	struct tm day;
	char text[sizeof("2026-11-21")];

	if (!gmtime_r(&now, &day) || !strftime(text, sizeof(text), "%Y-%m-%d", &day))
		return PF_STR_EMPTY;
	return pf_arena_dup(arena, pf_str_from(text));
}

/* What the command line beats, and what it adds to. */

/* Images of the command line come before those of the file; architectures replace. */
static void settle_images(struct pf_arena *arena, struct check *check)
{
	const struct pf_config *config = &check->config;
	struct pf_settings *settings = &check->settings;
	size_t n = check->nimages + config->nimages;
	struct pf_image_setting *images = PF_NEWN(arena, struct pf_image_setting, n);

	if (check->nimages)
		memcpy(images, check->images, check->nimages * sizeof(*images));
	if (config->nimages)
		memcpy(images + check->nimages, config->images, config->nimages * sizeof(*images));
	settings->images = images;
	settings->nimages = n;
	settings->list_bindings |= check->nimages > 0; /* to tell which of them serve */
	settings->cluster = config->cluster;
	if (check->narchitectures) {
		settings->cluster.architectures = check->architectures;
		settings->cluster.narchitectures = check->narchitectures;
	}
}

static void settle_rules(struct pf_arena *arena, struct check *check)
{
	const struct pf_rule_layer *layers[] = {&check->config.rules, &check->rules};

	check->origins = PF_NEWN(arena, struct pf_rule_origin, check->settings.rules->len + 1);
	pf_profile_make(arena, check->settings.rules, layers, 2, &check->settings.profile,
		check->origins);
	check->profiles = (struct pf_profiles){
		.arena = arena,
		.rules = check->settings.rules,
		.base = &check->config.rules,
		.overrides = check->config.overrides,
		.noverrides = check->config.noverrides,
		.command_line = &check->rules,
	};
}

static void settle_files(struct pf_arena *arena, struct check *check)
{
	const struct pf_config *config = &check->config;
	pf_str *context = PF_NEWN(arena, pf_str, check->ncontext + config->ncontext + 1);
	pf_str *roots = PF_NEWN(arena, pf_str, config->ncontext + 1);
	size_t n = 0;

	for (; n < check->ncontext; n++)
		context[n] = check->context[n];
	for (size_t i = 0; i < config->ncontext; i++) {
		context[n++] = config->context[i].text;
		roots[i] = pf_path_join(arena, check->current, config->context[i].text);
	}
	check->context = context;
	check->ncontext = n;
	check->context_roots = roots;
	check->discovery.exclude_absolute = config->exclude_globs;
	check->discovery.nexclude_absolute = config->nexclude_globs;
	check->discovery.current = check->current;
}

static void settle_scalars(const struct call *call, struct check *check, pf_str day)
{
	const struct pf_config *config = &check->config;
	struct pf_settings *settings = &check->settings;

	if (config->release && !options_has(call->arguments, OPTION_KUBERNETES_VERSION))
		settings->release = config->release;
	if (config->has_fail_on && !options_has(call->arguments, OPTION_FAIL_ON) &&
		!options_has(call->arguments, OPTION_EXIT_ZERO)) {
		check->never_fail = config->never_fail;
		check->fail_on = config->fail_on;
	}
	settings->complete |= config->complete;
	settings->compat = config->compat;
	settings->today = day;
	settings->ignores = config->ignores;
	settings->nignores = config->nignores;
	settings->require_reason = config->require_reason;
}

bool check_load_config(const struct call *call, struct check *check, struct pf_config_fault *fault)
{
	const char *file = config_file_of(call, check);
	struct pf_config_terms terms = {.rules = call->rules,
		.version = pf_str_from(pf_version),
		.today = today(call->arena)};

	check->current = pf_path_absolute(call->arena, PF_STR("."));
	if (file && !pf_config_read(call->arena, file, &terms, &check->config, fault))
		return false;
	settle_scalars(call, check, terms.today);
	settle_images(call->arena, check);
	settle_rules(call->arena, check);
	settle_files(call->arena, check);
	return true;
}

void check_say_config_fault(const struct check *check, const struct pf_config_fault *fault)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_report_look look = {
		.color = check->color == COLOR_AUTO ? stream_wants_color(STDERR_FILENO)
						    : check->color == COLOR_ALWAYS,
		.wrap = isatty(STDERR_FILENO),
		.width = stream_width(),
		.columns = check->columns,
	};

	if (fault->at.file) {
		pf_report_config_fault(&out, fault, &look);
		(void)fputs(out.ptr, stderr);
		return;
	}
	say("configuration '%.*s'%s%s: %.*s", PF_STR_ARG(fault->path),
		check->config_by ? ", named by " : "", check->config_by ? check->config_by : "",
		PF_STR_ARG(fault->message));
}
