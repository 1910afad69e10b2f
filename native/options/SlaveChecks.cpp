// SPDX-License-Identifier: GPL-2.0-or-later
#include "SlaveChecks.h"

#include <cstring>

#include "Checks.h"
#include "Text.h"

namespace netjack2 {

Problem StoreName(const Value &value, char (&field)[64]) {
    const std::string name = value.text == kHostName ? "" : Stripped(value.text);
    if (name.size() >= sizeof(field))
        return Quoted(name) + " is longer than " + std::to_string(sizeof(field) - 1) + " bytes";
    std::memcpy(field, name.c_str(), name.size() + 1);
    return std::nullopt;
}

Problem StoreLatency(const Value &value, int32_t &field) {
    if (value.number > kLatencyRange.most)
        return "Error : network latency is limited to " + std::to_string(kLatencyRange.most);
    return StoreNumber(value, kLatencyRange.least, kLatencyRange.most, field);
}

Problem StoreCopies(const Value &value, int32_t &field) {
    return StoreNumber(value, kCopiesRange.least, kCopiesRange.most, field);
}

Problem StoreMtu(const Value &value, int32_t &field) {
    const std::string text = Stripped(value.text);
    field = 0;
    if (text == kAutoMtu)
        return std::nullopt;
    const auto number = ToNumber(text);
    if (!number)
        return Quoted(value.text) + " is neither auto nor a number";
    return StoreNumber({*number, {}}, 576, 9000, field);
}

namespace {

/** How samples travel, as numbered on the wire. */
struct Encoder {
    const char *name;
    int32_t number;
};

constexpr Encoder kFloat = {kFloatEncoder, 0};
constexpr Encoder kInt16 = {"int16", 1};
constexpr Encoder kOpus = {"opus", 3};

constexpr int kLeastKilobits = 8;
constexpr int kMostKilobits = 512;

/** What -e opus means without -O: nobody tells it from the original in music. */
constexpr int kDefaultKilobits = 128;

} // namespace

Problem StoreEncoder(const Value &value, int32_t &encoder, int32_t &kilobits) {
    for (const Encoder &known : {kFloat, kInt16, kOpus})
        if (value.text == known.name) {
            encoder = known.number;
            if (known.number != kOpus.number)
                kilobits = 0;
            else if (kilobits == 0)
                kilobits = kDefaultKilobits;
            return std::nullopt;
        }
    return Quoted(value.text) + " is none of float, int16 and opus";
}

Problem StoreKilobits(const Value &value, int32_t &encoder, int32_t &kilobits) {
    if (value.number == kNoCodec)
        return std::nullopt;
    Problem problem = StoreNumber(value, kLeastKilobits, kMostKilobits, kilobits);
    if (!problem)
        encoder = kOpus.number;
    return problem;
}

Problem RefuseCelt(const Value &value) {
    if (value.number != kNoCodec)
        return "CELT has become Opus: use -O " + std::to_string(value.number) + " instead";
    return std::nullopt;
}

} // namespace netjack2
