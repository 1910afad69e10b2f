// SPDX-License-Identifier: GPL-2.0-or-later
#include "Control.h"

#include <sstream>

#include <fcntl.h>
#include <sys/stat.h>

namespace virtual_card {

Control::Control(const std::string &path) : file_(open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0666)) {}

std::vector<std::vector<std::string>> Control::Read() {
    std::vector<std::vector<std::string>> commands;
    char buffer[4096];
    ssize_t size;
    while ((size = pread(file_.Number(), buffer, sizeof(buffer), offset_)) > 0) {
        offset_ += size;
        for (ssize_t i = 0; i < size; i++) {
            if (buffer[i] != '\n') {
                line_ += buffer[i];
                continue;
            }
            std::istringstream words(std::exchange(line_, {}));
            std::vector<std::string> command;
            for (std::string word; words >> word;)
                command.push_back(word);
            if (!command.empty())
                commands.push_back(command);
        }
    }
    return commands;
}

} // namespace virtual_card
