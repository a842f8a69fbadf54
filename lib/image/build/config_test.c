/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/config.h"

#include <stdio.h>

#include "image/build/build_test.h"

START_TEST(reads_the_forms_of_commands)
{
	const struct pf_image_facts *f = facts_of("FROM alpine\nENTRYPOINT []\nCMD []\n");

	ck_assert_str_eq(show_words(&f->entrypoint), "known:");
	ck_assert_str_eq(show_words(&f->cmd), "known:");
	f = facts_of("FROM alpine\nCMD npm start && true\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][npm start && true]");
	ck_assert_str_eq(text_at(&f->cmd.from), "npm start && true");
	f = facts_of("FROM alpine\nCMD ['a', 'b']\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][['a', 'b']]");
	f = facts_of("FROM alpine\nCMD [ \"a b\", \"$HOME\" ]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[a b][$HOME]");
	f = facts_of("FROM alpine\nCMD\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][]");
	f = facts_of("FROM alpine\nCMD a\nSHELL [\"/bin/bash\", \"-ec\"]\nENTRYPOINT b\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][a]");
	ck_assert_str_eq(show_words(&f->entrypoint), "known:[/bin/bash][-ec][b]");
	f = facts_of("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[cmd][/S][/C][a]");
	f = facts_of("# escape=`\nFROM example.com/app\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][a]");
	f = facts_of("FROM --platform=windows/amd64 example.com/app\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[cmd][/S][/C][a]");
	f = facts_of("# escape=`\nFROM scratch\nCMD a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[/bin/sh][-c][a]");
}
END_TEST

START_TEST(joins_relative_working_directories)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nWORKDIR /a/b/\nWORKDIR c\nWORKDIR ../d/./e\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/a/b/d/e");
	ck_assert_str_eq(text_at(&f->working_directory.from), "../d/./e");
	f = facts_of("FROM alpine\nWORKDIR app\n");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_str_eq(text_at(&f->working_directory.from), "app");
	f = facts_of("FROM alpine\nWORKDIR app\nWORKDIR /x\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/x");
	f = facts_of("FROM scratch\nWORKDIR app\nWORKDIR ../../..\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/");
	f = facts_of("FROM scratch\nARG D=/app\nWORKDIR $D\nWORKDIR x\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/app/x?");
	f = facts_of("FROM a/nanoserver\nWORKDIR C:\\\\app\n");
	ck_assert_str_eq(show_str(&f->working_directory), "known:C:\\app");
}
END_TEST

START_TEST(tells_where_copies_go)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nWORKDIR /app\nCOPY a b /x/\nCOPY a .\nCOPY a b\nADD a ./\n"
		     "COPY --from=build [\"a b\", \"c\"]\nARG D=z\nCOPY $D/. $D/\nCOPY $Q $HOME\n");
	ck_assert_str_eq(copies(f),
		"[a][b] -> /x (into)\n"
		"[a] -> /app (into)\n"
		"[a] -> /app/b\n"
		"[a] -> /app (into)\n"
		"[a b] -> /app/c\n"
		"[z/.] -> /app/z (into)\n"
		"[$Q] -> \n");
	ck_assert_str_eq(str(f->build->copies[4].from), "build");
	ck_assert(f->build->copies[5].at.varies && !f->build->copies[0].at.varies);
	ck_assert_str_eq(text_at(&f->build->copies[0].at), "a b /x/");
	f = facts_of("FROM alpine\nCOPY a b\nCOPY a /b\n");
	ck_assert_str_eq(copies(f), "[a] -> \n[a] -> /b\n");
}
END_TEST

START_TEST(reads_heredocs)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nCOPY <<run.sh a /app/\nexec $X\nrun.sh\nCOPY <<-\"E\" /x\n\ty\n"
		     "\tE\nUSER a\n");
	ck_assert_str_eq(copies(f), "[run.sh][a] -> /app (into)\n[E] -> /x\n");
	ck_assert_str_eq(show_str(&f->user), "known:a");
	f = facts_of("FROM alpine\nRUN <<EOF\napk add curl\nUSER b\nEOF\n"
		     "RUN <<-X bash\n\tone\n\ttwo\n\tX\nRUN [\"a\", \"b c\"]\nRUN a \\\n  && b\n");
	ck_assert_str_eq(runs(f),
		"<apk add curl\nUSER b\n><<<-X bash\none\ntwo\n><a b c><a   && b>");
	ck_assert_str_eq(show_str(&f->user), "inherited");
}
END_TEST

