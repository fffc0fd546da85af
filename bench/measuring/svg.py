"""Small SVG drawings, the same bytes for the same numbers."""

import math
from xml.sax.saxutils import escape

OURS, OTHERS, LINE, TEXT = "#1b6ca8", "#9a9a9a", "#c0392b", "#222222"
WIDTH = 760
HEAD = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'font-family="sans-serif" font-size="12" fill="' + TEXT + '">\n<title>{title}</title>\n'
        '<rect width="{w}" height="{h}" fill="#ffffff"/>\n'
        '<text x="12" y="20" font-size="14" font-weight="bold">{title}</text>\n')


def _text(x, y, words, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(words)}</text>'


def _line(x1, y1, x2, y2, colour="#dddddd", dash=""):
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{pattern}/>'


def bars(title, rows, unit, marks=()):
    """Horizontal bars. rows: (label, value, spread or None, colour); marks: (value, label) lines across."""
    left = min(20 + 7 * max(len(row[0]) for row in rows), 480)
    most = 1.05 * max([value + (away or 0.0) for _, value, away, _ in rows] + [value for value, _ in marks])
    scale = (WIDTH - left - 70) / most
    height = 52 + 22 * len(rows) + 26
    out = [HEAD.format(w=WIDTH, h=height, title=escape(title))]
    bottom = 44 + 22 * len(rows)
    step = 10 ** math.floor(math.log10(most))
    if most / step < 2.5:
        step /= 4
    for i in range(int(most / step) + 1):
        x = left + i * step * scale
        out += [_line(x, 36, x, bottom), _text(x, bottom + 16, f"{i * step:g}", "middle", ' fill="#666666"')]
    out.append(_text(WIDTH - 10, bottom + 16, unit, "end", ' fill="#666666"'))
    for i, (label, value, away, colour) in enumerate(rows):
        y = 40 + 22 * i
        out += [_text(left - 8, y + 13, label, "end"),
                f'<rect x="{left}" y="{y}" width="{max(value * scale, 0.5):.1f}" height="16" fill="{colour}"/>']
        if away:
            out.append(_line(left + (value - away) * scale, y + 8, left + (value + away) * scale, y + 8, TEXT))
        out.append(_text(left + (value + (away or 0.0)) * scale + 5, y + 13, f"{value:.3g}"))
    for i, (value, label) in enumerate(marks):
        x = left + value * scale
        out += [_line(x, 30, x, bottom, LINE, "4 3"), _text(x, 32, label, "middle", f' fill="{LINE}" font-size="11"')]
    return "\n".join(out) + "\n</svg>\n"


def _decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def scatter(title, points, across, upward):
    """Points on two logarithmic axes. points: (x, y, label, colour)."""
    height, left, top, right, bottom = 460, 70, 40, WIDTH - 30, 410
    x0, x1 = _decades([point[0] for point in points])
    y0, y1 = _decades([factor * point[1] for point in points for factor in (0.7, 1.0)])
    out = [HEAD.format(w=WIDTH, h=height, title=escape(title))]

    def place(x, y):
        return (left + (math.log10(x) - x0) / (x1 - x0) * (right - left),
                bottom - (math.log10(y) - y0) / (y1 - y0) * (bottom - top))

    for decade in range(x0, x1 + 1):
        x, _ = place(10.0 ** decade, 10.0 ** y0)
        out += [_line(x, top, x, bottom), _text(x, bottom + 18, f"1e{decade}", "middle", ' fill="#666666"')]
    for decade in range(y0, y1 + 1):
        _, y = place(10.0 ** x0, 10.0 ** decade)
        out += [_line(left, y, right, y), _text(left - 6, y + 4, f"1e{decade}", "end", ' fill="#666666"')]
    out += [_text(0.5 * (left + right), bottom + 40, across, "middle"),
            _text(16, 0.5 * (top + bottom), upward, "middle",
                  f' transform="rotate(-90 16 {0.5 * (top + bottom):.1f})"')]
    taken = []
    for x, y, label, colour in sorted(points, key=lambda point: (point[1], point[0])):
        px, py = place(x, y)
        anchor, shift = ("end", -8) if px > 0.6 * right else ("start", 8)
        ty = py + 4
        while any(abs(ty - other) < 13 and abs(px - at) < 260 for at, other in taken):
            ty -= 13
        taken.append((px, ty))
        out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="5" fill="{colour}"/>', _text(px + shift, ty, label, anchor)]
    return "\n".join(out) + "\n</svg>\n"
