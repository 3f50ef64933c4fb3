# SPDX-License-Identifier: GPL-2.0-only
#
# Rules for building test programs. tests/NAME/Makefile sets the programs and includes this file:
#
#	programs = $(O)/guest/example
#	include ../lib/lib.mk
#	all: $(programs) $(own_bpf) $(call module_bpf,swap)
#	$(programs): $(objects) $(setup) $(harness) $(library)
#
# usage: make -C tests/NAME [BUILD=DIR] [LIBBPF_CFLAGS=...] [LIBBPF_LIBS=...] [V=1]
#
# Products go to $(O), which is build/tests/NAME; what a guest gets goes to $(O)/guest. V=1 shows
# the commands. Suites that run at the same time share objects: build_tests of tests/lib/build.sh
# runs one make after the other.

here := $(CURDIR)
tests := $(abspath $(here)/..)
top := $(abspath $(tests)/..)
BUILD ?= $(top)/build
O := $(BUILD)/tests/$(notdir $(here))

CLANG ?= clang
LIBBPF_CFLAGS ?=
LIBBPF_LIBS ?= -lbpf
Q := $(if $(filter 1,$(V)),,@)

include $(top)/bpf/flags.mk
makefiles := $(MAKEFILE_LIST)

# Headers are named from tests/. Tests run in the order of their files, and in each as they are
# written.
test_cflags = -g -O2 -fno-toplevel-reorder -D_GNU_SOURCE -Wall -Wextra -pthread -I$(tests) -I$(top)/user \
	-ffile-prefix-map=$(top)/= $(LIBBPF_CFLAGS) $(CFLAGS)
bpf_cflags = $(BPF_FLAGS) -I$(top)/bpf/include -I$(tests) -I/usr/include/$(shell $(CC) -print-multiarch) \
	$(LIBBPF_CFLAGS)
# libbpf is linked statically: calls into a shared library are indirect, which takes an emulated
# machine a tenth longer.
libraries = $(LDFLAGS) -Wl,--as-needed -Wl,-Bstatic $(LIBBPF_LIBS) -Wl,-Bdynamic -lelf -lz

# The C files beside the Makefile.
objects := $(patsubst $(here)/%.c,$(O)/%.o,$(sort $(wildcard $(here)/*.c)))
# The tests that load and unload the module.
setup := $(BUILD)/tests/lib/setup.o
# The rest of tests/lib. A program gets only the files it uses; main() is among them.
harness := $(BUILD)/tests/lib/harness.a
harness_objects := $(patsubst $(tests)/lib/%.c,$(BUILD)/tests/lib/%.o, \
	$(filter-out %/setup.c,$(wildcard $(tests)/lib/*.c)))
# The library of hidbpf, which the top Makefile builds.
library := $(BUILD)/libhidbpf.a
# The rest of hidbpf without its main program, likewise.
rooms := $(BUILD)/user/rooms.a

# The BPF sources in bpf/ beside the Makefile, and those of tests/module/bpf by name.
own_bpf := $(patsubst $(here)/%.bpf.c,$(O)/guest/%.bpf.o,$(wildcard $(here)/bpf/*.bpf.c))
module_bpf = $(1:%=$(O)/guest/bpf/%.bpf.o)

.DELETE_ON_ERROR:
.PHONY: all
all:

define compile
@mkdir -p $(@D)
$(Q)$(CC) $(test_cflags) -MMD -MP -c -o $@ $<
endef

# The dependencies stay out of the guest.
define compile_bpf
@mkdir -p $(@D) $(O)/bpf
$(Q)$(CLANG) $(bpf_cflags) -MMD -MP -MF $(O)/bpf/$(@F:.o=.d) -c -o $@ $<
endef

$(programs):
	@mkdir -p $(@D)
	$(Q)$(CC) -pthread -o $@ $(filter %.o %.a,$^) $(libraries)

$(harness): $(harness_objects)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/tests/lib/%.o: $(tests)/lib/%.c $(tests)/lib/lib.mk
	$(compile)

# Whether it is up to date the top Makefile knows.
.PHONY: FORCE
$(library): FORCE
	$(Q)$(MAKE) --no-print-directory -s -C $(top) libhidbpf BUILD=$(BUILD)

$(rooms): FORCE
	$(Q)$(MAKE) --no-print-directory -s -C $(top) rooms BUILD=$(BUILD)

$(O)/%.o: $(here)/%.c $(makefiles)
	$(compile)

$(O)/guest/bpf/%.bpf.o: $(here)/bpf/%.bpf.c $(makefiles)
	$(compile_bpf)

$(O)/guest/bpf/%.bpf.o: $(tests)/module/bpf/%.bpf.c $(makefiles)
	$(compile_bpf)

-include $(wildcard $(O)/*.d $(O)/bpf/*.d $(BUILD)/tests/lib/*.d)
