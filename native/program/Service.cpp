// SPDX-License-Identifier: GPL-2.0-or-later
// The service manager that has started a program: the protocol of sd_notify(3), a datagram to the socket that it names.
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <netjack2/program.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void nj_program_notify(const char *state) noexcept {
    const char *path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
    const size_t length = path ? std::strlen(path) : 0;
    if (length == 0 || length > sizeof(address.sun_path) || (*path != '/' && *path != '@'))
        return;
    std::memcpy(address.sun_path, path, length);
    // An abstract name begins with a NUL.
    if (*path == '@')
        address.sun_path[0] = '\0';
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    // No report where no process listens: the service manager sees that by itself.
    [[maybe_unused]] const ssize_t sent =
        sendto(descriptor, state, std::strlen(state), MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address),
               static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
    close(descriptor);
}
