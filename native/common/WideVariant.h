// SPDX-License-Identifier: GPL-2.0-or-later
// A module may be installed twice: for any processor, and in glibc-hwcaps/x86-64-v3 for processors with wide vectors.
// jackd opens the first, which calls the second if the processor supports it.
#ifndef NETJACK2_COMMON_WIDEVARIANT_H
#define NETJACK2_COMMON_WIDEVARIANT_H

namespace netjack2 {

/** A function that the wide variant of this module exports; null if there is no variant, or none for this processor. */
void *FindWide(const char *name) noexcept;

/** The same function of the wide variant, or else the own one. The choice never changes while the process lives. */
template <typename Function> Function *WideOr(Function *own, const char *name) noexcept {
    void *wide = FindWide(name);
    return wide ? reinterpret_cast<Function *>(wide) : own;
}

} // namespace netjack2

#endif
