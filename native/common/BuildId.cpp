// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/BuildId.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include <link.h>

namespace netjack2 {

namespace {

struct Search {
    uintptr_t address;
    std::string id;
};

constexpr size_t Aligned(size_t size) {
    return (size + 3) / 4 * 4;
}

bool Contains(const dl_phdr_info &library, uintptr_t address) {
    for (int i = 0; i < library.dlpi_phnum; i++) {
        const auto &part = library.dlpi_phdr[i];
        if (part.p_type == PT_LOAD && address - library.dlpi_addr - part.p_vaddr < part.p_memsz)
            return true;
    }
    return false;
}

std::string FindIn(const char *notes, size_t size) {
    while (size >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        std::memcpy(&note, notes, sizeof(note));
        const size_t whole = sizeof(note) + Aligned(note.n_namesz) + Aligned(note.n_descsz);
        if (whole > size)
            break;
        const char *name = notes + sizeof(note);
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0)
            return {name + Aligned(note.n_namesz), note.n_descsz};
        notes += whole;
        size -= whole;
    }
    return {};
}

int Visit(dl_phdr_info *library, size_t, void *data) {
    auto &search = *static_cast<Search *>(data);
    if (!Contains(*library, search.address))
        return 0;
    for (int i = 0; i < library->dlpi_phnum && search.id.empty(); i++) {
        const auto &part = library->dlpi_phdr[i];
        if (part.p_type == PT_NOTE)
            search.id = FindIn(std::bit_cast<const char *>(library->dlpi_addr + part.p_vaddr), part.p_memsz);
    }
    return 1;
}

} // namespace

std::string BuildIdAt(const void *address) {
    Search search = {reinterpret_cast<uintptr_t>(address), {}};
    dl_iterate_phdr(Visit, &search);
    return search.id;
}

} // namespace netjack2
