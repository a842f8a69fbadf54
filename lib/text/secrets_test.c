/* SPDX-License-Identifier: Apache-2.0 */

#include "text/secrets.h"

#include "unit.h"

START_TEST(tells_names_of_secrets_by_their_words)
{
	static const char *const yes[] = {"PASSWORD", "DB_PASSWORD", "db-passwd", "dbPassword",
		"PGPASSWORD", "API_KEY", "APIKEY", "aws.secret.access.key", "PRIVATE_KEY_PEM",
		"Credentials", "GITHUB_TOKEN"};
	static const char *const no[] = {"", "KEY", "PASSWORDLESS", "TOKENIZER", "MONKEY",
		"SECRETARY", "KEYBOARD", "TOKEN_URL", "SECRET_NAME", "PASSWORD_FILE"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ck_assert_msg(pf_name_looks_secret(pf_str_from(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ck_assert_msg(!pf_name_looks_secret(pf_str_from(no[i])), "%s", no[i]);
}
END_TEST

static const char *judge(const char *name, const char *value)
{
	const char *what = pf_literal_secret(pf_str_from(name), pf_str_from(value));

	return what ? what : "none";
}

START_TEST(knows_secrets_by_their_shape)
{
	ck_assert_str_eq(judge("X", "-----BEGIN RSA PRIVATE KEY-----\nMII"), "a private key");
	ck_assert_str_eq(judge("X", "-----BEGIN PRIVATE KEY-----"), "a private key");
	ck_assert_str_eq(judge("X", "-----BEGIN CERTIFICATE-----"), "none");
	ck_assert_str_eq(judge("X", "AKIA1234567890ABCDEF"), "an access key of AWS");
	ck_assert_str_eq(judge("X", "AKIA1234567890ABCDE"), "none");
	ck_assert_str_eq(judge("X", "AKIAIOSFODNN7EXAMPLE"), "none");
	ck_assert_str_eq(judge("X", "MAKIA1234567890ABCDEF"), "none");
	ck_assert_str_eq(judge("URL", "https://ghp_0123456789abcdefghijABCDEFGHIJ012345@x"),
		"a token of GitHub");
	ck_assert_str_eq(judge("X", "glpat-0123456789abcdefghij"), "a token of GitLab");
	ck_assert_str_eq(judge("X", "glpat-"), "none");
}
END_TEST

START_TEST(knows_secrets_by_their_names)
{
	ck_assert_str_eq(judge("DB_PASSWORD", "hunter2"), "what its name calls a secret");
	ck_assert_str_eq(judge("apiKey", "0123456789"), "what its name calls a secret");
	ck_assert_str_eq(judge("POSTGRES_PASSWORD", "postgres"), "what its name calls a secret");
	ck_assert_str_eq(judge("DB_HOST", "hunter2"), "none");
	ck_assert_str_eq(judge("TOKEN_TYPE", "bearer"), "none");
	ck_assert_str_eq(judge("SECRET_NAME", "db"), "none");
	ck_assert_str_eq(judge("PASSWORD_FILE", "db"), "none");
	ck_assert_str_eq(judge("PASSWORD_MIN_LENGTH", "8"), "none");
}
END_TEST

START_TEST(takes_no_stand_in_for_a_secret)
{
	static const char *const values[] = {"", " ", "true", "no", "none", "0", "12", "changeme",
		"CHANGE_ME", "<token>", "your-token", "xxxx", "*****", "{{ .token }}", "$TOKEN",
		"${TOKEN}", "$(TOKEN)", "/run/secrets/db", "~/token", "https://vault/x",
		"op://vault/db/password", "arn:aws:secretsmanager:x", "vault:secret/data/db#key"};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		ck_assert_msg(!pf_literal_secret(PF_STR("DB_PASSWORD"), pf_str_from(values[i])),
			"%s", values[i]);
	ck_assert_str_eq(judge("DB_PASSWORD", "123456"), "what its name calls a secret");
	ck_assert_str_eq(judge("DB_PASSWORD", "https://u:p@host"), "what its name calls a secret");
	ck_assert_str_eq(judge("DB_PASSWORD", "0000"), "what its name calls a secret");
}
END_TEST

UNIT_TESTS(tells_names_of_secrets_by_their_words, knows_secrets_by_their_shape,
	knows_secrets_by_their_names, takes_no_stand_in_for_a_secret)
