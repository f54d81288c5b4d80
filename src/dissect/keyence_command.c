/* keyence_command.c - commands, devices and models of KEYENCE KV controllers. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/keyence_command.h"

#include <string.h>

enum { BITS_OF_WORD = 16 };

static const struct keyence_command commands[] = {
	{"CR", OT_SESSION, KEYENCE_NONE, "Connect"},
	{"CQ", OT_SESSION, KEYENCE_NONE, "Disconnect"},
	{"?K", OT_IDENTIFY, KEYENCE_NONE, "Query Model"},
	{"?M", OT_DIAGNOSE, KEYENCE_NONE, "Query Mode"},
	{"?E", OT_DIAGNOSE, KEYENCE_NONE, "Query Error"},
	{"M0", OT_CONTROL, KEYENCE_NONE, "Change to PROGRAM"},
	{"M1", OT_CONTROL, KEYENCE_NONE, "Change to RUN"},
	{"ER", OT_DIAGNOSE, KEYENCE_NONE, "Clear Error"},
	{"WRT", OT_TIME, KEYENCE_NONE, "Set Clock"},
	{"BE", OT_CONFIG, KEYENCE_NONE, "Switch Bank"},
	{"RD", OT_READ, KEYENCE_ONE, "Read"},
	{"RDS", OT_READ, KEYENCE_COUNTED, "Read Consecutive"},
	{"RDE", OT_READ, KEYENCE_COUNTED, "Read Consecutive"},
	{"RDC", OT_READ, KEYENCE_ONE, "Read Comment"},
	{"WR", OT_WRITE, KEYENCE_ONE, "Write"},
	{"WRS", OT_WRITE, KEYENCE_COUNTED, "Write Consecutive"},
	{"WRE", OT_WRITE, KEYENCE_COUNTED, "Write Consecutive"},
	{"WS", OT_WRITE, KEYENCE_ONE, "Write Setting"},
	{"WSS", OT_WRITE, KEYENCE_COUNTED, "Write Consecutive Settings"},
	{"ST", OT_WRITE, KEYENCE_ONE, "Forced Set"},
	{"RS", OT_WRITE, KEYENCE_ONE, "Forced Reset"},
	{"STS", OT_WRITE, KEYENCE_COUNTED, "Forced Set Consecutive"},
	{"RSS", OT_WRITE, KEYENCE_COUNTED, "Forced Reset Consecutive"},
	{"MBS", OT_READ, KEYENCE_LIST, "Register Bit Monitor"},
	{"MWS", OT_READ, KEYENCE_LIST, "Register Word Monitor"},
	{"MBR", OT_READ, KEYENCE_NONE, "Read Bit Monitor"},
	{"MWR", OT_READ, KEYENCE_NONE, "Read Word Monitor"},
	{"URD", OT_READ, KEYENCE_NONE, "Read Unit Memory"},
	{"UWR", OT_WRITE, KEYENCE_NONE, "Write Unit Memory"},
};

const struct keyence_command *keyence_command_find(const char *word)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(commands[i].word, word) == 0)
			return &commands[i];
	return NULL;
}

static const struct {
	const char *name;
	bool relay;
	bool hexadecimal;
} devices[] = {
	{"R", true, false},   {"MR", true, false},  {"LR", true, false},  {"CR", true, false},
	{"B", false, true},   {"VB", false, true},  {"X", false, true},	  {"Y", false, true},
	{"M", false, false},  {"L", false, false},  {"DM", false, false}, {"EM", false, false},
	{"FM", false, false}, {"ZF", false, false}, {"W", false, true},	  {"TM", false, false},
	{"CM", false, false}, {"VM", false, false}, {"T", false, false},  {"C", false, false},
	{"TC", false, false}, {"TS", false, false}, {"CC", false, false}, {"CS", false, false},
	{"Z", false, false},  {"AT", false, false}, {"CTH", false, false}, {"CTC", false, false},
	{"D", false, false},  {"E", false, false},  {"F", false, false},
};

static bool read_number(const char **p, bool hexadecimal, uint32_t *value)
{
	const char *start = *p;

	*value = 0;
	for (; **p && **p != '.'; (*p)++) {
		const char c = **p;
		const bool digit = c >= '0' && c <= '9';

		if (!digit && !(hexadecimal && c >= 'A' && c <= 'F'))
			return false;
		if (*value > 0xffffff)
			return false;
		*value = *value * (hexadecimal ? 16u : 10u) +
			 (uint32_t)(digit ? c - '0' : c - 'A' + 10);
	}
	return *p > start;
}

/* .U .S .H are words, .D .L double words; without one a relay is a bit. */
static bool read_format(const char *p, struct keyence_device *device, bool bit)
{
	const bool word = strcmp(p, ".U") == 0 || strcmp(p, ".S") == 0 || strcmp(p, ".H") == 0;
	const bool two = strcmp(p, ".D") == 0 || strcmp(p, ".L") == 0;

	if (*p && !word && !two)
		return false;
	device->width = bit ? (two ? 32 : word ? BITS_OF_WORD : 1) : two ? 2 : 1;
	return true;
}

