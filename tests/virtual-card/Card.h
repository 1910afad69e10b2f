// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_CARD_H
#define VIRTUAL_CARD_CARD_H

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "Clock.h"
#include "Control.h"
#include "Definition.h"
#include "Journal.h"
#include "Loopback.h"

namespace virtual_card {

class Stream;

/** One card, as one process sees it: the clock and what the two streams share. All but Find is called with the lock. */
class Card {
public:
    explicit Card(const Definition &definition);

    /** The card of the definition's folder; all streams of a process get the same. Thread-safe. */
    static std::shared_ptr<Card> Find(const Definition &definition);

    std::mutex &Lock() { return lock_; }

    const Clock &GetClock() const { return clock_; }
    Loopback &Cable() { return cable_; }
    Journal &GetJournal() { return journal_; }

    bool HasControl() const { return control_.IsOpen(); }
    bool IsPresent() const { return isPresent_; }
    bool IsBusy() const { return isBusy_; }

    void Attach(Stream &stream);
    void Detach(Stream &stream);

    /** The stream in the other direction, or null. */
    Stream *Other(const Stream &stream) const;

    /** Obeys the commands that have come. */
    void Update();

private:
    void Obey(const std::vector<std::string> &command);

    std::mutex lock_;
    Clock clock_;
    Control control_;
    Journal journal_;
    Loopback cable_;
    Stream *streams_[2] = {};
    bool isPresent_ = true;
    bool isBusy_ = false;
};

} // namespace virtual_card

#endif
