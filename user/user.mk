# SPDX-License-Identifier: GPL-2.0-only
#
# Builds the tool and its library; included by the top Makefile.
#
#   $(BUILD)/hidbpf        the tool
#   $(BUILD)/libhidbpf.a   its library, user/libhidbpf/: what every program that loads objects links
#   $(BUILD)/user/rooms.a  the rest of the tool without main(), for its unit tests
#   $(BUILD)/user/         objects and generated files, in the folders of user/
# Another BUILD, with other CFLAGS or another libbpf, stands beside the first one.

BUILD ?= build
CFLAGS ?= -O2 -g
LIBBPF_CFLAGS ?=
LIBBPF_LIBS ?= -lbpf
CLANG ?= clang
PKG_CONFIG ?= pkg-config
# Runs hidbpf if it was built for another architecture: the manual page has what --help prints.
EMULATOR ?=
MULTIARCH := $(shell $(CC) -print-multiarch)
# Objects name their source without the directory of the tree: they are the same wherever it is.
BPF_CFLAGS = $(BPF_FLAGS) -ffile-prefix-map=$(CURDIR)=. -Ibpf/include -I/usr/include/$(MULTIARCH) $(LIBBPF_CFLAGS)

user_objects := $(BUILD)/user
library := $(BUILD)/libhidbpf.a
rooms := $(user_objects)/rooms.a
watch_object := $(user_objects)/watch/watch.bpf.o
usage_macros := $(user_objects)/rdesc/usage-macros.h
program_info := $(user_objects)/object/program-info
known_objects := $(user_objects)/object/known-objects.h

to_objects = $(patsubst user/%.c,$(user_objects)/%.o,$(filter-out %.bpf.c,$(1)))
library_objects := $(call to_objects,$(wildcard user/libhidbpf/*.c))
room_objects := $(filter-out $(library_objects),$(call to_objects,$(wildcard user/*/*.c)))

# Libraries of the tool, by their pkg-config names.
user_packages := libudev smartcols json-c libevdev
# Asked for once, and only when something is compiled.
package_cflags = $(eval package_cflags := $(shell $(PKG_CONFIG) --cflags $(user_packages)))$(package_cflags)
user_cflags = -D_GNU_SOURCE -DMULTIARCH='"$(MULTIARCH)"' -Wall -Wextra -Iuser $(LIBBPF_CFLAGS) $(package_cflags) \
	$(CPPFLAGS) $(CFLAGS)
# Most symbols that are looked up when the tool starts are the C library's: it is searched first.
user_libs = -lc $(LIBBPF_LIBS) $(shell $(PKG_CONFIG) --libs $(user_packages)) -lelf -lz

# "a b" becomes "a", "b" for C.
empty :=
comma := ,
c_strings = $(subst $(empty) ,$(comma) ,$(patsubst %,"%",$(1)))

.PHONY: hidbpf
hidbpf: $(BUILD)/hidbpf ## build the tool: build/hidbpf

.PHONY: libhidbpf rooms
libhidbpf: $(library) ## build the library of the tool: build/libhidbpf.a
rooms: $(rooms) ## build the rest of the tool for unit tests: build/user/rooms.a

$(BUILD)/hidbpf: $(user_objects)/hidbpf.o $(rooms) $(library)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(user_libs)

$(library): $(library_objects)
$(rooms): $(room_objects)
$(library) $(rooms):
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(user_objects)/%.o: user/%.c $(user_objects)/settings
	@mkdir -p $(@D)
	$(Q)$(CC) $(user_cflags) $(defines) -MMD -MP -c -o $@ $<

$(user_objects)/commands/build.o: defines = -DBPF_FLAGS='$(call c_strings,$(BPF_FLAGS))'
$(user_objects)/commands/build.o: bpf/flags.mk
$(user_objects)/watch/object.o: defines = -DWATCH_OBJECT='"$(watch_object)"'
$(user_objects)/watch/object.o: $(watch_object)
$(user_objects)/rdesc/names.o: defines = -I. -DUSAGE_MACROS='"$(abspath $(usage_macros))"'
$(user_objects)/rdesc/names.o: $(usage_macros)
$(user_objects)/object/known.o: defines = -DKNOWN_OBJECTS='"$(abspath $(known_objects))"'
$(user_objects)/object/known.o: $(known_objects)

# The programs of "hidbpf watch", which are part of the tool.
$(watch_object): user/watch/watch.bpf.c $(user_objects)/settings bpf/flags.mk
	@mkdir -p $(@D)
	$(Q)$(CLANG) $(BPF_CFLAGS) -Iuser -MMD -MP -c -o $@ $<

# The usages of bpf/include: their names, and their macros for "hidbpf new".
$(usage_macros): user/rdesc/usage-macros.awk bpf/include/hid_usages.h
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@

# What the device programs say about their devices.
program_sources := $(sort $(wildcard bpf/*.bpf.c))
$(program_info): bpf/info.awk $(wildcard bpf/include/*.h) $(program_sources)
	@mkdir -p $(@D)
	$(Q)awk -f bpf/info.awk $(wildcard bpf/include/*.h) $(program_sources) >$@

$(known_objects): user/object/known.awk $(program_info)
	$(Q)awk -f $^ >$@

# Changes when other compilers, flags or libraries are asked for.
user_settings = $(CC) $(CLANG) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LIBBPF_CFLAGS) $(LIBBPF_LIBS)
$(user_objects)/settings: FORCE
	@mkdir -p $(@D)
	@echo '$(user_settings)' | cmp -s - $@ || echo '$(user_settings)' >$@

-include $(library_objects:.o=.d) $(room_objects:.o=.d) $(user_objects)/hidbpf.d $(watch_object:.o=.d)

.PHONY: man
man: $(BUILD)/hidbpf.8 ## build the manual page: build/hidbpf.8

$(BUILD)/hidbpf.8: packaging/man-page user/hidbpf.8.in $(BUILD)/hidbpf
	@packaging/man-page "$(EMULATOR) $(BUILD)/hidbpf" user/hidbpf.8.in >$@

.PHONY: programs
programs: $(patsubst bpf/%.c,$(BUILD)/bpf/%.o,$(wildcard bpf/*.bpf.c)) ## build the device programs: build/bpf/

$(BUILD)/bpf/%.bpf.o: bpf/%.bpf.c $(wildcard bpf/include/*.h) bpf/flags.mk
	@mkdir -p $(@D)
	$(Q)$(CLANG) $(BPF_CFLAGS) -c -o $@ $<

.PHONY: devices
devices: docs/devices.md ## write the page of devices after a change of programs: docs/devices.md

docs/devices.md: docs/devices.awk $(program_info)
	$(Q)awk -f $^ >$@
