// SPDX-License-Identifier: GPL-2.0-or-later
#include "Journal.h"

#include <fcntl.h>

#include "Clock.h"

namespace virtual_card {

Journal::Journal(const std::string &path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {}

void Journal::Write(const std::string &words) {
    const std::string line = std::to_string(Now()) + ' ' + words + '\n';
    // A journal that cannot be written is missed by its reader; the card plays on.
    [[maybe_unused]] const ssize_t written = write(file_.Number(), line.data(), line.size());
}

} // namespace virtual_card
