/* test_sandbox.c - what a confined process can no longer do. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/sandbox.h"

#define NOBODY 65534

/* The profiles of src/proc/sensor.c and src/proc/server.c. */
static const struct sandbox sensor = {
	.role = "sensor", .uid = NOBODY, .gid = NOBODY, .memory = (size_t)1 << 30};
static char folder[] = "/tmp/yagura-sandbox-XXXXXX";
static const struct sandbox server = {
	.role = "server", .write_folder = folder, .network = true, .threads = true, .unwinds = true};

/* That of a PDF in src/proc/job.c, without its fonts. */
static const char *const readable[] = {"/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", NULL};
static const struct sandbox program = {
	.role = "job", .uid = NOBODY, .gid = NOBODY, .threads = true, .programs = readable};

static pid_t stranger; /* a process of the same user */

/* Runs attempt in a process confined so. Its exit status, or 1000 + the signal that ended it. */
static int confined(const struct sandbox *profile, int (*attempt)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(sandbox_enter(profile) == 0 ? attempt() : 99);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int open_a_file(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0 ? 0 : errno;
}

static int make_a_file(void)
{
	return open("/tmp/yagura-must-not-be", O_WRONLY | O_CREAT, 0600) >= 0 ? 0 : errno;
}

static int open_a_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}

static int open_a_packet_socket(void)
{
	return socket(AF_PACKET, SOCK_RAW, 0) >= 0 ? 0 : errno;
}

static int start_a_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0 ? 0 : errno;
}

static int run_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return errno;
}

static int read_by_a_program(void)
{
	execl("/bin/cat", "cat", "/etc/passwd", (char *)NULL);
	return errno;
}

static int write_by_a_program(void)
{
	execl("/usr/bin/touch", "touch", "/tmp/yagura-must-not-be", (char *)NULL);
	return errno;
}

static int end_a_stranger(void)
{
	return kill(stranger, SIGTERM) == 0 || tgkill(stranger, stranger, SIGTERM) == 0 ? 0 : errno;
}

static int make_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) != MAP_FAILED
		       ? 0
		       : errno;
}

static int become_root(void)
{
	return setuid(0) == 0 && geteuid() == 0 && open("/etc/shadow", O_RDONLY) >= 0 ? 0 : EPERM;
}

static int take_memory(void)
{
	char *all = malloc((size_t)2 << 30);

	return all ? 0 : errno;
}

static int dump_core(void)
{
	struct rlimit core;

	return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max > 0 ? 0 : EPERM;
}

static void test_sandbox_of_a_sensor_opens_no_file(void **state)
{
	(void)state;
	assert_int_equal(confined(&sensor, open_a_file), EPERM);
	assert_int_equal(confined(&sensor, make_a_file), EPERM);
	assert_int_not_equal(access("/tmp/yagura-must-not-be", F_OK), 0);
}

static void test_sandbox_of_a_sensor_opens_no_socket(void **state)
{
	(void)state;
	assert_int_equal(confined(&sensor, open_a_socket), EPERM);
	assert_int_equal(confined(&sensor, open_a_packet_socket), EPERM);
}

static void test_sandbox_of_a_sensor_starts_nothing(void **state)
{
	(void)state;
	assert_int_equal(confined(&sensor, start_a_process), EPERM);
	assert_int_equal(confined(&sensor, run_a_program), 1000 + SIGSYS);
	assert_int_equal(confined(&sensor, make_code), EPERM);
}

static void test_sandbox_of_a_sensor_gains_nothing(void **state)
{
	(void)state;
	assert_int_equal(confined(&sensor, become_root), EPERM);
	assert_int_equal(confined(&sensor, take_memory), ENOMEM);
	assert_int_equal(confined(&sensor, dump_core), EPERM);
}

static void test_sandbox_lets_no_role_signal_another(void **state)
{
	struct sandbox same = sensor;
	int status;

	(void)state;
	same.uid = 0;
	stranger = fork();
	if (stranger == 0) {
		for (;;)
			pause();
	}
	assert_int_equal(confined(&same, end_a_stranger), EPERM);
	assert_int_equal(waitpid(stranger, &status, WNOHANG), 0);
	kill(stranger, SIGKILL);
	assert_int_equal(waitpid(stranger, &status, 0), stranger);
}

static void *say_seven(void *argument)
{
	*(int *)argument = 7;
	return NULL;
}

static int work_as_a_server(void)
{
	char path[64];
	pthread_t thread;
	int said = 0;

	snprintf(path, sizeof(path), "%s/database", folder);
	if (open(path, O_RDWR | O_CREAT, 0600) < 0)
		return 1;
	if (pthread_create(&thread, NULL, say_seven, &said) != 0 || pthread_join(thread, NULL) != 0)
		return 2;
	return said == 7 ? 0 : 3;
}

static void test_sandbox_of_a_server_keeps_to_its_folder(void **state)
{
	(void)state;
	assert_int_equal(confined(&server, work_as_a_server), 0);
	assert_int_equal(confined(&server, open_a_file), EACCES);
	assert_int_equal(confined(&server, make_a_file), EACCES);
	assert_int_equal(confined(&server, open_a_socket), EPERM);
	assert_int_equal(confined(&server, start_a_process), EPERM);
	assert_int_equal(confined(&server, run_a_program), 1000 + SIGSYS);
}

static void test_sandbox_of_a_program_reads_it_and_nothing_else(void **state)
{
	(void)state;
	assert_int_equal(confined(&program, run_a_program), 0);
	assert_int_equal(confined(&program, read_by_a_program), 1);
	assert_int_equal(confined(&program, write_by_a_program), 1);
	assert_int_not_equal(access("/tmp/yagura-must-not-be", F_OK), 0);
	assert_int_equal(confined(&program, open_a_socket), EPERM);
	assert_int_equal(confined(&program, start_a_process), EPERM);
}

/* Two pipes' worth of waiting: the confined process holds the pipe open for as long as it lives. */
static void test_sandbox_dies_with_its_parent(void **state)
{
	int ends[2];
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t parent = fork();
	if (parent == 0) {
		if (fork() == 0) {
			if (sandbox_enter(&sensor) != 0 || write(ends[1], "r", 1) != 1)
				_exit(1);
			for (;;)
				poll(NULL, 0, 1000);
		}
		close(ends[1]);
		for (;;)
			pause();
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1); /* it is confined */
	kill(parent, SIGKILL);
	assert_int_equal(waitpid(parent, NULL, 0), parent);
	assert_int_equal(read(ends[0], &byte, 1), 0); /* and gone */
	close(ends[0]);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/database", folder);
	unlink(path);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sandbox_of_a_sensor_opens_no_file),
		cmocka_unit_test(test_sandbox_of_a_sensor_opens_no_socket),
		cmocka_unit_test(test_sandbox_of_a_sensor_starts_nothing),
		cmocka_unit_test(test_sandbox_of_a_sensor_gains_nothing),
		cmocka_unit_test(test_sandbox_lets_no_role_signal_another),
		cmocka_unit_test(test_sandbox_of_a_server_keeps_to_its_folder),
		cmocka_unit_test(test_sandbox_of_a_program_reads_it_and_nothing_else),
		cmocka_unit_test(test_sandbox_dies_with_its_parent),
	};

#if defined(__SANITIZE_ADDRESS__)
	puts("a sanitizer's own calls need what the sandbox forbids: skipped");
	return 77;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return 77;
#endif
#endif
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
