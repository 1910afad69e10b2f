// SPDX-License-Identifier: GPL-2.0-or-later
#include "Roff.h"

namespace netjack2 {

namespace {

std::string Escaped(std::string_view text) {
    std::string escaped;
    bool atBeginning = true;
    for (const char c : text) {
        // A dot or an apostrophe at the beginning of a line would be a command.
        if (atBeginning && (c == '.' || c == '\''))
            escaped += "\\&";
        if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-"; // the one that can be copied into a shell
        else
            escaped += c;
        atBeginning = c == '\n';
    }
    return escaped;
}

} // namespace

Roff::Roff(std::string_view name, int section, std::string_view version, std::string_view summary) {
    Line(".TH", std::string(name) + " " + std::to_string(section) + " \"\" \"netjack2 " + std::string(version) + "\"");
    Section("NAME");
    text_ += Escaped(name) + " \\- " + Escaped(summary) + "\n";
}

void Roff::Section(std::string_view title) {
    Line(".SH", title);
    isFirst_ = true;
}

void Roff::Paragraph(std::string_view text) {
    Separate();
    text_ += Escaped(text) + "\n";
}

void Roff::Item(std::string_view term, std::string_view text) {
    isFirst_ = false;
    text_ += ".TP\n.B " + Escaped(term) + "\n" + Escaped(text) + "\n";
}

void Roff::Example(std::string_view text) {
    Separate();
    text_ += ".nf\n.RS 4\n" + Escaped(text) + "\n.RE\n.fi\n";
}

// The first paragraph of a section follows its heading.
void Roff::Separate() {
    if (!isFirst_)
        text_ += ".PP\n";
    isFirst_ = false;
}

void Roff::Line(std::string_view macro, std::string_view text) {
    text_.append(macro).append(" ").append(text).append("\n");
}

} // namespace netjack2
