// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in jack_net.so.
#include <cerrno>
#include <exception>
#include <memory>
#include <string>

#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "FrontEnd.h"
#include "NetDriver.h"
#include "common/Export.h"
#include "common/ModuleLog.h"
#include "common/Processor.h"
#include "common/ServerLayout.h"
#include "options/Description.h"
#include "options/DriverOptions.h"
#include "options/Parameters.h"

using namespace netjack2;

const char *const netjack2::kModuleName = "net driver";

static Jack::JackDriverClientInterface *Refuse(const std::string &problem) {
    LogError("%s", problem.c_str());
    return nullptr;
}

/** Makes the driver and registers it with the engine at once: the server gives the first client number to the driver.
   If it returns null, the server does not start. */
NJ_EXPORT Jack::JackDriverClientInterface *driver_initialize(Jack::JackLockedEngine *engine,
                                                             Jack::JackLinuxFutex *synchros, const JSList *parameters) {
    try {
        LogVersion();
        if (const char *problem = ProcessorProblem())
            return Refuse(problem);
        if (!IsKnownServer(engine, synchros))
            return nullptr;
        nj_driver_options options;
        const auto numbers = NumbersOf(program_invocation_short_name);
        if (const auto problem = ParseParameters(parameters, DriverOptions(), options, numbers))
            return Refuse(*problem);
        auto driver = std::make_unique<NetDriver>(engine, synchros);
        return driver->TryOpen(options) ? driver.release() : nullptr;
    } catch (const std::exception &exception) {
        return Refuse(exception.what());
    }
}

/** jackd calls this at each start, whatever driver it then uses: nothing managed may run here. */
NJ_EXPORT jack_driver_desc_t *driver_get_descriptor() {
    return Describe("net", JackDriverMaster, "netjack2 slave: clock, audio and MIDI come from a master on the network",
                    DriverOptions().table, NumbersOf(program_invocation_short_name));
}
