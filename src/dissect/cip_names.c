/* cip_names.c - services, states and profiles of CIP (Vol. 1; Logix 5000 Data Access). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/cip.h"

#define ANY_CLASS 0xffff
#define SYMBOLIC  0xfffe

#define CLASS_IDENTITY 0x01
#define COUNT(array)   (sizeof(array) / sizeof((array)[0]))

/* The first row that fits counts; rows of some class stand before those of any class. */
#define SERVICES(X) \
	/* Tags, by name or by instance of the symbol class: nearly all that cyclic traffic asks */ \
	X(0x72, 0x4c, OT_READ, "Read Tag Group") \
	X(SYMBOLIC, 0x4c, OT_READ, "Read Tag") \
	X(SYMBOLIC, 0x4d, OT_WRITE, "Write Tag") \
	X(SYMBOLIC, 0x4e, OT_WRITE, "Read Modify Write Tag") \
	X(SYMBOLIC, 0x52, OT_READ, "Read Tag Fragmented") \
	X(SYMBOLIC, 0x53, OT_WRITE, "Write Tag Fragmented") \
	X(SYMBOLIC, 0x55, OT_READ, "Get Instance Attribute List") \
	X(CLASS_IDENTITY, 0x01, OT_IDENTIFY, "Get Attributes All") \
	X(CLASS_IDENTITY, 0x03, OT_IDENTIFY, "Get Attribute List") \
	X(CLASS_IDENTITY, 0x0e, OT_IDENTIFY, "Get Attribute Single") \
	X(CLASS_IDENTITY, 0x4b, OT_DIAGNOSE, "Flash LEDs") \
	/* Connection Manager, 3-5.5 */ \
	X(0x06, 0x4e, OT_SESSION, "Forward Close") \
	X(0x06, 0x52, OT_SESSION, "Unconnected Send") \
	X(0x06, 0x54, OT_SESSION, "Forward Open") \
	X(0x06, 0x56, OT_READ, "Get Connection Data") \
	X(0x06, 0x57, OT_READ, "Search Connection Data") \
	X(0x06, 0x5a, OT_READ, "Get Connection Owner") \
	X(0x06, 0x5b, OT_SESSION, "Large Forward Open") \
	/* File, 5-42 */ \
	X(0x37, 0x4b, OT_FILE, "Initiate Upload") \
	X(0x37, 0x4c, OT_FILE, "Initiate Download") \
	X(0x37, 0x4d, OT_FILE, "Initiate Partial Read") \
	X(0x37, 0x4e, OT_FILE, "Initiate Partial Write") \
	X(0x37, 0x4f, OT_FILE, "Upload Transfer") \
	X(0x37, 0x50, OT_FILE, "Download Transfer") \
	X(0x37, 0x51, OT_FILE, "Clear File") \
	X(0x37, 0x08, OT_FILE, "Create") \
	X(0x37, 0x09, OT_FILE, "Delete") \
	/* Time Sync and the wall clock of a controller */ \
	X(0x43, 0x04, OT_TIME, "Set Attribute List") \
	X(0x43, 0x10, OT_TIME, "Set Attribute Single") \
	X(0x8b, 0x02, OT_TIME, "Set Attributes All") \
	X(0x8b, 0x04, OT_TIME, "Set Attribute List") \
	X(0x8b, 0x10, OT_TIME, "Set Attribute Single") \
	/* CIP Security objects and the password object of Modbus gateways */ \
	X(0x5d, 0x10, OT_SECURITY, "Set Attribute Single") \
	X(0x5e, 0x10, OT_SECURITY, "Set Attribute Single") \
	X(0x5f, 0x10, OT_SECURITY, "Set Attribute Single") \
	/* Network interfaces */ \
	X(0xf5, 0x02, OT_CONFIG, "Set Attributes All") \
	X(0xf5, 0x10, OT_CONFIG, "Set Attribute Single") \
	X(0xf6, 0x10, OT_CONFIG, "Set Attribute Single") \
	X(0x47, 0x10, OT_CONFIG, "Set Attribute Single") \
	X(0x48, 0x10, OT_CONFIG, "Set Attribute Single") \
	/* Objects of Logix controllers; 0x74 is the lock an editor holds, 0xa1 the flash memory */ \
	X(0x67, 0x4b, OT_READ, "Execute PCCC") \
	X(0x6a, 0x5f, OT_READ, "Get Instance List Extended") \
	X(0x6b, 0x03, OT_READ, "Get Attribute List") \
	X(0x6b, 0x4b, OT_READ, "Get Instance Attributes") \
	X(0x6c, 0x4c, OT_READ, "Read Template") \
	X(0x74, 0x4b, OT_SECURITY, "Lock Controller") \
	X(0x74, 0x4c, OT_SECURITY, "Unlock Controller") \
	X(0x8e, 0x4b, OT_SECURITY, "Lock Controller") \
	X(0x8e, 0x4c, OT_SECURITY, "Unlock Controller") \
	X(0xa1, 0x4b, OT_FIRMWARE, "Update Flash") \
	X(0xa1, 0x4d, OT_FIRMWARE, "Transfer Flash") \
	X(0xa1, 0x51, OT_FIRMWARE, NULL) \
	X(0xac, 0x4b, OT_READ, NULL) \
	/* Common services, appendix A */ \
	X(ANY_CLASS, 0x01, OT_READ, "Get Attributes All") \
	X(ANY_CLASS, 0x02, OT_WRITE, "Set Attributes All") \
	X(ANY_CLASS, 0x03, OT_READ, "Get Attribute List") \
	X(ANY_CLASS, 0x04, OT_WRITE, "Set Attribute List") \
	X(ANY_CLASS, 0x05, OT_CONTROL, "Reset") \
	X(ANY_CLASS, 0x06, OT_CONTROL, "Start") \
	X(ANY_CLASS, 0x07, OT_CONTROL, "Stop") \
	X(ANY_CLASS, 0x08, OT_CONFIG, "Create") \
	X(ANY_CLASS, 0x09, OT_CONFIG, "Delete") \
	X(ANY_CLASS, 0x0a, OT_SESSION, "Multiple Service Packet") \
	X(ANY_CLASS, 0x0d, OT_CONFIG, "Apply Attributes") \
	X(ANY_CLASS, 0x0e, OT_READ, "Get Attribute Single") \
	X(ANY_CLASS, 0x10, OT_WRITE, "Set Attribute Single") \
	X(ANY_CLASS, 0x11, OT_READ, "Find Next Object Instance") \
	X(ANY_CLASS, 0x15, OT_CONFIG, "Restore") \
	X(ANY_CLASS, 0x16, OT_CONFIG, "Save") \
	X(ANY_CLASS, 0x17, OT_SESSION, "No Operation") \
	X(ANY_CLASS, 0x18, OT_READ, "Get Member") \
	X(ANY_CLASS, 0x19, OT_WRITE, "Set Member") \
	X(ANY_CLASS, 0x1a, OT_CONFIG, "Insert Member") \
	X(ANY_CLASS, 0x1b, OT_CONFIG, "Remove Member") \
	X(ANY_CLASS, 0x1c, OT_TIME, "Group Sync")

