#!/usr/bin/env python3
"""rules/peers.tsv against the aliases of the rules: peers_test.py PODFIT PEERS.TSV"""

import json
import re
import subprocess
import sys

CHECK = re.compile(r"[a-z][a-z-]*/[!-~]+")


def rows(path):
    with open(path, encoding="utf-8") as table:
        for number, line in enumerate(table, 1):
            if line.startswith("#"):
                continue
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 2 or not CHECK.fullmatch(fields[0]):
                sys.exit(f"{path}:{number}: not PEER/CHECK, a tab and a reason")
            yield fields


def aliases(podfit):
    out = subprocess.run([podfit, "rules", "-f", "json"], check=True, stdout=subprocess.PIPE)
    return {alias: rule["id"] for rule in json.loads(out.stdout)["rules"]
            for alias in rule["aliases"]}


def faults(podfit, path):
    table = list(rows(path))
    checks = [check for check, _ in table]
    reasons = dict(table)
    if checks != sorted(set(checks)):
        yield f"{path}: not in order, or a check stands there twice"
    for alias, rule in sorted(aliases(podfit).items()):
        if alias not in reasons:
            yield f"rule {rule} has the alias {alias}, which {path} does not know"
        elif reasons[alias]:
            yield f"rule {rule} answers to {alias}, for which {path} has a reason not to"


def main():
    found = list(faults(*sys.argv[1:3]))
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
