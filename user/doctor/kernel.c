// SPDX-License-Identifier: GPL-2.0-only
/* Checks the kernel and the module for hidbpf doctor. */
#include "doctor/kernel.h"
#include "cli/run.h"
#include "doctor/line.h"
#include "object/packages.h"
#include "libhidbpf/libhidbpf.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define LINE 512
#define LOCKDOWN "/sys/kernel/security/lockdown"
#define SECURE_BOOT "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"

static const char *release(void)
{
	static struct utsname name;

	if (!name.release[0])
		uname(&name);
	return name.release;
}

static bool module_is_loaded(void)
{
	return !access("/sys/module/hid_bpf_compat", F_OK);
}

/* The module refuses to load on a kernel with native HID-BPF. */
enum hid_bpf_support doctor_support(void)
{
	static int support = -1;

	if (support < 0)
		support = hidbpf_front_end() == HIDBPF_NO_FRONT_END ? NO_SUPPORT :
			  module_is_loaded()			    ? BY_MODULE :
								      NATIVE;
	return support;
}

/* Whether the kernel or a module has a function; also if that cannot be found out. */
static bool has_function(const char *wanted)
{
	FILE *file = fopen("/proc/kallsyms", "re");
	char line[LINE], name[LINE];
	bool found = !file;

	while (file && !found && fgets(line, sizeof(line), file))
		found = sscanf(line, "%*s %*s %511s", name) == 1 && !strcmp(name, wanted);
	if (file)
		fclose(file);
	return found;
}

/* Every HID-BPF since 6.3 has the function, which hid-core calls for each report. */
bool doctor_has_older(void)
{
	static int older = -1;

	if (older < 0)
		older = doctor_support() != NATIVE && !access("/proc/kallsyms", R_OK) &&
			has_function("dispatch_hid_bpf_device_event");
	return older;
}

/* Why the module cannot be built for the kernel, or NULL. Its build finds more reasons. */
static const char *obstacle(void)
{
	if (access("/sys/kernel/btf/vmlinux", F_OK))
		return "it is built without BTF (CONFIG_DEBUG_INFO_BTF)";
	if (!has_function("register_btf_kfunc_id_set"))
		return "its BPF programs cannot call functions of modules";
	return NULL;
}

/* The module file that modprobe would load, or "". */
static const char *module_file(void)
{
	static char line[LINE];
	char path[LINE];
	FILE *file;

	snprintf(path, sizeof(path), "/lib/modules/%s/modules.dep", release());
	file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, ":")] = '\0';
		if (strstr(line, "/hid_bpf_compat.ko"))
			break;
		line[0] = '\0';
	}
	if (file)
		fclose(file);
	return line;
}

static void kernel_with_module(void)
{
	char intercept[LINE];

	doctor_read_line("/sys/module/hid_bpf_compat/parameters/intercept", intercept,
			 sizeof(intercept));
	doctor_ok("kernel", "%s has %s (front end %s, intercept=%s)", release(),
		  doctor_has_older() ? "the older HID-BPF of Linux 6.3 to 6.10; hid_bpf_compat "
				       "adds that of 6.11" :
				       "no HID-BPF; hid_bpf_compat adds it",
		  hidbpf_front_end() == HIDBPF_TRACING ? "tracing" : "struct_ops", intercept);
}

static void kernel_without_module(void)
{
	const char *has = doctor_has_older() ? "the older HID-BPF of Linux 6.3 to 6.10, which "
					       "cannot load objects for 6.11 and newer" :
					       "no HID-BPF";
	const char *why = obstacle();

	if (why)
		doctor_problem("kernel", "boot a kernel from 6.11 on with CONFIG_HID_BPF",
			       "%s has %s, and hid_bpf_compat cannot be built for it: %s",
			       release(), has, why);
	else
		doctor_problem("kernel",
			       *module_file() ?
				       "modprobe hid_bpf_compat" :
				       "fix the next problem, then: modprobe hid_bpf_compat",
			       "%s has %s", release(), has);
}

