/* sandbox.c - a process gives up what it does not need. SPDX-License-Identifier: Apache-2.0 */

#include "lib/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/log.h"
#include "lib/text.h"

#define READ_ACCESS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_ACCESS                                                                           \
	(READ_ACCESS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |       \
	 LANDLOCK_ACCESS_FS_MAKE_REG)
#define ALL_ACCESS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) /* all of ABI 1 */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

static int drop_ids(const struct sandbox *s)
{
	if (geteuid() != 0 || s->uid == 0)
		return 0;
	if (setgroups(0, NULL) != 0 || setresgid(s->gid, s->gid, s->gid) != 0 ||
	    setresuid(s->uid, s->uid, s->uid) != 0)
		return -errno;
	return 0;
}

/* The kernel forgets the death signal when the ids change: it is set after them. */
static int die_with_parent(pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return -errno;
	return getppid() == parent ? 0 : -ESRCH;
}

int sandbox_keep(const int *capabilities, size_t count)
{
	bool has[CAP_LAST_CAP + 1] = {false};

	if (capng_get_caps_process() != 0) /* the ids may have changed since */
		return -EPERM;
	bool bounds = capng_have_capability(CAPNG_EFFECTIVE, CAP_SETPCAP);

	for (size_t i = 0; i < count; i++)
		has[i] = capng_have_capability(CAPNG_PERMITTED, (unsigned)capabilities[i]);
	capng_clear(CAPNG_SELECT_BOTH);
	for (size_t i = 0; i < count; i++)
		if (has[i] && capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED | CAPNG_BOUNDING_SET,
					   (unsigned)capabilities[i]) != 0)
			return -EPERM;
	if (capng_apply(bounds ? CAPNG_SELECT_BOTH : CAPNG_SELECT_CAPS) != 0)
		return -EPERM;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

static int allow_path(int ruleset, const char *path, uint64_t access)
{
	int fd = path ? open(path, O_PATH | O_CLOEXEC) : -1;
	struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};

	if (!path)
		return 0;
	if (fd < 0)
		return -errno;
	long rc = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	int error = errno;
	close(fd);
	return rc == 0 ? 0 : -error;
}

/* What is not on this system cannot be used either. */
static int allow_programs(int ruleset, const char *const *paths)
{
	int rc = 0;

	for (; rc == 0 && paths && *paths; paths++) {
		struct stat status;
		const bool folder = stat(*paths, &status) == 0 && S_ISDIR(status.st_mode);

		rc = allow_path(ruleset, *paths,
				folder ? READ_ACCESS | LANDLOCK_ACCESS_FS_EXECUTE
				       : LANDLOCK_ACCESS_FS_READ_FILE);
		if (rc == -ENOENT)
			rc = 0;
	}
	return rc;
}

static int restrict_files(const struct sandbox *s)
{
	struct landlock_ruleset_attr attr = {.handled_access_fs = ALL_ACCESS};
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);

	if (ruleset < 0) {
		if (errno != ENOSYS && errno != EOPNOTSUPP)
			return -errno;
		log_info("this kernel has no Landlock: files are guarded by seccomp alone");
		return 0;
	}
	int rc = allow_path(ruleset, s->write_folder, WRITE_ACCESS);
	if (rc == 0)
		rc = allow_path(ruleset, s->read_folder, READ_ACCESS);
	for (size_t i = 0; rc == 0 && i < 2; i++)
		rc = allow_path(ruleset, s->read_file[i], LANDLOCK_ACCESS_FS_READ_FILE);
	if (rc == 0)
		rc = allow_programs(ruleset, s->programs);
	if (rc == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		rc = -errno;
	close(ruleset);
	return rc;
}

/* What every role needs to run at all: memory, time, its own descriptors, its own end. */
static const int base_calls[] = {
	SCMP_SYS(read),	       SCMP_SYS(readv),	       SCMP_SYS(pread64),      SCMP_SYS(write),
	SCMP_SYS(writev),      SCMP_SYS(close),	       SCMP_SYS(lseek),	       SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),  SCMP_SYS(munmap),       SCMP_SYS(mremap),
	SCMP_SYS(madvise),     SCMP_SYS(brk),	       SCMP_SYS(futex),
	SCMP_SYS(poll),	       SCMP_SYS(ppoll),	       SCMP_SYS(recvmsg),      SCMP_SYS(recvfrom),
	SCMP_SYS(sendmsg),     SCMP_SYS(sendto),       SCMP_SYS(getsockopt),   SCMP_SYS(setsockopt),
	SCMP_SYS(fcntl),       SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(getpid),      SCMP_SYS(gettid),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack), SCMP_SYS(exit),	       SCMP_SYS(exit_group),   SCMP_SYS(restart_syscall),
	SCMP_SYS(sched_yield), SCMP_SYS(getrusage),    SCMP_SYS(time),	       SCMP_SYS(shutdown),
	SCMP_SYS(prctl),       SCMP_SYS(getuid),       SCMP_SYS(geteuid),      SCMP_SYS(sysinfo),
};

/* A folder of one's own: SQLite on its database. */
static const int file_calls[] = {
	SCMP_SYS(open),	     SCMP_SYS(openat),	  SCMP_SYS(stat),      SCMP_SYS(lstat),
	SCMP_SYS(access),    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(pwrite64),
	SCMP_SYS(ftruncate), SCMP_SYS(fsync),	  SCMP_SYS(fdatasync), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),  SCMP_SYS(getcwd),	  SCMP_SYS(readlink),  SCMP_SYS(readlinkat),
	SCMP_SYS(getdents64), SCMP_SYS(fallocate), SCMP_SYS(rename),   SCMP_SYS(renameat),
	SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),	  SCMP_SYS(statx),     SCMP_SYS(fchmod),
	SCMP_SYS(fchown),    SCMP_SYS(umask),	  SCMP_SYS(statfs),    SCMP_SYS(fstatfs),
	SCMP_SYS(utimensat), SCMP_SYS(dup),	  SCMP_SYS(memfd_create), SCMP_SYS(sendfile),
	SCMP_SYS(flock),
};

