// SPDX-License-Identifier: GPL-2.0-or-later
// A module may lie beside the others twice: compiled for any processor, and in glibc-hwcaps/x86-64-v3 for one with
// wide vectors. The first is what jackd opens; it hands the work over to the second where the processor can do it.
#ifndef NETJACK2_COMMON_WIDEVARIANT_H
#define NETJACK2_COMMON_WIDEVARIANT_H

namespace netjack2 {

/** A function that the wide variant of this module exports; nullptr where there is none, or none for this processor. */
void *FindWide(const char *name) noexcept;

/** The same function of the wide variant, or else our own. Which one it is never changes while the process lives. */
template <typename Function> Function *WideOr(Function *own, const char *name) noexcept {
    void *wide = FindWide(name);
    return wide ? reinterpret_cast<Function *>(wide) : own;
}

} // namespace netjack2

#endif
