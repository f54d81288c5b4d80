/* contacts.c - THE TABLE of who talks to whom in the model factory. SPDX-License-Identifier: Apache-2.0
 *
 * Periods are chosen for a capture of about a megabyte a minute: a real line is faster, and says no more.
 */

#include "simulate/world.h"

#define SECONDS(n) ((n) * 1000u)
#define MINUTES(n) SECONDS((n) * 60)
#define HOUR       MINUTES(60)
#define A          HOURS_ALWAYS
#define S          HOURS_SHIFT
#define O          HOURS_OFFICE

/* clang-format off: a row is a conversation. */
const struct contact world_contacts[] = {
	/* Line 1 */
	{"slmp", "l1-hmi1", "l1-plc1", 1000, A, 0, 1000, 32},
	{"slmp", "l1-hmi2", "l1-plc4", 1000, A, 0, 500, 24},
	{"slmp", "l1-plc1", "l1-plc4", 2000, S, 5010, 3000, 8},
	{"slmp", "scada", "l1-plc1", 2000, A, 5010, 2000, 64},
	{"slmp-4e", "scada", "l1-plc2", 1000, A, 0, 2000, 16},
	{"slmp-ascii", "scada", "l1-plc3", 2000, A, 0, 0, 16},
	{"cclink", "l1-plc1", NULL, 500, A, 0, 0, 0},
	{"keyence", "l1-vt1", "l1-kv1", 1000, A, 0, 1000, 12},
	{"keyence", "scada", "l1-kv1", 2000, A, 0, 2000, 8},
	{"keyence", "scada", "l1-kv2", 2000, A, 0, 2000, 8},
	{"ping", "scada", "l1-andon", SECONDS(30), A, 0, 0, 0},
	{"snmp", "scada", "l1-andon", SECONDS(60), A, 0, 0, 0},
	{"snmp", "scada", "l1-sw1", SECONDS(30), A, 0, 0, 0},
	{"stp", "l1-sw1", NULL, SECONDS(10), A, 0, 0, 0},
	{"lldp", "l1-sw1", NULL, SECONDS(30), A, 0, 0, 0},
	{"syslog", "l1-sw1", "logsv", MINUTES(4), A, 0, 0, 0},
	{"ntp", "l1-plc1", "ad", MINUTES(5), A, 0, 0, 0},
	{"slmp", "maint-pc", "l1-plc1", 1000, HOURS_VISIT, 0, 0, 48},

	/* Line 2 */
	{"s7", "l2-hmi1", "l2-plc1", 1000, A, 0, 10, 64},
	{"s7", "scada", "l2-plc1", 2000, A, 0, 20, 128},
	{"s7", "scada", "l2-plc2", 2000, A, 0, 5, 96},
	{"s7", "l2-plc1", "l2-plc2", 1000, S, 0, 7, 16},
	{"profinet", "l2-plc1", "l2-rio1", 512, A, 0, 0, 0},
	{"profinet", "l2-plc1", "l2-rio2", 512, A, 0, 0, 0},
	{"profinet", "l2-plc1", "l2-drive1", 512, A, 0, 0, 0},
	{"lldp", "l2-plc1", NULL, SECONDS(5), A, 0, 0, 0},
	{"lldp", "l2-sw1", NULL, SECONDS(5), A, 0, 0, 0},

	/* Line 3 */
	{"cip", "l3-hmi1", "l3-plc1", 1000, A, 0, 0, 0},
	{"cip", "scada", "l3-plc1", 2000, A, 0, 0, 0},
	{"cip", "scada", "l3-hmi1", SECONDS(60), A, 0, 0, 0},
	{"cip", "l3-plc1", "l3-rio1", SECONDS(20), A, 0, 0, 0},
	{"cip", "l3-plc1", "l3-drive1", SECONDS(20), A, 0, 0, 0},
	{"cip", "l3-plc1", "l3-robot1", SECONDS(10), A, 0, 0, 0},
	{"cip", "l3-plc1", "l3-robot2", SECONDS(10), A, 0, 0, 0},
	{"cip", "l3-plc1", "l3-camera1", SECONDS(5), S, 0, 0, 0},
	{"cip", "l3-plc1", "l3-omron3", SECONDS(2), A, 0, 0, 0},
	{"cip-io", "l3-plc1", "l3-rio1", 500, A, 0, 0, 0},
	{"cip-io", "l3-plc1", "l3-drive1", 500, A, 0, 0, 0},
	{"cip-io", "l3-plc1", "l3-robot1", 500, S, 0, 0, 0},
	{"fins", "l3-hmi2", "l3-omron1", 1000, A, 0, 100, 20},
	{"fins", "scada", "l3-omron1", 2000, A, 0, 200, 40},
	{"fins-tcp", "scada", "l3-omron2", 2000, A, 0, 0, 32},
	{"modbus", "scada", "l3-oven", 2000, S, 0, 100, 20},
	{"modbus", "scada", "l3-power", SECONDS(10), A, 0, 3000, 40},
	{"modbus", "scada", "l3-wago", SECONDS(5), A, 0, 0, 8},
	{"snmp", "scada", "l3-sw1", SECONDS(30), A, 0, 0, 0},
	{"stp", "l3-sw1", NULL, SECONDS(10), A, 0, 0, 0},
	{"lldp", "l3-sw1", NULL, SECONDS(30), A, 0, 0, 0},
	{"syslog", "l3-sw1", "logsv", MINUTES(6), A, 0, 0, 0},

	/* Transport */
	{"modbus", "agv-ctl", "agv1", 1000, S, 0, 0, 16},
	{"modbus", "agv-ctl", "agv2", 1000, S, 0, 0, 16},
	{"modbus", "agv-ctl", "agv3", 2000, S, 0, 0, 16},
	{"modbus", "agv-ctl", "agv4", 2000, S, 0, 0, 16},
	{"modbus", "agv-ctl", "agv5", 2000, S, 0, 0, 16},
	{"modbus", "agv-ctl", "agv6", 2000, S, 0, 0, 16},
	{"mes", "agv-ctl", "mes", SECONDS(30), S, 0, 0, 0},
	{"netbios", "agv-ctl", NULL, MINUTES(4), A, 0, 0, 0},
	{"snmp", "scada", "agv-ap", SECONDS(60), A, 0, 0, 0},
	{"lldp", "agv-ap", NULL, SECONDS(30), A, 0, 0, 0},
	{"syslog", "agv-ap", "logsv", MINUTES(3), A, 0, 0, 0},

	/* Warehouse */
	{"slmp", "wh-hmi", "wh-plc1", 1000, A, 0, 100, 24},
	{"slmp", "wh-wms", "wh-plc1", 2000, S, 5010, 4000, 48},
	{"fins", "wh-wms", "wh-plc2", 2000, S, 0, 500, 16},
	{"slmp", "wh-remote", "wh-plc1", SECONDS(10), A, 5000, 9000, 16},
	{"tls", "wh-remote", "vendor", SECONDS(60), A, 0, 0, 600},
	{"ike", "wh-remote", "vendor", MINUTES(2), A, 0, 0, 0},
	{"esp", "wh-remote", "vendor", SECONDS(10), A, 0, 0, 0},
	{"mes", "wh-wms", "mes", SECONDS(60), S, 0, 0, 0},
	{"netbios", "wh-wms", NULL, MINUTES(4), A, 0, 0, 0},
	{"snmp", "scada", "wh-sw", SECONDS(60), A, 0, 0, 0},
	{"lldp", "wh-sw", NULL, SECONDS(30), A, 0, 0, 0},

	/* Monitoring */
	{"opcua", "historian", "opc", 2000, A, 0, 1001, 24},
	{"opcua", "mes", "opc", SECONDS(5), S, 0, 2001, 12},
	{"slmp", "opc", "l1-plc4", SECONDS(5), A, 5010, 100, 16},
	{"s7", "opc", "l2-plc2", SECONDS(5), A, 0, 3, 32},
	{"http", "display", "trace", SECONDS(15), A, 0, 0, 0},
	{"http", "scada", "l1-andon", MINUTES(3), A, 0, 0, 0},
	/* The station of production engineering looks at the controllers of line 2 in working hours. */
	{"s7", "eng", "l2-plc2", SECONDS(5), O, 0, 5, 32},
	{"smb", "eng", "recipe", SECONDS(150), O, 0, 0, 0},
	{"netbios", "eng", NULL, MINUTES(4), O, 0, 0, 0},
	{"netbios", "scada", NULL, MINUTES(4), A, 0, 0, 0},
	{"netbios", "opc", NULL, MINUTES(4), A, 0, 0, 0},
	{"netbios", "historian", NULL, MINUTES(4), A, 0, 0, 0},
	{"tls", "scada", "historian", SECONDS(30), A, 0, 0, 900},
	{"ntp", "scada", "ad", MINUTES(4), A, 0, 0, 0},

	/* Management */
	{"mes", "l1-plc1", "mes", SECONDS(20), S, 0, 0, 0},
	{"mes", "scada", "mes", SECONDS(10), S, 0, 0, 0},
	{"smb", "mes", "recipe", SECONDS(60), S, 0, 0, 0},
	{"smb", "scada", "recipe", SECONDS(90), A, 0, 0, 0},
	{"backup", "recipe", "files", MINUTES(10), A, 0, 0, 0},
	{"http", "mes", "trace", SECONDS(20), S, 0, 0, 0},
	{"tls", "mes", "honsha", SECONDS(60), A, 0, 0, 1300},
	{"netbios", "mes", NULL, MINUTES(4), A, 0, 0, 0},
	{"dns", "mes", "ad", SECONDS(40), A, 0, 0, 0},
	{"snmp", "logsv", "mes-sw", SECONDS(60), A, 0, 0, 0},
	{"snmp", "logsv", "fw-mes", SECONDS(60), A, 0, 0, 0},
	{"syslog", "fw-mes", "logsv", SECONDS(40), A, 0, 0, 0},
	{"vrrp", "rtr1", NULL, SECONDS(1), A, 0, 0, 0},
	{"snmp", "logsv", "rtr1", SECONDS(60), A, 0, 0, 0},
	{"snmp", "logsv", "rtr2", SECONDS(60), A, 0, 0, 0},
	{"syslog", "rtr1", "logsv", MINUTES(5), A, 0, 0, 0},
	{"syslog", "rtr2", "logsv", MINUTES(5), A, 0, 0, 0},
	{"lldp", "mes-sw", NULL, SECONDS(30), A, 0, 0, 0},
	{"ntp", "logsv", "ad", MINUTES(4), A, 0, 0, 0},
	{"ssh", "logsv", "wh-remote", MINUTES(10), O, 0, 0, 0},

	/* Office */
#define DESK(pc) \
	{"dhcp", pc, "ad", HOUR * 4, A, 0, 0, 0}, \
	{"netbios", pc, NULL, MINUTES(4), O, 0, 0, 0}, \
	{"dhcpv6", pc, NULL, MINUTES(6), O, 0, 0, 0}, \
	{"dns", pc, "ad", SECONDS(45), O, 0, 0, 0}, \
	{"tls", pc, "web", SECONDS(70), O, 0, 0, 1400}, \
	{"smb", pc, "files", SECONDS(150), O, 0, 0, 0}
	DESK("pc1"), DESK("pc2"), DESK("pc3"), DESK("pc4"), DESK("pc5"), DESK("pc6"), DESK("pc7"), DESK("pc8"),
	{"netbios", "ad", NULL, MINUTES(4), A, 0, 0, 0},
	{"netbios", "files", NULL, MINUTES(4), A, 0, 0, 0},
	{"http", "pc1", "mes", SECONDS(60), O, 8080, 0, 0},
	{"http", "pc2", "printer2", MINUTES(3), O, 0, 0, 0},
	{"tls", "pc3", "fw-oa", MINUTES(3), O, 0, 0, 0},
	{"snmp", "files", "printer1", SECONDS(60), O, 0, 0, 0},
	{"nd", "pc1", "pc2", MINUTES(3), O, 0, 0, 0},
	{"nd", "pc3", "files", MINUTES(4), O, 0, 0, 0},
	{"nd", "pc5", "pc6", MINUTES(4), O, 0, 0, 0},
	{"nd", "pc8", "printer1", MINUTES(5), O, 0, 0, 0},
	{"mdns", "printer1", NULL, MINUTES(2), A, 0, 0, 0},
	{"mdns", "printer2", NULL, MINUTES(2), A, 0, 0, 0},
	{.talk = NULL},
};
/* clang-format on */
