#include "common/WideVariant.h"

#include <dlfcn.h>
#include <unistd.h>

#include <exception>
#include <string>

#include <netjack2/abi.h>

namespace netjack2 {

namespace {

#ifdef __x86_64__
bool IsWideProcessor() {
    return __builtin_cpu_supports("x86-64-v3");
}
#else
bool IsWideProcessor() {
    return false;
}
#endif

// Never closed: the runtime in it outlives its module, as everywhere here.
void *OpenWideModule() noexcept {
    try {
        Dl_info self;
        // By the name that it was opened with: whoever links a module alone into a folder wants that one.
        if (!IsWideProcessor() || !dladdr(reinterpret_cast<void *>(&OpenWideModule), &self))
            return nullptr;
        const std::string file = self.dli_fname;
        const auto name = file.rfind('/') + 1;
        const std::string wide = file.substr(0, name) + "glibc-hwcaps/x86-64-v3/" + file.substr(name);
        if (access(wide.c_str(), F_OK) != 0)
            return nullptr;
        void *module = dlopen(wide.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!module)
            nj_log_error((std::string("not used: ") + dlerror()).c_str());
        return module;
    } catch (const std::exception &) {
        return nullptr; // no memory for a path: the other one does the same, slower
    }
}

} // namespace

void *FindWide(const char *name) noexcept {
    static void *const module = OpenWideModule();
    return module ? dlsym(module, name) : nullptr;
}

} // namespace netjack2
