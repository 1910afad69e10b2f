// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_JACK_LOG_H
#define NETJACK2_JACK_LOG_H

extern "C" {

[[gnu::format(printf, 1, 2)]] void jack_info(const char *format, ...);
[[gnu::format(printf, 1, 2)]] void jack_error(const char *format, ...);

/** From now on the log lines of this thread are queued, and another thread prints them. */
int set_threaded_log_function();
}

#endif
