/* http.c - HTTP/1 (RFC 9112), for what it tells of its two ends. SPDX-License-Identifier:
 * Apache-2.0
 *
 * Headers are read whole; bodies are passed over, except the beginning of a page (its title) and of
 * a UPnP device description.
 */

#include "dissect/dissectors.h"
#include "dissect/http_request.h"
#include "dissect/http_text.h"
#include "dissect/line.h"
#include "dissect/session.h"
#include "dissect/test_file.h"

#define TITLE_WITHIN     1024
#define DESCRIPTION_MAX  12288
#define HEADERS_MAX      200
#define HOST_CONFIDENCE  40
#define REALM_CONFIDENCE 40
#define TITLE_CONFIDENCE 20
#define UNTIL_CLOSED     ((uint64_t)1 << 62)

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_CHUNK, STAGE_CHUNK_END, STAGE_TRAILER };

struct http_half {
	uint8_t stage;
	bool chunked;
	bool html; /* the first bytes of the body may hold a title */
	bool xml;
	uint64_t left; /* bytes of the body or chunk not yet passed over */
};

struct http {
	struct http_half half[2];
	uint32_t said[8]; /* hashes of header values told before on this flow */
	uint8_t said_next;
	bool head_asked; /* the last request was HEAD: its answer has no body */
	bool title_said;
	bool refused;	     /* the last sign-in was */
	bool managed;	     /* WS-Management was told */
	operation_ref login; /* waits for its answer */
	operation_ref asked; /* likewise, what the last request does */
	bool by_default; /* with the password of the manual */
};

static const char *const methods[] = {
        "GET ",         "POST ",        "HEAD ",         "PUT ",      "DELETE ", "OPTIONS ",
        "PATCH ",       "TRACE ",       "CONNECT ",      "PROPFIND ", "M-POST ", "SUBSCRIBE ",
        "UNSUBSCRIBE ", "RPC_IN_DATA ", "RPC_OUT_DATA ", "CCM_POST ", "MKCOL ",  "MOVE ",
        "COPY ",        "PROPPATCH ",   "LOCK ",         "UNLOCK ",   NULL,
};

/* One header: who is spoken of, when, and what is done with its value. */
struct message {
	struct context *ctx;
	struct http *http;
	struct http_half *half;
	bool request;
	unsigned status;
	uint64_t length;
	bool has_length;
	bool encoded;
	bool upgrade;
};

static bool said_before(struct http *http, const struct cursor *value)
{
	uint32_t hash = session_hash(value);

	for (size_t i = 0; i < 8; i++)
		if (http->said[i] == hash)
			return true;
	http->said[http->said_next++ % 8] = hash;
	return false;
}

static void read_host(struct message *m, struct cursor value)
{
	struct cursor name = line_until(&value, ':');

	session_name(m->ctx, PARTY_RECEIVER, &name, HOST_CONFIDENCE);
}

static void read_agent(struct message *m, struct cursor value)
{
	http_marks(m->ctx, &value);
	emit_bytes(m->ctx, PARTY_SENDER, attribute_software, value.pos, cursor_left(&value));
	session_os_hint(m->ctx, PARTY_SENDER, &value);
}

static void read_server(struct message *m, struct cursor value)
{
	session_software(m->ctx, PARTY_SENDER, &value);
	session_os_hint(m->ctx, PARTY_SENDER, &value);
}

/* The same credentials stand in each request: they are one sign-in, unless they were refused. */
static void sign_in(struct message *m, const char *how, const struct cursor *user, bool fresh)
{
	if (fresh || m->http->refused)
		m->http->login = session_login(m->ctx, how, user);
	m->http->refused = false;
}

static void read_basic(struct message *m, struct cursor value)
{
	char text[64] = "";
	const bool fresh = !said_before(m->http, &value);
	const bool known = http_basic_user(&value, text, sizeof(text));
	const struct cursor user = cursor_init(text, strlen(text));

	m->http->by_default = fresh && http_basic_is_default(&value);
	if (fresh)
		emit_text(m->ctx, PARTY_RECEIVER, attribute_security, "HTTP basic sign-in");
	if (fresh && known)
		emit_text(m->ctx, PARTY_RECEIVER, attribute_user, text);
	sign_in(m, "Basic", &user, fresh);
}

