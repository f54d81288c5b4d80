/* zygote.h - a process forked early, which forks one child for each piece of work. SPDX-License-Identifier: Apache-2.0
 *
 * It is split off before the server has secrets or a database open, holds nothing but the socket to the
 * server, and its children confine themselves.
 */
#pragma once

#include <stdbool.h>

struct sandbox;

/* Starts one that runs work with its end of the socket, in this sandbox, until work returns. The server's end, or -1. */
int zygote_start(const struct sandbox *sandbox, void (*work)(int server));
/* True when it is gone, or never was. */
bool zygote_is_lost(int zygote);
