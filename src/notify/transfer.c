/* transfer.c - bytes to a server over TCP and TLS, by libcurl. SPDX-License-Identifier: Apache-2.0 */

#include "notify/transfer.h"

#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/memory.h"

#define CONNECT_SECONDS 10L
#define ALL_SECONDS	30L
#define ANSWER_MAX	160 /* of what an HTTP server says is worth telling */

struct state {
	const struct transfer *transfer;
	size_t sent;
	struct buf answer;
	char error[CURL_ERROR_SIZE];
};

static size_t give(char *room, size_t size, size_t count, void *argument)
{
	struct state *s = argument;
	const size_t left = s->transfer->length - s->sent;
	const size_t n = size * count < left ? size * count : left;

	if (n)
		memcpy(room, (const char *)s->transfer->body + s->sent, n);
	s->sent += n;
	return n;
}

static size_t take(char *bytes, size_t size, size_t count, void *argument)
{
	struct state *s = argument;
	const size_t left = s->answer.length < ANSWER_MAX ? ANSWER_MAX - s->answer.length : 0;
	const size_t n = size * count < left ? size * count : left;

	buf_append(&s->answer, bytes, n);
	return size * count;
}

static struct curl_slist *list_of(const char *const *texts)
{
	struct curl_slist *list = NULL;

	for (; texts && *texts; texts++) {
		struct curl_slist *longer = curl_slist_append(list, *texts);

		if (!longer) {
			curl_slist_free_all(list);
			return NULL;
		}
		list = longer;
	}
	return list;
}

static void set_common(CURL *c, struct state *s)
{
	const struct transfer *t = s->transfer;

	curl_easy_setopt(c, CURLOPT_URL, t->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps,http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROXY, ""); /* nothing of the environment */
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, ALL_SECONDS);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, s->error);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, s);
	if (*t->certificate) {
		struct curl_blob blob = {.data = (void *)(uintptr_t)t->certificate,
					 .len = strlen(t->certificate),
					 .flags = CURL_BLOB_COPY};

		curl_easy_setopt(c, CURLOPT_CAINFO_BLOB, &blob);
	}
}

static void set_mail(CURL *c, struct state *s, struct curl_slist *to)
{
	const struct transfer *t = s->transfer;

	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(c, CURLOPT_READDATA, s);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, t->from);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(t->starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
	if (*t->user) {
		curl_easy_setopt(c, CURLOPT_USERNAME, t->user);
		curl_easy_setopt(c, CURLOPT_PASSWORD, t->secret);
	}
}

static void set_post(CURL *c, struct state *s, struct curl_slist *header)
{
	curl_easy_setopt(c, CURLOPT_POST, 1L);
	curl_easy_setopt(c, CURLOPT_POSTFIELDS, s->transfer->body);
	curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)s->transfer->length);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, header);
}

static int failed(const struct state *s, CURLcode code, char *error, size_t size)
{
	snprintf(error, size, "%s", *s->error ? s->error : curl_easy_strerror(code));
	return -EIO;
}

/* HTTP tells by a number whether it took it. */
static int judge_answer(CURL *c, struct state *s, char *error, size_t size)
{
	long status = 0;

	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	if (status >= 200 && status < 300)
		return 0;
	snprintf(error, size, "the server answered %ld %s", status, buf_string(&s->answer));
	return -EIO;
}

int transfer_run(const struct transfer *t, char *error, size_t size)
{
	struct state s = {.transfer = t};
	struct curl_slist *list = list_of(t->to ? t->to : t->header);
	CURL *c = curl_easy_init();
	int rc = -EIO;

	if (c) {
		set_common(c, &s);
		(t->to ? set_mail : set_post)(c, &s, list);
		const CURLcode code = curl_easy_perform(c);
		if (code != CURLE_OK)
			rc = failed(&s, code, error, size);
		else
			rc = t->to ? 0 : judge_answer(c, &s, error, size);
		curl_easy_cleanup(c);
	}
	curl_slist_free_all(list);
	buf_free(&s.answer);
	return rc;
}

/* All of it, waiting where the other side is slow. */
static CURLcode send_all(CURL *c, const struct transfer *t)
{
	curl_socket_t socket = CURL_SOCKET_BAD;
	CURLcode code = curl_easy_getinfo(c, CURLINFO_ACTIVESOCKET, &socket);

	for (size_t done = 0; code == CURLE_OK && done < t->length;) {
		size_t n = 0;

		code = curl_easy_send(c, (const char *)t->body + done, t->length - done, &n);
		done += n;
		if (code != CURLE_AGAIN)
			continue;
		struct pollfd p = {.fd = socket, .events = POLLOUT};
		code = poll(&p, 1, (int)ALL_SECONDS * 1000) == 1 ? CURLE_OK : CURLE_OPERATION_TIMEDOUT;
	}
	return code;
}

int transfer_stream(const struct transfer *t, char *error, size_t size)
{
	struct state s = {.transfer = t};
	CURL *c = curl_easy_init();
	int rc = -EIO;

	if (!c)
		return rc;
	set_common(c, &s);
	curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_ENABLE_ALPN, 0L);
	CURLcode code = curl_easy_perform(c);
	if (code == CURLE_OK)
		code = send_all(c, t);
	rc = code == CURLE_OK ? 0 : failed(&s, code, error, size);
	curl_easy_cleanup(c);
	return rc;
}