void doctor_kernel(void)
{
	switch (doctor_support()) {
	case NATIVE:
		doctor_ok("kernel", "%s has native HID-BPF", release());
		break;
	case BY_MODULE:
		kernel_with_module();
		break;
	case NO_SUPPORT:
		kernel_without_module();
	}
}

/* Whether DKMS has the sources of the module. */
static bool sources_are_installed(void)
{
	glob_t files;
	bool found = !glob("/usr/src/hid-bpf-compat-*/dkms.conf", 0, NULL, &files);

	globfree(&files);
	return found;
}

static void module_is_missing(void)
{
	char headers[LINE], fix[LINE];

	if (!sources_are_installed()) {
		doctor_problem("module", packages_install(PACKAGE_MODULE),
			       "hid_bpf_compat is not built for this kernel, and DKMS does not "
			       "have its source");
		return;
	}
	snprintf(headers, sizeof(headers), "/lib/modules/%s/build", release());
	if (access(headers, F_OK))
		snprintf(fix, sizeof(fix), "%s%s && dkms autoinstall -k %s",
			 packages_choose("apt install linux-headers-", "dnf install kernel-devel-"),
			 release(), release());
	else
		snprintf(fix, sizeof(fix), "dkms autoinstall -k %s", release());
	doctor_problem("module", fix, "hid_bpf_compat is not built for this kernel%s",
		       access(headers, F_OK) ? ", and the kernel headers are not installed" : "");
}

/*
 * Reads what modinfo says about the module that modprobe would load, for instance its "version"; ""
 * if nothing.
 */
static void read_modinfo(const char *field, char *value, size_t size)
{
	char *args[] = { "modinfo", "-F", (char *)field, "hid_bpf_compat", NULL };

	run_read_line(args, value, size);
}

/* An upgrade leaves the loaded module alone, because it is in use while programs are attached. */
static void loaded_module(void)
{
	char version[LINE], source[LINE], next_version[LINE], next_source[LINE];

	doctor_read_line("/sys/module/hid_bpf_compat/version", version, sizeof(version));
	doctor_read_line("/sys/module/hid_bpf_compat/srcversion", source, sizeof(source));
	read_modinfo("version", next_version, sizeof(next_version));
	read_modinfo("srcversion", next_source, sizeof(next_source));
	if (*next_source && strcmp(source, next_source))
		doctor_problem("module", "systemctl reboot",
			       "hid_bpf_compat %s is loaded, but %s%s is installed since: it takes "
			       "effect when the module is loaded again",
			       version, strcmp(version, next_version) ? "" : "another build of ",
			       next_version);
	else
		doctor_ok("module", "hid_bpf_compat %s is loaded", version);
}

void doctor_module(void)
{
	if (module_is_loaded()) {
		loaded_module();
	} else if (doctor_support() == NATIVE) {
		doctor_ok("module", "is not needed");
	} else if (*module_file()) {
		doctor_problem("module", "modprobe hid_bpf_compat",
			       "hid_bpf_compat is built for this kernel but not loaded");
	} else if (obstacle()) {
		doctor_ok("module", "cannot be built for this kernel");
	} else {
		module_is_missing();
	}
}

/* The file holds four bytes of attributes and one byte of data. */
static bool secure_boot_is_on(void)
{
	FILE *file = fopen(SECURE_BOOT, "re");
	unsigned char value[5] = { 0 };
	bool is_on = file && fread(value, 1, sizeof(value), file) == sizeof(value) && value[4];

	if (file)
		fclose(file);
	return is_on;
}

/* Whether the kernel loads signed modules only. Under Secure Boot it does so through lockdown. */
static bool signature_is_needed(void)
{
	char lockdown[LINE], enforced[LINE];

	doctor_read_line(LOCKDOWN, lockdown, sizeof(lockdown));
	doctor_read_line("/sys/module/module/parameters/sig_enforce", enforced, sizeof(enforced));
	return strstr(lockdown, "[integrity]") || strstr(lockdown, "[confidentiality]") ||
	       *enforced == 'Y';
}

enum trust { UNKNOWN, TRUSTED, NOT_TRUSTED };

