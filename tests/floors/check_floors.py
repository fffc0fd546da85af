#!/usr/bin/env python3
"""Checks that every file includes only what its floor may know (docs/architecture.md), and that
banned constructs stay out. Prints one line per fault; exits 1 when there is any.

Usage: check_floors.py SOURCE_FOLDER
"""

import re
import sys
from pathlib import Path

# The house, lowest floor first: each sees the floors before it. `models` stands beside the floors
# above `interfaces`; `app` sees everything.
ENGINE_FLOORS = [
    "base", "format", "geometry", "numerics", "domain", "interfaces", "transport", "run", "io",
]
MAY_SEE = {f"engine/{floor}": [f"engine/{lower}" for lower in ENGINE_FLOORS[: i + 1]]
           for i, floor in enumerate(ENGINE_FLOORS)}
MAY_SEE["models"] = MAY_SEE["engine/interfaces"] + ["models"]
MAY_SEE["app"] = MAY_SEE["engine/io"] + ["models", "app"]
MAY_SEE["bench"] = MAY_SEE["app"] + ["bench", "tests/support"]
MAY_SEE["tests"] = MAY_SEE["app"] + ["tests"]
SHIPPED = [floor for floor in MAY_SEE if floor not in ("bench", "tests")]

# Libraries from outside: first words of the include, and the floors (or files) that may use them.
LIBRARIES = {
    r"(unsupported/)?Eigen/": ["engine/geometry", "engine/numerics", "engine/transport", "models", "bench", "tests"],
    r"omp\.h": ["engine/base/parallel.cpp"],
    r"Random123/": ["engine/base"],
    r"toml\+\+/": ["engine/format", "engine/io"],
    r"pugixml\.hpp": ["engine/format"],
    r"nlohmann/": ["engine/format", "engine/io", "tests"],
    r"hdf5|H5": ["engine/format/hdf5"],
    r"zlib\.h": ["engine/format/hdf5", "engine/format/gzip.cpp"],
    r"openssl/": ["engine/format"],
    r"(polyclipping/)?clipper": ["engine/geometry"],
    r"CLI/": ["app"],
    r"png\.h": ["app/plot", "tests"],
    r"fmt/": SHIPPED + ["bench", "tests"],
    r"(gtest|gmock|rapidcheck)/|rapidcheck\.h": ["tests"],
    r"benchmark/": ["bench"],
}
# Headers with a slash or a suffix that are not a library: the operating system's.
SYSTEM_HEADER = re.compile(r"(sys|arpa|netinet)/\w+\.h$|(unistd|fcntl|signal|dirent|immintrin|malloc)\.h$")

PARALLEL = "engine/base/parallel.cpp"
BANNED = [  # pattern, files that may use it, why
    (r"\breduction\s*\(\s*[+*-]", [], "sums in no fixed order; use parallel_sum"),
    (r"\bstd::(transform_)?reduce\b", [], "sums in no fixed order; use parallel_sum"),
    (r"\bstd::execution\b", [], "schedules of its own; use parallel_for"),
    (r"#\s*pragma\s+omp\s+(?!simd\b)", [PARALLEL], "threads only in engine/base/parallel"),
    (r"\bomp_(get|set|in)_\w+", [PARALLEL], "threads only in engine/base/parallel"),
    (r"\bstd::(jthread|thread|async)\b", [PARALLEL, "tests"], "threads only in engine/base/parallel"),
    (r"\bstd::\w+_distribution\b", [], "differs between libraries; use engine/base/random"),
    (r"\bstd::(mt19937(_64)?|random_device|default_random_engine|minstd_rand0?)\b", ["tests", "bench"],
     "random numbers are keyed; use engine/base/random"),
    (r"(?<![\w.])(std::)?s?rand\s*\(", [], "random numbers are keyed; use engine/base/random"),
    (r"-Ofast|-ffast-math|-funsafe-math-optimizations|\bfast-math\b", [], "breaks exact results"),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>|(\S.*))')
SOURCES = {".hpp", ".cpp", ".h", ".cc", ".cxx", ".hxx", ".ipp", ".inl"}
# A program of a user, with include paths of its own: it stands outside the house.
OUTSIDE = "tests/extension/outside_pattern/"


