#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""podfit's facts about Dockerfiles against the images buildah makes of them.

oracle.py FACTS CASES [NAME...]

CASES holds NAME.Dockerfile; a line "#: --target x --build-arg A=b" in one is
given to both.  A name that begins with "refused-" is one that both refuse.

Where the builder that podfit follows (BuildKit) and buildah differ,
NAME.differs says so: {FIELD: {"why": ..., "is": VALUE}}.  The field then has
to be VALUE, and not what buildah has; the field "build" is for a file that
buildah cannot build, or builds although it should not: all fields are then
compared with the values in "is".

Exit code 77: buildah is missing, or cannot build anything here.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor

SKIPPED = 77
KNOWN_VERSION = b" 1.28."  # Debian 12
FIELDS = (
    "User Entrypoint Cmd Shell WorkingDir StopSignal Healthcheck Env "
    "ExposedPorts Volumes Labels"
).split()
POLICY = {"default": [{"type": "insecureAcceptAnything"}]}
CONTEXT = {"a.txt": "a", "b.txt": "b", "d/in-d.txt": "d", "d/e/in-e.txt": "e"}
# On a stage, so that a layer is unpacked: that wants a root that is a mount.
PROBE = "FROM scratch AS base\nCOPY a.txt /\nFROM base\nCOPY %s a.txt /\nCMD a\n"
DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
CHOWN = "--chown"  # fails for a user who has but one uid
# What the machine refuses to the tools, and no Dockerfile is to blame for.
MACHINE = re.compile(
    r"ApplyLayer|remount|operation not permitted|permission denied|no space left"
    r"|cannot allocate|unshare|clone|chroot:",
    re.IGNORECASE,
)


class CannotWork(Exception):
    """The machine does not let the tools work."""


