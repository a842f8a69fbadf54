#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Print ../width.tsv for the Unicode data in a folder.

    lib/text/unicode/make_width.py /usr/share/unicode > lib/text/width.tsv

The folder holds EastAsianWidth.txt and extracted/DerivedGeneralCategory.txt of
the Unicode Character Database, as Debian's package unicode-data installs them.
"""

import pathlib
import re
import sys

FIRST = 0x300  # all before are one column wide
END = 0x110000
LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")
INVISIBLE = ("Mn", "Me", "Cf")
MEDIAL_HANGUL = range(0x1160, 0x1200)  # vowels and finals: part of the syllable before
SHOWN = range(0x600, 0x606)  # Cf, but Arabic signs that are drawn around numbers

HEADER = """\
# Columns that characters take on a terminal: first, last (code points), width. All others take one.
# Unicode {version}, made by unicode/make_width.py: no column for the categories Mn, Me and Cf and for Hangul vowels and finals, two for East_Asian_Width W and F. Code points between two ranges of one width that Unicode has not assigned belong to them.
"""


def read(path):
    """The file's version, and the value of each code point that it lists."""
    text = path.read_text(encoding="utf-8")
    version = re.match(r"# \w+-([\d.]+)\.txt", text).group(1)
    values = [None] * END
    for line in text.splitlines():
        found = LINE.match(line)
        if found:
            first, last, value = found.groups()
            for c in range(int(first, 16), int(last or first, 16) + 1):
                values[c] = value
    return version, values


def width_of(c, category, east_asian):
    """None where it is free to be what its neighbours are."""
    if (category in INVISIBLE and c not in SHOWN) or c in MEDIAL_HANGUL:
        return 0
    if category in (None, "Cn"):
        return None
    return 2 if east_asian in ("W", "F") else 1


def ranges(categories, east_asian):
    found = []
    for c in range(FIRST, END):
        width = width_of(c, categories[c], east_asian[c])
        if width is None:
            continue
        if found and found[-1][2] == width:
            found[-1][1] = c
        else:
            found.append([c, c, width])
    return [r for r in found if r[2] != 1]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    version, east_asian = read(folder / "EastAsianWidth.txt")
    other, categories = read(folder / "extracted" / "DerivedGeneralCategory.txt")
    if version != other:
        sys.exit(f"two versions: {version} and {other}")
    print(HEADER.format(version=version), end="")
    for first, last, width in ranges(categories, east_asian):
        print(f"{first:04X}\t{last:04X}\t{width}")


if __name__ == "__main__":
    main()
