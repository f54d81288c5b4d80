/* world.c - THE TABLE of the model factory's devices. SPDX-License-Identifier: Apache-2.0
 *
 * A maker of electronics, printed circuit boards on three lines (METI guideline, chapter 2). Addresses:
 * 192.168.10 to 12 lines, 20 transport, 30 warehouse, 40 monitoring, 50 management, 10.10.0 office.
 */

#include "simulate/world.h"

#define MITSUBISHI "Mitsubishi Electric"

/* clang-format off: one row is one device. */
const struct device world_devices[] = {
        /* The router of all networks, which is VPN device and firewall: one MAC, many addresses. */
        {.key = "fw-l1", .name = "fw-kojo", .ip = "192.168.10.1", .mac = "00:09:0f:5a:10:01", .zone = ZONE_CONTROL, .stack = STACK_LINUX, .vendor = "Fortinet", .role = "firewall"},
        {.key = "fw-l2", .name = "fw-kojo", .ip = "192.168.11.1", .mac = "00:09:0f:5a:10:01", .zone = ZONE_CONTROL, .stack = STACK_LINUX, .vendor = "Fortinet", .role = "firewall"},
        {.key = "fw-l3", .name = "fw-kojo", .ip = "192.168.12.1", .mac = "00:09:0f:5a:10:01", .zone = ZONE_CONTROL, .stack = STACK_LINUX, .vendor = "Fortinet", .role = "firewall"},

        /* Line 1: surface mounting, MELSEC */
        {.key = "l1-plc1", .name = "L1-PLC1", .ip = "192.168.10.11", .mac = "28:e9:8e:10:0a:11", .zone = ZONE_CONTROL, .vendor = MITSUBISHI, .model = "R08CPU", .role = "plc", .code = 0x4801},
        {.key = "l1-plc2", .name = "L1-PLC2", .ip = "192.168.10.12", .mac = "28:e9:8e:10:0a:12", .zone = ZONE_CONTROL, .vendor = MITSUBISHI, .model = "Q03UDVCPU", .role = "plc", .code = 0x0366},
        {.key = "l1-plc3", .name = "L1-PLC3", .ip = "192.168.10.13", .mac = "10:4b:46:10:0a:13", .zone = ZONE_CONTROL, .vendor = MITSUBISHI, .model = "L26CPU-BT", .role = "plc", .code = 0x0544},
        {.key = "l1-hmi1", .name = "L1-GOT1", .ip = "192.168.10.21", .mac = "38:e0:8e:10:0a:21", .zone = ZONE_CONTROL, .vendor = MITSUBISHI, .role = "hmi"},

        /* Line 2: Siemens */
        {.key = "l2-plc1", .name = "l2-plc1", .ip = "192.168.11.11", .mac = "ac:64:17:11:0b:11", .zone = ZONE_CONTROL, .stack = STACK_SIEMENS, .vendor = "Siemens", .model = "CPU 1515-2 PN", .role = "plc", .firmware = "V2.9.4", .serial = "S C-LDVU41562020", .article = "6ES7 515-2AM01-0AB0"},
        {.key = "l2-hmi1", .name = "l2-hmi1", .ip = "192.168.11.21", .mac = "88:3f:99:11:0b:21", .zone = ZONE_CONTROL, .stack = STACK_SIEMENS, .vendor = "Siemens", .role = "hmi"},

        /* Line 3: Rockwell, OMRON, Schneider */
        {.key = "l3-plc1", .name = "L3-CLX", .ip = "192.168.12.11", .mac = "5c:21:67:12:0c:11", .zone = ZONE_CONTROL, .stack = STACK_ROCKWELL, .vendor = "Rockwell Automation", .model = "1756-L83E", .role = "plc", .article = "1756-L83E/B", .cip = {1, 14, 166, 33, 11, 0x010a11c3}},
        {.key = "l3-hmi1", .name = "L3-PV1", .ip = "192.168.12.21", .mac = "e4:90:69:12:0c:21", .zone = ZONE_CONTROL, .stack = STACK_ROCKWELL, .vendor = "Rockwell Automation", .role = "hmi"},
        {.key = "l3-oven", .name = "L3-REFLOW", .ip = "192.168.12.31", .mac = "00:80:f4:12:0c:31", .zone = ZONE_CONTROL, .vendor = "Schneider Electric", .model = "BMX P34 2020", .role = "plc", .firmware = "v2.70", .article = "BMX P34 2020"},

        {.key = "scada", .name = "SCADA-SV1", .ip = "192.168.40.11", .mac = "d0:94:66:40:28:11", .zone = ZONE_MONITORING, .stack = STACK_WINDOWS, .vendor = "Dell", .role = "scada"},
        {.key = NULL},
};

const struct contact world_contacts[] = {
        {"slmp", "l1-hmi1", "l1-plc1", 1000, HOURS_ALWAYS, 0, 1000, 32},
        {"slmp-4e", "scada", "l1-plc2", 1000, HOURS_ALWAYS, 0, 2000, 16},
        {"slmp-ascii", "scada", "l1-plc3", 2000, HOURS_ALWAYS, 0, 0, 16},
        {"s7", "l2-hmi1", "l2-plc1", 1000, HOURS_ALWAYS, 0, 10, 64},
        {"s7", "scada", "l2-plc1", 2000, HOURS_ALWAYS, 0, 20, 128},
        {"cip", "l3-hmi1", "l3-plc1", 1000, HOURS_ALWAYS, 0, 0, 0},
        {"cip", "scada", "l3-plc1", 2000, HOURS_ALWAYS, 0, 0, 0},
        {"modbus", "scada", "l3-oven", 2000, HOURS_ALWAYS, 0, 100, 20},
        {.talk = NULL},
};
