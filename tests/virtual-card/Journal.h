// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_JOURNAL_H
#define VIRTUAL_CARD_JOURNAL_H

#include <string>

#include "Descriptor.h"

namespace virtual_card {

/** What happened to the card, a line each: nanoseconds of CLOCK_MONOTONIC, and the words. */
class Journal {
public:
    explicit Journal(const std::string &path);

    /** Streams and processes write whole lines. */
    void Write(const std::string &words);

private:
    Descriptor file_;
};

} // namespace virtual_card

#endif
