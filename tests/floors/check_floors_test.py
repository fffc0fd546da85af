#!/usr/bin/env python3
"""Plants one fault at a time in a small tree and asks that check_floors.py finds exactly it."""

import tempfile
import unittest
from pathlib import Path

import check_floors

# A sound tree: one header per floor, so that any floor can be named in a planted include.
HEADERS = {f"{floor}/thing.hpp": f"#pragma once\n\nstruct {floor.split('/')[-1].title()}Thing {{\n    int x;\n}};\n"
           for floor in check_floors.MAY_SEE}
SOUND_SOURCES = {
    "engine/base/parallel.cpp": '#include <omp.h>\n#pragma omp parallel for\nint n = omp_get_max_threads();\n',
    "engine/base/random.cpp": '#include <Random123/philox.h>\n#include <cmath>\n',
    "engine/geometry/kernel.cpp": '#include "engine/base/thing.hpp"\n#include <Eigen/Core>\n#pragma omp simd\n',
    "models/flow.cpp": '#include "engine/numerics/thing.hpp"\n#include "engine/interfaces/thing.hpp"\n',
    "app/main.cpp": '#include "models/thing.hpp"\n#include "engine/io/thing.hpp"\n#include <CLI/CLI.hpp>\n',
    "tests/a_test.cpp": '#include <gtest/gtest.h>\n#include "app/thing.hpp"\n// std::reduce and rand() in words\n',
    "bench/sum.cpp": '#include <benchmark/benchmark.h>\n#include "engine/base/thing.hpp"\n',
    "CMakeLists.txt": "project(small)\n",
}

