// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded: links the two directions of the virtual card, which alsa-lib cannot do with a plug-in, as the kernel does
// with a USB card. A call that prepares or starts one handle does that to both; but alsa-lib keeps the position of the
// playback handle itself, and reads it anew only when that handle is prepared. One that was not has "no data", and does
// not start.
#include <cerrno>
#include <dlfcn.h>

#include <alsa/asoundlib.h>

namespace {

snd_pcm_t *leader = nullptr, *follower = nullptr;
bool hasRun = false, isStale = false;

template <typename Function> Function *Real(Function *, const char *name) {
    static void *const library = dlopen("libasound.so.2", RTLD_NOW | RTLD_NOLOAD);
    return reinterpret_cast<Function *>(dlsym(library, name));
}

} // namespace

#define REAL(name) Real(&(name), #name)

extern "C" {

__attribute__((visibility("default"))) int snd_pcm_link(snd_pcm_t *pcm1, snd_pcm_t *pcm2) {
    leader = pcm1;
    follower = pcm2;
    hasRun = isStale = false;
    return 0;
}

__attribute__((visibility("default"))) int snd_pcm_drop(snd_pcm_t *pcm) {
    const int error = REAL(snd_pcm_drop)(pcm);
    return pcm == leader ? REAL(snd_pcm_drop)(follower) : error;
}

__attribute__((visibility("default"))) int snd_pcm_prepare(snd_pcm_t *pcm) {
    const int error = REAL(snd_pcm_prepare)(pcm);
    if (pcm == follower)
        isStale = false;
    if (pcm != leader || error < 0)
        return error;
    isStale = hasRun;
    return REAL(snd_pcm_prepare)(follower);
}

__attribute__((visibility("default"))) int snd_pcm_start(snd_pcm_t *pcm) {
    if (pcm == follower)
        return -EBADFD;
    if (pcm == leader && isStale)
        return -EPIPE;
    const int error = REAL(snd_pcm_start)(pcm);
    if (pcm != leader || error < 0)
        return error;
    hasRun = true;
    return REAL(snd_pcm_start)(follower);
}
}
