// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_CONTROL_H
#define VIRTUAL_CARD_CONTROL_H

#include <string>
#include <vector>

#include "Descriptor.h"

namespace virtual_card {

/** Reads the commands that others append to a file: a line each, every reader gets all. */
class Control {
public:
    /** Makes the file if there is none. */
    explicit Control(const std::string &path);

    bool IsOpen() const { return static_cast<bool>(file_); }

    /** The lines that have been completed since the last call, as words. The first call gets all that the file has. */
    std::vector<std::vector<std::string>> Read();

private:
    Descriptor file_;
    off_t offset_ = 0;
    std::string line_; ///< as far as it has come
};

} // namespace virtual_card

#endif
