#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""podfit's facts about Dockerfiles against the images BuildKit makes of them.

buildkit.py FACTS CASES SOURCE BUILT [FILE...]

SOURCE is the Go program that asks BuildKit's own Dockerfile frontend, and is
built into the folder BUILT, once.  It is asked of all NAME.Dockerfile in CASES
(see oracle.py for what stands in them), and of Dockerfiles that are made up,
always the same ones; or of each FILE instead, which says how often the two
agree.  Where podfit does not know a fact nothing is compared.

Exit code 77: Go is missing, or cannot fetch what the program is built on.
"""

import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import oracle

SKIPPED = 77
MADE = 1000
SEED = 20
FIELDS = oracle.FIELDS
# What BuildKit is asked for, and the machine it runs on: of these podfit knows nothing.
PLATFORM = {
    "%s%s" % (of, what): value
    for of in ("BUILD", "TARGET")
    for what, value in (
        ("PLATFORM", "linux/amd64"),
        ("OS", "linux"),
        ("ARCH", "amd64"),
        ("VARIANT", ""),
        ("OSVERSION", ""),
    )
}
BASE_ENTRIES = {
    "Env": "PATH=/basepath BASEVAR=basevalue A=9 B=9 PORT=9".split()
    + ["PATH=" + oracle.DEFAULT_PATH],
    "ExposedPorts": ["65000/tcp"],
    "Volumes": ["/basevol"],
    "Labels": [("baselabel", "1")],
}

# Of the cases; buildah takes the number of a stage for a target, BuildKit does not.
OF_BUILDAH = ["stages-target-number"]
# A base image may define what is not defined here, and so give a whole path.
OF_A_BASE = re.compile("lint violation found for rules: ((UndefinedVar|WorkdirRelativePath)(, )?)+$")

NAMES = ["A", "B", "PORT", "größe", "PATH", "A_1"]
VALUES = ["", "1", "x y", '"a b"', "'$A'", "$A", "${A}", "${B:-8080}", "${A:+set}"]
VALUES += ["${A-$B}", "\\$A", "a\\ b", '"$A-$B"', "${größe}", "${A#a*}", "${A%b}", "${A/a/b}"]
VALUES += ["${A", "${A^}", "${A:?no}", '"', "$größe", "${A##*/}", "/srv/$A", "ä"]
PORTS = ["80", "80/udp", "80/TCP", "+80", "80-82", "82-80", "8080:80", "127.0.0.1:80:80"]
PORTS += ["1.2.3:80:80", "$PORT", "${PORT:-80}", "x", "70000", "80/icmp", "[::1]:80:80", "0-0"]
PORTS += ["::1:80:80", "[::1:80:80", "80/", "/tcp", "1-2:80-81", "1-2:80-83", "-80", "8-x"]
FLAGS = ["", "--chmod=755", "--chmod=0999", "--chmod=u+x", "--chmod=17777", "--chmod=a+Z"]
FLAGS += ["--chown=1:1", "--link", "--link --chown=app", "--chown=$A", "--link --chown=1:$A"]
MOUNTS = ["type=cache,target=/x", "type=cache", "type=secret,id=a", "type=secret", "type=bnd"]
MOUNTS += ["type=tmpfs,target=/t,size=1g", "type=tmpfs,target=/t,size=x", "target=/x,ro"]
MOUNTS += ["target=/x,foo=1", "type=cache,target=/x,sharing=locked", "target=/x,readonly=maybe"]
MOUNTS += ["type=cache,target=/x,sharing=all", "type=ssh", "type=ssh,required", "target=/x,odd"]
MOUNTS += ["type=cache,target=/x,mode=0755,uid=1", "target=/x,mode=0755", "type=$A,target=/x"]
MOUNTS += ["type=cache,target=/x,mode=9", "type=cache,target=/x,uid=app", "target=/", "required"]
MOUNTS += ["type=secret,id=a,from=base", 'target="/x"', '"target=/x,y",ro', "from=$A,target=/x"]
MOUNTS += ["type=secret,id=a,src=b", "target=/x,size=1", "from=base,target=/x", "target=/x,a$A"]
PLATFORMS = ["", "--platform=linux/amd64", "--platform=$TARGETPLATFORM", "--platform=linux/"]
PLATFORMS += ["--platform=a/b/c/d", "--platform=linux", "--platform=foo", "--platform=$NONE"]
PLATFORMS += ["--platform=$BUILDPLATFORM", "--platform=linux/arm/v7", "--platform=AMD64"]
RUNS = ["echo a", "cat << EOF", "cat <<EOF", "echo $((1 << 2))", "cat <<<a", "cat <<-EOF", "[1"]
RUNS += ['["a"]', "cat <<'EOF' <<X", "cat 3<< EOF", "a <<EOF;b", "echo \"<<EOF\"", "a << 'E F'"]
RUNS += ["a <<", "a << \\EOF", "a <<E\\OF", "echo '", "a <<EOF # '", "a <<${A}", "a<<EOF"]
CHECKS = ["error=true", "error=false", "skip=all;error=true", "skip=JSONArgsRecommended;error=1"]
CHECKS += ["wrong", "error=maybe", "skip=WorkdirRelativePath,StageNameCasing; error = true"]

FAULTY = set("82-80 1.2.3:80:80 x 70000 80/icmp [::1:80:80 /tcp 1-2:80-83 -80 8-x".split())
FAULTY |= {"${A", "${A^}", "${A:?no}", '"', "--chmod=0999", "--chmod=17777", "--chmod=a+Z"}
FAULTY |= {"--link --chown=app", "type=cache", "type=secret", "type=bnd", "target=/x,foo=1"}
FAULTY |= {"type=tmpfs,target=/t,size=x", "target=/x,readonly=maybe", "target=/x,odd", "required"}
FAULTY |= {"type=cache,target=/x,sharing=all", "target=/x,mode=0755", "type=$A,target=/x"}
FAULTY |= {"type=cache,target=/x,mode=9", "type=cache,target=/x,uid=app", "target=/", "wrong"}
FAULTY |= {"type=secret,id=a,from=base", '"target=/x,y",ro', "from=$A,target=/x", "target=/x,a$A"}
FAULTY |= {"type=secret,id=a,src=b", "target=/x,size=1", "from=base,target=/x", 'target="/x"'}
FAULTY |= {"--platform=linux/", "--platform=a/b/c/d", "--platform=foo", "--platform=$NONE"}
FAULTY |= {"echo $((1 << 2))", "a << 'E F'", "a <<EOF;b", "a <<E\\OF", "a <<${A}", "error=maybe"}
FAULTY |= {"https://x.y/z", "git@github.com:a/b.git", "<<EOF", "Alpine", "BASE", "nine"}
FAULTY |= {"/bin/bash", "[]", '[""]', "--retries=x CMD a", "0", "1", "base", "Nope"}
ARGS = ["A=app", "B=a", "PORT=80", "größe=x", "PATH=/b", "A_1="]
GIVEN = ["#: --build-arg %s\n" % arg for arg in ARGS]


def pick(r, pool):
    """Mostly not of those for which a build fails: then nothing else is compared."""
    while True:
        it = pool[r.randrange(len(pool))]
        if it not in FAULTY or r.random() < 0.08 or not set(pool) - FAULTY:
            return it


def assignment(r):
    return "%s=%s" % (pick(r, NAMES), pick(r, VALUES))


def argument(r):
    return "ARG %s\n" % pick(r, [assignment(r), pick(r, NAMES)])


def bodies(r, text):
    """The lines that end the here-documents of a line, or nearly."""
    names = re.findall(r"<<-?\s*['\"]?\\?(\w+)", text)
    return "".join("%s\n%s\n" % (pick(r, ["hello $A", "${A^}", ""]), name) for name in names)


def line_with_body(r, text):
    return text + "\n" + (bodies(r, text) if r.random() < 0.9 else "")


def instruction(r):
    kind = r.randrange(17)
    if kind == 0:
        return "ENV %s\n" % " ".join(assignment(r) for _ in range(r.randint(1, 2)))
    if kind == 1:
        return argument(r)
    if kind == 2:
        return "EXPOSE %s\n" % " ".join(pick(r, PORTS) for _ in range(r.randint(1, 2)))
    if kind == 3:
        return "LABEL %s\n" % pick(r, [assignment(r), "old form", "l=%s" % pick(r, VALUES)])
    if kind == 4:
        return "USER %s\n" % pick(r, ["app", "$A", "1000:1000", pick(r, VALUES)])
    if kind == 5:
        return "WORKDIR %s\n" % pick(r, ["/srv", "app", "$A", "..", pick(r, VALUES)])
    if kind == 6:
        return "%s %s\n" % (pick(r, ["CMD", "ENTRYPOINT", "cmd"]), pick(r, RUNS[:1] + RUNS[6:8]))
    if kind == 7:
        return line_with_body(r, "RUN " + pick(r, RUNS))
    if kind == 8:
        return line_with_body(r, "RUN --mount=%s %s" % (pick(r, MOUNTS), pick(r, RUNS)))
    if kind == 9:
        source = pick(r, ["a", "https://x.y/z", "git@github.com:a/b.git", "$A", "a b", "<<EOF"])
        target = pick(r, ["/", "/x/", "$A/", "<<EOF", "./"])
        words = (pick(r, ["COPY", "ADD"]), pick(r, FLAGS), source, target)
        return line_with_body(r, "%s %s %s %s" % words)
    if kind == 10:
        return line_with_body(r, "COPY %s /x" % pick(r, ["<<EOF", "<< EOF", "<<'EOF'", "<<A <<B"]))
    if kind == 11:
        return line_with_body(r, "ONBUILD " + instruction(r).split("\n")[0])
    if kind == 12:
        return "HEALTHCHECK %s\n" % pick(r, ["NONE", "CMD a", 'CMD ["a"]', "--retries=x CMD a"])
    if kind == 13:
        return "STOPSIGNAL %s\n" % pick(r, ["9", "SIGTERM", "$A", "nine"])
    if kind == 14:
        return "SHELL %s\n" % pick(r, ['["/bin/bash", "-c"]', "/bin/bash", "[]"])
    if kind == 15:
        return "VOLUME %s\n" % pick(r, ["/a /b", '["/a"]', "$A", '[""]'])
    source = pick(r, ["base", "BASE", "0", "1", "alpine", "$A", "Nope", "scratch"])
    return "COPY --from=%s /a /b\n" % source


def stage(r, number):
    bases = ["scratch", "alpine:3.20", " base", "$A", "BASE", "${B:-debian}", "s0", "Alpine"]
    base = pick(r, bases if number else bases[:2])
    name = pick(r, ["", " AS s%d" % number, " as base", " AS Base"] if number else [" AS base"])
    platform = pick(r, PLATFORMS) if r.random() < 0.2 else ""
    text = "FROM %s %s%s\n" % (platform, base, name)
    for _ in range(r.randint(0, 4)):
        text += instruction(r)
    return text


def dockerfile(r):
    text = ""
    if r.random() < 0.2:
        text += "# check=%s\n" % pick(r, CHECKS)
    if r.random() < 0.05:
        text += "# escape=`\n"
    given = r.random() < 0.5
    for _ in range(r.randint(0, 2)):
        text += argument(r)
    for number in range(r.randint(1, 3)):
        text += stage(r, number)
    if given:
        return text + "".join(GIVEN)
    # What an argument may change podfit does not call a fault: such files have none.
    return re.sub("^(ONBUILD )?ARG .*\n", "", text, flags=re.MULTILINE)


def make_up(folder):
    r = random.Random(SEED)
    paths = []
    for i in range(MADE):
        paths.append(os.path.join(folder, "made-up-%03d.Dockerfile" % i))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(dockerfile(r))
    return paths


def build_program(source, built):
    """The program, or None and why there is none."""
    program = os.path.join(os.path.abspath(built), "buildkit-oracle")
    if not shutil.which("go"):
        return None, "Go is not installed"
    done = subprocess.run(
        ["go", "build", "-o", program, "."],
        cwd=source,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        return None, done.stderr.decode("utf-8", "replace").strip()[-300:]
    return program, None


class Case:
    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8", errors="replace") as file:
            options = oracle.options_in(file.read())
        pairs = list(zip(options[::2], options[1::2]))
        self.target = "".join(value for flag, value in pairs if flag == "--target")
        self.args = dict(v.split("=", 1) for flag, v in pairs if flag == "--build-arg")

    def question(self):
        return {"path": self.path, "target": self.target, "args": self.args}

    def facts(self, tool):
        options = ["--target", self.target] if self.target else []
        for name, value in {**PLATFORM, **self.args}.items():
            options += ["--build-arg", "%s=%s" % (name, value)]
        return oracle.run_facts(tool, self.path, options)


def differs_in_entries(field, ours, theirs):
    if field == "Labels":
        ours, theirs = list(ours.items()), list(theirs.items())
    ours = [entry for entry in ours if entry not in ("?", ("?", "?"))]
    wrong = [e for e in ours if e not in theirs and "=?" not in e]
    if field == "Env":
        names = [e.split("=")[0] for e in ours]
        more = [e for e in theirs if e not in ours and e not in BASE_ENTRIES[field]]
        wrong += [e for e in more if e.split("=")[0] not in names]
    return wrong


def compare(field, ours, theirs):
    """What differs, or nothing."""
    if ours == "?" or ours == theirs:
        return None
    if field in BASE_ENTRIES and not differs_in_entries(field, ours, theirs):
        is_part = "?" in ours or any("=?" in entry for entry in ours)
        if is_part:
            return None
    return "%s: podfit has %r, BuildKit %r" % (field, ours, theirs)


def differences(facts, answer, always):
    """(reason, text) of each; `always`: BuildKit refuses it whatever the base is."""
    faults = facts["faults"] + facts["build faults"]
    if "error" in answer:
        if not faults and always and not OF_A_BASE.match(answer["error"]):
            yield "refused by BuildKit only", answer["error"]
        return
    if faults:
        yield "refused by podfit only", faults[0]
        return
    ours, theirs = oracle.normal_facts(facts), oracle.normal_image(answer["config"])
    for image in (ours, theirs):
        # BuildKit stores the path as it is written, buildah and podfit what it comes to.
        if image["WorkingDir"] != "?":
            image["WorkingDir"] = os.path.normpath(image["WorkingDir"])
    for field in FIELDS:
        text = compare(field, ours[field], theirs[field])
        if text:
            yield field, text


def ask(program, cases):
    lines = "".join(json.dumps(case.question()) + "\n" for case in cases)
    done = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [answers[i : i + 2] for i in range(0, len(answers), 2)]


def run(tool, program, paths):
    cases = [Case(path) for path in paths]
    counts = collections.Counter()
    bad = 0
    for case, answers in zip(cases, ask(program, cases)):
        facts = case.facts(tool)
        found = []
        always = all("error" in answer for answer in answers)
        for answer in answers:
            found += [f for f in differences(facts, answer, always) if f not in found]
        for reason, text in found:
            print("%s: %s: %s" % (case.path, reason, text))
            counts[reason] += 1
        bad += bool(found)
    refused = sum("error" in answers[0] for answers in ask(program, cases))
    print("%d Dockerfiles, %d refused, %d with a difference" % (len(cases), refused, bad))
    for reason, count in counts.most_common():
        print("%5d %s" % (count, reason))
    return 1 if bad or not cases else 0


def main():
    tool, folder, source, built = sys.argv[1:5]
    program, why = build_program(source, built)
    if not program:
        print("skipped:", why)
        return SKIPPED
    scratch = tempfile.mkdtemp(prefix="podfit-oracle-")
    try:
        found = sorted(f for f in os.listdir(folder) if f.endswith(".Dockerfile"))
        found = [name for name in found if name[: -len(".Dockerfile")] not in OF_BUILDAH]
        paths = sys.argv[5:] or [os.path.join(folder, name) for name in found] + make_up(scratch)
        return run(os.path.abspath(tool), program, paths)
    finally:
        if not os.environ.get("PODFIT_KEEP_MADE_UP"):
            shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
