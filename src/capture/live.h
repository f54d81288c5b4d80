/* live.h - packets from an interface through a ring shared with the kernel.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "capture/packet.h"

struct capture_live;

/*
 * A packet socket bound to the interface, promiscuous, with a filter in libpcap's language (NULL or
 * empty: all). Needs CAP_NET_RAW, so the monitor calls it. The descriptor, or -1 with error set.
 * VLAN tags are out of the packet when the filter runs: `vlan` matches nothing.
 */
int capture_live_socket(const char *interface, const char *filter, char *error, size_t size);
/*
 * Maps a ring of about ring_bytes (0: 16 MB) onto such a socket, owned from here on success. Needs
 * no privilege. interface is the number that packets carry. NULL with error set.
 */
struct capture_live *capture_live_open(int fd, uint16_t interface, size_t ring_bytes, char *error,
                                       size_t size);
/*
 * Fills out with up to PACKET_BATCH packets, valid until the next call. 0 when there are none now
 * (poll the descriptor), -errno when the interface failed; it may come back after -ENETDOWN.
 */
int capture_live_next(struct capture_live *l, struct packet *out);
/* Readable when packets wait. */
int capture_live_fd(const struct capture_live *l);
/* Totals since the start: packets that came, and those lost because the ring was full. */
void capture_live_statistics(struct capture_live *l, uint64_t *received, uint64_t *dropped);
/* Closes the socket too. NULL is fine. */
void capture_live_close(struct capture_live *l);
