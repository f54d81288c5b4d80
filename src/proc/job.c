/* job.c - hostile files are parsed where there is nothing to steal. SPDX-License-Identifier: Apache-2.0 */

#include "proc/job.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/ipc.h"
#include "lib/log.h"
#include "lib/sandbox.h"
#include "proc/cut.h"
#include "proc/job_inside.h"
#include "proc/zygote.h"
#include "store/customer_vfs.h"

#define NOBODY	     65534
#define JOB_MEMORY   ((size_t)1 << 30)
#define JOB_SECONDS  60
#define CUSTOMER_SECONDS 240 /* gigabytes are opened, and read twice */

_Static_assert(sizeof(struct bundle_request) <= IPC_PAYLOAD_MAX, "a request is one message");
_Static_assert(sizeof(struct customer_request) <= IPC_PAYLOAD_MAX, "a request is one message");
_Static_assert(sizeof(struct serve_cut) <= IPC_PAYLOAD_MAX, "a request is one message");

/* What a job is split off for. */
struct work {
	struct ipc_message request;
	int files[CUT_FILES_MAX];
	struct serve_span spans[CUT_FILES_MAX]; /* of a cut */
	size_t count;
};

static const char weasyprint[] = "/usr/bin/weasyprint"; /* a program of python's */
static const char python[] = "/usr/bin/python3";
/* Its program, its libraries, the fonts. */
static const char *const pdf_reads[] = {"/usr", "/bin", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache",
					"/var/cache/fontconfig", NULL};
static bool makes_pdf; /* weasyprint was there at the start */
static int zygote = -1;
static pthread_mutex_t zygote_lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- in the job ---- */

