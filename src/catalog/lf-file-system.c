/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog/lf-file-system.h"

#include <linux/magic.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

/* File systems whose files are on another machine, by what statfs() calls them: linux/magic.h, and
 * for those that are not in it the sources of their drivers */
static const struct
{
  guint64     magic;
  const char *name;
} networks[] = {
  { NFS_SUPER_MAGIC, "NFS" },
  { SMB_SUPER_MAGIC, "SMB" },
  { 0xff534d42, "SMB" },        /* CIFS_SUPER_MAGIC, in newer headers */
  { 0xfe534d42, "SMB" },        /* SMB2_SUPER_MAGIC */
  { 0x00c36400, "Ceph" },       /* CEPH_SUPER_MAGIC */
  { AFS_SUPER_MAGIC, "AFS" },
  { AFS_FS_MAGIC, "AFS" },
  { CODA_SUPER_MAGIC, "Coda" },
  { NCP_SUPER_MAGIC, "NetWare" },
  { V9FS_MAGIC, "9P" },
  { OCFS2_SUPER_MAGIC, "OCFS2" },
  { 0x01161970, "GFS2" },
  { 0x0bd00bd0, "Lustre" },
  { 0x19830326, "BeeGFS" },
  { 0x47504653, "GPFS" },
  { 0x786f4256, "VirtualBox" }, /* folders shared with the machine that runs this one */
  { 0xbacbacbc, "VMware" },
  { 0x7c7c6673, "Parallels" },
};

/* All of FUSE is one to statfs(), and most of it is on this machine: these are not */
static const struct
{
  const char *type;
  const char *name;
} fuse_networks[] = {
  { "fuse.sshfs", "SSHFS" },           { "fuse.rclone", "rclone" },
  { "fuse.gvfsd-fuse", "GVfs" },       { "fuse.davfs", "WebDAV" },
  { "fuse.glusterfs", "GlusterFS" },   { "fuse.s3fs", "S3" },
  { "fuse.curlftpfs", "FTP" },         { "fuse.smbnetfs", "SMB" },
  { "fuse.ceph-fuse", "Ceph" },        { "fuse.vmhgfs-fuse", "VMware" },
  { "fuse.google-drive-ocamlfuse", "Google Drive" },
};

/**
 * lf_file_system_get_network_name:
 * @magic: what statfs() calls a file system
 * @type: (nullable): what /proc/self/mountinfo calls it, which counts for FUSE
 *
 * Returns: (transfer none) (nullable): the name of a file system whose files are on another
 *   machine; %NULL for one of this machine
 */
const char *
lf_file_system_get_network_name (guint64     magic,
                                 const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    if (magic == networks[i].magic)
      return networks[i].name;

  for (guint i = 0; i < G_N_ELEMENTS (fuse_networks) && magic == FUSE_SUPER_MAGIC; i++)
    if (g_strcmp0 (type, fuse_networks[i].type) == 0)
      return fuse_networks[i].name;
  return NULL;
}

/* The type in the lines of /proc/self/mountinfo, see proc(5): the third word is the device, and the
 * type is the first after a “-” */
static char *
find_type (dev_t device)
{
  g_autofree char *text = NULL;
  g_autofree char *number = g_strdup_printf ("%u:%u", major (device), minor (device));
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      guint n = g_strv_length (words);

      if (n < 3 || !g_str_equal (words[2], number))
        continue;
      for (guint j = 3; j + 1 < n; j++)
        if (g_str_equal (words[j], "-"))
          return g_strdup (words[j + 1]);
    }
  return NULL;
}

/* What a file is on: the number of its kind, and for FUSE what is behind that */
static gboolean
find_kind (const char  *path,
           guint64     *magic,
           char       **type)
{
  struct statfs fs;
  struct stat st;

  *type = NULL;
  if (statfs (path, &fs) != 0 || stat (path, &st) != 0)
    return FALSE;

  /* 32 bits, in a field that has a sign on some machines and none on others */
  *magic = (guint64) fs.f_type & G_MAXUINT32;
  if (*magic == FUSE_SUPER_MAGIC)
    *type = find_type (st.st_dev);
  return TRUE;
}

/**
 * lf_file_system_find_network:
 * @path: a file or folder
 *
 * Returns: (transfer none) (nullable): the name of the file system it is on, if the file is on
 *   another machine; %NULL if it is not, or if that cannot be found out
 */
const char *
lf_file_system_find_network (const char *path)
{
  g_autofree char *type = NULL;
  guint64 magic;

  return find_kind (path, &magic, &type) ? lf_file_system_get_network_name (magic, type) : NULL;
}

/* A user may have only so many watches, and other programs may have taken them all */
static gboolean
can_be_watched (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);
  gboolean can = fd >= 0 && inotify_add_watch (fd, folder, IN_MODIFY) >= 0;

  if (fd >= 0)
    close (fd);
  return can;
}

/**
 * lf_file_system_tells_changes:
 * @path: a file
 *
 * Finds out whether a monitor of a file gets to know of all that is written to it. What another
 * machine writes is never told, and of FUSE one cannot know what is behind it, unless it is a disk.
 * May block where a disk does not answer.
 *
 * Returns: whether it does
 */
gboolean
lf_file_system_tells_changes (const char *path)
{
  g_autofree char *type = NULL;
  guint64 magic;

  if (!find_kind (path, &magic, &type))
    return FALSE;
  if (magic == FUSE_SUPER_MAGIC)
    return g_strcmp0 (type, "fuseblk") == 0 && can_be_watched (path);
  return lf_file_system_get_network_name (magic, NULL) == NULL && can_be_watched (path);
}

/**
 * lf_file_system_is_same:
 * @one: a folder
 * @other: a folder
 *
 * Returns: whether both share the room of one file system
 */
gboolean
lf_file_system_is_same (const char *one,
                        const char *other)
{
  struct stat first;
  struct stat second;

  return stat (one, &first) == 0 && stat (other, &second) == 0 && first.st_dev == second.st_dev;
}

/**
 * lf_file_system_find_folder:
 * @path: a folder that need not be there yet
 *
 * Returns: (transfer full): it, or the folder in which it would be made
 */
char *
lf_file_system_find_folder (const char *path)
{
  char *folder = g_canonicalize_filename (path, NULL);

  while (!g_file_test (folder, G_FILE_TEST_IS_DIR) && strcmp (folder, "/") != 0)
    {
      char *parent = g_path_get_dirname (folder);

      g_free (folder);
      folder = parent;
    }
  return folder;
}
