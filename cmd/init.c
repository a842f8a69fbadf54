/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit init`: a configuration in which every key stands with its help, ready to be used. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "call.h"
#include "config/config.h"
#include "say.h"
#include "source/os_error.h"
#include "source/path.h"
#include "stream.h"
#include "text/width.h"

#define FILE_NAME ".podfit.yaml"
#define LINE_MAX_WIDTH 88

/* A sentence as comments, behind `before`. */
static void add_help(struct pf_buf *out, pf_str before, const char *help)
{
	char text[32];
	pf_str prefix;

	(void)snprintf(text, sizeof(text), "%.*s# ", PF_STR_ARG(before));
	prefix = pf_str_from(text);
	pf_buf_add(out, prefix);
	pf_wrap(out, pf_str_from(help), prefix.len,
		&(struct pf_margin){prefix, prefix.len, LINE_MAX_WIDTH});
	pf_buf_addc(out, '\n');
}

static void add_key(struct pf_buf *out, const struct pf_config_key *key, pf_str margin,
	const char *bullet);

/* "#    " in front of what stands `indent` deep. */
static pf_str margin_of(char *margin, size_t size, size_t indent)
{
	(void)snprintf(margin, size, "#%*s", (int)indent, "");
	return pf_str_from(margin);
}

static void add_keys(struct pf_buf *out, const struct pf_config_key *keys, size_t indent)
{
	char text[32];
	pf_str margin = margin_of(text, sizeof(text), indent);

	for (const struct pf_config_key *key = keys; key->name; key++) {
		add_help(out, margin, key->help);
		add_key(out, key, margin, "");
	}
}

static bool belongs(const struct pf_config_key *key, const struct pf_config_key *choice)
{
	if (key->choice)
		return key == choice;
	return !key->needs || (choice && strcmp(key->needs, choice->name) == 0);
}

/* One item of a list, with the one key of its choice. */
static void add_item(struct pf_buf *out, const struct pf_config_key *keys,
	const struct pf_config_key *choice, size_t indent)
{
	char text[32];
	pf_str margin = margin_of(text, sizeof(text), indent);
	bool first = true;

	for (const struct pf_config_key *key = keys; key->name; key++) {
		if (!belongs(key, choice))
			continue;
		add_help(out, margin, key->help);
		if (first)
			margin.len -= 2; /* the bullet takes its place */
		add_key(out, key, margin, first ? "- " : "");
		if (first)
			margin.len += 2;
		first = false;
	}
}

static void add_items(struct pf_buf *out, const struct pf_config_key *keys, size_t indent)
{
	bool any = false;

	for (const struct pf_config_key *key = keys; key->name; key++) {
		if (key->choice)
			add_item(out, keys, key, indent);
		any |= key->choice;
	}
	if (!any)
		add_item(out, keys, NULL, indent);
}

static void add_key(struct pf_buf *out, const struct pf_config_key *key, pf_str margin,
	const char *bullet)
{
	pf_buf_addf(out, "%.*s%s%s:", PF_STR_ARG(margin), bullet, key->name);
	if (key->shape == PF_CONFIG_MAP) {
		pf_buf_addc(out, '\n');
		add_keys(out, key->keys, margin.len + 1);
	} else if (key->shape == PF_CONFIG_MAPS) {
		pf_buf_addc(out, '\n');
		add_items(out, key->keys, margin.len + 3);
	} else {
		pf_buf_addf(out, " %s\n", key->example);
	}
}

static void add_file(struct pf_buf *out)
{
	pf_buf_add_lit(out,
		"# Configuration of podfit.\n"
		"#\n"
		"# To use a setting, take the `#` off its lines; lines with one blank behind the `#`\n"
		"# are remarks.  `podfit config` shows what holds and where it comes from, `podfit\n"
		"# rules` lists the rules.\n");
	for (const struct pf_config_key *key = pf_config_keys; key->name; key++) {
		pf_buf_addc(out, '\n');
		add_help(out, PF_STR_EMPTY, key->help);
		/* It is what keeps the rules the same when podfit is upgraded. */
		add_key(out, key, key->shape == PF_CONFIG_EDITION ? PF_STR_EMPTY : PF_STR("#"), "");
	}
}

int cmd_init(const struct call *call)
{
	static const char *const names[] = {FILE_NAME, ".podfit.yml"};
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_error err = {0};
	bool ok;
	int fd;

	if (call->nwords)
		return refuse("'podfit init' takes no argument: it writes " FILE_NAME
			      " in the current directory");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (pf_path_exists(names[i]))
			return refuse("%s is there already, and stays as it is", names[i]);
	}
	add_file(&out);
	fd = open(FILE_NAME, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return say_unwritten(FILE_NAME, pf_os_error_of(errno).text);
	ok = stream_write(fd, pf_buf_str(&out), &err);
	if (close(fd) != 0 || !ok) {
		(void)unlink(FILE_NAME);
		return say_unwritten(FILE_NAME, ok ? "it could not be closed" : err.msg);
	}
	say("wrote " FILE_NAME ": 'podfit check' lints with it, 'podfit config' shows what holds");
	return EXIT_CLEAN;
}
