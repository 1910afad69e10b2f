// SPDX-License-Identifier: GPL-2.0-or-later
// Parsing of an init string by a table of options. Other than the server's own parser it refuses what it does not
// understand, whatever the string: it never guesses, never ignores and always ends.
#ifndef NETJACK2_OPTIONS_INITSTRING_H
#define NETJACK2_OPTIONS_INITSTRING_H

#include "Option.h"
#include "Text.h"
#include "Tokenizer.h"

namespace netjack2 {

/** "-a, -p and -h": what a refusal says is allowed. */
template <typename Options> std::string Letters(const OptionTable<Options> &table) {
    std::string letters;
    for (const auto &option : table)
        letters += std::string(letters.empty() ? "" : ", ") + '-' + option.letter;
    return letters + " and -h";
}

/** An init string being read: what an option is and where its value comes from. */
template <typename Options> class InitStringParser {
public:
    InitStringParser(const OptionTable<Options> &table, std::vector<Word> words)
        : table_(table), words_(std::move(words)) {}

    Problem Parse(Options &options, bool &help) {
        while (next_ < words_.size()) {
            const Word &word = words_[next_++];
            if (word.text.empty())
                continue; // "" says as little as a blank does
            if (!word.IsOption())
                return Quoted(word.text) + " belongs to no option; allowed are " + Letters(table_);
            if (word.text == "-h" || word.text == "--help") {
                help = true;
                return std::nullopt;
            }
            if (auto problem = word.text[1] == '-' ? ParseLong(word, options) : ParseShort(word, options))
                return problem;
        }
        return std::nullopt;
    }

private:
    Problem ParseShort(const Word &word, Options &options) {
        const auto *option = Find(table_, word.text[1]);
        if (!option)
            return "unknown option " + Quoted(word.text) + "; allowed are " + Letters(table_);
        // Quotes directly after the letter, even empty ones, are a value: -n""
        if (word.text.size() > 2 || word.firstQuote == 2)
            return Store(*option, word.text.substr(2), options);
        return ParseDetached(*option, options);
    }

    Problem ParseLong(const Word &word, Options &options) {
        const size_t equals = word.text.find('=');
        const auto *option = Find(table_, word.text.substr(2, equals - 2));
        if (!option)
            return "unknown option " + Quoted(word.text) + "; allowed are " + Letters(table_);
        if (equals != std::string::npos)
            return Store(*option, word.text.substr(equals + 1), options);
        return ParseDetached(*option, options);
    }

    /** The value, if any, is the next word. */
    Problem ParseDetached(const Option<Options> &option, Options &options) {
        const Word *word = next_ < words_.size() ? &words_[next_] : nullptr;
        if (option.type == OptionType::Switch) {
            if (!word || !ToSwitch(word->text))
                return Store(option, "on", options);
        } else if (!word || (word->IsOption() && !IsNegative(option, *word))) {
            return Title(option) + ": no value" + (word ? " before " + Quoted(word->text) : "");
        }
        next_++;
        return Store(option, word->text, options);
    }

    static bool IsNegative(const Option<Options> &option, const Word &word) {
        return option.type == OptionType::Integer && ToNumber(word.text);
    }

    static Problem Store(const Option<Options> &option, const std::string &text, Options &options) {
        Value value;
        if (const auto problem = Convert(option.type, text, value))
            return *problem + " (" + Title(option) + ")";
        return netjack2::Store(option, value, options);
    }

    const OptionTable<Options> &table_;
    const std::vector<Word> words_;
    size_t next_ = 0;
};

/** Sets what @p line says in @p options; @p help is set where it asks for help. Null and blanks say nothing. */
template <typename Options>
Problem ParseInitString(const char *line, const OptionTable<Options> &table, Options &options, bool &help) {
    std::vector<Word> words;
    if (auto problem = Tokenize(line ? line : "", words))
        return problem;
    return InitStringParser<Options>(table, std::move(words)).Parse(options, help);
}

} // namespace netjack2

#endif
