// SPDX-License-Identifier: GPL-2.0-or-later
// Also the function by which netmesh sets them.
#include "SessionSettings.h"

#include <cstdio>
#include <exception>
#include <string>
#include <utility>

#include "common/Export.h"
#include "options/DriverOptions.h"
#include "options/SlaveRows.h"
#include "options/Text.h"

namespace netjack2 {

namespace {

/** Encoding, Opus, latency and redundancy. With another one of the options the ports would be others. */
constexpr std::string_view kChangeable = "eOlR";

/** What -W brings has been settled when the driver was started. */
constexpr const char *kSettled = "el";

constinit SessionSettings ofProcess;

/** The next word of those that are left; none if there is no whole one. */
std::optional<std::string> NextOf(std::string_view &words) {
    const size_t end = words.find('\0');
    if (end == std::string_view::npos)
        return std::nullopt;
    std::string word(words.substr(0, end));
    words.remove_prefix(end + 1);
    return word;
}

Problem StoreWord(const std::string &letter, const std::string &text, nj_driver_options &options, std::string &given) {
    const auto *option = letter.size() == 1 ? Find(DriverOptions().table, letter[0]) : nullptr;
    if (!option)
        return "unknown option " + Quoted("-" + letter);
    if (kChangeable.find(option->letter) == std::string_view::npos)
        return Title(*option) + ": is set where the server is started";
    Value value;
    if (const auto problem = Convert(*option, text, value))
        return Title(*option) + ": " + *problem;
    return Store(*option, value, options, given);
}

Problem Parse(std::string_view words, nj_driver_options &options) {
    std::string given;
    while (!words.empty()) {
        const auto letter = NextOf(words), text = NextOf(words);
        if (!letter || !text)
            return "an option has no value";
        if (auto problem = StoreWord(*letter, *text, options, given))
            return problem;
    }
    const bool isRateOld = given.find('e') != std::string::npos && given.find('O') == std::string::npos;
    if (isRateOld || options.slave.kilobits == 0)
        options.slave.kilobits = kNoCodec;
    return CompleteSlave(options.slave, kSettled + given);
}

} // namespace

SessionSettings &SessionSettings::OfProcess() {
    return ofProcess;
}

void SessionSettings::Begin(const nj_driver_options &options) {
    const std::lock_guard lock(mutex_);
    options_ = options;
    isChanged_ = false;
}

void SessionSettings::End() {
    const std::lock_guard lock(mutex_);
    options_.reset();
}

Problem SessionSettings::Change(std::string_view words) {
    const std::lock_guard lock(mutex_);
    if (!options_)
        return "its server does not run the net driver of netjack2-cs";
    nj_driver_options changed = *options_;
    if (auto problem = Parse(words, changed))
        return problem;
    options_ = changed;
    isChanged_ = true;
    return std::nullopt;
}

std::optional<nj_slave_options> SessionSettings::Take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(isChanged_, false) && options_ ? std::optional(options_->slave) : std::nullopt;
}

void SessionSettings::Put(const nj_slave_options &slave) {
    const std::lock_guard lock(mutex_);
    if (!options_)
        return;
    nj_slave_options &own = options_->slave;
    own.latency = slave.latency;
    own.latency_mode = slave.latency_mode;
    own.encoder = slave.encoder;
    own.kilobits = slave.kilobits;
    own.copies = slave.copies;
}

} // namespace netjack2

NJ_EXPORT int nj_net_set_session(const char *words, uint32_t length, char *problem, uint32_t size) noexcept {
    try {
        const auto reason = netjack2::SessionSettings::OfProcess().Change({words, length});
        std::snprintf(problem, size, "%s", reason ? reason->c_str() : "");
        return reason ? 0 : 1;
    } catch (const std::exception &exception) {
        std::snprintf(problem, size, "%s", exception.what());
        return 0;
    }
}
