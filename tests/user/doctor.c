// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf doctor without systemd: tests/udev has the rest. */
#include "lib/installed.h"
#include "lib/kmod.h"
#include "lib/models.h"
#include "lib/mounts.h"
#include "lib/programs.h"
#include "lib/tap.h"
#include "lib/tool.h"
#include "libhidbpf/libhidbpf.h"

#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

/* A compiler that does nothing but print its version. */
static void use_clang(int version)
{
	char script[] = "/tmp/clang-XXXXXX";
	int fd = mkstemp(script);

	CHECK(fd >= 0);
	dprintf(fd, "#!/bin/sh\necho %d\n", version);
	fchmod(fd, 0755);
	close(fd);
	setenv("CLANG", script, 1);
}

/* Puts a shell script in place of a program of the system, which the guest may not have. */
static void replace_program(const char *name, const char *script)
{
	static char dir[] = "/tmp/programs-XXXXXX";
	char path[512];
	int fd;

	if (strstr(dir, "XXXXXX")) {
		CHECK(mkdtemp(dir) != NULL);
		snprintf(path, sizeof(path), "%s:%s", dir, getenv("PATH"));
		setenv("PATH", path, 1);
	}
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	CHECK(fd >= 0);
	dprintf(fd, "#!/bin/sh\n%s\n", script);
	close(fd);
}

enum { DONE, PROBLEMS, BAD_USAGE };

static void check_said(const char *text)
{
	if (!strstr(tool_output(), text))
		FAIL("the output does not say \"%s\": %s", text, tool_output());
}

TEST(support, "hidbpf doctor reports where HID-BPF comes from, and what is missing")
{
	bool module = !access("/sys/module/hid_bpf_compat", F_OK);

	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(module ? "hid_bpf_compat adds" : "has native HID-BPF");
	check_said(module ? "is loaded" : "is not needed");
	check_said("is mounted on /sys/fs/bpf");
	check_said("systemctl start systemd-udevd");
	CHECK_EQ(tool_run("hidbpf", "doctor", "everything", NULL), BAD_USAGE);
}

/* Makes this kernel look like one without the module that has these functions. */
static void pretend(const char *kallsyms)
{
	mounts_separate();
	CHECK_EQ(mount("none", "/dev", "tmpfs", 0, NULL), 0);
	CHECK_EQ(mount("none", "/sys/module", "tmpfs", 0, NULL), 0);
	CHECK_EQ(mount("none", "/sys/kernel/btf", "tmpfs", 0, NULL), 0);
	CHECK(creat("/sys/kernel/btf/vmlinux", 0444) >= 0);
	mounts_replace_file("/proc/kallsyms", kallsyms);
}

#define OLDER "0000000000000000 T dispatch_hid_bpf_device_event\n"
#define KFUNCS "0000000000000000 T register_btf_kfunc_id_set\n"

TEST(module, "with the module, hidbpf doctor reports what the kernel has, and how it is served")
{
	bool driver = kmod_enters_by("driver");

	if (access("/sys/module/hid_bpf_compat", F_OK))
		test_skip("there is no module");
	tool_run("hidbpf", "doctor", NULL);
	check_said(hidbpf_front_end() == HIDBPF_TRACING ? "(front end tracing, " :
							  "(front end struct_ops, ");
	check_said(driver ? "intercept=driver)" : "intercept=ftrace)");
	mounts_separate();
	mounts_replace_file("/proc/kallsyms", KFUNCS);
	tool_run("hidbpf", "doctor", NULL);
	check_said(" has no HID-BPF; hid_bpf_compat adds it (");
	mounts_replace_file("/proc/kallsyms", KFUNCS OLDER);
	tool_run("hidbpf", "doctor", NULL);
	check_said("the older HID-BPF of Linux 6.3 to 6.10; hid_bpf_compat adds that of 6.11 (");
}

TEST(no_hid_bpf, "without the module, hidbpf doctor reports that there is no HID-BPF, and the fix")
{
	pretend(KFUNCS);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has no HID-BPF\n");
	check_said("then: modprobe hid_bpf_compat\n");
	check_said("hid_bpf_compat is not built for this kernel");
}

TEST(older_hid_bpf, "without the module, hidbpf doctor reports the older HID-BPF, and the fix")
{
	pretend(OLDER KFUNCS);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has the older HID-BPF of Linux 6.3 to 6.10, which cannot load objects for "
		   "6.11 and newer\n");
	check_said("then: modprobe hid_bpf_compat\n");
	check_said("hid_bpf_compat is not built for this kernel");
}

TEST(not_servable, "hidbpf doctor reports why the module cannot be built for a kernel")
{
	pretend("");
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" has no HID-BPF, and hid_bpf_compat cannot be built for it: its BPF programs "
		   "cannot call functions of modules\n");
	check_said("boot a kernel from 6.11 on with CONFIG_HID_BPF\n");
	CHECK(!strstr(tool_output(), "modprobe hid_bpf_compat"));
	CHECK_EQ(unlink("/sys/kernel/btf/vmlinux"), 0);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(" cannot be built for it: it is built without BTF (CONFIG_DEBUG_INFO_BTF)\n");
}

