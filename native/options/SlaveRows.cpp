// SPDX-License-Identifier: GPL-2.0-or-later
#include "SlaveRows.h"

#include "Text.h"

namespace netjack2 {

namespace {

/** The bit rate of -e opus without -O: music is almost indistinguishable from the source. */
constexpr int kDefaultKilobits = 128;

/** Numbers on the wire. */
struct Encoder {
    const char *name;
    int32_t number;
};

/** The latency with masters that cannot change it: that of jack2. */
constexpr int kUsualLatency = 5;

constexpr Encoder kEncoders[] = {{"float", NJ_ENCODER_FLOAT}, {"int16", NJ_ENCODER_INT16}, {"opus", NJ_ENCODER_OPUS}};

} // namespace

Problem StoreMtu(const OptionFacts &facts, const Value &value, int32_t &field) {
    const std::string text = Stripped(value.text);
    field = 0;
    if (text == facts.fallback)
        return std::nullopt;
    const auto number = ToNumber(text);
    return number ? StoreNumber(facts, {*number, text}, field) : MustBe(facts, value);
}

Problem StoreEncoder(const OptionFacts &facts, const Value &value, int32_t &field) {
    for (const Encoder &known : kEncoders)
        if (value.text == known.name) {
            field = known.number;
            return std::nullopt;
        }
    return MustBe(facts, value);
}

// jackd passes the default on, quotes included, if -n is typed without a name.
Problem StoreName(const OptionFacts &facts, const Value &value, char (&field)[64]) {
    const std::string name = value.text == facts.fallback ? "" : Stripped(value.text);
    if (!StoreText(name, field))
        return MustBe(facts, value);
    return std::nullopt;
}

Problem StoreLatency(const OptionFacts &facts, const Value &value, nj_slave_options &options) {
    const std::string text = Stripped(value.text);
    options.latency_mode = NJ_LATENCY_CONSTANT;
    for (size_t word = 0; word < facts.words.size(); word++)
        if (text == facts.words[word]) {
            options.latency_mode = NJ_LATENCY_AUTO + static_cast<int32_t>(word);
            options.latency = kUsualLatency;
            return std::nullopt;
        }
    const auto number = ToNumber(text);
    return number ? StoreNumber(facts, {*number, text}, options.latency) : MustBe(facts, value);
}

Problem CompleteSlave(nj_slave_options &options, const std::string &given) {
    const auto isFree = [&given](const char *letters) { return given.find_first_of(letters) == std::string::npos; };
    if (options.wlan && isFree("eO"))
        options.encoder = NJ_ENCODER_INT16;
    if (options.wlan && isFree("lm")) {
        options.latency_mode = NJ_LATENCY_STABLE;
        options.latency = kUsualLatency;
    }
    if (options.latency_mode != NJ_LATENCY_CONSTANT && options.copies != 0)
        return "-R needs a latency that stays: give -l a number, or leave out -R";
    return CompletePorts(options);
}

void SettleEncoder(int32_t &encoder, int32_t &kilobits) {
    if (kilobits != kNoCodec)
        encoder = NJ_ENCODER_OPUS;
    else
        kilobits = encoder == NJ_ENCODER_OPUS ? kDefaultKilobits : 0;
}

} // namespace netjack2
