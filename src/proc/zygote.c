/* zygote.c - a process forked early, which forks one child for each piece of work. SPDX-License-Identifier: Apache-2.0 */

#include "proc/zygote.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "lib/ipc.h"
#include "lib/sandbox.h"

__attribute__((noreturn)) static void run(int server, const struct sandbox *sandbox, void (*work)(int server))
{
	signal(SIGCHLD, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	for (int fd = 3; fd < 4096; fd++)
		if (fd != server)
			close(fd);
	if (sandbox_enter(sandbox) != 0)
		_exit(3);
	work(server);
	_exit(0);
}

int zygote_start(const struct sandbox *sandbox, void (*work)(int server))
{
	int ends[2];

	if (ipc_pair(ends) != 0)
		return -1;
	const pid_t pid = fork();

	if (pid == 0)
		run(ends[1], sandbox, work);
	close(ends[1]);
	if (pid > 0)
		return ends[0];
	close(ends[0]);
	return -1;
}

bool zygote_is_lost(int zygote)
{
	struct pollfd p = {.fd = zygote};

	/* it never writes unasked: only its end shows here */
	return zygote < 0 || (poll(&p, 1, 0) > 0 && p.revents & (POLLHUP | POLLERR));
}
