/* smb_file.c - shares and open files of an SMB connection (MS-SMB2 2.2.9 to 2.2.39).
 * SPDX-License-Identifier: Apache-2.0 */

#include "dissect/smb_file.h"

#include "dissect/smb.h"
#include "lib/text.h"

#include <string.h>

#define READS                                                                                      \
	0xa2000021u /* MS-SMB2 2.2.13.1.1: data, execute; generic read and execute; whatever is    \
	               allowed */
#define WRITES 0x50000006u /* data, append; generic write, all */
/* So many digits count days, or times; fewer are somebody's number of a recipe. */
#define COUNTED_DIGITS 6

static const char *const deeds[] = {
        [SMB_READ] = "Read",
        [SMB_WRITE] = "Write",
        [SMB_RENAME] = "Rename",
        [SMB_RENAME_TO] = "Rename To",
        [SMB_DELETE] = "Delete",
        [SMB_OPEN] = "Open",
        [SMB_OPEN_WRITE] = "Open for Writing",
        [SMB_CREATE] = "Create",
};

static struct smb_files *files_of(const struct context *ctx)
{
	return &((struct smb *)ctx->state)->files;
}

/* Without a name it is told that such a thing was done. */
static void tell(struct context *ctx, uint32_t id, uint32_t code, enum smb_deed deed,
                 const char *name)
{
	smb_operation(ctx, id,
	              &(struct operation){.class = OT_FILE,
	                                  .code = code,
	                                  .subcode = NO_SUBCODE,
	                                  .function = deeds[deed],
	                                  .target = name ? "%s" : NULL,
	                                  .text = name,
	                                  .text_length = name ? strlen(name) : 0});
}

void smb_share_asked(struct smb_files *files, uint32_t id, const char *path, bool pipes)
{
	struct smb_share *share = &files->share[files->next_share++ % SMB_SHARES];
	const char *slash = strrchr(path, '\\');

	*share = (struct smb_share){.asked = id, .used = true, .waits = true, .pipes = pipes};
	text_add(share->name, sizeof(share->name), 0, slash ? slash + 1 : path);
	path_small(share->name);
}

static struct smb_share *share_find(struct smb_files *files, uint64_t tree)
{
	for (size_t i = 0; i < SMB_SHARES; i++)
		if (files->share[i].used && !files->share[i].waits && files->share[i].tree == tree)
			return &files->share[i];
	return NULL;
}

void smb_share_left(struct smb_files *files, uint64_t tree)
{
	struct smb_share *share = share_find(files, tree);

	if (share)
		share->used = false;
}

void smb_share_answered(struct smb_files *files, uint32_t id, uint64_t tree, bool ok)
{
	for (size_t i = 0; i < SMB_SHARES; i++) {
		struct smb_share *share = &files->share[i];

		if (!share->used || !share->waits || share->asked != id)
			continue;
		smb_share_left(files, tree); /* its number is given anew */
		share->tree = tree;
		share->waits = false;
		share->used = ok;
	}
}

bool smb_share_is_pipes(const struct smb_files *files, uint64_t tree)
{
	const struct smb_share *share = share_find((struct smb_files *)files, tree);

	return share && share->pipes;
}

/* What a file is called: share and path; a stream is told as its file. */
static bool full_name(struct smb_files *files, uint64_t tree, const char *name, char out[PATH_SIZE])
{
	const struct smb_share *share = share_find(files, tree);

	name += strspn(name, "\\");
	if (!share || share->pipes || *name == ':' || *name == '\0')
		return false;
	const size_t begin = text_add(out, PATH_SIZE, text_add(out, PATH_SIZE, 0, share->name), "\\");

	text_add(out, PATH_SIZE, begin, name);
	out[begin + strcspn(out + begin, ":")] = '\0';
	path_cut(out);
	path_small(out);
	path_generalise(out, COUNTED_DIGITS);
	return true;
}

