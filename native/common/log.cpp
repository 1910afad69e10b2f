#include <netjack2/abi.h>

extern "C" {
void jack_info(const char *format, ...);
void jack_error(const char *format, ...);
}

// The line is data, never a format: it may carry what a peer sent.
void nj_log_info(const char *line) noexcept {
    jack_info("%s", line);
}
void nj_log_error(const char *line) noexcept {
    jack_error("%s", line);
}
