/* paper_docx.c - a report as a Word document that can be edited (ECMA-376 part 1, WordprocessingML). SPDX-License-Identifier: Apache-2.0
 *
 * The body is written to the buffer; at the end it becomes one part of an archive.
 */

#include "report/paper.h"

#include "lib/buf.h"
#include "lib/xml_out.h"
#include "report/archive.h"

#include <errno.h>
#include <string.h>

static const char types[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"png\" ContentType=\"image/png\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
	"wordprocessingml.styles+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd."
	"openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
static const char root_relations[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	"officeDocument\" Target=\"word/document.xml\"/></Relationships>";
static const char relations[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	"styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/"
	"officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>";
static const char logo_relation[] =
	"<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
	"Target=\"media/logo.png\"/>";
#define DRAWING                                                                                        \
	"xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "         \
	"xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                           \
	"xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                      \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define STYLE(id, name, size, bold)                                                                    \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name                    \
	"\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"200\" "            \
	"w:after=\"60\"/></w:pPr><w:rPr>" bold "<w:sz w:val=\"" size "\"/></w:rPr></w:style>"
static const char styles[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:styles " W "><w:docDefaults>"
	"<w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Yu Gothic\" w:hAnsi=\"Yu Gothic\" w:eastAsia=\"Yu Gothic\"/>"
	"<w:sz w:val=\"20\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" "
	"w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
	STYLE("Heading1", "heading 1", "34", "<w:b/>") STYLE("Heading2", "heading 2", "26", "<w:b/>")
	STYLE("Heading3", "heading 3", "22", "<w:b/>") "</w:styles>";
static const char footer[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:ftr " W "><w:p><w:pPr><w:jc "
	"w:val=\"center\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
	"xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
	"</w:ftr>";

static const char *const looks[] = {"", "<w:color w:val=\"555555\"/>", "<w:b/>",
				    "<w:b/><w:color w:val=\"14532D\"/>", "<w:b/><w:color w:val=\"8A1C1C\"/>"};

static void put(struct paper *p, const char *style, const char *run, const char *text)
{
	buf_text(p->out, "<w:p>");
	if (*style)
		buf_printf(p->out, "<w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
	buf_printf(p->out, "<w:r>%s%s%s<w:t xml:space=\"preserve\">", *run ? "<w:rPr>" : "", run,
		   *run ? "</w:rPr>" : "");
	xml_text(p->out, text, "</w:t><w:br/><w:t xml:space=\"preserve\">");
	buf_text(p->out, "</w:t></w:r></w:p>\n");
}

static void begin(struct paper *p, const char *title)
{
	(void)title;
	buf_text(p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document " W
			 "><w:body>\n");
}

static void heading(struct paper *p, int depth, const char *text)
{
	put(p, depth <= 1 ? "Heading1" : depth == 2 ? "Heading2" : "Heading3", "", text);
}

static void paragraph(struct paper *p, enum look look, const char *text)
{
	put(p, "", looks[look], text);
}

static void open_table(struct paper *p)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};

	buf_text(p->out, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
	for (size_t i = 0; i < 6; i++)
		buf_printf(p->out, "<w:%s w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>", sides[i]);
	buf_text(p->out, "</w:tblBorders></w:tblPr><w:tblGrid/>");
}

static void row(struct paper *p)
{
	buf_text(p->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
}

static void cell(struct paper *p, enum look look, const char *text)
{
	buf_text(p->out, "<w:tc>");
	put(p, "", looks[look], text);
	buf_text(p->out, "</w:tc>");
}

static void row_end(struct paper *p)
{
	buf_text(p->out, "</w:tr>\n");
}

static void table(struct paper *p, const char *const *titles, size_t count)
{
	open_table(p);
	buf_text(p->out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
	for (size_t i = 0; i < count; i++)
		cell(p, LOOK_STRONG, titles[i]);
	row_end(p);
}

/* Two tables that touch would become one. */
static void table_end(struct paper *p)
{
	buf_text(p->out, "</w:tbl><w:p/>\n");
}

static void seals(struct paper *p, const char *const *titles, size_t count)
{
	table(p, titles, count);
	buf_text(p->out, "<w:tr><w:trPr><w:trHeight w:val=\"850\" w:hRule=\"exact\"/></w:trPr>");
	for (size_t i = 0; i < count; i++)
		cell(p, LOOK_PLAIN, "");
	row_end(p);
	table_end(p);
}

/* A drawing is told in the tables beside it. */
static void image(struct paper *p, const char *svg)
{
	(void)p;
	(void)svg;
}

#define EMU_MM 36000 /* DrawingML counts 36,000 in a millimetre */

/* 20.4.2.8: at most 14 mm high and 70 mm wide, as in HTML. */
static void logo(struct paper *p)
{
	const double high = 14.0 * EMU_MM, wide = 70.0 * EMU_MM;
	const double by_height = high / p->logo.height, by_width = wide / p->logo.width;
	const double scale = by_height < by_width ? by_height : by_width;
	const long width = (long)(p->logo.width * scale), height = (long)(p->logo.height * scale);

	buf_printf(p->out,
		   "<w:p><w:r><w:drawing><wp:inline " DRAWING "><wp:extent cx=\"%ld\" cy=\"%ld\"/><wp:docPr id=\"1\" "
		   "name=\"logo\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
		   "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"logo.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
		   "<a:blip r:embed=\"rId3\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off "
		   "x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
		   "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n",
		   width, height, width, height);
}

static int pack(const struct paper *p, const struct buf *body, struct buf *out)
{
	struct buf links = {0};

	buf_printf(&links, "%s%s</Relationships>", relations, p->logo.length ? logo_relation : "");
	const struct archive_file files[] = {{"[Content_Types].xml", types, sizeof(types) - 1},
					     {"_rels/.rels", root_relations, sizeof(root_relations) - 1},
					     {"word/document.xml", body->data, body->length},
					     {"word/_rels/document.xml.rels", links.data, links.length},
					     {"word/styles.xml", styles, sizeof(styles) - 1},
					     {"word/footer1.xml", footer, sizeof(footer) - 1},
					     {"word/media/logo.png", p->logo.bytes, p->logo.length}};
	const size_t count = sizeof(files) / sizeof(files[0]);

	const int rc = archive_write(files, p->logo.length ? count : count - 1, out);

	buf_free(&links);
	return rc;
}

static int end(struct paper *p)
{
	struct buf whole = {0};

	buf_text(p->out, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\" xmlns:r=\"http://schemas."
			 "openxmlformats.org/officeDocument/2006/relationships\"/>");
	buf_text(p->out, p->wide ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
				 : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
	buf_text(p->out, "<w:pgMar w:top=\"1020\" w:right=\"907\" w:bottom=\"1020\" w:left=\"907\" "
			 "w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
	const int rc = pack(p, p->out, &whole);

	buf_free(p->out);
	*p->out = whole;
	return rc;
}

const struct paper_kind paper_docx = {
	.name = "docx",
	.type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	.begin = begin,
	.heading = heading,
	.paragraph = paragraph,
	.table = table,
	.row = row,
	.cell = cell,
	.row_end = row_end,
	.table_end = table_end,
	.seals = seals,
	.image = image,
	.logo = logo,
	.end = end,
};
