#!/usr/bin/env python3
"""bench/suite on made-up programs: what it finds, runs, writes and refuses."""

import json
import os
import tempfile
import unittest
from pathlib import Path

import made_up

# Speaks as a Google Benchmark program does, as far as the suite asks.
PROGRAM = '''#!/usr/bin/env python3
import json, re, sys
names = {names!r}
options = dict(word.lstrip("-").split("=", 1) for word in sys.argv[1:])
if options.get("benchmark_list_tests") == "true":
    print("\\n".join(names))
    sys.exit()
if {fail!r} == "dies":
    sys.exit("out of luck")
entries = []
for name in names:
    if not re.search(options["benchmark_filter"], name):
        continue
    for i in range(int(options["benchmark_repetitions"])):
        entry = {{"name": name, "run_name": name, "run_type": "iteration", "repetition_index": i, "iterations": 1,
                  "real_time": 2.0, "cpu_time": 2.0, "time_unit": "ms", "workers": 1.0,
                  "label": "sha256:" + ({fail!r} == "unsteady" and str(i) or "") + "ab"}}
        if {fail!r} == "error":
            entry.update(error_occurred=True, error_message="value 3 is not finite")
        entries.append(entry)
    entries.append({{"name": name + "_mean", "run_name": name, "run_type": "aggregate"}})
json.dump({{"context": {{"mesogrid_commit": {commit!r}}}, "benchmarks": entries}},
          open(options["benchmark_out"], "w"))
'''


class Suite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "bench" / "programs").mkdir(parents=True)
        self.out = self.folder / "deep" / "out.json"

    def add(self, program, *names, fail="", commit="c1"):
        path = self.folder / "bench" / "programs" / program
        path.write_text(PROGRAM.format(names=list(names), fail=fail, commit=commit))
        os.chmod(path, 0o755)

    def suite(self, *options):
        return made_up.call("suite", "--build-folder", str(self.folder), "--out", str(self.out), *options)

    def written(self):
        return json.loads(self.out.read_text())

    def test_finds_and_runs_every_program(self):
        self.add("first", "BM_A/1", "BM_B<x|y>/2")
        self.add("second", "BM_C")
        code, out, err = self.suite("--repetitions", "3")
        self.assertEqual(code, 0, err)
        result = self.written()
        self.assertEqual(len(result["benchmarks"]), 9)
        self.assertEqual({entry["program"] for entry in result["benchmarks"]}, {"first", "second"})
        self.assertEqual({entry["digest"] for entry in result["benchmarks"]}, {"ab"})
        about = result["context"]["mesogrid"]
        self.assertEqual(about["commit"], "c1")
        self.assertEqual(len(about["digest"]), 64)
        self.assertGreaterEqual(about["machine"]["cores"], 1)
        self.assertIn("BM_B<x|y>/2", out)
        self.assertIn("[2/2] second", err)

    def test_a_filter_chooses_by_program_and_name(self):
        self.add("first", "BM_A/1", "BM_A/10")
        self.add("second", "BM_C")
        self.assertEqual(self.suite("--filter", "first/BM_A/1$")[0], 0)
        self.assertEqual({entry["name"] for entry in self.written()["benchmarks"]}, {"BM_A/1"})
        code, _, err = self.suite("--filter", "nothing")
        self.assertEqual(code, 2)
        self.assertIn("no benchmark matches", err)
        self.assertEqual(self.suite("--filter", "(")[0], 2)

    def test_a_program_that_dies_fails_the_suite_and_not_the_others(self):
        self.add("first", "BM_A", fail="dies")
        self.add("second", "BM_C")
        code, _, err = self.suite("--quick")
        self.assertEqual(code, 1)
        self.assertIn("out of luck", err)
        self.assertEqual([entry["name"] for entry in self.written()["benchmarks"]], ["BM_C"])
        self.assertEqual(self.written()["context"]["mesogrid"]["settings"]["failed"], ["first"])

    def test_a_benchmark_that_fails_is_no_result(self):
        self.add("first", "BM_A", fail="error")
        code, _, err = self.suite("--quick")
        self.assertEqual(code, 1)
        self.assertIn("value 3 is not finite", err)
        self.assertFalse(self.out.exists())

    def test_bits_that_change_between_repetitions_fail(self):
        self.add("first", "BM_A", fail="unsteady")
        code, _, err = self.suite("--repetitions", "2")
        self.assertEqual(code, 1)
        self.assertIn("different bits", err)

    def test_a_program_left_over_from_another_build_is_refused(self):
        self.add("first", "BM_A")
        self.add("second", "BM_C", commit="c0")
        code, _, err = self.suite("--quick")
        self.assertEqual(code, 2)
        self.assertIn("programs of different builds", err)
        self.assertFalse(self.out.exists())

    def test_no_programs_are_refused(self):
        code, _, err = self.suite()
        self.assertEqual(code, 2)
        self.assertIn("no benchmark programs", err)

    def test_lists_without_running(self):
        self.add("first", "BM_A", fail="dies")
        code, out, _ = self.suite("--list")
        self.assertEqual((code, out), (0, "first/BM_A\n"))


if __name__ == "__main__":
    unittest.main()
