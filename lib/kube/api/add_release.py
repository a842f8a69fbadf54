#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Add a Kubernetes release to types.tsv and kinds.tsv.

    add_release.py 1.37 swagger.json [--tables DIR]

The document is the release's own OpenAPI v2: api/openapi-spec/swagger.json of
the source, which has every field but leaves out the closed lists of values, or
what a server says at /openapi/v2.  What changed is printed.  Adding the last
release once more changes nothing, unless the document differs: that, and a
release out of order, is refused.
"""

import argparse
import json
import os
import pathlib
import re
import sys

TYPES_HEAD = re.compile(r"# Kubernetes API object types, (1\.\d+) to (1\.\d+)\.")
KINDS_HEAD = re.compile(r"# Kubernetes kinds, (1\.\d+) to (1\.\d+)\.")

DEFINITION = re.compile(r"^io\.k8s\.(?:api|[a-z-]+\.pkg\.apis|[a-z-]+\.pkg)\.(.+)$")
PATH = re.compile(
    r"^/(?:api/(?P<core>[^/]+)|apis/(?P<group>[^/]+)/(?P<version>[^/]+))"
    r"(?P<namespaced>/namespaces/\{namespace\})?/(?P<plural>[^/{}]+)"
    r"(?P<named>/\{name\})?(?:/(?P<sub>[^/{}]+)(?:/\{path\})?)?$")

# What these describe is spelled as one value, whatever the schema says.
WELL_KNOWN = {
    "api.resource.Quantity": "quantity",
    "util.intstr.IntOrString": "int-or-string",
    "meta.v1.Time": "time",
    "meta.v1.MicroTime": "time",
}
SCALARS = {
    ("string", ""): "string",
    ("string", "byte"): "bytes",
    ("string", "date-time"): "time",
    ("boolean", ""): "bool",
    ("integer", "int32"): "int32",
    ("integer", "int64"): "int64",
    ("integer", ""): "int64",
    ("number", "double"): "double",
    ("number", ""): "double",
}
# Parts of the protocol that bear the group and version of every API.
NO_KINDS = {"meta.v1.DeleteOptions", "meta.v1.WatchEvent"}
VERBS = {"post": "create", "put": "update"}
NO_VERBS = {"watch", "watchlist", "connect"}

VALUE, REQUIRED, SINCE, UNTIL, ENUM, KEYS = range(6)
TYPE, KIND_SINCE, KIND_UNTIL, PLURAL, SCOPE, KIND_VERBS, SUBRESOURCES = range(7)


class Refused(Exception):
    """The release cannot be added; the text says why."""


def minor(release):
    if not re.fullmatch(r"1\.\d+", release):
        raise Refused(f"{release} is no release of Kubernetes such as 1.37")
    return int(release[2:])


class Table:
    """One file: its comments, and rows by their first two columns."""

    def __init__(self, path, head, width):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.comments = []
        self.rows = {}
        for line in self.text.splitlines():
            if line.startswith("#"):
                self.comments.append(line)
            else:
                columns = line.split("\t")
                columns += [""] * (width - len(columns))
                self.rows[tuple(columns[:2])] = columns[2:]
        found = head.match(self.comments[0]) if self.comments else None
        if not found:
            raise Refused(f"{path}: the first line does not name the releases")
        self.first, self.last = found.groups()

    def render(self, release, order):
        head = re.sub(rf"\b{re.escape(self.last)}\b", release, self.comments[0])
        lines = [head] + self.comments[1:]
        for key in sorted(self.rows, key=order):
            lines.append("\t".join([*key, *self.rows[key]]))
        return "\n".join(lines) + "\n"


def kind_order(key):
    """The core group first, as kubectl has it."""
    group, _, version = key[0].rpartition("/")
    return group, version, key[1]


def short_name(definition):
    """io.k8s.api.core.v1.Container is core.v1.Container."""
    found = DEFINITION.match(definition)
    return found.group(1) if found else definition


def referred(schema):
    return short_name(schema["$ref"].rpartition("/")[2])


class Document:
    """Types and kinds as one OpenAPI document tells them."""

    def __init__(self, document):
        self.schemas = {}
        for name, schema in document.get("definitions", {}).items():
            if self.schemas.setdefault(short_name(name), schema) is not schema:
                raise Refused(f"two definitions are called {short_name(name)}")
        if not self.schemas or not document.get("paths"):
            raise Refused("the document has no definitions or no paths: OpenAPI v2?")
        self.types = {}
        for name, schema in self.schemas.items():
            if schema.get("properties"):
                self.types[name] = self.read_fields(schema)
        self.kinds = self.read_kinds()
        self.read_paths(document["paths"])

    def read_fields(self, schema):
        required = schema.get("required", ())
        fields = {}
        for name, field in schema["properties"].items():
            values = field.get("enum") or field.get("items", {}).get("enum") or ()
            keys = field.get("x-kubernetes-list-map-keys", ())
            fields[name] = [self.value(field), "required" if name in required else "",
                            "", "", list(values), ",".join(keys)]
        return fields

    def value(self, schema):
        if "$ref" in schema:
            return self.value_of_type(referred(schema))
        kind = schema.get("type")
        if kind == "array":
            return f"[{self.value(schema['items'])}]"
        if kind == "object" and "additionalProperties" in schema:
            inside = schema["additionalProperties"]
            return f"{{{self.value(inside) if isinstance(inside, dict) else 'any'}}}"
        return SCALARS.get((kind, schema.get("format", "")), "any")

    def value_of_type(self, name):
        if name in WELL_KNOWN:
            return WELL_KNOWN[name]
        if name not in self.schemas:
            raise Refused(f"{name} is referred to but not defined")
        schema = self.schemas[name]
        return name if schema.get("properties") else self.value(schema)

    def read_kinds(self):
        kinds = {}
        for name in self.types:
            if name in NO_KINDS:
                continue
            for gvk in self.schemas[name].get("x-kubernetes-group-version-kind", ()):
                kinds[api_version(gvk), gvk["kind"]] = [name, "", "", "", "", "", ""]
        return kinds

    def read_paths(self, paths):
        resources = {}
        for path, operations in paths.items():
            found = PATH.match(path)
            if not found:
                continue
            group = found["group"] or ""
            key = (group, found["version"] or found["core"], found["plural"])
            resource = resources.setdefault(key, Resource())
            resource.namespaced |= found["namespaced"] is not None
            if found["sub"]:
                resource.subresources.add(found["sub"])
            else:
                resource.read_operations(operations)
        for (_, _, plural), resource in resources.items():
            row = self.kinds.get(resource.kind)
            if row and resource.verbs:
                row[PLURAL:] = [plural, "namespaced" if resource.namespaced else "cluster",
                                ",".join(sorted(resource.verbs)),
                                ",".join(sorted(resource.subresources))]


class Resource:
    def __init__(self):
        self.kind = None
        self.namespaced = False
        self.verbs = set()
        self.subresources = set()

    def read_operations(self, operations):
        for operation in operations.values():
            if not isinstance(operation, dict) or "x-kubernetes-action" not in operation:
                continue
            action = operation["x-kubernetes-action"]
            if action not in NO_VERBS:
                self.verbs.add(VERBS.get(action, action))
                gvk = operation["x-kubernetes-group-version-kind"]
                self.kind = (api_version(gvk), gvk["kind"])


def api_version(gvk):
    return f"{gvk['group']}/{gvk['version']}" if gvk.get("group") else gvk["version"]


class Update:
    """Carry a document into the tables; `changes` are lines for people."""

    def __init__(self, document, release, first):
        self.document = document
        self.release = release
        self.first = first
        self.before = f"1.{minor(release) - 1}"
        self.changes = []

    def note(self, what, *names):
        self.changes.append(f"{what}: {' '.join(names)}")

    def types(self, rows):
        known = {name for name, _ in rows}
        for name in sorted(self.document.types):
            fields = self.document.types[name]
            if name in known:
                self.fields(rows, name, fields)
                continue
            self.note("new type", name)
            for field, columns in fields.items():
                rows[name, field] = columns[:ENUM] + ["|".join(columns[ENUM]), columns[KEYS]]
        # Rows of a type that went stay: what lived as long needs no last release.

    def fields(self, rows, name, fields):
        for field in sorted(fields):
            columns = fields[field]
            if (name, field) in rows:
                self.field(rows[name, field], columns, name, field)
                continue
            self.note("new field", name, field)
            rows[name, field] = [columns[VALUE], columns[REQUIRED], self.release, "",
                                 "|".join(columns[ENUM]), columns[KEYS]]
        for key in sorted(k for k in rows if k[0] == name):
            if key[1] not in fields and not rows[key][UNTIL]:
                self.note("field gone", *key)
                rows[key][UNTIL] = self.before

    def field(self, row, columns, name, field):
        if row[UNTIL]:
            self.note("field back", name, field)
            row[UNTIL] = ""
        if row[VALUE] != columns[VALUE]:
            self.note("other value type", name, field, row[VALUE], "now", columns[VALUE])
            row[VALUE] = columns[VALUE]
        if row[REQUIRED] and not columns[REQUIRED]:
            self.note("no longer required", name, field)
            row[REQUIRED] = ""
        if columns[KEYS] and row[KEYS] != columns[KEYS]:
            self.note("other list keys", name, field, columns[KEYS])
            row[KEYS] = columns[KEYS]
        if columns[ENUM]:
            row[ENUM] = self.values(row[ENUM], columns[ENUM], name, field)

    def values(self, column, values, name, field):
        """Values keep their order; new ones come last, with their release."""
        if not column:
            self.note("closed list of values", name, field)
            return "|".join(values)
        kept = []
        for item in column.split("|"):
            value, _, releases = item.partition("@")
            since, _, until = releases.partition("-")
            if value in values and until:
                self.note("value back", name, field, value)
                item = f"{value}@{since}"
            elif value not in values and not until:
                self.note("value gone", name, field, value)
                item = f"{value}@{since or self.first}-{self.before}"
            kept.append(item)
        known = {item.partition("@")[0] for item in kept}
        for value in values:
            if value not in known:
                self.note("new value", name, field, value)
                kept.append(f"{value}@{self.release}")
        return "|".join(kept)

    def kinds(self, rows):
        for key in sorted(self.document.kinds, key=kind_order):
            columns = self.document.kinds[key]
            if key not in rows:
                self.note("new kind", *key)
                rows[key] = [columns[TYPE], self.release, *columns[KIND_UNTIL:]]
                continue
            row = rows[key]
            if row[KIND_UNTIL]:
                self.note("kind back", *key)
                row[KIND_UNTIL] = ""
            for index in (TYPE, PLURAL, SCOPE, KIND_VERBS, SUBRESOURCES):
                if row[index] != columns[index]:
                    self.note("kind changed", *key, row[index] or "-", "now",
                              columns[index] or "-")
                    row[index] = columns[index]
        for key in sorted(rows.keys() - self.document.kinds.keys(), key=kind_order):
            # A kind without a type is none of the server's: List is kubectl's own.
            if rows[key][TYPE] and not rows[key][KIND_UNTIL]:
                self.note("kind gone", *key)
                rows[key][KIND_UNTIL] = self.before


def replace(path, text):
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def check_order(release, types, kinds):
    if types.last != kinds.last:
        raise Refused(f"types end with {types.last}, kinds with {kinds.last}")
    if minor(release) not in (minor(types.last), minor(types.last) + 1):
        raise Refused(f"the tables end with {types.last}: {release} is out of order")


def add_release(release, document, tables):
    """The changes made to the tables, as lines."""
    minor(release)
    types = Table(tables / "types.tsv", TYPES_HEAD, 8)
    kinds = Table(tables / "kinds.tsv", KINDS_HEAD, 9)
    check_order(release, types, kinds)
    update = Update(Document(document), release, types.first)
    update.types(types.rows)
    update.kinds(kinds.rows)
    texts = [(types, types.render(release, None)), (kinds, kinds.render(release, kind_order))]
    if release == types.last:
        if any(text != table.text for table, text in texts):
            raise Refused(f"{release} is in the tables with other content:\n  "
                          + "\n  ".join(update.changes))
        return []
    for table, text in texts:
        replace(table.path, text)
    return update.changes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("release", help="such as 1.37")
    parser.add_argument("document", type=pathlib.Path, help="its OpenAPI v2 document")
    parser.add_argument("--tables", type=pathlib.Path, metavar="DIR",
                        default=pathlib.Path(__file__).resolve().parent)
    args = parser.parse_args()
    try:
        document = json.loads(args.document.read_text(encoding="utf-8"))
        changes = add_release(args.release, document, args.tables)
    except (Refused, OSError, ValueError) as error:
        sys.exit(f"add_release: {error}")
    for line in changes:
        print(line)
    print(f"{args.release}: {len(changes)} changes" if changes
          else f"{args.release}: nothing new")
    if changes:
        print("Now raise PF_RELEASE_LAST in ../schema.h, and look through "
              "lifecycle.tsv and overrides.tsv.")


if __name__ == "__main__":
    main()
