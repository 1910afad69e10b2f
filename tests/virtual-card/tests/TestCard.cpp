// SPDX-License-Identifier: GPL-2.0-or-later
#include "TestCard.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include <alsa/asoundlib.h>

namespace virtual_card {

namespace {

/** What ALSA is to know, by card. */
std::map<std::string, std::string> definitions;

std::filesystem::path MakeFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "virtual-card-XXXXXX").string();
    return mkdtemp(pattern.data());
}

std::string NextName() {
    static int number = 0;
    return "card" + std::to_string(number++);
}

void WriteConfiguration(const std::filesystem::path &path) {
    std::ofstream file(path);
    file << "</usr/share/alsa/alsa.conf>\npcm_type.virtual_card.lib \"" << VIRTUAL_CARD << "\"\n";
    for (const auto &[name, text] : definitions)
        file << "pcm." << name << " { " << text << " }\n";
    file.close();
    setenv("ALSA_CONFIG_PATH", path.c_str(), 1);
    snd_config_update_free_global();
}

Bytes ReadAll(const std::filesystem::path &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TestCard::TestCard(const std::string &parameters) : name_(NextName()), folder_(MakeFolder()) {
    definitions[name_] = "type virtual_card folder \"" + folder_.string() + "\" " + parameters;
    WriteConfiguration(folder_ / "asoundrc");
}

TestCard::~TestCard() {
    definitions.erase(name_);
    std::filesystem::remove_all(folder_);
}

void TestCard::Order(const std::string &command) const {
    std::ofstream(folder_ / "control", std::ios::app) << command << std::endl;
}

void TestCard::Capture(const Bytes &frames) const {
    std::ofstream(folder_ / "capture.raw", std::ios::binary)
        .write(reinterpret_cast<const char *>(frames.data()), static_cast<std::streamsize>(frames.size()));
}

Bytes TestCard::Played() const {
    return ReadAll(folder_ / "playback.raw");
}

std::string TestCard::Journal() const {
    const Bytes text = ReadAll(folder_ / "journal");
    return {text.begin(), text.end()};
}

long TestCard::StartTick(const std::string &direction) const {
    const std::string journal = Journal(), words = direction + " start at tick ";
    const size_t found = journal.rfind(words);
    return found == std::string::npos ? -1 : std::atol(journal.c_str() + found + words.size());
}

Bytes Noise(size_t size) {
    std::mt19937 random(4711);
    Bytes bytes(size);
    for (unsigned char &byte : bytes)
        byte = static_cast<unsigned char>(random());
    return bytes;
}

} // namespace virtual_card
