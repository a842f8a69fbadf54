#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keep the tables of other linters' checks in docs/coming-from as the rules have them.

A page holds one table between `<!-- checks of PEER -->` and `<!-- end -->`.
PODFIT_UPDATE_DOCS=1 writes the tables instead of comparing them.

usage: alias_docs.py PODFIT FILE...
"""

import json
import os
import pathlib
import re
import subprocess
import sys

TABLE = re.compile(r"(<!-- checks of ([a-z-]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def checks_of(rules):
    """{peer: {check: [rule, …]}}"""
    peers = {}
    for rule in rules:
        for alias in rule["aliases"]:
            peer, check = alias.split("/", 1)
            peers.setdefault(peer, {}).setdefault(check, []).append(rule)
    return peers


def natural(text):
    """CKV_K8S_9 comes before CKV_K8S_14."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def table_of(checks):
    lines = ["| check | rule | | |", "|---|---|---|---|"]
    for check in sorted(checks, key=natural):
        for rule in checks[check]:
            runs = "" if "default" in rule["tags"] else ", ".join(f"`{tag}`" for tag in rule["tags"])
            lines.append(f"| `{check}` | [{rule['id']}](../rules/{rule['id']}.md) | "
                         f"{rule['severity']}{', ' + runs if runs else ''} | {rule['title']} |")
    return "\n".join(lines) + "\n"


def main():
    podfit, *files = sys.argv[1:]
    output = subprocess.run([podfit, "rules", "-f", "json"], check=True, stdout=subprocess.PIPE)
    peers = checks_of(json.loads(output.stdout)["rules"])
    seen, stale = set(), []

    def fill(match):
        seen.add(match[2])
        return match[1] + table_of(peers[match[2]]) + match[3]

    for name in files:
        path = pathlib.Path(name)
        before = path.read_text(encoding="utf-8")
        after = TABLE.sub(fill, before)
        if before != after and os.environ.get("PODFIT_UPDATE_DOCS"):
            path.write_text(after, encoding="utf-8")
        elif before != after:
            stale.append(name)
    missing = set(peers) - seen - {"pss"}
    if missing:
        sys.exit(f"no page has a table of: {', '.join(sorted(missing))}")
    if stale:
        sys.exit(f"stale: {' '.join(stale)}; PODFIT_UPDATE_DOCS=1 ctest -R meta.aliases")
    print(f"{sum(len(peers[peer]) for peer in seen)} checks of {len(seen)} peers are as the rules say")


if __name__ == "__main__":
    main()
