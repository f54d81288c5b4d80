/* ipc.h - messages between our own processes, with descriptors. SPDX-License-Identifier: Apache-2.0
 *
 * Each message is one datagram on a SOCK_SEQPACKET pair: a type and a payload, nothing left over.
 * Who gets a message of an unknown type or an odd length ends the sender's process.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define IPC_PAYLOAD_MAX 4096

struct ipc_message {
	uint32_t type;
	uint32_t length; /* of payload */
	int fd;		 /* passed along; -1 none. The receiver owns it. */
	uint8_t payload[IPC_PAYLOAD_MAX];
};

/* Two connected ends, close-on-exec. Returns 0 or -errno. */
__attribute__((warn_unused_result)) int ipc_pair(int ends[2]);
/* Sends payload and, unless fd is -1, a copy of fd. Returns 0, -EAGAIN or another -errno. */
__attribute__((warn_unused_result)) int ipc_send(int socket, uint32_t type, const void *payload,
						  size_t length, int fd);
/* 1 a message, 0 the other end is closed, or -errno (-EAGAIN when none waits, -EPROTO not one of ours). */
__attribute__((warn_unused_result)) int ipc_receive(int socket, struct ipc_message *out);
