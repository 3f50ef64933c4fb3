# SPDX-License-Identifier: GPL-2.0-only
# Everything one can do here; "make help" lists it. Products go under build/ only.

KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build
VMLINUX ?=

OUT ?= $(CURDIR)/build/$(KVER)
KBUILD := $(OUT)/kbuild
MODULE := $(OUT)/hid_bpf_compat.ko
# The version of everything stands in dkms.conf; a test compares debian/changelog with it.
VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)

MODULE_SOURCES := $(shell find module -name '*.[ch]' -not -path '*/probes/*')
PROBES := $(wildcard module/compat/probes/*.c)

TARGET = $(KDIR) $(FRONTEND) $(CROSS_COMPILE) $(LLVM) $(CC) $(OBJCOPY)

# Kbuild is called with the kernel's own rules for BTF off: module/compat/add-btf does that.
KMAKE = +$(MAKE) -C $(KDIR) M=$(KBUILD) CONFIG_DEBUG_INFO_BTF_MODULES= HBC_VERSION=$(VERSION)

# V=1 shows the commands.
Q := $(if $(filter 1,$(V)),,@)

.DELETE_ON_ERROR:
.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Settings of \"make module\": KVER=<kernel release> KDIR=<its headers> VMLINUX=<file with its BTF>"

.PHONY: module
module: $(MODULE) ## build the kernel module: build/<KVER>/hid_bpf_compat.ko

$(MODULE): $(KBUILD)/hid_bpf_compat.ko $(OUT)/base.btf module/compat/add-btf
	@module/compat/add-btf $(KDIR) $(OUT)/base.btf $< $@

# The object tree holds links to the sources, so that kbuild leaves nothing beside them.
$(KBUILD)/hid_bpf_compat.ko: $(KBUILD)/compat_config.h $(MODULE_SOURCES) Kbuild dkms.conf
	@cp -rsf $(CURDIR)/module $(CURDIR)/Kbuild $(KBUILD)
	@$(KMAKE) --no-print-directory hid_bpf_compat.o
	@module/compat/check-exports $(KVER) $(KDIR) $(KBUILD)/hid_bpf_compat.o
	@$(KMAKE) --no-print-directory modules

# Changes when another build of the kernel, another front end or other tools are asked for.
$(KBUILD)/target: FORCE
	@mkdir -p $(@D)
	@echo '$(TARGET)' | cmp -s - $@ || echo '$(TARGET)' >$@

$(KBUILD)/compat_config.h: $(KBUILD)/target module/compat/configure $(PROBES) $(wildcard $(addprefix $(KDIR)/, \
		.config Module.symvers include/config/auto.conf include/generated/autoconf.h))
	@module/compat/configure $(KVER) $(KDIR) $(KBUILD) $(FRONTEND)

# Looked for each time, as it may come from another place than the last time.
.PHONY: FORCE
$(OUT)/base.btf: $(KBUILD)/compat_config.h FORCE
	@module/compat/base-btf $(KVER) $(KDIR) $(OUT) $(VMLINUX)

.PHONY: sparse
sparse: $(KBUILD)/hid_bpf_compat.ko ## check the module with sparse
	@find $(KBUILD)/module -name '*.o' -delete
	@$(KMAKE) --no-print-directory C=1 modules

# The tool and the device programs. DKMS gets the sources of the module alone.
include $(wildcard bpf/flags.mk user/user.mk)

# "make install": the sources to where DKMS expects them, the loader and the device programs.
# With DESTDIR the files are only put there: DKMS works on the system itself.
PREFIX ?= /usr/local
DKMS_SOURCE = $(DESTDIR)/usr/src/hid-bpf-compat-$(VERSION)
SBINDIR ?= $(PREFIX)/sbin
SBIN = $(DESTDIR)$(SBINDIR)
PROGRAMS = $(DESTDIR)$(PREFIX)/lib/firmware/hid/bpf
PROGRAM_HEADERS = $(DESTDIR)$(PREFIX)/include/hid-bpf-compat
RULES = $(DESTDIR)$(PREFIX)/lib/udev/rules.d
MAN = $(DESTDIR)$(PREFIX)/share/man/man8
COMPLETIONS = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
# By their names, they run after those of DKMS and before those of dracut and initramfs-tools.
KERNEL_HOOKS = $(addprefix $(DESTDIR)/etc/kernel/,postinst.d/dkms-hid-bpf-compat header_postinst.d/dkms-hid-bpf-compat)
# Where kernel-install looks, which Debian's kernel packages do not run.
KERNEL_PLUGIN = $(DESTDIR)/usr/lib/kernel/install.d/41-hid-bpf-compat.install
# Where initramfs-tools and dracut look, the former for what packages install, and what others do.
INITRAMFS_HOOKS = $(DESTDIR)$(if $(filter /usr,$(PREFIX)),/usr/share,/etc)/initramfs-tools/hooks
DRACUT_MODULE = $(DESTDIR)/usr/lib/dracut/modules.d/95hidbpf
FILL_IN = sed 's|@SBIN@|$(SBINDIR)|g; s|@RULES@|$(PREFIX)/lib/udev/rules.d|g'
PROGRAM_NAMES = $(patsubst bpf/%.c,%.o,$(wildcard bpf/*.bpf.c))

ifndef DESTDIR
# Packages have their files in other places, and in the same ones.
define may_install
	@[ "$$(id -u)" = 0 ] || { echo "hid_bpf_compat: installing and removing is for root" >&2; exit 1; }
	@command -v dkms >/dev/null || \
		{ echo "hid_bpf_compat: dkms is missing: install the package dkms" >&2; exit 1; }
	@! dpkg-query -W -f '$${db:Status-Abbrev}\n' hid-bpf-compat-dkms hidbpf 2>/dev/null | grep -q '^.i' || \
		{ echo "hid_bpf_compat: its packages are installed; first run: apt-get purge hid-bpf-compat-dkms hidbpf" >&2; \
		exit 1; }
	@! { rpm -q hid-bpf-compat-dkms || rpm -q hidbpf; } >/dev/null 2>&1 || \
		{ echo "hid_bpf_compat: its packages are installed; first run: dnf remove hid-bpf-compat-dkms hidbpf" >&2; \
		exit 1; }
endef
endif

.PHONY: install
install: ## install the module by DKMS, for KVER and kernels to come, and the rest
	$(may_install)
	@echo "== building loader and device programs"
	@$(MAKE) -s --no-print-directory hidbpf man programs
	@echo "== loader to $(SBIN)"
	@install -D -t $(SBIN) build/hidbpf
	@install -D -m 644 -t $(MAN) build/hidbpf.8
	@install -D -m 644 packaging/hidbpf.bash-completion $(COMPLETIONS)/hidbpf
	@echo "== udev rule to $(RULES)"
	@$(FILL_IN) packaging/82-hidbpf.rules.in >build/82-hidbpf.rules
	@install -D -m 644 -t $(RULES) build/82-hidbpf.rules
	@$(FILL_IN) packaging/initramfs-hook.in >build/initramfs-hook
	@$(FILL_IN) packaging/dracut-module.in >build/dracut-module
	@if [ -n "$(DESTDIR)" ] || [ -d $(dir $(INITRAMFS_HOOKS)) ]; then \
		echo "== hook for initramfs-tools to $(INITRAMFS_HOOKS)"; \
		install -D build/initramfs-hook $(INITRAMFS_HOOKS)/hidbpf; \
	fi
	@if [ -n "$(DESTDIR)" ] || [ -d $(dir $(DRACUT_MODULE)) ]; then \
		echo "== module for dracut to $(DRACUT_MODULE)"; \
		install -D build/dracut-module $(DRACUT_MODULE)/module-setup.sh; \
		install -D packaging/dracut-mount-bpffs.sh $(DRACUT_MODULE)/mount-bpffs.sh; \
	fi
	@echo "== device programs to $(PROGRAMS)"
	@install -D -m 644 -t $(PROGRAMS) $(PROGRAM_NAMES:%=build/bpf/%)
	@echo "== headers for programs to $(PROGRAM_HEADERS)"
	@install -D -m 644 -t $(PROGRAM_HEADERS) bpf/include/*.h
	@echo "== sources of the module to $(DKMS_SOURCE)"
	@rm -rf $(DKMS_SOURCE)
	@mkdir -p $(DKMS_SOURCE)
	@cp -r dkms.conf Makefile Kbuild LICENSE module $(DKMS_SOURCE)
	@for hook in $(KERNEL_HOOKS); do install -D packaging/kernel-hook $$hook; done
	@if [ -n "$(DESTDIR)" ] || { [ -d $(dir $(KERNEL_PLUGIN)) ] && [ ! -e /etc/debian_version ]; }; then \
		install -D packaging/kernel-install $(KERNEL_PLUGIN); \
	fi
ifndef DESTDIR
	@packaging/dkms-install $(VERSION) $(KVER)
endif

.PHONY: uninstall
uninstall: ## remove what "make install" installed
	$(may_install)
ifndef DESTDIR
	@packaging/dkms-uninstall
endif
	@echo "== removing sources, loader, udev rule and device programs"
	@rm -rf $(DKMS_SOURCE) $(PROGRAM_HEADERS) $(DRACUT_MODULE)
	@rm -f $(KERNEL_HOOKS) $(KERNEL_PLUGIN) $(SBIN)/hidbpf $(MAN)/hidbpf.8 $(COMPLETIONS)/hidbpf \
		$(RULES)/82-hidbpf.rules $(INITRAMFS_HOOKS)/hidbpf $(PROGRAM_NAMES:%=$(PROGRAMS)/%)
	@cd $(DESTDIR)$(PREFIX)/lib 2>/dev/null && \
		rmdir -p --ignore-fail-on-non-empty firmware/hid/bpf udev/rules.d 2>/dev/null || true
	@cd $(DESTDIR)$(PREFIX)/share 2>/dev/null && { \
		rmdir -p --ignore-fail-on-non-empty bash-completion/completions; \
		rmdir --ignore-fail-on-non-empty man/man8; } 2>/dev/null || true

# From the last commit, so that the tarball is the same for everyone.
RELEASE := hid-bpf-compat-$(VERSION)

.PHONY: dist
dist: ## make the release tarball of the last commit: build/hid-bpf-compat-<version>.tar.gz
	@[ -e .git ] || { echo "hid_bpf_compat: \"make dist\" needs a git checkout" >&2; exit 1; }
	@git diff --quiet HEAD || echo "== changes that are not committed are not in the tarball" >&2
	@mkdir -p build
	@git archive --prefix=$(RELEASE)/ -o build/$(RELEASE).tar.gz HEAD

DEBBUILD ?=

.PHONY: deb
deb: dist ## build the Debian packages from the release tarball: build/deb/, DEBBUILD=<options of dpkg-buildpackage>
	@packaging/deb $(VERSION) $(DEBBUILD)

RPMBUILD ?=

.PHONY: rpm
rpm: dist ## build the RPM packages from the release tarball: build/rpm/, RPMBUILD=<options of rpmbuild>
	@packaging/rpm/build $(VERSION) $(RPMBUILD)

.PHONY: demo
demo: ## show a device before and after it is fixed, on a stock kernel in QEMU
	@tests/demo/demo

.PHONY: bench
bench: ## measure what HID-BPF costs, with the module and natively; see docs/cost.md
	@tests/bench/bench

.PHONY: check
check: ## run the tests, on all stock kernels; see docs/testing.md
	@tests/run

.PHONY: check-all
check-all: ## run also the tests that "make check" leaves out
	@tests/run --all

.PHONY: check-debug
check-debug: ## run the guest tests, stress and faults on debug kernels; see docs/reliability.md
	@SUITE_SECONDS=7200 tests/run --debug

.PHONY: check-arm64
check-arm64: ## run the tests on kernels for arm64, emulated; see docs/testing.md
	@tests/run --arm64

SUITES ?=
IMAGE ?=
MODULES ?=
HEADERS ?=
PACKAGES ?=
TREE ?=
CONFIG ?=

.PHONY: check-kernel
check-kernel: ## run the tests on your kernel: TREE=, PACKAGES=, or IMAGE=, MODULES= and HEADERS=; see docs/testing.md
	@tests/check-kernel/check 'IMAGE=$(IMAGE)' 'MODULES=$(MODULES)' 'HEADERS=$(HEADERS)' \
		'PACKAGES=$(PACKAGES)' 'TREE=$(TREE)' 'SUITES=$(SUITES)'

.PHONY: test-kernel
test-kernel: ## build a small kernel to test, TREE=<its source> [CONFIG=<file with more options>]
	@tests/test-kernel/build '$(TREE)' '$(CONFIG)'

SECONDS ?= 600

.PHONY: fuzz
fuzz: ## fuzz the reader of object files, SECONDS=600
	@tests/fuzz/elf.t $(SECONDS)

MINUTES ?= 60
KERNEL ?=

.PHONY: soak
soak: ## stress the module for longer, MINUTES=60 [KERNEL="6.12-amd64 6.1-amd64 ..."]
	@tests/stress/soak $(MINUTES) $(KERNEL)

.PHONY: clean
clean: ## remove build/
	@rm -rf build
