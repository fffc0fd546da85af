#include "engine/format/sha256.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace mesogrid {
namespace {

std::string digest_of(std::string_view text, std::size_t piece) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const std::string_view part = text.substr(at, piece);
        hash.add(std::as_bytes(std::span(part.data(), part.size())));
    }
    return to_text(hash.finish());
}

// Known answers: FIPS 180-4 examples (one block, two blocks, a million times "a").
TEST(Sha256, GivesThePublishedAnswers) {
    EXPECT_EQ(digest_of("", 1), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(digest_of("abc", 3),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 7),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(digest_of(std::string(1000000, 'a'), 4097),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace mesogrid
