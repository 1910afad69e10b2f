// SPDX-License-Identifier: GPL-2.0-or-later
// The ways in which jackd loads an internal client: with options in a line or in a list, or for its help.
#ifndef NETJACK2_COMMON_INTERNALCLIENT_H
#define NETJACK2_COMMON_INTERNALCLIENT_H

#include <cstring>
#include <exception>
#include <string>
#include <vector>

#include <jack/jack.h>
#include <jack/jslist.h>
#include <netjack2/abi.h>

#include "common/ModuleLog.h"
#include "common/Processor.h"
#include "options/Description.h"
#include "options/Help.h"
#include "options/InitString.h"
#include "options/Parameters.h"

namespace netjack2 {

/** The status of a failed load; jackd reports any but 0 as JackFailure and closes the client. */
constexpr int kLoadFailure = 1;

/** Bytes of an init string, its NUL included. jackd cuts a longer one, and leaves no NUL. */
constexpr size_t kInitStringSize = 1024;

/** An internal client: its options, and what it does with them. */
template <typename Options> struct InternalClient {
    const char *description;
    const ModuleOptions<Options> &(*options)();

    /** Starts it. 0, or kLoadFailure after logging why. */
    int (*open)(jack_client_t *client, const Options &options);

    /** Prints what -h shows after the options. May be null. */
    void (*moreHelp)() = nullptr;

    /** `jack_load NAME -i "…"` and session files. */
    int Load(jack_client_t *client, const char *line) const noexcept {
        return Guarded([&] {
            LogVersion();
            if (const char *problem = ProcessorProblem())
                return Refuse(problem);
            Options values;
            bool help = false;
            const std::string_view text(line ? line : "", line ? strnlen(line, kInitStringSize) : 0);
            if (text.size() == kInitStringSize)
                return Refuse("the options are longer than " + std::to_string(kInitStringSize - 1) + " bytes");
            if (const auto problem = ParseInitString(text, options(), values, help))
                return Refuse(*problem);
            return help ? Help() : open(client, values);
        });
    }

    /** `jackd -I NAME` and jackdbus. */
    int Load(jack_client_t *client, const JSList *parameters) const noexcept {
        return Guarded([&] {
            LogVersion();
            if (const char *problem = ProcessorProblem())
                return Refuse(problem);
            Options values;
            if (const auto problem = ParseParameters(parameters, options(), values))
                return Refuse(*problem);
            return open(client, values);
        });
    }

    /** jackd calls this at each start, whatever clients it then loads: nothing managed may run here. */
    jack_driver_desc_t *Describe() const {
        return netjack2::Describe(kModuleName, JackDriverNone, description, options().table);
    }

private:
    int Refuse(const std::string &problem) const {
        LogError("%s", problem.c_str());
        return kLoadFailure;
    }

    int Help() const {
        LogInfo("options:");
        for (const auto &line : HelpLines(options().table))
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
