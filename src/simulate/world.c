/* world.c - THE TABLE of the model factory's devices. SPDX-License-Identifier: Apache-2.0
 *
 * A maker of electronics that mounts printed circuit boards on three lines, each independent (METI guideline,
 * chapter 2). Networks: 192.168.10 to 12 lines, 20 transport, 30 warehouse, 40 monitoring, 50 management,
 * 10.10.0 office; 203.0.113 and 198.51.100 are outside.
 */

#include "simulate/world.h"

#define MITSUBISHI "Mitsubishi Electric"
#define ROCKWELL   "Rockwell Automation"

/* The VPN device is the firewall and the router of all networks: one MAC, many addresses. */
#define FACE(k, address, z) \
	{.key = k, .name = "FW-KOJO", .ip = address, .mac = "00:09:0f:5a:10:01", .zone = z, \
	 .stack = STACK_LINUX, .vendor = "Fortinet", .model = "FortiGate-60F", .role = "firewall", \
	 .firmware = "v7.0.12", .serial = "FGT60FTK21000001", .about = "FortiGate-60F v7.0.12", \
	 .place = "本館1F サーバ室", .code = 12356}

#define AGV(n, last) \
	{.key = "agv" n, .name = "AGV-0" n, .ip = "192.168.20." last, .mac = "00:40:89:20:14:" last, \
	 .zone = ZONE_TRANSPORT, .vendor = "Meidensha", .model = "AGV-MCAT300", .role = "agv", \
	 .firmware = "V3.02", .article = "AGV-MCAT300"}

#define OFFICE_PC(n, last, maker, oui) \
	{.key = "pc" n, .name = "OA-PC0" n, .ip = "10.10.0." last, .mac = oui ":0a:00:" last, \
	 .zone = ZONE_OFFICE, .stack = STACK_WINDOWS, .vendor = maker, .role = "pc"}

