// SPDX-License-Identifier: GPL-2.0-or-later
#include "Card.h"

#include <cmath>
#include <cstdlib>
#include <map>

#include "Stream.h"

namespace virtual_card {

namespace {

constexpr double kMostStall = 3'600'000; // ms

std::optional<double> ToNumber(const std::string &text, double least, double most) {
    char *end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end || !(number >= least && number <= most))
        return std::nullopt;
    return number;
}

} // namespace

Card::Card(const Definition &definition)
    : clock_(definition.deviation), control_(definition.folder + "/control"), journal_(definition.folder + "/journal") {
    if (!control_.IsOpen())
        return;
    // What was ordered before this process came has happened, but for what it left behind.
    for (const auto &command : control_.Read())
        if (command[0] != "stall" && command[0] != "xrun")
            Obey(command);
}

std::shared_ptr<Card> Card::Find(const Definition &definition) {
    static std::mutex lock;
    static std::map<std::string, std::weak_ptr<Card>> cards;
    const std::lock_guard guard(lock);
    std::weak_ptr<Card> &known = cards[definition.folder];
    std::shared_ptr<Card> card = known.lock();
    if (!card)
        known = card = std::make_shared<Card>(definition);
    return card;
}

void Card::Attach(Stream &stream) {
    streams_[stream.Direction()] = &stream;
}

void Card::Detach(Stream &stream) {
    streams_[stream.Direction()] = nullptr;
}

Stream *Card::Other(const Stream &stream) const {
    return streams_[1 - stream.Direction()];
}

void Card::Update() {
    for (const auto &command : control_.Read()) {
        // What was before the command is played by the clock that was.
        for (Stream *stream : streams_)
            if (stream)
                stream->Advance();
        Obey(command);
    }
}

void Card::Obey(const std::vector<std::string> &command) {
    const std::string &verb = command[0];
    const std::string object = command.size() > 1 ? command[1] : "";
    bool isKnown = command.size() == 1;
    if (verb == "vanish" && isKnown) {
        isPresent_ = false;
        for (Stream *stream : streams_)
            if (stream)
                stream->Disconnect();
    } else if (verb == "return" && isKnown) {
        isPresent_ = true;
    } else if (verb == "busy" && isKnown) {
        isBusy_ = true;
    } else if (verb == "free" && isKnown) {
        isBusy_ = false;
    } else if (verb == "xrun" && isKnown) {
        for (Stream *stream : streams_)
            if (stream)
                stream->Break();
    } else if (const auto ppm = ToNumber(object, -500'000, 500'000); verb == "ppm" && command.size() == 2 && ppm) {
        isKnown = true;
        clock_.SetDeviation(*ppm, Now());
    } else if (const auto stall = ToNumber(object, 0, kMostStall); verb == "stall" && command.size() == 2 && stall) {
        isKnown = true;
        clock_.Stall(static_cast<int64_t>(*stall * 1e6), Now());
    } else {
        isKnown = false;
    }

    std::string line;
    for (const std::string &word : command)
        line += ' ' + word;
    if (!isKnown)
        SNDERR("virtual card: no such command:%s; there are vanish, return, busy, free, xrun, ppm N, stall MS",
               line.c_str());
    journal_.Write((isKnown ? "control" : "unknown") + line);
}

} // namespace virtual_card
