#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does make_width.py make of Unicode's files what it says?"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent

EAST_ASIAN = """# EastAsianWidth-17.0.0.txt
0000..0FFF     ; N  # some
1100..115F     ; W  # Hangul initials
1160..11FF     ; N
2FF0..2FFF     ; W
3000           ; F
3001..3003     ; W
FF01..FF02     ; A
"""
CATEGORIES = """# DerivedGeneralCategory-17.0.0.txt
0000..02FF     ; Lu
0300..0301     ; Mn
0303           ; Me
0304           ; Lu
0600..0605     ; Cf
0606           ; Cf
1100..115F     ; Lo
1160..11FF     ; Lo
2FF0..2FFB     ; So
3000           ; Zs
3001..3003     ; Po
FF01..FF02     ; Po
"""


def run(east_asian, categories):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "extracted").mkdir()
        (folder / "EastAsianWidth.txt").write_text(east_asian, encoding="utf-8")
        (folder / "extracted" / "DerivedGeneralCategory.txt").write_text(
            categories, encoding="utf-8")
        return subprocess.run([sys.executable, "-B", str(HERE / "make_width.py"), name],
                              capture_output=True, text=True, check=False)


class MakeWidth(unittest.TestCase):
    def test_says_the_version_and_lists_what_is_not_one_column_wide(self):
        lines = run(EAST_ASIAN, CATEGORIES).stdout.splitlines()
        self.assertIn("17.0.0", lines[1])
        self.assertEqual([line.split("\t") for line in lines if line[0] != "#"], [
            ["0300", "0303", "0"],  # over 0302, which is not assigned
            ["0606", "0606", "0"],  # and not the signs before it
            ["1100", "115F", "2"],
            ["1160", "11FF", "0"],
            ["2FF0", "3003", "2"],
        ])

    def test_files_of_two_versions_are_refused(self):
        done = run(EAST_ASIAN, CATEGORIES.replace("17.0.0", "16.0.0"))
        self.assertIn("two versions", done.stderr)
        self.assertNotEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
