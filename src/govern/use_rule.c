/* use_rule.c - THE TABLE of what a conversation shows of a use: rules that catalog/uses.yaml names.
 * SPDX-License-Identifier: Apache-2.0 */

#include "govern/uses.h"

#include <string.h>

#define OFFICE	4 * 10
#define PLANNING 3 * 10
#define CONTROL 2 * 10
#define MACHINE 1 * 10

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

static bool is_role(const struct use_end *end, const char *const *roles)
{
	return is_one_of(end->role, roles);
}

static const struct use_end *outer(const struct use_pair *p)
{
	return p->client.outside ? &p->client : p->server.outside ? &p->server : NULL;
}

/* The other end of outer(); the client where both are inside. */
static const struct use_end *inner(const struct use_pair *p)
{
	return p->client.outside ? &p->server : &p->client;
}

static int lower(const struct use_pair *p)
{
	return p->client.level < p->server.level ? p->client.level : p->server.level;
}

static int higher(const struct use_pair *p)
{
	return p->client.level > p->server.level ? p->client.level : p->server.level;
}

/* They carry the talk of others. */
static bool is_path(const struct use_end *end)
{
	static const char *const roles[] = {"switch", "router", "firewall", "vpn", "ntp-server", NULL};

	return is_role(end, roles);
}

static bool outside(const struct use_pair *p)
{
	return outer(p) && !inner(p)->outside;
}

static bool video_out(const struct use_pair *p)
{
	static const char *const protocols[] = {"rtsp", "rtp", "onvif", NULL};

	return outside(p) && (is_one_of(p->protocol, protocols) || strcmp(inner(p)->role, "camera") == 0);
}

static bool data_to_cloud(const struct use_pair *p)
{
	static const char *const protocols[] = {"mqtt", "opcua", "tds", "mysql", "postgresql", NULL};

	return outside(p) && p->server.outside && p->client.level < OFFICE && is_one_of(p->protocol, protocols);
}

static bool system_to_cloud(const struct use_pair *p)
{
	static const char *const roles[] = {"mes", "scada", "historian", "opc-server", NULL};

	return outside(p) && p->server.outside && is_role(&p->client, roles) && !data_to_cloud(p);
}

/* TeamViewer's own end calls outside; whoever steers is there. */
static bool remote_tool(const struct use_pair *p)
{
	static const char *const protocols[] = {"rdp", "vnc", "ssh", "telnet", NULL};

	return outside(p) && (strcmp(p->protocol, "teamviewer") == 0 ||
			      (p->client.outside && is_one_of(p->protocol, protocols)));
}

/* Between the plant's office and all that is below the border. */
static bool fa_oa(const struct use_pair *p)
{
	return !outer(p) && lower(p) >= 0 && lower(p) <= PLANNING && higher(p) >= OFFICE && !is_path(&p->client) &&
	       !is_path(&p->server);
}

static bool it_ot(const struct use_pair *p)
{
	return fa_oa(p) && lower(p) <= CONTROL;
}

static bool fa_data_in_oa(const struct use_pair *p)
{
	static const char *const protocols[] = {"tds", "mysql", "postgresql", "smb", "ftp", "ftp-data",
						"mqtt", "opcua", "http", NULL};

	return fa_oa(p) && is_one_of(p->protocol, protocols);
}

static bool modular(const struct use_pair *p)
{
	static const char *const protocols[] = {"opcua", "mqtt", "http", "tls", "tds", "mysql", "postgresql", NULL};

	return fa_oa(p) && lower(p) > CONTROL && is_one_of(p->protocol, protocols);
}

static bool is_wireless(const struct use_end *end)
{
	static const char *const roles[] = {"access-point", "mobile", "phone", "agv", NULL};

	return is_role(end, roles);
}

static bool wireless(const struct use_pair *p)
{
	return is_wireless(&p->client) || is_wireless(&p->server);
}

static bool edge_up(const struct use_pair *p)
{
	return lower(p) >= 0 && lower(p) <= MACHINE && higher(p) >= PLANNING && !wireless(p) && !is_path(&p->client) &&
	       !is_path(&p->server) && !it_ot(p) && !video_out(p) && !data_to_cloud(p) && !remote_tool(p);
}

/* A machine with a computer of its own, or a device of the floor that has an operating system. */
static bool is_computer(const struct use_end *end)
{
	static const char *const roles[] = {"robot", "cnc", "agv", "camera", NULL};

	return !end->outside && (is_role(end, roles) || (end->level >= 0 && end->level <= MACHINE && *end->os));
}

static bool computers(const struct use_pair *p)
{
	return is_computer(&p->client) || is_computer(&p->server);
}

static bool terminals(const struct use_pair *p)
{
	static const char *const roles[] = {"mobile", "phone", NULL};

	return (outside(p) && p->client.outside) || is_role(&p->client, roles) || is_role(&p->server, roles);
}

static bool remote(const struct use_pair *p)
{
	return remote_tool(p) || (outside(p) && p->client.outside);
}

static const struct {
	const char *name;
	use_rule rule;
} rules[] = {
	{"computers", computers}, {"data_to_cloud", data_to_cloud}, {"edge_up", edge_up},
	{"fa_data_in_oa", fa_data_in_oa}, {"fa_oa", fa_oa}, {"it_ot", it_ot}, {"modular", modular},
	{"outside", outside}, {"remote", remote}, {"remote_tool", remote_tool},
	{"system_to_cloud", system_to_cloud}, {"terminals", terminals}, {"video_out", video_out},
	{"wireless", wireless},
};

use_rule use_rule_named(const char *name)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (strcmp(rules[i].name, name) == 0)
			return rules[i].rule;
	return NULL;
}

/* A word of a list that stands apart by blanks. */
static bool has_word(const char *list, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = list; length && (at = strstr(at, word)); at += length)
		if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
			return true;
	return false;
}

bool use_covers(const struct data_use *use, const struct use_pair *pair)
{
	if (!use->from_zone && !use->to_zone && !use->asset && !*use->protocols)
		return false;
	return (!use->from_zone || use->from_zone == pair->client.zone) &&
	       (!use->to_zone || use->to_zone == pair->server.zone) &&
	       (!use->asset || use->asset == pair->client.asset || use->asset == pair->server.asset) &&
	       (!*use->protocols || has_word(use->protocols, pair->protocol));
}
