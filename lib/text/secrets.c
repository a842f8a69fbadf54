/* SPDX-License-Identifier: Apache-2.0 */

#include "text/secrets.h"

/* Names. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Words end at anything but a letter or digit, and before a capital after a small letter. */
static bool next_word(pf_str *rest, pf_str *word)
{
	size_t from = 0, to;

	while (from < rest->len && !pf_is_alnum(rest->ptr[from]))
		from++;
	for (to = from; to < rest->len && pf_is_alnum(rest->ptr[to]); to++) {
		if (to > from && pf_is_lower(rest->ptr[to - 1]) && pf_is_upper(rest->ptr[to]))
			break;
	}
	*word = pf_str_sub(*rest, from, to);
	*rest = pf_str_from_offset(*rest, to);
	return word->len > 0;
}

static bool ends_in_password(pf_str word)
{
	static const pf_str tails[] = {PF_STR_INIT("password"), PF_STR_INIT("passwd")};

	for (size_t i = 0; i < COUNT(tails); i++) {
		if (word.len > tails[i].len &&
			pf_str_eq_nocase(pf_str_from_offset(word, word.len - tails[i].len),
				tails[i]))
			return true;
	}
	return false;
}

/* Some word of `text` names a secret; `*last` is the last word. */
static bool has_secret_word(pf_str text, pf_str *last)
{
	static const pf_str nouns[] = {PF_STR_INIT("password"), PF_STR_INIT("passwords"),
		PF_STR_INIT("passwd"), PF_STR_INIT("passphrase"), PF_STR_INIT("token"),
		PF_STR_INIT("tokens"), PF_STR_INIT("secret"), PF_STR_INIT("secrets"),
		PF_STR_INIT("credential"), PF_STR_INIT("credentials"), PF_STR_INIT("apikey"),
		PF_STR_INIT("apikeys")};
	static const pf_str keys[] = {PF_STR_INIT("key"), PF_STR_INIT("keys")};
	static const pf_str kinds[] = {PF_STR_INIT("api"), PF_STR_INIT("private"),
		PF_STR_INIT("access"), PF_STR_INIT("signing"), PF_STR_INIT("encryption"),
		PF_STR_INIT("auth"), PF_STR_INIT("master")};
	bool found = false;
	pf_str word;

	*last = PF_STR_EMPTY;
	while (next_word(&text, &word)) {
		if (pf_is_one_of_nocase(word, nouns, COUNT(nouns)) || ends_in_password(word) ||
			(pf_is_one_of_nocase(word, keys, COUNT(keys)) &&
				pf_is_one_of_nocase(*last, kinds, COUNT(kinds))))
			found = true;
		*last = word;
	}
	return found;
}

bool pf_has_secret_word(pf_str text)
{
	pf_str last;

	return has_secret_word(text, &last);
}

bool pf_name_looks_secret(pf_str name)
{
	static const pf_str elsewhere[] = {PF_STR_INIT("file"), PF_STR_INIT("path"),
		PF_STR_INIT("dir"), PF_STR_INIT("name"), PF_STR_INIT("url"), PF_STR_INIT("ttl")};
	pf_str last;

	return has_secret_word(name, &last) &&
		!pf_is_one_of_nocase(last, elsewhere, COUNT(elsewhere));
}

/* TOKEN_TYPE, PASSWORD_MIN_LENGTH: something about the secret. */
static bool is_about_secret(pf_str name)
{
	static const pf_str tails[] = {PF_STR_INIT("age"), PF_STR_INIT("algorithm"),
		PF_STR_INIT("attempts"), PF_STR_INIT("audience"), PF_STR_INIT("backend"),
		PF_STR_INIT("count"), PF_STR_INIT("directory"), PF_STR_INIT("enabled"),
		PF_STR_INIT("endpoint"), PF_STR_INIT("engine"), PF_STR_INIT("expiration"),
		PF_STR_INIT("expiry"), PF_STR_INIT("field"), PF_STR_INIT("files"),
		PF_STR_INIT("format"), PF_STR_INIT("header"), PF_STR_INIT("host"),
		PF_STR_INIT("interval"), PF_STR_INIT("issuer"), PF_STR_INIT("length"),
		PF_STR_INIT("lifetime"), PF_STR_INIT("limit"), PF_STR_INIT("location"),
		PF_STR_INIT("manager"), PF_STR_INIT("method"), PF_STR_INIT("mode"),
		PF_STR_INIT("names"), PF_STR_INIT("namespace"), PF_STR_INIT("param"),
		PF_STR_INIT("paths"), PF_STR_INIT("policy"), PF_STR_INIT("port"),
		PF_STR_INIT("prefix"), PF_STR_INIT("provider"), PF_STR_INIT("ref"),
		PF_STR_INIT("region"), PF_STR_INIT("required"), PF_STR_INIT("scope"),
		PF_STR_INIT("seconds"), PF_STR_INIT("server"), PF_STR_INIT("service"),
		PF_STR_INIT("size"), PF_STR_INIT("store"), PF_STR_INIT("timeout"),
		PF_STR_INIT("type"), PF_STR_INIT("uri"), PF_STR_INIT("user"),
		PF_STR_INIT("username"), PF_STR_INIT("validity"), PF_STR_INIT("version")};
	pf_str last;

	has_secret_word(name, &last);
	return pf_is_one_of_nocase(last, tails, COUNT(tails));
}

