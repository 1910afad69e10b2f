// SPDX-License-Identifier: GPL-2.0-or-later
// Parsing of an init string by a table of options. Unlike jackd's own parser it rejects everything that it does not
// understand, and it ends for every string.
#ifndef NETJACK2_OPTIONS_INITSTRING_H
#define NETJACK2_OPTIONS_INITSTRING_H

#include "Defaults.h"
#include "Option.h"
#include "Text.h"
#include "Tokenizer.h"

namespace netjack2 {

/** "-a, -p and -h": the options that exist. */
template <typename Options> std::string Letters(const OptionTable<Options> &table) {
    std::vector<std::string> letters;
    for (const OptionFacts &facts : table)
        letters.push_back(std::string("-") + facts.letter);
    letters.emplace_back("-h");
    return Listed(letters, "and");
}

/** An init string while it is read: which words are options, and which are their values. */
template <typename Options> class InitStringParser {
public:
    InitStringParser(const OptionTable<Options> &table, std::vector<Word> words)
        : table_(table), words_(std::move(words)) {}

    Problem Parse(Options &options, bool &help) {
        while (next_ < words_.size()) {
            const Word &word = words_[next_++];
            if (word.text.empty())
                continue; // "" is no more than a blank
            if (!word.IsOption())
                return Quoted(word.text) + " is not part of an option; there are " + Letters(table_);
            if (word.text == "-h" || word.text == "--help") {
                help = true;
                return std::nullopt;
            }
            if (auto problem = word.text[1] == '-' ? ParseLong(word, options) : ParseShort(word, options))
                return problem;
        }
        return std::nullopt;
    }

    /** The letters of the options that were there. */
    const std::string &Given() const { return given_; }

private:
    Problem ParseShort(const Word &word, Options &options) {
        const auto *option = Find(table_, word.text[1]);
        if (!option)
            return "unknown option " + Quoted(word.text) + "; there are " + Letters(table_);
        // Quotes directly after the letter, even empty ones, are a value: -n""
        if (word.text.size() > 2 || word.firstQuote == 2)
            return Store(*option, word.text.substr(2), options);
        return ParseDetached(*option, options);
    }

    Problem ParseLong(const Word &word, Options &options) {
        const size_t equals = word.text.find('=');
        const auto *option = Find(table_, word.text.substr(2, equals - 2));
        if (!option)
            return "unknown option " + Quoted(word.text) + "; there are " + Letters(table_);
        if (equals != std::string::npos)
            return Store(*option, word.text.substr(equals + 1), options);
        return ParseDetached(*option, options);
    }

    /** The value, if any, is the next word. */
    Problem ParseDetached(const Option<Options> &option, Options &options) {
        const Word *word = next_ < words_.size() ? &words_[next_] : nullptr;
        const bool isOption = word && word->IsOption() && !(IsNumber(option.type) && ToNumber(word->text));
        if (option.type == OptionType::Switch && (!word || isOption))
            return Store(option, "on", options);
        if (!word || isOption)
            return Title(option) + ": no value" + (word ? " before " + Quoted(word->text) : "");
        next_++;
        return Store(option, word->text, options);
    }

    Problem Store(const Option<Options> &option, const std::string &text, Options &options) {
        Value value;
        if (const auto problem = Convert(option, text, value))
            return Title(option) + ": " + *problem;
        return netjack2::Store(option, value, options, given_);
    }

    const OptionTable<Options> &table_;
    const std::vector<Word> words_;
    size_t next_ = 0;
    std::string given_;
};

/** Sets in @p options the defaults and the values of the line; @p help is set if it asks for help. */
template <typename Options>
Problem ParseInitString(std::string_view line, const ModuleOptions<Options> &module, Options &options, bool &help) {
    if (auto problem = SetDefaults(module.table, options))
        return problem;
    std::vector<Word> words;
    if (auto problem = Tokenize(line, words))
        return problem;
    InitStringParser<Options> parser(module.table, std::move(words));
    if (auto problem = parser.Parse(options, help))
        return problem;
    return help ? std::nullopt : Complete(module, options, parser.Given());
}

} // namespace netjack2

#endif
