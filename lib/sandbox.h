/* sandbox.h - a process gives up what it does not need. SPDX-License-Identifier: Apache-2.0
 *
 * Each role's first lines are the same: ids, capabilities, Landlock, seccomp, then its loop. Where
 * the kernel lacks Landlock the process goes on without it and says so once.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What a role may still do. Files and network are closed unless asked for. */
struct sandbox {
	const char *role;
	uid_t uid; /* ids to take when started as root; 0 keeps them (capabilities go all the same) */
	gid_t gid;
	const char *write_folder; /* the one folder that stays open for reading and writing, or NULL */
	const char *read_folder;  /* one more for reading, or NULL */
	const char *read_file[2]; /* single files for reading, or NULL */
	bool network;		  /* may accept connections on sockets it was given */
	bool connects;		  /* may open connections of its own (with network) */
	bool threads;		  /* may start threads */
	bool unwinds;		  /* its threads may end early: the C library loads libgcc for that */
	const char *const *programs; /* folders and files of programs that it may become, and what they read; ended by NULL */
	bool children;		  /* splits off processes that confine themselves: its calls are not listed */
	size_t memory;		  /* bytes of address space at most, 0 no limit */
};

/* Of the capabilities (CAP_*) that the process has, only these stay, for it and all that it starts. 0 or -errno. */
__attribute__((warn_unused_result)) int sandbox_keep(const int *capabilities, size_t count);
/* Confines the calling process for good: it also dies with its parent. Returns 0, or -errno when it could not be confined. */
__attribute__((warn_unused_result)) int sandbox_enter(const struct sandbox *sandbox);
