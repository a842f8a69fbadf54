#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The JSON report against its JSON Schema: schema_test.py PODFIT"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)  # skipped

PODFIT = os.path.abspath(sys.argv.pop(1))

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: "a \\u202e b"
spec:
  containers:
    - name: "weird \\u001b[31m \\"x\\" \u00e9"
      image: nginx
      nonsense: true
"""


def run(*args, stdin=""):
    done = subprocess.run(
        [PODFIT, "check", *args], input=stdin.encode(), capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode("utf-8")


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run(
            [PODFIT, "schema", "report"], capture_output=True, check=True
        ).stdout
        schema = json.loads(text)
        checker = jsonschema.Draft202012Validator
        checker.check_schema(schema)
        cls.validator = checker(schema)
        cls.finding = checker({**schema["$defs"]["finding"], "$defs": schema["$defs"]})

    def report(self, code, *args, stdin=""):
        got, out = run("-f", "json", *args, stdin=stdin)
        self.assertEqual(got, code)
        self.assertTrue(out.endswith("}\n"))
        self.assertEqual(out.count("\n"), 1)
        report = json.loads(out)
        self.validator.validate(report)
        self.assertEqual(report["exit_code"], code)
        return report

    def test_findings(self):
        report = self.report(1, "-", stdin=POD)
        self.assertTrue(report["findings"])
        self.assertEqual(
            sorted({f["rule"] for f in report["findings"]}), list(report["rules"])
        )
        for finding in report["findings"]:
            for end in finding["range"].values():
                self.assertLessEqual(end["offset"], len(POD.encode()))

    def test_silenced_findings(self):
        pod = "# podfit: ignore-file[latest-tag] -- a test\n" + POD
        report = self.report(1, "--show-suppressed", "-", stdin=pod)
        silenced = [f["suppressed"] for f in report["findings"] if "suppressed" in f]
        self.assertEqual(silenced, [
            {"by": "comment", "reason": "a test", "path": "<stdin>", "line": 1}])
        self.assertEqual(report["summary"]["suppressed"]["comment"], 1)
        self.assertEqual(sum(report["summary"]["findings"].values()),
                         len(report["findings"]) - 1)

    def test_key_order(self):
        report = self.report(1, "-", stdin=POD)
        self.assertEqual(
            list(report),
            ["schema", "tool", "target", "root", "exit_code", "summary", "findings",
             "skipped", "errors", "rules"],
        )
        self.assertEqual(
            list(report["findings"][0]),
            ["id", "rule", "severity", "message", "help", "path", "range", "object", "pointer",
             "instruction", "related", "fixes", "confidence"],
        )

    def test_clean(self):
        report = self.report(0, "-", stdin="apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n")
        self.assertEqual(report["findings"], [])
        self.assertEqual(report["rules"], {})

    def test_broken_yaml(self):
        self.report(run("-", stdin="apiVersion: v1\nkind: [\n")[0], "-",
                    stdin="apiVersion: v1\nkind: [\n")

    def test_unreadable_input(self):
        report = self.report(3, "/nonexistent/a.yaml")
        self.assertEqual(report["errors"][0]["kind"], "io")
        self.assertEqual(report["errors"][0]["path"], "/nonexistent/a.yaml")

    def test_usage_errors_leave_every_other_list_empty(self):
        for args in (["--nonsense"], ["--select", "nonsense"], ["--fail-on", "x"]):
            report = self.report(2, *args)
            self.assertEqual([e["kind"] for e in report["errors"]], ["usage"])
            self.assertEqual(report["findings"], [])
            self.assertEqual(report["skipped"], [])

    def test_skipped_files(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "values.yaml"), "w", encoding="utf-8") as file:
                file.write("replicas: 2\n")
            report = self.report(0, folder)
            self.assertEqual([s["reason"] for s in report["skipped"]], ["not-kubernetes"])

    def test_lines(self):
        code, out = run("-f", "jsonl", "-", stdin=POD)
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(lines[-1]["exit_code"], code)
        self.assertEqual(list(lines[-1]), ["summary", "exit_code", "schema"])
        for line in lines[:-1]:
            self.assertEqual(
                list(line)[:8],
                ["file", "line", "column", "end_line", "end_column", "severity", "rule",
                 "message"],
            )
            where = {"path": line["file"], "range": {
                "start": {"line": line["line"], "column": line["column"], "offset": 0},
                "end": {"line": line["end_line"], "column": line["end_column"], "offset": 0}}}
            self.finding.validate({**line, **where})

    def test_nothing_unsafe_is_raw(self):
        for form in ("json", "jsonl", "text", "concise"):
            out = run("-f", form, "-", stdin=POD)[1]
            for c in "\u001b\u202e":
                self.assertNotIn(c, out, form)


unittest.main()
