"""Makes a picture of every step of a result file's fields, cut through the middle.

usage: pvpython docs/examples/paraview.py FILE.xmf PICTURE_PREFIX

Fails when the sidecar shows no time axis or an empty grid, so it is also a check of ParaView
versions (made for 5.11). No test runs it: ParaView is large.
"""
import sys

from paraview.simple import (
    ColorBy,
    GetActiveViewOrCreate,
    OpenDataFile,
    Render,
    ResetCamera,
    SaveScreenshot,
    Show,
    Slice,
)


def main(sidecar, prefix):
    source = OpenDataFile(sidecar)
    times = list(source.TimestepValues or [])
    assert times, "no time axis: were fields asked for ([output] fields = true)?"
    view = GetActiveViewOrCreate("RenderView")
    cut = Slice(Input=source)
    cut.SliceType.Normal = [0.0, 1.0, 0.0]
    for step, time in enumerate(times):
        view.ViewTime = time
        cut.UpdatePipeline(time)
        shown = Show(cut, view)
        names = [array.Name for array in source.CellData]
        assert names and source.GetDataInformation().GetNumberOfCells() > 0, "no values"
        ColorBy(shown, ("CELLS", names[0]))
        shown.RescaleTransferFunctionToDataRange(False, True)
        ResetCamera(view)
        Render(view)
        SaveScreenshot(f"{prefix}{step:04}.png", view)
        print(f"{time} s: {prefix}{step:04}.png")


main(*sys.argv[1:])
