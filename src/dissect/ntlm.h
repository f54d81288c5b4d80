/* ntlm.h - NTLM sign-in, wherever it is carried (MS-NLMP). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

enum ntlm_message { NTLM_NONE, NTLM_NEGOTIATE, NTLM_CHALLENGE, NTLM_AUTHENTICATE };

/* Looks for an NTLM message in a security blob and claims what it says of its sender. */
enum ntlm_message ntlm_read(struct context *ctx, const struct cursor *blob);
