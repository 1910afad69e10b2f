// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef VIRTUAL_CARD_DESCRIPTOR_H
#define VIRTUAL_CARD_DESCRIPTOR_H

#include <utility>

#include <unistd.h>

namespace virtual_card {

/** A file descriptor that is closed with its owner; negative: none. */
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor &&other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0)
            close(number_);
    }

    int Number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_;
};

} // namespace virtual_card

#endif
