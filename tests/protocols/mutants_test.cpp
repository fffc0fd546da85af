#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/scenario.hpp"

#include "models/catalogs.hpp"

#include "tests/protocols/scenario_mutants.hpp"
#include "tests/support/message_parts.hpp"

/// Every key of every shipped scenario spoiled in every way: what is wrong is refused with a
/// message that names file, place, key and value, and nothing else happens (robustness.md 4).
namespace mesogrid::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = fs::path(MESOGRID_SOURCE_DIR) / "scenarios";

/// What came of one mutant.
enum class Fate { taken, refused };

/// A message that a person can act on: where, which key, what is wrong, and what would be right.
void expect_whole_message(const Mutant& mutant, const InputError& error) {
    bool named = false;
    for (const Diagnostic& fault : error.diagnostics()) {
        EXPECT_GT(fault.code, 100) << mutant.what;
        EXPECT_FALSE(fault.where.file.empty()) << mutant.what << '\n' << error.what();
        EXPECT_FALSE(fault.key.empty()) << mutant.what << '\n' << error.what();
        EXPECT_FALSE(fault.problem.empty()) << mutant.what << '\n' << error.what();
        EXPECT_FALSE(fault.allowed.empty() && fault.suggestion.empty()) << mutant.what << '\n'
                                                                        << error.what();
        EXPECT_GT(fault.where.line, 0) << mutant.what << '\n' << error.what();
        named = named || fault.key.find(mutant.key) != std::string::npos ||
                mutant.key.find(fault.key) != std::string::npos;
    }
    const std::vector<MessageParts> messages = parse_messages(error.what());
    EXPECT_FALSE(messages.empty()) << mutant.what << '\n' << error.what();
    EXPECT_TRUE(named || !mutant.must_fail) << mutant.what << '\n' << error.what();
}

Fate fate_of(const Mutant& mutant, const fs::path& folder, const Catalogs& catalogs) {
    try {
        Params params(mutant.tree, folder);
        const Scenario scenario = read_scenario(params, catalogs, "mutant.toml");
        choose_raster(scenario, form(scenario, plan(scenario)));
        return Fate::taken;
    } catch (const InputError& error) {
        expect_whole_message(mutant, error);
        return Fate::refused;
    } catch (const RefusedError&) {
        return Fate::refused;
    } catch (const std::exception& error) {
        ADD_FAILURE() << mutant.what << ": " << error.what();
        return Fate::refused;
    }
}

struct Tally {
    std::size_t mutants = 0;
    std::size_t refused = 0;
};

Tally spoil_all(const std::string& folder_name) {
    const fs::path folder = kScenarios / folder_name;
    const Catalogs catalogs = models::catalogs();
    Tally tally;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") continue;
        const Node tree = load_scenario_file(entry.path(), folder);
        if (is_abstract(tree)) continue;
        Params params(tree, folder);
        read_scenario(params, catalogs, entry.path().string());
        std::map<std::string, KeyInfo> keys;
        for (const KeyInfo& info : params.asked_keys()) keys.emplace(info.path, info);
        for (const Mutant& mutant : mutants_of(tree, keys)) {
            const Fate fate = fate_of(mutant, folder, catalogs);
            if (mutant.must_fail) {
                EXPECT_EQ(fate, Fate::refused) << entry.path().filename() << ": " << mutant.what;
            }
            ++tally.mutants;
            tally.refused += fate == Fate::refused ? 1 : 0;
        }
        if (::testing::Test::HasFailure()) break;  // one file tells enough
    }
    return tally;
}

/// Fewer than these mean that mutants have been lost, not that the program has become better.
struct Expected {
    const char* folder;
    std::size_t mutants;
    std::size_t refused;

    friend void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.folder; }
};

class Mutants : public ::testing::TestWithParam<Expected> {};

TEST_P(Mutants, OfShippedScenariosAreRefusedWithAWholeMessage) {
    const Tally tally = spoil_all(GetParam().folder);
    RecordProperty("mutants", static_cast<int>(tally.mutants));
    EXPECT_GE(tally.mutants, GetParam().mutants);
    EXPECT_GE(tally.refused, GetParam().refused);
}

INSTANTIATE_TEST_SUITE_P(Shipped,
                         Mutants,
                         ::testing::Values(Expected{"library", 5930, 5000},
                                           Expected{"training", 1712, 1400},
                                           Expected{"lower-cheek", 702, 600}),
                         [](const auto& parameter) {
                             const std::string name = parameter.param.folder;
                             return name == "lower-cheek" ? std::string("lower_cheek") : name;
                         });

}  // namespace
}  // namespace mesogrid::testing
