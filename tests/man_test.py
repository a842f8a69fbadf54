#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The man pages name all that the program knows, and are sound.

    man_test.py PODFIT PAGE...

Where mandoc or man-db is missing, what they would say is not asked for.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

podfit, pages = os.path.abspath(sys.argv[1]), sys.argv[2:]
by_name = {os.path.basename(page): page for page in pages}


POD = """apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: registry.example.com/api
      securityContext: {privileged: true}
"""


def run(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=60, check=False, **more).stdout


def plain(page):
    """The page's source without fonts and escapes."""
    with open(page, encoding="ascii") as source:
        text = re.sub(r"\\f[BRI]", "", source.read())
    return text.replace("\\-", "-").replace("\\&", "")


def section(page, name):
    return re.search(rf"^\.SH {name}\n(.*?)(?=^\.SH |\Z)", plain(by_name[page]), re.M | re.S)[1]


def example(text):
    """What stands between .nf and .fi, as it is typed."""
    return "".join(re.findall(r"^\.nf\n(.*?)^\.fi$", text, re.M | re.S)).replace("\\(aq", "'")


def keys_of_schema(schema, node=None):
    """The names of all keys, each with those below it."""
    node = schema if node is None else node
    while "$ref" in node:
        node = schema["definitions"][node["$ref"].rpartition("/")[2]]
    if "items" in node:
        node = node["items"]
    if "properties" not in node:
        return {}
    return {name: keys_of_schema(schema, below) for name, below in node["properties"].items()
            if name != "$schema"}


def keys_of_page(text):
    root = {}
    stack = [root]
    lines = text.split("\n")
    for before, line in zip([""] + lines, lines):
        if line == ".RS":
            stack.append(last)
        elif line == ".RE":
            stack.pop()
        elif before == ".TP":
            last = stack[-1][line.partition(":")[0]] = {}
    return root