static void write_all(int fd, const struct buf *b)
{
	for (size_t done = 0; done < b->length;) {
		ssize_t n = write(fd, b->data + done, b->length - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		done += (size_t)n;
	}
}

static void do_answer(const struct work *w, int output)
{
	struct buf out = {0};

	job_answer(&w->request, &out);
	write_all(output, &out);
}

static void do_cut(const struct work *w, int output)
{
	struct serve_cut cut;

	memcpy(&cut, w->request.payload, sizeof(cut));
	cut_run(&cut, w->files, w->spans, w->count, output);
}

static void do_customer(struct work *w, int output)
{
	struct customer_request request;

	memcpy(&request, w->request.payload, sizeof(request));
	explicit_bzero(w->request.payload, sizeof(w->request.payload));
	if (customer_vfs_register(true) != 0)
		_exit(3);
	job_tell_customer(w->files[0], w->files[1], &request, output);
}

/* Weasyprint becomes of this: HTML goes in, a PDF comes out. No network, nothing to write, programs and fonts
 * alone to read. */
__attribute__((noreturn)) static void become_pdf(const struct work *w, int output)
{
	/* it wants a folder for fonts that a page brings: ours brings none */
	static const char program[] =
		"import sys, tempfile\n"
		"tempfile.mkdtemp = lambda *a, **k: '/nonexistent'\n"
		"import weasyprint\n"
		"def fetch(url, *a, **k):\n"
		"    if url.startswith('data:image/png;base64,'):\n" /* the user's logo stands in the page */
		"        return weasyprint.default_url_fetcher(url)\n"
		"    raise ValueError('nothing is fetched')\n"
		"weasyprint.HTML(file_obj=sys.stdin.buffer, encoding='utf-8', url_fetcher=fetch)"
		".write_pdf(sys.stdout.buffer)\n";
	static const char *const command[] = {python, "-I", "-c", program, NULL};
	static const char *const environment[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent",
						  "PYTHONDONTWRITEBYTECODE=1", NULL};

	if (dup2(w->files[0], STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
	    write(STDOUT_FILENO, &(const char){ANSWER_GOOD}, 1) != 1)
		_exit(3);
	execve(python, (char *const *)(uintptr_t)command, (char *const *)(uintptr_t)environment);
	_exit(3);
}

__attribute__((noreturn)) static void become_job(struct work *w, int output)
{
	const rlim_t most = w->request.type == JOB_CUSTOMER ? CUSTOMER_SECONDS : JOB_SECONDS;
	struct rlimit seconds = {most, most};
	const bool pdf = w->request.type == JOB_PDF;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (setrlimit(RLIMIT_CPU, &seconds) != 0 ||
	    sandbox_enter(&(struct sandbox){
		    .role = "job", .uid = NOBODY, .gid = NOBODY, .memory = JOB_MEMORY,
		    .threads = pdf, .programs = pdf ? pdf_reads : NULL}) != 0)
		_exit(3);
	if (pdf)
		become_pdf(w, output);
	if (w->request.type == JOB_CUT)
		do_cut(w, output);
	else if (w->request.type == JOB_CUSTOMER)
		do_customer(w, output);
	else
		do_answer(w, output);
	_exit(0);
}

/* ---- between server and job ---- */

static void start_job(int server, struct work *w)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		_exit(3);
	pid_t pid = fork();
	if (pid == 0) {
		close(server);
		close(ends[0]);
		become_job(w, ends[1]);
	}
	close(ends[1]);
	if (ipc_send(server, w->request.type, NULL, 0, ends[0]) != 0)
		_exit(3);
	close(ends[0]);
}

/* Work on one file that comes along. */
static bool is_request(const struct ipc_message *m)
{
	return m->fd >= 0 &&
	       (((m->type == JOB_FILL || m->type == JOB_PACK || m->type == JOB_PDF) && m->length == 0) ||
		(m->type == JOB_LEDGER && m->length == sizeof(struct ledger_request)) ||
		(m->type == JOB_BUNDLE && m->length == sizeof(struct bundle_request)));
}

static bool take_plain(int server, struct work *w)
{
	struct ipc_message plain;

	w->files[w->count++] = w->request.fd;
	if (ipc_receive(server, &plain) != 1 || plain.type != JOB_CUSTOMER_PLAIN || plain.length != 0 || plain.fd < 0)
		return false;
	w->files[w->count++] = plain.fd;
	return true;
}

/* False when the server said something that is not on the list, or is gone. */
static bool take_work(int server, struct work *w)
{
	struct ipc_message *m = &w->request, file;
	struct serve_cut cut;

	w->count = 0;
	if (ipc_receive(server, m) != 1)
		return false;
	if (is_request(m)) {
		w->files[w->count++] = m->fd;
		return true;
	}
	if (m->type == JOB_CUSTOMER && m->length == sizeof(struct customer_request) && m->fd >= 0)
		return take_plain(server, w);
	if (m->type != JOB_CUT || m->length != sizeof(cut) || m->fd >= 0)
		return false;
	memcpy(&cut, m->payload, sizeof(cut));
	while (w->count < cut.count && w->count < CUT_FILES_MAX) {
		if (ipc_receive(server, &file) != 1 || file.type != JOB_CUT_FILE ||
		    file.length != sizeof(w->spans[0]) || file.fd < 0)
			return false;
		memcpy(&w->spans[w->count], file.payload, sizeof(w->spans[0]));
		w->files[w->count++] = file.fd;
	}
	return w->count == cut.count;
}

static void serve(int server)
{
	static struct work w;

	while (take_work(server, &w)) {
		start_job(server, &w);
		explicit_bzero(w.request.payload, sizeof(w.request.payload));
		for (size_t i = 0; i < w.count; i++)
			close(w.files[i]);
	}
}

void job_prepare(void)
{
	makes_pdf = access(weasyprint, X_OK) == 0;
	zygote = zygote_start(&(struct sandbox){.role = "jobs", .uid = NOBODY, .gid = NOBODY, .children = true,
						.programs = makes_pdf ? pdf_reads : NULL},
			      serve);
}

/* ---- in the server ---- */

bool job_is_lost(void)
{
	return zygote_is_lost(zygote);
}

static int ask(enum job_kind kind, const void *request, size_t length, int file, int *answer)
{
	struct ipc_message m;

	pthread_mutex_lock(&zygote_lock);
	int rc = zygote < 0 ? -ECHILD : ipc_send(zygote, kind, request, length, file);
	if (rc == 0)
		rc = ipc_receive(zygote, &m) == 1 && m.fd >= 0 ? 0 : -ECHILD;
	pthread_mutex_unlock(&zygote_lock);
	*answer = rc == 0 ? m.fd : -1;
	return rc;
}

/* All that the job says. 0, or -EINVAL: it is not what it should be, and answer says why. */
static int take_answer(int fd, struct buf *answer)
{
	struct buf raw = {.max = ANSWER_MAX + 65536};
	ssize_t n = 0;

	for (uint8_t *room; (room = buf_reserve(&raw, 65536)) != NULL; raw.length += (size_t)n) {
		n = read(fd, room, 65536);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			break;
	}
	close(fd);
	if (raw.length == 0)
		buf_text(&raw, "-the file could not be read: it took too much time or memory");
	const int rc = raw.data[0] == ANSWER_GOOD ? 0 : -EINVAL;
	buf_append(answer, raw.data + 1, raw.length - 1);
	buf_free(&raw);
	return rc;
}

int job_ledger(void *argument, const struct serve_ledger_job *job, struct buf *answer)
{
	struct ledger_request request = {.header_row = job->header_row,
					 .whole = job->whole,
					 .has_sheet = job->sheet != NULL};
	int fd;

	(void)argument;
	snprintf(request.sheet, sizeof(request.sheet), "%s", job->sheet ? job->sheet : "");
	const int rc = ask(JOB_LEDGER, &request, sizeof(request), job->fd, &fd);
	return rc ? rc : take_answer(fd, answer);
}

int job_bundle(void *argument, int file, const char *keys, struct buf *answer)
{
	struct bundle_request request = {0};
	int fd;

	(void)argument;
	request.count = bundle_keys_read(keys, request.keys, BUNDLE_KEYS_MAX);
	const int rc = ask(JOB_BUNDLE, &request, sizeof(request), file, &fd);
	return rc ? rc : take_answer(fd, answer);
}

int job_pack(void *argument, int file, struct buf *answer)
{
	int fd;

	(void)argument;
	const int rc = ask(JOB_PACK, NULL, 0, file, &fd);
	return rc ? rc : take_answer(fd, answer);
}

int job_fill(void *argument, int file, struct buf *answer)
{
	int fd;

	(void)argument;
	const int rc = ask(JOB_FILL, NULL, 0, file, &fd);
	return rc ? rc : take_answer(fd, answer);
}

bool job_makes_pdf(void)
{
	return makes_pdf;
}

/* A program that failed half way has written half a file. */
static bool is_whole_pdf(const struct buf *b)
{
	static const char begin[] = "%PDF-", end[] = "%%EOF";
	const size_t tail = b->length < 32 ? b->length : 32;

	return b->length > sizeof(begin) && memcmp(b->data, begin, sizeof(begin) - 1) == 0 &&
	       memmem(b->data + b->length - tail, tail, end, sizeof(end) - 1) != NULL;
}

int job_pdf(void *argument, int file, struct buf *answer)
{
	int fd;

	(void)argument;
	if (!makes_pdf)
		return -ENOPKG;
	int rc = ask(JOB_PDF, NULL, 0, file, &fd);

	if (rc == 0)
		rc = take_answer(fd, answer);
	if (rc == 0 && !is_whole_pdf(answer))
		rc = -EINVAL;
	if (rc == -EINVAL) {
		buf_clear(answer);
		buf_text(answer, "weasyprint could not make the PDF: it took too much time or memory, or failed");
	}
	return rc;
}

int job_packets(void *argument, const struct serve_cut *cut, int *answer)
{
	static const struct serve_span all = {INT64_MIN, INT64_MAX};
	struct ipc_message m;

	(void)argument;
	pthread_mutex_lock(&zygote_lock);
	int rc = zygote < 0 ? -ECHILD : ipc_send(zygote, JOB_CUT, cut, sizeof(*cut), -1);
	for (size_t i = 0; rc == 0 && i < cut->count; i++)
		rc = ipc_send(zygote, JOB_CUT_FILE, cut->spans ? &cut->spans[i] : &all, sizeof(all), cut->files[i]);
	if (rc == 0)
		rc = ipc_receive(zygote, &m) == 1 && m.fd >= 0 ? 0 : -ECHILD;
	pthread_mutex_unlock(&zygote_lock);
	*answer = rc == 0 ? m.fd : -1;
	return rc;
}

int job_customer(void *argument, int sealed, int plain, const char *words, int *answer)
{
	struct customer_request request = {0};
	struct ipc_message m;

	(void)argument;
	if (snprintf(request.words, sizeof(request.words), "%s", words) >= (int)sizeof(request.words))
		return -EINVAL;
	pthread_mutex_lock(&zygote_lock);
	int rc = zygote < 0 ? -ECHILD : ipc_send(zygote, JOB_CUSTOMER, &request, sizeof(request), sealed);
	if (rc == 0)
		rc = ipc_send(zygote, JOB_CUSTOMER_PLAIN, NULL, 0, plain);
	if (rc == 0)
		rc = ipc_receive(zygote, &m) == 1 && m.fd >= 0 ? 0 : -ECHILD;
	pthread_mutex_unlock(&zygote_lock);
	explicit_bzero(&request, sizeof(request));
	*answer = rc == 0 ? m.fd : -1;
	return rc;
}
