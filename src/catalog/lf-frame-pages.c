/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-frame-pages.h"

struct _LfFramePages
{
  GHashTable *pages;            /* number → LfFramePage */
  GQueue      recent;           /* of LfFramePage, the one looked at last first */
};

/* Pages that are kept, the ones looked at last; what is on the screen are three at the most */
#define MAX_PAGES 24

static LfFramePage *
page_new (guint number)
{
  LfFramePage *page = g_new0 (LfFramePage, 1);

  page->number = number;
  return page;
}

static void
page_free (LfFramePage *page)
{
  for (guint i = 0; i < LF_FRAME_PAGE_LENGTH; i++)
    g_clear_weak_pointer (&page->frames[i]);
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_free (page);
}

static gboolean
is_held (LfFramePage *page)
{
  for (guint i = 0; i < LF_FRAME_PAGE_LENGTH; i++)
    if (page->frames[i] != NULL)
      return TRUE;
  return FALSE;
}

static void
drop (LfFramePages *self,
      GList        *link)
{
  LfFramePage *page = link->data;

  g_queue_delete_link (&self->recent, link);
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page->number));
}

/* Pages of which somebody has a frame stay: another object for it would be another frame */
static void
forget_old_pages (LfFramePages *self)
{
  GList *link = self->recent.tail;

  while (link != self->recent.head && self->recent.length > MAX_PAGES)
    {
      GList *before = link->prev;
      LfFramePage *page = link->data;

      if (!is_held (page))
        drop (self, link);
      link = before;
    }
}

/* A frame that somebody has, and where it is from now on */
typedef struct
{
  LfFrame *frame;
  guint    position;
} Held;

static void
held_clear (Held *held)
{
  g_object_unref (held->frame);
}

/* The frames that somebody has, as far as they are before @first or behind @last_before */
static GArray *
list_held (LfFramePages *self,
           guint         first,
           guint         last_before,
           guint         last)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Held));

  g_array_set_clear_func (all, (GDestroyNotify) held_clear);
  for (GList *link = self->recent.tail; link != NULL; link = link->prev)
    {
      LfFramePage *page = link->data;

      for (guint i = 0; i < LF_FRAME_PAGE_LENGTH; i++)
        {
          guint position = page->number * LF_FRAME_PAGE_LENGTH + i;
          Held held = { page->frames[i], position };

          if (held.frame == NULL || (position >= first && position < last_before))
            continue;

          g_object_ref (held.frame);
          if (position >= last_before)
            held.position = position - last_before + last;
          g_array_append_val (all, held);
        }
    }
  return all;
}

/**
 * lf_frame_pages_new: (skip)
 *
 * Returns: (transfer full): no pages
 */
LfFramePages *
lf_frame_pages_new (void)
{
  LfFramePages *self = g_new0 (LfFramePages, 1);

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  g_queue_init (&self->recent);
  return self;
}

/**
 * lf_frame_pages_free: (skip)
 * @self: (transfer full): pages
 *
 * Frees them.
 */
void
lf_frame_pages_free (LfFramePages *self)
{
  g_queue_clear (&self->recent);
  g_hash_table_unref (self->pages);
  g_free (self);
}

/**
 * lf_frame_pages_lookup: (skip)
 * @self: pages
 * @number: the number of a page
 *
 * Returns: (transfer none) (nullable): the page, if it is kept
 */
LfFramePage *
lf_frame_pages_lookup (LfFramePages *self,
                       guint         number)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
}

/**
 * lf_frame_pages_find: (skip)
 * @self: pages
 * @number: the number of a page
 *
 * Looks at a page; it may be new, and others may go for it.
 *
 * Returns: (transfer none): the page
 */
LfFramePage *
lf_frame_pages_find (LfFramePages *self,
                     guint         number)
{
  LfFramePage *page = lf_frame_pages_lookup (self, number);

  if (page == NULL)
    {
      page = page_new (number);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
      g_queue_push_head (&self->recent, page);
      forget_old_pages (self);
    }
  else if (self->recent.head->data != page)
    {
      g_queue_remove (&self->recent, page);
      g_queue_push_head (&self->recent, page);
    }
  return page;
}

/**
 * lf_frame_pages_move: (skip)
 * @self: pages
 * @first: the first frame of the list that is no more
 * @last_before: the one behind the last of these
 * @last: where that is now
 *
 * Begins new pages with the frames that somebody has, where they are in the list from now on.
 */
void
lf_frame_pages_move (LfFramePages *self,
                     guint         first,
                     guint         last_before,
                     guint         last)
{
  g_autoptr (GArray) held = list_held (self, first, last_before, last);

  while (self->recent.head != NULL)
    drop (self, self->recent.head);
  for (guint i = 0; i < held->len; i++)
    {
      Held *one = &g_array_index (held, Held, i);
      LfFramePage *page = lf_frame_pages_find (self, one->position / LF_FRAME_PAGE_LENGTH);

      g_set_weak_pointer (&page->frames[one->position % LF_FRAME_PAGE_LENGTH], one->frame);
    }
}

/**
 * lf_frame_pages_forget_rows: (skip)
 * @self: pages
 *
 * Forgets the rows of all pages: they are out of date.
 *
 * Returns: (transfer container) (element-type LfFramePage): those of which somebody has a frame; the
 *   others are no more
 */
GPtrArray *
lf_frame_pages_forget_rows (LfFramePages *self)
{
  GPtrArray *held = g_ptr_array_new ();
  GList *link = self->recent.head;

  while (link != NULL)
    {
      GList *next = link->next;
      LfFramePage *page = link->data;

      page->requested = FALSE;
      g_clear_pointer (&page->rows, g_ptr_array_unref);
      if (is_held (page))
        g_ptr_array_add (held, page);
      else
        drop (self, link);
      link = next;
    }
  return held;
}

/**
 * lf_frame_pages_count: (skip)
 * @self: pages
 *
 * Returns: how many are kept
 */
guint
lf_frame_pages_count (LfFramePages *self)
{
  return g_hash_table_size (self->pages);
}

/**
 * lf_frame_page_take_rows: (skip)
 * @self: a page
 * @rows: (transfer full) (element-type LfFrameRow): its rows
 *
 * Sets its rows, of the frames that somebody has, too.
 */
void
lf_frame_page_take_rows (LfFramePage *self,
                         GPtrArray   *rows)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    if (self->frames[i] != NULL)
      {
        g_autoptr (LfFrame) frame = g_object_ref (self->frames[i]);

        lf_frame_set_row (frame, g_ptr_array_index (rows, i));
      }
}

/**
 * lf_frame_page_renumber: (skip)
 * @self: a page
 * @index: (element-type gint64): the numbers of all frames
 *
 * Tells the frames that somebody has which ones they are now. Those behind the end of @index are
 * blank.
 */
void
lf_frame_page_renumber (LfFramePage *self,
                        GArray      *index)
{
  for (guint i = 0; i < LF_FRAME_PAGE_LENGTH; i++)
    {
      guint position = self->number * LF_FRAME_PAGE_LENGTH + i;
      g_autoptr (LfFrame) frame = NULL;

      if (self->frames[i] == NULL)
        continue;

      frame = g_object_ref (self->frames[i]);
      if (position < index->len)
        lf_frame_set_number (frame, g_array_index (index, gint64, position));
      else
        lf_frame_set_row (frame, NULL);
    }
}
