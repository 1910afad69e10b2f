// SPDX-License-Identifier: GPL-2.0-or-later
#include "ProgramOptions.h"

#include "Checks.h"
#include "Text.h"

namespace netjack2 {

namespace {

/** Separates the client from the port in JACK's names. */
constexpr char kSeparator = ':';

Problem StoreJackName(const OptionFacts &facts, const Value &value, char (&field)[64]) {
    const std::string name = value.text == facts.fallback ? "" : Stripped(value.text);
    if (name.find(kSeparator) != std::string::npos || !StoreText(name, field))
        return MustBe(facts, value);
    return std::nullopt;
}

} // namespace

const ModuleOptions<nj_program_options> &ProgramOptions() {
    using Options = nj_program_options;
    static const ModuleOptions<Options> module = {
        {{{.letter = 'J',
           .name = "jack-name",
           .description = "Name of the client in JACK",
           .fallback = "'module'",
           .example = "-J second",
           .takes = "a name of up to 63 bytes without a colon"},
          [](const OptionFacts &facts, const Value &value, Options &options) {
              return StoreJackName(facts, value, options.jack_name);
          }},
         NumberRow<Options>({.letter = 'Q',
                             .name = "quantum",
                             .type = OptionType::Integer,
                             .description = "Frames per period to ask of PipeWire; 0: its own choice",
                             .fallback = "0",
                             .example = "-Q 256",
                             .range = Range{16, 8192},
                             .special = 0},
                            &Options::quantum)}};
    return module;
}

} // namespace netjack2
