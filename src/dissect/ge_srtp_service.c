/* ge_srtp_service.c - services, memory and errors of GE SRTP. SPDX-License-Identifier: Apache-2.0
 *
 * There is no public specification. What is here is told alike by several who looked at the wire:
 * Denton and others (DFRWS 2017), and free dissectors. Store and Load are the maker's words, and
 * those who tell of them disagree which way they go.
 */

#include "dissect/ge_srtp_service.h"

#include <stddef.h>

static const struct ge_srtp_service services[] = {
        [0x00] = {"Short Status", OT_DIAGNOSE, false},
        [0x01] = {"Long Status", OT_DIAGNOSE, false},
        [0x02] = {"Memory Usage", OT_DIAGNOSE, false},
        [0x03] = {"Return Control Program Names", OT_IDENTIFY, false},
        [0x04] = {"Read System Memory", OT_READ, true},
        [0x05] = {"Read Task Memory", OT_READ, true},
        [0x06] = {"Read Program Block Memory", OT_READ, true},
        [0x07] = {"Write System Memory", OT_WRITE, true},
        [0x08] = {"Write Task Memory", OT_WRITE, true},
        [0x09] = {"Write Program Block Memory", OT_WRITE, true},
        [0x0a] = {"Define Symbol", OT_WRITE, false},
        [0x0b] = {"Delete Symbol", OT_WRITE, false},
        [0x0c] = {"Read System Memory by Symbol", OT_READ, false},
        [0x0d] = {"Read Task Memory by Symbol", OT_READ, false},
        [0x0e] = {"Read Program Block Memory by Symbol", OT_READ, false},
        [0x0f] = {"Write System Memory by Symbol", OT_WRITE, false},
        [0x10] = {"Write Task Memory by Symbol", OT_WRITE, false},
        [0x11] = {"Write Program Block Memory by Symbol", OT_WRITE, false},
        [0x12] = {"Resolve System Memory Name", OT_READ, false},
        [0x13] = {"Resolve Task Memory Name", OT_READ, false},
        [0x14] = {"Resolve Program Block Memory Name", OT_READ, false},
        [0x15] = {"Establish Datagram", OT_READ, false},
        [0x16] = {"Update Datagram", OT_READ, false},
        [0x17] = {"Cancel Datagram", OT_READ, false},
        [0x18] = {"Format Disk", OT_FILE, false},
        [0x19] = {"Open File", OT_FILE, false},
        [0x1a] = {"Close File", OT_FILE, false},
        [0x1b] = {"Create File", OT_FILE, false},
        [0x1c] = {"Delete File", OT_FILE, false},
        [0x1d] = {"Read File", OT_FILE, false},
        [0x1e] = {"Write File", OT_FILE, false},
        [0x1f] = {"Seek in File", OT_FILE, false},
        [0x20] = {"Programmer Logon", OT_SECURITY, false},
        [0x21] = {"Change Privilege Level", OT_SECURITY, false},
        [0x22] = {"Set Controller ID", OT_CONFIG, false},
        [GE_SRTP_SET_STATE] = {"Set PLC State", OT_CONTROL, false},
        [0x24] = {"Set Time", OT_TIME, false},
        [0x25] = {"Read Time", OT_TIME, false},
        [0x26] = {"Return Program Block Sizes", OT_DIAGNOSE, false},
        [0x27] = {"Return Program Block List", OT_DIAGNOSE, false},
        [0x28] = {"Store Program Block", OT_PROGRAM, false},
        [0x29] = {"Sequence Control", OT_SESSION, false},
        [0x2a] = {"Program Block Program Store", OT_PROGRAM, false},
        [0x2b] = {"Program Block Load", OT_PROGRAM, false},
        [0x2c] = {"Program Block Program Load", OT_PROGRAM, false},
        [0x2d] = {"Verify Program Block", OT_DIAGNOSE, false},
        [0x2e] = {"Delete Program Block", OT_PROGRAM, false},
        [0x2f] = {"Change Program Block Size", OT_PROGRAM, false},
        [0x30] = {"Declare Interrupt", OT_PROGRAM, false},
        [0x31] = {"Clear Configuration", OT_CONFIG, false},
        [0x32] = {"Autoconfigure I/O", OT_CONFIG, false},
        [0x33] = {"Replace I/O Module", OT_CONFIG, false},
        [0x34] = {"Verify Configuration Block", OT_DIAGNOSE, false},
        [0x35] = {"Clear All PLC Memory", OT_PROGRAM, false},
        [0x36] = {"Clear Reference Memory", OT_PROGRAM, false},
        [0x37] = {"Clear Logic Memory", OT_PROGRAM, false},
        [0x38] = {"Return Fault Table", OT_ALARM, false},
        [0x39] = {"Clear Fault Table", OT_ALARM, false},
        [0x3a] = {"Create Configuration Parameter Task", OT_CONFIG, false},
        [0x3b] = {"Delete Configuration Parameter Task", OT_CONFIG, false},
        [0x3c] = {"Return Configuration Sizes", OT_DIAGNOSE, false},
        [0x3d] = {"Store Block", OT_PROGRAM, false},
        [0x3e] = {"Load Block", OT_PROGRAM, false},
        [0x3f] = {"Program Store", OT_PROGRAM, false},
        [0x40] = {"Program Load", OT_PROGRAM, false},
        [0x41] = {"Program Change", OT_PROGRAM, false},
        [0x42] = {"Verify Program", OT_DIAGNOSE, false},
        [0x43] = {"Return Controller Type and ID", OT_IDENTIFY, false},
        [0x44] = {"Toggle Force System Memory", OT_WRITE, true},
        [0x45] = {"Access EEPROM", OT_PROGRAM, false},
        [0x46] = {"Manage Block", OT_PROGRAM, false},
        [0x47] = {"Lock/Unlock OEM", OT_SECURITY, false},
        [0x48] = {"Write Datagram", OT_WRITE, false},
        [0x49] = {"Access FA Card", OT_FILE, false},
        [0x4a] = {"Read Configuration Parameter", OT_READ, false},
        [0x4b] = {"Write Slot Configuration", OT_CONFIG, false},
        [0x4c] = {"Rename Task", OT_CONFIG, false},
        [0x4d] = {"Return Functions Supported", OT_IDENTIFY, false},
        [0x4e] = {"Store Subrequest", OT_SESSION, false},
        [0x4f] = {"Session Control", OT_SESSION, false},
        [0x50] = {"Return Subrequest List", OT_DIAGNOSE, false},
        [0x51] = {"Extra Piggyback Data", OT_DIAGNOSE, false},
        [0x52] = {"Store OS Extension", OT_FIRMWARE, false},
        [0x53] = {"Load OS Extension", OT_FIRMWARE, false},
        [0x54] = {"Delete OS Extension", OT_FIRMWARE, false},
        [0x55] = {"Delete Subrequest", OT_SESSION, false},
        [0x56] = {"Share PLC Data", OT_READ, false},
        [0x57] = {"Toggle Force Program Block Memory", OT_WRITE, true},
        [0x58] = {"SFC Event Queue Service", OT_DIAGNOSE, false},
        [0x59] = {"Interrogate I/O", OT_DIAGNOSE, false},
        [0x5a] = {"Program Store Extended", OT_PROGRAM, false},
        [0x5b] = {"Program Load Extended", OT_PROGRAM, false},
        [0x5c] = {"Program Verify Extended", OT_DIAGNOSE, false},
        [0x5d] = {"Activate Debugger", OT_CONTROL, false},
        [0x5e] = {"Configuration Change Control", OT_CONFIG, false},
        [0x5f] = {"Remote Server Register", OT_SESSION, false},
        [0x60] = {"Clear Selected Fault", OT_ALARM, false},
        [0x61] = {"Return PLC Features Supported", OT_IDENTIFY, false},
};

