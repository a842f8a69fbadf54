#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""podfit's facts about built images against what skopeo says of them.

store.py FACTS

buildah builds, and writes each image in all the forms that podfit reads; what
`skopeo inspect --config --raw` prints of each is the truth.

Exit code 77: buildah or skopeo is missing, or cannot work here.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile

import oracle

IMAGES = {
    "full": """FROM scratch
COPY a.txt /
USER 1000:1000
ENV PATH=/usr/bin A=b=c EMPTY= SPACE="a b"
EXPOSE 8080 53/udp 9000/tcp
VOLUME /data /var/lib/x
WORKDIR /srv
LABEL a=b org.example.c="d e"
STOPSIGNAL SIGINT
HEALTHCHECK --interval=5s --retries=2 CMD ["/app", "check"]
SHELL ["/bin/bash", "-c"]
ENTRYPOINT ["/app"]
CMD ["serve", "--now"]
""",
    "bare": "FROM scratch\nCOPY a.txt /\n",
    "shell": "FROM scratch\nCOPY a.txt /\nHEALTHCHECK CMD a || b\nCMD a $B\n",
    "switched-off": "FROM scratch\nCOPY a.txt /\nUSER app\nHEALTHCHECK NONE\n",
}
DROPPED = ("Healthcheck", "Shell")
SAID_BY_SUMMARY = ("Env", "Labels")
REFERENCE = "registry.example.com/shop/%s:1"


