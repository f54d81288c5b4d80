/* ipc.c - messages between our own processes. SPDX-License-Identifier: Apache-2.0 */

#include "lib/ipc.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int ipc_pair(int ends[2])
{
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : -errno;
}

union control {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

int ipc_send(int socket, uint32_t type, const void *payload, size_t length, int fd)
{
	union control control = {0};
	struct iovec parts[2] = {{&type, sizeof(type)}, {(void *)(uintptr_t)payload, length}};
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};

	if (length > IPC_PAYLOAD_MAX)
		return -EMSGSIZE;
	if (fd >= 0) {
		message.msg_control = &control;
		message.msg_controllen = sizeof(control);
		control.header = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)),
						  .cmsg_level = SOL_SOCKET,
						  .cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(&control.header), &fd, sizeof(fd));
	}
	return sendmsg(socket, &message, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

static int passed_fd(struct msghdr *message)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(message);
	int fd = -1;

	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

int ipc_receive(int socket, struct ipc_message *out)
{
	union control control;
	struct iovec parts[2] = {{&out->type, sizeof(out->type)},
				 {out->payload, sizeof(out->payload)}};
	struct msghdr message = {.msg_iov = parts,
				 .msg_iovlen = 2,
				 .msg_control = &control,
				 .msg_controllen = sizeof(control)};
	ssize_t n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);

	if (n < 0)
		return -errno;
	if (n == 0)
		return 0;
	out->fd = passed_fd(&message);
	if ((size_t)n < sizeof(out->type) || message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
		if (out->fd >= 0)
			close(out->fd);
		return -EPROTO;
	}
	out->length = (uint32_t)((size_t)n - sizeof(out->type));
	return 1;
}
