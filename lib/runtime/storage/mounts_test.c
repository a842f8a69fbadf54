/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/storage/mounts.h"

#include "runtime/image_test.h"

#define VOLUMES \
	"volumes: [{name: config, configMap: {name: web}}, {name: scratch, emptyDir: {}}," \
	"{name: node, hostPath: {path: /srv}}, {name: claim, persistentVolumeClaim: {claimName: a}}," \
	"{name: fixed, persistentVolumeClaim: {claimName: a, readOnly: true}}," \
	"{name: share, nfs: {server: a, path: /}}, {name: files, image: {reference: a}}," \
	"{name: keys, csi: {driver: secrets-store.csi.k8s.io}}, {name: bare}," \
	"{name: own, ephemeral: {volumeClaimTemplate: {spec: {}}}}],"

static void mount(struct bench *b, const char *name, const char *path)
{
	pf_str spec = pf_arena_fmt(&b->arena,
		VOLUMES "containers: [{name: web, volumeMounts: [{name: %s, mountPath: %s}]}]",
		name, path);

	bench_start(b, spec.ptr, NULL);
}

static const struct sample {
	const char *name;
	enum pf_volume_sort sort;
	bool writable;
} samples[] = {
	{"config", PF_VOLUME_CONFIG, false},
	{"keys", PF_VOLUME_CONFIG, false},
	{"files", PF_VOLUME_IMAGE, false},
	{"scratch", PF_VOLUME_EMPTY, true},
	{"node", PF_VOLUME_HOST, true},
	{"claim", PF_VOLUME_CLAIM, true},
	{"own", PF_VOLUME_CLAIM, true},
	{"fixed", PF_VOLUME_CLAIM, false},
	{"share", PF_VOLUME_OTHER, true},
	{"bare", PF_VOLUME_UNKNOWN, true},
	{"none", PF_VOLUME_UNKNOWN, true},
};

START_TEST(knows_the_sort_of_a_volume)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *sample = &samples[i];
		struct bench b = {.arena = PF_ARENA_INIT};

		mount(&b, sample->name, "/a");
		ck_assert_msg(pf_volume_sort_of(b.c.pod, pf_str_from(sample->name)) == sample->sort,
			"%s", sample->name);
		ck_assert_msg(pf_mount_is_writable(&b.c, &b.c.spec->volume_mounts.ptr[0]) ==
				sample->writable,
			"%s", sample->name);
		bench_end(&b);
	}
}
END_TEST

static bool path_is(const char *written, const char *want)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	bool same;

	mount(&b, "scratch", written);
	same = pf_str_eq(pf_mount_path(&b.arena, &b.c.spec->volume_mounts.ptr[0]),
		pf_str_from(want));
	ck_assert_int_eq(pf_has_unknown_mounts(&b.c), *want == '\0');
	bench_end(&b);
	return same;
}

START_TEST(mount_paths_are_clean_and_absolute)
{
	ck_assert(path_is("/a/b/", "/a/b"));
	ck_assert(path_is("//a/../b", "/b"));
	ck_assert(path_is("a", "/a"));
	ck_assert(path_is("/", "/"));
	ck_assert(path_is("'${A}/b'", ""));
	ck_assert(path_is("''", ""));
}
END_TEST

START_TEST(the_innermost_mount_covers_a_path)
{
	struct bench b = {.arena = PF_ARENA_INIT};
	const struct pf_volume_mount *over;

	bench_start(&b,
		"containers: [{name: web, volumeMounts: [{name: a, mountPath: /data},"
		"{name: b, mountPath: /data/db/}, {name: c, mountPath: /datadir}]}]",
		NULL);
	over = pf_mount_over(&b.arena, &b.c, PF_STR("/data/db/x"));
	ck_assert(pf_str_eq(over->name.is, PF_STR("b")));
	over = pf_mount_over(&b.arena, &b.c, PF_STR("/data/dbx"));
	ck_assert(pf_str_eq(over->name.is, PF_STR("a")));
	ck_assert_ptr_null(pf_mount_over(&b.arena, &b.c, PF_STR("/")));
	ck_assert_ptr_null(pf_mount_over(&b.arena, &b.c, PF_STR("/dat")));
	bench_end(&b);
}
END_TEST

START_TEST(sees_who_else_has_the_volume)
{
	struct bench b = {.arena = PF_ARENA_INIT};

	bench_start(&b,
		"volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}, {name: c, emptyDir: {}}],"
		"initContainers: [{name: set, command: [sh, -c, chown 1 /a],"
		"volumeMounts: [{name: a, mountPath: /a}]}],"
		"containers: [{name: web, volumeMounts: [{name: a, mountPath: /a},"
		"{name: b, mountPath: /b}, {name: c, mountPath: /c}]},"
		"{name: log, volumeMounts: [{name: b, mountPath: /b, readOnly: true}]}]",
		NULL);
	ck_assert(pf_others_write(&b.c, PF_STR("a")));
	ck_assert(!pf_others_write(&b.c, PF_STR("b")));
	ck_assert(!pf_others_write(&b.c, PF_STR("c")));
	ck_assert(pf_is_given_away(b.c.pod, PF_STR("a")));
	ck_assert(!pf_is_given_away(b.c.pod, PF_STR("b")));
	bench_end(&b);
}
END_TEST

UNIT_TESTS(knows_the_sort_of_a_volume, mount_paths_are_clean_and_absolute,
	the_innermost_mount_covers_a_path, sees_who_else_has_the_volume)
