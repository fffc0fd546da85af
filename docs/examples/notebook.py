# %% [markdown]
# # A result file in Python
#
# Reads what `mesogrid compare … -o r.h5` wrote with h5py, xarray and matplotlib. Cells begin with
# `# %%`: editors and Jupyter (through jupytext) show the file as a notebook; as a script it makes
# the pictures beside the result:
#
#     /usr/bin/python3 docs/examples/notebook.py r.h5
#
# Packages: python3-h5py, python3-h5netcdf, python3-xarray, python3-matplotlib.

# %%
import pathlib
import sys

import h5py
import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")  # a script has no screen
import matplotlib.pyplot as plt
import numpy as np
import xarray

result = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "r.h5")
file = h5py.File(result)
protocols = [file[f"protocols/{i}"] for i in range(file.attrs["protocols"])]


def text(item, name):
    return item.attrs[name].decode()


# %% [markdown]
# ## What was asked
# The threshold stands with its footing: without one it is illustrative, and the curve over it says
# more than the number at it.

# %%
prescription = protocols[0]["prescription"]
quantity, solute = text(prescription, "quantity"), text(prescription, "solute")
threshold = prescription["threshold"][()]
unit = text(prescription["threshold"], "unit")
footing = text(prescription, "footing")
meaning = "illustrative threshold" if footing == "none" else f"threshold, {footing}"
print(f"{quantity} of {solute}, threshold {threshold:g} {unit} ({meaning})")
for protocol in protocols:
    coverage = protocol["measures/coverage"]
    print(f"  {text(protocol, 'name')}: coverage {coverage[()]:.2f} {text(coverage, 'unit')}")

# %% [markdown]
# ## Maps, all in one range of colours
# xarray reads a map with its axes in mm. A name with `/`, `:`, `%` or `=` is written otherwise in
# paths (docs/output-format.md), so take the group's own name.


# %%
def dose_map(index):
    group = next(iter(protocols[index]["exposure"].values())).name + "/1"
    with xarray.open_dataset(result, engine="h5netcdf", group=group) as data:
        return data[quantity].isel(band=0).load()


maps = [dose_map(i) for i in range(len(protocols))]
highest = max(float(dose.max()) for dose in maps)
figure, axes = plt.subplots(
    1, len(maps), figsize=(4.2 * len(maps), 3.6), squeeze=False, layout="constrained"
)
for protocol, dose, ax in zip(protocols, maps, axes[0]):
    drawn = ax.pcolormesh(dose.x, dose.y, dose, vmin=0.0, vmax=highest, cmap="cividis")
    ax.contour(dose.x, dose.y, dose, levels=[threshold], colors="white", linewidths=0.8)
    ax.plot(protocol["punctures/x"][:], protocol["punctures/y"][:], "o", ms=2.5, mfc="w", mec="k")
    for ring in protocol["target/rings"].values():
        closed = np.vstack([ring[...], ring[:1]])
        ax.plot(closed[:, 0], closed[:, 1], "k", lw=1)
    ax.set(title=text(protocol, "name"), xlabel="x [mm]", ylabel="y [mm]", aspect="equal")
figure.colorbar(drawn, ax=axes, label=f"{quantity} of {solute} [{unit}]", shrink=0.8)
figure.savefig(result.with_name("maps.png"), dpi=120)

# %% [markdown]
# ## Coverage over the threshold

# %%
figure, ax = plt.subplots(figsize=(6.5, 4), layout="constrained")
for protocol, style in zip(protocols, ["-", "--", ":", "-."] * len(protocols)):
    curve = protocol["curves/coverage_curve"]
    ax.plot(curve["x"][:], curve["y"][:], style, label=text(protocol, "name"))
ax.axvline(threshold, color="k", lw=1, ls=(0, (4, 4)))
ax.annotate(meaning, (threshold, 2), xytext=(4, 0), textcoords="offset points")
ax.set(xlabel=f"{quantity} of {solute} [{unit}]", ylabel="share of the target [%]", ylim=(0, None))
ax.legend()
figure.savefig(result.with_name("coverage.png"), dpi=120)

# %% [markdown]
# ## A depth section and a course in time
# Where the scenario says `[output] fields = true`.

# %%
if "fields" in protocols[0]:
    group = next(iter(protocols[0]["fields"].values())).name + "/1"
    fields = xarray.open_dataset(result, engine="h5netcdf", group=group)
    y = float(protocols[0]["punctures/y"][0])
    section = fields.concentration.sel(y=y, method="nearest").isel(time=0)
    course = fields.concentration.sel(
        x=float(protocols[0]["punctures/x"][0]), y=y, z=1.0, method="nearest"
    )
    unit_here = fields.concentration.attrs["units"]
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.4), layout="constrained")
    drawn = left.pcolormesh(section.x, section.z, section, cmap="cividis", vmin=0.0)
    left.invert_yaxis()
    left.set(
        title=f"{float(section.time) / 60:g} min, y = {float(section.y):.3g} mm",
        xlabel="x [mm]",
        ylabel="depth [mm]",
    )
    figure.colorbar(drawn, ax=left, label=f"{solute} [{unit_here}]")
    right.semilogy(course.time / 60, course, "o-")
    right.set(
        title=f"under the first puncture, {float(course.z):.3g} mm deep",
        xlabel="time [min]",
        ylabel=f"{solute} [{unit_here}]",
    )
    figure.savefig(result.with_name("section.png"), dpi=120)
    fields.close()
