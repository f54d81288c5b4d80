/* http.c - web pages of devices and the interface of the MES (RFC 9112). SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

#include "simulate/conn.h"
#include "simulate/link.h"
#include "simulate/say.h"
#include "simulate/talks.h"

/* Who asks shows its system; the screen on the wall is a Raspberry Pi. */
static const char *browser(const struct host *h)
{
	return h->device->stack == STACK_LINUX
	               ? "Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 (KHTML, like Gecko) Chromium/118.0"
	               : "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
}

/* The page of a device: its title names it, the Server header its software. */
static void turn(struct plant *p, struct link *l)
{
	const struct device *d = l->server->device;
	char title[160];

	snprintf(title, sizeof(title),
	         "<html><head><title>%s %s</title></head><body>status: ok %u</body></html>\n",
	         d->vendor ? d->vendor : "", d->model ? d->model : d->name, l->turn);
	buf_printf(&p->ask, "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n"
	           "Accept: */*\r\n\r\n", l->turn ? "/status" : "/", d->name, browser(l->client));
	buf_printf(&p->answer, "HTTP/1.1 200 OK\r\nServer: %s\r\nContent-Type: text/html\r\n"
	           "Content-Length: %zu\r\n\r\n%s", d->about ? d->about : "httpd", strlen(title), title);
	link_ask(p, l);
}

const struct talk talk_http = {"http", 80, false, true, NULL, turn};

/* Production results go to the MES: traceability data in JSON, places in Japanese. */
static void report(struct plant *p, struct link *l)
{
	const struct device *d = l->client->device;
	char body[200];

	snprintf(body, sizeof(body),
	         "{\"line\":\"%s\",\"工程\":\"実装\",\"lot\":\"A%06u\",\"good\":%u,\"ng\":%u}", d->name,
	         prng_below(&p->prng, 1000000), 40 + prng_below(&p->prng, 10), prng_below(&p->prng, 2));
	buf_printf(&p->ask, "POST /mes/v1/results HTTP/1.1\r\nHost: mes.kojo.example\r\nContent-Type: "
	           "application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
	buf_printf(&p->answer, "HTTP/1.1 204 No Content\r\nServer: %s\r\n\r\n",
	           l->server->device->about ? l->server->device->about : "nginx");
	link_ask(p, l);
}

const struct talk talk_mes = {"mes", 8080, false, true, NULL, report};
