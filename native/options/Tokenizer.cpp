// SPDX-License-Identifier: GPL-2.0-or-later
#include "Tokenizer.h"

#include "Text.h"

namespace netjack2 {

Problem Tokenize(std::string_view line, std::vector<Word> &words) {
    bool inWord = false;
    size_t openQuote = std::string_view::npos;

    for (size_t i = 0; i < line.size(); i++) {
        const char c = line[i];
        const bool quoted = openQuote != std::string_view::npos;
        if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            inWord = false;
            continue;
        }
        if (!inWord)
            words.emplace_back();
        inWord = true;
        Word &word = words.back();
        if (c != '"') {
            word.text += c;
            continue;
        }
        openQuote = quoted ? std::string_view::npos : i;
        if (word.firstQuote == Word::kUnquoted)
            word.firstQuote = word.text.size();
    }
    if (openQuote != std::string_view::npos)
        return "the quote before " + Quoted(line.substr(openQuote + 1)) + " has no end";
    return std::nullopt;
}

} // namespace netjack2
