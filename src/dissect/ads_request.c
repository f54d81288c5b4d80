/* ads_request.c - what is asked for by ADS: index groups and states (Beckhoff, TwinCAT ADS).
 * SPDX-License-Identifier: Apache-2.0
 *
 * The system service answers on AMS port 10000 and has groups of its own; the others are those of
 * any server. TwinCAT loads a program as files: what is opened in the folder it boots from is the
 * program.
 */

#include "dissect/ads.h"

#include <strings.h>

enum {
	ON_READ = 1 << ADS_READ,
	ON_WRITE = 1 << ADS_WRITE,
	ON_BOTH = 1 << ADS_READ_WRITE,
	ON_GET = ON_READ | ON_BOTH,
	ON_SET = ON_WRITE | ON_BOTH,
	ON_ANY = ON_READ | ON_WRITE | ON_BOTH,
	ANY_OFFSET = -1,
	FILE_OPEN = 120,
	FILE_OPEN_WRITES = 0x0002 | 0x0004 | 0x0008, /* to write, to append, both */
	PATH_BOOT_PROJECT = 2,
	PATH_BOOT = 4,
	COE_OBJECT = 0xf302,
};

enum text { TEXT_NONE, TEXT_FILE, TEXT_KEY, TEXT_SYMBOL, TEXT_PROCESS };

struct service {
	uint16_t group;
	int16_t offset;
	uint16_t commands;
	uint8_t text;
	enum ot_class class;
	const char *name;
};