#define SERVICE_ROW(...) {__VA_ARGS__},
static const struct cip_service services[] = {SERVICES(SERVICE_ROW)};

/* The same order, close together: found by memchr. */
#define SERVICE_NUMBER(class_id, service, class, name) service,
static const uint8_t numbers[] = {SERVICES(SERVICE_NUMBER)};

/* Controller, program, routine, task and their like in Logix: what they hold is the program. */
static bool is_program_class(uint32_t class_id)
{
	return (class_id >= 0x64 && class_id <= 0x6e && class_id != 0x67) || class_id == 0x70 ||
	       class_id == 0x8e;
}

static bool row_fits(const struct cip_service *row, const struct cip_path *path)
{
	if (row->class_id == ANY_CLASS)
		return true;
	if (row->class_id == SYMBOLIC)
		return !path->has_class || path->text_length || path->class_id == 0x6b;
	return path->has_class && path->class_id == row->class_id;
}

static enum ot_class unknown_class(const struct cip_path *path)
{
	if (path->has_class && path->class_id == 0xa1)
		return OT_FIRMWARE;
	return path->has_class && is_program_class(path->class_id) ? OT_PROGRAM : OT_READ;
}

struct cip_service cip_service_find(const struct cip_path *path, uint8_t service)
{
	const uint8_t *end = numbers + COUNT(numbers);

	for (const uint8_t *at = memchr(numbers, service, sizeof(numbers)); at;
	     at = memchr(at + 1, service, (size_t)(end - at - 1))) {
		struct cip_service found = services[at - numbers];

		if (!row_fits(&found, path))
			continue;
		if (path->has_class && is_program_class(path->class_id) &&
		    (found.class == OT_CONFIG || found.class == OT_WRITE) && !path->text_length)
			found.class = OT_PROGRAM;
		return found;
	}
	return (struct cip_service){.service = service, .class = unknown_class(path)};
}