bool keyence_device_read(const char *word, struct keyence_device *device)
{
	size_t letters = 0;

	while (word[letters] >= 'A' && word[letters] <= 'Z')
		letters++;
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
		/* A number alone is a relay. Hexadecimal digits may look like letters of the name. */
		const char *name = letters == 0 ? "R" : devices[i].name;
		const size_t length = letters == 0 ? 0 : strlen(name);
		const char *p = word + length;
		const bool bit = devices[i].relay || strcmp(name, "B") == 0 ||
				 strcmp(name, "VB") == 0 || strcmp(name, "X") == 0 ||
				 strcmp(name, "Y") == 0 || strcmp(name, "M") == 0 ||
				 strcmp(name, "L") == 0;

		if (strncmp(word, name, length) != 0)
			continue;
		if (!read_number(&p, devices[i].hexadecimal, &device->number))
			continue;
		device->name = devices[i].name;
		device->relay = devices[i].relay;
		return read_format(p, device, bit);
	}
	return false;
}

/* Relays run from 00 to 15 in each word: they are counted as word * 100 + bit, as people write. */
void keyence_device_add(struct areas *areas, const struct keyence_device *device, uint32_t count)
{
	const uint64_t span = (uint64_t)count * device->width;

	if (!device->relay) {
		areas_add(areas, device->name, device->number, span);
		return;
	}
	const uint64_t last = (uint64_t)device->number / 100 * BITS_OF_WORD + device->number % 100 +
			      span - 1;
	const uint64_t high = last / BITS_OF_WORD * 100 + last % BITS_OF_WORD;

	areas_add(areas, device->name, device->number, high - device->number + 1);
}

const char *keyence_result_name(const uint8_t *line, size_t length)
{
	static const char *const errors[] = {
		"error E0 device number", "error E1 command",	     "error E2 no program",
		"error E3",		  "error E4 write protected", "error E5 unit error",
		"error E6 no comment",
	};

	if (length != 2 || line[0] != 'E' || line[1] < '0' || line[1] > '9')
		return "ok";
	return line[1] <= '6' ? errors[line[1] - '0'] : "error";
}

static const struct {
	const char *code;
	const char *name;
} models[] = {
	{"50", "KV-1000"}, {"51", "KV-3000"},  {"52", "KV-5000"},   {"53", "KV-5500"},
	{"54", "KV-7300"}, {"55", "KV-7500"},  {"57", "KV-8000"},   {"58", "KV-8000A"},
	{"128", "KV-NC32T"}, {"132", "KV-N60"}, {"133", "KV-N40"},  {"134", "KV-N24"},
};

const char *keyence_model_name(const char *code)
{
	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if (strcmp(models[i].code, code) == 0)
			return models[i].name;
	return NULL;
}
