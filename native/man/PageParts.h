// SPDX-License-Identifier: GPL-2.0-or-later
// What several manual pages have in common.
#ifndef NETJACK2_MAN_PAGEPARTS_H
#define NETJACK2_MAN_PAGEPARTS_H

#include <string>

#include "Roff.h"
#include "options/NetworkRows.h"
#include "options/Option.h"
#include "options/Text.h"

namespace netjack2 {

inline std::string Term(const OptionFacts &facts) {
    const char *value = facts.type == OptionType::Switch ? " [on|off]"
                        : facts.type == OptionType::Text ? " TEXT"
                                                         : " NUMBER";
    return std::string("-") + facts.letter + ", --" + facts.name + value;
}

inline std::string Meaning(const OptionFacts &facts) {
    std::string meaning = std::string(facts.description) + ".";
    if (facts.refusal)
        return meaning;
    meaning += "\nAccepts " + Accepted(facts) + ".";
    if (*facts.fallback)
        meaning += std::string("\nDefault: ") + facts.fallback + ".";
    return meaning;
}

template <typename Options>
void AddOptions(Roff &page, const ModuleOptions<Options> &module, const char *help,
                const char *refusal = "An unknown option and a value that is not accepted are rejected; the server's "
                                      "log has the reason.") {
    page.Section("OPTIONS");
    for (const OptionFacts &facts : module.table)
        page.Item(Term(facts), Meaning(facts));
    page.Item("-h, --help", help);
    page.Paragraph(refusal);
}

inline void AddNetworkVariables(Roff &page) {
    page.Item(kAddressVariable, "The address, if -a is not given.");
    page.Item(kPortVariable, "The port, if -p is not given.");
}

inline void AddStateFolder(Roff &page) {
    page.Item("XDG_STATE_HOME", "The folder that holds netjack2/, in which connections are saved. Default: "
                                "~/.local/state.");
}

} // namespace netjack2

#endif