/* RFC 7616, 3.4: all but the name of the user changes from request to request. */
static void read_digest(struct message *m, struct cursor value)
{
	struct cursor user;

	if (!line_between(&value, "username=\"", "\"", &user))
		return;
	const bool fresh = !said_before(m->http, &user);

	if (fresh)
		emit_bytes(m->ctx, PARTY_RECEIVER, attribute_user, user.pos, cursor_left(&user));
	sign_in(m, "Digest", &user, fresh);
}

static void read_negotiation(struct message *m, struct cursor value)
{
	const struct cursor nobody = cursor_init(NULL, 0);

	if (!said_before(m->http, &value) && http_ntlm(m->ctx, &value) == NTLM_AUTHENTICATE)
		sign_in(m, "NTLM", &nobody, true);
}

static const struct {
	const char *name;
	void (*read)(struct message *, struct cursor);
} schemes[] = {
        {"Basic ", read_basic},
        {"Digest ", read_digest},
        {"NTLM ", read_negotiation},
        {"Negotiate ", read_negotiation},
};

static void read_authorization(struct message *m, struct cursor value)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (!line_begins(&value, schemes[i].name))
			continue;
		cursor_skip(&value, strlen(schemes[i].name));
		schemes[i].read(m, value);
	}
}

/* RFC 9110, 15.2: 1xx is no answer yet. */
static void answer_request(struct message *m)
{
	if (m->request || m->status / 100 == 1)
		return;
	emit_answer(m->ctx, m->http->asked, http_result(m->status));
	m->http->asked = 0;
}

/* RFC 9110, 15.5.2: 401 refuses the credentials; 407 is a proxy's. */
static void answer_login(struct message *m)
{
	struct http *http = m->http;

	if (m->request || m->status / 100 == 1 || !http->login)
		return;
	http->refused = m->status == 401 || m->status == 407;
	emit_answer(m->ctx, http->login, http->refused ? "refused" : "ok");
	if (http->by_default && !http->refused)
		session_default_taken(m->ctx);
	http->by_default = false;
	http->login = 0;
}

static void read_realm(struct message *m, struct cursor value)
{
	struct cursor realm;

	if (line_begins(&value, "NTLM ") || line_begins(&value, "Negotiate ")) {
		(void)line_until(&value, ' ');
		(void)http_ntlm(m->ctx, &value);
		return;
	}
	if (line_begins(&value, "Basic"))
		emit_text(m->ctx, PARTY_SENDER, attribute_security, "HTTP basic sign-in");
	if (line_between(&value, "realm=\"", "\"", &realm))
		session_guess(m->ctx, PARTY_SENDER, attribute_description, &realm, RANK_BANNER,
		              REALM_CONFIDENCE);
}

static void read_length(struct message *m, struct cursor value)
{
	m->has_length = line_number(&value, 10, &m->length);
}

static void read_transfer(struct message *m, struct cursor value)
{
	m->half->chunked = line_find(&value, "chunked") >= 0;
}

static void read_encoding(struct message *m, struct cursor value)
{
	m->encoded = !line_is(&value, "identity");
}

static void read_type(struct message *m, struct cursor value)
{
	m->half->html = line_begins(&value, "text/html");
	m->half->xml = line_begins(&value, "text/xml") || line_begins(&value, "application/xml");
}

static void read_upgrade(struct message *m, struct cursor value)
{
	(void)value;
	m->upgrade = true;
}

enum { IN_REQUEST = 1, IN_RESPONSE = 2, ONCE = 4 };

static const struct {
	const char *name;
	uint8_t where;
	void (*read)(struct message *, struct cursor);
} headers[] = {
        {"Host", IN_REQUEST | ONCE, read_host},
        {"User-Agent", IN_REQUEST | ONCE, read_agent},
        {"Authorization", IN_REQUEST, read_authorization},
        {"Server", IN_RESPONSE | ONCE, read_server},
        {"WWW-Authenticate", IN_RESPONSE | ONCE, read_realm},
        {"Content-Length", IN_REQUEST | IN_RESPONSE, read_length},
        {"Transfer-Encoding", IN_REQUEST | IN_RESPONSE, read_transfer},
        {"Content-Encoding", IN_RESPONSE, read_encoding},
        {"Content-Type", IN_RESPONSE, read_type},
        {"Upgrade", IN_RESPONSE, read_upgrade},
};

