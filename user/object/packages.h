/* SPDX-License-Identifier: GPL-2.0-only */
/* How hid-bpf-compat is installed, for the commands that "hidbpf doctor" suggests. */
#ifndef OBJECT_PACKAGES_H
#define OBJECT_PACKAGES_H

/* The names of the packages, the same for Debian and as RPM. */
#define PACKAGE_TOOL "hidbpf"
#define PACKAGE_MODULE "hid-bpf-compat-dkms"

/*
 * The command that installs again what a package contains: that of the package manager if the
 * package or the one of hidbpf is installed, otherwise "make install". Valid until the next call.
 */
const char *packages_install(const char *package);
/* Of two commands, the one for the package manager of this system: Debian's, or that of RPMs. */
const char *packages_choose(const char *apt, const char *dnf);

#endif
