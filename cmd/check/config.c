/* SPDX-License-Identifier: Apache-2.0 */

#include "check/config.h"

#include <time.h>

#include "environment.h"
#include "rule/tool.h"
#include "source/path.h"

/* The folder of the user's own configuration, as the XDG Base Directory Specification has it. */
static const char *user_folder(struct pf_arena *arena)
{
	const char *folder = environment("XDG_CONFIG_HOME"), *home = environment("HOME");

	if (folder || !home)
		return folder;
	return pf_arena_fmt(arena, "%s/.config", home).ptr;
}

static const char *config_file(struct pf_arena *arena, struct check_config *config,
	pf_str stdin_name)
{
	pf_str folder = PF_STR_EMPTY;

	if (config->none)
		return NULL;
	if (!config->named) {
		config->named = environment("PODFIT_CONFIG");
		config->by = config->named ? "PODFIT_CONFIG" : NULL;
	}
	if (config->named)
		return config->named;
	/* An editor may run anywhere: what it sends belongs where its file is. */
	if (stdin_name.len)
		folder = pf_path_directory(pf_report_path(arena, stdin_name));
	return pf_config_find(arena, folder, user_folder(arena), &config->of_user);
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

/* Images of the command line come before those of the file; architectures replace. */
static void settle_images(struct pf_arena *arena, const struct pf_config *config,
	const struct check_images *asked, struct pf_settings *settings)
{
	size_t n = asked->settings.len + config->nimages;
	struct pf_image_setting *images = PF_NEWN(arena, struct pf_image_setting, n);

	if (asked->settings.len)
		memcpy(images, asked->settings.ptr, asked->settings.len * sizeof(*images));
	if (config->nimages)
		memcpy(images + asked->settings.len, config->images,
			config->nimages * sizeof(*images));
	settings->images.ptr = images;
	settings->images.len = n;
	settings->images.list_bindings |= asked->settings.len > 0; /* to tell which of them serve */
	settings->target.cluster = config->cluster;
	if (asked->architectures.len) {
		settings->target.cluster.architectures = asked->architectures.ptr;
		settings->target.cluster.narchitectures = asked->architectures.len;
	}
}

static void settle_rules(struct pf_arena *arena, const struct pf_config *config,
	struct check_rules *rules, struct pf_settings *settings)
{
	const struct pf_rule_layer *layers[] = {&config->rules, &rules->asked};

	pf_profile_make(arena, settings->rules, layers, 2, &settings->profile, NULL);
	rules->profiles = (struct pf_profiles){
		.arena = arena,
		.rules = settings->rules,
		.base = &config->rules,
		.overrides = config->overrides,
		.noverrides = config->noverrides,
		.command_line = &rules->asked,
	};
}

static void settle_files(struct pf_arena *arena, const struct pf_config *config, pf_str current,
	struct check_files *files)
{
	pf_str *context = PF_NEWN(arena, pf_str, files->ncontext + config->ncontext + 1);
	pf_str *roots = PF_NEWN(arena, pf_str, config->ncontext + 1);
	size_t n = 0;

	for (; n < files->ncontext; n++)
		context[n] = files->context[n];
	for (size_t i = 0; i < config->ncontext; i++) {
		context[n++] = config->context[i].text;
		roots[i] = pf_path_join(arena, current, config->context[i].text);
	}
	files->context = context;
	files->ncontext = n;
	files->context_roots = roots;
	files->discovery.exclude_absolute = config->exclude_globs;
	files->discovery.nexclude_absolute = config->nexclude_globs;
	files->discovery.current = current;
}

static void settle_verdict(const struct arguments *arguments, const struct pf_config *config,
	struct check_verdict *verdict)
{
	if (!config->has_fail_on || options_has(arguments, OPTION_FAIL_ON) ||
		options_has(arguments, OPTION_EXIT_ZERO))
		return;
	verdict->never_fail = config->never_fail;
	verdict->fail_on = config->fail_on;
}

static void settle_scalars(const struct arguments *arguments, const struct pf_config *config,
	struct pf_settings *settings)
{
	if (config->release && !options_has(arguments, OPTION_KUBERNETES_VERSION))
		settings->target.release = config->release;
	settings->input.complete |= config->complete;
	settings->suppress.compat = config->compat;
	settings->suppress.ignores = config->ignores;
	settings->suppress.nignores = config->nignores;
	settings->suppress.require_reason = config->require_reason;
}

bool check_load_config(const struct call *call, struct check *check, struct pf_config_fault *fault)
{
	const char *file = config_file(call->arena, &check->config, check->files.stdin_name);
	struct pf_config *config = &check->config.read;
	struct pf_config_terms terms = {.rules = call->rules,
		.version = pf_str_from(pf_version),
		.today = today(call->arena)};

	check->current = pf_path_absolute(call->arena, PF_STR("."));
	check->settings.suppress.today = terms.today;
	if (file && !pf_config_read(call->arena, file, &terms, config, fault))
		return false;
	settle_verdict(call->arguments, config, &check->verdict);
	settle_scalars(call->arguments, config, &check->settings);
	settle_images(call->arena, config, &check->images, &check->settings);
	settle_rules(call->arena, config, &check->rules, &check->settings);
	settle_files(call->arena, config, check->current, &check->files);
	return true;
}
