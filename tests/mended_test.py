#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who does what a finding asks for is left without it: mended_test.py PODFIT TESTDATA/rules

Each mended* of a rule's fixtures is the bad* of the same name after its help was followed to
the letter.  Linted with the default rules and that one it has no finding of the rule, and of no other rule
one more than before: advice that breaks the workload shows as another rule's finding.  What is
no more than information does not count.
"""

import collections
import json
import os
import subprocess
import sys
import unittest

PODFIT = os.path.abspath(sys.argv.pop(1))
RULES = os.path.abspath(sys.argv.pop(1))


def twins():
    for rule in sorted(os.listdir(RULES)):
        for name in sorted(os.listdir(os.path.join(RULES, rule))):
            if name.startswith("mended"):
                yield rule, name


def count(rule, name):
    """How many findings of each rule."""
    command = [PODFIT, "check", "-q", "-f", "json", "--no-config", "--extend-select", rule,
               "--min-severity", "info", name]
    done = subprocess.run(command, cwd=os.path.join(RULES, rule), capture_output=True, check=False)
    found = json.loads(done.stdout)["findings"]
    return collections.Counter(f["rule"] for f in found
                               if f["rule"] == rule or f["severity"] != "info")


class Mended(unittest.TestCase):
    def test_who_follows_the_help_is_left_with_nothing_new(self):
        for rule, name in twins():
            with self.subTest(rule=rule, name=name):
                before, after = count(rule, name.replace("mended", "bad", 1)), count(rule, name)
                self.assertGreater(before[rule], 0)
                self.assertEqual(after[rule], 0)
                self.assertEqual(after - before, collections.Counter())

    def test_some_fixtures_are_mended(self):
        self.assertTrue(list(twins()))


class Help(unittest.TestCase):
    def test_help_is_an_imperative_clause(self):
        """Lower case, no full stop: of fixtures of all rules, so of all there is."""
        for rule in sorted(os.listdir(RULES)):
            command = [PODFIT, "check", "-q", "-f", "json", "--no-config", "--select", rule, "."]
            done = subprocess.run(command, cwd=os.path.join(RULES, rule), capture_output=True,
                                  check=False)
            for found in json.loads(done.stdout)["findings"]:
                with self.subTest(rule=rule, message=found["message"]):
                    self.assertRegex(found["help"], r"^[^A-Z].*[^.]$")


if __name__ == "__main__":
    unittest.main()
