/* talks.h - THE TABLE of how protocols are spoken: one row each. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

#define TALKS(X) \
	X(backup) \
	X(cclink) \
	X(cip) \
	X(cip_io) \
	X(dhcp) \
	X(dhcpv6) \
	X(dns) \
	X(esp) \
	X(fins) \
	X(fins_tcp) \
	X(ftp) \
	X(ftp_login) \
	X(http) \
	X(http_basic) \
	X(ike) \
	X(keyence) \
	X(lldp) \
	X(mdns) \
	X(mes) \
	X(modbus) \
	X(nd) \
	X(netbios) \
	X(ntp) \
	X(opcua) \
	X(ping) \
	X(profinet) \
	X(rdp) \
	X(s7) \
	X(slmp) \
	X(slmp_4e) \
	X(slmp_ascii) \
	X(smb) \
	X(smb1) \
	X(smtp) \
	X(snmp) \
	X(ssh) \
	X(stp) \
	X(stp_root) \
	X(syslog) \
	X(teamviewer) \
	X(telnet) \
	X(tls) \
	X(vnc) \
	X(vrrp)

#define TALK_DECLARE(name) extern const struct talk talk_##name;
TALKS(TALK_DECLARE)
#undef TALK_DECLARE

/* Never NULL: a name that the table does not have is our own mistake. */
const struct talk *talk_find(const char *name);
bool talk_exists(const char *name);