# (file, content, words of the fault it must cause)
PLANTED = [
    ("engine/base/a.hpp", '#include "engine/format/thing.hpp"\n', "may not know"),
    ("engine/format/a.cpp", '#include "engine/geometry/thing.hpp"\n', "may not know"),
    ("engine/geometry/a.cpp", '#include "engine/numerics/thing.hpp"\n', "may not know"),
    ("engine/numerics/a.cpp", '#include "engine/domain/thing.hpp"\n', "may not know"),
    ("engine/domain/a.hpp", '#include "engine/interfaces/thing.hpp"\n', "may not know"),
    ("engine/interfaces/a.hpp", '#include "engine/transport/thing.hpp"\n', "may not know"),
    ("engine/interfaces/b.hpp", '#include "models/thing.hpp"\n', "may not know"),
    ("engine/transport/a.cpp", '#include "engine/run/thing.hpp"\n', "may not know"),
    ("engine/transport/b.cpp", '#include "models/thing.hpp"\n', "may not know"),
    ("engine/run/a.cpp", '#include "engine/io/thing.hpp"\n', "may not know"),
    ("engine/run/b.cpp", '  #  include "models/thing.hpp"\n', "may not know"),
    ("engine/io/a.cpp", '#include "models/thing.hpp"\n', "may not know"),
    ("models/a.cpp", '#include "engine/transport/thing.hpp"\n', "may not know"),
    ("models/b.cpp", '#include "engine/run/thing.hpp"\n', "may not know"),
    ("models/c.cpp", '#include "engine/io/thing.hpp"\n', "may not know"),
    ("models/d.cpp", '#include "app/thing.hpp"\n', "may not know"),
    ("app/a.cpp", '#include "tests/thing.hpp"\n', "may not know"),
    ("engine/base/b.cpp", '#include "../format/thing.hpp"\n', "relative include"),
    ("engine/base/c.cpp", '#include "engine/base/../format/thing.hpp"\n', "relative include"),
    ("engine/base/d.cpp", '#include "thing.hpp"\n', "not a file below the source root"),
    ("engine/base/e.cpp", "#include <engine/format/thing.hpp>\n", "include project files as"),
    ("engine/base/f.cpp", "#include HEADER_OF_THE_DAY\n", "computed include"),
    ("engine/base/g.hpp", "class FormatThing;\n", "forward declaration"),
    ("engine/base/h.hpp", "namespace mesogrid { struct RunThing; }\n", "forward declaration"),
    ("engine/attic/a.cpp", "int x;\n", "lies on no floor"),
    ("engine/base/i.cpp", "#include <Eigen/Core>\n", "not for this floor"),
    ("engine/run/i.cpp", "#include <Eigen/Core>\n", "not for this floor"),
    ("engine/geometry/i.cpp", "#include <omp.h>\n", "not for this floor"),
    ("engine/base/j.cpp", "#include <omp.h>\n", "not for this floor"),
    ("models/i.cpp", "#include <Random123/philox.h>\n", "not for this floor"),
    ("engine/run/j.cpp", "#include <toml++/toml.h>\n", "not for this floor"),
    ("app/i.cpp", "#include <nlohmann/json.hpp>\n", "not for this floor"),
    ("engine/run/k.cpp", "#include <hdf5.h>\n", "not for this floor"),
    ("models/j.cpp", "#include <polyclipping/clipper.hpp>\n", "not for this floor"),
    ("engine/io/j.cpp", "#include <CLI/CLI.hpp>\n", "not for this floor"),
    ("engine/io/k.cpp", "#include <gtest/gtest.h>\n", "not for this floor"),
    ("engine/io/l.cpp", "#include <boost/any.hpp>\n", "unknown library"),
    ("engine/run/l.cpp", "#pragma omp parallel for reduction(+ : sum)\n", "reduction(+"),
    ("engine/base/k.cpp", "#pragma omp simd reduction( + : sum)\n", "reduction( +"),
    ("engine/geometry/k.cpp", "#pragma omp parallel for\n", "pragma omp"),
    ("engine/geometry/l.cpp", "int n = omp_get_max_threads();\n", "omp_get_max_threads"),
    ("engine/run/m.cpp", "double s = std::reduce(a, b);\n", "std::reduce"),
    ("engine/run/n.cpp", "auto p = std::execution::par;\n", "std::execution"),
    ("engine/run/o.cpp", "std::thread t;\n", "std::thread"),
    ("tests/b_test.cpp", "std::normal_distribution<double> d;\n", "std::normal_distribution"),
    ("bench/b.cpp", "std::uniform_real_distribution<> d;\n", "std::uniform_real_distribution"),
    ("models/k.cpp", "std::mt19937_64 g(1);\n", "std::mt19937_64"),
    ("models/l.cpp", "int r = rand();\n", "rand("),
    ("models/m.cpp", "int r = std::rand();\n", "rand("),
    ("engine/base/CMakeLists.txt", "target_compile_options(x PRIVATE -Ofast)\n", "-Ofast"),
    ("cmake/a.cmake", "add_compile_options(-ffast-math)\n", "-ffast-math"),
    ("CMakePresets.json", '{ "flags": "-ffast-math" }\n', "-ffast-math"),
]


def write_tree(root, files):
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)


class CheckFloors(unittest.TestCase):
    def faults_with(self, extra):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_tree(root, HEADERS | SOUND_SOURCES | extra)
            return list(check_floors.faults_of_tree(root))

    def test_a_sound_tree_has_no_faults(self):
        self.assertEqual(self.faults_with({}), [])

    def test_each_planted_fault_is_found_in_its_file(self):
        for path, content, words in PLANTED:
            with self.subTest(path=path, content=content):
                faults = self.faults_with({path: content})
                self.assertTrue(faults, "not found")
                self.assertEqual({fault[0] for fault in faults}, {path})
                self.assertTrue(any(words in fault[2] for fault in faults), faults)

    def test_names_the_line_of_the_fault(self):
        faults = self.faults_with({"models/a.cpp": "/* one\n two */\n\nint r = rand();\n"})
        self.assertEqual([(path, line) for path, line, _ in faults], [("models/a.cpp", 4)])

    def test_words_in_comments_and_strings_are_no_faults(self):
        text = 'const char* s = "std::reduce(";  // rand()\n/* #include "app/thing.hpp"\n std::async */\n'
        self.assertEqual(self.faults_with({"engine/base/a.cpp": text}), [])


if __name__ == "__main__":
    unittest.main()
