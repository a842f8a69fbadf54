/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A configuration: either it is read, and then rules can be settled by it, or
 * there is one fault that can be shown.
 */

#include "fuzz.h"

#include <stdlib.h>
#include <unistd.h>

#include "config/config.h"
#include "harness.h"
#include "report/report.h"

static void check_line(pf_str text)
{
	pf_assert(pf_str_find_char(text, '\n') == text.len);
}

static void check_place(const struct pf_place *at)
{
	pf_assert(at->file && at->start <= at->end && at->end <= at->file->source.text.len);
}

static void check_fault(const struct pf_config_fault *fault)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_report_look look = {.width = 80};

	pf_assert(fault->message.len);
	check_line(fault->label);
	if (!fault->at.file)
		return;
	check_place(&fault->at);
	if (fault->first.file)
		check_place(&fault->first);
	pf_report_config_fault(&out, fault, &look);
	pf_assert(out.len);
}

static void check_ignores(const struct pf_config *config)
{
	for (size_t i = 0; i < config->nignores; i++) {
		const struct pf_ignore *ignore = &config->ignores[i];

		pf_assert(ignore->rules && ignore->what.pattern.len);
		pf_assert(!config->require_reason || ignore->what.reason.len);
		check_place(&ignore->at);
	}
}

static void check_config(struct pf_arena *arena, const struct pf_config *config)
{
	static const struct pf_rule_layer silent;
	const struct pf_rule_layer *layers[] = {&config->rules, &silent};
	struct pf_rule_origin *origins =
		PF_NEWN(arena, struct pf_rule_origin, harness_rules()->len);
	struct pf_profiles profiles = {.arena = arena,
		.rules = harness_rules(),
		.base = &config->rules,
		.overrides = config->overrides,
		.noverrides = config->noverrides,
		.command_line = &silent};
	struct pf_profile profile;

	pf_profile_make(arena, harness_rules(), layers, 2, &profile, origins);
	for (size_t i = 0; i < harness_rules()->len; i++) {
		pf_assert(profile.severity[i] <= PF_ERROR);
		pf_assert(origins[i].enabled.len && origins[i].severity.len);
	}
	(void)pf_profiles_for(&profiles, pf_path_join(arena, config->root, PF_STR("dev/a.yaml")));
	check_ignores(config);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	const struct pf_config_terms terms = {
		harness_rules(), PF_STR("1.4.2"), PF_STR("2026-11-21")};
	char path[] = "/tmp/podfit-fuzz-XXXXXX";
	struct pf_config config;
	struct pf_config_fault fault;
	int fd = mkstemp(path);

	pf_assert(fd >= 0);
	pf_assert(write(fd, data, size) == (ssize_t)size);
	(void)close(fd);
	if (pf_config_read(&arena, path, &terms, &config, &fault))
		check_config(&arena, &config);
	else
		check_fault(&fault);
	(void)unlink(path);
	return 0;
}
