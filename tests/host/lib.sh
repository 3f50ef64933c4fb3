# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of the build share (sourced, after tap.sh).

top=$(cd "$here/../.." && pwd)

# The files of the project as they are now, and nothing else, in the directory $1.
copy_tree() {
	mkdir -p "$1"
	# The tree may belong to another user.
	( cd "$top" && git -c safe.directory='*' ls-files -z | cpio -0 -p -d -m --quiet "$1" )
}

# Sets KVER, KDIR, VMLINUZ of a stock kernel (see tests/vm/kernel).
use_kernel() {
	assignments=$("$top/tests/vm/kernel" "$1") || exit 1
	eval "$assignments"
}

# The headers $1 again in the directory $2, as links, to be changed there. Directories are real, also
# those that are links to the unpacked linux-kbuild package.
copy_headers() {
	mkdir -p "$2"
	cp -rsL "$1/." "$2"
	# Those of 7.3 say where they are.
	edit "$2/Makefile" "s|^KBUILD_OUTPUT=.*|KBUILD_OUTPUT=$2|"
}

# Makes the file $1 one of its own, so that the original stays as it is, and edits it with sed.
edit() {
	file=$1
	shift
	sed "$@" "$file" >"$work/edited"
	rm "$file"
	mv "$work/edited" "$file"
}
