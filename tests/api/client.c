/* client.c - a server with a store of its own, and requests to it. SPDX-License-Identifier:
 * Apache-2.0 */

#include "client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "advise/bundle.h"
#include "govern/fill.h"
#include "govern/pack.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/memory.h"
#include "lib/sealed.h"
#include "record/record.h"
#include "store/customer.h"
#include "store/customer_stream.h"
#include "store/customer_vfs.h"
#include "store/finding.h"
#include "store/zoning.h"

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "%s failed\n", what);
	abort();
}

/* ---- the writer ---- */

static int take_upload(struct plant *plant, struct change *c)
{
	struct stat st;

	must(fstat(c->upload.fd, &st) == 0, "fstat");
	plant->uploaded = (size_t)st.st_size;
	snprintf(plant->last_upload, sizeof(plant->last_upload), "%s", c->upload.filename);
	unlink(c->upload.path);
	c->id = 7;
	return 0;
}

/* The root's inventory is at hand; that of another site is read for the one change. */
static int apply_in_site(struct plant *plant, struct change *c, int64_t site)
{
	const struct viewer there = {.user = "system", .scopes = &site, .scope_count = 1};
	struct inventory *inventory =
	        inventory_new(&(struct inventory_config){.first_number = store_first_device(site)});
	int rc = store_zoning_load(plant->store, &there, inventory);

	if (rc == 0)
		rc = store_load_inventory(plant->store, site, inventory);
	if (rc == 0)
		rc = change_apply(plant->store, inventory, c);
	inventory_free(inventory);
	return rc;
}

static int apply(struct plant *plant, struct change *c)
{
	int64_t site;
	const int rc = change_site(plant->store, c, &site);

	if (rc != 0)
		return rc;
	if (site > STORE_ROOT_SCOPE)
		return apply_in_site(plant, c, site);
	return change_apply(plant->store, plant->inventory, c);
}

static int submit(void *argument, struct change *c)
{
	struct plant *plant = argument;

	pthread_mutex_lock(&plant->lock);
	c->result = store_begin(plant->store);
	if (c->result == 0)
		c->result = c->kind == CHANGE_UPLOAD
		                    ? take_upload(plant, c)
		                    : apply(plant, c);
	if (c->result == 0)
		c->result = store_commit(plant->store);
	else
		store_rollback(plant->store);
	if (c->result == 0 && c->kind == CHANGE_ERASE)
		c->result = store_shrink(plant->store);
	pthread_mutex_unlock(&plant->lock);
	c->done(c);
	return 0;
}

/* Stands for the confined child. */
static int read_bundle(void *argument, int file, const char *keys, struct buf *answer)
{
	(void)argument;
	struct bundle_key trusted[BUNDLE_KEYS_MAX];
	struct buf bytes = {.data = NULL};
	char error[256];
	ssize_t n = 0;

	do {
		bytes.length += (size_t)n;
		n = read(file, buf_reserve(&bytes, 65536), 65536);
	} while (n > 0);
	must(n == 0, "read");
	const int rc = bundle_read(bytes.data, bytes.length, trusted,
	                           bundle_keys_read(keys, trusted, BUNDLE_KEYS_MAX), answer, error,
	                           sizeof(error));
	if (rc != 0) {
		buf_clear(answer);
		buf_text(answer, error);
	}
	buf_free(&bytes);
	return rc;
}

static int read_pack(void *argument, int file, struct buf *answer)
{
	struct arena arena = {0};
	struct buf bytes = {0};
	char error[256];
	ssize_t got;

	(void)argument;
	while ((got = read(file, buf_reserve(&bytes, 65536), 65536)) > 0)
		bytes.length += (size_t)got;
	const struct pack *pack = pack_read(bytes.data, bytes.length, &arena, error, sizeof(error));

	if (pack)
		buf_printf(answer, "%s %s", pack->id, pack->version);
	else
		buf_text(answer, error);
	arena_free(&arena);
	buf_free(&bytes);
	return pack ? 0 : -EINVAL;
}

static int fill_form(void *argument, int file, struct buf *answer)
{
	struct buf bytes = {0};
	const char *error;
	ssize_t got;

	(void)argument;
	while ((got = read(file, buf_reserve(&bytes, 65536), 65536)) > 0)
		bytes.length += (size_t)got;
	const int rc = fill_job(bytes.data, bytes.length, answer, &error);

	if (rc)
		buf_text(answer, error);
	buf_free(&bytes);
	return rc;
}

