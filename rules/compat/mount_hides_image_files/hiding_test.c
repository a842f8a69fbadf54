/* SPDX-License-Identifier: Apache-2.0 */

#include "hiding.h"

#include "runtime/image_test.h"

/* What volume `name` at `path` hides: its path, with "!" behind it where that is certain; or "". */
static const char *hides(const char *name, const char *mount, const char *lines)
{
	static const char spec[] =
		"volumes: [{name: config, configMap: {name: web}}, {name: data,"
		"persistentVolumeClaim: {claimName: web}}, {name: filled, emptyDir: {}},"
		"{name: node, hostPath: {path: /srv}}], initContainers: [{name: set, volumeMounts: "
		"[{name: filled, mountPath: /to}]}], containers: [{name: web, volumeMounts:";
	static char out[64];
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_hidden hidden;
	pf_str text;

	text = pf_arena_fmt(&b.arena, "%s [{name: %s, %s}]}]", spec, name, mount);
	bench_start(&b, text.ptr, pf_arena_fmt(&b.arena, "FROM debian:12\n%s\n", lines).ptr);
	text = PF_STR_EMPTY;
	if (pf_mount_hides(&b.arena, NULL, &b.c, &b.c.spec->volume_mounts.ptr[0], &hidden))
		text = pf_arena_fmt(&b.arena, "%.*s%s", PF_STR_ARG(hidden.path),
			hidden.certain ? "!" : "");
	memcpy(out, text.ptr, text.len);
	out[text.len] = '\0';
	bench_end(&b);
	return out;
}

static const char program[] = "ENTRYPOINT [\"/opt/web/bin/web\", \"/opt/data/x\"]";
static const char node[] = "WORKDIR /srv\nCOPY package.json server.js ./\nCMD node server.js";

START_TEST(a_volume_hides_the_program)
{
	ck_assert_str_eq(hides("data", "mountPath: /opt/web", program), "/opt/web/bin/web!");
	ck_assert_str_eq(hides("data", "mountPath: /opt/web/bin/", program), "/opt/web/bin/web!");
	ck_assert_str_eq(hides("config", "mountPath: /opt/web", program), "/opt/web/bin/web!");
	ck_assert_str_eq(hides("data", "mountPath: /opt/webb", program), "");
	ck_assert_str_eq(hides("data", "mountPath: /opt/web/bin/web", program), "");
	/* Nothing shows that the image has the file. */
	ck_assert_str_eq(hides("data", "mountPath: /opt/data", program), "");
}
END_TEST

START_TEST(a_volume_hides_what_the_program_is_given)
{
	ck_assert_str_eq(hides("data", "mountPath: /srv", node), "/srv/server.js!");
	ck_assert_str_eq(hides("data", "mountPath: /srv/data", node), "");
	ck_assert_str_eq(
		hides("data", "mountPath: /opt",
			"COPY app /opt/app\nENTRYPOINT [\"java\", \"-cp\", \"/opt/app/a.jar\"]"),
		"/opt/app/a.jar!");
	ck_assert_str_eq(
		hides("data", "mountPath: /opt",
			"COPY app/ /opt/app/\nENTRYPOINT [\"java\", \"-jar\", \"/opt/app/a.jar\"]"),
		"/opt/app/a.jar!");
}
END_TEST

START_TEST(a_volume_hides_copied_files)
{
	ck_assert_str_eq(hides("data", "mountPath: /srv",
				 "WORKDIR /srv\nCOPY a b ./\nCMD npm start"),
		"/srv!");
	ck_assert_str_eq(hides("data", "mountPath: /usr/share", "COPY a b /usr/share/web/\n"),
		"/usr/share/web");
	ck_assert_str_eq(hides("config", "mountPath: /usr/share", "COPY a b /usr/share/web/\n"),
		"");
	ck_assert_str_eq(hides("data", "mountPath: /data",
				 "WORKDIR /data\nCOPY a b ./\nVOLUME /data\nCMD npm start"),
		"/data");
}
END_TEST

START_TEST(what_the_build_used_up_is_not_missed)
{
	ck_assert_str_eq(hides("data", "mountPath: /opt",
				 "COPY a /opt/a.tar\nRUN tar xf /opt/a.tar"),
		"");
	ck_assert_str_eq(hides("data", "mountPath: /tmp", "COPY a b /tmp/"), "");
	ck_assert_str_eq(hides("data", "mountPath: /data", "COPY --from=build /data /data"), "");
	ck_assert_str_eq(hides("data", "mountPath: /data", "COPY --from=build /srv/html /data"),
		"/data");
}
END_TEST

START_TEST(configuration_is_meant_to_replace)
{
	static const char lines[] = "WORKDIR /app/config\nCOPY a.yaml b.yaml ./\n"
				    "COPY start.sh /scripts/\nENTRYPOINT [\"/scripts/start.sh\"]";

	ck_assert_str_eq(hides("config", "mountPath: /app/config", lines), "");
	ck_assert_str_eq(hides("config", "mountPath: /app", lines), "/app/config!");
	ck_assert_str_eq(hides("config", "mountPath: /scripts", lines), "");
	ck_assert_str_eq(hides("data", "mountPath: /scripts", lines), "/scripts/start.sh!");
}
END_TEST

START_TEST(single_files_and_filled_volumes_hide_nothing)
{
	ck_assert_str_eq(hides("config", "mountPath: /srv, subPath: a", node), "");
	ck_assert_str_eq(hides("data", "mountPath: /srv, subPath: a.js", node), "");
	ck_assert_str_eq(hides("data", "mountPath: /srv, subPath: a", node), "/srv/server.js!");
	ck_assert_str_eq(hides("filled", "mountPath: /srv", node), "");
	ck_assert_str_eq(hides("node", "mountPath: /srv", node), "");
	ck_assert_str_eq(hides("none", "mountPath: /srv", node), "");
	ck_assert_str_eq(hides("data", "mountPath: '${DIR}'", node), "");
}
END_TEST

UNIT_TESTS(a_volume_hides_the_program, a_volume_hides_what_the_program_is_given,
	a_volume_hides_copied_files, what_the_build_used_up_is_not_missed,
	configuration_is_meant_to_replace, single_files_and_filled_volumes_hide_nothing)