/* Values. */

static const struct shape {
	pf_str prefix;
	size_t rest; /* letters, digits, `_` and `-` that follow at least */
	const char *what;
} shapes[] = {
	{PF_STR_INIT("AKIA"), 16, "an access key of AWS"},
	{PF_STR_INIT("ASIA"), 16, "an access key of AWS"},
	{PF_STR_INIT("AIza"), 35, "an API key of Google"},
	{PF_STR_INIT("dckr_pat_"), 20, "a token of Docker Hub"},
	{PF_STR_INIT("gho_"), 36, "a token of GitHub"},
	{PF_STR_INIT("ghp_"), 36, "a token of GitHub"},
	{PF_STR_INIT("ghr_"), 36, "a token of GitHub"},
	{PF_STR_INIT("ghs_"), 36, "a token of GitHub"},
	{PF_STR_INIT("ghu_"), 36, "a token of GitHub"},
	{PF_STR_INIT("github_pat_"), 30, "a token of GitHub"},
	{PF_STR_INIT("glpat-"), 20, "a token of GitLab"},
	{PF_STR_INIT("hvs."), 24, "a token of Vault"},
	{PF_STR_INIT("npm_"), 36, "a token of npm"},
	{PF_STR_INIT("pypi-AgEIcHlwaS5vcmc"), 50, "a token of PyPI"},
	{PF_STR_INIT("rk_live_"), 20, "a key of Stripe"},
	{PF_STR_INIT("sk_live_"), 20, "a key of Stripe"},
	{PF_STR_INIT("sk-ant-"), 40, "an API key of Anthropic"},
	{PF_STR_INIT("xoxa-"), 20, "a token of Slack"},
	{PF_STR_INIT("xoxb-"), 20, "a token of Slack"},
	{PF_STR_INIT("xoxp-"), 20, "a token of Slack"},
};

static bool is_token_char(char c)
{
	return pf_is_alnum(c) || c == '_' || c == '-';
}

static const char *shape_at(pf_str value)
{
	for (size_t i = 0; i < COUNT(shapes); i++) {
		size_t at = shapes[i].prefix.len;

		if (!pf_str_starts_with(value, shapes[i].prefix))
			continue;
		while (at < value.len && is_token_char(value.ptr[at]))
			at++;
		if (at - shapes[i].prefix.len >= shapes[i].rest)
			return shapes[i].what;
	}
	return NULL;
}

/* AWS's documentation writes AKIAIOSFODNN7EXAMPLE. */
static bool is_example(pf_str value)
{
	return pf_str_contains(value, PF_STR("EXAMPLE"));
}

const char *pf_secret_shape(pf_str value)
{
	if (pf_str_contains(value, PF_STR("-----BEGIN")) &&
		pf_str_contains(value, PF_STR("PRIVATE KEY-----")))
		return "a private key";
	for (size_t i = 0; i < value.len; i++) {
		const char *what;

		if (i > 0 && is_token_char(value.ptr[i - 1]))
			continue;
		what = shape_at(pf_str_from_offset(value, i));
		if (what && !is_example(value))
			return what;
	}
	return NULL;
}

static bool contains_nocase(pf_str s, pf_str needle)
{
	for (size_t i = 0; i + needle.len <= s.len; i++) {
		if (pf_str_eq_nocase(pf_str_sub(s, i, i + needle.len), needle))
			return true;
	}
	return false;
}

/* "***", "xxxx" */
static bool is_one_character(pf_str value)
{
	for (size_t i = 1; i < value.len; i++) {
		if (value.ptr[i] != value.ptr[0])
			return false;
	}
	return !pf_is_digit(value.ptr[0]);
}

