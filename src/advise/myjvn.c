/* myjvn.c - JVN iPedia as its MyJVN API gives it: VULDEF (getVulnDetailInfo) and JVNRSS with the
 * extension sec: (getVulnOverviewList). SPDX-License-Identifier: Apache-2.0 */

#include "advise/read.h"

#include "lib/arena.h"
#include "lib/memory.h"

#include <errno.h>
#include <expat.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX  32
#define TEXT_MAX   4000 /* of an element, more is cut */
#define ITEMS_MAX  20000
#define NAME_SIZE  24 /* longer than any that we look for */

struct reader {
	XML_Parser parser;
	struct arena arena;
	struct draft draft;
	advisory_sink *sink;
	void *argument;
	const char *error;
	char path[DEPTH_MAX][NAME_SIZE]; /* of the elements that are open; long names are cut */
	size_t depth;
	size_t items;
	char text[TEXT_MAX + 1];
	size_t text_length;
	bool open;    /* an advisory is being read */
	bool version3; /* of the score being read */
	bool spared;  /* the product being read is not affected */
	struct advisory_product *product;
	int cvss;
	bool has_version3;
	const char *vector;
	const char *remedy;
};

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void stop(struct reader *r, const char *error)
{
	if (!r->error)
		r->error = error;
	XML_StopParser(r->parser, XML_FALSE);
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	return "";
}

static const char *parent(const struct reader *r)
{
	return r->depth >= 2 ? r->path[r->depth - 2] : "";
}

static const char *kept(struct reader *r, const char *text, size_t most)
{
	return read_clean(&r->arena, text, most);
}

/* ---- the beginning and the end of an advisory ---- */

static void begin_advisory(struct reader *r, bool brief)
{
	arena_reset(&r->arena);
	r->draft = (struct draft){.arena = &r->arena};
	r->draft.advisory.source = "jvn";
	r->draft.advisory.publisher = "JVN iPedia";
	r->draft.advisory.brief = brief;
	r->open = true;
	r->cvss = -1;
	r->has_version3 = false;
	r->vector = r->remedy = "";
	r->product = NULL;
	if (++r->items > ITEMS_MAX)
		stop(r, "it has more entries than are taken");
}

static bool is_known(const struct advisory *a, const char *name)
{
	for (size_t i = 0; i < a->vulnerability_count; i++)
		if (strcmp(a->vulnerabilities[i].name, name) == 0)
			return true;
	return false;
}

static void add_cve(struct reader *r, const char *name)
{
	if (strncmp(name, "CVE-", 4) == 0 && !is_known(&r->draft.advisory, name))
		(void)draft_vulnerability(&r->draft, kept(r, name, 40));
}

/* JVN says it of all vulnerabilities and products of the entry alike. */
static void end_advisory(struct reader *r)
{
	struct advisory *a = &r->draft.advisory;

	r->open = false;
	if (!a->name || !*a->name)
		return;
	if (a->vulnerability_count == 0)
		(void)draft_vulnerability(&r->draft, a->name);
	for (size_t v = 0; v < a->vulnerability_count; v++) {
		a->vulnerabilities[v].title = a->title;
		a->vulnerabilities[v].cvss = r->cvss;
		a->vulnerabilities[v].vector = r->vector;
		a->vulnerabilities[v].remedy = r->remedy;
		for (size_t p = 0; p < a->product_count; p++) {
			/* model holds, until now, whether the product is spared */
			(void)draft_status(&r->draft, p, v,
					   a->products[p].model ? PRODUCT_NOT_AFFECTED
								: PRODUCT_AFFECTED);
		}
	}
	for (size_t p = 0; p < a->product_count; p++) {
		a->products[p].model = "";
		if (!a->products[p].versions)
			a->products[p].versions = VERSIONS_NOT_TOLD;
	}
	draft_finish(&r->draft);
	if (r->draft.full)
		stop(r, "an entry has more products or vulnerabilities than are taken");
	else
		r->sink(r->argument, a);
}

/* ---- elements that say it in their attributes ---- */

static void start_item(struct reader *r, const char **attributes)
{
	(void)attributes;
	begin_advisory(r, true);
}

static void start_info(struct reader *r, const char **attributes)
{
	(void)attributes;
	begin_advisory(r, false);
}

static void start_affected(struct reader *r, const char **attributes)
{
	r->product = r->open ? draft_product(&r->draft) : NULL;
	if (r->product && strncmp(attribute(attributes, "affectedstatus"), "not", 3) == 0)
		r->product->model = "spared";
}

static void start_cvss(struct reader *r, const char **attributes)
{
	r->version3 = attribute(attributes, "version")[0] >= '3';
	const char *score = attribute(attributes, "score");

	if (!r->open || !*score || (r->has_version3 && !r->version3))
		return;
	const double value = strtod(score, NULL);
	r->cvss = value >= 0 && value <= 10 ? (int)(value * 10 + 0.5) : -1;
	r->vector = kept(r, attribute(attributes, "vector"), 150);
	r->has_version3 = r->version3;
}

static void start_cpe(struct reader *r, const char **attributes)
{
	const char *vendor = attribute(attributes, "vendor");
	struct advisory_product *p = r->open && *vendor ? draft_product(&r->draft) : NULL;

	if (!p)
		return;
	p->vendor = kept(r, vendor, 200);
	p->product = kept(r, attribute(attributes, "product"), 300);
}

static void start_references(struct reader *r, const char **attributes)
{
	if (r->open)
		add_cve(r, attribute(attributes, "id"));
}

