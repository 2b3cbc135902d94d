/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-url.h"

/* GLib's parser lets white space and control characters through; no address has any */
static gboolean
is_one_word (const char *url)
{
  for (const char *c = url; *c != '\0'; c++)
    if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
      return FALSE;
  return TRUE;
}

/**
 * lf_url_is_safe:
 * @url: (nullable): a text from a catalog
 *
 * Tells whether a text may be offered as a link: a whole http or https address with a host and
 * without a user name, which could make another host look like it. Any thread.
 *
 * Returns: whether it may
 */
gboolean
lf_url_is_safe (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || !is_one_word (url) || g_uri_get_host (uri) == NULL ||
      *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  return g_str_equal (g_uri_get_scheme (uri), "https") ||
         g_str_equal (g_uri_get_scheme (uri), "http");
}
