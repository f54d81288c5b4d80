/* dcerpc_names.c - interfaces of DCE/RPC and what they do (MS-SCMR, MS-TSCH, MS-RRP, MS-DRSR,
 * MS-SAMR, MS-NRPC, MS-SRVS, MS-WMI, MS-DCOM, OPC Data Access 2). SPDX-License-Identifier:
 * Apache-2.0 */

#include "dissect/dcerpc.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One operation of an interface; names are behind a context handle, in UTF-16 or (narrow) in bytes.
 */
#define ROWS   (const struct dcerpc_operation[])
#define WIDE   DCERPC_NAME_WIDE
#define NARROW DCERPC_NAME_NARROW
#define END                                                                                        \
	{                                                                                          \
		.name = NULL                                                                       \
	}

static const struct dcerpc_interface interfaces[] = {
        /* 367abb81-9844-35f1-ad32-98f038001003 */
        {{0x81, 0xbb, 0x7a, 0x36, 0x44, 0x98, 0xf1, 0x35, 0xad, 0x32, 0x98, 0xf0, 0x38, 0x00, 0x10,
          0x03},
         "svcctl",
         ROWS{{0, OT_SESSION, 0, "Close Service Handle"},
              {1, OT_CONTROL, 0, "Control Service"},
              {2, OT_CONFIG, 0, "Delete Service"},
              {11, OT_CONFIG, 0, "Change Service Config"},
              {12, OT_CONFIG, WIDE, "Create Service"},
              {15, OT_SESSION, 0, "Open Service Manager"},
              {16, OT_READ, WIDE, "Open Service"},
              {19, OT_CONTROL, 0, "Start Service"},
              {23, OT_CONFIG, 0, "Change Service Config"},
              {24, OT_CONFIG, NARROW, "Create Service"},
              {27, OT_SESSION, 0, "Open Service Manager"},
              {28, OT_READ, NARROW, "Open Service"},
              {31, OT_CONTROL, 0, "Start Service"},
              {42, OT_CONFIG, 0, "Notify Service Status"},
              {44, OT_CONFIG, NARROW, "Create Service"},
              {45, OT_CONFIG, WIDE, "Create Service"},
              END}},
        /* 1ff70682-0a51-30e8-076d-740be8cee98b */
        {{0x82, 0x06, 0xf7, 0x1f, 0x51, 0x0a, 0xe8, 0x30, 0x07, 0x6d, 0x74, 0x0b, 0xe8, 0xce, 0xe9,
          0x8b},
         "atsvc",
         ROWS{{0, OT_CONFIG, 0, "Add Job"},
              {1, OT_CONFIG, 0, "Delete Job"},
              {2, OT_READ, 0, "List Jobs"},
              {3, OT_READ, 0, "Get Job"},
              END}},
        /* 86d35949-83c9-4044-b424-db363231fd0c */
        {{0x49, 0x59, 0xd3, 0x86, 0xc9, 0x83, 0x44, 0x40, 0xb4, 0x24, 0xdb, 0x36, 0x32, 0x31, 0xfd,
          0x0c},
         "task scheduler",
         ROWS{{1, OT_CONFIG, 0, "Register Task"},
              {11, OT_CONTROL, 0, "Stop Task"},
              {12, OT_CONTROL, 0, "Run Task"},
              {13, OT_CONFIG, 0, "Delete Task"},
              END}},
        /* 378e52b0-c0a9-11cf-822d-00aa0051e40f */
        {{0xb0, 0x52, 0x8e, 0x37, 0xa9, 0xc0, 0xcf, 0x11, 0x82, 0x2d, 0x00, 0xaa, 0x00, 0x51, 0xe4,
          0x0f},
         "sasec",
         ROWS{END}},
        /* 338cd001-2244-31f1-aaaa-900038001003 */
        {{0x01, 0xd0, 0x8c, 0x33, 0x44, 0x22, 0xf1, 0x31, 0xaa, 0xaa, 0x90, 0x00, 0x38, 0x00, 0x10,
          0x03},
         "winreg",
         ROWS{{6, OT_CONFIG, 0, "Create Key"},
              {7, OT_CONFIG, 0, "Delete Key"},
              {8, OT_CONFIG, 0, "Delete Value"},
              {17, OT_READ, 0, "Query Value"},
              {20, OT_FILE, 0, "Save Key"},
              {22, OT_CONFIG, 0, "Set Value"},
              {24, OT_CONTROL, 0, "Shut Down"},
              END}},
        /* 894de0c0-0d55-11d3-a322-00c04fa321a1 */
        {{0xc0, 0xe0, 0x4d, 0x89, 0x55, 0x0d, 0xd3, 0x11, 0xa3, 0x22, 0x00, 0xc0, 0x4f, 0xa3, 0x21,
          0xa1},
         "initshutdown",
         ROWS{{0, OT_CONTROL, 0, "Shut Down"},
              {1, OT_CONTROL, 0, "Abort Shutdown"},
              {2, OT_CONTROL, 0, "Shut Down"},
              END}},
        /* e3514235-4b06-11d1-ab04-00c04fc2dcd2 */
        {{0x35, 0x42, 0x51, 0xe3, 0x06, 0x4b, 0xd1, 0x11, 0xab, 0x04, 0x00, 0xc0, 0x4f, 0xc2, 0xdc,
          0xd2},
         "drsuapi",
         ROWS{{3, OT_SECURITY, 0, "Get Directory Changes"},
              {12, OT_READ, 0, "Crack Names"},
              {17, OT_CONFIG, 0, "Add Entry"},
              END}},
        /* 12345778-1234-abcd-ef00-0123456789ac */
        {{0x78, 0x57, 0x34, 0x12, 0x34, 0x12, 0xcd, 0xab, 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89,
          0xac},
         "samr",
         ROWS{{13, OT_READ, 0, "List Users"},
              {35, OT_SECURITY, 0, "Delete User"},
              {37, OT_SECURITY, 0, "Set User Information"},
              {38, OT_SECURITY, 0, "Change Password"},
              {50, OT_SECURITY, 0, "Create User"},
              {55, OT_SECURITY, 0, "Change Password"},
              {58, OT_SECURITY, 0, "Set User Information"},
              END}},
        /* 12345778-1234-abcd-ef00-0123456789ab */
        {{0x78, 0x57, 0x34, 0x12, 0x34, 0x12, 0xcd, 0xab, 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89,
          0xab},
         "lsarpc",
         ROWS{END}},
        /* 12345678-1234-abcd-ef00-01234567cffb */
        {{0x78, 0x56, 0x34, 0x12, 0x34, 0x12, 0xcd, 0xab, 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0xcf,
          0xfb},
         "netlogon",
         ROWS{{15, OT_SECURITY, 0, "Authenticate"},
              {26, OT_SECURITY, 0, "Authenticate"},
              {30, OT_SECURITY, 0, "Set Machine Password"},
              END}},
        /* 4b324fc8-1670-01d3-1278-5a47bf6ee188 */
        {{0xc8, 0x4f, 0x32, 0x4b, 0x70, 0x16, 0xd3, 0x01, 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1,
          0x88},
         "srvsvc",
         ROWS{{12, OT_READ, 0, "List Sessions"},
              {14, OT_CONFIG, 0, "Add Share"},
              {15, OT_READ, 0, "List Shares"},
              {18, OT_CONFIG, 0, "Delete Share"},
              {21, OT_IDENTIFY, 0, "Get Server Information"},
              {28, OT_TIME, 0, "Get Time"},
              END}},
        /* 6bffd098-a112-3610-9833-46c3f87e345a */
        {{0x98, 0xd0, 0xff, 0x6b, 0x12, 0xa1, 0x10, 0x36, 0x98, 0x33, 0x46, 0xc3, 0xf8, 0x7e, 0x34,
          0x5a},
         "wkssvc",
         ROWS{{0, OT_IDENTIFY, 0, "Get Workstation Information"}, END}},
        /* 12345678-1234-abcd-ef00-0123456789ab */
        {{0x78, 0x56, 0x34, 0x12, 0x34, 0x12, 0xcd, 0xab, 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89,
          0xab},
         "spoolss",
         ROWS{{65, OT_CONFIG, 0, "Watch Printer"}, {89, OT_CONFIG, 0, "Add Printer Driver"}, END}},
        /* c681d488-d850-11d0-8c52-00c04fd90f7e */
        {{0x88, 0xd4, 0x81, 0xc6, 0x50, 0xd8, 0xd0, 0x11, 0x8c, 0x52, 0x00, 0xc0, 0x4f, 0xd9, 0x0f,
          0x7e},
         "efsrpc",
         ROWS{{0, OT_FILE, 0, "Open Encrypted File"}, END}},
        /* df1941c5-fe89-4e79-bf10-463657acf44d */
        {{0xc5, 0x41, 0x19, 0xdf, 0x89, 0xfe, 0x79, 0x4e, 0xbf, 0x10, 0x46, 0x36, 0x57, 0xac, 0xf4,
          0x4d},
         "efsrpc",
         ROWS{{0, OT_FILE, 0, "Open Encrypted File"}, END}},
        /* 82273fdc-e32a-18c3-3f78-827929dc23ea */
        {{0xdc, 0x3f, 0x27, 0x82, 0x2a, 0xe3, 0xc3, 0x18, 0x3f, 0x78, 0x82, 0x79, 0x29, 0xdc, 0x23,
          0xea},
         "eventlog",
         ROWS{{0, OT_CONFIG, 0, "Clear Event Log"}, END}},
        /* f6beaff7-1e19-4fbb-9f8f-b89e2018337c */
        {{0xf7, 0xaf, 0xbe, 0xf6, 0x19, 0x1e, 0xbb, 0x4f, 0x9f, 0x8f, 0xb8, 0x9e, 0x20, 0x18, 0x33,
          0x7c},
         "eventlog6",
         ROWS{{6, OT_CONFIG, 0, "Clear Event Log"}, END}},
        /* e1af8308-5d1f-11c9-91a4-08002b14a0fa */
        {{0x08, 0x83, 0xaf, 0xe1, 0x1f, 0x5d, 0xc9, 0x11, 0x91, 0xa4, 0x08, 0x00, 0x2b, 0x14, 0xa0,
          0xfa},
         "epmapper",
         ROWS{{2, OT_IDENTIFY, 0, "Look Up Endpoints"}, {3, OT_IDENTIFY, 0, "Map Endpoint"}, END}},
        /* 99fcfec4-5260-101b-bbcb-00aa0021347a */
        {{0xc4, 0xfe, 0xfc, 0x99, 0x60, 0x52, 0x1b, 0x10, 0xbb, 0xcb, 0x00, 0xaa, 0x00, 0x21, 0x34,
          0x7a},
         "IOXIDResolver",
         ROWS{{3, OT_SESSION, 0, "Server Alive"}, {5, OT_IDENTIFY, 0, "Server Alive 2"}, END}},
        /* 4d9f4ab8-7d1c-11cf-861e-0020af6e7c57 */
        {{0xb8, 0x4a, 0x9f, 0x4d, 0x1c, 0x7d, 0xcf, 0x11, 0x86, 0x1e, 0x00, 0x20, 0xaf, 0x6e, 0x7c,
          0x57},
         "IRemoteActivation",
         ROWS{{0, OT_SESSION, 0, "Remote Activation"}, END}},
        /* 000001a0-0000-0000-c000-000000000046 */
        {{0xa0, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
          0x46},
         "ISystemActivator",
         ROWS{{3, OT_SESSION, 0, "Get Class Object"}, {4, OT_SESSION, 0, "Create Instance"}, END}},
        /* 00000131-0000-0000-c000-000000000046 */
        {{0x31, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
          0x46},
         "IRemUnknown",
         ROWS{END}},
        /* 00000143-0000-0000-c000-000000000046 */
        {{0x43, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
          0x46},
         "IRemUnknown2",
         ROWS{END}},
        /* f309ad18-d86a-11d0-a075-00c04fb68820 */
        {{0x18, 0xad, 0x09, 0xf3, 0x6a, 0xd8, 0xd0, 0x11, 0xa0, 0x75, 0x00, 0xc0, 0x4f, 0xb6, 0x88,
          0x20},
         "WMI login",
         ROWS{{6, OT_SECURITY, 0, "Login"}, END}},
        /* 9556dc99-828c-11cf-a37e-00aa003240c7 */
        {{0x99, 0xdc, 0x56, 0x95, 0x8c, 0x82, 0xcf, 0x11, 0xa3, 0x7e, 0x00, 0xaa, 0x00, 0x32, 0x40,
          0xc7},
         "WMI services",
         ROWS{{3, OT_SESSION, 0, "Open Namespace"},
              {6, OT_READ, 0, "Get Object"},
              {8, OT_CONFIG, 0, "Put Class"},
              {14, OT_CONFIG, 0, "Put Instance"},
              {16, OT_CONFIG, 0, "Delete Instance"},
              {20, OT_READ, 0, "Query"},
              {24, OT_CONTROL, 0, "Execute Method"},
              END}},
        /* 39c13a4d-011e-11d0-9675-0020afd8adb3 */
        {{0x4d, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC server",
         ROWS{{3, OT_SESSION, 0, "Add Group"}, {6, OT_IDENTIFY, 0, "Get Status"}, END}},
        /* 39c13a4f-011e-11d0-9675-0020afd8adb3 */
        {{0x4f, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC browse",
         ROWS{{5, OT_READ, 0, "Browse"}, END}},
        /* 39c13a54-011e-11d0-9675-0020afd8adb3 */
        {{0x54, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC items",
         ROWS{{3, OT_READ, 0, "Add Items"}, END}},
        /* 39c13a52-011e-11d0-9675-0020afd8adb3 */
        {{0x52, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC sync IO",
         ROWS{{3, OT_READ, 0, "Read"}, {4, OT_WRITE, 0, "Write"}, END}},
        /* 39c13a53-011e-11d0-9675-0020afd8adb3 */
        {{0x53, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC async IO",
         ROWS{{3, OT_READ, 0, "Read"}, {4, OT_WRITE, 0, "Write"}, END}},
        /* 39c13a71-011e-11d0-9675-0020afd8adb3 */
        {{0x71, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC async IO 2",
         ROWS{{3, OT_READ, 0, "Read"}, {4, OT_WRITE, 0, "Write"}, {5, OT_READ, 0, "Refresh"}, END}},
        /* 39c13a70-011e-11d0-9675-0020afd8adb3 */
        {{0x70, 0x3a, 0xc1, 0x39, 0x1e, 0x01, 0xd0, 0x11, 0x96, 0x75, 0x00, 0x20, 0xaf, 0xd8, 0xad,
          0xb3},
         "OPC data callback",
         ROWS{{3, OT_READ, 0, "On Data Change"}, END}},
        /* f31dfde2-07b6-11d2-b2d8-0060083ba1fb */
        {{0xe2, 0xfd, 0x1d, 0xf3, 0xb6, 0x07, 0xd2, 0x11, 0xb2, 0xd8, 0x00, 0x60, 0x08, 0x3b, 0xa1,
          0xfb},
         "OPC common",
         ROWS{END}},
};

uint16_t dcerpc_interface_find(const uint8_t *uuid)
{
	for (uint16_t i = 0; i < COUNT(interfaces); i++)
		if (memcmp(interfaces[i].uuid, uuid, sizeof(interfaces[i].uuid)) == 0)
			return (uint16_t)(i + 1);
	return 0;
}

const struct dcerpc_interface *dcerpc_interface_at(uint16_t row)
{
	return row > 0 && row <= COUNT(interfaces) ? &interfaces[row - 1] : NULL;
}
