/* smb.c - SMB 2 file sharing with NTLM sign-in (MS-SMB2, MS-NLMP). SPDX-License-Identifier: Apache-2.0 */

#include "simulate/smb.h"

#include <string.h>

#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

enum { NEGOTIATE, SESSION_SETUP, TREE_CONNECT = 3, CREATE = 5, CLOSE, READ = 8, WRITE, SET_INFO = 17 };
enum { SESSION, TREE, HANDLE, MORE_PROCESSING = 0xc0000016, LOGON_FAILURE = 0xc000006d, FILE_MAX = 60000, FILES = 20 };

#define DOMAIN "KOJO"

/* 2.2.1.2: structure 64, credits, command, message, tree, session, no signature. */
static void say_header(struct buf *b, const struct link *l, unsigned command, bool response,
                       uint32_t status)
{
	say(b, "00000000 fe'SMB' 4000 0100 %D %W 0100 %D 00000000", status, command, response ? 1 : 0);
	say(b, "%Q fffe0000 %D %D 00000000 %16z", (uint64_t)l->number, l->state[TREE],
	    l->state[SESSION], "");
}

static void smb_begin(struct plant *p, struct link *l, unsigned command, uint32_t status)
{
	say_header(&p->ask, l, command, false, 0);
	say_header(&p->answer, l, command, true, status);
	l->number++;
}

static void smb_end(struct plant *p, struct link *l)
{
	say_be32_at(&p->ask, 0, p->ask.length - 4);
	say_be32_at(&p->answer, 0, p->answer.length - 4);
	link_ask(p, l);
}

static uint64_t file_time(int64_t time)
{
	return (uint64_t)(time / 100) + UINT64_C(116444736000000000);
}

static void negotiate(struct plant *p, struct link *l)
{
	smb_begin(p, l, NEGOTIATE, 0);
	say(&p->ask, "2400 0200 0100 0000 7f000000 %Q %Q 0000000000000000 1002 0003", (uint64_t)l->client->ip,
	    (uint64_t)l->client->ip);
	say(&p->answer, "4100 0100 0003 0000 %Q %Q 2f000000 00001000 00001000 00001000 %Q %Q 8000 0000 00000000",
	    (uint64_t)l->server->ip, (uint64_t)l->server->ip, file_time(p->now),
	    file_time(p->start - 864000 * SECOND));
	smb_end(p, l);
}

static void say_target(struct buf *b, unsigned id, const char *text)
{
	say(b, "%W %W %u", id, (unsigned)strlen(text) * 2, text);
}

/* MS-NLMP 2.2.1.2: the challenge names the server; version 10.0 build 17763. */
static void say_challenge(struct plant *p, struct buf *b, const struct device *d)
{
	struct buf target = {0};
	char full[64];

	snprintf(full, sizeof(full), "%s.kojo.example", d->name);
	say_target(&target, 2, DOMAIN);
	say_target(&target, 1, d->name);
	say_target(&target, 4, "kojo.example");
	say_target(&target, 3, full);
	say(&target, "00000000");
	say(b, "'NTLMSSP' 00 02000000 0800 0800 38000000 15828ae2 %Q 0000000000000000 %W %W 40000000",
	    (uint64_t)prng_next(&p->prng), (unsigned)target.length, (unsigned)target.length);
	say(b, "0a00 %W 0000000f %u %x", d->stack == STACK_WINDOWS ? 17763 : 0, DOMAIN, &target);
	buf_free(&target);
}

/* 2.2.1.3: domain, user and workstation behind the fixed part. */
static void say_authenticate(struct plant *p, struct buf *b, const struct device *d)
{
	const unsigned domain = 8, user = 16, station = (unsigned)strlen(d->name) * 2;
	unsigned at = 72;

	say(b, "'NTLMSSP' 00 03000000 0000 0000 48000000 1800 1800 %D", at + domain + user + station);
	say(b, "%W %W %D", domain, domain, at);
	at += domain;
	say(b, "%W %W %D", user, user, at);
	at += user;
	say(b, "%W %W %D", station, station, at);
	say(b, "0000 0000 %D 15828ae2 0a00 %W 0000000f", at + station + 24, d->stack == STACK_WINDOWS ? 19041 : 0);
	say(b, "%u %u %u", DOMAIN, "operator", d->name);
	for (int i = 0; i < 24; i++)
		buf_byte(b, (uint8_t)prng_next(&p->prng));
}

static void sign_in(struct plant *p, struct link *l, uint32_t status)
{
	struct buf token = {0};

	smb_begin(p, l, SESSION_SETUP, MORE_PROCESSING);
	say(&token, "'NTLMSSP' 00 01000000 978208e2 0000 0000 00000000 0000 0000 00000000 0a00 %W 0000000f",
	    l->client->device->stack == STACK_WINDOWS ? 19041 : 0);
	say(&p->ask, "1900 00 01 01000000 00000000 5800 %W 0000000000000000 %x", (unsigned)token.length, &token);
	buf_clear(&token);
	say_challenge(p, &token, l->server->device);
	say(&p->answer, "0900 0000 4800 %W %x", (unsigned)token.length, &token);
	l->state[SESSION] = 0x400 + prng_below(&p->prng, 1000);
	say_le32_at(&p->answer, 4 + 40, l->state[SESSION]);
	smb_end(p, l);
	smb_begin(p, l, SESSION_SETUP, status);
	buf_clear(&token);
	say_authenticate(p, &token, l->client->device);
	say(&p->ask, "1900 00 01 01000000 00000000 5800 %W 0000000000000000 %x", (unsigned)token.length, &token);
	say(&p->answer, "0900 0000 4800 0000");
	smb_end(p, l);
	buf_free(&token);
}