static const int network_calls[] = {
	SCMP_SYS(accept),      SCMP_SYS(accept4),    SCMP_SYS(getsockname), SCMP_SYS(getpeername),
	SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait),
	SCMP_SYS(eventfd2),    SCMP_SYS(pipe2),	     SCMP_SYS(pipe),	   SCMP_SYS(select),
	SCMP_SYS(pselect6),    SCMP_SYS(ioctl),	     SCMP_SYS(timerfd_create),
	SCMP_SYS(timerfd_settime), SCMP_SYS(socketpair), SCMP_SYS(listen), SCMP_SYS(sendmmsg),
};

static const int thread_calls[] = {
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),		  SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_setaffinity),
	SCMP_SYS(set_tid_address), SCMP_SYS(sched_getparam),
	SCMP_SYS(sched_getscheduler),
};

/* To become another program, which starts anew: its loader, its C library. */
static const int program_calls[] = {
	SCMP_SYS(execve),	SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),		SCMP_SYS(prlimit64),  SCMP_SYS(getgid),		 SCMP_SYS(getegid),
	SCMP_SYS(getppid),	SCMP_SYS(uname),      SCMP_SYS(ioctl),		 SCMP_SYS(sched_getaffinity),
	SCMP_SYS(dup2),		SCMP_SYS(dup3),	      SCMP_SYS(pipe2),		 SCMP_SYS(eventfd2),
	SCMP_SYS(timer_create), SCMP_SYS(times),      SCMP_SYS(clock_getres),	 SCMP_SYS(getpgrp),
};

static int allow_calls(scmp_filter_ctx filter, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);

		if (rc != 0 && rc != -EDOM)
			return rc;
	}
	return 0;
}

/* Signals reach the process itself alone: those of other roles may have the same user. */
static int allow_own_signals(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
				SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
}

/* Internet sockets alone: none of this computer's own services, no raw packets. */
static int allow_connections(scmp_filter_ctx filter)
{
	static const int families[] = {AF_INET, AF_INET6};
	int rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(connect), 0);

	for (size_t i = 0; rc == 0 && i < 2; i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
				      SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i], 0));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(getsockname), 0);
	return rc == 0 ? seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(uname), 0) : rc;
}

/* Memory is data and never becomes code; only a thread's end may load a library (libgcc). */
static int allow_memory(scmp_filter_ctx filter, bool code)
{
	static const int calls[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
	int rc = 0;

	if (code)
		return allow_calls(filter, calls, 2);
	for (size_t i = 0; rc == 0 && i < 2; i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 1,
				      SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return rc;
}

/* Threads but no processes. The flags of clone3 cannot be seen: the C library then falls back to clone. */
static int allow_threads(scmp_filter_ctx filter)
{
	int rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);

	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
				      SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
				      SCMP_A0(SCMP_CMP_EQ, 0, 0));
	return rc;
}

#define ALLOW(filter, list) allow_calls(filter, list, sizeof(list) / sizeof((list)[0]))

static int restrict_calls(const struct sandbox *s)
{
	if (SANITIZED) /* the sanitizer's own calls are not ours to list */
		return 0;
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc = filter ? ALLOW(filter, base_calls) : -ENOMEM;

	/* a process that was told to read hostile bytes and wants to run a program is not ours any more */
	if (rc == 0)
		rc = s->programs ? ALLOW(filter, program_calls)
				 : seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(execve), 0);
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(ptrace), 0);
	if (rc == 0 && (s->write_folder || s->read_folder || s->programs))
		rc = ALLOW(filter, file_calls);
	if (rc == 0 && s->network)
		rc = ALLOW(filter, network_calls);
	if (rc == 0 && s->connects)
		rc = allow_connections(filter);
	if (rc == 0 && s->threads)
		rc = ALLOW(filter, thread_calls);
	if (rc == 0 && s->threads)
		rc = allow_threads(filter);
	if (rc == 0)
		rc = allow_own_signals(filter);
	if (rc == 0)
		rc = allow_memory(filter, s->unwinds || s->programs);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	return rc;
}

/* As ps and top show it. */
static void name_process(const char *role)
{
	char name[16];

	snprintf(name, sizeof(name), "yagura-%s", role);
	(void)prctl(PR_SET_NAME, name);
}

int sandbox_enter(const struct sandbox *s)
{
	struct rlimit no_core = {0, 0};
	const pid_t parent = getppid();
	int rc = 0;

	log_role(s->role);
	name_process(s->role);
	if (!text_prepare())
		log_warn("this system cannot read CP932: Japanese names may show as dots");
	if (s->memory && !SANITIZED) {
		struct rlimit memory = {s->memory, s->memory};

		if (setrlimit(RLIMIT_AS, &memory) != 0)
			return -errno;
	}
	if (setrlimit(RLIMIT_CORE, &no_core) != 0)
		return -errno;
	if ((rc = drop_ids(s)) != 0 || (rc = die_with_parent(parent)) != 0 ||
	    (rc = sandbox_keep(NULL, 0)) != 0 ||
	    (rc = restrict_files(s)) != 0 || s->children)
		return rc;
	return restrict_calls(s);
}
