#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the JSON Schema of the configuration allows loads, what it forbids fails.

    config_schema_test.py PODFIT

Walks the schema; at every place it puts values of every type, unknown keys and
mappings that lack one, and asks both the schema and the loader.
"""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema")
    sys.exit(77)

# One of each type, and what is empty of it.
ANYTHING = [None, True, False, 0, 3, 1.5, "", "xyzzy", "!x", "a,b", "a/b", "2026",
            [], [3], [""], ["xyzzy"], ["!x"], ["a,b"], ["a/b"], [[]], {}, {"xyzzy": 1}]
# What matches the patterns.
SAMPLES = {
    "kubernetes-version": ["1.31", "v1.28.3", "1.27", "1.37", "1.3"],
    "required-version": [">=0.1", ">=0.0,<99", " =0.1 ", ">= 0.1.0-rc.1", "~0.1", ">=0.1,", ">=01",
                         ">=0.1-rc"],
    "until": ["2099-12-31", "2099-1-1", "31.12.2099"],
    "edition": [2026, "2026", 2027],
}


# Faults of what a value means, which a schema cannot know.
BEYOND = ("this configuration wants podfit", "is no name of an image")


class Schema:
    def __init__(self, root):
        self.root = root

    def resolve(self, schema):
        while True:
            if "$ref" in schema:
                node = self.root
                for step in schema["$ref"].lstrip("#/").split("/"):
                    node = node[step]
                schema = node
            elif "allOf" in schema:
                schema = schema["allOf"][0]
            else:
                return schema

    def minimal(self, schema):
        """The least that the schema allows."""
        schema = self.resolve(schema)
        if "anyOf" in schema:
            return self.minimal(schema["anyOf"][0])
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema["type"]
        kind = kind[0] if isinstance(kind, list) else kind
        if kind == "object":
            keys = list(schema.get("required", []))
            if "oneOf" in schema:
                keys += schema["oneOf"][0]["required"]
            return {key: self.minimal(schema["properties"][key]) for key in keys}
        if kind == "array":
            return [self.minimal(schema["items"])] * schema.get("minItems", 0)
        return {"string": "xyzzy", "boolean": True, "number": 3, "integer": 3}[kind]

    def places(self, schema, wrap, name=""):
        """Every schema in the schema, with what makes a document of a value for it."""
        schema = self.resolve(schema)
        yield name, schema, wrap
        for branch in schema.get("anyOf", []):
            yield from self.places(branch, wrap, name)
        if "items" in schema:
            yield from self.places(schema["items"], lambda v: wrap([v]), name)
        keys = schema.get("properties", {})
        for i, (key, inner) in enumerate(keys.items()):
            alias = "/options/properties/" in inner.get("$ref", "")
            if alias or (len(keys) > 50 and i > 1):
                continue  # the names of all rules are asked for below
            yield from self.places(inner, self.put(schema, key, wrap), key)
        if isinstance(schema.get("additionalProperties"), dict):
            names = self.resolve(schema.get("propertyNames", {})).get("enum", ["NAME"])
            yield from self.places(schema["additionalProperties"],
                                   self.put(schema, names[-1], wrap), names[-1])

    def put(self, schema, key, wrap):
        base = self.minimal(schema)
        needs = schema.get("dependencies", {}).get(key, [])
        choices = [c["required"][0] for c in schema.get("oneOf", [])]
        if key in choices:
            base = {k: v for k, v in base.items() if k not in choices}
        for need in needs:
            base[need] = self.minimal(schema["properties"][need])
        return lambda value: wrap({**base, key: value})

    def documents(self):
        done = set()
        for name, schema, wrap in self.places(self.root, lambda v: v):
            tried = ANYTHING if name not in done else ANYTHING[::4]
            done.add(name)
            for value in tried + SAMPLES.get(name, []) + schema.get("enum", [])[:3]:
                yield wrap(value)
            if "properties" not in schema:
                continue
            whole = self.minimal(schema)
            yield wrap(whole)
            yield wrap({**whole, "xyzzy": 1})
            for key in whole:
                yield wrap({k: v for k, v in whole.items() if k != key})
            for choice in schema.get("oneOf", [])[1:]:
                yield wrap({**whole, choice["required"][0]: "xyzzy"})
            for key in schema.get("dependencies", {}):
                yield wrap({**{k: v for k, v in whole.items() if k != "dockerfile"},
                            "oci-layout": "xyzzy", key: "xyzzy"})
        # All names of rules, and some that are none.
        definitions = self.root["definitions"]
        names = definitions["rule"]["enum"]
        yield {"select": names, "severity": {name: "info" for name in names}}
        yield {"ignores": {"entries": [{"rule": names}]}}
        yield {"options": {name: {} for name in definitions["options"]["properties"]}}
        for name in names[::40]:
            yield {"options": {name: {}}}
            yield {"ignore": [name + "x"]}


def main():
    podfit = os.path.abspath(sys.argv[1])
    text = subprocess.run([podfit, "schema", "config"], check=True, capture_output=True).stdout
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    documents = {json.dumps(d): d for d in Schema(schema).documents() if d is not None}

    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, ".git"))
        # What `extends` may name.
        for name in ("xyzzy", "!x", "a,b", "2026"):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write("{}\n")
        os.mkdir(os.path.join(folder, "a"))
        with open(os.path.join(folder, "a", "b"), "w", encoding="ascii") as file:
            file.write("{}\n")

        def loads(item):
            number, line = item
            path = os.path.join(folder, f"{number}.conf")
            with open(path, "w", encoding="utf-8") as file:
                file.write(line + "\n")
            run = subprocess.run([podfit, "config", "--config", path, "."], cwd=folder,
                                 capture_output=True, text=True, check=False)
            beyond = any(fault in run.stderr for fault in BEYOND)
            return run.returncode in (0, 3) or beyond, run.stderr

        with ThreadPoolExecutor(2) as pool:
            verdicts = list(pool.map(loads, enumerate(documents)))

    wrong = 0
    allowed = 0
    for (line, document), (loaded, said) in zip(documents.items(), verdicts):
        valid = validator.is_valid(document)
        allowed += valid
        if valid != loaded:
            wrong += 1
            print(f"schema {'allows' if valid else 'forbids'}, loader "
                  f"{'takes' if loaded else 'refuses'}: {line[:200]}\n{said}")
    print(f"{len(documents)} documents, {allowed} allowed, {wrong} wrong")
    sys.exit(wrong > 0 or allowed < 50 or len(documents) - allowed < 50)


if __name__ == "__main__":
    main()
