#include "models/data/library.hpp"

#include <set>

#include <gtest/gtest.h>

namespace mesogrid::models {
namespace {

template <class Row>
void expect_distinct_names(const std::vector<Row>& rows) {
    std::set<std::string> names;
    for (const Row& row : rows) EXPECT_TRUE(names.insert(plain_name(row.name)).second) << row.name;
    EXPECT_FALSE(rows.empty());
}

TEST(Library, EveryNameOccursOnceInItsList) {
    const Library all = library();
    expect_distinct_names(all.sites);
    expect_distinct_names(all.products);
    expect_distinct_names(all.techniques);
    expect_distinct_names(all.devices);
    expect_distinct_names(all.operators);
}

TEST(Library, EverySiteHasTheThreeLayersOfItsRegion) {
    const Library all = library();
    for (const SiteRow& site : all.sites) {
        for (const char* layer : {"epidermis", "dermis", "hypodermis"}) {
            EXPECT_TRUE(all.parameters.find(std::string("thickness_") + layer, site.region))
                << site.name << ", " << layer;
        }
    }
}

TEST(Library, EveryRegionOfTheTableIsReachedBySomeSiteOfItsOwn) {
    const Library all = library();
    for (const Parameter& row : all.parameters.rows()) {
        if (row.name != "thickness_dermis") continue;
        bool reached = false;
        for (const SiteRow& site : all.sites) {
            reached = reached || (site.region == row.place && site.note.empty());
        }
        EXPECT_TRUE(reached) << row.place;
    }
}

TEST(Library, PlacesWithoutDataNameTheRegionThatStandsInAndWhy) {
    const Library all = library();
    for (const char* name : {"palm", "hips", "legs", "inner knees", "whole face"}) {
        const SiteRow* site = find_row(all.sites, name);
        ASSERT_TRUE(site) << name;
        EXPECT_FALSE(site->note.empty()) << name;
    }
}

TEST(Library, NamesAreFoundInAnyCaseAndWithAnyBlank) {
    const Library all = library();
    EXPECT_TRUE(find_row(all.sites, "Dorsal_Hand"));
    EXPECT_TRUE(find_row(all.sites, "dorsal-hand"));
    EXPECT_FALSE(find_row(all.sites, "dorsalhand"));
}

TEST(Library, EveryNumberOfAProductNamesAGradedSource) {
    for (const ProductRow& row : library().products) {
        const Node* solutes = row.table.find("solutes");
        if (!solutes) continue;
        for (const Node& solute : solutes->array()) {
            for (const Node::Member& member : solute.table()) {
                if (member.key == "name") continue;
                EXPECT_TRUE(grade_in(member.node.source)) << row.name << ", " << member.key;
            }
        }
    }
}

TEST(Library, GeneralClassesOfProductsAreAllThere) {
    const Library all = library();
    for (const char* name : {"small-hydrophilic",
                             "peptide",
                             "protein",
                             "free-hyaluronan",
                             "gel-hyaluronan",
                             "toxin",
                             "platelet-rich-plasma",
                             "hyaluronan-ascorbate-cocktail"}) {
        EXPECT_TRUE(find_row(all.products, name)) << name;
    }
}

TEST(Library, OperatorsCarryLateralDepthAndVolumeErrors) {
    for (const OperatorRow& row : library().operators) {
        EXPECT_GE(row.errors.size(), 6U) << row.name;
        for (const Parameter& error : row.errors) EXPECT_EQ(error.place, "operator") << error.name;
    }
}

}  // namespace
}  // namespace mesogrid::models
