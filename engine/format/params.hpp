#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/amount.hpp"
#include "engine/base/parameter.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/units.hpp"
#include "engine/format/keys.hpp"
#include "engine/format/node.hpp"

namespace mesogrid {

/// What reading a tree left behind: faults, asked keys, resolved values. Shared by every Params
/// that was split off the same tree.
class ReadLog;

/// A table of a scenario being read. Reading never throws: a fault is logged and a usable value
/// inside the allowed range comes back, so that one pass finds every fault. finish() throws them.
/// Copies share the log. Every key that no one asked for is a fault with a suggestion.
class Params {
public:
    /// `tree` must be a table. Files it names must lie in the folder tree of `file_root`.
    explicit Params(Node tree, std::filesystem::path file_root = {});

    template <Dimension D>
    Quantity<D> read(const QuantityKey<Quantity<D>>& key) {
        return Quantity<D>::from_base(*read_quantity_base(spec_of(key), Need::required));
    }
    template <Dimension D>
    std::optional<Quantity<D>> read_optional(const QuantityKey<Quantity<D>>& key) {
        const std::optional<double> base = read_quantity_base(spec_of(key), Need::optional);
        return base ? std::optional(Quantity<D>::from_base(*base)) : std::nullopt;
    }
    /// When the file is silent, the value of `data` stands in, with its source and grade; a written
    /// value outside the range of `data` is noted and marked.
    template <Dimension D>
    Quantity<D> read(const QuantityKey<Quantity<D>>& key, const Parameter& data) {
        return Quantity<D>::from_base(read_quantity_base(spec_of(key), data));
    }
    /// An array of quantities; empty when the key is absent.
    template <Dimension D>
    std::vector<Quantity<D>> read_list(const QuantityKey<Quantity<D>>& key,
                                       std::size_t fewest,
                                       std::size_t most) {
        std::vector<Quantity<D>> list;
        for (const double base : read_quantity_list(spec_of(key), fewest, most)) {
            list.push_back(Quantity<D>::from_base(base));
        }
        return list;
    }
    template <Dimension D>
    Labelled<Quantity<D>> read(const LabelledKey<Quantity<D>>& key) {
        AmountLabel label;
        const double base = *read_labelled_base(spec_of(key), Need::required, label);
        return {Quantity<D>::from_base(base), label};
    }
    template <Dimension D>
    std::optional<Labelled<Quantity<D>>> read_optional(const LabelledKey<Quantity<D>>& key) {
        AmountLabel label;
        const std::optional<double> base = read_labelled_base(spec_of(key), Need::optional, label);
        if (!base) return std::nullopt;
        return Labelled<Quantity<D>>{Quantity<D>::from_base(*base), label};
    }

    /// Any other dimension or amount label than the key's is a fault naming the accepted units; the
    /// fallback after a fault is `smallest` in base units.
    WrittenQuantity read_quantity(const DynamicQuantityKey& key);

    double read(const NumberKey& key);
    double read(const NumberKey& key, const Parameter& data);
    std::int64_t read(const IntegerKey& key);
    bool read(const FlagKey& key);
    std::string read(const TextKey& key);
    std::size_t read(const ChoiceKey& key);  ///< index into key.words
    std::optional<double> read_optional(const NumberKey& key);
    std::optional<std::int64_t> read_optional(const IntegerKey& key);
    std::optional<std::string> read_optional(const TextKey& key);
    /// An array of texts; empty when the key is absent.
    std::vector<std::string> read_texts(const TextKey& key, std::size_t fewest, std::size_t most);

    /// The sub-table of that name; when it is absent or no table, an empty table that still logs
    /// what is asked of it (an absent required group is one fault: its required keys are reported).
    Params group(const GroupKey& key);
    /// The sub-table, or nothing when the key is absent.
    std::optional<Params> group_optional(const GroupKey& key);
    /// The tables of an array of tables; a fault unless their number is in [fewest, most].
    std::vector<Params> groups(const GroupKey& key, std::size_t fewest, std::size_t most);
    /// Points as arrays of `width` lengths each, in mm ("[[\"0 mm\", \"1 mm\"], …]").
    std::vector<std::vector<Length>> read_points(const QuantityKey<Length>& key,
                                                 std::size_t width,
                                                 std::size_t fewest,
                                                 std::size_t most);

    /// This table laid over an entry of a library: both are read under this table's path.
    Params laid_over(const Node& entry) const;
    /// Records a value that no key holds: one that follows from others, or a parameter of a model.
    void supply(ResolvedValue value);
    /// Text of the file that the key names (see FileTree); nothing after a fault.
    std::optional<TextFile> read_file(const FileKey& key);
    /// The files read so far, each once.
    const std::vector<TextFile>& files() const;

    /// True when the file writes this key (asking counts as knowing the key).
    bool has(std::string_view name) const;
    /// The names this table writes, in order.
    std::vector<std::string> names() const;
    /// Position of a key of this table, or of the table itself when the key is absent.
    SourcePosition position(std::string_view name) const;
    /// The dotted path of this table ("" for the root).
    const std::string& path() const { return path_; }

