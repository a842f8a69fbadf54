#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keep tables in the documentation as the program has them.

Between `<!-- checks of PEER -->` and `<!-- end -->` stand the checks of another
linter that a rule covers, between `<!-- configuration keys -->` and `<!-- end -->`
the keys of .podfit.yaml.  PODFIT_UPDATE_DOCS=1 writes the tables instead of
comparing them.

usage: generated_docs.py PODFIT FILE...
"""

import json
import os
import pathlib
import re
import subprocess
import sys

CHECKS = re.compile(r"(<!-- checks of ([a-z-]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
KEYS = re.compile(r"(<!-- configuration keys -->\n).*?(<!-- end -->\n)", re.DOTALL)


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


def keys_below(schema, prefix=""):
    """(key, description) of a schema's properties, those of lists and mappings behind theirs."""
    for key, value in schema.get("properties", {}).items():
        yield prefix + key, value.get("description", "")
        yield from keys_below(value.get("items", {}), f"{prefix}{key}[].")
        yield from keys_below(value, f"{prefix}{key}.")


def table_of_keys(schema):
    lines = ["| key | |", "|---|---|"]
    for key, description in keys_below(schema):
        lines.append(f"| `{key}` | {description.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def output_of(*command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def main():
    podfit, *files = sys.argv[1:]
    peers = checks_of(output_of(podfit, "rules", "-f", "json")["rules"])
    keys = table_of_keys(output_of(podfit, "schema", "config"))
    seen, stale, tables = set(), [], 0

    def fill(match):
        seen.add(match[2])
        return match[1] + table_of(peers[match[2]]) + match[3]

    for name in files:
        path = pathlib.Path(name)
        before = path.read_text(encoding="utf-8")
        after, n = KEYS.subn(lambda match: match[1] + keys + match[2], CHECKS.sub(fill, before))
        tables += n
        if before != after and os.environ.get("PODFIT_UPDATE_DOCS"):
            path.write_text(after, encoding="utf-8")
        elif before != after:
            stale.append(name)
    missing = set(peers) - seen - {"pss"}
    if missing or not tables:
        sys.exit(f"no page has a table of: {', '.join(sorted(missing)) or 'keys'}")
    if stale:
        sys.exit(f"stale: {' '.join(stale)}; PODFIT_UPDATE_DOCS=1 ctest -R meta.tables")
    print(f"{len(seen) + tables} tables are as the program has them")


if __name__ == "__main__":
    main()
