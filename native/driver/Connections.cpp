// SPDX-License-Identifier: GPL-2.0-or-later
// The connections of the driver's ports: listed for the managed side, which saves them, and made again for it.
#include <algorithm>
#include <cstdio>

#include "NetDriver.h"
#include "common/EngineLock.h"

namespace netjack2 {

namespace {

/** The list of unregistered ports ends here if it is never read: JACK has no more ports. */
constexpr size_t kMostUnregistered = 65536;

template <size_t Size> void CopyName(char (&field)[Size], const char *text) {
    std::snprintf(field, Size, "%s", text);
}

} // namespace

/** Any thread. */
void NetDriver::RecordChange(jack_port_id_t unregistered) {
    if (unregistered != Jack::kNoPort) {
        const std::lock_guard changes(changes_);
        if (unregistered_.size() < kMostUnregistered)
            unregistered_.push_back(unregistered);
    }
    graphChanges_++;
}

/** Takes the engine's lock if it is free and the server is not rebuilding the graph: while it does, ports have lost
    connections that it restores a moment later. */
bool NetDriver::TryEngine(std::unique_lock<std::mutex> &reconfiguration) {
    return reconfiguration.try_lock() && !suspended_ && !closing_ && Engine().Trylock();
}

int32_t NetDriver::ListConnections(nj_connection *connections, uint32_t size) {
    std::unique_lock reconfiguration(reconfiguration_, std::defer_lock);
    if (!TryEngine(reconfiguration))
        return -1;
    const EngineLock engine(Engine(), std::adopt_lock);
    uint32_t count = 0;
    for (const PortBank *bank : banks_)
        for (uint32_t index = 0; index < bank->Count(); index++) {
            const jack_port_id_t port = bank->Id(index);
            graph_->GetConnections(port, connectionTable_.data());
            const std::string name = graph_->GetPort(port)->GetName();
            for (const Jack::ConnectedPort *peer = connectionTable_.data(); *peer != Jack::kEndOfConnections; peer++) {
                if (count++ >= size)
                    continue;
                nj_connection &connection = connections[count - 1];
                connection.is_source = bank->IsCapture() ? 1 : 0;
                CopyName(connection.own, name.substr(name.find(':') + 1).c_str());
                CopyName(connection.other, graph_->GetPort(*peer)->GetName());
            }
        }
    return static_cast<int32_t>(count);
}

uint32_t NetDriver::ReportUnregisteredPorts(uint32_t *ports, uint32_t size) {
    const std::lock_guard changes(changes_);
    const size_t count = std::min<size_t>(size, unregistered_.size());
    std::copy_n(unregistered_.begin(), count, ports);
    unregistered_.erase(unregistered_.begin(), unregistered_.begin() + static_cast<ptrdiff_t>(count));
    return static_cast<uint32_t>(count);
}

uint32_t NetDriver::FindPort(const char *name) {
    const jack_port_id_t port = graph_->GetPort(name);
    return port == Jack::kNoPort ? 0 : port;
}

int NetDriver::Connect(const char *source, const char *destination) {
    std::unique_lock reconfiguration(reconfiguration_, std::defer_lock);
    if (!TryEngine(reconfiguration))
        return -1;
    const EngineLock engine(Engine(), std::adopt_lock);
    return Engine().PortConnect(clientControl_.refNum, source, destination) == 0 ? 0 : -1;
}

} // namespace netjack2
