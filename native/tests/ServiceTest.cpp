// SPDX-License-Identifier: GPL-2.0-or-later
// What a service manager receives.
#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

#include <gtest/gtest.h>
#include <netjack2/program.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

/** A service manager's socket, which NOTIFY_SOCKET names. */
class Service : public testing::Test {
protected:
    void SetUp() override { descriptor_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0); }

    void TearDown() override {
        close(descriptor_);
        unsetenv("NOTIFY_SOCKET");
    }

    /** Binds the socket; an abstract name begins with '@' here and with a NUL in the kernel. */
    void Listen(const std::string &name) {
        sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name[0] == '@')
            address.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        ASSERT_EQ(bind(descriptor_, reinterpret_cast<const sockaddr *>(&address), length), 0);
        setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }

    std::string Received() const {
        std::array<char, 256> text = {};
        const ssize_t count = recv(descriptor_, text.data(), text.size(), 0);
        return count < 0 ? "nothing" : std::string(text.data(), static_cast<size_t>(count));
    }

private:
    int descriptor_ = -1;
};

} // namespace

TEST_F(Service, A_state_arrives_at_a_path) {
    const std::string path = testing::TempDir() + "notify-" + std::to_string(getpid());
    Listen(path);
    nj_program_notify("READY=1\nSTATUS=Running");
    EXPECT_EQ(Received(), "READY=1\nSTATUS=Running");
    unlink(path.c_str());
}

TEST_F(Service, A_state_arrives_at_an_abstract_name) {
    Listen("@netjack2-test-" + std::to_string(getpid()));
    nj_program_notify("STOPPING=1");
    EXPECT_EQ(Received(), "STOPPING=1");
}

TEST_F(Service, Without_a_service_manager_nothing_happens) {
    Listen("@netjack2-test-" + std::to_string(getpid()));
    for (const std::string &name :
         {std::string(), std::string("relative"), std::string(500, '/'), std::string("/none")}) {
        setenv("NOTIFY_SOCKET", name.c_str(), 1);
        nj_program_notify("READY=1");
        EXPECT_EQ(Received(), "nothing") << name;
    }
    unsetenv("NOTIFY_SOCKET");
    nj_program_notify("READY=1");
    EXPECT_EQ(Received(), "nothing");
}
