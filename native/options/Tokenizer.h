// SPDX-License-Identifier: GPL-2.0-or-later
// An init string, as `jack_load -i` passes it, cut into words.
#ifndef NETJACK2_OPTIONS_TOKENIZER_H
#define NETJACK2_OPTIONS_TOKENIZER_H

#include <string>
#include <string_view>
#include <vector>

#include "Option.h"

namespace netjack2 {

/** A run of characters between blanks. Double quotes protect blanks and are removed, wherever in the word they are. */
struct Word {
    static constexpr size_t kUnquoted = static_cast<size_t>(-1);

    std::string text;
    size_t firstQuote = kUnquoted; ///< where in the text the first quoted part began

    /** Quoted from its beginning, a word is a value even if it begins with a dash. */
    bool IsOption() const { return firstQuote != 0 && text.size() > 1 && text[0] == '-'; }
};

/** Cuts @p line into words; the problem is a quote without an end. Looks at each character once. */
Problem Tokenize(std::string_view line, std::vector<Word> &words);

} // namespace netjack2

#endif
