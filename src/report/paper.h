/* paper.h - what a report is written on: headings, paragraphs, tables; as HTML, as a PDF or as a Word document. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* How a cell or paragraph looks; colour never stands alone, the words say it too. */
enum look { LOOK_PLAIN, LOOK_QUIET, LOOK_STRONG, LOOK_GOOD, LOOK_BAD };

struct paper_kind;

#define PAPER_SEALS 6

/* A PNG, as bytes and as base64. */
struct paper_logo {
	const char *base64;
	const unsigned char *bytes;
	size_t length;
	unsigned width, height;
};

struct paper {
	const struct paper_kind *kind;
	struct buf *out;
	bool japanese;
	bool wide; /* across */
	struct paper_logo logo; /* length 0: none */
};

/* Texts are UTF-8 of anybody: each kind escapes them. */
struct paper_kind {
	const char *name; /* "html" */
	const char *type;
	void (*begin)(struct paper *paper, const char *title);
	void (*heading)(struct paper *paper, int depth, const char *text);
	void (*paragraph)(struct paper *paper, enum look look, const char *text);
	void (*table)(struct paper *paper, const char *const *titles, size_t count);
	void (*row)(struct paper *paper);
	void (*cell)(struct paper *paper, enum look look, const char *text);
	void (*row_end)(struct paper *paper);
	void (*table_end)(struct paper *paper);
	void (*seals)(struct paper *paper, const char *const *titles, size_t count); /* 承認欄 */
	void (*image)(struct paper *paper, const char *svg); /* our own drawing; may be left out */
	void (*logo)(struct paper *paper); /* the user's */
	/* Ends it. 0 or -errno. */
	int (*end)(struct paper *paper);
};

extern const struct paper_kind paper_html;
extern const struct paper_kind paper_docx;
/* HTML too, with the fonts that a PDF is made with: a program makes it of what end() leaves in out. */
extern const struct paper_kind paper_pdf;

/* The style of paper_html, between <style> and </style>: for the page's policy. */
extern const char paper_style[];
