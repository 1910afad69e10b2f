// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/WideVariant.h"

#ifdef __x86_64__
#include <cpuid.h>
#endif
#include <dlfcn.h>
#include <unistd.h>

#include <exception>
#include <string>

#include "common/BuildId.h"
#include "common/ModuleLog.h"

namespace netjack2 {

namespace {

#ifdef __x86_64__
/** Whether the processor has everything of x86-64-v3. The compiler's own question for the level as a whole is younger
    than clang 14, so it is asked for each part; its answer for AVX includes the system's support for wide registers. */
bool IsWideProcessor() {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2") ||
        !__builtin_cpu_supports("fma"))
        return false;
    constexpr unsigned kBasic = bit_MOVBE | bit_F16C | bit_OSXSAVE;
    constexpr unsigned kExtended = bit_LZCNT;
    unsigned a = 0, b = 0, basic = 0, extended = 0, d = 0;
    return __get_cpuid(1, &a, &b, &basic, &d) && __get_cpuid(0x80000001, &a, &b, &extended, &d) &&
           (basic & kBasic) == kBasic && (extended & kExtended) == kExtended;
}
#else
bool IsWideProcessor() {
    return false;
}
#endif

// Never closed: the runtime in it cannot be unloaded.
void *OpenWideModule() noexcept {
    try {
        Dl_info self;
        // By the name that it was opened with: a link to this module alone does not use the variant beside its target.
        if (!IsWideProcessor() || !dladdr(reinterpret_cast<void *>(&OpenWideModule), &self))
            return nullptr;
        const std::string file = self.dli_fname;
        const auto name = file.rfind('/') + 1;
        const std::string wide = file.substr(0, name) + "glibc-hwcaps/x86-64-v3/" + file.substr(name);
        if (access(wide.c_str(), F_OK) != 0)
            return nullptr;
        void *module = dlopen(wide.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!module) {
            LogError("the variant for this processor is not used: %s", dlerror());
            return nullptr;
        }
        // jack_initialize is in both. A variant of another build has other options.
        const std::string own = BuildIdAt(reinterpret_cast<void *>(&OpenWideModule));
        if (BuildIdAt(dlsym(module, "jack_initialize")) == own)
            return module;
        LogError("the variant for this processor belongs to another build and is not used: %s", wide.c_str());
        return nullptr;
    } catch (const std::exception &) {
        return nullptr; // no memory for a path: this module does the same, only slower
    }
}

} // namespace

void *FindWide(const char *name) noexcept {
    static void *const module = OpenWideModule();
    return module ? dlsym(module, name) : nullptr;
}

} // namespace netjack2
