#pragma once

#include <string>
#include <vector>

#include "engine/format/hdf5/reader.hpp"
#include "engine/run/compare.hpp"

/// The tables that hdf5_tables.hpp wrote.
namespace mesogrid {

/// A damaged or unfit part of a result file (E0514).
[[noreturn]] void refuse_part(const std::string& path, const std::string& problem);

/// Texts of a column, which must have as many rows as its neighbours.
std::vector<std::string> same_length(const hdf5::Reader& file,
                                     const std::string& path,
                                     std::size_t rows);

/// The value of an enumeration that an attribute names; `last` is its last enumerator.
template <class Word>
Word read_word(const hdf5::Reader& file,
               const std::string& path,
               const std::string& attribute,
               Word last) {
    const std::string text = file.text_attribute(path, attribute);
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (to_text(static_cast<Word>(i)) == text) return static_cast<Word>(i);
    }
    refuse_part(path + "@" + attribute, "is the unknown word \"" + text + "\"");
}

PunctureTable read_punctures(const hdf5::Reader& file, const std::string& protocol);
std::vector<Measured> read_measures(const hdf5::Reader& file, const std::string& protocol);
std::vector<Curve> read_curves(const hdf5::Reader& file, const std::string& protocol);
/// What metrics listed.
std::vector<Table> read_lists(const hdf5::Reader& file, const std::string& protocol);
Ledger read_ledger(const hdf5::Reader& file, const std::string& protocol);
/// Those of the solute of a ledger that was read from the same place.
std::vector<ProbeSeries> read_probes(const hdf5::Reader& file,
                                     const std::string& protocol,
                                     const Ledger& solute);
/// No rows when the file holds a single run.
std::vector<ComparisonRow> read_comparison(const hdf5::Reader& file);

}  // namespace mesogrid
