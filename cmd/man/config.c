/* SPDX-License-Identifier: Apache-2.0 */

#include "config/keys.h"
#include "man/man.h"
#include "rule/tool.h"

/* What stands behind the colon, but for words that are chosen from. */
static const char *const shapes[] = {
	[PF_CONFIG_BOOL] = "true or false",
	[PF_CONFIG_TEXT] = "string",
	[PF_CONFIG_SCALAR] = "string or number",
	[PF_CONFIG_EDITION] = "year",
	[PF_CONFIG_RELEASE] = "version",
	[PF_CONFIG_RANGE] = "versions",
	[PF_CONFIG_DATE] = "YYYY-MM-DD",
	[PF_CONFIG_WORD] = "",
	[PF_CONFIG_WORDS] = "list of ",
	[PF_CONFIG_ARCHS] = "list of architectures",
	[PF_CONFIG_TEXTS] = "list of paths",
	[PF_CONFIG_GLOBS] = "list of globs",
	[PF_CONFIG_HOSTS] = "list of hosts",
	[PF_CONFIG_PATHS] = "path, or list of paths",
	[PF_CONFIG_SETS] = "list of rules and sets",
	[PF_CONFIG_RULES] = "rule, or list of rules",
	[PF_CONFIG_LEVELS] = "{RULE: SEVERITY, ...}",
	[PF_CONFIG_OPTIONS] = "{RULE: {OPTION: VALUE, ...}, ...}",
	[PF_CONFIG_ARGS] = "{NAME: VALUE, ...}",
	[PF_CONFIG_MAP] = "mapping",
	[PF_CONFIG_MAPS] = "list of mappings",
};

static void add_term(struct pf_buf *out, const struct pf_config_key *key)
{
	const struct pf_config_word *word = key->words;

	roff_start_term(out);
	roff_bold(out, key->name);
	pf_buf_add_lit(out, ": ");
	if (*shapes[key->shape])
		roff_italic(out, shapes[key->shape]);
	for (; word && word->name; word++) {
		if (word != key->words)
			pf_buf_add_lit(out, ", ");
		roff_bold(out, word->name);
	}
	roff_end_term(out);
}

/* "An entry has just one of `a`, `b` and `c`." */
static void add_choice(struct pf_buf *text, const struct pf_config_key *keys)
{
	const struct pf_config_key *held = NULL;
	const char *before = " An entry has just one of ";

	for (; keys && keys->name; keys++) {
		if (!keys->choice)
			continue;
		if (held) {
			pf_buf_addf(text, "%s`%s`", before, held->name);
			before = ", ";
		}
		held = keys;
	}
	if (held)
		pf_buf_addf(text, " and `%s`.", held->name);
}

static void add_help(struct pf_buf *out, const struct pf_config_key *key)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_addf(&text, "%s", key->help);
	if (key->required)
		pf_buf_add_lit(&text, " Every entry has it.");
	if (key->needs)
		pf_buf_addf(&text, " Goes with `%s`.", key->needs);
	add_choice(&text, key->keys);
	roff_text(out, pf_buf_str(&text));
}

static void add_keys(struct pf_buf *out, const struct pf_config_key *keys)
{
	for (const struct pf_config_key *key = keys; key->name; key++) {
		add_term(out, key);
		add_help(out, key);
		if (!key->keys)
			continue;
		pf_buf_add_lit(out, ".RS\n");
		add_keys(out, key->keys);
		pf_buf_add_lit(out, ".RE\n");
	}
}

static void add_description(struct pf_buf *out)
{
	roff_section(out, "DESCRIPTION");
	roff_paragraph(out,
		"There is one configuration in a run: the nearest `.podfit.yaml`, or `.podfit.yml`, "
		"from the current folder up to the root of the repository, which is the folder "
		"with `.git`, or else of the file system. Where there is none, it is that of the "
		"user, `~/.config/podfit/config.yaml`, or `podfit/config.yaml` in the folder that "
		"`XDG_CONFIG_HOME` names. `--config` and `PODFIT_CONFIG` name "
		"another file instead, and `--no-config` none. For standard input with "
		"`--stdin-filename` the search starts in the folder of that file.\n"
		"The file is YAML, and every key may be left out. Paths and globs are relative to "
		"the folder of the file they stand in. A glob stands for what it matches and all "
		"below it; `*`, `?` and classes such as `[a-z]` match no slash, `**` matches any "
		"number of folders, and a glob without a slash may match any one component of a "
		"path.\n"
		"A mistake is fatal. An unknown key, a value of the wrong type, a rule that does "
		"not exist: podfit shows the place, lints nothing and exits with 2.\n"
		"The command line beats the file. `podfit config` shows what holds and where it "
		"comes from, `podfit init` writes a file in which every key stands with its help, "
		"and `podfit schema config` prints a JSON Schema, by which an editor can complete "
		"and check.");
}

