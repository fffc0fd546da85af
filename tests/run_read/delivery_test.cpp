#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/run_read/reading.hpp"

namespace mesogrid::testing {
namespace {

using ::testing::ElementsAre;

constexpr double kMicrolitrePerSecond = 1.0;  // base units are mm3/s

TEST(Rate, IsTheTechniquesForTheLayerOfTheOutlet) {
    // parameters.md 4.2: dermis 10, hypodermis 50, papule 4, nappage 10 uL/s
    const std::string volume = "volume = \"20 uL\"\n";
    const auto rate = [&](const std::string& delivery) {
        return read({.delivery = volume + delivery}).delivery.rate.base() / kMicrolitrePerSecond;
    };
    EXPECT_EQ(rate("depth = \"1 mm\"\n"), 10.0);
    EXPECT_EQ(rate("depth = \"3 mm\"\n"), 50.0);
    EXPECT_EQ(rate("depth = \"1 mm\"\ntechnique = \"papule\"\n"), 4.0);
    EXPECT_EQ(rate("depth = \"3 mm\"\ntechnique = \"nappage\"\n"), 10.0);
    EXPECT_EQ(rate("depth = \"1 mm\"\ntechnique = \"papule\"\nrate = \"2 uL/s\"\n"), 2.0);
}

TEST(Device, BringsRateVolumeAndNeedle) {
    const Scenario scenario = read({.delivery = "depth = \"1 mm\"\ndevice = \"mesogun\"\n"});
    EXPECT_EQ(scenario.delivery.device, "mesogun");
    EXPECT_EQ(scenario.delivery.rate.base(), 20.0);
    EXPECT_EQ(scenario.delivery.volume, 1.0 * units::uL);
    EXPECT_EQ(resolved(scenario, "delivery.volume").grade, Grade::b);
    EXPECT_EQ(resolved(scenario, "delivery.needle_length").value, "\"4 mm\"");
    EXPECT_EQ(resolved(scenario, "delivery.needle_gauge").range, "27 to 32");
}

TEST(Device, WithoutAUsualVolumeWantsOneStated) {
    EXPECT_THAT(codes({.delivery = "depth = \"1 mm\"\ndevice = \"head-9\"\n"}), ElementsAre(208));
    EXPECT_THAT(codes({.delivery = "depth = \"1 mm\"\n"}), ElementsAre(208));
}

TEST(Device, NeverLeaksOnItsOwnButSaysWhatIsUsual) {
    const Scenario silent = read({.delivery = "depth = \"1 mm\"\ndevice = \"mesogun\"\n"});
    EXPECT_EQ(silent.delivery.leak, 0.0);
    EXPECT_TRUE(has_note(silent, "device \"mesogun\" usually loses a share of 0.2"));
    const Scenario stated =
        read({.delivery = "depth = \"1 mm\"\ndevice = \"mesogun\"\nleak = 0.2\n"});
    EXPECT_FALSE(has_note(stated, "usually loses"));
}

TEST(Device, NeedleMustReachTheDepth) {
    const std::string deep = "depth = \"5 mm\"\ndevice = \"syringe\"\n";
    EXPECT_TRUE(has_note(read({.delivery = deep}), "beyond the usual needle of the syringe, 4 mm"));
    EXPECT_THAT(codes({.delivery = deep + "needle_length = \"4 mm\"\n"}), ElementsAre(391));
    EXPECT_FALSE(
        has_note(read({.delivery = deep + "needle_length = \"13 mm\"\n"}), "beyond the usual"));
}

TEST(Device, UnusualValuesAreFlagged) {
    const Scenario scenario =
        read({.delivery = "depth = \"1 mm\"\ndevice = \"syringe\"\nvolume = \"200 uL\"\n"});
    EXPECT_TRUE(resolved(scenario, "delivery.volume").outside_range);
    EXPECT_TRUE(has_note(scenario, "delivery.volume = \"200 uL\" lies outside 10 uL to 50 uL"));
}

}  // namespace
}  // namespace mesogrid::testing