static const struct service system_services[] = {
        {100, ANY_OFFSET, ON_BOTH, TEXT_FILE, OT_FILE, "Create File for Write"},
        {101, 2, ON_BOTH, TEXT_FILE, OT_PROGRAM, "Open Boot Project for Read"},
        {101, ANY_OFFSET, ON_BOTH, TEXT_FILE, OT_FILE, "Open File for Read"},
        {102, 2, ON_BOTH, TEXT_FILE, OT_PROGRAM, "Open Boot Project for Write"},
        {102, ANY_OFFSET, ON_BOTH, TEXT_FILE, OT_FILE, "Open File for Write"},
        {110, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Create File"},
        {111, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Close Handle"},
        {112, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Flush File"},
        {114, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Truncate File"},
        {121, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Close File"},
        {122, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Read File"},
        {123, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Write File"},
        {124, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Seek in File"},
        {125, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Tell Place in File"},
        {126, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Read Line of File"},
        {127, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Write Line of File"},
        {130, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Test End of File"},
        {131, ANY_OFFSET, ON_ANY, TEXT_FILE, OT_FILE, "Delete File"},
        {132, ANY_OFFSET, ON_ANY, TEXT_FILE, OT_FILE, "Rename File"},
        {133, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Find File"},
        {134, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Get File Status"},
        {135, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Get File Size"},
        {136, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Copy File"},
        {137, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_FILE, "Get File Hash"},
        {138, ANY_OFFSET, ON_ANY, TEXT_FILE, OT_FILE, "Create Directory"},
        {139, ANY_OFFSET, ON_ANY, TEXT_FILE, OT_FILE, "Delete Directory"},
        {160, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_IDENTIFY, "Read Product Version"},
        {170, ANY_OFFSET, ON_SET, TEXT_NONE, OT_CONFIG, "Add Initial Command"},
        {171, ANY_OFFSET, ON_SET, TEXT_NONE, OT_CONFIG, "Delete Initial Command"},
        {172, ANY_OFFSET, ON_SET, TEXT_NONE, OT_CONFIG, "Delete Initial Commands"},
        {180, 2, ON_ANY, TEXT_NONE, OT_PROGRAM, "Write Boot Data"},
        {180, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_PROGRAM, "Read Boot Data"},
        {200, ANY_OFFSET, ON_WRITE, TEXT_KEY, OT_CONFIG, "Write Registry"},
        {200, ANY_OFFSET, ON_GET, TEXT_KEY, OT_READ, "Read Registry"},
        {201, ANY_OFFSET, ON_WRITE, TEXT_KEY, OT_CONFIG, "Write Registry"},
        {201, ANY_OFFSET, ON_GET, TEXT_KEY, OT_READ, "Read Registry"},
        {202, ANY_OFFSET, ON_WRITE, TEXT_KEY, OT_CONFIG, "Write Registry"},
        {202, ANY_OFFSET, ON_GET, TEXT_KEY, OT_READ, "Read Registry"},
        {220, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_CONFIG, "Write System Control"},
        {220, ANY_OFFSET, ON_GET, TEXT_NONE, OT_IDENTIFY, "Read System Control"},
        {230, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_CONFIG, "Load Server"},
        {240, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_DIAGNOSE, "Read Service State"},
        {300, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_CONTROL, "Send Mail"},
        {400, 4, ON_WRITE, TEXT_NONE, OT_TIME, "Adjust Time to RTC"},
        {400, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_TIME, "Set Time"},
        {400, ANY_OFFSET, ON_GET, TEXT_NONE, OT_TIME, "Get Time"},
        {500, ANY_OFFSET, ON_WRITE, TEXT_PROCESS, OT_CONTROL, "Start Process"},
        {600, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_CONFIG, "Change Net Id"},
        {601, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_IDENTIFY, "Query Net Id"},
        {ADS_TARGET_INFO, ANY_OFFSET, ON_GET, TEXT_NONE, OT_IDENTIFY, "Read Target Information"},
        {701, 10, ON_SET, TEXT_NONE, OT_CONFIG, "Set IP Route"},
        {701, 11, ON_SET, TEXT_NONE, OT_CONFIG, "Delete IP Route"},
        {701, 12, ON_SET, TEXT_NONE, OT_CONFIG, "Set IP Address"},
        {701, 13, ON_SET, TEXT_NONE, OT_CONFIG, "Set IP Address"},
        {701, ANY_OFFSET, ON_GET, TEXT_NONE, OT_IDENTIFY, "Read IP Configuration"},
        {702, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_CONFIG, "Set Name of Host"},
        {702, ANY_OFFSET, ON_GET, TEXT_NONE, OT_IDENTIFY, "Read Name of Host"},
        {703, ANY_OFFSET, ON_GET, TEXT_NONE, OT_IDENTIFY, "Read IP Addresses"},
        {801, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_SECURITY, "Add Route"},
        {802, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_SECURITY, "Delete Route"},
        {803, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_IDENTIFY, "Read Routes"},
        {804, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_DIAGNOSE, "Test Route"},
        {805, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_SECURITY, "Change Route File"},
        {821, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_CONFIG, "Remove Driver"},
        {900, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_DIAGNOSE, "Read Screen Resolution"},
        {1200, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_CONFIG, "Change Number of Processors"},
        {1500, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_IDENTIFY, "Read License"},
        {1510, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_SECURITY, "Change Password"},
};

static const struct service any_services[] = {
        {0xf003, ANY_OFFSET, ON_ANY, TEXT_SYMBOL, OT_READ, "Get Symbol Handle"},
        {0xf004, ANY_OFFSET, ON_WRITE, TEXT_SYMBOL, OT_WRITE, "Write Symbol by Name"},
        {0xf004, ANY_OFFSET, ON_GET, TEXT_SYMBOL, OT_READ, "Read Symbol by Name"},
        {0xf005, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_WRITE, "Write Symbol"},
        {0xf005, ANY_OFFSET, ON_GET, TEXT_NONE, OT_READ, "Read Symbol"},
        {0xf006, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Release Symbol Handle"},
        {0xf007, ANY_OFFSET, ON_ANY, TEXT_SYMBOL, OT_READ, "Get Symbol Information"},
        {0xf008, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Read Symbol Version"},
        {0xf009, ANY_OFFSET, ON_ANY, TEXT_SYMBOL, OT_READ, "Get Symbol Information"},
        {0xf00a, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_PROGRAM, "Download Symbols"},
        {0xf00b, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Upload Symbols"},
        {0xf00c, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Read Symbol Upload Information"},
        {0xf00d, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_PROGRAM, "Download Symbols"},
        {0xf00e, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Upload Data Types"},
        {0xf00f, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Read Symbol Upload Information"},
        {0xf040, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_WRITE, "Clear Inputs"},
        {0xf050, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_WRITE, "Clear Outputs"},
        {0xf080, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Sum Read"},
        {0xf081, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_WRITE, "Sum Write"},
        {0xf082, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_WRITE, "Sum Read Write"},
        {0xf083, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Sum Read"},
        {0xf084, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Sum Read"},
        {0xf085, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Sum Add Notification"},
        {0xf086, ANY_OFFSET, ON_ANY, TEXT_NONE, OT_READ, "Sum Delete Notification"},
        {0xf100, ANY_OFFSET, ON_GET, TEXT_NONE, OT_READ, "Read Device Data"},
        {COE_OBJECT, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_CONFIG, "Write CoE Object"},
        {COE_OBJECT, ANY_OFFSET, ON_GET, TEXT_NONE, OT_READ, "Read CoE Object"},
        {0xf420, ANY_OFFSET, ON_WRITE, TEXT_NONE, OT_CONFIG, "Write SoE Parameter"},
        {0xf420, ANY_OFFSET, ON_GET, TEXT_NONE, OT_READ, "Read SoE Parameter"},
};

/* Memory that is addressed plainly, byte by byte or bit by bit. */
static const struct area_name {
	uint16_t group;
	const char *name;
} areas[] = {
        {0x4020, "M"},      {0x4021, "M bit"},      {0x4030, "retain"},
        {0x4040, "data"},   {0xf020, "input"},      {0xf021, "input bit"},
        {0xf030, "output"}, {0xf031, "output bit"}, {0xf060, "output"},
};

static const struct state_name {
	enum ot_class class;
	const char *name;
} states[ADS_STATE_COUNT] = {
        [0] = {OT_CONTROL, "Write Control Invalid"},
        [1] = {OT_CONTROL, "Write Control Idle"},
        [ADS_STATE_RESET] = {OT_CONTROL, "Write Control Reset"},
        [3] = {OT_CONTROL, "Write Control Init"},
        [4] = {OT_CONTROL, "Write Control Start"},
        [ADS_STATE_RUN] = {OT_CONTROL, "Write Control Run"},
        [ADS_STATE_STOP] = {OT_CONTROL, "Write Control Stop"},
        [7] = {OT_CONFIG, "Write Control Save Configuration"},
        [8] = {OT_CONFIG, "Write Control Load Configuration"},
        [9] = {OT_CONTROL, "Write Control Power Failure"},
        [10] = {OT_CONTROL, "Write Control Power Good"},
        [11] = {OT_CONTROL, "Write Control Error"},
        [12] = {OT_CONTROL, "Write Control Shutdown"},
        [13] = {OT_CONTROL, "Write Control Suspend"},
        [14] = {OT_CONTROL, "Write Control Resume"},
        [ADS_STATE_CONFIG] = {OT_CONTROL, "Write Control Config Mode"},
        [16] = {OT_CONTROL, "Write Control Reconfig Mode"},
        [17] = {OT_CONTROL, "Write Control Stopping"},
        [18] = {OT_CONTROL, "Write Control Incompatible"},
        [19] = {OT_CONTROL, "Write Control Exception"},
};

static const struct service *find(const struct service *rows, size_t count,
                                  const struct ads_request *request, uint32_t offset)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].group == request->group && rows[i].commands >> request->command & 1 &&
		    (rows[i].offset == ANY_OFFSET || (uint32_t)rows[i].offset == offset))
			return &rows[i];
	return NULL;
}

static const struct service *find_service(const struct ads_request *request, uint32_t offset)
{
	if (request->port == ADS_SYSTEM_PORT)
		return find(system_services, sizeof(system_services) / sizeof(system_services[0]),
		            request, offset);
	return find(any_services, sizeof(any_services) / sizeof(any_services[0]), request, offset);
}

/* Names that stand for the program itself, wherever they are written. */
static bool is_boot_file(const char *name, size_t length)
{
	static const char *const ends[] = {".wbp", ".bootprj", ".app", "CurrentConfig.xml"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const size_t size = strlen(ends[i]);

		if (length >= size && strncasecmp(name + length - size, ends[i], size) == 0)
			return true;
	}
	return false;
}

/* The low half says how, the high half in which folder. */
static void name_open(uint32_t offset, struct operation *operation)
{
	const bool writes = offset & FILE_OPEN_WRITES;
	const uint32_t path = offset >> 16;

	operation->class = OT_FILE;
	operation->function = writes ? "Open File for Write" : "Open File for Read";
	if (path != PATH_BOOT_PROJECT && path != PATH_BOOT &&
	    !is_boot_file(operation->text, operation->text_length))
		return;
	operation->class = OT_PROGRAM;
	operation->function = writes ? "Open Boot Project for Write" : "Open Boot Project for Read";
}

/* Text up to its NUL, or to the end; half a name is none. */
static void read_text(struct cursor data, enum text kind, bool cut, struct operation *operation)
{
	static const char *const targets[] = {
	        [TEXT_FILE] = "file %s",
	        [TEXT_KEY] = "key %s",
	        [TEXT_SYMBOL] = "port %u symbol %s",
	        [TEXT_PROCESS] = "process %s",
	};

	if (kind == TEXT_PROCESS) /* three lengths: program, folder, arguments */
		cursor_skip(&data, 12);
	const ptrdiff_t end = cursor_find(&data, 0);
	const size_t length = end >= 0 ? (size_t)end : cursor_left(&data);
	const uint8_t *text = cursor_take(&data, length);

	if (!text || length == 0 || (cut && end < 0))
		return;
	operation->target = targets[kind];
	operation->text = text;
	operation->text_length = length;
}

static const char *area_of(const struct ads_request *request)
{
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++)
		if (areas[i].group == request->group && request->port != ADS_SYSTEM_PORT)
			return areas[i].name;
	return NULL;
}

static void name_access(const struct ads_request *request, uint32_t offset, uint32_t length,
                        struct cursor data, struct operation *operation)
{
	const struct service *service = find_service(request, offset);
	const char *area = area_of(request);

	if (area && length > 0) {
		operation->space = area;
		operation->ranged = true;
		operation->low = offset;
		operation->high = (uint64_t)offset + length - 1;
	}
	if (request->group == COE_OBJECT) {
		operation->target = "port %u object 0x%x subindex %u";
		operation->number[1] = offset >> 16;
		operation->number[2] = offset & 0xff;
	}
	if (service && service->text)
		read_text(data, (enum text)service->text, request->cut, operation);
	if (service && request->command != ADS_ADD_NOTIFICATION) {
		operation->class = service->class;
		operation->function = service->name;
	}
	if (!service && !area) {
		operation->target = "port %u group 0x%x";
		operation->number[1] = request->group;
	}
	if (request->port != ADS_SYSTEM_PORT || request->group != FILE_OPEN ||
	    request->command != ADS_READ_WRITE)
		return;
	read_text(data, TEXT_FILE, request->cut, operation);
	name_open(offset, operation);
}

/* Group, offset, a length; what is written behind it, or how often to notify. */
static void read_access(struct cursor *data, struct ads_request *request,
                        struct operation *operation)
{
	request->group = cursor_le32(data);
	const uint32_t offset = cursor_le32(data);
	uint32_t length = cursor_le32(data);

	if (request->command == ADS_READ_WRITE)
		length = cursor_le32(data);
	if (!cursor_ok(data))
		return;
	operation->subcode = (int32_t)(request->group & INT32_MAX);
	name_access(request, offset, length, *data, operation);
}

static void read_control(struct cursor *data, struct operation *operation)
{
	const uint16_t state = cursor_le16(data);

	if (!cursor_ok(data))
		return;
	cursor_skip(data, 6); /* state of the device, length of further data */
	operation->subcode = state;
	if (state >= ADS_STATE_COUNT)
		return;
	operation->class = states[state].class;
	operation->function = states[state].name;
}

bool ads_read_request(struct cursor *data, struct ads_request *request, struct operation *operation)
{
	static const struct state_name commands[] = {
	        [ADS_READ_DEVICE_INFO] = {OT_IDENTIFY, "Read Device Info"},
	        [ADS_READ] = {OT_READ, "Read"},
	        [ADS_WRITE] = {OT_WRITE, "Write"},
	        [ADS_READ_STATE] = {OT_DIAGNOSE, "Read State"},
	        [ADS_WRITE_CONTROL] = {OT_CONTROL, "Write Control"},
	        [ADS_ADD_NOTIFICATION] = {OT_READ, "Add Notification"},
	        [ADS_DELETE_NOTIFICATION] = {OT_READ, "Delete Notification"},
	        [ADS_READ_WRITE] = {OT_READ, "Read Write"},
	};

	*operation = (struct operation){
	        .class = commands[request->command].class,
	        .code = request->command,
	        .subcode = NO_SUBCODE,
	        .function = commands[request->command].name,
	        .target = "port %u",
	        .number = {request->port},
	};
	switch (request->command) {
	case ADS_READ:
	case ADS_WRITE:
	case ADS_ADD_NOTIFICATION:
	case ADS_READ_WRITE:
		read_access(data, request, operation);
		break;
	case ADS_WRITE_CONTROL:
		read_control(data, operation);
		break;
	default:
		break;
	}
	return cursor_ok(data);
}
