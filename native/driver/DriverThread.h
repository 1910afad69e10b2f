// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef NETJACK2_DRIVER_DRIVERTHREAD_H
#define NETJACK2_DRIVER_DRIVERTHREAD_H

#include <functional>

#include <pthread.h>

namespace netjack2 {

/** A thread like those of jackd's drivers, except that it is joined and never cancelled. */
class DriverThread {
public:
    ~DriverThread() { Join(); }

    /** Runs @p body in a new thread, under SCHED_FIFO if the priority is not 0. False after logging why not. */
    bool Start(std::function<void()> body, int priority);

    /** Waits until the body has returned. The caller makes it return. */
    void Join();

private:
    static void *Run(void *self);

    std::function<void()> body_;
    pthread_t thread_ = {};
    int priority_ = 0;
    bool started_ = false;
};

} // namespace netjack2

#endif