static void read_header(struct message *m, const struct cursor *line)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		struct cursor value;

		if (!(headers[i].where & (m->request ? IN_REQUEST : IN_RESPONSE)) ||
		    !line_value(line, headers[i].name, &value))
			continue;
		if (cursor_left(&value) == 0)
			return;
		if (!(headers[i].where & ONCE) || !said_before(m->http, &value))
			headers[i].read(m, value);
		return;
	}
}

/* RFC 9112, 6.3: which messages have a body, and how its length is known. */
static void begin_body(struct message *m)
{
	struct http_half *half = m->half;
	bool bodiless = !m->request && (m->http->head_asked || m->status / 100 == 1 ||
	                                m->status == 204 || m->status == 304);
	bool page = !m->request && m->status == 200 && !m->encoded;

	half->html = half->html && page && !m->http->title_said;
	half->xml = half->xml && page;
	half->stage = STAGE_BODY;
	half->left = m->length;
	if (bodiless || (m->request && !m->has_length && !half->chunked))
		half->left = 0;
	else if (half->chunked)
		half->stage = STAGE_CHUNK;
	else if (!m->has_length)
		half->left = UNTIL_CLOSED;
	if (half->stage == STAGE_BODY && half->left == 0)
		half->stage = STAGE_HEAD;
}

/* DSP0226: WinRM and the like, by which Windows is administered; the other paths of /wsman/ are not. */
static void read_target(struct message *m, struct cursor line)
{
	if (m->http->managed || !(line_begins(&line, "POST /wsman ") || line_begins(&line, "POST /wsman?")))
		return;
	m->http->managed = true;
	session_remote_tool(m->ctx, "WS-Management");
}

/* Reads the start line. VERDICT_YES when it is one. */
static enum verdict start_line(struct message *m, struct cursor line)
{
	uint64_t status = 0;
	ptrdiff_t version = line_find(&line, " HTTP/1.");

	if (line_begins(&line, "HTTP/1.")) {
		(void)line_until(&line, ' ');
		if (!line_number(&line, 10, &status) || status < 100 || status > 999)
			return VERDICT_MALFORMED;
		m->status = (unsigned)status;
		return VERDICT_YES;
	}
	m->request = true;
	http_marks(m->ctx, &line);
	if (version <= 0)
		return VERDICT_NO;
	read_target(m, line);
	m->http->asked = http_request(m->ctx, line);
	m->upgrade = line_begins(&line, "CONNECT ");
	m->http->head_asked = line_begins(&line, "HEAD ");
	return VERDICT_YES;
}

static bool is_start(const struct cursor *c, bool *certain)
{
	*certain = true;
	if (line_begins(c, "HTTP/1."))
		return true;
	for (size_t i = 0; methods[i]; i++)
		if (line_begins(c, methods[i]))
			return true;
	*certain = false;
	if (cursor_left(c) < 7 && line_may_begin(c, "HTTP/1."))
		return true;
	for (size_t i = 0; methods[i]; i++)
		if (cursor_left(c) < strlen(methods[i]) && line_may_begin(c, methods[i]))
			return true;
	return false;
}

/* True when the empty line that ends the headers is there. */
static bool head_is_whole(const struct cursor *c)
{
	struct cursor rest = *c;
	struct cursor line;

	while (line_next(&rest, &line))
		if (cursor_left(&line) == 0)
			return true;
	return false;
}

static enum verdict http_head(struct cursor *c, struct context *ctx)
{
	struct http *http = ctx->state;
	bool certain = false;
	struct cursor line = {0};

	if (!is_start(c, &certain))
		return VERDICT_NO;
	if (!certain || !head_is_whole(c))
		return VERDICT_MORE;
	bool response = line_begins(c, "HTTP/1.");
	struct http_half *half = &http->half[response];
	struct message m = {.ctx = ctx, .http = http, .half = half};