/* A place for one more open file, if need be that of the one opened longest ago. */
static struct smb_file *file_place(struct smb_files *files)
{
	for (size_t i = 0; i < SMB_FILES; i++)
		if (!files->file[i].used)
			return &files->file[i];
	return &files->file[files->next_file++ % SMB_FILES];
}

static bool is_told(const struct smb_wish *wish, enum smb_deed *deed)
{
	*deed = wish->removes           ? SMB_DELETE
	        : wish->makes           ? SMB_CREATE
	        : wish->access & WRITES ? SMB_OPEN_WRITE
	                                : SMB_OPEN;
	return wish->removes || wish->makes || (!wish->folder && wish->access & (READS | WRITES));
}

void smb_file_asked(struct context *ctx, const struct smb_wish *wish)
{
	struct smb_files *files = files_of(ctx);
	struct smb_file asked = {.asked = wish->id, .used = true, .waits = true};
	const bool known = full_name(files, wish->tree, wish->name, asked.name);
	enum smb_deed deed;

	files->latest = 0;
	if (known) {
		struct smb_file *file = file_place(files);

		*file = asked;
		files->latest = (uint8_t)(file - files->file + 1);
	}
	if (is_told(wish, &deed) && (known || wish->makes || wish->removes))
		tell(ctx, wish->id, wish->code, deed, known ? asked.name : NULL);
}

void smb_file_answered(struct smb_files *files, uint32_t id, uint64_t number, bool ok)
{
	struct smb_file *answered = NULL;

	for (size_t i = 0; i < SMB_FILES; i++) {
		struct smb_file *file = &files->file[i];

		if (file->used && file->waits && file->asked == id)
			answered = file;
		else if (file->used && !file->waits && file->id == number && ok)
			file->used = false; /* its number is given anew */
	}
	if (!answered)
		return;
	answered->id = number;
	answered->waits = false;
	answered->used = ok;
}

static struct smb_file *file_find(struct smb_files *files, uint64_t id)
{
	if (id == SMB_FILE_LATEST)
		return files->latest && files->file[files->latest - 1].used
		               ? &files->file[files->latest - 1]
		               : NULL;
	for (size_t i = 0; i < SMB_FILES; i++)
		if (files->file[i].used && !files->file[i].waits && files->file[i].id == id)
			return &files->file[i];
	return NULL;
}

void smb_file_closed(struct smb_files *files, uint64_t id)
{
	struct smb_file *file = id == SMB_FILE_LATEST ? NULL : file_find(files, id);

	if (file)
		file->used = false;
}

bool smb_file_done(struct context *ctx, uint32_t id, uint32_t code, uint64_t number,
                   enum smb_deed deed)
{
	struct smb_file *file = file_find(files_of(ctx), number);
	const uint8_t bit = (uint8_t)(1u << deed);

	if (!file)
		return false;
	if (!(file->told & bit))
		tell(ctx, id, code, deed, file->name);
	file->told |= deed == SMB_READ || deed == SMB_WRITE ? bit : 0;
	return true;
}

void smb_file_removed(struct context *ctx, uint32_t id, uint32_t code, uint64_t number)
{
	if (!smb_file_done(ctx, id, code, number, SMB_DELETE))
		tell(ctx, id, code, SMB_DELETE, NULL);
}

void smb_file_named(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree,
                    const char *name, enum smb_deed deed)
{
	char full[PATH_SIZE];

	tell(ctx, id, code, deed, full_name(files_of(ctx), tree, name, full) ? full : NULL);
}

void smb_file_renamed(struct context *ctx, uint32_t id, uint32_t code, uint64_t tree,
                      uint64_t number, const char *name)
{
	struct smb_file *file = file_find(files_of(ctx), number);
	char full[PATH_SIZE];

	tell(ctx, id, code, SMB_RENAME, file ? file->name : NULL);
	if (!full_name(files_of(ctx), tree, name, full))
		return;
	tell(ctx, id, code, SMB_RENAME_TO, full);
	if (file)
		memcpy(file->name, full, sizeof(full));
}