void smb_tree(struct plant *p, struct link *l, const char *share, bool pipes)
{
	char path[80];

	snprintf(path, sizeof(path), "\\\\%s\\%s", l->server->device->name, share);
	smb_begin(p, l, TREE_CONNECT, 0);
	say(&p->ask, "0900 0000 4800 %W %u", (unsigned)strlen(path) * 2, path);
	say(&p->answer, "1000 %b 00 00000000 00000000 ff011f00", pipes ? 2 : 1);
	say_le32_at(&p->answer, 4 + 36, ++l->state[TREE]);
	smb_end(p, l);
}

void smb_hello(struct plant *p, struct link *l)
{
	l->number = 0;
	l->state[SESSION] = l->state[TREE] = 0;
	negotiate(p, l);
	sign_in(p, l, 0);
	smb_tree(p, l, "kyoyu", false);
}

void smb_refused(struct plant *p, struct link *l)
{
	l->number = 0;
	l->state[SESSION] = l->state[TREE] = 0;
	negotiate(p, l);
	sign_in(p, l, LOGON_FAILURE);
}

void smb_open_file(struct plant *p, struct link *l, const char *name, bool write)
{
	smb_begin(p, l, CREATE, 0);
	say(&p->ask, "3900 00 00 02000000 %16z %D 80000000 07000000 %D 40000000 7800 %W 00000000 00000000 %u",
	    "", write ? 0x0012019f : 0x00120089, write ? 3 : 1, (unsigned)strlen(name) * 2, name);
	say(&p->answer, "5900 00 00 01000000 %Q %Q %Q %Q %Q %Q 20000000 00000000 %Q %Q 00000000 00000000",
	    file_time(p->start), file_time(p->now), file_time(p->now), file_time(p->now), (uint64_t)0x10000,
	    (uint64_t)0xea60, (uint64_t)l->number, (uint64_t)l->number);
	l->state[HANDLE] = l->number;
	smb_end(p, l);
}

static void say_write(struct plant *p, struct link *l, size_t bytes)
{
	say(&p->ask, "3100 7000 %D %Q %Q %Q 00000000 00000000 0000 0000 00000000", (unsigned)bytes,
	    UINT64_C(0), (uint64_t)l->state[HANDLE], (uint64_t)l->state[HANDLE]);
	say(&p->answer, "1100 0000 %D 00000000 0000 0000", (unsigned)bytes);
}

static void say_read(struct plant *p, struct link *l, size_t bytes)
{
	say(&p->ask, "3100 50 00 %D %Q %Q %Q 00000000 00000000 00000000 0000 0000 00", (unsigned)bytes,
	    UINT64_C(0), (uint64_t)l->state[HANDLE], (uint64_t)l->state[HANDLE]);
	say(&p->answer, "1100 50 00 %D 00000000 00000000", (unsigned)bytes);
}

static void move_bytes(struct plant *p, struct link *l, bool write, size_t bytes)
{
	struct buf *carrier = write ? &p->ask : &p->answer;

	smb_begin(p, l, write ? WRITE : READ, 0);
	(write ? say_write : say_read)(p, l, bytes);
	for (size_t i = 0; i < bytes; i++)
		buf_byte(carrier, (uint8_t)prng_next(&p->prng));
	smb_end(p, l);
}

void smb_call(struct plant *p, struct link *l, const struct buf *request, const struct buf *answer)
{
	smb_begin(p, l, WRITE, 0);
	say_write(p, l, request->length);
	say(&p->ask, "%x", request);
	smb_end(p, l);
	smb_begin(p, l, READ, 0);
	say_read(p, l, answer->length);
	say(&p->answer, "%x", answer);
	smb_end(p, l);
}

/* 2.2.39: FileRenameInformation is class 10. */
static void rename_file(struct plant *p, struct link *l, const char *to)
{
	const unsigned length = (unsigned)strlen(to) * 2;

	smb_begin(p, l, SET_INFO, 0);
	say(&p->ask, "2100 01 0a %D 6000 0000 00000000 %Q %Q 01 %7z 0000000000000000 %D %u", length + 20,
	    (uint64_t)l->state[HANDLE], (uint64_t)l->state[HANDLE], "", length, to);
	say(&p->answer, "0200");
	smb_end(p, l);
}

void smb_transfer(struct plant *p, struct link *l, const char *name, bool write, size_t bytes,
              const char *to)
{
	smb_open_file(p, l, name, write);
	move_bytes(p, l, write, bytes < FILE_MAX ? bytes : FILE_MAX);
	if (to)
		rename_file(p, l, to);
	smb_begin(p, l, CLOSE, 0);
	say(&p->ask, "1800 0000 00000000 %Q %Q", (uint64_t)l->state[HANDLE], (uint64_t)l->state[HANDLE]);
	say(&p->answer, "3c00 0000 00000000 %32z %16z %D", "", "", 0x20);
	smb_end(p, l);
}

static void turn(struct plant *p, struct link *l)
{
	char name[40];

	/* In turn, not by chance: an hour shows every file and both directions. */
	snprintf(name, sizeof(name), "seisan\\recipe%02u.csv", l->turn % FILES);
	smb_transfer(p, l, name, l->turn % 4 == 1, 500 + prng_below(&p->prng, 4000), NULL);
}

const struct talk talk_smb = {"smb", 445, false, false, smb_hello, turn};

/* Each time the same files, as programs for backups do it. */
static void back_up(struct plant *p, struct link *l)
{
	char name[40];

	for (unsigned i = 0; i < 6; i++) {
		snprintf(name, sizeof(name), "backup\\recipe%02u.zip", i);
		smb_transfer(p, l, name, true, 12000 + prng_below(&p->prng, 6000), NULL);
	}
}

const struct talk talk_backup = {"backup", 445, false, true, smb_hello, back_up};