static int read_ledger(void *argument, const struct serve_ledger_job *job, struct buf *answer)
{
	(void)argument;
	char text[64] = "";

	must(read(job->fd, text, sizeof(text) - 1) >= 0, "read");
	if (strncmp(text, "name", 4) != 0) {
		buf_text(answer, "it is no ledger");
		return -EINVAL;
	}
	if (job->whole)
		buf_text(answer,
		         "{\"rows\":[[\"Press 1\",\"192.0.2.10\"],[\"Ghost\",\"192.0.2.77\"],"
		         "[null,null]]}");
	else
		buf_text(answer,
		         "{\"sheets\":[\"s\"],\"sheet\":\"s\",\"header_row\":1,\"columns\":["
		         "\"name\",\"ip\"],\"rows\":[],\"total\":2,\"guess\":{\"name\":0}}");
	return 0;
}

static void feed(struct plant *plant, int64_t source, const char *line)
{
	struct arena arena = {.block = NULL};
	struct record r;
	const char *error = NULL;

	must(record_read(line, strlen(line), &arena, &r, &error) == 0, error ? error : "record");
	const struct inventory_parties *parties = inventory_line(plant->inventory, &r, &arena);
	judge_line(plant->judge, source, &r, parties);
	do
		must(store_apply_record(plant->store, source, &r, *parties++) >= 0, "store_apply_record");
	while (record_next(&r));
	arena_free(&arena);
}

static const char *const lines[] = {
        "{\"timestamp\":\"2026-03-02T06:00:01.000000Z\",\"event_type\":\"claim\",\"sensor\":\"t\","
        "\"boot\":1,\"seq\":1,\"entry\":1,\"claim\":{\"ip\":\"192.0.2.10\",\"name\":\"model\","
        "\"value\":\"=CMD()\",\"source\":\"modbus\",\"rank\":\"identity\",\"confidence\":90,"
        "\"first_"
        "seen\":\"2026-03-02T06:00:01.000000Z\",\"last_seen\":\"2026-03-02T06:00:01.000000Z\"}}",
        "{\"timestamp\":\"2026-03-02T06:00:02.000000Z\",\"event_type\":\"flow\",\"sensor\":\"t\","
        "\"boot\":1,\"seq\":2,\"entry\":2,\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.10\","
        "\"dest_"
        "port\":502,\"proto\":\"TCP\",\"app_proto\":\"modbus\",\"ether\":{\"src_mac\":\"02:00:00:"
        "00:"
        "00:01\",\"dest_mac\":\"02:00:00:00:00:10\"},\"flow\":{\"pkts_toserver\":10,\"pkts_"
        "toclient\":9,\"bytes_toserver\":700,\"bytes_toclient\":650,\"flows\":1,\"answered\":1,"
        "\"state\":\"established\",\"start\":\"2026-03-02T06:00:00.000000Z\",\"end\":\"2026-03-"
        "02T06:"
        "00:02.000000Z\"}}",
        "{\"timestamp\":\"2026-03-02T06:00:03.000000Z\",\"event_type\":\"flow\",\"sensor\":\"t\","
        "\"boot\":1,\"seq\":3,\"entry\":3,\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.11\","
        "\"dest_"
        "port\":9999,\"proto\":\"UDP\",\"ether\":{\"src_mac\":\"02:00:00:00:00:01\",\"dest_mac\":"
        "\"02:00:00:00:00:11\"},\"flow\":{\"pkts_toserver\":1,\"pkts_toclient\":1,\"bytes_"
        "toserver\":70,\"bytes_toclient\":65,\"flows\":1,\"answered\":1,\"state\":\"established\","
        "\"start\":\"2026-03-02T06:00:00.000000Z\",\"end\":\"2026-03-02T06:00:03.000000Z\"}}",
        "{\"timestamp\":\"2026-03-02T06:00:04.000000Z\",\"event_type\":\"ot\",\"sensor\":\"t\","
        "\"boot\":1,\"seq\":4,\"entry\":4,\"src_ip\":\"192.0.2.1\",\"dest_ip\":\"192.0.2.10\","
        "\"dest_"
        "port\":502,\"proto\":\"TCP\",\"app_proto\":\"modbus\",\"ether\":{\"src_mac\":\"02:00:00:"
        "00:"
        "00:01\",\"dest_mac\":\"02:00:00:00:00:10\"},\"ot\":{\"protocol\":\"modbus\",\"class\":"
        "\"write\",\"function\":\"Write Single Register\",\"code\":6,\"target\":\"unit "
        "1\",\"result\":"
        "\"ok\",\"count\":3,\"first_seen\":\"2026-03-02T06:00:00.000000Z\",\"last_seen\":\"2026-03-"
        "02T06:00:04.000000Z\"}}",
};

