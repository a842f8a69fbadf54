#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reports for other programs, as those would read them: formats_test.py PODFIT TESTDATA

The XML must be well formed, the JSON follow its schemas.  Schemas that are not
ours are looked for in the folder that PODFIT_SCHEMAS names; what needs them is
skipped without.
"""

import functools
import json
import os
import subprocess
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree

PODFIT = os.path.abspath(sys.argv.pop(1))
TESTDATA = os.path.abspath(sys.argv.pop(1))
SCHEMAS = os.environ.get("PODFIT_SCHEMAS")

HOSTILE = """\
apiVersion: v1
kind: Pod
metadata:
  name: "a \\u202e b]]> <x> & ::error::"
spec:
  containers:
    - name: "weird \\u001b[31m \\"x\\" \u00e9 ##[group] [l](http://x)\\n::error::\\ufffe"
      image: nginx
      nonsense: true
      env:
        - {name: A_PASSWORD, value: 7305518264}
"""
CLEAN = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n"
UNSAFE = [chr(c) for c in (*range(10), *range(11, 32), 0x7F, 0x9B, 0x202E, 0x2066)]


@functools.lru_cache(maxsize=None)
def run(form, *args, stdin=""):
    done = subprocess.run(
        [PODFIT, "check", "--no-config", "-q", "--select", "all", "-f", form, *args],
        input=stdin.encode(), capture_output=True, check=False, cwd=TESTDATA,
        env={k: v for k, v in os.environ.items() if k != "CI_PROJECT_DIR"})
    return done.returncode, done.stdout.decode("utf-8")


def schema(name):
    if not SCHEMAS:
        raise unittest.SkipTest("PODFIT_SCHEMAS names no folder")
    try:
        import jsonschema
    except ImportError:
        raise unittest.SkipTest("python3-jsonschema is not installed") from None
    path = os.path.join(SCHEMAS, name)
    if not os.path.exists(path):
        raise unittest.SkipTest(f"{path}: missing")
    with open(path, encoding="utf-8") as file:
        text = json.load(file)
    return jsonschema.validators.validator_for(text)(text)


INPUTS = [(0, ["-"], CLEAN), (1, ["-"], HOSTILE), (1, ["demo", "cli", "rules"], ""),
          (3, ["/nonexistent/a.yaml"], "")]

SILENCED = ["--show-suppressed", "cli/show-suppressed"]


class Formats(unittest.TestCase):
    def reports(self, form):
        """The report of each input, with what the JSON report says of it."""
        for code, args, stdin in INPUTS:
            got, out = run(form, *args, stdin=stdin)
            self.assertEqual(got, code)
            self.assertTrue(not out or out.endswith("\n"))
            self.assertEqual([c for c in UNSAFE if c in out], [])
            self.assertFalse("7305518264" in out, "a secret is shown")
            yield out, json.loads(run("json", *args, stdin=stdin)[1])

    def test_sarif(self):
        for out, report in self.reports("sarif"):
            (log,) = json.loads(out)["runs"]
            self.assertEqual(len(log["results"]), len(report["findings"]))
            self.assertEqual([r["id"] for r in log["tool"]["driver"]["rules"]],
                             list(report["rules"]))
            for result, finding in zip(log["results"], report["findings"]):
                self.check_result(log, result, finding)
            (invocation,) = log["invocations"]
            self.assertEqual(invocation["exitCode"], report["exit_code"])
            self.assertEqual(len(invocation["toolExecutionNotifications"]),
                             len(report["errors"]))

    def check_result(self, log, result, finding):
        rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
        self.assertEqual(rule["id"], result["ruleId"])
        self.assertTrue(rule["help"]["text"] and rule["fullDescription"]["text"])
        self.assertEqual(len(rule["properties"]["tags"]), len(set(rule["properties"]["tags"])))
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        self.assertEqual(urllib.parse.unquote(urllib.parse.urlsplit(uri).path),
                         finding["path"])
        self.assertEqual(place["region"]["startLine"], finding["range"]["start"]["line"])

    def test_sarif_follows_its_schema(self):
        validator = schema("sarif-2.1.0.schema.json")
        for out, _ in self.reports("sarif"):
            validator.validate(json.loads(out))
        validator.validate(json.loads(run("sarif", *SILENCED)[1]))

    def test_silenced_findings(self):
        findings = json.loads(run("json", *SILENCED)[1])["findings"]
        silenced = [finding.get("suppressed") for finding in findings]
        heard = [finding["rule"] for finding in findings if "suppressed" not in finding]
        self.assertTrue(any(silenced) and heard)
        (log,) = json.loads(run("sarif", *SILENCED)[1])["runs"]
        self.assertEqual(
            [[(s["kind"], s.get("justification")) for s in result["suppressions"]]
             for result in log["results"]],
            [[("inSource", s["reason"])] if s else [] for s in silenced])
        entries = json.loads(run("gitlab", *SILENCED)[1])
        self.assertEqual([entry["check_name"] for entry in entries], heard)
        lines = run("rdjsonl", *SILENCED)[1].splitlines()
        self.assertEqual([json.loads(line)["code"]["value"] for line in lines], heard)
        self.assertEqual(run("github", *SILENCED)[1].count("::"), 2 * len(heard))
        checkstyle = xml.etree.ElementTree.fromstring(run("checkstyle", *SILENCED)[1])
        self.assertEqual([error.get("severity") == "ignore" for error in checkstyle.iter("error")],
                         [bool(s) for s in silenced])
        junit = xml.etree.ElementTree.fromstring(run("junit", *SILENCED)[1])
        self.assertEqual(sum("(silenced by" in case.get("message")
                             for case in junit.iter("skipped")), sum(map(bool, silenced)))

    def test_github(self):
        for out, report in self.reports("github"):
            lines = out.splitlines()
            commands = [line for line in lines if line.startswith("::")]
            rank = {"::error": 0, "::warning": 1, "::notice": 2}
            words = [line.split(" ", 1)[0] for line in commands]
            self.assertEqual(words, sorted(words, key=rank.__getitem__))
            self.assertTrue(all(words.count(word) <= 10 for word in rank))
            self.assertEqual(lines[:len(commands)], commands)
            more = len(report["findings"]) + len(report["errors"]) - len(commands)
            if more:
                self.assertEqual(lines[-1], f"{more} more not annotated")
            for line in lines[len(commands):]:
                self.assertNotIn("##[", line)

    def test_gitlab(self):
        for out, report in self.reports("gitlab"):
            entries = json.loads(out)
            self.assertEqual(len(entries), len(report["findings"]))
            self.assertEqual(len({e["fingerprint"] for e in entries}), len(entries))
            for entry, finding in zip(entries, report["findings"]):
                self.assertEqual(list(entry), ["description", "check_name", "fingerprint",
                                               "severity", "location"])
                self.assertEqual(entry["location"]["path"], finding["path"])
                self.assertEqual(entry["location"]["lines"]["begin"],
                                 finding["range"]["start"]["line"])
                self.assertIn(entry["severity"], ["info", "major", "critical"])

    def test_junit(self):
        for out, report in self.reports("junit"):
            suites = xml.etree.ElementTree.fromstring(out)
            cases = suites.findall("testsuite/testcase")
            wanted = len(report["findings"]) + len(report["errors"])
            self.assertEqual(len(cases), wanted or 1)
            names = {(c.get("classname"), c.get("name")) for c in cases}
            self.assertEqual(len(names), len(cases))
            for key, tag in (("failures", "failure"), ("errors", "error")):
                n = len(suites.findall(f"testsuite/testcase/{tag}"))
                self.assertEqual(int(suites.get(key)), n)
                self.assertEqual(sum(int(s.get(key)) for s in suites), n)
            self.assertEqual(int(suites.get("tests")), len(cases))
            self.assertEqual(
                len(suites.findall("testsuite/testcase/failure")),
                sum(f["severity"] != "info" for f in report["findings"]))

    def test_checkstyle(self):
        for out, report in self.reports("checkstyle"):
            root = xml.etree.ElementTree.fromstring(out)
            found = [(file.get("name"), int(error.get("line")), int(error.get("column")),
                      error.get("severity"), error.get("source").split(".")[-1])
                     for file in root for error in file]
            self.assertEqual(found, [
                (f["path"], f["range"]["start"]["line"], f["range"]["start"]["column"],
                 f["severity"], f["rule"]) for f in report["findings"]])

    def test_rdjsonl(self):
        for out, report in self.reports("rdjsonl"):
            lines = [json.loads(line) for line in out.splitlines()]
            self.assertEqual([line["code"]["value"] for line in lines],
                             [f["rule"] for f in report["findings"]])

    def test_rdjsonl_follows_its_schema(self):
        validator = schema("rdjson.schema.json")
        for out, _ in self.reports("rdjsonl"):
            diagnostics = [json.loads(line) for line in out.splitlines()]
            validator.validate({"diagnostics": diagnostics})


unittest.main()