def without_comments(text):
    """The code with comments and string contents blanked, line breaks kept; includes survive."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.S)

    def blank(match):
        word = match.group(0)
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if word.startswith('"') and re.match(r"\s*#\s*include", line):
            return word
        return "\n" * word.count("\n") if word.startswith(("/", "R")) else '""'

    return token.sub(blank, text)


def floor_of(path):
    """The floor a file (relative to the root) lies on, or None outside the house."""
    fits = [floor for floor in MAY_SEE if path == floor or path.startswith(floor + "/")]
    return max(fits, key=len, default=None)


def lies_in(path, places):
    return any(path == place or path.startswith(place + "/") for place in places)


def fault_of_own_include(path, floor, target, root):
    if target.startswith(".") or "/../" in target or "/./" in target:
        return f'relative include "{target}"; name it from the source root'
    if not (root / target).is_file():
        return f'"{target}" is not a file below the source root'
    if not lies_in(target, MAY_SEE[floor]):
        return f'{floor} may not know "{target}"'
    return None


def fault_of_library(path, name):
    for pattern, places in LIBRARIES.items():
        if re.match(pattern, name):
            return None if lies_in(path, places) else f"<{name}> is not for this floor"
    if re.match(r"(engine|models|app|tests|bench)/", name):
        return f'<{name}>: include project files as "{name}"'
    if ("/" in name or "." in name) and not SYSTEM_HEADER.match(name):
        return f"<{name}>: unknown library; state its floors in check_floors.py"
    return None


def faults_of_includes(path, floor, lines, root):
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        own, library, computed = match.groups()
        if own is not None:
            fault = fault_of_own_include(path, floor, own, root)
        elif library is not None:
            fault = fault_of_library(path, library)
        else:
            fault = f"computed include {computed}"
        if fault:
            yield number, fault


def faults_of_bans(path, lines):
    for number, line in enumerate(lines, 1):
        for pattern, places, why in BANNED:
            if re.search(pattern, line) and not lies_in(path, places):
                yield number, f"banned '{re.search(pattern, line).group(0).strip()}': {why}"


def faults_of_forward_declarations(path, floor, lines, declared_in):
    """A type of a higher floor named without its header is an upward include in disguise."""
    declaration = re.compile(r"\b(?:class|struct|enum(?:\s+class)?)\s+(\w+)\s*;")
    for number, line in enumerate(lines, 1):
        for name in declaration.findall(line):
            homes = declared_in.get(name, set())
            if homes and not any(lies_in(home, MAY_SEE[floor]) for home in homes):
                yield number, f"forward declaration of {name} from {min(homes)}"


def definitions(root, files):
    """Type name -> the files that define it."""
    declared_in = {}
    pattern = re.compile(r"^\s*(?:class|struct|enum(?:\s+class)?)\s+(\w+)[^;]*?\{", re.M)
    for path in files:
        if path.endswith(".hpp"):
            for name in pattern.findall(without_comments((root / path).read_text())):
                declared_in.setdefault(name, set()).add(path)
    return declared_in


def sources_below(root):
    folders = ["engine", "models", "app", "bench", "tests"]
    found = [p for folder in folders for p in sorted((root / folder).rglob("*")) if p.is_file()]
    return [str(p.relative_to(root)) for p in found if p.suffix in SOURCES]


def build_files_below(root):
    places = [root / "CMakeLists.txt", root / "CMakePresets.json"]
    for folder in ["cmake", "engine", "models", "app", "bench", "tests"]:
        places += sorted((root / folder).rglob("*"))
    keep = [p for p in places if p.is_file()
            and (p.name == "CMakeLists.txt" or p.suffix in {".cmake", ".json", ".in"})]
    return [str(p.relative_to(root)) for p in keep]


def faults_of_tree(root):
    files = [path for path in sources_below(root) if not path.startswith(OUTSIDE)]
    declared_in = definitions(root, files)
    for path in files:
        floor = floor_of(path)
        if floor is None:
            yield path, 1, "lies on no floor of the house"
            continue
        lines = without_comments((root / path).read_text()).splitlines()
        for number, fault in faults_of_includes(path, floor, lines, root):
            yield path, number, fault
        for number, fault in faults_of_bans(path, lines):
            yield path, number, fault
        for number, fault in faults_of_forward_declarations(path, floor, lines, declared_in):
            yield path, number, fault
    for path in build_files_below(root):
        for number, fault in faults_of_bans(path, (root / path).read_text().splitlines()):
            yield path, number, fault


def main():
    root = Path(sys.argv[1]).resolve()
    files = sources_below(root)
    if not files:
        sys.exit(f"no sources below {root}")
    faults = list(faults_of_tree(root))
    for path, number, fault in faults:
        print(f"{path}:{number}: {fault}")
    print(f"{len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