	*half = (struct http_half){0};
	ctx->direction = response ? -1 : 1;
	(void)line_next(c, &line);
	enum verdict verdict = start_line(&m, line);

	if (verdict != VERDICT_YES)
		return verdict;
	for (int i = 0; i < HEADERS_MAX && line_next(c, &line) && cursor_left(&line) > 0; i++)
		read_header(&m, &line);
	answer_login(&m);
	answer_request(&m);
	/* RFC 9110, 7.8 and 9.3.6: behind these the bytes are no HTTP any more. */
	if (m.status == 101 || (m.request && m.upgrade))
		ctx->finished = true;
	begin_body(&m);
	return VERDICT_YES;
}

/* Reads what is worth reading of a body, then has the rest passed over. */
static enum verdict http_body(struct cursor *c, struct context *ctx, struct http_half *half)
{
	struct http *http = ctx->state;
	const bool small = half->left >= TEST_FILE_LENGTH && half->left <= TEST_FILE_MOST;
	uint64_t wanted = half->html ? TITLE_WITHIN : half->xml ? DESCRIPTION_MAX : small ? TEST_FILE_MOST : 0;

	if (wanted > half->left)
		wanted = half->left;
	bool until_closed = half->left > UNTIL_CLOSED / 2;

	if (cursor_left(c) < wanted && !(until_closed && http_text_is_whole(c)))
		return VERDICT_MORE;
	size_t here = cursor_left(c) < half->left ? cursor_left(c) : (size_t)half->left;
	struct cursor body = cursor_sub(c, here);

	if (small)
		test_file_look(ctx, body);
	if (half->html)
		http->title_said |= http_title(ctx, &body, TITLE_CONFIDENCE);
	if (half->xml)
		http_device_description(ctx, &body);
	half->html = half->xml = false;
	ctx->skip = half->left - here;
	half->stage = half->chunked ? STAGE_CHUNK_END : STAGE_HEAD;
	return VERDICT_YES;
}

/* RFC 9112, 7.1: the size of a chunk in hex, perhaps extensions, a line end. */
static enum verdict http_chunk(struct cursor *c, struct http_half *half)
{
	struct cursor line;

	if (!line_next(c, &line))
		return cursor_left(c) > 512 ? VERDICT_MALFORMED : VERDICT_MORE;
	if (half->stage == STAGE_CHUNK_END) {
		half->stage = STAGE_CHUNK;
		return cursor_left(&line) == 0 ? VERDICT_YES : VERDICT_MALFORMED;
	}
	if (half->stage == STAGE_TRAILER) {
		if (cursor_left(&line) == 0)
			half->stage = STAGE_HEAD;
		return VERDICT_YES;
	}
	if (!line_number(&line, 16, &half->left))
		return VERDICT_MALFORMED;
	half->stage = half->left > 0 ? STAGE_BODY : STAGE_TRAILER;
	return VERDICT_YES;
}

static enum verdict http_dissect(struct cursor *c, struct context *ctx)
{
	struct http *http = ctx->state;
	struct http_half *half = &http->half[!ctx->to_server];
	bool certain = false;

	/* Bytes were lost between chunks: a new message begins here. */
	if (half->stage != STAGE_HEAD && half->stage != STAGE_BODY && is_start(c, &certain) &&
	    certain)
		half->stage = STAGE_HEAD;
	if (half->stage == STAGE_HEAD)
		return http_head(c, ctx);
	if (half->stage == STAGE_BODY)
		return http_body(c, ctx, half);
	enum verdict verdict = http_chunk(c, half);

	if (verdict == VERDICT_MALFORMED)
		half->stage = STAGE_HEAD;
	return verdict;
}

const struct dissector dissector_http = {
        .name = "http",
        .title = "HTTP",
        .evidence = EVIDENCE_STRONG,
        .rank = RANK_BANNER,
        .transports = OVER_TCP,
        .ports = {80, 8080, 8000, 8008, 8081, 8888, 3128, 5985},
        .state_size = sizeof(struct http),
        .message_max = 16384,
        .dissect = http_dissect,
};
