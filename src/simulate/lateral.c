/* lateral.c - deeds of one who goes from computer to computer: services made, passwords tried. SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/deed.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/smb.h"
#include "simulate/talks.h"

enum { BIND = 11, BIND_ACK = 12, REQUEST = 0, RESPONSE = 2, OPEN_MANAGER = 15, CREATE_SERVICE = 12, START_SERVICE = 19 };

#define SVCCTL "81bb7a36 4498 f135 ad32 98f038001003 02000000"
#define NDR    "045d888a eb1c c911 9fe8 08002b104860 02000000"

/* C706 12.6.3: version 5, kind, first and last fragment, little endian, length, call. */
static void say_head(struct buf *b, unsigned kind, unsigned call)
{
	say(b, "05 00 %b 03 10000000 0000 0000 %D", kind, call);
}

static void call(struct plant *p, struct link *l, struct buf *request, struct buf *answer)
{
	say_le16_at(request, 8, request->length);
	say_le16_at(answer, 8, answer->length);
	smb_call(p, l, request, answer);
	buf_clear(request);
	buf_clear(answer);
}

static void ask_service(struct plant *p, struct link *l, unsigned number, const struct buf *stub, const char *result)
{
	struct buf request = {0}, answer = {0};

	say_head(&request, REQUEST, number);
	say(&request, "%D 0000 %W %x", (unsigned)stub->length, number, stub);
	say_head(&answer, RESPONSE, number);
	say(&answer, "18000000 0000 00 00");
	say(&answer, result, "");
	call(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

static void bind(struct plant *p, struct link *l)
{
	struct buf request = {0}, answer = {0};

	say_head(&request, BIND, 1);
	say(&request, "b810 b810 00000000 01 00 0000 0000 01 00 " SVCCTL NDR);
	say_head(&answer, BIND_ACK, 1);
	say(&answer, "b810 b810 00000001 0d00 '\\pipe\\ntsvcs' 00 00 01 00 0000 0000 0000 " NDR);
	call(p, l, &request, &answer);
	buf_free(&request);
	buf_free(&answer);
}

/* C706 14.3.4: counts, the characters with a NUL, up to a multiple of four. */
static void say_name(struct buf *b, const char *name)
{
	const unsigned length = (unsigned)strlen(name) + 1;

	say(b, "%D 00000000 %D %u 0000", length, length, name);
	say_zeros(b, (4 - b->length % 4) % 4);
}

/* MS-SCMR 3.1.4.15, 3.1.4.12, 3.1.4.19: opened, made (own process, started on demand), started. */
static void make_service(struct plant *p, struct link *l, const char *name)
{
	struct buf stub = {0};

	say(&stub, "00000000 00000000 3f000f00");
	ask_service(p, l, OPEN_MANAGER, &stub, "%20z 00000000");
	buf_clear(&stub);
	say(&stub, "%20z", "");
	say_name(&stub, name);
	say(&stub, "00000000 ff010f00 10000000 03000000 00000000");
	say_name(&stub, "%SystemRoot%\\upd.exe");
	say_zeros(&stub, 7 * 4);
	ask_service(p, l, CREATE_SERVICE, &stub, "00000000 %20z 00000000");
	buf_clear(&stub);
	say(&stub, "%20z 00000000 00000000", "");
	ask_service(p, l, START_SERVICE, &stub, "00000000");
	buf_free(&stub);
}

/* A program is put into ADMIN$, made a service over IPC$, started. */
void deed_smb_lateral(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, "smb", d->to);
	smb_tree(p, &d->link, "ADMIN$", false);
	smb_transfer(p, &d->link, "upd.exe", true, 40000, NULL);
	smb_tree(p, &d->link, "IPC$", true);
	smb_open_file(p, &d->link, "svcctl", true);
	bind(p, &d->link);
	make_service(p, &d->link, "UpdateSvc");
	deed_hang_up(p, d);
}

static void type(struct plant *p, struct link *l, const char *answer, const char *typed)
{
	buf_printf(&p->answer, "%s", answer);
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, prng_between(&p->prng, 200 * MILLISECOND, SECOND));
	buf_printf(&p->ask, "%s\r\n", typed);
	link_ask(p, l);
	link_wait(p, l, prng_between(&p->prng, 20 * MILLISECOND, 60 * MILLISECOND));
}

