/* dissectors.h - the table of protocols: one row per dissector in this folder. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/* In alphabetical order; the order has no meaning. */
#define DISSECTORS(X) \
	X(ads) \
	X(arp) \
	X(bacnet) \
	X(cclink_ie) \
	X(cclink_ief_basic) \
	X(cdp) \
	X(codesys) \
	X(dcerpc) \
	X(dhcp) \
	X(dhcpv6) \
	X(dnp3) \
	X(dns) \
	X(enip) \
	X(ethercat) \
	X(fins) \
	X(ftp) \
	X(ftp_data) \
	X(ge_srtp) \
	X(goose) \
	X(hsrp) \
	X(http) \
	X(icmp) \
	X(iec104) \
	X(igmp) \
	X(imap) \
	X(kerberos) \
	X(keyence) \
	X(ldap) \
	X(lldp) \
	X(llmnr) \
	X(mc1e) \
	X(mdns) \
	X(melsoft) \
	X(mms) \
	X(modbus) \
	X(mqtt) \
	X(mysql) \
	X(nbdgm) \
	X(nbns) \
	X(nd) \
	X(ntp) \
	X(opcua) \
	X(pop3) \
	X(postgresql) \
	X(profinet_dcp) \
	X(profinet_io) \
	X(profinet_rt) \
	X(rdp) \
	X(s7comm) \
	X(s7comm_plus) \
	X(slmp) \
	X(smb) \
	X(smtp) \
	X(snmp) \
	X(ssdp) \
	X(ssh) \
	X(stp) \
	X(sv) \
	X(syslog) \
	X(tds) \
	X(teamviewer) \
	X(telnet) \
	X(tls) \
	X(vnc) \
	X(vrrp) \
	X(wsd)

#define DISSECTOR_DECLARE(name) extern const struct dissector dissector_##name;
DISSECTORS(DISSECTOR_DECLARE)
#undef DISSECTOR_DECLARE

/* All of them, ended by NULL. */
extern const struct dissector *const dissectors[];

/* True for a protocol of the plant floor, by the name that records give it. NULL is none. */
bool protocol_is_industrial(const char *name);
/* "Modbus/TCP" of "modbus"; the name itself when it is no dissector's. NULL stays NULL. */
const char *protocol_title(const char *name);
