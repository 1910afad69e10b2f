// SPDX-License-Identifier: GPL-2.0-or-later
#include "Definition.h"

#include <cstring>
#include <functional>
#include <map>

#include <sys/stat.h>

namespace virtual_card {

namespace {

using Problem = std::optional<std::string>;

constexpr double kMostDeviation = 500'000;
constexpr long kMostJitter = 1'000'000;
constexpr long kMostBurst = 8192;
constexpr long kMostLoopback = 10'000'000;
constexpr long kMostRate = 768'000;
constexpr long kMostChannels = 256;

Problem ReadNumber(snd_config_t *node, long least, long most, long &value) {
    if (snd_config_get_integer(node, &value) < 0 || value < least || value > most)
        return "is not a whole number within " + std::to_string(least) + " to " + std::to_string(most);
    return std::nullopt;
}

template <typename Field> Problem StoreNumber(snd_config_t *node, long least, long most, Field &field) {
    long value = 0;
    Problem problem = ReadNumber(node, least, most, value);
    if (!problem)
        field = static_cast<Field>(value);
    return problem;
}

Problem StoreSwitch(snd_config_t *node, bool &field) {
    const int value = snd_config_get_bool(node);
    if (value < 0)
        return "is neither yes nor no";
    field = value;
    return std::nullopt;
}

/** Calls @p store with the node, or if it is a list with each of its elements. */
Problem ForEach(snd_config_t *node, const std::function<Problem(snd_config_t *)> &store) {
    if (snd_config_get_type(node) != SND_CONFIG_TYPE_COMPOUND)
        return store(node);
    snd_config_iterator_t i, next;
    snd_config_for_each(i, next, node) {
        if (Problem problem = store(snd_config_iterator_entry(i)))
            return problem;
    }
    return std::nullopt;
}

/** 48000 · [ 44100 48000 ] · { min 8000 max 96000 } */
Problem StoreChoice(snd_config_t *node, long least, long most, Choice &field) {
    snd_config_t *from = nullptr, *to = nullptr;
    if (snd_config_get_type(node) == SND_CONFIG_TYPE_COMPOUND && snd_config_search(node, "min", &from) == 0 &&
        snd_config_search(node, "max", &to) == 0) {
        field.list.clear();
        Problem problem = StoreNumber(from, least, most, field.least);
        return problem ? problem : StoreNumber(to, static_cast<long>(field.least), most, field.most);
    }
    std::vector<unsigned> list;
    Problem problem =
        ForEach(node, [&](snd_config_t *element) { return StoreNumber(element, least, most, list.emplace_back()); });
    if (!problem && list.empty())
        return "is empty";
    field.list = list;
    return problem;
}

/** Names as ALSA's own tools write them. */
Problem StoreNames(snd_config_t *node, const std::function<int(const char *)> &value, std::vector<unsigned> &field) {
    std::vector<unsigned> list;
    Problem problem = ForEach(node, [&](snd_config_t *element) -> Problem {
        const char *name = "";
        if (snd_config_get_string(element, &name) < 0 || value(name) < 0)
            return std::string("has no value ") + name;
        list.push_back(static_cast<unsigned>(value(name)));
        return std::nullopt;
    });
    if (!problem && list.empty())
        return "is empty";
    field = list;
    return problem;
}

int FormatValue(const char *name) {
    const snd_pcm_format_t format = snd_pcm_format_value(name);
    for (unsigned known : Definition().formats)
        if (known == static_cast<unsigned>(format))
            return format;
    return -1;
}

int AccessValue(const char *name) {
    for (unsigned access : Definition().accesses)
        if (std::strcmp(snd_pcm_access_name(static_cast<snd_pcm_access_t>(access)), name) == 0)
            return static_cast<int>(access);
    return -1;
}

Problem StoreFolder(snd_config_t *node, std::string &field) {
    const char *path = "";
    struct stat status = {};
    if (snd_config_get_string(node, &path) < 0 || stat(path, &status) < 0 || !S_ISDIR(status.st_mode))
        return std::string("is no folder: ") + path;
    field = path;
    return std::nullopt;
}

Problem StoreDeviation(snd_config_t *node, double &field) {
    if (snd_config_get_ireal(node, &field) < 0 || !(field >= -kMostDeviation && field <= kMostDeviation))
        return "is not a number within -500000 to 500000";
    return std::nullopt;
}

using Store = Problem (*)(snd_config_t *, Definition &);

const std::map<std::string, Store> kFields = {
    {"folder", [](snd_config_t *n, Definition &d) { return StoreFolder(n, d.folder); }},
    {"ppm", [](snd_config_t *n, Definition &d) { return StoreDeviation(n, d.deviation); }},
    {"jitter", [](snd_config_t *n, Definition &d) { return StoreNumber(n, 0, kMostJitter, d.jitter); }},
    {"seed", [](snd_config_t *n, Definition &d) { return StoreNumber(n, 0, INT32_MAX, d.seed); }},
    {"burst", [](snd_config_t *n, Definition &d) { return StoreNumber(n, 1, kMostBurst, d.burst); }},
    {"loopback", [](snd_config_t *n, Definition &d) { return StoreNumber(n, 0, kMostLoopback, d.loopback); }},
    {"repeat", [](snd_config_t *n, Definition &d) { return StoreSwitch(n, d.repeat); }},
    {"rate", [](snd_config_t *n, Definition &d) { return StoreChoice(n, 1000, kMostRate, d.rate); }},
    {"playback_channels",
     [](snd_config_t *n, Definition &d) {
         return StoreChoice(n, 0, kMostChannels, d.channels[SND_PCM_STREAM_PLAYBACK]);
     }},
    {"capture_channels",
     [](snd_config_t *n, Definition &d) {
         return StoreChoice(n, 0, kMostChannels, d.channels[SND_PCM_STREAM_CAPTURE]);
     }},
    {"format", [](snd_config_t *n, Definition &d) { return StoreNames(n, FormatValue, d.formats); }},
    {"access", [](snd_config_t *n, Definition &d) { return StoreNames(n, AccessValue, d.accesses); }},
};

/** Parameters that ALSA itself reads, or that are not used. */
bool IsForeign(const std::string &name) {
    return name == "type" || name == "comment" || name == "hint";
}

} // namespace

std::optional<std::string> Parse(snd_config_t *config, Definition &definition) {
    snd_config_iterator_t i, next;
    snd_config_for_each(i, next, config) {
        snd_config_t *node = snd_config_iterator_entry(i);
        const char *id = "";
        snd_config_get_id(node, &id);
        if (IsForeign(id))
            continue;
        const auto field = kFields.find(id);
        if (field == kFields.end())
            return std::string("there is no parameter ") + id;
        if (Problem problem = field->second(node, definition))
            return std::string(id) + ' ' + *problem;
    }
    if (definition.folder.empty())
        return "the parameter folder is missing: an existing folder for the card's files";
    return std::nullopt;
}

} // namespace virtual_card
