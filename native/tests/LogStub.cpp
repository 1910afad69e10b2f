#include <netjack2/abi.h>

#include "LogStub.h"

std::string lastInfo;

void nj_log_info(const char *line) noexcept {
    lastInfo = line;
}
void nj_log_error(const char *) noexcept {}
