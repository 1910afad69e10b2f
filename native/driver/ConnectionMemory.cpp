#include "ConnectionMemory.h"

#include "jack/Log.h"

namespace netjack2 {

void ConnectionMemory::Save(Jack::JackGraphManager &graph, jack_port_id_t port, bool isSource,
                            const Jack::ConnectedPort *connections) {
    const std::string ours = graph.GetPort(port)->GetName();
    for (int i = 0; i < Jack::kMaxConnections && connections[i] != Jack::kEndOfConnections; i++) {
        const std::string theirs = graph.GetPort(connections[i])->GetName();
        const auto connection = isSource ? std::pair(ours, theirs) : std::pair(theirs, ours);
        if (connections_.insert(connection).second)
            jack_info("Save connection: %s %s", connection.first.c_str(), connection.second.c_str());
    }
}

void ConnectionMemory::Restore(Jack::JackGraphManager &graph, Jack::JackEngine &engine, int refNum) {
    for (auto connection = connections_.begin(); connection != connections_.end();) {
        const auto &[source, destination] = *connection;
        if (graph.GetPort(source.c_str()) == Jack::kNoPort || graph.GetPort(destination.c_str()) == Jack::kNoPort) {
            ++connection;
            continue;
        }
        jack_info("Load connection: %s %s", source.c_str(), destination.c_str());
        engine.PortConnect(refNum, source.c_str(), destination.c_str());
        connection = connections_.erase(connection);
    }
}

} // namespace netjack2
