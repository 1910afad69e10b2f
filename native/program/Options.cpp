// SPDX-License-Identifier: GPL-2.0-or-later
// The command lines of `netjack2 master` and `netjack2 join`, by the tables of their modules.
#include <cstdio>
#include <exception>

#include <netjack2/program.h>

#include "options/CommandLine.h"
#include "options/Help.h"
#include "options/ManagerOptions.h"
#include "options/NetAdapterOptions.h"
#include "options/ProgramOptions.h"

namespace {

using namespace netjack2;

constexpr int kGoOn = 0, kHelped = 1, kRefused = -1;

int Refuse(const char *command, const std::string &problem) {
    std::fprintf(stderr, "netjack2 %s: %s\n", command, problem.c_str());
    return kRefused;
}

template <typename Module>
int Read(const char *command, const ModuleOptions<Module> &module, std::vector<Word> words, Module *options,
         nj_program_options *program) {
    const auto all = WithProgramOptions(module);
    ProgramSettings<Module> settings;
    std::string given;
    bool help = false;
    if (const auto problem = ParseWords(std::move(words), all, settings, given, help))
        return Refuse(command, *problem);
    if (help) {
        std::printf("usage: netjack2 %s [options]\n", command);
        for (const std::string &line : HelpLines(all.table))
            std::printf("%s\n", line.c_str());
        return kHelped;
    }
    if (const auto problem = Complete(module, settings.module, given))
        return Refuse(command, *problem);
    *options = settings.module;
    *program = settings.program;
    return kGoOn;
}

/** Memory may run out, but no exception goes to managed code. */
template <typename Body> int Guarded(const char *command, Body body) noexcept {
    try {
        return body();
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "netjack2 %s: %s\n", command, exception.what());
        return kRefused;
    }
}

} // namespace

int nj_program_master_options(const char *words, uint32_t count, nj_program_options *program,
                              nj_manager_options *options) noexcept {
    return Guarded("master", [&] { return Read("master", ManagerOptions(), WordsOf(words, count), options, program); });
}

int nj_program_join_options(const char *words, uint32_t count, nj_program_options *program,
                            nj_net_adapter_options *options) noexcept {
    return Guarded("join", [&] { return Read("join", NetAdapterOptions(), WordsOf(words, count), options, program); });
}
