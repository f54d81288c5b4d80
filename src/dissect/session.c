/* session.c - what dissectors of IT sessions say in the same way. SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/session.h"
#include "dissect/line.h"

#define OS_CONFIDENCE 30

static void session_claim(struct context *ctx, const struct cursor *text, struct claim claim)
{
	if (cursor_left(text) == 0)
		return;
	claim.slot = NO_SLOT;
	claim.value = text->pos;
	claim.length = cursor_left(text);
	emit_claim(ctx, &claim);
}

void session_guess(struct context *ctx, enum party party, const char *name,
                   const struct cursor *text, enum claim_rank rank, uint8_t confidence)
{
	session_claim(ctx, text,
	              (struct claim){.party = party,
	                             .name = name,
	                             .form = FORM_TEXT,
	                             .rank = rank,
	                             .confidence = confidence});
}

void session_wide(struct context *ctx, enum party party, const char *name,
                  const struct cursor *text)
{
	session_claim(ctx, text,
	              (struct claim){.party = party, .name = name, .form = FORM_UTF16LE});
}

/* Longer and later names first: "Windows NT 6.1" is also in "Windows NT 6.1; WOW64". */
static const struct {
	const char *word;
	const char *os;
} os_words[] = {
        {"Windows NT 10.0", "Windows 10/11"},
        {"Windows NT 6.3", "Windows 8.1"},
        {"Windows NT 6.2", "Windows 8"},
        {"Windows NT 6.1", "Windows 7"},
        {"Windows NT 6.0", "Windows Vista"},
        {"Windows NT 5.2", "Windows Server 2003"},
        {"Windows NT 5.1", "Windows XP"},
        {"Windows NT 5.0", "Windows 2000"},
        {"Windows CE", "Windows CE"},
        {"Microsoft-IIS/6.0", "Windows Server 2003"},
        {"Microsoft-IIS/", "Windows"},
        {"(Win32)", "Windows"},
        {"(Win64)", "Windows"},
        {"Android", "Android"},
        {"iPhone OS", "iOS"},
        {"Mac OS X", "macOS"},
        {"Ubuntu", "Ubuntu Linux"},
        {"Raspbian", "Raspberry Pi OS"},
        {"Debian", "Debian Linux"},
        {"CentOS", "CentOS Linux"},
        {"Red Hat", "Red Hat Linux"},
        {"Fedora", "Fedora Linux"},
        {"SUSE", "SUSE Linux"},
        {"FreeBSD", "FreeBSD"},
        {"VxWorks", "VxWorks"},
        {"QNX", "QNX"},
        {"Linux", "Linux"},
};

void session_os_hint(struct context *ctx, enum party party, const struct cursor *text)
{
	for (size_t i = 0; i < sizeof(os_words) / sizeof(os_words[0]); i++) {
		if (line_find(text, os_words[i].word) < 0)
			continue;
		struct cursor os = cursor_init(os_words[i].os, strlen(os_words[i].os));

		session_guess(ctx, party, attribute_os, &os, RANK_FINGERPRINT, OS_CONFIDENCE);
		return;
	}
}

/* Letters, digits, '-', '_' and dots, with at least one letter. */
static bool is_host_name(const struct cursor *name, bool *dotted)
{
	bool letter = false;

	*dotted = false;
	for (struct cursor c = *name; cursor_left(&c) > 0; cursor_skip(&c, 1)) {
		uint8_t lower = *c.pos | 0x20;

		if (lower >= 'a' && lower <= 'z')
			letter = true;
		else if (*c.pos == '.')
			*dotted = true;
		else if ((*c.pos < '0' || *c.pos > '9') && *c.pos != '-' && *c.pos != '_')
			return false;
	}
	return letter;
}

void session_name(struct context *ctx, enum party party, const struct cursor *name,
                  uint8_t confidence)
{
	bool dotted = false;

	if (cursor_left(name) > 253 || !is_host_name(name, &dotted))
		return;
	session_guess(ctx, party, dotted ? attribute_fqdn : attribute_hostname, name, RANK_BANNER,
	              confidence);
}

void session_software(struct context *ctx, enum party party, const struct cursor *text)
{
	char plain[128];
	struct cursor c = *text;

	line_trim(&c);
	cursor_text(&c, cursor_left(&c), plain, sizeof(plain));
	char *separator = plain + strcspn(plain, "_/ ");

	if (*separator && separator[1] >= '0' && separator[1] <= '9')
		*separator = ' ';
	emit_text(ctx, party, attribute_software, plain);
}

operation_ref session_login(struct context *ctx, const char *how, const struct cursor *user)
{
	struct cursor name = *user;
	const size_t length = cursor_left(&name);

	return emit_operation(ctx, &(struct operation){.class = OT_SECURITY,
	                                               .subcode = NO_SUBCODE,
	                                               .pdu = how,
	                                               .function = "Login",
	                                               .target = length ? "user %s" : NULL,
	                                               .text = cursor_take(&name, length),
	                                               .text_length = length});
}

void session_remote_tool(struct context *ctx, const char *product)
{
	emit_text(ctx, PARTY_SENDER, attribute_software, product);
	emit_operation(ctx, &(struct operation){.class = OT_SESSION,
	                                        .subcode = NO_SUBCODE,
	                                        .function = "Remote Access",
	                                        .target = "%s",
	                                        .text = product,
	                                        .text_length = strlen(product)});
}

uint32_t session_hash(const struct cursor *text)
{
	uint32_t hash = SESSION_HASH;

	for (struct cursor c = *text; cursor_left(&c) > 0;)
		hash = session_hash_byte(hash, cursor_u8(&c));
	return hash;
}

bool session_is_default(const struct cursor *user, uint32_t password)
{
	static const char *const pairs[][2] = {
	        {"admin", "admin"},       {"admin", ""},          {"admin", "password"},
	        {"admin", "1234"},        {"admin", "12345"},     {"admin", "private"},
	        {"admin", "moxa"},        {"admin", "wago"},      {"admin", "default"},
	        {"root", "root"},         {"root", "wago"},       {"root", "pass"},
	        {"user", "user"},         {"guest", "guest"},     {"operator", "operator"},
	        {"administrator", "administrator"},               {"manager", "manager"},
	        {"Administrator", "1"}, /* images of Beckhoff */
	        {"service", "service"},   {"supervisor", "supervisor"},
	        {"USER", "USER"},         {"pi", "raspberry"},    {"cisco", "cisco"},
	        {"ftpuser", "ftpuser"},   {"Admin", "Admin"},     {"sysadmin", "sysadmin"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const struct cursor known = cursor_init(pairs[i][1], strlen(pairs[i][1]));

		if (line_is(user, pairs[i][0]) && session_hash(&known) == password)
			return true;
	}
	return false;
}

void session_default_taken(struct context *ctx)
{
	emit_anomaly(ctx, "login.default_password");
}

void session_utf8(struct cursor wide, char *text, size_t capacity)
{
	size_t length = 0;

	while (cursor_left(&wide) >= 2 && length + 4 <= capacity) {
		unsigned int unit = cursor_le16(&wide);

		if (unit == 0)
			break;
		if (unit >= 0xd800 && unit < 0xe000)
			unit = '?';
		if (unit >= 0x800)
			text[length++] = (char)(0xe0 | unit >> 12);
		if (unit >= 0x80)
			text[length++] = (char)(unit >= 0x800 ? 0x80 | (unit >> 6 & 0x3f)
			                                      : 0xc0 | unit >> 6);
		text[length++] = (char)(unit >= 0x80 ? 0x80 | (unit & 0x3f) : unit);
	}
	text[length] = '\0';
}
