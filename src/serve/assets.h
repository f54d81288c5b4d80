/* assets.h - what the files of assets share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "serve/server.h"
#include "store/check.h"

/* Members of an asset, within an object that the caller began. */
void put_asset(struct json_out *j, const struct asset_row *asset);
/* One end of a conversation or operation. */
void put_party(struct json_out *j, const char *key, const struct party_row *party);
/* One question of the active check, as an object. */
void put_check_result(struct json_out *j, const char *key, const struct check_seen *seen);