/* Reads the first line of a file of the loaded module. */
static const char *loaded(const char *name)
{
	static char line[128];
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "/sys/module/hid_bpf_compat/%s", name);
	file = fopen(path, "r");
	CHECK(file && fgets(line, sizeof(line), file));
	fclose(file);
	line[strcspn(line, "\n")] = '\0';
	return line;
}

/* The module that is installed. */
static void install_module(const char *version, const char *source)
{
	char script[256];

	snprintf(script, sizeof(script),
		 "case $2 in version) echo %s ;; srcversion) echo %s ;; esac", version, source);
	replace_program("modinfo", script);
}

TEST(upgraded_module, "hidbpf doctor reports that another module is installed than the loaded one")
{
	char version[128], said[256];

	if (!module_is_loaded())
		test_skip("there is no module");
	snprintf(version, sizeof(version), "%s", loaded("version"));
	install_module(version, loaded("srcversion"));
	tool_run("hidbpf", "doctor", NULL);
	snprintf(said, sizeof(said), "hid_bpf_compat %s is loaded\n", version);
	check_said(said);
	install_module("9.0", "0123456789");
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	snprintf(said, sizeof(said), "hid_bpf_compat %s is loaded, but 9.0 is installed since",
		 version);
	check_said(said);
	check_said("systemctl reboot\n");
	install_module(version, "0123456789");
	tool_run("hidbpf", "doctor", NULL);
	snprintf(said, sizeof(said), "is loaded, but another build of %s is installed since",
		 version);
	check_said(said);
}

