"""Makes a picture of every step of a result file's fields: the block of tissue, cut open.

usage: pvpython docs/examples/paraview_steps.py FILE.xmf PICTURE_PREFIX [READER [Y]]

READER is XDMFReader (ParaView's default, "XDMF Reader") or Xdmf3ReaderS ("Xdmf3 Reader S"), which
shows all protocols of a file at one place: give it a file of one. Y is where the block is cut, mm
(default: its middle). Without a screen: xvfb-run -a -s -noreset pvpython … (without -noreset the X
server starts afresh between two connections of ParaView and may refuse one). Made for ParaView 5.11;
tests/io/paraview_job.py runs it with both readers. (A script of the name paraview.py would hide
ParaView's own module.)
"""
import os
import sys

from paraview import simple as pv

DEPTH_STRETCH = 3.0


def cut_open(source, y):
    """The block beyond y, its depth stretched; z counts from the skin surface downward."""
    bounds = source.GetDataInformation().GetBounds()
    clip = pv.Clip(Input=source, ClipType="Plane")
    clip.ClipType.Origin = [0.5 * (bounds[i] + bounds[i + 1]) for i in (0, 2, 4)]
    if y is not None:
        clip.ClipType.Origin[1] = float(y)
    clip.ClipType.Normal = [0.0, -1.0, 0.0]
    stretched = pv.Transform(Input=clip)
    stretched.Transform.Scale = [1.0, 1.0, DEPTH_STRETCH]
    return stretched


def first_field(source):
    """The name of the values that change over time; maps of the result have none."""
    names = [array.Name for array in source.CellData if not array.Name.startswith("vtk")]
    fields = [name for name in names if " of " not in name]
    assert fields, f"no field among {names}: were fields asked for ([output] fields = true)?"
    return fields[0]


def only_first_protocol(source):
    """Leaves out the maps and other protocols, which stand at the same place as further grids."""
    source.UpdatePipelineInformation()
    if not hasattr(source, "GridStatus"):
        return
    steps = [name for name in source.GridStatus if name.endswith(" s") and " at " in name]
    protocol = steps[0].rpartition(" at ")[0]
    source.GridStatus = [name for name in steps if name.rpartition(" at ")[0] == protocol]
    print(f"protocol: {protocol}")


def look_from_below_the_front(view):
    """Up is towards the skin surface, so the surface lies on top."""
    view.ViewSize = [900, 420]
    view.OrientationAxesVisibility = 0
    view.Background = [1.0, 1.0, 1.0]
    view.UseColorPaletteForBackground = 0
    camera = view.GetActiveCamera()
    camera.SetFocalPoint(0.0, 0.0, 0.0)
    camera.SetPosition(0.25, -1.0, -0.62)
    camera.SetViewUp(0.0, 0.0, -1.0)
    pv.ResetCamera(view)
    camera.Zoom(1.5)


def main(sidecar, prefix, reader="XDMFReader", y=None):
    files = {"XDMFReader": "FileNames", "Xdmf3ReaderS": "FileName"}
    source = getattr(pv, reader)(**{files[reader]: [os.path.abspath(sidecar)]})
    only_first_protocol(source)
    times = list(source.TimestepValues or [])
    assert times, "no time axis: were fields asked for ([output] fields = true)?"
    source.UpdatePipeline(times[0])
    name = first_field(source)
    view = pv.GetActiveViewOrCreate("RenderView")
    shown = pv.Show(cut_open(source, y), view)
    shown.Ambient, shown.Diffuse = 1.0, 0.0  # colours as in the bar, no shading
    pv.ColorBy(shown, ("CELLS", name))
    colours = pv.GetColorTransferFunction(name)
    colours.ApplyPreset("Cividis", True)
    low, high = source.CellData[name].GetRange()
    assert high > low, "an empty field"
    colours.RescaleTransferFunction(0.0, high)  # one range for all steps
    bar = pv.GetScalarBar(colours, view)
    bar.Title, bar.ComponentTitle = name, ""
    bar.TitleColor = bar.LabelColor = [0.0, 0.0, 0.0]
    shown.SetScalarBarVisibility(view, True)
    label = pv.Text()
    text = pv.Show(label, view)
    text.Color = [0.0, 0.0, 0.0]
    text.FontSize = 14
    look_from_below_the_front(view)
    for step, time in enumerate(times):
        view.ViewTime = time
        source.UpdatePipeline(time)
        label.Text = f"{name}, {time / 60:g} min, depth x {DEPTH_STRETCH:g}"
        pv.Render(view)
        picture = f"{prefix}{step:04}.png"
        pv.SaveScreenshot(picture, view, CompressionLevel="9")
        low, high = source.CellData[name].GetRange()
        print(f"{time:.17g} s: {low:.9g} to {high:.9g}: {picture}", flush=True)


main(*sys.argv[1:])
