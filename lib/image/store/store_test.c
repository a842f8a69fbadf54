/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files that buildah and skopeo wrote: one image in Docker's and OCI's form,
 * and the same for two architectures.
 */

#include "image/store/store.h"

#include "image/store/store_test.h"
#include "text/json/read.h"

static struct pf_arena arena;
static struct pf_image_facts facts;
static struct pf_error err;
static const struct pf_source source = {.path = PF_STR_INIT("image")};

static const char *testdata(const char *name)
{
	static char path[512];

	(void)snprintf(path, sizeof(path), PODFIT_TESTDATA "/image/%s", name);
	return path;
}

static void read_real(const char *name)
{
	ck_assert_msg(pf_image_store_read(&arena, testdata(name), &source, NULL, &facts, &err),
		"%s: %s", name, err.msg);
	ck_assert(pf_image_store_recognises(testdata(name)));
}

static void refuse(const char *os_path, enum pf_errc code, const char *message)
{
	ck_assert_msg(!pf_image_store_read(&arena, os_path, &source, NULL, &facts, &err), "%s",
		os_path);
	ck_assert_str_eq(err.msg, message);
	ck_assert_int_eq(err.code, code);
}

/* What both forms of the image say. */
static void assert_usual(void)
{
	ck_assert(pf_str_eq(facts.user.value, PF_STR("1000:1000")));
	ck_assert_uint_eq(facts.entrypoint.value.len, 1);
	ck_assert(pf_str_eq(facts.entrypoint.value.ptr[0], PF_STR("/app")));
	ck_assert(pf_str_eq(facts.cmd.value.ptr[0], PF_STR("serve")));
	ck_assert(pf_str_eq(facts.working_directory.value, PF_STR("/srv")));
	ck_assert(pf_str_eq(facts.stop_signal.value, PF_STR("SIGINT")));
	ck_assert_uint_eq(facts.env.len, 3);
	ck_assert(pf_str_eq(facts.env.ptr[1].value, PF_STR("b=c")));
	ck_assert_uint_eq(facts.ports.len, 2);
	ck_assert_uint_eq(facts.volumes.len, 1);
	ck_assert(pf_str_eq(facts.volumes.ptr[0].name, PF_STR("/data")));
	ck_assert(pf_str_eq(facts.platforms.ptr[0].architecture, PF_STR("amd64")));
	ck_assert(pf_str_eq(facts.platforms.ptr[0].os, PF_STR("linux")));
}

START_TEST(reads_archives_of_two_architectures)
{
	read_real("multi.tar");
	assert_usual();
	ck_assert(facts.platforms.is_index);
	ck_assert_uint_eq(facts.platforms.len, 2);
	ck_assert(pf_str_eq(facts.platforms.ptr[1].architecture, PF_STR("arm64")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_compressed_archives)
{
	read_real("oci.tar.gz");
	assert_usual();
	ck_assert_int_eq(facts.healthcheck.is, PF_ABSENT);
	facts = pf_image_facts_unknown();
	read_real("oci.tar.zst");
	assert_usual();
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_dockers_own_keys_where_they_are_kept)
{
	static const char *const names[] = {
		"docker-save.tar",
		"skopeo-config-raw.json",
		"buildah-inspect.json",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		read_real(names[i]);
		assert_usual();
		ck_assert_int_eq(facts.healthcheck.is, PF_KNOWN);
		ck_assert_int_eq(facts.healthcheck.value.kind, PF_HEALTHCHECK_CMD);
		ck_assert_int_eq(facts.healthcheck.value.interval, 5000000000);
		ck_assert_int_eq(facts.shell.is, PF_KNOWN);
		ck_assert(pf_str_eq(facts.shell.value.ptr[0], PF_STR("/bin/bash")));
	}
	pf_arena_release(&arena);
}
END_TEST

START_TEST(does_not_know_what_skopeo_dropped)
{
	read_real("skopeo-config.json");
	assert_usual();
	ck_assert_int_eq(facts.healthcheck.is, PF_INHERITED);
	ck_assert_int_eq(facts.shell.is, PF_INHERITED);
	read_real("skopeo-inspect.json");
	ck_assert_int_eq(facts.user.is, PF_INHERITED);
	ck_assert_uint_eq(facts.env.len, 3);
	read_real("manifest.json");
	ck_assert(!facts.platforms.known);
	read_real("index.json");
	ck_assert_uint_eq(facts.platforms.len, 2);
	pf_arena_release(&arena);
}
END_TEST

static void assert_recognised(const char *bytes, size_t len, bool want)
{
	put_bytes("x", (pf_str){bytes, len});
	ck_assert_msg(pf_image_store_recognises("x") == want, "%.*s", (int)len, bytes);
}

START_TEST(recognises_files_by_their_first_bytes)
{
	make_folder();
	ck_assert(pf_image_store_recognises(folder));
	ck_assert(!pf_image_store_recognises("none"));
	ck_assert(!pf_image_store_recognises("/dev/null"));
	assert_recognised("", 0, false);
	assert_recognised("FROM scratch\n", 13, false);
	assert_recognised("# [x]\n", 6, false);
	assert_recognised(" \n\t{", 4, true);
	assert_recognised("[", 1, true);
	assert_recognised("\xef\xbb\xbf{", 4, true);
	assert_recognised("\xff\xfe{\0", 4, true);
	assert_recognised("\xfe\xff\0{", 4, true);
	assert_recognised("\xfe\xff", 2, false);
	assert_recognised("\x1f\x8b", 2, true);
	assert_recognised("\x28\xb5\x2f\xfd", 4, true);
	folder_leave();
}
END_TEST

START_TEST(recognises_json_by_its_name_where_it_holds_none)
{
	make_folder();
	put_file("x.json", "");
	ck_assert(pf_image_store_recognises("x.json"));
	refuse("x.json", PF_E_SYNTAX, "neither JSON nor a tar archive");
	folder_leave();
}
END_TEST

START_TEST(refuses_what_it_does_not_recognise)
{
	make_folder();
	put_file("x", "FROM scratch\n");
	refuse("x", PF_E_SYNTAX, "neither JSON nor a tar archive");
	refuse("none", PF_E_IO, "No such file or directory");
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	refuse("pipe", PF_E_IO, "neither a file nor a folder");
	put_file("x", "{}");
	ck_assert_int_eq(truncate("x", (off_t)PF_JSON_MAX + 1), 0);
	refuse("x", PF_E_LIMIT, "larger than 4 MiB");
	folder_leave();
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_a_part_of_an_archive)
{
	FILE *file = fopen(testdata("oci.tar.gz"), "rb");
	char bytes[1000];

	make_folder();
	ck_assert_uint_eq(fread(bytes, 1, sizeof(bytes), file), sizeof(bytes));
	ck_assert_int_eq(fclose(file), 0);
	put_bytes("x", (pf_str){bytes, sizeof(bytes)});
	ck_assert(!pf_image_store_read(&arena, "x", &source, NULL, &facts, &err));
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
	folder_leave();
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(reads_archives_of_two_architectures, reads_compressed_archives,
	reads_dockers_own_keys_where_they_are_kept, does_not_know_what_skopeo_dropped,
	recognises_files_by_their_first_bytes, recognises_json_by_its_name_where_it_holds_none,
	refuses_what_it_does_not_recognise, refuses_a_part_of_an_archive)
