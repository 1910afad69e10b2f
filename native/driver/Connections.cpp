// SPDX-License-Identifier: GPL-2.0-or-later
// The connections of the driver's ports: listed for the managed side, which saves them, and made again for it.
#include "EngineLock.h"
#include "NetDriver.h"

namespace netjack2 {

namespace {

/** The list of unregistered ports ends here if it is never read: JACK has no more ports. */
constexpr size_t kMostUnregistered = 65536;

void AddRow(std::string &rows, const char *kind, const std::string &own, const char *other) {
    for (const std::string &text : {std::string(kind), own, std::string(other)})
        rows.append(text).push_back('\0');
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

int32_t NetDriver::ListConnections(char *text, uint32_t size) {
    std::unique_lock reconfiguration(reconfiguration_, std::defer_lock);
    if (!TryEngine(reconfiguration))
        return -1;
    std::string rows;
    {
        const EngineLock engine(Engine(), std::adopt_lock);
        for (const PortBank *bank : banks_)
            for (uint32_t index = 0; index < bank->Count(); index++) {
                const jack_port_id_t port = bank->Id(index);
                graph_->GetConnections(port, connectionTable_.data());
                const std::string name = graph_->GetPort(port)->GetName();
                for (const Jack::ConnectedPort *peer = connectionTable_.data(); *peer != Jack::kEndOfConnections;
                     peer++)
                    AddRow(rows, bank->IsCapture() ? ">" : "<", name.substr(name.find(':') + 1),
                           graph_->GetPort(*peer)->GetName());
            }
    }
    const std::lock_guard changes(changes_);
    for (const jack_port_id_t port : unregistered_)
        AddRow(rows, "-", std::to_string(port), "");
    if (rows.size() <= size) {
        rows.copy(text, rows.size()); // with its length, and no NUL at the end
        unregistered_.clear();
    }
    return static_cast<int32_t>(rows.size());
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
