/* settings.c - the configuration file of `yagura run`. SPDX-License-Identifier: Apache-2.0 */

#include "cli/settings.h"

#include <stdio.h>

#include "lib/arena.h"
#include "lib/conf.h"

#define TEXT(key, member, says)                                                                \
	{                                                                                      \
		.name = key, .kind = CONF_TEXT, .offset = offsetof(struct run_config, member), \
		.help = says                                                                   \
	}
#define LIST(key, member, counter, room, says)                                                       \
	{                                                                                      \
		.name = key, .kind = CONF_LIST, .offset = offsetof(struct run_config, member), \
		.count = offsetof(struct run_config, counter), .most = room,                   \
		.help = says                                                                   \
	}

static const struct conf_key keys[] = {
	TEXT("database", database, "file that everything is kept in"),
	TEXT("listen", listen, "ADDRESS:PORT of the page"),
	TEXT("site", site, "name of the plant"),
	TEXT("web", web, "folder of the built page"),
	TEXT("certificate", certificate, "PEM file of the page's TLS certificate"),
	TEXT("key", key, "PEM file of its key"),
	TEXT("filter", filter, "what is captured, in libpcap's language"),
	TEXT("ring", ring, "bytes of packets kept of each interface: 512M, 2G; 0 none"),
	TEXT("ring_days", ring_days, "days after which they are forgotten; 0 when there is no room left"),
	LIST("interfaces", interface, interfaces, RUN_SOURCES_MAX, "interfaces to watch"),
	LIST("captures", file, files, RUN_SOURCES_MAX, "capture files to read"),
	LIST("eve", log, logs, RUN_LOGS_MAX / 2, "EVE logs of Suricata sensors to follow"),
	LIST("eve_sockets", socket, sockets, RUN_LOGS_MAX / 2, "paths where Suricata connects and writes EVE"),
	LIST("sites", at, ats, RUN_AT_MAX, "SOURCE=SITE: an interface, capture or log of the lists above and the site it is heard for"),
	{.kind = CONF_END},
};

bool settings_read(const char *path, struct run_config *config)
{
	static struct arena texts; /* for as long as the process runs */
	char error[512];

	if (conf_read(path, keys, config, &texts, error, sizeof(error)) == 0)
		return true;
	fprintf(stderr, "yagura: %s\n", error);
	return false;
}
