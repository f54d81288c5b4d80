/* bacnet_names.c - services, objects and makers of BACnet (ASHRAE 135, clauses 21 and 13 to 17). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/bacnet_names.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct bacnet_service services[] = {
	{0, true, OT_ALARM, false, "AcknowledgeAlarm"},
	{1, true, OT_ALARM, false, "ConfirmedCOVNotification"},
	{2, true, OT_ALARM, false, "ConfirmedEventNotification"},
	{3, true, OT_ALARM, false, "GetAlarmSummary"},
	{4, true, OT_ALARM, false, "GetEnrollmentSummary"},
	{5, true, OT_READ, false, "SubscribeCOV"},
	{6, true, OT_FILE, false, "AtomicReadFile"},
	{7, true, OT_FILE, false, "AtomicWriteFile"},
	{8, true, OT_WRITE, true, "AddListElement"},
	{9, true, OT_WRITE, true, "RemoveListElement"},
	{10, true, OT_CONFIG, false, "CreateObject"},
	{11, true, OT_CONFIG, false, "DeleteObject"},
	{12, true, OT_READ, true, "ReadProperty"},
	{13, true, OT_READ, true, "ReadPropertyConditional"},
	{14, true, OT_READ, true, "ReadPropertyMultiple"},
	{15, true, OT_WRITE, true, "WriteProperty"},
	{16, true, OT_WRITE, true, "WritePropertyMultiple"},
	{17, true, OT_CONTROL, false, "DeviceCommunicationControl"},
	{18, true, OT_CONFIG, false, "ConfirmedPrivateTransfer"},
	{19, true, OT_ALARM, false, "ConfirmedTextMessage"},
	{20, true, OT_CONTROL, false, "ReinitializeDevice"},
	{26, true, OT_READ, true, "ReadRange"},
	{27, true, OT_CONTROL, false, "LifeSafetyOperation"},
	{28, true, OT_READ, false, "SubscribeCOVProperty"},
	{29, true, OT_ALARM, false, "GetEventInformation"},
	{30, true, OT_READ, false, "SubscribeCOVPropertyMultiple"},
	{0, false, OT_IDENTIFY, false, "I-Am"},
	{1, false, OT_IDENTIFY, false, "I-Have"},
	{2, false, OT_ALARM, false, "UnconfirmedCOVNotification"},
	{3, false, OT_ALARM, false, "UnconfirmedEventNotification"},
	{4, false, OT_CONFIG, false, "UnconfirmedPrivateTransfer"},
	{5, false, OT_ALARM, false, "UnconfirmedTextMessage"},
	{6, false, OT_TIME, false, "TimeSynchronization"},
	{7, false, OT_IDENTIFY, false, "Who-Has"},
	{8, false, OT_IDENTIFY, false, "Who-Is"},
	{9, false, OT_TIME, false, "UTCTimeSynchronization"},
	{10, false, OT_WRITE, false, "WriteGroup"},
};

const struct bacnet_service *bacnet_service_find(bool confirmed, uint8_t code)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (services[i].confirmed == confirmed && services[i].code == code)
			return &services[i];
	return NULL;
}

const char *bacnet_object_target(uint16_t type)
{
	static const char *const names[] = {
		"analog-input %u",     "analog-output %u",	"analog-value %u",
		"binary-input %u",     "binary-output %u",	"binary-value %u",
		"calendar %u",	       "command %u",		"device %u",
		"event-enrollment %u", "file %u",		"group %u",
		"loop %u",	       "multi-state-input %u",	"multi-state-output %u",
		"notification-class %u", "program %u",		"schedule %u",
		"averaging %u",	       "multi-state-value %u",	"trend-log %u",
		"life-safety-point %u", "life-safety-zone %u",	"accumulator %u",
		"pulse-converter %u",
	};

	return type < COUNT(names) ? names[type] : NULL;
}

static const struct vendor {
	uint16_t id;
	const char *name;
} vendors[] = {
	{2, "Trane"},		 {5, "Johnson Controls"}, {7, "Siemens"},
	{8, "Delta Controls"},	 {10, "Schneider Electric"}, {17, "Honeywell"},
	{18, "Alerton"},	 {24, "Automated Logic"}, {35, "Reliable Controls"},
	{36, "Tridium"},
};

const char *bacnet_vendor_name(uint32_t id)
{
	for (size_t i = 0; i < COUNT(vendors); i++)
		if (vendors[i].id == id)
			return vendors[i].name;
	return NULL;
}