/* RFC 854: typed in the clear, with the word of the manual. */
static void telnet_turn(struct plant *p, struct link *l)
{
	char greeting[80];

	snprintf(greeting, sizeof(greeting), "%s\r\n\r\nlogin: ",
	         l->server->device->about ? l->server->device->about : l->server->device->name);
	type(p, l, greeting, "admin");
	type(p, l, "Password: ", "admin");
	type(p, l, "\r\nLast login: Mon Mar  2 07:41:10\r\n# ", "show running-config");
	type(p, l, "hostname switch\r\n# ", "exit");
}

const struct talk talk_telnet = {"telnet", 23, false, true, NULL, telnet_turn};

/* RFC 7617: name and password in Base64 ("admin:admin"). */
static void basic_turn(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;

	buf_printf(&p->ask, "GET /config HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n",
	           d->name);
	buf_printf(&p->answer, "HTTP/1.1 200 OK\r\nServer: %s\r\nContent-Length: 3\r\n\r\nok\n",
	           d->about ? d->about : "httpd");
	link_ask(p, l);
}

const struct talk talk_http_basic = {"http-basic", 80, false, true, NULL, basic_turn};

void deed_default_password(struct plant *p, void *context)
{
	static const char *const talks[] = {"telnet", "http-basic"};
	struct deed *d = context;

	d->by->off = false;
	deed_connect(p, d, talks[d->step], d->to);
	link_turn(p, &d->link);
	if (++d->step < 2)
		deed_later(p, d, 20 * SECOND, deed_default_password);
}

/* RFC 959 5.4: 530 is not logged in. */
static void ftp_turn(struct plant *p, struct link *l)
{
	buf_printf(&p->answer, "220 %s FTP server ready\r\n", l->server->device->name);
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, 20 * MILLISECOND);
	buf_printf(&p->ask, "USER admin\r\n");
	buf_printf(&p->answer, "331 Password required for admin\r\n");
	link_ask(p, l);
	buf_printf(&p->ask, "PASS word%04u\r\n", prng_below(&p->prng, 10000));
	buf_printf(&p->answer, "530 Login incorrect\r\n");
	link_ask(p, l);
}

const struct talk talk_ftp = {"ftp", 21, false, true, NULL, ftp_turn};

/* RFC 959: signed in and in the clear. */
static void ftp_login_turn(struct plant *p, struct link *l)
{
	buf_printf(&p->answer, "220 %s FTP server ready\r\n", l->server->device->name);
	link_send(p, l, SERVER, &p->answer);
	link_wait(p, l, 20 * MILLISECOND);
	buf_printf(&p->ask, "USER hozen\r\n");
	buf_printf(&p->answer, "331 Password required for hozen\r\n");
	link_ask(p, l);
	buf_printf(&p->ask, "PASS hozen2019\r\n");
	buf_printf(&p->answer, "230 User hozen logged in\r\n");
	link_ask(p, l);
	buf_printf(&p->ask, "SIZE LOG0001.CSV\r\n");
	buf_printf(&p->answer, "213 48211\r\n");
	link_ask(p, l);
	buf_printf(&p->ask, "QUIT\r\n");
	buf_printf(&p->answer, "221 Goodbye\r\n");
	link_ask(p, l);
}

const struct talk talk_ftp_login = {"ftp-login", 21, false, true, NULL, ftp_login_turn};

/* A word of a list every second or two, to the files of Windows or by FTP to devices. */
void deed_guess_passwords(struct plant *p, void *context)
{
	struct deed *d = context;

	d->by->off = false;
	if (d->to->device->stack == STACK_WINDOWS) {
		d->contact = (struct contact){.talk = "smb", .client = d->by->device->key,
		                              .server = d->to->device->key, .period = 1000};
		link_prepare(p, &d->link, &d->contact);
		d->link.conn.at = p->now;
		conn_open(p, &d->link.conn, d->by, d->to, 445);
		smb_refused(p, &d->link);
	} else {
		deed_connect(p, d, "ftp", d->to);
		link_turn(p, &d->link);
	}
	deed_hang_up(p, d);
	if (++d->step < d->count)
		deed_later(p, d, plant_jitter(p, 1500 * MILLISECOND, 30), deed_guess_passwords);
}
