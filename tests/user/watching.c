// SPDX-License-Identifier: GPL-2.0-only
/* hidbpf watch in a terminal: bars for absolute axes. */
#include "lib/device.h"
#include "lib/tap.h"
#include "lib/tool.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Generic desktop, joystick: X from 0 to 1023, and a button. */
static const unsigned char stick_rdesc[] = {
	0x05, 0x01, 0x09, 0x04, 0xa1, 0x01, 0x09, 0x30, 0x15, 0x00, 0x26, 0xff,
	0x03, 0x75, 0x10, 0x95, 0x01, 0x81, 0x02, 0x05, 0x09, 0x09, 0x01, 0x25,
	0x01, 0x75, 0x01, 0x81, 0x02, 0x75, 0x07, 0x81, 0x03, 0xc0,
};

static const struct model stick = { "stick", BUS_USB,	  0x1209,
				    0x0012,  stick_rdesc, sizeof(stick_rdesc) };

static char shown[1 << 14];

struct terminal {
	pid_t pid;
	int fd;
	size_t used;
};

/* Reads what the terminal shows so far; whether the text is there. */
static bool shows(struct terminal *terminal, const char *text)
{
	ssize_t len;

	while ((len = read(terminal->fd, shown + terminal->used,
			   sizeof(shown) - 1 - terminal->used)) > 0)
		terminal->used += len;
	shown[terminal->used] = '\0';
	return strstr(shown, text);
}

static struct terminal watch(struct device *dev, unsigned short columns)
{
	struct winsize size = { .ws_row = 24, .ws_col = columns };
	struct terminal terminal = { 0 };
	char path[1024];

	/* For pseudoterminals; it stays. */
	mkdir("/dev/pts", 0755);
	mount("devpts", "/dev/pts", "devpts", 0, NULL);
	tool_path("hidbpf", path, sizeof(path));
	terminal.pid = forkpty(&terminal.fd, NULL, NULL, &size);
	CHECK(terminal.pid >= 0);
	if (!terminal.pid) {
		setenv("LC_ALL", "C", 1);
		execl(path, "hidbpf", "watch", device_sysname(dev), NULL);
		_exit(127);
	}
	fcntl(terminal.fd, F_SETFL, O_NONBLOCK);
	if (!WAIT_FOR(20000, shows(&terminal, "watching ")))
		FAIL("hidbpf watch says: %s", shown);
	return terminal;
}

static void check_shows(struct terminal *terminal, const char *text)
{
	if (!WAIT_FOR(5000, shows(terminal, text)))
		FAIL("no \"%s\" in: %s", text, shown);
}

static void end(struct terminal *terminal)
{
	kill(terminal->pid, SIGINT);
	CHECK_EQ(waitpid(terminal->pid, NULL, 0), terminal->pid);
	close(terminal->fd);
}

TEST(bars, "hidbpf watch shows a bar for each absolute axis in a terminal")
{
	struct device *dev = device_plug(&stick);
	struct terminal terminal = watch(dev, 80);

	SEND(dev, 0x00, 0x00, 0x01);
	check_shows(&terminal, "  Button 1\r\n");
	check_shows(&terminal, "  X                 0       0 |...................... 1023\r\n");
	SEND(dev, 0xff, 0x03, 0x00);
	check_shows(&terminal, "  X              1023       0 =.....................| 1023\r\n");
	/* More than the descriptor allows. */
	SEND(dev, 0x00, 0x04, 0x00);
	check_shows(&terminal, "  X              1024       0 =.....................> 1023\r\n");
	end(&terminal);
	/* Too narrow. */
	terminal = watch(dev, 60);
	SEND(dev, 0x00, 0x02, 0x01);
	check_shows(&terminal, "  X 512, Button 1\r\n");
	end(&terminal);
}