START_TEST(reads_health_checks)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM alpine\nHEALTHCHECK --interval=1m30s --timeout=500ms --start-period=2s "
		     "--start-interval=1s --retries=5 CMD curl -f localhost || exit 1\n");
	ck_assert_int_eq(f->healthcheck.is, PF_KNOWN);
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_SHELL);
	ck_assert_str_eq(words(&f->healthcheck.value.test), "[curl -f localhost || exit 1]");
	ck_assert_int_eq(f->healthcheck.value.interval, INT64_C(90000000000));
	ck_assert_int_eq(f->healthcheck.value.timeout, 500000000);
	ck_assert_int_eq(f->healthcheck.value.start_period, 2000000000);
	ck_assert_int_eq(f->healthcheck.value.start_interval, 1000000000);
	ck_assert_int_eq(f->healthcheck.value.retries, 5);
	ck_assert_str_eq(text_at(&f->healthcheck.from), "HEALTHCHECK");
	f = facts_of("FROM alpine\nHEALTHCHECK CMD [\"a\", \"b\"]\n");
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_CMD);
	ck_assert_str_eq(words(&f->healthcheck.value.test), "[a][b]");
	ck_assert_int_eq(f->healthcheck.value.interval, 0);
}
END_TEST

START_TEST(keeps_volumes_and_labels_once)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM scratch\nVOLUME /a /b\nVOLUME [\"/a\", \"/c d\"]\n"
		     "LABEL a=1 \"b c\"='2 3'\nLABEL a=2\nLABEL d e f\n");
	ck_assert_str_eq(entries(&f->volumes), "/a\n/b\n/c d\n");
	ck_assert_str_eq(entries(&f->labels), "a=2\nb c=2 3\nd=e f\n");
	f = facts_of("FROM alpine\nLABEL a=1 b=2\nLABEL a=$UNKNOWN\nLABEL c=3\n");
	ck_assert_str_eq(entries(&f->labels), "b=2\nc=3\n");
	f = facts_of("FROM alpine\nLABEL a=$UNKNOWN\nLABEL a=1\n");
	ck_assert_str_eq(entries(&f->labels), "a=1\n");
}
END_TEST

START_TEST(refuses_values)
{
	ck_assert_str_eq(faults("FROM a\nEXPOSE 80 x 70000 1/icmp 5-4 /tcp\n"),
		"x: EXPOSE cannot take `x`: a port is a number up to 65535, or a range of them\n"
		"70000: EXPOSE cannot take `70000`: a port is a number up to 65535, or a range of "
		"them\n"
		"1/icmp: EXPOSE cannot take `1/icmp`: its protocol is none of tcp, udp and sctp\n"
		"5-4: EXPOSE cannot take `5-4`: a port is a number up to 65535, or a range of "
		"them\n"
		"/tcp: EXPOSE cannot take `/tcp`: it has no port\n");
	ck_assert_str_eq(faults("FROM a\nEXPOSE 1-3:4-5\n"),
		"1-3:4-5: EXPOSE cannot take `1-3:4-5`: its two ranges differ in length\n");
	ck_assert_str_eq(faults("FROM a\nEXPOSE 1-3:4\nARG P=x\nEXPOSE $P\n"), "");
	ck_assert_str_eq(faults("FROM a\nSTOPSIGNAL SIGSTOPP\n"),
		"SIGSTOPP: `SIGSTOPP` is no signal\n");
	ck_assert_str_eq(faults("FROM a\nSTOPSIGNAL 9\nSTOPSIGNAL sigquit\nSTOPSIGNAL SIGRTMIN+3\n"
				"STOPSIGNAL $S\n"),
		"");
	ck_assert_str_eq(faults("FROM a\nVOLUME ''\n"), "'': VOLUME has an empty path\n");
	ck_assert_str_eq(faults("FROM a\nENV A=${}\nUSER \"a\n"),
		"A=${}: the value cannot be expanded: bad substitution\n"
		"\"a: the value cannot be expanded: a double quote has no end\n");
	ck_assert_str_eq(faults("FROM scratch\nENV A=${B:?}\n"),
		"A=${B:?}: the value cannot be expanded: `B` is not set\n");
	ck_assert_str_eq(faults("FROM alpine\nENV A=${B:?}\n"), "");
}
END_TEST

