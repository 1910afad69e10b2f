// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and words out of text that a user wrote.
#ifndef NETJACK2_OPTIONS_TEXT_H
#define NETJACK2_OPTIONS_TEXT_H

#include <string>
#include <string_view>

#include "Option.h"

namespace netjack2 {

/** The text between quotes, fit for a log line: no control characters, not longer than a line bears. */
std::string Quoted(std::string_view text);

/** A decimal number, all of the text, within 64 bits. */
std::optional<int64_t> ToNumber(std::string_view text);

/** on, true, yes, 1 or off, false, no, 0, in any case. */
std::optional<bool> ToSwitch(std::string_view text);

/** Without the blanks around it. */
std::string Stripped(std::string_view text);

/** The value that the text stands for in an option of this type, or what it should have been. */
Problem Convert(OptionType type, const std::string &text, Value &value);

} // namespace netjack2

#endif
