#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""action.yml, its steps run as GitHub's runner does: action_test.py PODFIT ROOT

What a runner adds to a step is done here: the expressions of `env`, the files that
GITHUB_* name, and `shell: bash` as the runner spells it.  The rest is the real thing; the
first step builds podfit in a copy of ROOT.
"""

import json
import os
import re
import sys
import unittest

from habits import BAD, GOOD, Scratch, need, skip, write

PODFIT = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.abspath(sys.argv.pop(1))
need("bash")
try:
    import yaml
except ImportError:
    skip("python3-yaml not installed")

SCRATCH = Scratch(PODFIT)
ACTION = SCRATCH.checkout(ROOT, "_actions/podfit v1")
with open(os.path.join(ACTION, "action.yml"), encoding="utf-8") as action_file:
    SPEC = yaml.safe_load(action_file)
BUILD, CHECK = SPEC["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


class Job:
    """A workspace, and the files through which steps talk to the runner."""

    def __init__(self, name, files=None):
        self.root = SCRATCH.path("work dir", name)
        os.makedirs(self.root)
        for path, text in (files or {}).items():
            write(self.root, path, text=text)
        temp = SCRATCH.path("temp", name)
        self.files = {key: write(temp, key, text="") for key in (
            "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")}
        self.env = {**self.files, "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": ACTION,
                    "GITHUB_WORKSPACE": self.root, "RUNNER_TEMP": temp, "CI": "true"}
        self.temp = temp

    def step(self, step, **inputs):
        """The exit status of a step and what it logs."""
        values = {f"inputs.{name}": inputs.get(name, spec["default"])
                  for name, spec in SPEC["inputs"].items()}
        env = {key: EXPRESSION.sub(lambda match: values[match[1]], text)
               for key, text in step.get("env", {}).items()}
        script = write(self.temp, "step.sh", text=step["run"])
        return SCRATCH.run("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script,
                           cwd=self.root, env={**self.env, **env})

    def read(self, key):
        with open(self.files[key], encoding="utf-8") as file:
            return file.read()


class Action(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        job = Job("build")
        code, out = job.step(BUILD)
        assert code == 0, out
        cls.folder = job.read("GITHUB_PATH").rstrip("\n")

    def test_inputs_never_become_code(self):
        self.assertEqual(SPEC["runs"]["using"], "composite")
        for step in SPEC["runs"]["steps"]:
            self.assertNotIn("${{", step["run"])
            self.assertEqual(step["shell"], "bash")
        used = {EXPRESSION.fullmatch(value)[1] for value in CHECK["env"].values()}
        self.assertEqual(used, {f"inputs.{name}" for name in SPEC["inputs"]})
        self.assertEqual(SPEC["outputs"]["exit-code"]["value"],
                         f"${{{{ steps.{CHECK['id']}.outputs.exit-code }}}}")

    def test_later_steps_find_podfit(self):
        code, out = SCRATCH.run(os.path.join(self.folder, "podfit"), "version")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"\Apodfit \d")

    def test_building_again_is_quick_and_silent(self):
        self.assertEqual(Job("again").step(BUILD), (0, ""))

    def test_clean(self):
        job = Job("clean", {"k8s/a.yaml": GOOD})
        code, out = job.step(CHECK)
        self.assertEqual(code, 0, out)
        self.assertEqual(job.read("GITHUB_OUTPUT"), "exit-code=0\n")
        self.assertEqual(job.read("GITHUB_STEP_SUMMARY"), "### podfit\n\nNo findings.\n")
        self.assertNotIn("::", out)

    def test_what_makes_it_find_nothing_is_in_the_summary(self):
        job = Job("nothing", {"values.yaml": "a: b\n"})
        code, out = job.step(CHECK)
        self.assertEqual(code, 0, out)
        self.assertIn("podfit: nothing to lint", out)
        self.assertIn("\n    podfit: nothing to lint", job.read("GITHUB_STEP_SUMMARY"))
        self.assertEqual([name for name in os.listdir(job.temp) if "podfit" in name], [])
        job = Job("partial", {"a.yaml": GOOD})
        self.assertEqual(job.step(CHECK, args="-s pss-baseline")[0], 0)
        self.assertRegex(job.read("GITHUB_STEP_SUMMARY"), r"\n    podfit: pss-baseline: \d+ of 12 ")
        self.assertEqual(Job("gate", {"a.txt": ""}).step(CHECK, args="--require-files")[0], 2)

    def test_findings(self):
        job = Job("findings", {"k8s/a b.yaml": BAD})
        code, out = job.step(CHECK)
        self.assertEqual(code, 1, out)
        self.assertEqual(job.read("GITHUB_OUTPUT"), "exit-code=1\n")
        self.assertIn("::warning file=k8s/a b.yaml,line=7,endLine=7,col=14,endColumn=26,"
                      "title=latest-tag::k8s/a b.yaml:7:14: image `nginx:latest`", out)
        summary = job.read("GITHUB_STEP_SUMMARY")
        self.assertIn("\n    k8s/a b.yaml:7:14: warning: image `nginx:latest` ", summary)
        self.assertNotIn("No findings", summary)
        self.assertEqual([name for name in os.listdir(job.temp) if "podfit" in name], [])

    def test_each_finding_is_annotated_once(self):
        job = Job("once", {"a.yaml": BAD})
        _, out = job.step(CHECK)
        self.assertNotIn("add-matcher", out)
        self.assertEqual(out.count("[latest-tag]"), 1, out)

    def test_paths_are_lines(self):
        job = Job("paths", {"a b/c.yaml": BAD, "d;e.yaml": BAD, "f.yaml": BAD, "*.yaml": GOOD})
        code, out = job.step(CHECK, paths="a b/\nd;e.yaml\n*.yaml\n", args="--select latest-tag")
        self.assertEqual(code, 1, out)
        self.assertEqual(re.findall(r"::warning file=([^,]*),", out), ["a b/c.yaml", "d;e.yaml"])

    def test_options_are_words(self):
        job = Job("options", {"a.yaml": BAD})
        code, out = job.step(CHECK, args="--select latest-tag,schema\n  --fail-on=never\t-q ")
        self.assertEqual(code, 0, out)
        self.assertEqual(out.count("::"), 4, out)

    def test_sarif(self):
        job = Job("sarif", {"a.yaml": BAD})
        code, _ = job.step(CHECK, sarif="out put.sarif")
        self.assertEqual(code, 1)
        with open(os.path.join(job.root, "out put.sarif"), encoding="utf-8") as file:
            (run,) = json.load(file)["runs"]
        self.assertIn("latest-tag", [result["ruleId"] for result in run["results"]])

    def test_hostile_inputs_are_words_and_names(self):
        for i, hostile in enumerate((
                "$(touch x)", "`touch x`", "; touch x", "| touch x", "&& touch x",
                "\"; touch x; \"", "'; touch x; '", "${IFS}$(touch${IFS}x)", "> x", "\ntouch x\n")):
            for name in SPEC["inputs"]:
                with self.subTest(input=name, value=hostile):
                    job = Job(f"hostile {i} {name}", {"a.yaml": GOOD})
                    code, out = job.step(CHECK, **{name: hostile})
                    self.assertFalse(os.path.exists(os.path.join(job.root, "x")), out)
                    # As a name for a report it is odd, but one.
                    self.assertEqual(code, 0 if name == "sarif" else 3, out)

    def test_hostile_names_are_no_markup_and_no_commands(self):
        name = "```\n::error::x\n##[error]y <b>.yaml"
        job = Job("names", {name: BAD})
        code, out = job.step(CHECK)
        self.assertEqual(code, 1)
        for line in out.splitlines():
            self.assertFalse(line.startswith("::error::"), line)
            if not line.startswith("::"):
                self.assertNotIn("##[", line)
        for line in job.read("GITHUB_STEP_SUMMARY").splitlines()[2:]:
            self.assertTrue(not line or line.startswith("    "), line)

    def test_wrong_options(self):
        job = Job("wrong", {"a.yaml": BAD})
        code, out = job.step(CHECK, args="--frmat=x")
        self.assertEqual(code, 2)
        self.assertIn("unknown option '--frmat'; did you mean '--format'?", out)
        self.assertEqual(job.read("GITHUB_OUTPUT"), "exit-code=2\n")
        self.assertEqual(job.read("GITHUB_STEP_SUMMARY").splitlines()[2],
                         "Wrong options or configuration: nothing was linted. The log says more.")

    def test_a_missing_path(self):
        job = Job("path", {"a.yaml": BAD})
        code, out = job.step(CHECK, paths="a.yaml\nnowhere")
        self.assertEqual(code, 3)
        self.assertIn("nowhere: No such file or directory", out)
        summary = job.read("GITHUB_STEP_SUMMARY")
        self.assertIn("Could not finish; these results are incomplete.", summary)
        self.assertIn("\n    a.yaml:7:14: ", summary)

    def test_many_findings_fit_the_summary(self):
        job = Job("many", {f"{i:04}.yaml": BAD for i in range(600)})
        code, out = job.step(CHECK, args="--select latest-tag")
        self.assertEqual(code, 1)
        self.assertEqual(out.count("::warning "), 10)
        lines = job.read("GITHUB_STEP_SUMMARY").splitlines()
        self.assertEqual(sum(line.startswith("    ") for line in lines), 400)
        self.assertEqual(lines[-1], "200 more.")


if __name__ == "__main__":
    unittest.main()