/* Appendix B. A partial transfer is how long answers come, not a failure. */
const char *cip_status_name(uint8_t status)
{
	static const char *const names[] = {
		[0x00] = "ok",
		[0x01] = "connection failure",
		[0x02] = "resource unavailable",
		[0x03] = "invalid parameter value",
		[0x04] = "path segment error",
		[0x05] = "path destination unknown",
		[0x06] = "ok",
		[0x07] = "connection lost",
		[0x08] = "service not supported",
		[0x09] = "invalid attribute value",
		[0x0a] = "attribute list error",
		[0x0b] = "already in that state",
		[0x0c] = "object state conflict",
		[0x0d] = "object already exists",
		[0x0e] = "attribute not settable",
		[0x0f] = "privilege violation",
		[0x10] = "device state conflict",
		[0x11] = "reply data too large",
		[0x12] = "fragmentation of a primitive value",
		[0x13] = "not enough data",
		[0x14] = "attribute not supported",
		[0x15] = "too much data",
		[0x16] = "object does not exist",
		[0x17] = "no fragmentation in progress",
		[0x18] = "no stored attribute data",
		[0x19] = "store failure",
		[0x1a] = "request too large to route",
		[0x1b] = "response too large to route",
		[0x1c] = "attribute list entry missing",
		[0x1d] = "invalid attribute list",
		[0x1e] = "embedded service error",
		[0x1f] = "vendor specific error",
		[0x20] = "invalid parameter",
		[0x21] = "medium already written",
		[0x22] = "invalid reply",
		[0x25] = "key failure in path",
		[0x26] = "path size invalid",
		[0x27] = "unexpected attribute in list",
		[0x28] = "invalid member",
		[0x29] = "member not settable",
		[0x2a] = "group 2 only server failure",
		[0x2c] = "attribute not gettable",
	};

	if (status < COUNT(names) && names[status])
		return names[status];
	return status >= 0xd0 ? "object specific error" : "unknown error";
}

/* Device profiles, chapter 6. */
static const struct device_type {
	uint16_t type;
	const char *name;
} device_types[] = {
	{0x00, "Generic Device"},
	{0x02, "AC Drive"},
	{0x03, "Motor Overload"},
	{0x04, "Limit Switch"},
	{0x05, "Inductive Proximity Switch"},
	{0x06, "Photoelectric Sensor"},
	{0x07, "General Purpose Discrete I/O"},
	{0x09, "Resolver"},
	{0x0c, "Communications Adapter"},
	{0x0e, "Programmable Logic Controller"},
	{0x10, "Position Controller"},
	{0x13, "DC Drive"},
	{0x15, "Contactor"},
	{0x16, "Motor Starter"},
	{0x17, "Soft Start"},
	{0x18, "Human-Machine Interface"},
	{0x1a, "Mass Flow Controller"},
	{0x1b, "Pneumatic Valve"},
	{0x1c, "Vacuum Pressure Gauge"},
	{0x1d, "Process Control Valve"},
	{0x1e, "Residual Gas Analyzer"},
	{0x1f, "DC Power Generator"},
	{0x20, "RF Power Generator"},
	{0x21, "Turbomolecular Vacuum Pump"},
	{0x22, "Encoder"},
	{0x23, "Safety Discrete I/O"},
	{0x24, "Fluid Flow Controller"},
	{0x25, "CIP Motion Drive"},
	{0x26, "CompoNet Repeater"},
	{0x27, "Mass Flow Controller, Enhanced"},
	{0x28, "CIP Modbus Device"},
	{0x29, "CIP Modbus Translator"},
	{0x2a, "Safety Analog I/O"},
	{0x2b, "Generic Device"},
	{0x2c, "Managed Ethernet Switch"},
	{0x2d, "CIP Motion Safety Drive"},
	{0x2e, "Safety Drive"},
	{0x2f, "CIP Motion Encoder"},
	{0x30, "CIP Motion Converter"},
	{0x31, "CIP Motion I/O"},
	{0x32, "ControlNet Physical Layer Component"},
	{0x33, "Circuit Breaker"},
	{0x34, "HART Device"},
	{0x35, "CIP-HART Translator"},
	{0xc8, "Embedded Component"},
};

const char *cip_device_type_name(uint16_t type)
{
	for (size_t i = 0; i < COUNT(device_types); i++)
		if (device_types[i].type == type)
			return device_types[i].name;
	return NULL;
}
