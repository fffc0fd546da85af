#pragma once

#include <string>
#include <vector>

#include "engine/io/result_reader.hpp"

#include "app/plot/map_picture.hpp"
#include "app/plot/plot_request.hpp"

/// What a request means for one result file: names looked up, words around the picture.
namespace mesogrid::plot {

/// Throws InputError with that code in the one message form.
[[noreturn]] void refuse(int code,
                         const std::string& key,
                         const std::string& given,
                         const std::string& problem,
                         const std::string& allowed = {},
                         const std::string& suggestion = {});

/// Indices of the protocols asked for, in their order; all when none is named. Throws E0422.
std::vector<std::size_t> chosen_protocols(const PlotRequest& request, const StoredResult& stored);

/// Throws E0421 with the names there are unless `name` is one of them.
void require_known(const std::string& option,
                   const std::string& name,
                   const std::vector<std::string>& known);

/// "A  lower cheek, 5 mm square grid"; without a letter when the file holds one protocol.
std::string protocol_title(const StoredResult& stored, std::size_t index);

/// Title, and lines that say place, time and threshold.
Frontispiece frontispiece(const StoredResult& stored,
                          const std::string& title,
                          const std::string& remark);

/// Where the needle went in, mm.
std::vector<Point> positions_of(const RunResult& result);

/// What the file holds.
std::vector<std::string> map_names(const StoredResult& stored);
std::vector<std::string> curve_names(const StoredResult& stored);
/// Measures that have a value in some protocol.
std::vector<std::string> measure_names(const StoredResult& stored);

}  // namespace mesogrid::plot