class Man(unittest.TestCase):
    def test_sections_stand_in_the_usual_order(self):
        found = re.findall(r"^\.SH (.*)$", plain(by_name["podfit.1"]), re.M)
        self.assertEqual(found, ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS",
                                 "SUPPRESSION", "BASELINE", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"])

    def test_every_command_and_option_is_there(self):
        text = plain(by_name["podfit.1"])
        overview = run(podfit, "--help")
        commands = re.findall(r"^  ([a-z]+) ", overview.split("\nBasics")[0], re.M)
        self.assertIn("explain", commands)
        for command in commands:
            self.assertRegex(text, rf"(?m)^\.TP\n{command}\b")
            options = re.findall(r"^  (?:-(\w), |    )--([a-z-]+)( \S+)?  ",
                                 run(podfit, command, "--help"), re.M)
            self.assertIn(("h", "help", ""), options)
            for letter, name, value in options:
                head = (f"-{letter}, " if letter else "") + f"--{name}{value}"
                self.assertIn(f".TP\n{head}\n", text)

    def test_every_key_of_the_configuration_is_there_below_the_right_one(self):
        schema = json.loads(run(podfit, "schema", "config"))
        keys = keys_of_page(section("podfit.yaml.5", "KEYS"))
        self.assertIn("architectures", keys["cluster"])
        self.assertIn("until", keys["ignores"]["entries"])
        self.assertEqual(keys, keys_of_schema(schema))

    def test_the_example_of_a_configuration_has_every_key_and_loads(self):
        text = example(section("podfit.yaml.5", "EXAMPLE"))
        keys = keys_of_page(section("podfit.yaml.5", "KEYS"))
        self.assertEqual(re.findall(r"^([a-z-]+):", text, re.M), list(keys))
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("platform", "fail-on: info\n"), ("project", text)):
                os.makedirs(os.path.join(folder, name))
                with open(os.path.join(folder, name, ".podfit.yaml"), "w", encoding="utf-8") as file:
                    file.write(content + "\n")
            project = os.path.join(folder, "project")
            done = subprocess.run([podfit, "config", "--no-image-discovery", "Dockerfile.none"],
                                  cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True, timeout=60, check=False)
            self.assertRegex(done.stdout, r"(?m)^fail-on +warning +\.podfit\.yaml:5$", done.stderr)
            # A fault in it is one.
            with open(os.path.join(project, ".podfit.yaml"), "a", encoding="utf-8") as file:
                file.write("clutser: {}\n")
            done = subprocess.run([podfit, "config"], cwd=project, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=60, check=False)
            self.assertEqual(done.returncode, 2)

    def test_lines_as_they_are_typed_fit_a_terminal(self):
        for page in pages:
            for line in example(plain(page)).splitlines():
                self.assertLessEqual(len(line), 80 - 11, line)

    def test_no_line_of_text_is_taken_for_a_request(self):
        known = {"TH", "SH", "SS", "PP", "TP", "RS", "RE", "nf", "fi", "nh", "br", "UR", "UE"}
        for page in pages:
            with open(page, encoding="ascii") as source:
                requests = re.findall(r"^[.'](\w*)", source.read(), re.M)
            self.assertLessEqual(set(requests), known, page)

    def test_mandoc_finds_nothing_wrong(self):
        if not shutil.which("mandoc"):
            self.skipTest("no mandoc")
        for page in pages:
            self.assertEqual(run("mandoc", "-T", "lint", page), "")

    def test_man_warns_of_nothing(self):
        if not shutil.which("groff"):
            self.skipTest("no groff")
        for page in pages:
            self.assertEqual(run("groff", "-man", "-Tutf8", "-ww", "-z", page), "")

    def test_the_environment_is_what_the_program_reads(self):
        read = set()
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
        for folder in ("cmd", "lib"):
            for path in glob.glob(os.path.join(root, folder, "**/*.c"), recursive=True):
                with open(path, encoding="utf-8") as source:
                    read |= set(re.findall(r'\b(?:getenv|is_set|is_forced|environment)'
                                           r'\("([A-Z_]+)"\)', source.read()))
        self.assertIn("NO_COLOR", read)
        told = re.findall(r"^\.TP\n(.*)$", section("podfit.1", "ENVIRONMENT"), re.M)
        self.assertEqual(set(told), read)

    def test_the_example_of_suppression_silences_both(self):
        text = example(section("podfit.1", "SUPPRESSION"))
        pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
        pod += "".join("  " + line + "\n" for line in text.splitlines())
        report = json.loads(subprocess.run(
            [podfit, "--no-config", "-f", "json", "--show-suppressed", "--select",
             "missing-resources,latest-tag,unused-suppression", "-"], input=pod, text=True,
            stdout=subprocess.PIPE, timeout=60, check=True).stdout)
        self.assertEqual([finding["suppressed"]["reason"] for finding in report["findings"]],
                         ["a VPA sizes it", None], pod)

    def test_examples_do_what_they_say(self):
        lines = example(section("podfit.1", "EXAMPLES")).splitlines()
        self.assertGreaterEqual(len(lines), 8)
        for line in lines:
            with self.subTest(line), tempfile.TemporaryDirectory() as scratch:
                done, project = self.run_example(line, scratch)
                # No note, no fault, and something is found: they are what people start from.
                wanted = r"^podfit: \S+: \d entries" if "baseline write" in line else "^$"
                if "pss-restricted" in line:
                    wanted = r"^podfit: pss-restricted: \d+ of \d+ controls (is|are) built\n$"
                self.assertRegex(done.stderr, wanted)
                self.assertEqual(done.returncode, 0 if "explain" in line or "write" in line else 1)
                written = {"-o sarif": "podfit.sarif", "baseline write": ".podfit-baseline.json"}
                for mark, name in written.items():
                    self.assertEqual(mark in line, os.path.exists(os.path.join(project, name)))
                self.assertTrue(done.stdout or "write" in line)

    def run_example(self, line, scratch):
        project = os.path.join(scratch, "project")
        files = {
            "deploy/web.yaml": POD, "chart.out": POD,
            "api/Dockerfile": "FROM scratch AS prod\nUSER 1\n",
            "../bin/helm": "#!/bin/sh\ncat chart.out\n",
        }
        for name, text in files.items():
            path = os.path.join(project, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        os.chmod(os.path.join(scratch, "bin/helm"), 0o755)
        os.symlink(podfit, os.path.join(scratch, "bin/podfit"))
        where = {"PATH": os.path.join(scratch, "bin") + ":" + os.environ["PATH"], "HOME": scratch}
        if "git " in line:
            if not shutil.which("git"):
                self.skipTest("no git")
            subprocess.run(
                "git init -q -b main && git config user.email a@example.com && "
                "git config user.name a && git commit -q --allow-empty -m a && "
                "git checkout -q -b change && git add -A && git commit -q -m b",
                shell=True, cwd=project, env=where, timeout=60, check=True)
        return subprocess.run(line, shell=True, cwd=project, env=where, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              timeout=60, check=False), project


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
