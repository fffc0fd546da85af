#!/usr/bin/env python3
"""Writes the outlines of the characters that pictures may hold, from DejaVu Sans, to font.txt.

usage: make_font.py DejaVuSans.ttf > app/plot/font.txt    (needs python3-fonttools)

First the number of units an em has. Then a line per character: its code, its advance and its
contours; a contour is the steps from point to point (the first from the origin) as "dx,dy", points
off the curve (control points of quadratic splines) with a leading "~"; contours end with ";".
"""
import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

CHARACTERS = sorted(
    [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x391, 0x3CA)]
    + [ord(c) for c in "–—‘’“”…−≤≥±→°‰√∞Δ∑≈≠"]
)


def contours(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    for verb, points in pen.value:
        if verb == "moveTo":
            contour = [("", points[0])]
        elif verb == "lineTo":
            contour.append(("", points[0]))
        elif verb == "qCurveTo":
            if points[-1] is None:
                contour = [("~", p) for p in points[:-1]]
            else:
                contour += [("~", p) for p in points[:-1]] + [("", points[-1])]
        elif verb in ("closePath", "endPath"):
            yield contour


def main(path):
    font = TTFont(path)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    print(font["head"].unitsPerEm)
    for code in sorted(set(CHARACTERS)):
        if code not in names:
            continue
        words = [str(code), str(glyphs[names[code]].width)]
        for contour in contours(glyphs, names[code]):
            at = (0, 0)
            for mark, (x, y) in contour:
                words.append(f"{mark}{x - at[0]},{y - at[1]}")
                at = (x, y)
            words[-1] += ";"
        print(" ".join(words))


main(sys.argv[1])
