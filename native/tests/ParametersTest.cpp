// SPDX-License-Identifier: GPL-2.0-or-later
#include "options/Parameters.h"

#include <gtest/gtest.h>

#include "options/DriverOptions.h"

using namespace netjack2;

namespace {

/** The list that jackd makes of what the user set. */
class List {
public:
    void Add(char letter, int32_t number) { AddParameter(letter).value.i = number; }
    void Add(char letter, std::string_view text) {
        auto &field = AddParameter(letter).value.str;
        text.copy(field, sizeof(field));
    }
    ~List() {
        for (const JSList *node = first_; node; node = node->next)
            delete static_cast<jack_driver_param_t *>(node->data);
        jack_slist_free(first_);
    }

    Problem Parse(nj_driver_options &options) const {
        if (auto problem = SetDefaults(options))
            return problem;
        return ParseParameters(first_, DriverOptions(), options);
    }

private:
    jack_driver_param_t &AddParameter(char letter) {
        auto *parameter = new jack_driver_param_t{letter, {}};
        first_ = jack_slist_append(first_, parameter);
        return *parameter;
    }

    JSList *first_ = nullptr;
};

nj_driver_options options;

} // namespace

TEST(Parameters, TheListSetsTheOptions) {
    List list;
    list.Add('a', "10.0.0.1");
    list.Add('C', 2);
    list.Add('P', -1);
    list.Add('l', 30);
    list.Add('s', 1);
    list.Add('n', "desk");
    ASSERT_FALSE(list.Parse(options));
    EXPECT_STREQ(options.address, "10.0.0.1");
    EXPECT_EQ(options.capture_audio, 2);
    EXPECT_EQ(options.playback_audio, -1);
    EXPECT_EQ(options.latency, 30);
    EXPECT_EQ(options.auto_save, 1);
    EXPECT_STREQ(options.name, "desk");
}

TEST(Parameters, AnEmptyListSetsNothing) {
    ASSERT_FALSE(List().Parse(options));
    EXPECT_EQ(options.port, 19000);
}

TEST(Parameters, ANegativeUnsignedIsNotTakenForALatency) {
    List list;
    list.Add('l', -1);
    EXPECT_TRUE(list.Parse(options));
}

TEST(Parameters, ATextWithoutEndIsCutAtItsField) {
    List list;
    list.Add('n', std::string(200, 'x'));
    EXPECT_TRUE(list.Parse(options));
}

TEST(Parameters, AnUnknownLetterIsRefused) {
    List list;
    list.Add('z', 1);
    EXPECT_EQ(list.Parse(options), "unknown option '-z'");
}
