/* paper_html.c - a report as one HTML file that prints on A4. SPDX-License-Identifier: Apache-2.0
 *
 * Nothing is fetched: style and drawings are inside. Page numbers come from @page where the printer knows them.
 */

#include "report/paper.h"

#include "lib/buf.h"
#include "lib/xml_out.h"

#include <string.h>

const char paper_style[] =
	"@page{size:A4;margin:18mm 16mm 18mm 16mm;@bottom-center{content:counter(page) ' / ' counter(pages);"
	"font-size:8pt}}"
	"body{font-family:'BIZ UDPGothic','Yu Gothic UI','Noto Sans CJK JP','IPAexGothic',sans-serif;"
	"font-size:10pt;line-height:1.6;max-width:178mm;margin:8mm auto;padding:0 4mm;color:#1a1a1a;"
	"background:#fff;line-break:strict;overflow-wrap:anywhere}"
	"th,td{overflow-wrap:break-word}.n{white-space:nowrap}"
	"h1{font-size:17pt;margin:0 0 2mm}h2{font-size:13pt;margin:7mm 0 2mm;border-bottom:1px solid #777}"
	"h3{font-size:11pt;margin:4mm 0 1mm}h1,h2,h3{break-after:avoid}p{margin:1mm 0}"
	"table{border-collapse:collapse;width:100%;margin:2mm 0}thead{display:table-header-group}"
	"th,td{border:1px solid #999;padding:1mm 1.5mm;text-align:left;vertical-align:top;font-size:9pt}"
	"th{background:#eee}tr{break-inside:avoid}.quiet{color:#555}.strong{font-weight:bold}"
	".good{color:#14532d;font-weight:bold}.bad{color:#8a1c1c;font-weight:bold}"
	".seals{float:right;width:auto;margin:0 0 3mm 6mm}.seals td{height:15mm;width:19mm}"
	".seals th{text-align:center}svg{max-width:100%;height:auto}.logo{max-height:14mm;max-width:70mm}"
	".wide{page:wide;max-width:265mm}.wide th,.wide td{font-size:8pt;line-height:1.4}"
	"@page wide{size:A4 landscape;margin:15mm 14mm}"
	"@media print{body{margin:0;max-width:none;padding:0}}";

static const char *const looks[] = {"", " class=\"quiet\"", " class=\"strong\"", " class=\"good\"",
				    " class=\"bad\""};
/* Numbers, dates and words of a cell stand on one line. */
static const char *const short_looks[] = {" class=\"n\"", " class=\"n quiet\"", " class=\"n strong\"",
					  " class=\"n good\"", " class=\"n bad\""};

#define SHORT 15 /* bytes: five characters of Japanese */

static const char *look_of(enum look look, const char *text)
{
	return strlen(text) <= SHORT ? short_looks[look] : looks[look];
}

static void element(struct paper *p, const char *name, const char *attributes, const char *text)
{
	/* bdi: a name that turns the direction of writing turns nothing but itself */
	buf_printf(p->out, "<%s%s><bdi>", name, attributes);
	xml_text(p->out, text, "<br>");
	buf_printf(p->out, "</bdi></%s>\n", name);
}

/* One small font holds Japanese and Latin: it is embedded quickly, and is the same on every machine. */
static const char pdf_style[] =
	"body{font-family:'IPAexGothic','Noto Sans CJK JP',sans-serif}"
	"@page{@bottom-left{content:string(title);font-size:8pt;font-family:'IPAexGothic',sans-serif}"
	"@bottom-center{font-family:'IPAexGothic',sans-serif}}h1{string-set:title content()}";

static void begin(struct paper *p, const char *title)
{
	buf_printf(p->out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>",
		   p->japanese ? "ja" : "en");
	xml_text(p->out, title, "<br>");
	buf_printf(p->out, "</title><style>%s%s</style></head><body%s>\n", paper_style,
		   p->kind == &paper_pdf ? pdf_style : "", p->wide ? " class=\"wide\"" : "");
}

static void heading(struct paper *p, int depth, const char *text)
{
	static const char *const names[] = {"h1", "h2", "h3"};

	element(p, names[depth < 1 ? 0 : depth > 3 ? 2 : depth - 1], "", text);
}

static void paragraph(struct paper *p, enum look look, const char *text)
{
	element(p, "p", looks[look], text);
}

static void table(struct paper *p, const char *const *titles, size_t count)
{
	buf_text(p->out, "<table><thead><tr>");
	for (size_t i = 0; i < count; i++)
		element(p, "th", look_of(LOOK_PLAIN, titles[i]), titles[i]);
	buf_text(p->out, "</tr></thead><tbody>\n");
}

static void row(struct paper *p)
{
	buf_text(p->out, "<tr>");
}

static void cell(struct paper *p, enum look look, const char *text)
{
	element(p, "td", look_of(look, text), text);
}

static void row_end(struct paper *p)
{
	buf_text(p->out, "</tr>\n");
}

static void table_end(struct paper *p)
{
	buf_text(p->out, "</tbody></table>\n");
}

static void seals(struct paper *p, const char *const *titles, size_t count)
{
	buf_text(p->out, "<table class=\"seals\"><tr>");
	for (size_t i = 0; i < count; i++)
		element(p, "th", "", titles[i]);
	buf_text(p->out, "</tr><tr>");
	for (size_t i = 0; i < count; i++)
		buf_text(p->out, "<td></td>");
	buf_text(p->out, "</tr></table>\n");
}

static void image(struct paper *p, const char *svg)
{
	buf_text(p->out, svg);
}

static void logo(struct paper *p)
{
	buf_printf(p->out, "<p><img class=\"logo\" alt=\"\" src=\"data:image/png;base64,%s\"></p>\n", p->logo.base64);
}

static int end(struct paper *p)
{
	buf_text(p->out, "</body></html>\n");
	return 0;
}

#define AS_HTML                                                                              \
	.begin = begin, .heading = heading, .paragraph = paragraph, .table = table, .row = row, \
	.cell = cell, .row_end = row_end, .table_end = table_end, .seals = seals, .image = image, \
	.logo = logo, .end = end

const struct paper_kind paper_html = {.name = "html", .type = "text/html; charset=utf-8", AS_HTML};
const struct paper_kind paper_pdf = {.name = "pdf", .type = "application/pdf", AS_HTML};
