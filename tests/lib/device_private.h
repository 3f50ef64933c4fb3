/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of a test device. */
#ifndef TESTS_LIB_DEVICE_PRIVATE_H
#define TESTS_LIB_DEVICE_PRIVATE_H

#include "device.h"

#include <linux/uhid.h>
#include <pthread.h>

#define MAX_REQUESTS 64

struct answer {
	size_t len;
	unsigned char data[256];
};

struct device {
	int fd; /* /dev/uhid */
	int id;
	char sysname[64];
	char phys[64]; /* the original: programs may change it */
	pthread_t thread; /* replies to the host */
	int stop_fd; /* tells the thread to end */

	pthread_mutex_t lock; /* protects all members below */
	unsigned int starts;
	bool mute;
	struct uhid_event unanswered; /* UHID_DESTROY: none */
	bool refuse_set;
	struct answer answers[256];
	size_t requests_count;
	struct host_request requests[MAX_REQUESTS];
};

#endif