static const struct {
	const char *name;
	void (*start)(struct reader *r, const char **attributes);
} starts[] = {
	{"item", start_item},	 {"Vulinfo", start_info}, {"AffectedItem", start_affected},
	{"Cvss", start_cvss},	 {"cvss", start_cvss},	  {"cpe", start_cpe},
	{"references", start_references},
};

/* ---- elements that say it in their text ---- */

static void text_name(struct reader *r)
{
	r->draft.advisory.name = kept(r, r->text, 100);
}

static void text_title(struct reader *r)
{
	r->draft.advisory.title = kept(r, r->text, 300);
}

static void text_summary(struct reader *r)
{
	r->draft.advisory.summary = kept(r, r->text, 2000);
}

static void text_url(struct reader *r)
{
	if (strncmp(r->text, "https://", 8) == 0)
		r->draft.advisory.url = kept(r, r->text, 300);
}

static void text_published(struct reader *r)
{
	r->draft.advisory.published = kept(r, r->text, 40);
}

static void text_updated(struct reader *r)
{
	r->draft.advisory.updated = kept(r, r->text, 40);
}

static void text_vendor(struct reader *r)
{
	if (r->product)
		r->product->vendor = kept(r, r->text, 200);
}

static void text_product(struct reader *r)
{
	if (r->product)
		r->product->product = kept(r, r->text, 300);
}

static void text_versions(struct reader *r)
{
	const char *more = kept(r, r->text, 300);

	if (!r->product || !*more)
		return;
	const char *before = r->product->versions;
	r->product->versions =
		before ? arena_printf(&r->arena, "%.300s、%.300s", before, more) : more;
}

static void text_base(struct reader *r)
{
	const double value = strtod(r->text, NULL);

	if (r->has_version3 && !r->version3)
		return;
	r->cvss = value >= 0 && value <= 10 ? (int)(value * 10 + 0.5) : -1;
	r->has_version3 = r->version3;
}

static void text_vector(struct reader *r)
{
	if (!r->has_version3 || r->version3)
		r->vector = kept(r, r->text, 150);
}

static void text_remedy(struct reader *r)
{
	if (!*r->remedy)
		r->remedy = kept(r, r->text, 1000);
}

static void text_related(struct reader *r)
{
	add_cve(r, r->text);
}

static const struct {
	const char *parent;
	const char *name;
	void (*take)(struct reader *r);
} texts[] = {
	{"Vulinfo", "VulinfoID", text_name},
	{"VulinfoData", "Title", text_title},
	{"VulinfoDescription", "Overview", text_summary},
	{"AffectedItem", "Name", text_vendor},
	{"AffectedItem", "ProductName", text_product},
	{"AffectedItem", "VersionNumber", text_versions},
	{"Cvss", "Base", text_base},
	{"Cvss", "Vector", text_vector},
	{"SolutionItem", "Description", text_remedy},
	{"RelatedItem", "VulinfoID", text_related},
	{"VulinfoData", "DateFirstPublished", text_published},
	{"VulinfoData", "DateLastUpdated", text_updated},
	{"item", "identifier", text_name},
	{"item", "title", text_title},
	{"item", "description", text_summary},
	{"item", "link", text_url},
	{"item", "issued", text_published},
	{"item", "modified", text_updated},
};

static void on_start(void *argument, const XML_Char *name, const XML_Char **attributes)
{
	struct reader *r = argument;

	if (r->depth == DEPTH_MAX) {
		stop(r, "its elements are nested too deep");
		return;
	}
	snprintf(r->path[r->depth++], NAME_SIZE, "%s", local(name));
	r->text_length = 0;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (strcmp(local(name), starts[i].name) == 0)
			starts[i].start(r, attributes);
}

static void on_text(void *argument, const XML_Char *text, int length)
{
	struct reader *r = argument;
	const size_t left = TEXT_MAX - r->text_length;
	const size_t take = (size_t)length < left ? (size_t)length : left;

	memcpy(r->text + r->text_length, text, take);
	r->text_length += take;
}

static void on_end(void *argument, const XML_Char *name)
{
	struct reader *r = argument;
	const char *what = local(name);

	r->text[r->text_length] = '\0';
	for (size_t i = 0; r->open && i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i].name, what) == 0 && strcmp(texts[i].parent, parent(r)) == 0)
			texts[i].take(r);
	r->text_length = 0;
	r->depth -= r->depth > 0;
	if (strcmp(what, "AffectedItem") == 0)
		r->product = NULL;
	if (r->open && (strcmp(what, "Vulinfo") == 0 || strcmp(what, "item") == 0))
		end_advisory(r);
}

/* A document type could define entities that grow without end; MyJVN's answers have none. */
static void refuse_doctype(void *argument, const XML_Char *name, const XML_Char *system,
			   const XML_Char *public, int has_internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_internal;
	stop(argument, "it contains a document type, which no answer of MyJVN does");
}

int myjvn_read(const void *bytes, size_t length, advisory_sink *sink, void *argument,
	       const char **error)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	r->sink = sink;
	r->argument = argument;
	r->parser = XML_ParserCreate(NULL);
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, refuse_doctype);
	if (length > INT32_MAX || XML_Parse(r->parser, bytes, (int)length, 1) != XML_STATUS_OK)
		stop(r, "it is no well-formed XML");
	if (!r->error && r->items == 0)
		r->error = "it is no answer of MyJVN: there is no Vulinfo and no item in it";
	*error = r->error;
	XML_ParserFree(r->parser);
	arena_free(&r->arena);
	free(r);
	return *error ? -EINVAL : 0;
}
