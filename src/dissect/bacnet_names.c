/* bacnet_names.c - services, objects and makers of BACnet (ASHRAE 135, clauses 21 and 13 to 17).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/bacnet_names.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct bacnet_service services[] = {
        {0, true, OT_ALARM, BACNET_PLAIN, "AcknowledgeAlarm"},
        {1, true, OT_ALARM, BACNET_PLAIN, "ConfirmedCOVNotification"},
        {2, true, OT_ALARM, BACNET_PLAIN, "ConfirmedEventNotification"},
        {3, true, OT_ALARM, BACNET_PLAIN, "GetAlarmSummary"},
        {4, true, OT_ALARM, BACNET_PLAIN, "GetEnrollmentSummary"},
        {5, true, OT_READ, BACNET_PLAIN, "SubscribeCOV"},
        {6, true, OT_FILE, BACNET_PLAIN_OBJECT, "AtomicReadFile"},
        {7, true, OT_FILE, BACNET_PLAIN_OBJECT, "AtomicWriteFile"},
        {8, true, OT_WRITE, BACNET_WRITTEN, "AddListElement"},
        {9, true, OT_WRITE, BACNET_WRITTEN, "RemoveListElement"},
        {10, true, OT_CONFIG, BACNET_PLAIN, "CreateObject"},
        {11, true, OT_CONFIG, BACNET_PLAIN_OBJECT, "DeleteObject"},
        {12, true, OT_READ, BACNET_OBJECT, "ReadProperty"},
        {13, true, OT_READ, BACNET_OBJECT, "ReadPropertyConditional"},
        {14, true, OT_READ, BACNET_OBJECT, "ReadPropertyMultiple"},
        {15, true, OT_WRITE, BACNET_WRITTEN, "WriteProperty"},
        {16, true, OT_WRITE, BACNET_OBJECT, "WritePropertyMultiple"},
        {17, true, OT_CONTROL, BACNET_COMMUNICATION, "DeviceCommunicationControl"},
        {18, true, OT_CONFIG, BACNET_PRIVATE, "ConfirmedPrivateTransfer"},
        {19, true, OT_ALARM, BACNET_PLAIN, "ConfirmedTextMessage"},
        {20, true, OT_CONTROL, BACNET_REINITIALIZE, "ReinitializeDevice"},
        {26, true, OT_READ, BACNET_OBJECT, "ReadRange"},
        {27, true, OT_CONTROL, BACNET_PLAIN, "LifeSafetyOperation"},
        {28, true, OT_READ, BACNET_PLAIN, "SubscribeCOVProperty"},
        {29, true, OT_ALARM, BACNET_PLAIN, "GetEventInformation"},
        {30, true, OT_READ, BACNET_PLAIN, "SubscribeCOVPropertyMultiple"},
        {0, false, OT_IDENTIFY, false, "I-Am"},
        {1, false, OT_IDENTIFY, false, "I-Have"},
        {2, false, OT_ALARM, BACNET_PLAIN, "UnconfirmedCOVNotification"},
        {3, false, OT_ALARM, BACNET_PLAIN, "UnconfirmedEventNotification"},
        {4, false, OT_CONFIG, BACNET_PRIVATE, "UnconfirmedPrivateTransfer"},
        {5, false, OT_ALARM, BACNET_PLAIN, "UnconfirmedTextMessage"},
        {6, false, OT_TIME, BACNET_PLAIN, "TimeSynchronization"},
        {7, false, OT_IDENTIFY, false, "Who-Has"},
        {8, false, OT_IDENTIFY, false, "Who-Is"},
        {9, false, OT_TIME, BACNET_PLAIN, "UTCTimeSynchronization"},
        {10, false, OT_WRITE, BACNET_PLAIN, "WriteGroup"},
};

const struct bacnet_service *bacnet_service_find(bool confirmed, uint8_t code)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (services[i].confirmed == confirmed && services[i].code == code)
			return &services[i];
	return NULL;
}

const char *bacnet_object_space(uint16_t type)
{
	static const char *const names[] = {
	        "analog-input",
	        "analog-output",
	        "analog-value",
	        "binary-input",
	        "binary-output",
	        "binary-value",
	        "calendar",
	        "command",
	        "device",
	        "event-enrollment",
	        "file",
	        "group",
	        "loop",
	        "multi-state-input",
	        "multi-state-output",
	        "notification-class",
	        "program",
	        "schedule",
	        "averaging",
	        "multi-state-value",
	        "trend-log",
	        "life-safety-point",
	        "life-safety-zone",
	        "accumulator",
	        "pulse-converter",
	};

	return type < COUNT(names) ? names[type] : "object";
}

static const struct vendor {
	uint16_t id;
	const char *name;
} vendors[] = {
        {2, "Trane"},
        {3, "Daikin Applied"},
        {5, "Johnson Controls"},
        {6, "ABB"},
        {7, "Siemens"},
        {8, "Delta Controls"},
        {9, "Siemens"},
        {10, "Schneider Electric"},
        {11, "Schneider Electric"},
        {16, "Carrier"},
        {17, "Honeywell"},
        {18, "Alerton"},
        {19, "Schneider Electric"},
        {22, "Siemens"},
        {23, "York"},
        {24, "Automated Logic"},
        {26, "Phoenix Controls"},
        {28, "KMC Controls"},
        {31, "Tokimec"},
        {32, "Simplex"},
        {34, "Notifier"},
        {35, "Reliable Controls"},
        {36, "Tridium"},
        {37, "FieldServer"},
        {39, "Kieback & Peter"},
        {42, "Acuity Brands"},
        {50, "MBS"},
        {51, "SAMSON"},
        {52, "Badger Meter"},
        {53, "Daikin"},
        {56, "Liebert"},
        {72, "SECOM"},
        {73, "ABB"},
        {76, "Nohmi Bosai"},
        {77, "CAREL"},
        {79, "Hochiki"},
        {80, "Sauter"},
        {81, "Panasonic"},
        {82, "Mitsubishi Electric"},
        {83, "Mitsubishi Heavy Industries"},
        {85, "Azbil"},
        {87, "Aichi Tokei Denki"},
        {89, "Saia-Burgess Controls"},
        {90, "Hitachi"},
        {91, "Trend"},
        {92, "Mitsubishi Electric"},
        {98, "Toshiba"},
        {99, "Mitsubishi Electric"},
        {104, "NEC"},
        {105, "Priva"},
        {106, "Meidensha"},
        {111, "Leviton"},
        {112, "Fujitsu"},
        {113, "Emerson"},
        {118, "Nittan"},
        {127, "ABB"},
        {129, "Toshiba Carrier"},
        {133, "Veris"},
        {141, "Yaskawa"},
        {142, "DEOS"},
        {144, "Fujitsu General"},
        {146, "Sanyo"},
        {148, "Temco Controls"},
        {150, "Advantech"},
        {160, "Rockwell Automation"},
        {163, "SysMik"},
        {168, "Fuji IT"},
        {169, "Vacon"},
        {171, "Cylon"},
        {173, "Mitsubishi Electric"},
        {176, "Lutron"},
        {178, "LOYTEC"},
        {187, "Softing"},
        {188, "Lynxspring"},
        {189, "Schneider Toshiba Inverter"},
        {190, "Danfoss"},
        {191, "Eaton"},
        {196, "Yokogawa"},
        {203, "Toshiba Schneider Inverter"},
        {210, "NTT Facilities"},
        {211, "VIPA"},
        {222, "WAGO"},
        {226, "Phoenix Contact"},
        {227, "Grundfos"},
        {233, "Red Lion"},
        {234, "Pro-face"},
        {237, "LS Electric"},
        {238, "Square D"},
        {245, "Contemporary Controls"},
        {246, "Intesis"},
        {251, "WILO"},
        {255, "Lennox"},
        {262, "Exor"},
        {264, "Regin"},
        {269, "Kawasaki Heavy Industries"},
        {279, "M-System"},
        {287, "Parker Hannifin"},
        {300, "Swegon"},
        {302, "Hitachi"},
        {310, "OSIsoft"},
        {313, "Siemens"},
        {316, "Janitza"},
        {332, "Distech Controls"},
        {333, "Honeywell"},
        {335, "Schneider Electric"},
        {339, "Vaisala"},
        {348, "Nichibei"},
        {359, "WEG"},
        {364, "Distech Controls"},
        {366, "ICONICS"},
        {388, "Carlo Gavazzi"},
        {389, "Chipkin"},
        {399, "Toshiba"},
        {407, "Fatek"},
        {415, "Beckhoff"},
        {423, "Belimo"},
        {432, "LG Electronics"},
        {434, "Mitsubishi Electric"},
        {435, "Delta Electronics"},
        {450, "Hitachi"},
        {458, "ICP DAS"},
};

const char *bacnet_vendor_name(uint32_t id)
{
	for (size_t i = 0; i < COUNT(vendors); i++)
		if (vendors[i].id == id)
			return vendors[i].name;
	return NULL;
}

const char *bacnet_error_name(uint32_t code)
{
	static const char *const names[] = {
	        [2] = "error configuration in progress",
	        [3] = "error device busy",
	        [5] = "error file access denied",
	        [9] = "error invalid data type",
	        [18] = "error no space for object",
	        [23] = "error object deletion not permitted",
	        [24] = "error object exists already",
	        [25] = "error operational problem",
	        [26] = "error password wrong",
	        [27] = "error read access denied",
	        [29] = "error service request denied",
	        [30] = "error timeout",
	        [31] = "error unknown object",
	        [32] = "error unknown property",
	        [37] = "error value out of range",
	        [40] = "error write access denied",
	        [41] = "error character set",
	        [42] = "error invalid array index",
	        [43] = "error COV subscription failed",
	        [44] = "error not a COV property",
	        [45] = "error optional functionality",
	        [50] = "error property is not an array",
	        [83] = "error communication disabled",
	};

	return code < COUNT(names) && names[code] ? names[code] : "error";
}

const char *bacnet_reject_name(uint8_t reason)
{
	static const char *const names[] = {
	        [0] = "reject other",
	        [1] = "reject buffer overflow",
	        [2] = "reject inconsistent parameters",
	        [3] = "reject invalid parameter type",
	        [4] = "reject invalid tag",
	        [5] = "reject missing parameter",
	        [6] = "reject parameter out of range",
	        [7] = "reject too many arguments",
	        [8] = "reject undefined enumeration",
	        [9] = "reject unrecognized service",
	};

	return reason < COUNT(names) && names[reason] ? names[reason] : "reject";
}

const char *bacnet_abort_name(uint8_t reason)
{
	static const char *const names[] = {
	        [0] = "abort other",
	        [1] = "abort buffer overflow",
	        [2] = "abort invalid APDU in this state",
	        [3] = "abort preempted",
	        [4] = "abort segmentation not supported",
	        [5] = "abort security error",
	        [6] = "abort insufficient security",
	        [7] = "abort window size out of range",
	        [8] = "abort reply time exceeded",
	        [9] = "abort out of resources",
	        [10] = "abort timeout",
	        [11] = "abort APDU too long",
	};

	return reason < COUNT(names) && names[reason] ? names[reason] : "abort";
}
