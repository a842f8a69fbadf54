#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fixes applied to the fixtures that call for them: fix_test.py PODFIT TESTDATA

What a fix leaves must be without the finding, and without any finding about
the schema or a program that the image lacks that was not there before.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PODFIT = os.path.abspath(sys.argv.pop(1))
RULES = os.path.join(os.path.abspath(sys.argv.pop(1)), "rules")


def report(folder, rule, name, args):
    select = rule + ",schema,missing-image-binary"
    command = [PODFIT, "check", "-q", "-f", "json", "--select", select, *args, name]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return json.loads(done.stdout)


def apply(folder, finding):
    """The first fix of a finding; its edits in the text as stored."""
    for edit in reversed(finding["fixes"][0]["edits"]):
        path = os.path.join(folder, edit["path"])
        with open(path, "rb") as file:
            text = file.read()
        start = edit["range"]["start"]["offset"]
        end = edit["range"]["end"]["offset"]
        with open(path, "wb") as file:
            file.write(text[:start] + edit["text"].encode() + text[end:])


def fix(folder, rule, name, args):
    """One finding at a time, since a fix may lie where another one does; how many were."""
    for count in range(20):
        found = report(folder, rule, name, args)["findings"]
        fixable = [f for f in found if f["rule"] == rule and f["fixes"]]
        if not fixable:
            return count, found
        apply(folder, fixable[0])
    raise AssertionError("fixes do not come to an end")


class Fixes(unittest.TestCase):
    def work_on(self, rule, name):
        """A copy of a fixture, with what its fixes made of it."""
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        source = os.path.join(RULES, rule, name)
        if os.path.isdir(source):
            shutil.copytree(source, os.path.join(folder, name))
        else:
            shutil.copy(source, folder)
        args = []
        if os.path.exists(os.path.splitext(source)[0] + ".args"):
            with open(os.path.splitext(source)[0] + ".args", encoding="utf-8") as file:
                args = shlex.split(file.read())
        before = report(folder, rule, name, args)["findings"]
        count, after = fix(folder, rule, name, args)
        self.assertGreater(count, 0, name)
        self.assertEqual([f for f in after if f["rule"] == rule], [], name)
        self.assertEqual(
            [f["message"] for f in after],
            [f["message"] for f in before if f["rule"] != rule],
            name,
        )
        return folder

    def assert_becomes(self, name, path, expected):
        folder = self.work_on("healthcheck-ignored", name)
        with open(os.path.join(folder, name, path), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(expected, text)

    def fixtures(self, rule):
        for name in sorted(os.listdir(os.path.join(RULES, rule))):
            if name.startswith("bad") and not name.endswith((".out", ".args")):
                yield name

    def test_no_fixture_of_an_ignored_healthcheck_is_left_with_a_finding(self):
        for name in self.fixtures("healthcheck-ignored"):
            if name not in ("bad_missing_program", "bad_bind_mount"):
                self.work_on("healthcheck-ignored", name)

    def test_no_probe_is_offered_that_starts_what_the_container_lacks(self):
        folder = os.path.join(RULES, "healthcheck-ignored")
        for name in ("bad_missing_program", "bad_bind_mount"):
            found = report(folder, "healthcheck-ignored", name, [])["findings"]
            self.assertEqual([f["fixes"] for f in found], [[]], name)

    def test_no_fixture_of_a_stricter_probe_is_left_with_a_finding(self):
        for name in self.fixtures("probe-stricter-than-healthcheck"):
            self.work_on("probe-stricter-than-healthcheck", name)

    def assert_left_of_suppressions(self, name, expected):
        folder = self.work_on("unused-suppression", name)
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            lines = [line.strip() for line in file if "podfit" in line]
        self.assertEqual(lines, expected)

    def test_unused_suppressions_go_with_their_comments(self):
        self.assert_left_of_suppressions("bad.yaml", [])

    def test_of_several_names_the_unused_ones_go(self):
        self.assert_left_of_suppressions("bad_one_of_two.yaml", [
            "# podfit: ignore[missing-resources] -- both at first",
            "- name: shop # podfit: ignore[missing-resources, unused-suppression]",
            "image: registry.example.com/shop/shop:latest # podfit: ignore[latest-tag]",
        ])

    def test_defaults_of_kubernetes_are_not_written(self):
        self.assert_becomes("bad_tcp", "web.yaml", """\
          readinessProbe:
            tcpSocket:
              port: 3000
            periodSeconds: 5
""")

    def test_a_start_period_becomes_the_budget_of_a_startup_probe(self):
        self.assert_becomes("bad_start_period", "web.yaml", """\
            - containerPort: 3000
          readinessProbe:
            httpGet:
              path: /ready?full=1
              port: 3000
            periodSeconds: 90
            timeoutSeconds: 3
            failureThreshold: 5
          startupProbe:
            httpGet:
              path: /ready?full=1
              port: 3000
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 13
""")

    def test_an_argument_vector_stays_one(self):
        self.assert_becomes("bad_exec", "web.yaml", """\
            exec:
              command:
                - node
                - healthcheck.js
                - "it's: #1"
""")

    def test_what_needs_a_shell_gets_the_shell_of_the_image(self):
        self.assert_becomes("bad_shell", "web.yaml", """\
                - /bin/bash
                - -o
                - pipefail
                - -c
                - "curl -s http://localhost:3000/health | grep -q '\\"up\\": true'"
""")

    def test_headers_and_the_name_that_is_allowed_are_kept(self):
        self.assert_becomes("bad_https", "web.yaml", """\
              path: /
              port: 3000
              scheme: HTTPS
              httpHeaders:
                - name: Accept
                  value: text/plain
""")
        self.assert_becomes("bad_host_name", "web.yaml", """\
              httpHeaders:
                - name: Host
                  value: localhost
""")

    def test_flow_style_and_json_stay_what_they_are(self):
        self.assert_becomes("bad_flow", "web.yaml", (
            '{name: web, image: "registry.example.com/shop/web:1.4.2", readinessProbe: '
            "{httpGet: {path: /healthz, port: 3000}, periodSeconds: 15, timeoutSeconds: 30}}]"
        ))
        folder = self.work_on("healthcheck-ignored", "bad_json")
        with open(os.path.join(folder, "bad_json", "web.json"), encoding="utf-8") as file:
            container = json.load(file)["spec"]["containers"][0]
        asks = {"httpGet": {"path": "/a,b", "port": 3000}}
        self.assertEqual(
            container["readinessProbe"], {**asks, "periodSeconds": 30, "timeoutSeconds": 30}
        )
        self.assertEqual(
            container["startupProbe"],
            {**asks, "periodSeconds": 5, "timeoutSeconds": 30, "failureThreshold": 5},
        )


if __name__ == "__main__":
    unittest.main()