    /// Logs a fault of a value that was read well but does not fit the rest (E03xx). An empty name
    /// means this table itself.
    void fault(std::string_view name,
               int code,
               std::string problem,
               std::string allowed = {},
               std::string suggestion = {});
    /// Logs the faults of something read elsewhere (the file that a key names).
    void adopt(const InputError& faults);
    /// Stops complaints about unread keys of this table, for when its `kind` is unknown.
    void ignore_rest();

    std::size_t fault_count() const;
    bool has_faults() const { return fault_count() != 0; }
    /// Checks that everything written was read, then throws InputError with all faults (at most 20
    /// are printed, the rest counted) when there is any.
    void finish();
    /// Throws the faults found so far without the check for unread keys.
    void throw_faults() const;

    const std::vector<KeyInfo>& asked_keys() const;
    const std::vector<ResolvedValue>& resolved_values() const;
    /// Notes for the user that are no faults ("output.times were sorted").
    void note(std::string text);
    const std::vector<std::string>& notes() const;

private:
    enum class Need { required, optional };
    struct QuantitySpec {
        std::string_view name;
        std::string_view meaning;
        std::string_view unit;
        Dimension dimension;
        double minimum;
        double maximum;
        std::optional<double> fallback;
        std::string_view source;
        std::optional<AmountLabel> label = std::nullopt;  ///< the only one taken, if any

        std::string range() const;
    };
    template <Dimension D>
    static QuantitySpec spec_of(const QuantityKey<Quantity<D>>& key) {
        const auto fallback =
            key.fallback ? std::optional(key.fallback->base()) : std::optional<double>();
        return {key.name,
                key.meaning,
                key.unit,
                D,
                key.minimum.base(),
                key.maximum.base(),
                fallback,
                key.source};
    }
    template <Dimension D>
    static QuantitySpec spec_of(const LabelledKey<Quantity<D>>& key) {
        return {key.name,
                key.meaning,
                key.unit,
                D,
                key.minimum.base(),
                key.maximum.base(),
                std::nullopt,
                key.source};
    }

    Params(std::shared_ptr<const Node> root,
           const Node* table,
           SourcePosition where,
           std::string path,
           std::string pattern_path,
           std::shared_ptr<ReadLog> log);
    /// Notes the key in the table of keys and returns its value, if written.
    const Node* ask(KeyInfo info, std::string_view name, std::string_view listed_as = {});
    std::string listed_path(const GroupKey& key) const;
    void missing(std::string_view name, const std::string& allowed);
    void wrong(const Node& node,
               std::string_view name,
               int code,
               std::string problem,
               std::string allowed,
               std::string suggestion = {});
    void wrong_type(const Node& node,
                    std::string_view name,
                    const std::string& wanted,
                    const std::string& allowed);
    void resolved(std::string_view name, const Node& node, std::string_view unit = {});
    void defaulted(std::string_view name,
                   std::string value,
                   std::string_view source,
                   std::string_view unit = {});
    void supplied(std::string_view name, const Parameter& data);
    /// Marks the value just read when it lies outside the range of `data`.
    void compare(std::string_view name, double base, const Parameter& data);
    KeyInfo info_of(const QuantitySpec& spec, Need need, std::string_view type) const;
    /// Logs why a value is no quantity.
    void no_quantity(const Node& node,
                     std::string_view name,
                     QuantityFault fault,
                     const QuantitySpec& spec);
    std::optional<QuantityReading> read_text_of(const Node& node,
                                                std::string_view name,
                                                const QuantitySpec& spec);
    /// One written quantity, or nothing after logging why not. `name` may carry an index. Where an
    /// amount is asked for, a volume counts as uL of product.
    std::optional<WrittenQuantity> parse_quantity(const Node& node,
                                                  std::string_view name,
                                                  const QuantitySpec& spec);
    const Node::Array* read_array(const KeyInfo& info,
                                  std::string_view name,
                                  const std::string& wanted,
                                  std::size_t fewest,
                                  std::size_t most);
    /// Base values of all entries, or nothing after logging what is wrong with them.
    std::optional<std::vector<double>> read_entries(const Node::Array& entries,
                                                    const std::string& name,
                                                    const QuantitySpec& spec);
    std::optional<double> read_quantity_base(const QuantitySpec& spec, Need need);
    double read_quantity_base(const QuantitySpec& spec, const Parameter& data);
    std::optional<double> read_labelled_base(const QuantitySpec& spec,
                                             Need need,
                                             AmountLabel& label);
    std::vector<double> read_quantity_list(const QuantitySpec& spec,
                                           std::size_t fewest,
                                           std::size_t most);

    std::shared_ptr<const Node> root_;  ///< keeps the tree alive
    const Node* table_;
    SourcePosition where_;      ///< of the table, or of its parent when it is not written
    std::string path_;          ///< "tissue.layers[1]"
    std::string pattern_path_;  ///< "tissue.layers[]", as in the key table
    std::shared_ptr<ReadLog> log_;
};

}  // namespace mesogrid
