// SPDX-License-Identifier: GPL-2.0-or-later
// What is the same of the log of a module and of that of a program.
#include <netjack2/abi.h>

#include "common/ModuleLog.h"

void netjack2::LogVersion() noexcept {
    LogInfo("netjack2-cs " NJ_VERSION);
}

// A line of the managed side is data, never a format: it may contain what a peer sent.
void nj_log_info(const char *line) noexcept {
    netjack2::LogInfo("%s", line);
}

void nj_log_error(const char *line) noexcept {
    netjack2::LogError("%s", line);
}
