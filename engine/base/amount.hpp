#pragma once

#include <compare>
#include <string>

namespace mesogrid {

/// What an amount counts: "ug", a named activity unit of one product ("MU", "U", "platelet"), or
/// "uL" of product. Labels never convert into each other.
struct AmountLabel {
    std::string text = "ug";

    friend bool operator==(const AmountLabel&, const AmountLabel&) = default;
};

/// Throws InternalError unless both labels are the same: amounts of unlike labels are never added
/// or compared. Readers of scenario files refuse such input before it gets here.
void require_same_label(const AmountLabel& a, const AmountLabel& b);

/// A quantity whose amount carries its label at run time.
/// Adding or comparing two labels throws (require_same_label).
template <class Q>
struct Labelled {
    Q value;
    AmountLabel label;

    friend Labelled operator+(const Labelled& a, const Labelled& b) {
        require_same_label(a.label, b.label);
        return {a.value + b.value, a.label};
    }
    friend std::partial_ordering operator<=>(const Labelled& a, const Labelled& b) {
        require_same_label(a.label, b.label);
        return a.value <=> b.value;
    }
    friend bool operator==(const Labelled& a, const Labelled& b) { return (a <=> b) == 0; }
};

}  // namespace mesogrid
