// SPDX-License-Identifier: GPL-2.0-or-later
#include <chrono>
#include <thread>

#include <csignal>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "Handle.h"

using namespace virtual_card;
using namespace std::chrono_literals;

TEST(Control, AWaitingApplicationLearnsThatTheCardIsPulledOut) {
    TestCard card;
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    Wish wish;
    wish.period = 8192; // a second and more
    wish.periods = 2;
    wish.rate = 8000;
    ASSERT_EQ(capture.Set(wish), 0);
    ASSERT_EQ(snd_pcm_start(capture), 0);
    std::thread puller([&card] {
        std::this_thread::sleep_for(50ms);
        card.Order("vanish");
    });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(snd_pcm_wait(capture, 5000), -ENODEV);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 900ms);
    puller.join();
}

TEST(Control, NothingCanBeDoneWithACardThatIsGone) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(playback.Set(Wish()), 0);
    Bytes frames = Noise(512 * 4);
    ASSERT_EQ(playback.Transfer(frames.data(), 512), 0);
    ASSERT_EQ(snd_pcm_start(playback), 0);
    card.Order("vanish");

    snd_pcm_sframes_t delay = 0;
    EXPECT_EQ(snd_pcm_delay(playback, &delay), -ENODEV);
    EXPECT_EQ(snd_pcm_state(playback), SND_PCM_STATE_DISCONNECTED);
    EXPECT_EQ(snd_pcm_writei(playback, frames.data(), 1), -ENODEV);
    EXPECT_EQ(snd_pcm_start(playback), -ENODEV);
    EXPECT_EQ(snd_pcm_prepare(playback), -ENODEV);
    EXPECT_EQ(snd_pcm_drop(playback), -ENODEV);
    EXPECT_EQ(snd_pcm_drain(playback), -ENODEV);
    const snd_pcm_channel_area_t *areas = nullptr;
    snd_pcm_uframes_t offset = 0, count = 1;
    EXPECT_EQ(snd_pcm_mmap_begin(playback, &areas, &offset, &count), -ENODEV);
    EXPECT_EQ(snd_pcm_mmap_commit(playback, 0, 1), -ENODEV);

    pollfd descriptors[8] = {};
    const int number = snd_pcm_poll_descriptors(playback, descriptors, 8);
    ASSERT_GT(poll(descriptors, static_cast<nfds_t>(number), 1000), 0);
    unsigned short events = 0;
    snd_pcm_poll_descriptors_revents(playback, descriptors, static_cast<unsigned>(number), &events);
    EXPECT_EQ(events, POLLERR | POLLNVAL);
}

TEST(Control, ACardThatReturnsIsOpenedAnew) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(playback.Set(Wish()), 0);
    card.Order("vanish");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_CAPTURE).Error(), -ENODEV);
    card.Order("return");
    EXPECT_EQ(snd_pcm_prepare(playback), -ENODEV);
    playback.Close();

    Handle again(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(again.Error(), 0);
    ASSERT_EQ(again.Set(Wish()), 0);
    Bytes frames = Noise(512 * 4);
    ASSERT_EQ(again.Transfer(frames.data(), 512), 0);
    ASSERT_EQ(snd_pcm_drain(again), 0);
    EXPECT_EQ(card.Played(), frames);
}

TEST(Control, ACardThatVanishedBeforeItWasOpenedIsNotThere) {
    TestCard card;
    card.Order("vanish");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), -ENODEV);
    card.Order("return");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), 0);
}

TEST(Control, ADirectionIsOpenedOnce) {
    TestCard card;
    Handle playback(card, SND_PCM_STREAM_PLAYBACK);
    ASSERT_EQ(playback.Error(), 0);
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), -EBUSY);
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_CAPTURE).Error(), 0);
    playback.Close();
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), 0);
}

TEST(Control, ACardIsBusyWhenItIsOrdered) {
    TestCard card;
    card.Order("busy");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_CAPTURE).Error(), -EBUSY);
    card.Order("free");
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_CAPTURE).Error(), 0);
}

TEST(Control, AProcessThatIsKilledFreesTheCard) {
    TestCard card;
    int opened[2];
    ASSERT_EQ(pipe(opened), 0);
    const pid_t child = fork();
    if (child == 0) {
        const Handle playback(card, SND_PCM_STREAM_PLAYBACK);
        const char answer = playback.Error() == 0 ? 'y' : 'n';
        [[maybe_unused]] const ssize_t written = write(opened[1], &answer, 1);
        sleep(30);
        _exit(0);
    }
    char answer = 0;
    EXPECT_EQ(read(opened[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), -EBUSY);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(opened[0]);
    close(opened[1]);
    EXPECT_EQ(Handle(card, SND_PCM_STREAM_PLAYBACK).Error(), 0);
}

TEST(Control, AnUnknownCommandIsSaidToBeOne) {
    TestCard card;
    Handle capture(card, SND_PCM_STREAM_CAPTURE);
    for (const char *command : {"dance", "ppm", "ppm fast", "stall -1", "vanish now", "ppm 1 2"})
        card.Order(command);
    EXPECT_EQ(capture.Set(Wish()), 0);
    const std::string journal = card.Journal();
    for (const char *words : {"unknown dance\n", "unknown ppm\n", "unknown ppm fast\n", "unknown stall -1\n",
                              "unknown vanish now\n", "unknown ppm 1 2\n"})
        EXPECT_NE(journal.find(words), std::string::npos) << words;
}
