#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mesogrid::app {

/// What `mesogrid list TOPIC` can show.
struct ListTopic {
    std::string_view name;
    std::string_view shows;
};
const std::vector<ListTopic>& topics();

/// One line per topic, and where to begin.
std::string topics_text();

/// A complete scenario to begin with: it runs as it stands, and says where each list is.
std::string_view starter_scenario();

/// The quantities a prescription can judge: what each is, the unit of its threshold and the keys it
/// needs.
std::string quantities_text();

}  // namespace mesogrid::app
