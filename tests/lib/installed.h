/* SPDX-License-Identifier: GPL-2.0-only */
/* Objects that are installed where hidbpf looks for them. */
#ifndef TESTS_LIB_INSTALLED_H
#define TESTS_LIB_INSTALLED_H

#define INSTALLED_ETC "/etc/hid-bpf"
#define INSTALLED_LOCAL "/usr/local/lib/firmware/hid/bpf"
#define INSTALLED_USR "/usr/lib/firmware/hid/bpf"

/* Empties the search path, including what an earlier test left there. */
void installed_clear(void);
/* Installs an object of the tests under a file name. */
void installed_add(const char *object, const char *dir, const char *name);
/* Writes a file in a directory of the search path. */
void installed_write(const char *dir, const char *name, const char *text);

#endif
