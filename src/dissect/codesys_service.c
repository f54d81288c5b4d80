/* codesys_service.c - services of CODESYS V3 and their tags. SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification; names and numbers are those that Kaspersky and Microsoft
 * published. A tag is a number, a length and bytes; the two have seven bits a byte. From 0x80 on it
 * holds tags.
 */

#include "dissect/codesys.h"

enum {
	TAG_PARENT = 0x80,
	TAGS_MAX = 32,
	TAG_LOGIN = 0x81, /* holds the user */
	TAG_USER = 0x10,
	TAG_LOGGED_IN = 0x82, /* holds the session, or the error */
	TAG_SESSION = 0x21,
	TAG_FILE_NAME = 0x01,
	TAG_DIRECTORY = 0x0b,
	FILE_OPEN_LAST = 0x06, /* up to here, and from FILE_DELETE on, the first tag is a name */
	FILE_LIST = 0x0c,
	FILE_DELETE = 0x0e,
};

struct command {
	uint8_t group;
	uint8_t code;
	enum ot_class class;
	const char *name;
};

static const struct command commands[] = {
        {CODESYS_DEVICE, 1, OT_IDENTIFY, "Device Info"},
        {CODESYS_DEVICE, CODESYS_LOGIN, OT_SECURITY, "Device Login"},
        {CODESYS_DEVICE, 3, OT_SESSION, "Device Logout"},
        {CODESYS_DEVICE, 4, OT_CONFIG, "Device Reset to Origin"},
        {CODESYS_DEVICE, 5, OT_DIAGNOSE, "Device Echo"},
        {CODESYS_DEVICE, 6, OT_CONTROL, "Device Set Operating Mode"},
        {CODESYS_DEVICE, 7, OT_DIAGNOSE, "Device Get Operating Mode"},
        {CODESYS_DEVICE, 8, OT_SECURITY, "Device Interactive Login"},
        {CODESYS_DEVICE, 9, OT_CONFIG, "Device Set Name of Node"},
        {CODESYS_DEVICE, 10, OT_SESSION, "Device Create Session"},
        {CODESYS_APP, 1, OT_SESSION, "App Login"},
        {CODESYS_APP, 2, OT_SESSION, "App Logout"},
        {CODESYS_APP, 3, OT_PROGRAM, "App Create Application"},
        {CODESYS_APP, 4, OT_PROGRAM, "App Delete Application"},
        {CODESYS_APP, 5, OT_PROGRAM, "App Download"},
        {CODESYS_APP, 6, OT_PROGRAM, "App Online Change"},
        {CODESYS_APP, 7, OT_PROGRAM, "App Device Download"},
        {CODESYS_APP, 8, OT_PROGRAM, "App Create Device Application"},
        {CODESYS_APP, 16, OT_CONTROL, "App Start"},
        {CODESYS_APP, 17, OT_CONTROL, "App Stop"},
        {CODESYS_APP, 18, OT_CONTROL, "App Reset"},
        {CODESYS_APP, 19, OT_CONTROL, "App Set Breakpoint"},
        {CODESYS_APP, 20, OT_DIAGNOSE, "App Get Status"},
        {CODESYS_APP, 21, OT_CONTROL, "App Delete Breakpoint"},
        {CODESYS_APP, 22, OT_DIAGNOSE, "App Read Call Stack"},
        {CODESYS_APP, 23, OT_DIAGNOSE, "App Get Area Offset"},
        {CODESYS_APP, 24, OT_IDENTIFY, "App List Applications"},
        {CODESYS_APP, 25, OT_CONTROL, "App Set Next Statement"},
        {CODESYS_APP, 32, OT_WRITE, "App Release Force List"},
        {CODESYS_APP, 33, OT_READ, "App Upload Force List"},
        {CODESYS_APP, 34, OT_CONTROL, "App Single Cycle"},
        {CODESYS_APP, 35, OT_PROGRAM, "App Create Boot Project"},
        {CODESYS_APP, 36, OT_CONTROL, "App Reinitialize Application"},
        {CODESYS_APP, 37, OT_DIAGNOSE, "App List States"},
        {CODESYS_APP, 38, OT_PROGRAM, "App Load Boot Application"},
        {CODESYS_APP, 39, OT_PROGRAM, "App Register Boot Application"},
        {CODESYS_APP, 40, OT_DIAGNOSE, "App Check File Consistency"},
        {CODESYS_APP, 41, OT_IDENTIFY, "App Application Info"},
        {CODESYS_APP, 48, OT_PROGRAM, "App Download Compact"},
        {CODESYS_APP, 49, OT_IDENTIFY, "App Project Info"},
        {CODESYS_APP, 50, OT_DIAGNOSE, "App Define Flow"},
        {CODESYS_APP, 51, OT_READ, "App Read Flow Values"},
        {CODESYS_APP, 52, OT_PROGRAM, "App Download Encrypted"},
        {CODESYS_APP, 53, OT_DIAGNOSE, "App Application Content"},
        {CODESYS_APP, 54, OT_WRITE, "App Save Retains"},
        {CODESYS_APP, 55, OT_WRITE, "App Restore Retains"},
        {CODESYS_APP, 56, OT_DIAGNOSE, "App Get Area Address"},
        {CODESYS_FILE_TRANSFER, 1, OT_FILE, "File Exists"},
        {CODESYS_FILE_TRANSFER, 2, OT_FILE, "Open File for Write"},
        {CODESYS_FILE_TRANSFER, 3, OT_FILE, "Open File for Write"},
        {CODESYS_FILE_TRANSFER, 4, OT_FILE, "Write File"},
        {CODESYS_FILE_TRANSFER, 5, OT_FILE, "Open File for Read"},
        {CODESYS_FILE_TRANSFER, FILE_OPEN_LAST, OT_FILE, "Open File for Read"},
        {CODESYS_FILE_TRANSFER, 7, OT_FILE, "Read File"},
        {CODESYS_FILE_TRANSFER, 8, OT_FILE, "Close File"},
        {CODESYS_FILE_TRANSFER, 9, OT_FILE, "Close File"},
        {CODESYS_FILE_TRANSFER, 10, OT_FILE, "Read File"},
        {CODESYS_FILE_TRANSFER, 11, OT_FILE, "Read File"},
        {CODESYS_FILE_TRANSFER, FILE_LIST, OT_FILE, "List Files"},
        {CODESYS_FILE_TRANSFER, 13, OT_FILE, "Read File"},
        {CODESYS_FILE_TRANSFER, FILE_DELETE, OT_FILE, "Delete File"},
        {CODESYS_FILE_TRANSFER, 15, OT_FILE, "Rename File"},
        {CODESYS_FILE_TRANSFER, 16, OT_FILE, "Create Directory"},
        {CODESYS_FILE_TRANSFER, 17, OT_FILE, "Delete Directory"},
        {CODESYS_FILE_TRANSFER, 18, OT_FILE, "Rename Directory"},
        {0x05, 1, OT_DIAGNOSE, "Log Get Entries"},
        {0x05, 2, OT_DIAGNOSE, "Log Get Component Names"},
        {0x05, 3, OT_DIAGNOSE, "Log List Loggers"},
        {0x11, 1, OT_CONTROL, "Shell Execute"},
        {0x1b, 1, OT_READ, "Monitor Read"},
        {0x1b, 2, OT_WRITE, "Monitor Write"},
        {0x22, 1, OT_SECURITY, "Certificate Import"},
        {0x22, 2, OT_IDENTIFY, "Certificate Export"},
        {0x22, 3, OT_SECURITY, "Certificate Delete"},
        {0x22, 4, OT_SECURITY, "Certificate Move"},
        {0x22, 5, OT_IDENTIFY, "Certificate List"},
        {0x22, 7, OT_SECURITY, "Certificate Create"},
};

