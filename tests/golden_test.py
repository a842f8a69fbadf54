#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The golden runner sees what is wrong, says what, and writes when it is told to.

usage: golden_test.py
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

GOLDEN = pathlib.Path(__file__).with_name("golden.py")

# Says in which file it found what, as long as the name begins with `bad`.
PODFIT = """\
#!/bin/sh
for last; do :; done
case $last in bad*) echo "$last: $(cat "$last")"; exit 1 ;; esac
"""


class GoldenRunner(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="podfit-golden-")
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        self.folder = self.root / "some-rule"
        self.podfit = self.root / "bin/podfit"
        self.write(self.podfit, PODFIT)
        self.podfit.chmod(0o755)

    def write(self, path, text):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def files(self, **texts):
        for name, text in texts.items():
            self.write(self.folder / name.replace("_yaml", ".yaml").replace("_out", ".out"), text)

    def golden(self, kind, **environment):
        """Exit status and output."""
        done = subprocess.run(
            [sys.executable, "-B", GOLDEN, kind, self.podfit, self.folder, self.root / "scratch"],
            env={**os.environ, "PODFIT_UPDATE_GOLDEN": "", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return done.returncode, done.stdout

    def test_a_rule_that_says_what_it_should_passes(self):
        self.files(bad_yaml="x\n", bad_out="bad.yaml: x\n", good_yaml="y\n")
        self.assertEqual(self.golden("rule"), (0, ""))

    def test_another_output_is_shown_as_a_diff(self):
        self.files(bad_yaml="x\n", bad_out="bad.yaml: z\n", good_yaml="y\n")
        status, output = self.golden("rule")
        self.assertEqual(status, 1)
        self.assertIn("--- some-rule/bad.out\n", output)
        self.assertIn("\n-bad.yaml: z\n+bad.yaml: x\n", output)

    def test_a_missing_file_is_named_and_written_when_told(self):
        self.files(bad_yaml="x\n", good_yaml="y\n")
        status, output = self.golden("rule")
        self.assertEqual(status, 1)
        self.assertIn("some-rule/bad.out is missing; PODFIT_UPDATE_GOLDEN=1", output)
        self.assertEqual(self.golden("rule", PODFIT_UPDATE_GOLDEN="1"), (0, ""))
        self.assertEqual((self.folder / "bad.out").read_text(encoding="utf-8"), "bad.yaml: x\n")

    def test_both_kinds_of_fixtures_are_asked_for(self):
        self.files(bad_yaml="x\n", bad_out="bad.yaml: x\n")
        self.assertEqual(self.golden("rule")[0], 1)

    def test_a_good_file_is_silent_even_when_files_are_written(self):
        self.write(self.podfit, "#!/bin/sh\necho found; exit 1\n")
        self.files(bad_yaml="x\n", good_yaml="y\n")
        self.assertEqual(self.golden("rule", PODFIT_UPDATE_GOLDEN="1")[0], 1)
        self.assertFalse((self.folder / "good.out").exists())

    def test_a_case_compares_both_streams_and_the_status(self):
        self.files(cmd="podfit bad.txt; echo $TMP; echo b >&2; exit 3\n")
        self.write(self.folder / "bad.txt", "a")
        status, output = self.golden("case")
        self.assertEqual(status, 1)
        for expected in ("+bad.txt: a\n", f"+{self.root}/scratch\n", "+b\n", "-0\n+3\n"):
            self.assertIn(expected, output)

    def test_a_case_keeps_no_file_for_what_is_expected_anyway(self):
        self.files(cmd="echo a\n", stderr="b\n", exit="1\n")
        self.assertEqual(self.golden("case", PODFIT_UPDATE_GOLDEN="1")[0], 0)
        self.assertEqual(sorted(os.listdir(self.folder)), ["cmd", "stdout"])
        self.assertEqual(self.golden("case"), (0, ""))

    def test_a_missing_line_end_is_a_difference(self):
        self.files(cmd="printf a\n", stdout="a\n")
        status, output = self.golden("case")
        self.assertEqual(status, 1)
        self.assertIn("\\ no line end", output)


if __name__ == "__main__":
    unittest.main()