TEST(upgraded_object,
     "hidbpf doctor reports an object whose file has changed since it was attached")
{
	struct device *dev = device_plug(&mouse);
	const char *path = INSTALLED_USR "/0010-Vendor__Mouse.bpf.o";
	char fix[256], notes[128];
	glob_t found;

	snprintf(fix, sizeof(fix), "hidbpf attach --replace %s %s\n", device_sysname(dev), path);
	snprintf(notes, sizeof(notes), "/run/hidbpf/origin/%s", device_sysname(dev));
	/* The names of notes have another character in place of these. */
	for (char *c = notes; (c = strpbrk(c, ":.")); c++)
		*c = '?';
	strcat(notes, ".*");
	installed_clear();
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(tool_run("hidbpf", "auto", device_sysname(dev), NULL), DONE);
	/* The same again. */
	CHECK_EQ(unlink(path), 0);
	installed_add("matching", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	tool_run("hidbpf", "doctor", NULL);
	check_said("has 0010-Vendor__Mouse attached");
	CHECK_EQ(unlink(path), 0);
	installed_add("exporting", INSTALLED_USR, "0010-Vendor__Mouse.bpf.o");
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said("/0010-Vendor__Mouse.bpf.o has changed since it was attached");
	check_said(fix);
	CHECK_EQ(tool_run("hidbpf", "attach", "--replace", device_sysname(dev), path, NULL), DONE);
	tool_run("hidbpf", "doctor", NULL);
	check_said("has 0010-Vendor__Mouse attached");
	CHECK_EQ(glob(notes, 0, NULL, &found), 0);
	globfree(&found);
	device_unplug(dev);
	CHECK_EQ(tool_run("hidbpf", "auto", "--remove", device_sysname(dev), NULL), DONE);
	CHECK_EQ(glob(notes, 0, NULL, &found), GLOB_NOMATCH);
	installed_clear();
}

/* The package manager knows these packages as installed, and hidbpf doctor suggests this. */
static void check_suggestion(const char *manager, const char *package, const char *suggestion)
{
	char script[256];

	replace_program("dpkg-query", "exit 1");
	replace_program("rpm", "exit 1");
	snprintf(script, sizeof(script),
		 "for name; do :; done; [ $name = \"%s\" ] && echo installed", package);
	if (manager)
		replace_program(manager, script);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said(suggestion);
}

TEST(packages, "hidbpf doctor suggests to reinstall with what has installed hid-bpf-compat")
{
	installed_clear();
	check_suggestion(NULL, "", "make install # in the source tree of hid-bpf-compat\n");
	check_suggestion("dpkg-query", "hidbpf", "apt reinstall hidbpf\n");
	check_suggestion("rpm", "hidbpf", "dnf reinstall hidbpf\n");
	pretend(KFUNCS);
	check_suggestion("dpkg-query", "hidbpf", "apt install hid-bpf-compat-dkms\n");
	check_suggestion("rpm", "hid-bpf-compat-dkms", "dnf reinstall hid-bpf-compat-dkms\n");
	check_said("to build programs: apt install clang libbpf-dev\n");
	CHECK_EQ(symlink("/bin/sh", "/usr/bin/dnf"), 0);
	tool_run("hidbpf", "doctor", NULL);
	CHECK_EQ(unlink("/usr/bin/dnf"), 0);
	check_said("to build programs: dnf install clang libbpf-devel\n");
}

/* Where shim-signed of Ubuntu keeps the key that DKMS signs with. */
#define UBUNTU_MOK "/var/lib/shim-signed/mok"

#define KEY(_name) \
	"38b175f6 I------ 1 perm 1f010000 0 0 asymmetri " _name ": 63b8: X509.rsa c8 []\n"

/* The kernel has these keys and loads modules signed with one of them only; one is installed. */
static void check_signature(const char *signer, const char *keys, const char *said)
{
	char script[256];

	snprintf(script, sizeof(script), "[ $2 != signer ] || echo '%s'", signer);
	replace_program("modinfo", script);
	mounts_replace_file("/proc/keys", keys);
	tool_run("hidbpf", "doctor", NULL);
	check_said(said);
}

TEST(signature, "hidbpf doctor explains why the kernel does not load the module")
{
	struct utsname names;
	char dir[256];
	FILE *file;

	pretend(KFUNCS);
	CHECK_EQ(uname(&names), 0);
	snprintf(dir, sizeof(dir), "/lib/modules/%s", names.release);
	CHECK(!mkdir("/lib/modules", 0755) || errno == EEXIST);
	CHECK(!mkdir(dir, 0755) || errno == EEXIST);
	CHECK_EQ(mount("none", dir, "tmpfs", 0, NULL), 0);
	strcat(dir, "/modules.dep");
	file = fopen(dir, "w");
	CHECK(file && fputs("updates/dkms/hid_bpf_compat.ko:\n", file) > 0 && !fclose(file));
	check_signature("", KEY("Maker"), "Secure Boot is off; the module is not signed\n");
	CHECK_EQ(mkdir("/sys/module/module", 0755), 0);
	CHECK_EQ(mkdir("/sys/module/module/parameters", 0755), 0);
	file = fopen("/sys/module/module/parameters/sig_enforce", "w");
	CHECK(file && fputs("Y\n", file) > 0 && !fclose(file));
	check_signature("", KEY("Maker"), "but the module is not signed (Secure Boot is off)\n");
	check_signature("DKMS", KEY("Maker"), "does not know the key of \"DKMS\", which signed");
	check_said("mokutil --import /var/lib/dkms/mok.pub # then");
	CHECK_EQ(system("mkdir -p " UBUNTU_MOK " && touch " UBUNTU_MOK "/MOK.der"), 0);
	check_signature("DKMS", KEY("Maker"), "mokutil --import " UBUNTU_MOK "/MOK.der # then");
	CHECK_EQ(system("rm -r " UBUNTU_MOK), 0);
	check_signature("DKMS", KEY("Maker") KEY("DKMS"),
			"by \"DKMS\", whose key the kernel has\n");
	check_signature("DKMS", "", "run as root to see whether the kernel has its key\n");
}

TEST(clang, "hidbpf doctor reports which programs the installed clang can build, or that none is")
{
	tool_run("hidbpf", "doctor", NULL);
	check_said("is not installed; to build programs: apt install clang");
	use_clang(13);
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	check_said("13 is older than 14, the oldest that is known to build programs");
	use_clang(14);
	tool_run("hidbpf", "doctor", NULL);
	check_said("14; to build programs, also: apt install libbpf-dev");
}

TEST(not_installed,
     "hidbpf doctor reports devices whose object is not installed, and how to install it")
{
	static const char object[] = "0010-Rapoo__M50-Plus-Silent.bpf.o";
	struct model model = mouse;
	struct device *dev;
	char said[128];

	model.vendor = 0x24ae;
	model.product = 0x2015;
	dev = device_plug(&model);
	installed_clear();
	CHECK_EQ(tool_run("hidbpf", "doctor", NULL), PROBLEMS);
	snprintf(said, sizeof(said),
		 "problem  device     %s: %s is for this device, but it is not installed\n",
		 device_sysname(dev), object);
	check_said(said);
	check_said("make install # in the source tree");
	installed_write(INSTALLED_ETC, object, "");
	tool_run("hidbpf", "doctor", NULL);
	snprintf(said, sizeof(said),
		 "ok       device     %s: %s is for this device, but a file of that name",
		 device_sysname(dev), object);
	check_said(said);
	installed_clear();
	installed_write(INSTALLED_ETC, "ignore", "24ae:2015");
	tool_run("hidbpf", "doctor", NULL);
	check_said("is not installed; the device is ignored because of /etc/hid-bpf/ignore");
	installed_clear();
	installed_add("matching", INSTALLED_ETC, "0010-Vendor__Mouse.bpf.o");
	device_unplug(dev);
	dev = device_plug(&mouse);
	tool_run("hidbpf", "doctor", NULL);
	CHECK(!strstr(tool_output(), "not installed\n"));
	installed_clear();
}