/*
 * Whether the kernel has a key with the name of a signer. It shows its keys, "... asymmetri NAME:
 * ID: X509.rsa ...", to root only.
 */
static enum trust trust_in(const char *signer)
{
	FILE *file = fopen("/proc/keys", "re");
	char line[LINE], *key, name[LINE + 2];
	enum trust trust = UNKNOWN;

	snprintf(name, sizeof(name), "%s: ", signer);
	while (file && trust != TRUSTED && fgets(line, sizeof(line), file)) {
		key = strstr(line, " asymmetri ");
		if (key)
			trust = strstr(key, name) ? TRUSTED : NOT_TRUSTED;
	}
	if (file)
		fclose(file);
	return trust;
}

/* The certificate to enrol: DKMS signs with the key of shim-signed on Ubuntu, else with its own. */
static const char *certificate(void)
{
	static const char own[] = "/var/lib/dkms/mok.pub";
	static const char ubuntu[] = "/var/lib/shim-signed/mok/MOK.der";

	return access(own, F_OK) && !access(ubuntu, F_OK) ? ubuntu : own;
}

/* About a module that is not loaded, by a kernel that loads signed modules only. */
static void signature_needed(const char *signer, const char *secure_boot)
{
	char enrol[128];

	if (!*signer) {
		doctor_problem("signature", packages_install(PACKAGE_MODULE),
			       "the kernel loads signed modules only, but the module is not signed "
			       "(Secure Boot is %s)",
			       secure_boot);
		return;
	}
	switch (trust_in(signer)) {
	case NOT_TRUSTED:
		snprintf(enrol, sizeof(enrol), "mokutil --import %s # then reboot and confirm",
			 certificate());
		doctor_problem("signature", enrol,
			       "the kernel loads signed modules only, and does not know the key of "
			       "\"%s\", which signed the module (Secure Boot is %s)",
			       signer, secure_boot);
		break;
	case TRUSTED:
		doctor_ok("signature",
			  "Secure Boot is %s; the module is signed by \"%s\", whose key the kernel "
			  "has",
			  secure_boot, signer);
		break;
	case UNKNOWN:
		doctor_ok("signature",
			  "Secure Boot is %s; the module is signed by \"%s\"; run as root to see "
			  "whether the kernel has its key",
			  secure_boot, signer);
	}
}

void doctor_signature(void)
{
	const char *secure_boot = secure_boot_is_on() ? "on" : "off";
	char signer[LINE];

	if (!*module_file()) {
		doctor_ok("signature", "Secure Boot is %s", secure_boot);
		return;
	}
	read_modinfo("signer", signer, sizeof(signer));
	if (signature_is_needed() && !module_is_loaded())
		signature_needed(signer, secure_boot);
	else if (*signer)
		doctor_ok("signature", "Secure Boot is %s; the module is signed by \"%s\"",
			  secure_boot, signer);
	else
		doctor_ok("signature", "Secure Boot is %s; the module is not signed", secure_boot);
}

/* None of the levels keeps HID-BPF from working. */
void doctor_lockdown(void)
{
	char line[LINE];

	doctor_read_line(LOCKDOWN, line, sizeof(line));
	if (strstr(line, "[confidentiality]"))
		doctor_ok("lockdown",
			  "is confidentiality: modules must be signed, programs may not call "
			  "bpf_probe_read_kernel, and tracefs is closed");
	else
		doctor_ok("lockdown", "is %s",
			  strstr(line, "[integrity]") ? "integrity: modules must be signed" :
							"off");
}

void doctor_btf(void)
{
	if (access("/sys/kernel/btf/vmlinux", R_OK))
		doctor_problem(
			"BTF", "boot a kernel built with CONFIG_DEBUG_INFO_BTF=y",
			"the kernel has none, and HID-BPF programs cannot be loaded without it");
	else if (module_is_loaded() && access("/sys/kernel/btf/hid_bpf_compat", R_OK))
		doctor_problem("BTF", packages_install(PACKAGE_MODULE),
			       "the module has none that fits the running kernel");
	else
		doctor_ok("BTF", "the kernel has it%s",
			  module_is_loaded() ? ", and so has the module" : "");
}
