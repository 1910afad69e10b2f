// SPDX-License-Identifier: GPL-2.0-or-later
#include "Text.h"

#include <algorithm>
#include <charconv>

namespace netjack2 {

namespace {

constexpr size_t kLongestQuote = 64;

bool IsBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lowerCase) {
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

} // namespace

std::string Quoted(std::string_view text) {
    std::string quoted = "'";
    for (char c : text.substr(0, kLongestQuote)) {
        const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        quoted += control ? '?' : c;
    }
    return quoted + (text.size() > kLongestQuote ? "...'" : "'");
}

std::optional<int64_t> ToNumber(std::string_view text) {
    int64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end)
        return std::nullopt;
    return number;
}

std::optional<bool> ToSwitch(std::string_view text) {
    for (const char *word : {"on", "true", "yes", "1"})
        if (EqualsIgnoringCase(text, word))
            return true;
    for (const char *word : {"off", "false", "no", "0"})
        if (EqualsIgnoringCase(text, word))
            return false;
    return std::nullopt;
}

std::string Stripped(std::string_view text) {
    while (!text.empty() && IsBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && IsBlank(text.back()))
        text.remove_suffix(1);
    return std::string(text);
}

Problem Convert(OptionType type, const std::string &text, Value &value) {
    switch (type) {
    case OptionType::Text:
        value.text = text;
        return std::nullopt;
    case OptionType::Switch:
        if (const auto on = ToSwitch(text)) {
            value.number = *on;
            return std::nullopt;
        }
        return Quoted(text) + " is neither on nor off";
    case OptionType::Integer:
    case OptionType::Unsigned:
        break;
    }
    if (const auto number = ToNumber(text)) {
        value.number = *number;
        return std::nullopt;
    }
    return Quoted(text) + " is not a number";
}

} // namespace netjack2
