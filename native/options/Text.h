// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and words in text that a user typed.
#ifndef NETJACK2_OPTIONS_TEXT_H
#define NETJACK2_OPTIONS_TEXT_H

#include <cstring>
#include <string>
#include <string_view>

#include "Option.h"

namespace netjack2 {

/** The text in quotes, fit for a log line: no control characters, at most 64 bytes of it. */
std::string Quoted(std::string_view text);

/** A decimal number that is all of the text. What is beyond 64 bits becomes the largest or smallest number. */
std::optional<int64_t> ToNumber(std::string_view text);

/** on, true, yes, 1 or off, false, no, 0, in any case. */
std::optional<bool> ToSwitch(std::string_view text);

/** The text without the blanks around it. */
std::string Stripped(std::string_view text);

/** Copies the text and a NUL into the field. False if it does not fit. */
template <size_t Size> bool StoreText(const std::string &text, char (&field)[Size]) {
    if (text.size() >= Size)
        return false;
    std::memcpy(field, text.c_str(), text.size() + 1);
    return true;
}

/** "float, int16 or opus" */
std::string Listed(const std::vector<std::string> &items, const char *last);

/** What an option accepts: "0 to 255 or -1", "on or off". */
std::string Accepted(const OptionFacts &facts);

/** The description with the numbers or words that the option accepts: "UDP port (1 to 65535)". */
std::string Explained(const OptionFacts &facts);

/** Why what was typed is rejected: "must be 0 to 30, not 31". */
std::string MustBe(const OptionFacts &facts, const std::string &typed);

/** The same of a value. */
std::string MustBe(const OptionFacts &facts, const Value &value);

/** The value that the text stands for in an option of this type. */
Problem Convert(const OptionFacts &facts, const std::string &text, Value &value);

} // namespace netjack2

#endif