static void add_sections(struct pf_buf *out)
{
	roff_section(out, "SELECTION");
	roff_paragraph(out,
		"Rules are named by their own name (`latest-tag`), by that of another linter's "
		"check (`kube-linter/latest-tag`, `CKV_K8S_14`), which may stand for several, by "
		"category (`security`) or tag (`pss-restricted`), or as `default` or `all`. "
		"`podfit rules` lists them all.\n"
		"What is selected is settled in layers, each of which beats those before: the "
		"default rules, the top of the configuration, each of the `overrides` that hold for "
		"the file in the order they are written, the command line. Within one layer the "
		"more specific name wins (rule, alias, category, tag, `all`), of equals the "
		"later, and of a tie `ignore`. At the top `select` replaces the default rules; in "
		"`overrides` it adds rules.");
	roff_section(out, "IGNORES");
	roff_paragraph(out,
		"An entry of `ignores` silences the findings of its rule that meet all that it "
		"says; what it leaves out may be anything. On the day after `until` it silences "
		"nothing any more. A run over all of the configuration's folder reports entries that "
		"are over or match nothing as `unused-suppression`, so that the list does not "
		"outlive its reasons. With `require-reason`, an entry without a reason is a "
		"mistake, and comments and annotations without one silence nothing.");
	roff_section(out, "EXTENDS");
	roff_paragraph(out,
		"The settings of files that `extends` names hold unless the file itself says "
		"otherwise; of several such files the later beats the earlier.\n"
		"A value replaces the one before it, and so do lists, such as `select`. Of "
		"`severity`, `options` and `cluster`, each key does so by itself. But `ignore`, "
		"`exclude`, `context`, `overrides` and `ignores.entries` add to what is there, and "
		"`images` come before it. A rule or set that `select` names is no longer ignored "
		"by the same name in a file that is extended.");
}

/* Every key at the top is in it; tests/man_test.py loads it. */
static const char example[] =
	"edition: 2026\n"
	"required-version: \">=0.1\"\n"
	"kubernetes-version: \"1.31\"\n"
	"extends: ../platform/.podfit.yaml\n"
	"fail-on: warning\n"
	"select: [default, pss-restricted]\n"
	"ignore: [missing-liveness-probe]\n"
	"severity: {latest-tag: error, missing-cpu-limit: off}\n"
	"exclude: [\"vendor/**\", \"**/testdata/**\"]\n"
	"context: [platform/crds, base]\n"
	"complete: true\n"
	"compat: [kube-linter, polaris]\n"
	"options:\n"
	"  missing-readiness-probe: {one-per-pod: true}\n"
	"overrides:\n"
	"  - paths: [\"dev/**\"]\n"
	"    ignore: [missing-resources]\n"
	"    severity: {run-as-root: info}\n"
	"ignores:\n"
	"  require-reason: true\n"
	"  entries:\n"
	"    - rule: privileged-container\n"
	"      kind: DaemonSet\n"
	"      namespace: kube-system\n"
	"      name: \"cilium*\"\n"
	"      reason: CNI needs it\n"
	"      until: 2099-12-31\n"
	"    - {rule: run-as-root, paths: [\"charts/**\"], reason: upstream}\n"
	"images:\n"
	"  - match: registry.example.com/team/api\n"
	"    dockerfile: services/api/Dockerfile\n"
	"    target: prod\n"
	"    build-args: {VERSION: \"1.2\"}\n"
	"  - match: ghcr.io/acme/worker\n"
	"    oci-layout: build/worker.oci\n"
	"cluster:\n"
	"  architectures: [amd64, arm64]\n"
	"  node-identity-registries: [\"*.azurecr.io\"]\n"
	"  public-registries: [mirror.example.com]\n"
	"  default-service-account-has-pull-secrets: false";

void man_add_config(struct pf_buf *out, const char *date)
{
	const struct man page = {"PODFIT.YAML", "5", "File Formats", date, pf_version};

	roff_start(out, &page);
	roff_section(out, "NAME");
	pf_buf_add_lit(out, "podfit.yaml \\- configuration of podfit\n");
	roff_section(out, "SYNOPSIS");
	pf_buf_add_lit(out,
		"\\fB\\&.podfit.yaml\\fR\n.br\n\\fB\\&.podfit.yml\\fR\n.br\n"
		"\\fB~/.config/podfit/config.yaml\\fR\n");
	add_description(out);
	roff_section(out, "KEYS");
	add_keys(out, pf_config_keys);
	add_sections(out);
	roff_section(out, "EXAMPLE");
	roff_example(out, example);
	roff_section(out, "FILES");
	roff_item(out, ".podfit.yaml",
		"The configuration of a project. `.podfit.yml` is the same.");
	roff_item(out, "~/.config/podfit/config.yaml",
		"That of the user, where the project has none.");
	roff_section(out, "SEE ALSO");
	pf_buf_add_lit(out, "\\fBpodfit\\fR(1)\n");
}