/* Components whose commands are known to nobody but the maker: what they are about. */
static const struct component {
	uint8_t group;
	enum ot_class class;
	const char *name;
} components[] = {
        {CODESYS_DEVICE, OT_DIAGNOSE, "CmpDevice"},
        {CODESYS_APP, OT_DIAGNOSE, "CmpApp"},
        {0x04, OT_READ, "CmpVisuServer"},
        {0x05, OT_DIAGNOSE, "CmpLog"},
        {0x06, OT_READ, "CmpSettings"},
        {0x07, OT_DIAGNOSE, "SysEthernet"},
        {CODESYS_FILE_TRANSFER, OT_FILE, "CmpFileTransfer"},
        {0x09, OT_READ, "CmpIecVarAccess"},
        {0x0b, OT_DIAGNOSE, "CmpIoMgr"},
        {0x0c, OT_SECURITY, "CmpUserMgr"},
        {0x0f, OT_DIAGNOSE, "CmpTraceMgr"},
        {0x11, OT_CONTROL, "PlcShell"},
        {0x12, OT_CONTROL, "CmpAppBP"},
        {0x13, OT_WRITE, "CmpAppForce"},
        {0x18, OT_ALARM, "CmpAlarmManager"},
        {0x1b, OT_READ, "CmpMonitor"},
        {0x1d, OT_DIAGNOSE, "CmpCodeMeter"},
        {0x1f, OT_DIAGNOSE, "CmpCoreDump"},
        {0x22, OT_DIAGNOSE, "CmpOpenSSL"},
};

