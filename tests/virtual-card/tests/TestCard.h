// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_TESTS_TESTCARD_H
#define VIRTUAL_CARD_TESTS_TESTCARD_H

#include <filesystem>
#include <string>
#include <vector>

namespace virtual_card {

using Bytes = std::vector<unsigned char>;

/** A card in a folder of its own, which goes with it. ALSA knows it by Name() as soon as it exists. */
class TestCard {
public:
    /** @param parameters as in an asoundrc, but for type and folder */
    explicit TestCard(const std::string &parameters = "");
    TestCard(const TestCard &) = delete;
    TestCard &operator=(const TestCard &) = delete;
    ~TestCard();

    const char *Name() const { return name_.c_str(); }

    void Order(const std::string &command) const;

    /** Gives it sound to capture. */
    void Capture(const Bytes &frames) const;

    Bytes Played() const;
    std::string Journal() const;

    /** The tick of the last start in the journal. */
    long StartTick(const std::string &direction) const;

private:
    const std::string name_;
    const std::filesystem::path folder_;
};

/** Bytes that look like noise, and are the same each time. */
Bytes Noise(size_t size);

} // namespace virtual_card

#endif
