// SPDX-License-Identifier: GPL-2.0-or-later
// Manual pages, written as roff: what man(1) reads.
#ifndef NETJACK2_MAN_ROFF_H
#define NETJACK2_MAN_ROFF_H

#include <string>
#include <string_view>

namespace netjack2 {

/** A page that grows section by section. Text is given as it is to be read; what means something to roff is escaped. */
class Roff {
public:
    /** @p summary is what apropos(1) lists. */
    Roff(std::string_view name, int section, std::string_view version, std::string_view summary);

    void Section(std::string_view title);

    void Paragraph(std::string_view text);

    /** A term, printed bold, with its meaning indented below it. */
    void Item(std::string_view term, std::string_view text);

    /** Lines as they are: commands to type. */
    void Example(std::string_view text);

    const std::string &Text() const { return text_; }

private:
    void Separate();
    void Line(std::string_view macro, std::string_view text);

    std::string text_;
    bool isFirst_ = true; // of its section
};

} // namespace netjack2

#endif
