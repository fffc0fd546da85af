#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/format/gzip.hpp"
#include "engine/format/toml.hpp"
#include "engine/run/simulate.hpp"

#include "models/catalogs.hpp"

#include "app/report.hpp"
#include "app/report/embedded.hpp"
#include "tests/app/program.hpp"

/// Whatever the data say, the page around them stays the same.
namespace mesogrid::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kPlace = "@MESOGRID_DATA@";

const std::vector<std::string>& hostile() {
    static const std::vector<std::string> texts = {
        "</script><img src=x onerror=alert(1)>",
        "<!--<script>",
        "]]><svg/onload=alert(2)>",
        "{{7*7}} ${7*7} @MESOGRID_DATA@",
        "\xE2\x80\xAEgnp.exe",
        "\"' onmouseover=alert(3) x='",
        "\\u003c/script\\u003e",
        std::string(200, 'W'),
        "\xE2\x80\xA8\xE2\x80\xA9",
        ")embedded\"",
    };
    return texts;
}

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

/// Every text of a result, replaced.
RunResult with_text(RunResult result, const std::string& text) {
    result.name = text;
    result.file = text;
    result.source = text;
    result.target.site = text;
    result.target.layer = text;
    for (std::string* field : {&result.prescription.solute,
                               &result.prescription.layer,
                               &result.prescription.footing,
                               &result.prescription.label.text}) {
        *field = text;
    }
    for (ResolvedValue& value : result.resolved) {
        value.path = text;
        value.value = text;
        value.source = text;
        value.where.file = text;
        value.range = text;
    }
    result.notes = {text};
    for (Measured& measured : result.measures) measured.reason = text;
    for (Curve& curve : result.curves) curve.x_name = text;
    for (Table& table : result.tables) table.name = text;
    result.ledger.solute = text;
    for (ProbeSeries& series : result.probes) series.solute = text;
    for (SourceFile& file : result.files) file.text = text;
    if (result.responses) result.responses->no_fields = text;
    return result;
}

TEST(ReportPage, IsItsTemplateAroundOneBlockOfBase64WhateverTheTexts) {
    Params params(parse_toml(small_scenario(), "small.toml"));
    const Scenario scenario = read_scenario(params, models::catalogs(), "small.toml");
    const RunResult result = simulate(scenario);
    const std::string_view page = app::embedded::page_html();
    const std::size_t at = page.find(kPlace);
    ASSERT_NE(at, std::string_view::npos);
    ASSERT_EQ(page.find(kPlace, at + 1), std::string_view::npos);
    for (const std::string& text : hostile()) {
        const Comparison comparison{.protocols = {with_text(result, text)}};
        const ProgramFacts program{.version = text, .commit = text, .compiler = text};
        const std::string bytes = app::report_page(comparison, program, text);
        const std::size_t length = bytes.size() - (page.size() - kPlace.size());
        ASSERT_EQ(bytes.substr(0, at), page.substr(0, at));
        ASSERT_EQ(bytes.substr(at + length), page.substr(at + kPlace.size()));
        EXPECT_EQ(bytes.substr(at, length)
                      .find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                         "0123456789+/="),
                  std::string::npos);
    }
}

TEST(ReportPage, AsksForNothingAndRunsOnlyWhatItsPolicyNames) {
    const std::string page(app::embedded::page_html());
    EXPECT_THAT(page, HasSubstr("default-src 'none'; script-src 'sha256-"));
    EXPECT_THAT(page, HasSubstr("style-src 'sha256-"));
    for (const char* word : {"<link", "<img", " src=", "@import", "url(http", "unsafe-inline"}) {
        EXPECT_EQ(page.find(word), std::string::npos) << word;
    }
}

TEST(ReportCommand, WritesThePageOfAResultAndKeepsWhatIsThere) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.toml", small_scenario());
    const std::string result = (folder.path() / "r.h5").string();
    const std::string page = (folder.path() / "p.html").string();
    ASSERT_EQ(run_program({"run", scenario, "-o", result, "--quiet"}).exit_code, 0);
    const Outcome written = run_program({"report", result, "-o", page});
    EXPECT_EQ(written.exit_code, 0) << written.err;
    EXPECT_THAT(content_of(page), HasSubstr("mesogrid report"));
    const Outcome again = run_program({"report", result, "-o", page});
    EXPECT_EQ(again.exit_code, 2);
    EXPECT_THAT(again.err, HasSubstr("E0507"));
    EXPECT_EQ(run_program({"report", result, "-o", page, "--force"}).exit_code, 0);
    EXPECT_THAT(run_program({"report", result, "-o", page + ".txt"}).err, HasSubstr("E0504"));
    EXPECT_EQ(run_program({"report", scenario, "-o", page, "--force"}).exit_code, 6);
    EXPECT_EQ(run_program({"report", result}).exit_code, 2);
    EXPECT_EQ(run_program({"run", scenario, "--report", page}).exit_code, 2);
}

TEST(ReportCommand, GivesTheSameBytesForAnyNumberOfThreads) {
    const ScratchFolder folder;
    const std::string scenario = folder.write("a.toml", small_scenario());
    const std::string one = (folder.path() / "1.h5").string();
    const std::string four = (folder.path() / "4.h5").string();
    ASSERT_EQ(run_program({"run", scenario, "-o", one, "--threads", "1"}).exit_code, 0);
    ASSERT_EQ(run_program({"run", scenario, "-o", four, "--threads", "4"}).exit_code, 0);
    std::vector<std::string> pages;
    for (const std::string& result : {one, four}) {
        const StoredResult stored = read_result(result);
        pages.push_back(app::report_page(stored.comparison, {}, ""));
    }
    EXPECT_TRUE(pages[0] == pages[1]);
}

TEST(Base64, IsThatOfRfc4648) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(Gzip, HasItsHeaderWithoutTimeAndIsRepeatable) {
    const std::string packed = gzip("the same bytes");
    EXPECT_EQ(packed.substr(0, 8), std::string("\x1f\x8b\x08\0\0\0\0\0", 8));
    EXPECT_EQ(packed, gzip("the same bytes"));
}

}  // namespace
}  // namespace mesogrid::testing
