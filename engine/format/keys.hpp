#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/amount.hpp"
#include "engine/base/error.hpp"
#include "engine/base/parameter.hpp"
#include "engine/base/quantity.hpp"

/// What scenarios can say: the kinds of keys that readers ask for with Params.
namespace mesogrid {

/// What one key of a scenario means: read, checked, defaulted, listed and documented from this one
/// place. `source` says where the default comes from, with its grade ("Aukland & Reed 1993; C").
template <class Q>
struct QuantityKey {
    std::string_view name;
    std::string_view meaning;
    std::string_view unit;  ///< unit of lists and messages, e.g. "mm"
    Q minimum;
    Q maximum;
    std::optional<Q> fallback = std::nullopt;  ///< none: the key is required
    std::string_view source = "";
};

/// As QuantityKey for a quantity that contains an amount, whose label is whatever the file writes.
/// Minimum and maximum count in base units of any label.
template <class Q>
struct LabelledKey {
    std::string_view name;
    std::string_view meaning;
    std::string_view unit;
    Q minimum;
    Q maximum;
    std::string_view source = "";
};

struct NumberKey {
    std::string_view name;
    std::string_view meaning;
    double minimum;
    double maximum;
    std::optional<double> fallback = std::nullopt;
    std::string_view source = "";
};

struct IntegerKey {
    std::string_view name;
    std::string_view meaning;
    std::int64_t minimum;
    std::int64_t maximum;
    std::optional<std::int64_t> fallback = std::nullopt;
    std::string_view source = "";
};

struct FlagKey {
    std::string_view name;
    std::string_view meaning;
    std::optional<bool> fallback = std::nullopt;
    std::string_view source = "";
};

/// Free text of 1 to `longest` characters (code points) without control characters.
struct TextKey {
    std::string_view name;
    std::string_view meaning;
    std::size_t longest = 200;
    std::optional<std::string_view> fallback = std::nullopt;
    std::string_view source = "";
};

/// One word out of a closed list; the fallback, if any, is an index into `words`.
struct ChoiceKey {
    std::string_view name;
    std::string_view meaning;
    std::vector<std::string_view> words;
    std::optional<std::size_t> fallback = std::nullopt;
    std::string_view source = "";
};

/// A quantity whose dimension only the rest of the scenario tells (a threshold).
struct DynamicQuantityKey {
    std::string_view name;
    std::string_view meaning;
    Dimension dimension;
    std::optional<AmountLabel> label;  ///< the amount label it must carry, when it has one
    double smallest = 0.0;             ///< least allowed value, base units
    std::string_view source = "";
};

/// The name of a text file, relative to the file that names it. Optional.
struct FileKey {
    std::string_view name;
    std::string_view meaning;
    std::string_view ending;  ///< ".csv"
    std::uintmax_t limit;     ///< bytes
};

/// What a FileKey names.
struct TextFile {
    std::string path;  ///< as messages call it
    std::string text;
};

/// A table or an array that is read piece by piece; only for lists and messages.
struct GroupKey {
    std::string_view name;
    std::string_view meaning;
    bool required = true;             ///< in the key table; its required keys decide
    std::string_view listed_as = "";  ///< name in the key table when many tables are alike
};

/// One row of the key table that `mesogrid list keys` and docs/scenario-format.md print.
struct KeyInfo {
    std::string path;  ///< "pattern.spacing"; members of arrays as "tissue.layers[].name"
    std::string type;  ///< "quantity", "amount quantity", "number", "integer", "word", "text", …
    std::string unit;
    std::string range;     ///< "0.1 mm to 100 mm", "square | hexagonal | …"
    std::string fallback;  ///< default as it would be written; empty: required or optional
    bool required = false;
    std::string meaning;
    std::string source;
};

/// One value a run used, with where it came from; ends up in the provenance of the result.
struct ResolvedValue {
    std::string path;   ///< with indices: "tissue.layers[1].thickness"
    std::string value;  ///< as written, or the default written in its unit
    bool is_default = false;
    SourcePosition where;  ///< empty for defaults
    std::string source;
    std::string unit;            ///< "" for text, words and flags
    std::optional<Grade> grade;  ///< of the source; none for what the scenario states itself
    std::string range;           ///< plausible values, where data know them
    bool outside_range = false;  ///< the value lies outside of that range
};

/// The worst grade of the values that have one; none when none has.
std::optional<Grade> weakest_grade(const std::vector<ResolvedValue>& values);

}  // namespace mesogrid
