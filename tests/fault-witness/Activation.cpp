// SPDX-License-Identifier: GPL-2.0-or-later
// With NETJACK2_ACTIVATION_FAILS, jack_activate activates a client and then fails, as it does where no cycle comes in
// time: the thread of the client's callbacks runs.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace {

using Call = int (*)(void *client);
std::atomic<void *> failed;

Call Next(const char *name) {
    return reinterpret_cast<Call>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" int jack_activate(void *client) {
    const int result = Next("jack_activate")(client);
    if (!std::getenv("NETJACK2_ACTIVATION_FAILS"))
        return result;
    failed = client;
    return -1;
}

extern "C" int jack_deactivate(void *client) {
    if (failed == client)
        std::fputs("the client whose activation failed is deactivated\n", stderr);
    return Next("jack_deactivate")(client);
}