class Buildah:
    """Builds with one store in one folder; not for two threads."""

    def __init__(self, prefix, folder):
        self.prefix = prefix
        self.folder = folder
        self.context = os.path.join(folder, "context")
        for name, text in CONTEXT.items():
            path = os.path.join(self.context, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        with open(self.path("policy.json"), "w", encoding="utf-8") as file:
            json.dump(POLICY, file)
        for name in ("run", "tmp"):
            os.makedirs(self.path(name), mode=0o700, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def environment(self):
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": self.folder,
            "XDG_RUNTIME_DIR": self.path("run"),
            "TMPDIR": self.path("tmp"),
        }

    def build(self, dockerfile, options):
        """The folder of the image, or None, and what buildah says."""
        image = self.path("image")
        shutil.rmtree(image, ignore_errors=True)
        command = self.prefix + ["buildah"]
        command += ["--root", self.path("store"), "--runroot", self.path("run")]
        command += ["--storage-driver", "vfs", "bud", "--isolation", "chroot"]
        command += ["--signature-policy", self.path("policy.json")]
        command += ["--format", "docker", "--quiet", "--tag", "dir:" + image]
        command += options + ["--file", dockerfile, self.context]
        done = subprocess.run(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        text = done.stderr.decode("utf-8", "replace").strip()
        return (image if done.returncode == 0 else None), text

    def build_surely(self, dockerfile, options):
        """The same, when it has been seen to work."""
        image, text = self.build(dockerfile, options)
        if not image and MACHINE.search(text):
            raise CannotWork(text)
        return image, text


def blob(image, descriptor):
    return os.path.join(image, descriptor["digest"].split(":")[1])


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def read_image(image):
    """The configuration, and the paths in the layers."""
    manifest = read_json(os.path.join(image, "manifest.json"))
    config = read_json(blob(image, manifest["config"]))["config"]
    paths = set()
    for layer in manifest["layers"]:
        with tarfile.open(blob(image, layer)) as tar:
            paths.update("/" + name.strip("/") for name in tar.getnames())
    return config, paths


def port_range(port):
    """buildah keeps "90-92/tcp" where BuildKit lists each."""
    numbers, _, protocol = port.partition("/")
    first, _, last = numbers.partition("-")
    return ["%d/%s" % (n, protocol) for n in range(int(first), int(last or first) + 1)]


def normal_image(config):
    """The fields in one form, whatever way "nothing" is written."""
    labels = dict(config.get("Labels") or {})
    labels.pop("io.buildah.version", None)
    ports = config.get("ExposedPorts") or {}
    return {
        "User": config.get("User") or None,
        "Entrypoint": config.get("Entrypoint") or None,
        "Cmd": config.get("Cmd") or None,
        "Shell": config.get("Shell") or None,
        "WorkingDir": config.get("WorkingDir") or "/",
        "StopSignal": config.get("StopSignal") or None,
        "Healthcheck": config.get("Healthcheck") or None,
        "Env": sorted(config.get("Env") or []),
        "ExposedPorts": sorted(p for range_ in ports for p in port_range(range_)),
        "Volumes": sorted(config.get("Volumes") or {}),
        "Labels": labels,
    }


def normal_facts(facts):
    out = {field: facts[field] for field in FIELDS}
    for field in ("User", "Entrypoint", "Cmd"):
        out[field] = facts[field] or None
    out["WorkingDir"] = facts["WorkingDir"] or "/"
    for field in ("Env", "ExposedPorts", "Volumes"):
        out[field] = sorted(facts[field])
    return out


def run_facts(tool, dockerfile, options):
    done = subprocess.run(
        [tool, *options, dockerfile], stdout=subprocess.PIPE, check=False
    )
    if done.returncode != 0:
        raise RuntimeError("%s failed on %s" % (tool, dockerfile))
    return json.loads(done.stdout)


def copied_paths(copy):
    """What a COPY of files or of the folder d leaves in the image."""
    for source in copy["sources"]:
        source = source.strip("./").rstrip("/")
        if source == "d":
            yield os.path.join(copy["target"], "in-d.txt")
        elif copy["into"]:
            yield os.path.join(copy["target"], os.path.basename(source))
        else:
            yield copy["target"]


def options_in(text):
    lines = re.findall(r"^#: (.*)$", text, re.MULTILINE)
    return [word for line in lines for word in shlex.split(line)]


class Case:
    strict = False  # buildah is the one that the differences are known of

    def __init__(self, folder, name):
        self.name = name
        self.path = os.path.join(folder, name + ".Dockerfile")
        with open(self.path, encoding="utf-8") as file:
            self.text = file.read()
        self.options = options_in(self.text)
        self.is_refused = name.startswith("refused-")
        differs = os.path.join(folder, name + ".differs")
        self.differs = read_json(differs) if os.path.exists(differs) else {}
        self.faults = []

    def fault(self, text, *args):
        self.faults.append(text % args)

    def check_field(self, field, ours, theirs):
        if field not in self.differs:
            if ours != theirs:
                self.fault("%s: podfit has %r, buildah %r", field, ours, theirs)
            return
        self.check_value(field, ours, self.differs[field]["is"])
        if self.strict and theirs == ours:
            self.fault("%s: buildah agrees, strike it from the .differs", field)

    def check_value(self, field, ours, wanted):
        if field == "Env":
            wanted = sorted(wanted)
        if ours != wanted:
            self.fault("%s: podfit has %r, not %r", field, ours, wanted)

    def check_copies(self, facts, paths):
        for copy in facts["Copies"]:
            for path in copied_paths(copy):
                if path not in paths:
                    self.fault("%s is not in the image: %s", path, sorted(paths))

    def check_refused(self, facts, image, said):
        if not facts["faults"] and not facts["build faults"]:
            self.fault("podfit refuses nothing; buildah says: %s", said)
        if image and "build" not in self.differs:
            self.fault("buildah builds what podfit refuses: %s", facts["faults"])

    def check_alone(self, facts, image):
        """What buildah cannot build; facts are compared with those derived by hand."""
        if self.strict and image:
            self.fault("buildah builds it, strike `build` from the .differs")
        ours = normal_facts(facts)
        for field, wanted in self.differs["build"]["is"].items():
            self.check_value(field, ours[field], wanted)

    def check(self, tool, buildah):
        facts = run_facts(tool, self.path, self.options)
        image, said = buildah.build_surely(self.path, self.options)
        if self.is_refused:
            self.check_refused(facts, image, said)
            return
        for fault in facts["faults"] + facts["build faults"]:
            self.fault("podfit refuses it: %s", fault)
        if "build" in self.differs:
            self.check_alone(facts, image)
            return
        if not image:
            self.fault("buildah refuses it: %s", said)
            return
        config, paths = read_image(image)
        ours, theirs = normal_facts(facts), normal_image(config)
        for field in FIELDS:
            self.check_field(field, ours[field], theirs[field])
        self.check_copies(facts, paths)


def try_build(buildah, flag):
    """What is wrong, or None."""
    path = buildah.path("Dockerfile")
    with open(path, "w", encoding="utf-8") as file:
        file.write(PROBE % flag)
    image, said = buildah.build(path, [])
    return None if image else said or "it does not say why"


def probe(folder):
    """The way to call buildah that works here, or why there is none."""
    said = "buildah is not installed"
    if not shutil.which("buildah"):
        return None, said
    for prefix in ([], ["unshare", "--user", "--map-root-user", "--mount"]):
        if prefix and not shutil.which(prefix[0]):
            continue
        buildah = Buildah(prefix, os.path.join(folder, "probe"))
        said = try_build(buildah, "")
        if not said:
            return buildah, None
    return None, "buildah cannot build here: " + said


def is_known_buildah():
    done = subprocess.run(
        ["buildah", "--version"], stdout=subprocess.PIPE, check=False
    )
    return KNOWN_VERSION in done.stdout


def run_share(tool, cases, buildah):
    for case in cases:
        case.check(tool, buildah)


def run(tool, folder, names, scratch):
    buildah, why = probe(scratch)
    if why:
        print("skipped:", why)
        return SKIPPED
    Case.strict = is_known_buildah()
    cases = [Case(folder, name) for name in names]
    if try_build(buildah, CHOWN + "=1:1"):
        print("left out, as this user has but one uid: cases with", CHOWN)
        cases = [case for case in cases if CHOWN not in case.text]
    workers = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        shares = [
            pool.submit(
                run_share,
                tool,
                cases[i::workers],
                Buildah(buildah.prefix, os.path.join(scratch, str(i))),
            )
            for i in range(workers)
        ]
        for share in shares:
            share.result()
    for case in cases:
        for fault in case.faults:
            print("%s: %s" % (case.name, fault))
    bad = sum(bool(case.faults) for case in cases)
    print("%d cases, %d with a difference" % (len(cases), bad))
    return 1 if bad or not cases else 0


def main():
    tool, folder = sys.argv[1:3]
    suffix = ".Dockerfile"
    found = sorted(f[: -len(suffix)] for f in os.listdir(folder) if f.endswith(suffix))
    names = sys.argv[3:] or found
    scratch = tempfile.mkdtemp(prefix="podfit-oracle-")
    try:
        return run(os.path.abspath(tool), folder, names, scratch)
    except CannotWork as error:
        print("skipped: buildah cannot work here:", error)
        return SKIPPED
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
