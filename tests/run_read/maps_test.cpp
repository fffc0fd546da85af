/// Tissue that varies along the skin, and which solver is to carry it.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/choose_transport.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "tests/format/scratch.hpp"

namespace mesogrid::testing {
namespace {

constexpr const char* kScenario = R"(schema = 1
name = "maps"
[target]
outline = { rectangle = ["4 mm", "3 mm"] }
layer = "dermis"
[tissue]
layers = [
    { name = "dermis", thickness = "1.2 mm", clearance = "0.001 1/s" KINETICS },
    { name = "fat", thickness = "1 mm", clearance = "0.0002 1/s" },
    { name = "muscle", thickness = "1 mm", clearance = "0.001 1/s" },
]
[product]
solutes = [{ name = "solute", concentration = "1 mg/mL", molar_mass = "176 Da", diffusivity = "200 um2/s" }]
[delivery]
depth = "0.6 mm"
volume = "1 uL"
[pattern]
kind = "square"
spacing = "2 mm"
[depot]
kind = "gaussian"
sigma = "0.4 mm"
[prescription]
solute = "solute"
quantity = "QUANTITY"
at = "10 min"
threshold = "1 ug s/mm3"
[numerics]
step = "0.25 mm"
walls = "mirrored"
)";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

/// The scenario with lines of [numerics] and maps behind it, kinetics in its dermis.
std::string text_of(const std::string& behind,
                    const std::string& kinetics = "",
                    const std::string& quantity = "auc") {
    return replaced(replaced(kScenario, "QUANTITY", quantity), "KINETICS", kinetics) + behind;
}

std::string map_of(const std::string& layer, const std::string& of) {
    return "[[tissue.maps]]\nlayer = \"" + layer + "\"\nof = \"" + of +
           "\"\nblack = 0.5\nwhite = 2\npicture = \"map.pgm\"\n";
}

class Maps : public ::testing::Test {
protected:
    Maps() { scratch_.write("map.pgm", "P2 # two columns\n2 1\n100\n0 100\n"); }

    Scenario read(const std::string& text) {
        scratch_.write("maps.toml", text);
        Params params(load_scenario_file(scratch_.path() / "maps.toml", scratch_.path()),
                      scratch_.path());
        return read_scenario(params, models::catalogs(), "maps.toml");
    }

    /// The first fault's code; 0 where the text is read.
    int code_of(const std::string& text) {
        try {
            simulate(read(text));
        } catch (const Error& error) {
            return error.diagnostics().front().code;
        }
        return 0;
    }

    Scratch scratch_;
};

TEST_F(Maps, AreReadFromTheTopDownAsFactors) {
    scratch_.write("map.pgm", "P2\n2 2\n4\n0 1\n2 4\n");
    const Scenario scenario = read(text_of(map_of("fat", "clearance")));
    ASSERT_EQ(scenario.tissue.maps.size(), 1U);
    const LayerPicture& map = scenario.tissue.maps.front();
    EXPECT_EQ(map.layer, 1U);
    EXPECT_EQ(map.what, TissueMap::What::clearance);
    EXPECT_EQ(map.factors, (std::vector<double>{1.25, 2.0, 0.5, 0.875}));
}

TEST_F(Maps, TakeTheGridSolverByThemselvesAndSayWhy) {
    const RunResult result = simulate(read(text_of(map_of("dermis", "diffusivity"))));
    const auto told = [&](const std::string& start) {
        for (const std::string& note : result.notes) {
            if (note.find(start) == 0) return true;
        }
        return false;
    };
    EXPECT_TRUE(told("solved on the grid because the tissue varies along the skin"));
    EXPECT_TRUE(told("grid solver: "));
    EXPECT_LE(result.ledger.mass_balance_error(), 1e-12);
    ASSERT_FALSE(result.punctures.rows.empty());
    const std::string why = needs_grid(read(text_of("", ", binding = \"0.001 1/s\"")).tissue);
    EXPECT_EQ(why, "solute binds and is released in the dermis");
    EXPECT_EQ(needs_grid(read(text_of("")).tissue), "");
}

TEST_F(Maps, LeavePuncturesWithoutSharesWhereClearanceSaturates) {
    const RunResult result = simulate(read(text_of("", ", half_saturation = \"0.01 mg/mL\"")));
    const auto column = [&](const std::string& name) {
        for (std::size_t c = 0; c < result.punctures.columns.size(); ++c) {
            if (result.punctures.columns[c].name == name) return c;
        }
        return result.punctures.columns.size();
    };
    ASSERT_LT(column("reach_area"), result.punctures.columns.size());
    for (const auto& row : result.punctures.rows) {
        EXPECT_FALSE(row[column("reach_area")].has_value());
        EXPECT_TRUE(row[column("volume_delivered")].has_value());
    }
    EXPECT_LE(result.ledger.mass_balance_error(), 1e-12);
}

TEST_F(Maps, GiveTheSameBytesForAnyNumberOfThreads) {
    const std::string text = text_of(map_of("dermis", "diffusivity"));
    const int before = thread_count();
    set_thread_count(1);
    const Map one = simulate(read(text)).dose;
    for (const int threads : {2, 3, 4}) {
        set_thread_count(threads);
        EXPECT_EQ(simulate(read(text)).dose.values, one.values) << threads;
    }
    set_thread_count(before);
}

TEST_F(Maps, RefuseWhatCannotBeReadOrJudged) {
    const std::string map = map_of("dermis", "diffusivity");
    EXPECT_EQ(code_of(text_of("transport = \"spectral\"\n" + map)), 611);
    EXPECT_EQ(code_of(text_of(map_of("derma", "diffusivity"))), 307);
    EXPECT_EQ(code_of(text_of(map_of("muscle", "thickness"))), 393);
    EXPECT_EQ(code_of(text_of(map_of("dermis", "thickness"))), 394);
    EXPECT_EQ(code_of(text_of(map_of("fat", "thickness"))), 0);
    EXPECT_EQ(code_of(text_of("", ", half_saturation = \"1 U/mL\"")), 213);
    for (const char* picture :
         {"P5\n2 1\n100\n", "P2\n2 1\n100\n0 101\n", "P2\n2 1\n100\n0\n", "P2\n2 1\n9\n0 1 2\n"}) {
        scratch_.write("map.pgm", picture);
        EXPECT_EQ(code_of(text_of(map)), 114) << picture;
    }
}

TEST_F(Maps, RefuseABoundDoseWhereClearanceIsNotOneNumber) {
    std::string text = replaced(
        text_of(map_of("dermis", "clearance"), "", "bound_dose"), "1 ug s/mm3", "1 ug/mm2");
    EXPECT_EQ(code_of(text), 320);
}

TEST_F(Maps, RefuseNumericsBeyondTheirRange) {
    EXPECT_EQ(code_of(text_of("transport = \"grid\"\ntolerance = 0\n")), 206);
    EXPECT_EQ(code_of(text_of("transport = \"grid\"\ntime_step = \"1e-8 s\"\n")), 610);
}

}  // namespace
}  // namespace mesogrid::testing
