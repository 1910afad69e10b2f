// SPDX-License-Identifier: GPL-2.0-or-later
#include "Text.h"

#include <algorithm>
#include <charconv>
#include <limits>

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
    if (rest != end || error == std::errc::invalid_argument)
        return std::nullopt;
    if (error == std::errc::result_out_of_range)
        return text.front() == '-' ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int64_t>::max();
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

std::string Listed(const std::vector<std::string> &items, const char *last) {
    std::string list;
    for (size_t i = 0; i < items.size(); i++)
        list += (i == 0 ? "" : i + 1 == items.size() ? std::string(" ") + last + " " : ", ") + items[i];
    return list;
}

std::string Accepted(const OptionFacts &facts) {
    if (facts.type == OptionType::Switch)
        return "on or off";
    std::vector<std::string> items;
    if (*facts.takes)
        items.push_back(facts.takes);
    if (facts.range && facts.range->most - facts.range->least == 1)
        for (const int64_t number : {facts.range->least, facts.range->most})
            items.push_back(std::to_string(number));
    else if (facts.range)
        items.push_back(std::to_string(facts.range->least) + " to " + std::to_string(facts.range->most));
    if (facts.special)
        items.push_back(std::to_string(*facts.special));
    items.insert(items.end(), facts.words.begin(), facts.words.end());
    return Listed(items, "or");
}

std::string Explained(const OptionFacts &facts) {
    const bool isListed = facts.range || (!facts.words.empty() && !*facts.takes);
    return isListed ? facts.description + (" (" + Accepted(facts) + ")") : facts.description;
}

std::string MustBe(const OptionFacts &facts, const std::string &typed) {
    const std::string word = Stripped(typed);
    const bool isNumber = ToNumber(word) && word.size() < kLongestQuote;
    return "must be " + Accepted(facts) + ", not " + (isNumber ? word : Quoted(word)) +
           (isNumber && facts.hint ? std::string("; ") + facts.hint : "");
}

std::string MustBe(const OptionFacts &facts, const Value &value) {
    const bool wasTyped = facts.type == OptionType::Text || !value.text.empty();
    return MustBe(facts, wasTyped ? value.text : std::to_string(value.number));
}

Problem Convert(const OptionFacts &facts, const std::string &text, Value &value) {
    value = {0, text};
    if (facts.type == OptionType::Text)
        return std::nullopt;
    const std::string word = Stripped(text);
    const auto number = facts.type == OptionType::Switch ? std::optional<int64_t>(ToSwitch(word)) : ToNumber(word);
    if (!number)
        return facts.refusal ? facts.refusal : MustBe(facts, text);
    value.number = *number;
    return std::nullopt;
}

} // namespace netjack2
