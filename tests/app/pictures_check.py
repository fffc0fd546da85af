#!/usr/bin/env python3
"""Runs docs/make-pictures and compares what it makes with what README.md and docs/ show.

usage: pictures_check.py PROGRAM SOURCE_FOLDER
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

OPT_IN = {"paraview.png", "page.png"}
LARGEST = 200_000
PNG = b"\x89PNG\r\n\x1a\n"


def shown_pictures(source):
    """Names of the pictures that pages refer to and this command makes; every one must be there.

    docs/validation.md and its pictures come from the validation programs instead.
    """
    names = set()
    for page in [source / "README.md", *sorted((source / "docs").glob("*.md"))]:
        for reference in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text()):
            picture = page.parent / reference
            assert picture.is_file(), f"{page}: {reference} is not there"
            if picture.parent == source / "docs/pictures":
                names.add(picture.name)
    return names


def main():
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    shown = shown_pictures(source)
    kept = {path.name: path for path in (source / "docs/pictures").iterdir()}
    assert shown == set(kept), f"shown {sorted(shown)}, kept {sorted(kept)}"
    environment = {**os.environ, "MESOGRID_PARAVIEW": "no", "MESOGRID_BROWSER": "no"}
    # pictures of ParaView and of a browser are left to tests with a label
    with tempfile.TemporaryDirectory() as folder:
        command = [source / "docs/make-pictures", program, folder]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        made = {path.name: path for path in pathlib.Path(folder).iterdir()}
        assert set(made) - OPT_IN == shown - OPT_IN, f"made {sorted(made)}, shown {sorted(shown)}"
        for path in [*made.values(), *kept.values()]:
            content = path.read_bytes()
            assert content.startswith(PNG), path
            assert 5000 < len(content) < LARGEST, (path, len(content))
    print(f"{len(shown)} pictures are shown and made")


main()
