// SPDX-License-Identifier: GPL-2.0-only
/* Installing objects for hidbpf. */
#include "installed.h"
#include "programs.h"
#include "tap.h"

#include <fcntl.h>
#include <glob.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const dirs[] = { INSTALLED_ETC, INSTALLED_LOCAL, INSTALLED_USR };

void installed_clear(void)
{
	char pattern[128];
	glob_t files;

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		snprintf(pattern, sizeof(pattern), "%s/*", dirs[i]);
		if (!glob(pattern, 0, NULL, &files))
			for (size_t j = 0; j < files.gl_pathc; j++)
				CHECK_EQ(unlink(files.gl_pathv[j]), 0);
		globfree(&files);
	}
}

/* Creates the directory and a file in it, and opens the file for writing. */
static int create(const char *dir, const char *name)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/", dir);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		CHECK(!mkdir(path, 0755) || errno == EEXIST);
		*slash = '/';
	}
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0)
		FAIL("cannot make %s: %s", path, strerror(errno));
	return fd;
}

void installed_add(const char *object, const char *dir, const char *name)
{
	int from, to = create(dir, name);
	char path[1024];
	struct stat st;

	object_path(object, path, sizeof(path));
	from = open(path, O_RDONLY);
	CHECK_EQ(fstat(from, &st), 0);
	CHECK_EQ(sendfile(to, from, NULL, st.st_size), st.st_size);
	close(from);
	close(to);
}

void installed_write(const char *dir, const char *name, const char *text)
{
	int fd = create(dir, name);

	CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}
