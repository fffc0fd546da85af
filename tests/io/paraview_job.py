#!/usr/bin/env python3
"""Opens the 3-D fields of a result in ParaView with both of its XDMF readers and compares times and
ranges of values with the result file.

usage: paraview_job.py PROGRAM SOURCE_FOLDER    exit code 77: no ParaView, nothing tested

Opt-in, because ParaView is large: apt-get install paraview python3-paraview xvfb, then
./test -R ParaView. PICTURE (environment) keeps the picture of the first step there.
"""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

READERS = ("XDMFReader", "Xdmf3ReaderS")


def skip_unless_installed():
    missing = [name for name in ("pvpython", "Xvfb") if shutil.which(name) is None]
    if missing:
        print(f"SKIPPED: no {' and '.join(missing)}; install paraview python3-paraview xvfb")
        sys.exit(77)


def write_scenario(source):
    """A shipped scenario with fields at three times."""
    folder = source / "scenarios/lower-cheek"
    base = (folder / "base.toml").read_text()
    times = 'times = ["10 min", "30 min", "1 h"]'
    pathlib.Path("base.toml").write_text(f"{base}\n[output]\nfields = true\n{times}\n")
    pathlib.Path("s.toml").write_text((folder / "1-square.toml").read_text())


def stored_ranges():
    import h5py  # after the check that anything is installed

    with h5py.File("r.h5") as file:
        group = file["protocols/0/fields/ascorbate/1"]
        values = group["concentration"][...]
        return {time: (step.min(), step.max()) for time, step in zip(group["time"][...], values)}


@contextlib.contextmanager
def screen():
    """The display of an X server without a monitor, ready to be connected to.

    The server chooses the number itself and reports it once it listens. It must not start afresh
    when its last client leaves, as it does by default (xvfb-run's too): ParaView connects several
    times, and on a busy machine a connection in between is refused.
    """
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp",
               "-noreset"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as numbers:
                number = numbers.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()


def shown_ranges(script, reader, display):
    """What the example says about each step, and that it drew one."""
    command = ["pvpython", script, "r.xmf", reader, reader, "-2.5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False,
                          env={**os.environ, "DISPLAY": display})
    assert done.returncode == 0, done.stdout + done.stderr
    ranges = {}
    for time, low, high, picture in re.findall(r"(\S+) s: (\S+) to (\S+): (\S+)", done.stdout):
        ranges[float(time)] = (float(low), float(high))
        assert pathlib.Path(picture).stat().st_size > 5000, picture
    return ranges


def compare(stored, reader, script, display):
    shown = shown_ranges(script, reader, display)
    assert sorted(shown) == sorted(stored), (reader, shown)
    for time, ends in stored.items():
        for end, value in zip(ends, shown[time]):
            assert abs(value - end) <= 1e-6 * abs(end) + 1e-12, (reader, time, end, value)
    print(f"{reader}: {len(shown)} steps with the values of the result file")


def main():
    skip_unless_installed()
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    picture = os.environ.get("PICTURE") and os.path.abspath(os.environ["PICTURE"])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_scenario(source)
        subprocess.run([program, "run", "s.toml", "-o", "r.h5", "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        stored = stored_ranges()
        assert sorted(stored) == [600.0, 1800.0, 3600.0]
        with screen() as display:
            for reader in READERS:
                compare(stored, reader, str(source / "docs/examples/paraview_steps.py"), display)
        if picture:
            shutil.copy("XDMFReader0000.png", picture)


main()
