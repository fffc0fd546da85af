#include "app/plot/selection.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/format/suggest.hpp"
#include "engine/io/version.hpp"

#include "app/plot/words.hpp"

namespace mesogrid::plot {
namespace {

constexpr std::size_t kMostNames = 24;

void add_once(std::vector<std::string>& names, std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
    }
}

}  // namespace

void refuse(int code,
            const std::string& key,
            const std::string& given,
            const std::string& problem,
            const std::string& allowed,
            const std::string& suggestion) {
    throw InputError(Diagnostic{.code = code,
                                .where = {},
                                .key = key,
                                .given = given,
                                .problem = problem,
                                .allowed = allowed,
                                .suggestion = suggestion});
}

std::vector<std::size_t> chosen_protocols(const PlotRequest& request, const StoredResult& stored) {
    const std::size_t count = stored.comparison.protocols.size();
    std::vector<std::size_t> chosen;
    for (const std::string& text : request.protocols) {
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool whole = error == std::errc() && end == text.data() + text.size();
        if (!whole || number < 1 || number > count) {
            refuse(422,
                   "--protocol",
                   text,
                   "the file holds no such protocol",
                   fmt::format("1 to {}", count));
        }
        if (std::find(chosen.begin(), chosen.end(), number - 1) == chosen.end()) {
            chosen.push_back(number - 1);
        }
    }
    for (std::size_t i = 0; request.protocols.empty() && i < count; ++i) chosen.push_back(i);
    return chosen;
}

void require_known(const std::string& option,
                   const std::string& name,
                   const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    std::string allowed;
    for (std::size_t i = 0; i < std::min(known.size(), kMostNames); ++i) {
        allowed += (i == 0 ? "" : " | ") + known[i];
    }
    if (known.size() > kMostNames) {
        allowed += fmt::format(" and {} more (--list)", known.size() - kMostNames);
    }
    refuse(421,
           option,
           name,
           known.empty() ? "the file holds nothing of this kind" : "the file holds no such thing",
           allowed,
           nearest(name, known));
}

std::string protocol_title(const StoredResult& stored, std::size_t index) {
    const RunResult& result = stored.comparison.protocols[index];
    return stored.comparison.protocols.size() == 1 ? result.name
                                                   : letter(index) + "  " + result.name;
}

Frontispiece frontispiece(const StoredResult& stored,
                          const std::string& title,
                          const std::string& remark) {
    const RunResult& first = stored.comparison.protocols.front();
    return {
        .title = title,
        .lines = {place_and_time(first), threshold_text(first.prescription), remark},
        .foot = fmt::format("mesogrid {}. {}{}",
                            stored.program.version,
                            first.weakest_grade ? fmt::format("Weakest grade of the inputs: {}. ",
                                                              to_text(*first.weakest_grade))
                                                : "",
                            kIntendedUse)};
}

std::vector<Point> positions_of(const RunResult& result) {
    const auto column = [&](const char* name) {
        const auto& columns = result.punctures.columns;
        const auto found = std::find_if(
            columns.begin(), columns.end(), [&](const auto& c) { return c.name == name; });
        return static_cast<std::size_t>(found - columns.begin());
    };
    const std::size_t x = column("x");
    const std::size_t y = column("y");
    std::vector<Point> points;
    for (const auto& row : result.punctures.rows) {
        if (x < row.size() && y < row.size() && row[x] && row[y])
            points.push_back({*row[x], *row[y]});
    }
    return points;
}

std::vector<std::string> map_names(const StoredResult& stored) {
    std::vector<std::string> names;
    for (const RunResult& result : stored.comparison.protocols) {
        add_once(names, std::string(to_text(result.prescription.quantity)));
    }
    return names;
}

std::vector<std::string> curve_names(const StoredResult& stored) {
    std::vector<std::string> names;
    for (const RunResult& result : stored.comparison.protocols) {
        for (const Curve& curve : result.curves) add_once(names, curve.full_name());
    }
    return names;
}

std::vector<std::string> measure_names(const StoredResult& stored) {
    std::vector<std::string> names;
    for (const RunResult& result : stored.comparison.protocols) {
        for (const Measured& measured : result.measures) {
            if (measured.value) add_once(names, measured.full_name());
        }
    }
    return names;
}

}  // namespace mesogrid::plot
