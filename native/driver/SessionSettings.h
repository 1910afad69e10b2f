// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_DRIVER_SESSIONSETTINGS_H
#define NETJACK2_DRIVER_SESSIONSETTINGS_H

#include <mutex>
#include <optional>
#include <string_view>

#include <netjack2/abi.h>

#include "options/Option.h"

namespace netjack2 {

/** Those options of the driver that can be changed while it runs. It outlives the driver: netmesh, in the same server,
    may set them at any time. Any thread. Not realtime-safe. */
class SessionSettings {
public:
    /** Those of this process, which has one driver at a time. */
    static SessionSettings &OfProcess();

    /** A driver begins, with these options. */
    void Begin(const nj_driver_options &options);

    /** The driver has ended. */
    void End();

    /** Sets options: for each its letter and its value, each word with a NUL behind it. Sets all of them or none. */
    Problem Change(std::string_view words);

    /** The options, if they have been changed since this was called last. */
    std::optional<nj_slave_options> Take();

    /** Sets all that can be changed to what it is in @p slave. */
    void Put(const nj_slave_options &slave);

private:
    std::mutex mutex_;
    std::optional<nj_driver_options> options_; ///< guarded by mutex_
    bool isChanged_ = false;                   ///< likewise
};

} // namespace netjack2

#endif
