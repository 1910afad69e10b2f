// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/Processor.h"

namespace netjack2 {

// Not the compiler's question for x86-64-v2 as a whole, which is younger than clang 14. No processor has these two
// without the others of that level.
const char *ProcessorProblem() noexcept {
#ifdef __x86_64__
    if (!__builtin_cpu_supports("sse4.2") || !__builtin_cpu_supports("popcnt"))
        return "this processor is older than x86-64-v2; one with SSE 4.2 and POPCNT is needed";
#endif
    return nullptr;
}

} // namespace netjack2
