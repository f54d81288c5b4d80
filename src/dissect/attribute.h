/* attribute.h - the names under which claims speak of a device. SPDX-License-Identifier: Apache-2.0
 *
 * ONE: a device has one value, two that disagree are a conflict. MANY: each value stands beside the
 * others.
 */
#pragma once

#define ATTRIBUTES(X) \
	X(VENDOR, vendor, ONE)           /* maker, in its own spelling */ \
	X(MODEL, model, ONE)             /* type designation or order number's plain name */ \
	X(PRODUCT_CODE, product_code, ONE) /* order number, article number */ \
	X(FIRMWARE, firmware, ONE)       /* version of the device's own software */ \
	X(HARDWARE, hardware, ONE)       /* hardware revision */ \
	X(SERIAL, serial, ONE) \
	X(HOSTNAME, hostname, ONE)       /* short name it answers to or calls itself */ \
	X(DOMAIN, domain, ONE)           /* DNS or Windows domain, workgroup */ \
	X(STATION_NAME, station_name, ONE) /* name an engineer gave it (DCP, S7 plant id, sysName) */ \
	X(DESCRIPTION, description, ONE) /* sysDescr and the like, as it is */ \
	X(LOCATION, location, ONE) \
	X(CONTACT, contact, ONE) \
	X(OS, os, ONE)                   /* "Windows 10 build 19041" */ \
	X(DEVICE_TYPE, device_type, ONE) /* what the protocol says it is: "Programmable Logic Controller" */ \
	X(TYPE_CODE, type_code, ONE)     /* number by which a network calls maker and type; names nothing by itself */ \
	X(PROGRAM, program, ONE)         /* name or version of the control program */ \
	X(MODE, mode, ONE)               /* run, stop, as last said */ \
	X(MAC, mac, MANY) \
	X(IP, ip, MANY) \
	X(VIRTUAL_IP, virtual_ip, MANY)  /* VRRP, HSRP: shared, moves */ \
	X(NETMASK, netmask, ONE) \
	X(GATEWAY, gateway, MANY) \
	X(DNS_SERVER, dns_server, MANY) \
	X(FQDN, fqdn, MANY) \
	X(CAPABILITY, capability, MANY)  /* router bridge access-point phone dhcp-server dns-server ... */ \
	X(SOFTWARE, software, MANY)      /* "OpenSSH 7.4": a banner, an agent, a library */ \
	X(SERVICE, service, MANY)        /* a service announced by name: "_ipp._tcp" */ \
	X(USER, user, MANY)              /* account seen in a sign-in */ \
	X(SECURITY, security, MANY)      /* how it talks: "OPC UA None", "TLS 1.0", "SMBv1", "SNMP public" */ \
	X(CERTIFICATE, certificate, MANY) /* subject; end of validity in the text */ \
	X(FINGERPRINT, fingerprint, MANY) /* "ja4 t13d...", "dhcp 1,3,6": what a guess rests on */ \
	X(NEIGHBOR, neighbor, MANY)      /* whom its own port hears: "switch-1 on own port 7" */ \
	X(LINK, link, MANY)              /* its end of a cable, as LLDP and CDP tell whoever is at the other:
	                                    "chassis sw-1 port 7" */ \
	X(PORT, port, MANY)              /* name of one of its own ports */

#define ATTRIBUTE_DECLARE(upper, lower, count) extern const char attribute_##lower[];
ATTRIBUTES(ATTRIBUTE_DECLARE)
#undef ATTRIBUTE_DECLARE

#include <stdbool.h>

/* True for a name that may hold several values at once; false too for a name not in the list. */
bool attribute_is_many(const char *name);
