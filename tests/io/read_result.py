#!/usr/bin/env python3
"""Opens a result file in h5py, xarray and pandas by running the Python of docs/output-format.md.

usage: read_result.py PROGRAM SOURCE_FOLDER    exit code 77: packages are missing, nothing tested
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401  the engine of xarray
    import h5py
    import numpy
    import pandas  # noqa: F401
    import xarray  # noqa: F401
except ImportError as missing:
    print(f"SKIPPED: {missing}; install python3-h5netcdf python3-pandas python3-xarray")
    sys.exit(77)


def write_scenario(source):
    """A shipped scenario with fields and probes."""
    folder = source / "scenarios/lower-cheek"
    base = (folder / "base.toml").read_text()
    pathlib.Path("base.toml").write_text(
        base + '\n[output]\nfields = true\ntimes = ["10 min", "1 h"]\n'
        'probes = [["0 mm", "0 mm", "1 mm"], ["2 mm", "0 mm", "1 mm"]]\n'
        '[numerics]\nstep = "0.5 mm"\n'
    )
    text = (folder / "1-square.toml").read_text()
    pathlib.Path("s.toml").write_text(text)
    return text


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        text = write_scenario(source)
        written = json.loads(run(program, "run", "s.toml", "-o", "r.h5", "--json", "-", "--quiet"))
        page = (source / "docs/output-format.md").read_text()
        examples = re.findall(r"```python\n(.*?)```", page, re.S)
        assert examples, "no Python on the page"
        names = {}
        names["page"] = page
        for example in examples:
            exec(example, names)  # noqa: S102  our own page
        check(names, written, text)
        names["file"].close()


def check(names, written, text):
    value, unit = names["coverage"]
    assert value == written["measures"]["V80"]["value"] and unit == "%"
    assert names["scenario"] == text
    table = written["punctures"]
    punctures = names["punctures"]
    assert list(punctures.columns) == table["columns"]
    rows = [[numpy.nan if cell is None else cell for cell in row] for row in table["rows"]]
    assert numpy.array_equal(punctures.to_numpy(), numpy.array(rows, float), equal_nan=True)
    values = names["values"]
    assert list(values["key"]) == [entry["key"] for entry in written["scenario"]["resolved"]]
    spacing = values[values["key"] == "pattern.spacing"].iloc[0]
    assert (spacing["value"], spacing["unit"], spacing["origin"]) == ("5", "mm", "scenario")

    exposure = names["exposure"]
    assert exposure.auc.dims == ("band", "y", "x") and exposure.auc.attrs["units"] == "ug s/mm3"
    assert exposure.x.attrs["units"] == "mm" and float(names["at_the_middle"].values[0]) > 0
    assert numpy.allclose(numpy.diff(exposure.x_faces), 0.5)

    fields = names["fields"]
    assert fields.concentration.dims == ("time", "z", "y", "x")
    assert fields.concentration.dtype == numpy.float32
    assert list(fields.time.values) == [600.0, 3600.0] and fields.time.attrs["units"] == "s"
    assert len(names["course"]) == 2
    protocol = names["protocol"]
    group = protocol["fields/ascorbate/1"]
    for step in range(2):
        virtual = group[f"steps/{step:04}"]
        assert virtual.is_virtual and virtual.attrs["time"] == fields.time.values[step]
        assert numpy.array_equal(virtual[...], group["concentration"][step])
    for axis, name in enumerate(("time", "z", "y", "x")):
        assert group["concentration"].dims[axis][0] == group[name]

    # After an hour the field is smooth on the scale of a voxel of 0.5 mm: its mean is the probe's
    # value but for h^2/24 of the second derivative (0.5^2/24 * 3/1 mm2 = 3 %, and as much again for
    # the interpolation).
    for probe, series in enumerate(written["probes"]):
        late = fields.concentration.isel(time=1).interp(
            x=series["x"], y=series["y"], z=series["depth"]
        )
        assert abs(float(late) / series["concentration"][1] - 1) < 0.1, probe
    assert numpy.array_equal(
        protocol["probes/concentration"][...],
        [series["concentration"] for series in written["probes"]],
    )
    for name, entry in written["measures"].items():
        dataset = protocol["measures"][name]
        same = dataset[()] == entry["value"] if entry["value"] is not None else dataset.attrs["reason"]
        assert same, name
        assert dataset.attrs["unit"].decode() == entry["unit"], name
    for name, entry in written["curves"].items():
        curve = protocol["curves"][name]
        assert list(curve["x"][:]) == entry["x"]["values"], name
        assert list(curve["y"][:]) == entry["y"]["values"], name
    every_dataset_has_a_unit(names["file"])
    every_name_is_documented(names["file"], names["page"])
    print("the result file opens as docs/output-format.md says")


def every_name_is_documented(file, page):
    """Parts and attributes of the file but for names of measures, columns and the scenario's own."""
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    known = set(re.findall(r"[A-Za-z_]\w*", " ".join(re.findall(r"`([^`]+)`", prose))))
    hdf5s_own = {"CLASS", "NAME", "REFERENCE_LIST", "DIMENSION_LIST", "_Netcdf4Dimid"}
    unknown = set()

    def look(path, item):
        name = path.split("/")[-1]
        listed = re.search(r"/(measures|punctures|curves|tables)/", path) or name in ("ascorbate", "auc")
        if not name.isdigit() and not listed and name not in known:
            unknown.add(path)
        unknown.update(f"{path} @{name}" for name in item.attrs if name not in known | hdf5s_own)

    file.visititems(look)
    unknown.update(f"@{name}" for name in file.attrs if name not in known)
    assert not unknown, f"not in docs/output-format.md: {sorted(unknown)}"


def every_dataset_has_a_unit(file):
    bare = []

    def look(path, item):
        if isinstance(item, h5py.Dataset) and item.dtype.kind == "f" and "/steps/" not in path:
            if "comparison/" not in path and not item.attrs.get("unit"):
                bare.append(path)

    file.visititems(look)
    assert not bare, bare


main()