/* clang-format off: a row is a device. */
const struct device world_devices[] = {
	FACE("fw-l1", "192.168.10.1", ZONE_CONTROL),
	FACE("fw-l2", "192.168.11.1", ZONE_CONTROL),
	FACE("fw-l3", "192.168.12.1", ZONE_CONTROL),
	FACE("fw-agv", "192.168.20.1", ZONE_TRANSPORT),
	FACE("fw-wh", "192.168.30.1", ZONE_WAREHOUSE),
	FACE("fw-mon", "192.168.40.1", ZONE_MONITORING),
	FACE("fw-mes", "192.168.50.1", ZONE_MANAGEMENT),
	FACE("fw-oa", "10.10.0.1", ZONE_OFFICE),

	/* Line 1: surface mounting. MELSEC and KEYENCE */
	{.key = "l1-plc1", .name = "L1-PLC1", .ip = "192.168.10.11", .mac = "28:e9:8e:10:0a:11", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .model = "R08CPU", .role = "plc", .code = 0x4801},
	{.key = "l1-plc2", .name = "L1-PLC2", .ip = "192.168.10.12", .mac = "28:e9:8e:10:0a:12", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .model = "Q03UDVCPU", .role = "plc", .code = 0x0366},
	{.key = "l1-plc3", .name = "L1-PLC3", .ip = "192.168.10.13", .mac = "28:e9:8e:10:0a:13", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .model = "L26CPU-BT", .role = "plc", .code = 0x0544},
	{.key = "l1-plc4", .name = "L1-PLC4", .ip = "192.168.10.14", .mac = "30:be:3b:10:0a:14", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .model = "R04CPU", .role = "plc", .code = 0x4800},
	{.key = "l1-hmi1", .name = "L1-GOT1", .ip = "192.168.10.21", .mac = "38:e0:8e:10:0a:21", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .role = "hmi"},
	{.key = "l1-hmi2", .name = "L1-GOT2", .ip = "192.168.10.22", .mac = "38:e0:8e:10:0a:22", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .role = "hmi"},
	{.key = "l1-rio1", .name = "L1-RIO1", .ip = "192.168.10.31", .mac = "30:be:3b:10:0a:31", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .role = "remote-io", .code = 0x0a01, .code2 = 1},
	{.key = "l1-rio2", .name = "L1-RIO2", .ip = "192.168.10.32", .mac = "30:be:3b:10:0a:32", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .role = "remote-io", .code = 0x0a02, .code2 = 1},
	{.key = "l1-rio3", .name = "L1-RIO3", .ip = "192.168.10.33", .mac = "30:be:3b:10:0a:33", .zone = ZONE_CONTROL,
	 .vendor = MITSUBISHI, .role = "remote-io", .code = 0x0a03, .code2 = 1},
	{.key = "l1-kv1", .name = "L1-INSPECT1", .ip = "192.168.10.41", .mac = "00:01:fc:10:0a:41", .zone = ZONE_CONTROL,
	 .vendor = "KEYENCE", .model = "KV-8000", .role = "plc", .code = 57},
	{.key = "l1-kv2", .name = "L1-INSPECT2", .ip = "192.168.10.42", .mac = "00:01:fc:10:0a:42", .zone = ZONE_CONTROL,
	 .vendor = "KEYENCE", .model = "KV-7500", .role = "plc", .code = 55},
	{.key = "l1-vt1", .name = "L1-VT1", .ip = "192.168.10.43", .mac = "00:01:fc:10:0a:43", .zone = ZONE_CONTROL,
	 .vendor = "KEYENCE", .role = "hmi"},
	{.key = "l1-andon", .name = "L1-ANDON", .ip = "192.168.10.51", .mac = "80:39:e5:10:0a:51", .zone = ZONE_CONTROL,
	 .vendor = "PATLITE", .model = "NHL-3FB2", .role = "signal-light", .about = "PATLITE NHL-3FB2 Ver 2.21", .firmware = "2.21",
	 .place = "第1ライン 実装機前", .code = 20440},
	{.key = "l1-sw1", .name = "SW-L1", .ip = "192.168.10.2", .mac = "00:90:e8:10:0a:02", .zone = ZONE_CONTROL,
	 .vendor = "Moxa", .model = "EDS-408A", .role = "switch", .about = "Moxa EDS-408A, firmware 3.8", .firmware = "3.8",
	 .serial = "TAEDS4081201", .place = "第1ライン 制御盤A", .code = 8691},

	/* Line 2: assembly. Siemens */
	{.key = "l2-plc1", .name = "l2-plc1", .ip = "192.168.11.11", .mac = "ac:64:17:11:0b:11", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "CPU 1515-2 PN", .role = "plc", .firmware = "V2.9.4",
	 .serial = "S C-LDVU41562020", .article = "6ES7 515-2AM01-0AB0", .code = 0x010d, .code2 = 2},
	{.key = "l2-plc2", .name = "l2-plc2", .ip = "192.168.11.12", .mac = "00:1b:1b:11:0b:12", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "CPU 315-2 PN/DP", .role = "plc", .firmware = "V3.2.7",
	 .serial = "S C-B1U393142011", .article = "6ES7 315-2EH14-0AB0", .code = 0x0101, .code2 = 2},
	{.key = "l2-hmi1", .name = "l2-hmi1", .ip = "192.168.11.21", .mac = "88:3f:99:11:0b:21", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "SIMATIC HMI TP1200", .role = "hmi", .code = 0x0502},
	{.key = "l2-rio1", .name = "l2-rio1", .ip = "192.168.11.31", .mac = "ac:64:17:11:0b:31", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "ET200SP", .role = "remote-io", .code = 0x0313},
	{.key = "l2-rio2", .name = "l2-rio2", .ip = "192.168.11.32", .mac = "ac:64:17:11:0b:32", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "ET200SP", .role = "remote-io", .code = 0x0313},
	{.key = "l2-drive1", .name = "l2-conveyor", .ip = "192.168.11.41", .mac = "88:3f:99:11:0b:41", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "SINAMICS G120", .role = "drive", .code = 0x0501},
	{.key = "l2-sw1", .name = "sw-l2", .ip = "192.168.11.2", .mac = "30:13:89:11:0b:02", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "SCALANCE X208", .role = "switch",
	 .about = "Siemens, SIMATIC NET, SCALANCE X208, 6GK5 208-0BA10-2AA3, HW: 4, FW: V4.5", .code = 0x0a01},

	/* Line 3: soldering, robots, inspection. Rockwell, OMRON, Schneider */
	{.key = "l3-plc1", .name = "L3-CLX", .ip = "192.168.12.11", .mac = "5c:21:67:12:0c:11", .zone = ZONE_CONTROL,
	 .stack = STACK_ROCKWELL, .vendor = ROCKWELL, .model = "1756-L83E", .role = "plc", .article = "1756-L83E/B",
	 .cip = {1, 14, 166, 33, 11, 0x010a11c3}},
	{.key = "l3-hmi1", .name = "L3-PV1", .ip = "192.168.12.21", .mac = "e4:90:69:12:0c:21", .zone = ZONE_CONTROL,
	 .stack = STACK_ROCKWELL, .vendor = ROCKWELL, .model = "2711P-T10C22D9P", .role = "hmi", .article = "2711P-T10C22D9P",
	 .cip = {1, 24, 153, 12, 1, 0x0a55b201}},
	{.key = "l3-rio1", .name = "L3-RIO1", .ip = "192.168.12.31", .mac = "18:4c:08:12:0c:31", .zone = ZONE_CONTROL,
	 .stack = STACK_ROCKWELL, .vendor = ROCKWELL, .model = "1734-AENTR", .role = "remote-io",
	 .article = "1734-AENTR/B PointI/O", .cip = {1, 12, 214, 5, 17, 0x60a1c401}},
	{.key = "l3-drive1", .name = "L3-DRV1", .ip = "192.168.12.32", .mac = "18:4c:08:12:0c:32", .zone = ZONE_CONTROL,
	 .stack = STACK_ROCKWELL, .vendor = ROCKWELL, .model = "PowerFlex 525", .role = "drive", .article = "PowerFlex 525 1P 110V",
	 .cip = {1, 150, 9, 5, 1, 0x22330044}},
	{.key = "l3-robot1", .name = "L3-ROBOT1", .ip = "192.168.12.33", .mac = "00:e0:e4:12:0c:33", .zone = ZONE_CONTROL,
	 .vendor = "FANUC", .model = "R-30iB", .role = "robot", .article = "FANUC Robot R-30iB Plus", .cip = {356, 12, 4, 3, 1, 0x00f3a101}},
	{.key = "l3-robot2", .name = "L3-ROBOT2", .ip = "192.168.12.34", .mac = "00:20:b5:12:0c:34", .zone = ZONE_CONTROL,
	 .vendor = "Yaskawa", .model = "YRC1000", .role = "robot", .article = "YRC1000", .cip = {44, 12, 1281, 1, 12, 0x00d2a55b}},
	{.key = "l3-camera1", .name = "L3-VISION1", .ip = "192.168.12.35", .mac = "00:d0:24:12:0c:35", .zone = ZONE_CONTROL,
	 .vendor = "Cognex", .model = "In-Sight", .role = "sensor", .article = "In-Sight 7000", .cip = {678, 100, 1000, 5, 9, 0x0034a55c}},
	{.key = "l3-omron1", .name = "L3-CJ2M", .ip = "192.168.12.41", .mac = "3c:f7:d1:12:0c:41", .zone = ZONE_CONTROL,
	 .vendor = "Omron", .model = "CJ2M-CPU33", .role = "plc", .firmware = "02.01"},
	{.key = "l3-omron2", .name = "L3-CJ2H", .ip = "192.168.12.42", .mac = "00:00:0a:12:0c:42", .zone = ZONE_CONTROL,
	 .vendor = "Omron", .model = "CJ2H-CPU64-EIP", .role = "plc", .firmware = "01.50"},
	{.key = "l3-omron3", .name = "L3-NX102", .ip = "192.168.12.43", .mac = "3c:f7:d1:12:0c:43", .zone = ZONE_CONTROL,
	 .vendor = "Omron", .model = "NX102-9000", .role = "plc", .article = "NX102-9000", .cip = {47, 14, 1712, 1, 48, 0x15a000c1}},
	{.key = "l3-hmi2", .name = "L3-NB", .ip = "192.168.12.44", .mac = "3c:f7:d1:12:0c:44", .zone = ZONE_CONTROL,
	 .vendor = "Omron", .role = "hmi"},
	{.key = "l3-oven", .name = "L3-REFLOW", .ip = "192.168.12.51", .mac = "00:80:f4:12:0c:51", .zone = ZONE_CONTROL,
	 .vendor = "Schneider Electric", .model = "BMX P34 2020", .role = "plc", .firmware = "v2.70", .article = "BMX P34 2020"},
	{.key = "l3-power", .name = "L3-POWER", .ip = "192.168.12.52", .mac = "00:80:f4:12:0c:52", .zone = ZONE_CONTROL,
	 .vendor = "Schneider Electric", .model = "PM5560", .role = "power-meter", .firmware = "2.3.1", .article = "PM5560"},
	{.key = "l3-wago", .name = "L3-CHILLER", .ip = "192.168.12.53", .mac = "00:30:de:12:0c:53", .zone = ZONE_CONTROL,
	 .vendor = "WAGO", .model = "750-362", .role = "remote-io", .firmware = "01.04.12", .article = "750-362"},
	{.key = "l3-sw1", .name = "SW-L3", .ip = "192.168.12.2", .mac = "00:01:42:12:0c:02", .zone = ZONE_CONTROL,
	 .vendor = "Cisco", .model = "IE-3000-8TC", .role = "switch", .about = "Cisco IOS Software, IES Software, Version 15.2(4)EA5",
	 .firmware = "15.2(4)EA5", .serial = "FOC1801X0AB", .place = "第3ライン 制御盤C", .code = 9},

	/* The maintenance terminal hangs in a cupboard most of the time. */
	{.key = "maint-pc", .name = "HOSHU-PC", .ip = "192.168.10.90", .mac = "f4:6e:24:10:0a:90", .zone = ZONE_CONTROL,
	 .stack = STACK_WINDOWS, .vendor = "NEC"},

	/* Automatic transport: vehicles behind an access point */
	{.key = "agv-ctl", .name = "AGV-CONTROL", .ip = "192.168.20.11", .mac = "00:80:4c:20:14:11", .zone = ZONE_TRANSPORT,
	 .stack = STACK_WINDOWS, .vendor = "Contec"},
	{.key = "agv-ap", .name = "AP-HALL1", .ip = "192.168.20.2", .mac = "34:3d:c4:20:14:02", .zone = ZONE_TRANSPORT,
	 .stack = STACK_LINUX, .vendor = "Buffalo", .model = "WAPM-1750D", .role = "access-point",
	 .about = "BUFFALO WAPM-1750D Ver.2.21", .firmware = "2.21", .serial = "40012345678901",
	 .place = "\x91\xe6\x31\x8d\x48\x8f\xea \x93\x56\x88\xe4" /* CP932: 第1工場 天井 */, .code = 5227},
	AGV("1", "21"), AGV("2", "22"), AGV("3", "23"), AGV("4", "24"), AGV("5", "25"), AGV("6", "26"),

	/* Automatic warehouse; its maker watches it from afar */
	{.key = "wh-plc1", .name = "WH-CRANE", .ip = "192.168.30.11", .mac = "28:e9:8e:30:1e:11", .zone = ZONE_WAREHOUSE,
	 .vendor = MITSUBISHI, .model = "Q06UDVCPU", .role = "plc", .code = 0x0368},
	{.key = "wh-plc2", .name = "WH-CONVEYOR", .ip = "192.168.30.12", .mac = "3c:f7:d1:30:1e:12", .zone = ZONE_WAREHOUSE,
	 .vendor = "Omron", .model = "CS1G-CPU44H", .role = "plc", .firmware = "03.00"},
	{.key = "wh-hmi", .name = "WH-GOT", .ip = "192.168.30.21", .mac = "38:e0:8e:30:1e:21", .zone = ZONE_WAREHOUSE,
	 .vendor = MITSUBISHI, .role = "hmi"},
	{.key = "wh-wms", .name = "WMS-SV", .ip = "192.168.30.31", .mac = "a4:bb:6d:30:1e:31", .zone = ZONE_WAREHOUSE,
	 .stack = STACK_WINDOWS, .vendor = "Dell"},
	{.key = "wh-remote", .name = "hoshu-gw", .ip = "192.168.30.41", .mac = "00:d0:c9:30:1e:41", .zone = ZONE_WAREHOUSE,
	 .stack = STACK_LINUX, .vendor = "Advantech"},
	{.key = "wh-sw", .name = "SW-WH", .ip = "192.168.30.2", .mac = "00:90:e8:30:1e:02", .zone = ZONE_WAREHOUSE,
	 .vendor = "Moxa", .model = "EDS-510E", .role = "switch", .about = "Moxa EDS-510E, firmware 5.3", .firmware = "5.3",
	 .serial = "TAEDS5101203", .place = "自動倉庫 1F", .code = 8691},

	/* Monitoring of production */
	{.key = "scada", .name = "SCADA-SV1", .ip = "192.168.40.11", .mac = "d0:94:66:40:28:11", .zone = ZONE_MONITORING,
	 .stack = STACK_WINDOWS, .vendor = "Dell", .role = "scada"},
	{.key = "opc", .name = "OPC-SV", .ip = "192.168.40.12", .mac = "d0:94:66:40:28:12", .zone = ZONE_MONITORING,
	 .stack = STACK_WINDOWS, .vendor = "Kepware", .model = "KEPServerEX", .role = "opc-server", .firmware = "6.11.718.0",
	 .article = "urn:kepware:kepserverex"},
	{.key = "historian", .name = "HISTORIAN", .ip = "192.168.40.13", .mac = "ec:79:49:40:28:13", .zone = ZONE_MONITORING,
	 .stack = STACK_WINDOWS, .vendor = "Fujitsu"},
	{.key = "eng", .name = "SEIGI-PC", .ip = "192.168.40.31", .mac = "f4:6e:24:40:28:31", .zone = ZONE_MONITORING,
	 .stack = STACK_WINDOWS, .vendor = "NEC"},
	{.key = "display", .name = "MIERUKA-PC", .ip = "192.168.40.21", .mac = "b8:27:eb:40:28:21", .zone = ZONE_MONITORING,
	 .stack = STACK_LINUX, .vendor = "Raspberry Pi"},

	/* Management of production */
	{.key = "mes", .name = "MES-SV", .ip = "192.168.50.11", .mac = "5c:ed:8c:50:32:11", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_WINDOWS, .vendor = "HPE", .about = "Microsoft-IIS/10.0"},
	{.key = "trace", .name = "TRACE-DB", .ip = "192.168.50.12", .mac = "5c:ed:8c:50:32:12", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_LINUX, .vendor = "HPE", .role = "server", .about = "nginx/1.22.1"},
	{.key = "logsv", .name = "LOG-SV", .ip = "192.168.50.13", .mac = "5c:ed:8c:50:32:13", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_LINUX, .vendor = "HPE", .role = "server"},
	{.key = "recipe", .name = "RECIPE-NAS", .ip = "192.168.50.21", .mac = "00:11:32:50:32:21", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_LINUX, .vendor = "Synology"},
	/* Two routers towards the head office share 192.168.50.254; the first leads. */
	{.key = "rtr1", .name = "RTX-A", .ip = "192.168.50.251", .mac = "ac:44:f2:50:32:fb", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_LINUX, .vendor = "Yamaha", .model = "RTX1220", .role = "router", .about = "RTX1220 Rev.15.04.05",
	 .firmware = "15.04.05", .serial = "Z7A000251", .place = "本館1F サーバ室", .code = 1182},
	{.key = "rtr2", .name = "RTX-B", .ip = "192.168.50.252", .mac = "ac:44:f2:50:32:fc", .zone = ZONE_MANAGEMENT,
	 .stack = STACK_LINUX, .vendor = "Yamaha", .model = "RTX1220", .role = "router", .about = "RTX1220 Rev.15.04.05",
	 .firmware = "15.04.05", .serial = "Z7A000252", .place = "本館1F サーバ室", .code = 1182},
	{.key = "mes-sw", .name = "SW-CORE", .ip = "192.168.50.2", .mac = "ac:44:f2:50:32:02", .zone = ZONE_MANAGEMENT,
	 .vendor = "Yamaha", .model = "SWX3220-16MT", .role = "switch", .about = "SWX3220-16MT Rev.4.02.12", .firmware = "4.02.12",
	 .serial = "Z5E012345", .place = "本館1F サーバ室", .code = 1182},

	/* Office */
	{.key = "ad", .name = "AD1", .ip = "10.10.0.5", .mac = "a4:bb:6d:0a:00:05", .zone = ZONE_OFFICE,
	 .stack = STACK_WINDOWS, .vendor = "Dell", .role = "server"},
	{.key = "files", .name = "FILESV", .ip = "10.10.0.6", .mac = "a4:bb:6d:0a:00:06", .zone = ZONE_OFFICE,
	 .stack = STACK_WINDOWS, .vendor = "Dell"},
	{.key = "printer1", .name = "MFP-2F", .ip = "10.10.0.51", .mac = "58:38:79:0a:00:51", .zone = ZONE_OFFICE,
	 .vendor = "Ricoh", .model = "IM C3000", .role = "printer", .about = "RICOH IM C3000 1.08 / RICOH Network Printer C model",
	 .firmware = "1.08", .serial = "3100R123456", .place = "事務所2F", .code = 367},
	{.key = "printer2", .name = "BRN3C2AF4", .ip = "10.10.0.52", .mac = "3c:2a:f4:0a:00:52", .zone = ZONE_OFFICE,
	 .vendor = "Brother", .model = "HL-L5200DW", .role = "printer", .about = "debut/1.30"},
	OFFICE_PC("1", "61", "NEC", "f4:6e:24"), OFFICE_PC("2", "62", "NEC", "f4:6e:24"),
	OFFICE_PC("3", "63", "Dell", "98:40:bb"), OFFICE_PC("4", "64", "Dell", "98:40:bb"),
	OFFICE_PC("5", "65", "Fujitsu", "a0:66:10"), OFFICE_PC("6", "66", "Fujitsu", "a0:66:10"),
	OFFICE_PC("7", "67", "NEC", "f4:6e:24"), OFFICE_PC("8", "68", "Dell", "98:40:bb"),

	/* Outside: the maintenance centre of the warehouse's maker, the head office, the internet, an attacker */
	{.key = "vendor", .name = "hoshu-center", .ip = "203.0.113.10", .zone = ZONE_MAINTENANCE, .stack = STACK_LINUX},
	{.key = "honsha", .name = "erp.honsha.example", .ip = "198.51.100.20", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "web", .name = "www.example.co.jp", .ip = "203.0.113.80", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "c2", .name = "cdn.update-check.example", .ip = "203.0.113.200", .zone = ZONE_INTERNET, .stack = STACK_LINUX},

	/* What the scenarios bring in */
	{.key = "stranger", .absent = true, .name = "DESKTOP-7QK2V1", .ip = "192.168.11.99", .mac = "00:e0:4c:68:01:99", .zone = ZONE_CONTROL,
	 .stack = STACK_WINDOWS, .vendor = "Realtek"},
	{.key = "l2-plc1-new", .absent = true, .name = "l2-plc1", .ip = "192.168.11.11", .mac = "ac:64:17:99:77:55", .zone = ZONE_CONTROL,
	 .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "CPU 1515-2 PN", .role = "plc", .firmware = "V2.9.7",
	 .serial = "S C-PNVU99887766", .article = "6ES7 515-2AM02-0AB0", .code = 0x010d, .code2 = 2},
	{.key = "double", .absent = true, .name = "KASHIDASHI-PC", .ip = "192.168.12.11", .mac = "00:e0:4c:68:12:11", .zone = ZONE_CONTROL,
	 .stack = STACK_WINDOWS, .vendor = "Realtek"},
	{.key = "homerouter", .absent = true, .name = "Archer", .ip = "10.10.0.200", .mac = "50:c7:bf:0a:00:c8", .zone = ZONE_OFFICE,
	 .stack = STACK_LINUX, .vendor = "TP-Link"},
	{.key = "guest", .absent = true, .name = "DESKTOP-GUEST", .ip = "10.10.0.199", .mac = "00:e0:4c:0a:00:c7", .zone = ZONE_OFFICE,
	 .stack = STACK_WINDOWS, .vendor = "Realtek"},
	{.key = "old-pc", .absent = true, .name = "KENSA-XP", .ip = "192.168.10.95", .mac = "00:13:d4:10:0a:5f", .zone = ZONE_CONTROL,
	 .stack = STACK_WINDOWS, .vendor = "ASUS"},
	/* Its network card was given the MAC of the panel of line 2. */
	{.key = "clone", .absent = true, .name = "TEST-PC", .ip = "192.168.11.98", .mac = "88:3f:99:11:0b:21", .zone = ZONE_CONTROL,
	 .stack = STACK_WINDOWS, .vendor = "Siemens"},
	{.key = "extra-ap", .absent = true, .name = "TL-WA801N", .ip = "192.168.11.241", .mac = "50:c7:bf:11:0b:f1", .zone = ZONE_CONTROL,
	 .stack = STACK_LINUX, .vendor = "TP-Link", .model = "TL-WA801N", .role = "access-point", .about = "TP-Link TL-WA801N"},
	{.key = "phone", .absent = true, .name = "Pixel-7", .ip = "192.168.11.242", .mac = "d6:3b:7a:11:0b:f2", .zone = ZONE_CONTROL,
	 .stack = STACK_LINUX},
	{.key = "anydesk", .absent = true, .name = "relay-9a3c.net.anydesk.com", .ip = "203.0.113.91", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "teamviewer", .absent = true, .name = "router7.teamviewer.com", .ip = "203.0.113.92", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "resolver", .absent = true, .name = "dns.public.example", .ip = "203.0.113.53", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "listed", .absent = true, .name = "login.blocked.example", .ip = "203.0.113.66", .zone = ZONE_INTERNET, .stack = STACK_LINUX},
	{.key = "extra-sw", .absent = true, .name = "GS108", .ip = "192.168.11.240", .mac = "28:80:88:11:0b:f0", .zone = ZONE_CONTROL,
	 .vendor = "NETGEAR", .model = "GS108Tv2", .role = "switch", .about = "GS108Tv2 ProSafe 8-port switch"},
	{.key = NULL},
};
/* clang-format on */
