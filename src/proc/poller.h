/* poller.h - the one process that sends, and only what was asked for. SPDX-License-Identifier: Apache-2.0
 *
 * It is split off while the parent is still alone, and splits off another for each message: that has the
 * network, the message, and the system's settings of names and certificates to read; no database, no packets.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Splits the process off. To be called once, before confinement and before any thread. */
void poller_prepare(void);
/* True when that process is gone: nobody but the monitor can start another. */
bool poller_is_lost(void);
/*
 * Has a request (message_write) sent. *answer is where the result comes out: poller_result reads it. 0 or
 * -errno. May be called by several threads.
 */
__attribute__((warn_unused_result)) int poller_send(const char *request, size_t length, int *answer);
/*
 * Reads the result and closes answer: 0 it was taken, -EIO and a line in error. -EAGAIN: none is there yet,
 * when wait is false.
 */
__attribute__((warn_unused_result)) int poller_result(int answer, bool wait, char *error, size_t size);
/* serve_jobs.notify: sends and waits. May be called by several threads. */
int poller_notify(void *argument, const char *request, size_t length, char *error, size_t size);