static const struct command *find_command(const struct codesys_service *service)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (commands[i].group == service->group && commands[i].code == service->command)
			return &commands[i];
	return NULL;
}

static const struct component *find_component(uint8_t group)
{
	for (size_t i = 0; i < sizeof(components) / sizeof(components[0]); i++)
		if (components[i].group == group)
			return &components[i];
	return NULL;
}

/* At most four bytes; further ones that are blank only align what comes behind. */
static uint32_t read_number(struct cursor *c)
{
	uint32_t value = 0;

	for (unsigned int i = 0; i < 8; i++) {
		const uint8_t b = cursor_u8(c);

		if (i < 4)
			value |= (uint32_t)(b & 0x7f) << 7 * i;
		else if (b & 0x7f)
			break;
		if (!(b & 0x80))
			return value;
	}
	cursor_fail(c);
	return 0;
}

/* What the first tag with this number holds; bad when there is none that is whole. */
static struct cursor find_tag(struct cursor tags, uint32_t wanted)
{
	for (int i = 0; i < TAGS_MAX && cursor_left(&tags) > 0; i++) {
		const uint32_t tag = read_number(&tags);
		const uint32_t length = read_number(&tags);
		const struct cursor value = cursor_sub(&tags, length);

		if (!cursor_ok(&tags))
			break;
		if (tag == wanted)
			return value;
	}
	return cursor_bad();
}

/* Text up to its NUL, or all of it. */
static void name(struct cursor value, const char *target, struct operation *operation)
{
	const ptrdiff_t end = cursor_find(&value, 0);
	const size_t length = end >= 0 ? (size_t)end : cursor_left(&value);
	const uint8_t *text = cursor_take(&value, length);

	if (!text || length == 0 || !cursor_ok(&value))
		return;
	operation->target = target;
	operation->text = text;
	operation->text_length = length;
}

static void name_what(const struct codesys_service *service, struct operation *operation)
{
	if (service->group == CODESYS_DEVICE && service->command == CODESYS_LOGIN)
		name(find_tag(find_tag(service->tags, TAG_LOGIN), TAG_USER), "user %s", operation);
	if (service->group != CODESYS_FILE_TRANSFER)
		return;
	if (service->command == FILE_LIST)
		name(find_tag(service->tags, TAG_DIRECTORY), "folder %s", operation);
	else if (service->command <= FILE_OPEN_LAST || service->command >= FILE_DELETE)
		name(find_tag(service->tags, TAG_FILE_NAME), "file %s", operation);
}

void codesys_read_request(const struct codesys_service *service, struct operation *operation)
{
	const struct command *command = find_command(service);
	const struct component *component = find_component(service->group);

	*operation = (struct operation){
	        .class = command     ? command->class
	                 : component ? component->class
	                             : OT_DIAGNOSE,
	        .code = service->group,
	        .subcode = service->command,
	        .function = command     ? command->name
	                    : component ? component->name
	                                : NULL,
	        .target = command || !component ? NULL : "command %u",
	        .number = {service->command},
	};
	if (!service->secure)
		name_what(service, operation);
}

const char *codesys_result(const struct codesys_service *service)
{
	if (service->secure || service->group != CODESYS_DEVICE ||
	    service->command != CODESYS_LOGIN)
		return NULL;
	const struct cursor answer = find_tag(service->tags, TAG_LOGGED_IN);
	const struct cursor session = find_tag(answer, TAG_SESSION);

	if (!cursor_ok(&answer))
		return NULL;
	return cursor_ok(&session) ? "ok" : "refused";
}
