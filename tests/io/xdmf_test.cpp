#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/hdf5/reader.hpp"

#include "tests/format/scratch.hpp"
#include "tests/io/sample_results.hpp"

namespace mesogrid {
namespace {

using ::testing::HasSubstr;
using testing::Scratch;

/// One DataItem of a sidecar.
struct Item {
    std::size_t bytes = 0;
    hdf5::Shape shape;
    std::string file;
    std::string path;
};

std::string unescaped(std::string text) {
    for (const auto& [entity, character] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}}) {
        text = std::regex_replace(text, std::regex(entity), character);
    }
    return text;
}

std::vector<Item> items_of(const std::string& sidecar) {
    static const std::regex form(
        "<DataItem Format=\"HDF\" NumberType=\"Float\" "
        "Precision=\"(\\d)\" Dimensions=\"([\\d ]+)\">([^:<]+):([^<]+)<");
    std::vector<Item> items;
    for (std::sregex_iterator at(sidecar.begin(), sidecar.end(), form), end; at != end; ++at) {
        Item item{static_cast<std::size_t>(std::stoi((*at)[1])), {}, (*at)[3], ""};
        std::istringstream extents((*at)[2]);
        for (std::size_t extent = 0; extents >> extent;) item.shape.push_back(extent);
        item.path = unescaped((*at)[4]);
        items.push_back(std::move(item));
    }
    return items;
}

std::size_t count_of(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

TEST(Xdmf, NamesOnlyWhatTheFileHoldsWithItsShapeAndType) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    testing::write_comparison_of(
        path, testing::sample_scenario(), testing::sample_scenario("4 mm"));
    const std::string sidecar = Scratch::read(sidecar_of(path));
    const std::vector<Item> items = items_of(sidecar);
    EXPECT_EQ(items.size(), count_of(sidecar, "<DataItem"));
    // Per protocol a map with three axes and its values, and as much for each of two times.
    EXPECT_EQ(items.size(), 2U * (4U + 2U * 4U));
    const hdf5::Reader reader(path);
    for (const Item& item : items) {
        EXPECT_EQ(item.file, "r.h5");
        ASSERT_TRUE(reader.has(item.path)) << item.path;
        EXPECT_EQ(reader.shape(item.path), item.shape) << item.path;
        EXPECT_EQ(reader.value_size(item.path), item.bytes) << item.path;
    }
}

TEST(Xdmf, HasATimeAxisAndAMeshThatFitsItsValues) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    testing::write_run(path, testing::sample_scenario());
    const std::string sidecar = Scratch::read(sidecar_of(path));
    EXPECT_THAT(sidecar, HasSubstr("CollectionType=\"Temporal\""));
    EXPECT_THAT(sidecar, HasSubstr("<Time Value=\"600\"/>"));
    EXPECT_THAT(sidecar, HasSubstr("<Time Value=\"3600\"/>"));
    EXPECT_THAT(sidecar, HasSubstr("sample &lt;&amp;&gt; &quot;"));
    // 12 x 9 mm in cells of 0.5 mm: 24 x 18; 1 + 3 + 6 planes in the three layers.
    EXPECT_THAT(sidecar, HasSubstr("3DRectMesh\" Dimensions=\"11 19 25\""));
    EXPECT_THAT(sidecar, HasSubstr("Dimensions=\"10 18 24\""));
    EXPECT_THAT(sidecar, HasSubstr("3DRectMesh\" Dimensions=\"2 19 25\""));
}

TEST(Xdmf, WithoutFieldsShowsTheMapAlone) {
    const Scratch folder;
    const auto path = folder.path() / "r.h5";
    Scenario scenario = testing::sample_scenario();
    scenario.fields = OutputFields::none;
    testing::write_run(path, scenario);
    EXPECT_EQ(items_of(Scratch::read(sidecar_of(path))).size(), 4U);
    EXPECT_FALSE(hdf5::Reader(path).has("/protocols/0/fields"));
}

}  // namespace
}  // namespace mesogrid