static bool is_placeholder(pf_str value)
{
	static const pf_str parts[] = {PF_STR_INIT("changeme"), PF_STR_INIT("change-me"),
		PF_STR_INIT("change_me"), PF_STR_INIT("changethis"), PF_STR_INIT("dummy"),
		PF_STR_INIT("example"), PF_STR_INIT("fake"), PF_STR_INIT("fixme"),
		PF_STR_INIT("insert"), PF_STR_INIT("placeholder"), PF_STR_INIT("redacted"),
		PF_STR_INIT("replace"), PF_STR_INIT("todo"), PF_STR_INIT("xxx"),
		PF_STR_INIT("your"), PF_STR_INIT("{{")};

	if (value.ptr[0] == '<' && value.ptr[value.len - 1] == '>')
		return true;
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (contains_nocase(value, parts[i]))
			return true;
	}
	return is_one_character(value);
}

static bool is_switch(pf_str value)
{
	static const pf_str words[] = {PF_STR_INIT("true"), PF_STR_INIT("false"),
		PF_STR_INIT("yes"), PF_STR_INIT("no"), PF_STR_INIT("on"), PF_STR_INIT("off"),
		PF_STR_INIT("none"), PF_STR_INIT("null"), PF_STR_INIT("nil"),
		PF_STR_INIT("undefined"), PF_STR_INIT("unset"), PF_STR_INIT("default"),
		PF_STR_INIT("enabled"), PF_STR_INIT("disabled"), PF_STR_INIT("required"),
		PF_STR_INIT("optional")};

	return pf_is_one_of_nocase(value, words, COUNT(words)) ||
		(value.len <= 2 && pf_is_digit(value.ptr[0]));
}

/* "resetPassword.sh", "tls.key": the name of a file, by an ending that no password has. */
static bool is_file_name(pf_str value)
{
	static const pf_str endings[] = {PF_STR_INIT(".sh"), PF_STR_INIT(".bash"),
		PF_STR_INIT(".py"), PF_STR_INIT(".js"), PF_STR_INIT(".rb"), PF_STR_INIT(".pl"),
		PF_STR_INIT(".php"), PF_STR_INIT(".ps1"), PF_STR_INIT(".txt"), PF_STR_INIT(".json"),
		PF_STR_INIT(".yaml"), PF_STR_INIT(".yml"), PF_STR_INIT(".toml"),
		PF_STR_INIT(".ini"), PF_STR_INIT(".conf"), PF_STR_INIT(".properties"),
		PF_STR_INIT(".xml"), PF_STR_INIT(".html"), PF_STR_INIT(".env"), PF_STR_INIT(".pem"),
		PF_STR_INIT(".key"), PF_STR_INIT(".crt"), PF_STR_INIT(".p12"), PF_STR_INIT(".pfx"),
		PF_STR_INIT(".jks"), PF_STR_INIT(".keystore")};

	for (size_t i = 0; i < value.len; i++) {
		if (!pf_is_alnum(value.ptr[i]) && !strchr("._-/", value.ptr[i]))
			return false;
	}
	for (size_t i = 0; i < COUNT(endings); i++) {
		if (value.len > endings[i].len && pf_str_ends_with(value, endings[i]))
			return true;
	}
	return false;
}

/* A variable, a path, the address of a vault: the secret itself is elsewhere. */
static bool is_reference(pf_str value)
{
	static const pf_str heads[] = {PF_STR_INIT("/"), PF_STR_INIT("./"), PF_STR_INIT("../"),
		PF_STR_INIT("~/"), PF_STR_INIT("arn:"), PF_STR_INIT("vault:"), PF_STR_INIT("ref+"),
		PF_STR_INIT("projects/"), PF_STR_INIT("@Microsoft.KeyVault")};
	size_t scheme = pf_str_find(value, PF_STR("://"));

	if (pf_str_find_char(value, '$') < value.len || is_file_name(value))
		return true;
	for (size_t i = 0; i < COUNT(heads); i++) {
		if (pf_str_starts_with(value, heads[i]))
			return true;
	}
	return scheme < value.len && pf_str_find_char(value, '@') == value.len;
}

const char *pf_literal_secret(pf_str name, pf_str value)
{
	const char *shape = pf_secret_shape(value);

	value = pf_str_trim(value);
	if (shape || value.len == 0)
		return shape;
	if (!pf_name_looks_secret(name) || is_about_secret(name))
		return NULL;
	if (is_switch(value) || is_placeholder(value) || is_reference(value))
		return NULL;
	return "what its name calls a secret";
}
