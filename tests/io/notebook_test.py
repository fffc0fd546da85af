#!/usr/bin/env python3
"""Runs docs/examples/notebook.py on a fresh comparison and compares what it says and draws.

usage: notebook_test.py PROGRAM SOURCE_FOLDER    exit code 77: packages are missing, nothing tested
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401  the engine of xarray
    import h5py  # noqa: F401
    import matplotlib.image
    import xarray  # noqa: F401
except ImportError as missing:
    print(f"SKIPPED: {missing}; install python3-h5netcdf python3-matplotlib python3-xarray")
    sys.exit(77)


def drawn_share(picture):
    """Share of the pixels that are not white."""
    pixels = matplotlib.image.imread(picture)
    return float((pixels[..., :3].min(axis=-1) < 0.99).mean())


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for path in (source / "scenarios/lower-cheek").glob("*.toml"):
            shutil.copy(path, folder)
        with open("base.toml", "a") as base:
            base.write('\n[output]\nfields = true\ntimes = ["10 min", "1 h"]\n')
            base.write('[numerics]\nstep = "0.5 mm"\n')
        files = ["1-square.toml", "3-offset-rows.toml"]
        subprocess.run([program, "compare", *files, "-o", "r.h5", "--json", "r.json", "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        done = subprocess.run([sys.executable, source / "docs/examples/notebook.py", "r.h5"],
                              check=True, capture_output=True, text=True)
        assert "auc of ascorbate, threshold 30000 ug s/mm3 (illustrative threshold)" in done.stdout
        said = re.findall(r"coverage (\S+) %", done.stdout)
        protocols = json.loads(pathlib.Path("r.json").read_text())["protocols"]
        assert said == [f"{p['measures']['coverage']['value']:.2f}" for p in protocols], said
        for picture in ("maps.png", "coverage.png", "section.png"):
            assert drawn_share(picture) > 0.02, picture
        assert drawn_share("maps.png") > 0.3  # two filled maps
    print("docs/examples/notebook.py runs and says what the program says")


main()
