#include "engine/format/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/base/error.hpp"

namespace mesogrid {
namespace {

void require(int succeeded) {
    if (succeeded != 1) throw InternalError("SHA-256 is not available in this libcrypto");
}

}  // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    require(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()));
}

Sha256Digest Sha256::finish() {
    Sha256Digest digest{};
    require(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr));
    return digest;
}

std::string to_text(const Sha256Digest& digest) {
    std::string text;
    for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

}  // namespace mesogrid