class Store:
    """buildah's images, and skopeo to look at what is written of them."""

    def __init__(self, buildah, tool):
        self.buildah = buildah
        self.tool = tool
        self.faults = []
        self.checks = 0

    def path(self, name):
        return self.buildah.path(name)

    def run(self, *words):
        done = subprocess.run(
            words,
            env=self.buildah.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode != 0 and oracle.MACHINE.search(said):
            raise oracle.CannotWork(said)
        if done.returncode != 0:
            raise RuntimeError("%s: %s" % (" ".join(words), said))
        return done.stdout

    def build_tool(self, *words):
        base = ["buildah", "--root", self.path("store"), "--runroot", self.path("run")]
        return self.run(
            *self.buildah.prefix, *base, "--storage-driver", "vfs", *words
        )

    def build(self, name, kind, *options):
        dockerfile = self.path("Dockerfile")
        with open(dockerfile, "w", encoding="utf-8") as file:
            file.write(IMAGES[name])
        policy = ["--signature-policy", self.path("policy.json")]
        self.build_tool(
            *("bud", "--isolation", "chroot", "--quiet", "--format", kind),
            *(*policy, *options, "--file", dockerfile, self.buildah.context),
        )

    def push(self, name, target):
        policy = ["--signature-policy", self.path("policy.json")]
        self.build_tool("push", "--quiet", *policy, name, target)

    def inspect(self, target, *options):
        return self.run("skopeo", "inspect", *options, target)

    def facts(self, path, reference):
        words = [self.tool, "--image", reference, path]
        return json.loads(self.run(*words))

    def compare(self, what, ours, theirs):
        self.checks += 1
        if ours != theirs:
            self.faults.append("%s: podfit has %r, skopeo %r" % (what, ours, theirs))

    def compare_config(self, what, facts, config, unknown=()):
        """The configuration as it is stored, but for what the form drops."""
        theirs = oracle.normal_image(config.get("config") or {})
        # oracle.py leaves buildah's own label out.
        theirs["Labels"] = config.get("config", {}).get("Labels") or {}
        for field in oracle.FIELDS:
            if field in unknown:
                known = facts[field] not in ("?", ["?"], {"?": "?"})
                self.compare("%s: %s is known" % (what, field), known, False)
                facts[field] = []
                del theirs[field]
        ours = oracle.normal_facts(facts)
        for field, value in theirs.items():
            self.compare("%s: %s" % (what, field), ours[field], value)
        platform = "%s/%s" % (config["os"], config["architecture"])
        self.compare(what + ": platform", facts["Platforms"], [platform])

    def check_written(self, what, target, path, reference):
        """A form of one image, and what skopeo prints of it."""
        raw = self.inspect(target, "--config", "--raw")
        config = json.loads(raw)
        self.compare_config(what, self.facts(path, reference), config)
        for name, options, unknown in (
            ("raw", ["--config", "--raw"], ()),
            ("config", ["--config"], DROPPED),
            ("summary", [], set(oracle.FIELDS) - set(SAID_BY_SUMMARY)),
        ):
            file = self.path("inspected.json")
            with open(file, "wb") as out:
                out.write(self.inspect(target, *options))
            facts = self.facts(file, reference)
            if name == "summary":
                for field in SAID_BY_SUMMARY:
                    facts[field] = facts[field] or []
            self.compare_config(
                "%s, skopeo's %s" % (what, name), facts, config, unknown
            )

    def check_image(self, name, kind):
        tag = "localhost/%s-%s" % (name, kind)
        reference = REFERENCE % name
        self.build(name, kind, "--tag", tag)
        base = self.path("%s-%s" % (name, kind))
        tar = base + ".tar"
        for form in ("oci", "oci-archive", "docker-archive"):
            path = base if form == "oci" else "%s.%s.tar" % (base, form)
            target = "%s:%s:%s" % (form, path, reference)
            self.push(tag, target)
            what = "%s as %s, %s" % (name, kind, form)
            self.check_written(what, target, path, reference)
            if form != "oci":
                with open(path, "rb") as plain, gzip.open(tar + ".gz", "wb") as packed:
                    shutil.copyfileobj(plain, packed)
                theirs = json.loads(self.inspect(target, "--config", "--raw"))
                self.compare_config(
                    what + ", gzip", self.facts(tar + ".gz", reference), theirs
                )

    def check_list(self):
        """Two architectures, and an image of another name in the same layout."""
        arches = ["amd64", "arm64"]
        layout, archive = self.path("list"), self.path("list.tar")
        reference = REFERENCE % "list"
        self.build_tool("manifest", "create", "list")
        for arch in arches:
            tag = "localhost/list-" + arch
            self.build("full", "oci", "--platform", "linux/" + arch, "--tag", tag)
            self.build_tool("manifest", "add", "list", tag)
        targets = ["oci:%s:%s" % (layout, reference), "oci-archive:" + archive]
        for target in targets:
            self.build_tool(
                *("manifest", "push", "--quiet", "--all"),
                *("--signature-policy", self.path("policy.json"), "list", target),
            )
        self.build("bare", "oci", "--tag", "localhost/other")
        self.push("localhost/other", "oci:%s:%s" % (layout, REFERENCE % "other"))
        index = self.path("index.json")
        with open(index, "wb") as out:
            out.write(self.inspect(targets[0], "--raw"))
        wanted = ["linux/" + arch for arch in arches]
        for path in (layout, archive, index):
            facts = self.facts(path, reference)
            self.compare(path + ": platforms", sorted(facts["Platforms"]), wanted)
            self.compare(path + ": user", facts["User"], "?" if path == index else "1000:1000")
        other = self.facts(layout, REFERENCE % "other")
        self.compare("other: user", other["User"], None)
        self.compare("other: platforms", len(other["Platforms"]), 1)


def run(tool, scratch):
    if not shutil.which("skopeo"):
        print("skipped: skopeo is not installed")
        return oracle.SKIPPED
    buildah, why = oracle.probe(scratch)
    if why:
        print("skipped:", why)
        return oracle.SKIPPED
    store = Store(oracle.Buildah(buildah.prefix, os.path.join(scratch, "0")), tool)
    for name in IMAGES:
        for kind in ("docker", "oci"):
            store.check_image(name, kind)
    store.check_list()
    for fault in store.faults:
        print(fault)
    print("%d checks, %d with a difference" % (store.checks, len(store.faults)))
    return 1 if store.faults else 0


def main():
    scratch = tempfile.mkdtemp(prefix="podfit-oracle-")
    try:
        return run(os.path.abspath(sys.argv[1]), scratch)
    except oracle.CannotWork as error:
        print("skipped: the tools cannot work here:", error)
        return oracle.SKIPPED
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