START_TEST(refuses_copies)
{
	ck_assert_str_eq(faults("FROM a\nCOPY https://a/b /c\nADD https://a/b /c\n"),
		"https://a/b: COPY does not fetch `https://a/b`, which is a URL\n");
	ck_assert_str_eq(faults("FROM a\nCOPY https://a/b.git#main git@a:b x@y /c\n"),
		"https://a/b.git#main: COPY does not fetch `https://a/b.git#main`, which is a Git "
		"repository\n"
		"git@a:b: COPY does not fetch `git@a:b`, which is a Git repository\n");
	ck_assert_str_eq(faults("FROM a\nARG U=https://a/b\nCOPY $U /c\n"), "");
	ck_assert_str_eq(faults("FROM a\nCOPY --chmod=0999 a b\nCOPY --chmod=u=rwX,go+x a b\nCOPY "
				"--chmod=17777 a b\nCOPY --chmod=a+Z a b\n"),
		"--chmod=0999: `0999` is no mode\n--chmod=17777: `17777` is no mode\n"
		"--chmod=a+Z: `a+Z` is no mode\n");
	ck_assert_str_eq(
		faults("FROM a\nCOPY --link --chown=app a b\nCOPY --link --chown=root:1 a b\n"
		       "COPY --link=false --chown=app a b\n"),
		"--chown=app: `app` is a name, which `--link` cannot look up\n");
	ck_assert_str_eq(faults("FROM a\nADD --checksum=sha256:1 https://a/b c\nADD "
				"--checksum=sha256:1 a b\n"),
		"--checksum=sha256:1: `sha256:1` is no checksum\n"
		"--checksum=sha256:1: `sha256:1` cannot be checked: the source is not fetched\n");
	ck_assert_str_eq(faults("FROM scratch\nCOPY <<A <<'B' /x/\n${a^}\nA\n${a^}\nB\n"),
		"<<A: the text of this heredoc cannot be expanded: `^` is no operator of a "
		"substitution\n");
}
END_TEST

static const char *mount_fault(const char *mount)
{
	static char text[128];

	(void)snprintf(text, sizeof(text), "FROM scratch\nENV T=cache\nRUN --mount=%s a\n", mount);
	return faults(text);
}

START_TEST(refuses_mounts)
{
	static const char *const sound[] = {"type=cache,target=/x,sharing=locked,mode=0755,uid=1",
		"type=$T,target=/x", "type=tmpfs,target=/x,size=1.5GiB", "target=/x,ro",
		"type=secret,id=a,required", "type=ssh", "type=cache,dst=/x,readonly=0"};
	static const char *const unsound[] = {"type=cach,target=/x", "type=cache", "target=/",
		"type=secret", "type=secret,id=a,src=b", "target=/x,mode=0755", "target=/x,foo=1",
		"target=/x,required", "size=1,type=tmpfs,target=/x", "type=cache,target=/x,uid=app",
		"type=cache,target=/x,sharing=all", "target=/x,ro=maybe", "target",
		"target=/x,a=${"};

	for (size_t i = 0; i < sizeof(sound) / sizeof(sound[0]); i++)
		ck_assert_msg(mount_fault(sound[i])[0] == '\0', "%s", sound[i]);
	for (size_t i = 0; i < sizeof(unsound) / sizeof(unsound[0]); i++)
		ck_assert_msg(mount_fault(unsound[i])[0] != '\0', "%s", unsound[i]);
	ck_assert_str_eq(faults("FROM alpine\nARG T=x\nRUN --mount=type=$T,target=/x a\n"), "");
	ck_assert_str_eq(faults("FROM alpine\nRUN --mount=type=cache a\n"), "");
}
END_TEST

UNIT_TESTS(refuses_copies, refuses_mounts, reads_the_forms_of_commands,
	joins_relative_working_directories, tells_where_copies_go, reads_heredocs,
	reads_health_checks, keeps_volumes_and_labels_once, refuses_values)