const struct ge_srtp_service *ge_srtp_service_find(uint8_t code)
{
	return code < sizeof(services) / sizeof(services[0]) ? &services[code] : NULL;
}

/* The same memory has a selector for bits and one for bytes; indices count what the selector
 * counts. */
const char *ge_srtp_memory_name(uint8_t selector)
{
	static const char *const names[] = {
	        [0x08] = "%R",       [0x0a] = "%AI",      [0x0c] = "%AQ",     [0x10] = "%I byte",
	        [0x12] = "%Q byte",  [0x14] = "%T byte",  [0x16] = "%M byte", [0x18] = "%SA byte",
	        [0x1a] = "%SB byte", [0x1c] = "%SC byte", [0x1e] = "%S byte", [0x38] = "%G byte",
	        [0x46] = "%I",       [0x48] = "%Q",       [0x4a] = "%T",      [0x4c] = "%M",
	        [0x4e] = "%SA",      [0x50] = "%SB",      [0x52] = "%SC",     [0x54] = "%S",
	        [0x56] = "%G",
	};

	return selector < sizeof(names) / sizeof(names[0]) ? names[selector] : NULL;
}

static const char *minor_name(uint8_t minor)
{
	static const struct {
		uint8_t code;
		const char *name;
	} names[] = {
	        {0xb2, "error 0x5b2 block exists already"},
	        {0xc6, "error 0x5c6 not logged in"},
	        {0xc7, "error 0x5c7 passwords are inactive"},
	        {0xca, "error 0x5ca write protected"},
	        {0xe9, "error 0x5e9 wrong selector"},
	        {0xea, "error 0x5ea not logged in"},
	        {0xef, "error 0x5ef a programmer is attached"},
	        {0xf0, "error 0x5f0 only in stop"},
	        {0xf1, "error 0x5f1 only from a programmer"},
	        {0xf4, "error 0x5f4 invalid parameter"},
	        {0xf5, "error 0x5f5 invalid password"},
	        {0xf6, "error 0x5f6 invalid state"},
	        {0xf7, "error 0x5f7 not logged in"},
	        {0xf9, "error 0x5f9 address out of range"},
	        {0xfe, "error 0x5fe not permitted"},
	        {0xff, "error 0x5ff aborted"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].code == minor)
			return names[i].name;
	return "error 0x5 service refused";
}

const char *ge_srtp_error_name(uint8_t major, uint8_t minor)
{
	switch (major) {
	case 0:
		return "ok";
	case 1:
		return "error 0x1 service not supported";
	case 2:
		return "error 0x2 not permitted at this privilege";
	case 4:
		return "error 0x4 wrong sequence";
	case 5:
		return minor_name(minor);
	case 6:
		return "error 0x6 wrong mailbox";
	case 7:
		return "error 0x7 queue is full";
	default:
		return "error";
	}
}