static void fill_store(struct plant *plant)
{
	int64_t source = 0;

	must(store_begin(plant->store) == 0, "store_begin");
	must(store_source_open(plant->store, &store_system, "t", "file", "plant.pcap", "",
	                       &source) == 0,
	     "store_source_open");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		feed(plant, source, lines[i]);
	must(store_save_inventory_changes(plant->store, STORE_ROOT_SCOPE, plant->inventory) == 0,
	     "store_save_inventory_changes");
	must(store_save_judge_changes(plant->store, STORE_ROOT_SCOPE, plant->judge) == 0,
	     "store_save_judge_changes");
	must(account_first_signin(plant->store, plant->once) == 1, "account_first_signin");
	must(store_commit(plant->store) == 0, "store_commit");
}

/* ---- start and stop ---- */

static void write_page(const struct plant *plant)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/web", plant->folder);
	must(mkdir(path, 0700) == 0, "mkdir");
	snprintf(path, sizeof(path), "%s/web/index.html", plant->folder);
	FILE *page = fopen(path, "w");
	must(page != NULL, "fopen");
	fputs("<!doctype html>", page);
	fclose(page);
}

int plant_listen(int *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof(address);
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0 &&
	             listen(fd, 16) == 0 &&
	             getsockname(fd, (struct sockaddr *)&address, &length) == 0,
	     "listen");
	*port = ntohs(address.sin_port);
	return fd;
}

/* Captures are the database, which is a file too: nobody reads it. */
static int open_capture(void *argument, const struct source *source)
{
	const struct plant *plant = argument;

	(void)source;
	return plant->keeps ? open(plant->database, O_RDONLY | O_CLOEXEC) : -ENOENT;
}

static bool put_told(void *argument, const void *bytes, size_t length)
{
	return write(*(const int *)argument, bytes, length) == (ssize_t)length;
}

/* What the job does, in this process: into a file without a name. */
static int open_customer(void *argument, int sealed, int plain, const char *words, int *answer)
{
	FILE *told = tmpfile();
	const int to = told ? dup(fileno(told)) : -1;

	(void)argument;
	must(to >= 0 && customer_vfs_register(false) == 0, "tmpfile");
	fclose(told);
	const int rc = sealed_open(sealed, plain, words, CUSTOMER_BYTES_MAX);

	if (rc)
		customer_tell_fault(sealed_fault(rc) ? -EINVAL : rc, sealed_fault(rc), put_told, (void *)(uintptr_t)&to);
	else
		customer_tell(plain, put_told, (void *)(uintptr_t)&to);
	must(lseek(to, 0, SEEK_SET) == 0, "lseek");
	*answer = to;
	return 0;
}

static int cut_packets(void *argument, const struct serve_cut *cut, int *answer)
{
	struct plant *plant = argument;

	plant->cut = *cut;
	for (size_t i = 0; i < cut->count && i < PLANT_SPANS; i++)
		plant->spans[i] = cut->spans[i];
	*answer = open(plant->database, O_RDONLY | O_CLOEXEC); /* some bytes: nobody reads them */
	return *answer < 0 ? -errno : 0;
}

