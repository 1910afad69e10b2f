// SPDX-License-Identifier: GPL-2.0-or-later
// The ways in which jackd loads an internal client, for all of ours: options from a line or from a list, help,
// refusals.
#ifndef NETJACK2_COMMON_INTERNALCLIENT_H
#define NETJACK2_COMMON_INTERNALCLIENT_H

#include <exception>
#include <string>
#include <vector>

#include <jack/jack.h>
#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "common/ModuleLog.h"
#include "options/Description.h"
#include "options/Help.h"
#include "options/InitString.h"
#include "options/Parameters.h"

namespace netjack2 {

/** The status of a failed load; jackd reports any but 0 as JackFailure and closes the client. */
constexpr int kLoadFailure = 1;

/** An internal client: its options, and what is done with them. */
template <typename Options> struct InternalClient {
    const char *description;
    const OptionTable<Options> &(*options)();
    Problem (*setDefaults)(Options &options);

    /** Starts it. 0, or kLoadFailure after logging why. */
    int (*open)(jack_client_t *client, const Options &options);

    /** What -h prints behind the options, if anything. */
    void (*moreHelp)() = nullptr;

    /** `jack_load NAME -i "…"` and session files. */
    int Load(jack_client_t *client, const char *line) const noexcept {
        return Guarded([&] {
            LogVersion();
            Options values;
            bool help = false;
            if (const auto problem = setDefaults(values))
                return Refuse(*problem);
            if (const auto problem = ParseInitString(line, options(), values, help))
                return Refuse(*problem);
            return help ? Help() : open(client, values);
        });
    }

    /** `jackd -I NAME` and jackdbus. */
    int Load(jack_client_t *client, const JSList *parameters) const noexcept {
        return Guarded([&] {
            LogVersion();
            Options values;
            if (const auto problem = setDefaults(values))
                return Refuse(*problem);
            if (const auto problem = ParseParameters(parameters, options(), values))
                return Refuse(*problem);
            return open(client, values);
        });
    }

    /** jackd asks for this at each start, for whoever uses whatever client: nothing managed may run here. */
    jack_driver_desc_t *Describe() const {
        return netjack2::Describe(kModuleName, JackDriverNone, description, options());
    }

private:
    int Refuse(const std::string &problem) const {
        LogError("%s", problem.c_str());
        return kLoadFailure;
    }

    int Help() const {
        LogInfo("options:");
        for (const auto &line : HelpLines(options()))
            LogInfo("%s", line.c_str());
        if (moreHelp)
            moreHelp();
        return kLoadFailure;
    }

    /** Memory may run out, but no exception goes to jackd. */
    template <typename Body> int Guarded(Body body) const noexcept {
        try {
            return body();
        } catch (const std::exception &exception) {
            LogError("%s", exception.what());
            return kLoadFailure;
        }
    }
};

} // namespace netjack2

#endif
