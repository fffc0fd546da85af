#!/usr/bin/env python3
"""Runs the program on shipped scenarios and holds what it writes against the JSON schemas.

usage: check_json.py PROGRAM SOURCE_FOLDER
"""
import json
import pathlib
import subprocess
import sys

import jsonschema


def written(program, *arguments):
    done = subprocess.run(
        [program, *arguments, "--json", "-", "--quiet"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout, parse_constant=lambda name: sys.exit(f"{name} is no number"))


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    schemas = {
        kind: json.loads((source / f"docs/schema/{kind}.schema.json").read_text())
        for kind in ("run", "compare")
    }
    store = {schema["$id"]: schema for schema in schemas.values()}

    def validator(kind):
        jsonschema.Draft202012Validator.check_schema(schemas[kind])
        resolver = jsonschema.RefResolver("", schemas[kind], store=store)
        return jsonschema.Draft202012Validator(schemas[kind], resolver=resolver)

    scenarios = sorted(str(path) for path in source.glob("scenarios/lower-cheek/*.toml"))
    concrete = [path for path in scenarios if not path.endswith("base.toml")]
    run = written(program, "run", concrete[0])
    validator("run").validate(run)
    comparison = written(program, "compare", *scenarios)
    validator("compare").validate(comparison)

    # The contract names that readers rely on.
    names = "coverage V80 V100 D95 D50 D2 HI_icru CU DU_lq CV puncture_count".split()
    names += "total_volume_asked total_volume_delivered path_length".split()
    missing = [name for name in names if name not in run["measures"]]
    assert not missing, missing
    assert "interior.V80" in run["measures"] and "edge_band.V80" in run["measures"]
    pairs = {(row["a"], row["b"]) for row in comparison["comparison"]}
    assert len(pairs) == 3, pairs
    # A schema that takes anything would prove nothing.
    del run["ledger"]
    assert not validator("run").is_valid(run)
    print("2 documents hold to their schemas")


main()