void plant_start(struct plant *plant)
{
	char error[256] = "";
	char web[96];
	int rc = 0;

	*plant = (struct plant){.folder = "/tmp/yagura-api-XXXXXX"};
	must(mkdtemp(plant->folder) != NULL, "mkdtemp");
	snprintf(plant->database, sizeof(plant->database), "%s/plant.db", plant->folder);
	snprintf(web, sizeof(web), "%s/web", plant->folder);
	write_page(plant);
	pthread_mutex_init(&plant->lock, NULL);
	plant->store = store_open(plant->database, &rc, error, sizeof(error));
	must(plant->store != NULL, error);
	plant->inventory = inventory_new(NULL);
	plant->judge = judge_new(NULL, plant->inventory);
	judge_set_default_phase(plant->judge, PHASE_LEARN);
	fill_store(plant);
	const int listener = plant_listen(&plant->port);
	snprintf(plant->certificate, sizeof(plant->certificate), "%s/tls.pem", plant->folder);
	plant->server = serve_start(&(struct serve_config){.listener = listener,
	                                                   .web_folder = web,
	                                                   .database = plant->database,
	                                                   .version = "test",
	                                                   .timeout = 10,
	                                                   .max_per_address = 200,
	                                                   .max_upload = 100000,
	                                                   .changes = {submit, plant},
	                                                   .jobs = {.argument = plant,
	                                                            .ledger = read_ledger,
	                                                            .bundle = read_bundle,
	                                                            .pack = read_pack,
	                                                            .fill = fill_form,
	                                                            .packets = cut_packets,
	                                                            .customer = open_customer,
	                                                            .capture = open_capture}});
	must(plant->server != NULL, "serve_start");
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void plant_stop(struct plant *plant)
{
	serve_stop(plant->server);
	store_close(plant->store);
	judge_free(plant->judge);
	inventory_free(plant->inventory);
	pthread_mutex_destroy(&plant->lock);
	nftw(plant->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void plant_user(struct plant *plant, const char *name, enum user_role role, const char *password,
                char secret[ACCOUNT_SECRET_SIZE])
{
	char hash[ACCOUNT_HASH_SIZE];

	pthread_mutex_lock(&plant->lock);
	must(account_password_hash(password, hash) == 0, "account_password_hash");
	must(account_user_add(plant->store, &store_system, name, &(struct grant){STORE_ROOT_SCOPE, role}, 1, hash) == 0,
	     "account_user_add");
	must(account_session_new(plant->store, name, "127.0.0.1", secret) == 0,
	     "account_session_new");
	pthread_mutex_unlock(&plant->lock);
}

/* ---- requests ---- */

int plant_connect(const struct plant *plant)
{
	const struct sockaddr_in address = {.sin_family = AF_INET,
	                                    .sin_port = htons((uint16_t)plant->port),
	                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0,
	     "connect");
	return fd;
}

/* The server may answer and close before it took everything. */
static void send_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		const ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		bytes += n;
		length -= (size_t)n;
	}
}

static struct answer parse(struct buf *all)
{
	const char *text = buf_string(all);
	const char *end = strstr(text, "\r\n\r\n");
	struct answer a = {.status = 0};

	if (end && strncmp(text, "HTTP/1.1 ", 9) == 0) {
		a.status = (int)strtol(text + 9, NULL, 10);
		a.head = strndup(text, (size_t)(end - text) + 2);
		a.length = all->length - (size_t)(end + 4 - text);
		a.body = xcalloc(1, a.length + 1);
		memcpy(a.body, end + 4, a.length);
	}
	buf_free(all);
	return a;
}

struct answer ask_raw(const struct plant *plant, const char *bytes, size_t length)
{
	struct buf all = {.data = NULL};
	char part[4096];
	const int fd = plant_connect(plant);
	ssize_t n = 0;

	send_all(fd, bytes, length);
	while ((n = recv(fd, part, sizeof(part), 0)) > 0)
		buf_append(&all, part, (size_t)n);
	close(fd);
	return parse(&all);
}

struct answer ask_with(const struct plant *plant, const char *method, const char *target,
                       const char *headers, const char *body)
{
	struct buf out = {.data = NULL};

	buf_printf(&out, "%s %s HTTP/1.1\r\nConnection: close\r\n%s", method, target, headers);
	if (body)
		buf_printf(&out, "Content-Length: %zu\r\n", strlen(body));
	buf_printf(&out, "\r\n%s", body ? body : "");
	struct answer a = ask_raw(plant, (const char *)out.data, out.length);
	buf_free(&out);
	return a;
}

struct answer ask(const struct plant *plant, const char *method, const char *target,
                  const char *cookie, const char *body)
{
	char headers[512];

	snprintf(headers, sizeof(headers),
	         "Host: 127.0.0.1:%d\r\nX-Yagura: 1\r\nContent-Type: application/json\r\n%s%s%s",
	         plant->port, cookie ? "Cookie: yagura_session=" : "", cookie ? cookie : "",
	         cookie ? "\r\n" : "");
	return ask_with(plant, method, target, headers, body);
}

void answer_free(struct answer *answer)
{
	free(answer->head);
	free(answer->body);
	*answer = (struct answer){.status = 0};
}
