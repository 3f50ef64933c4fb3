/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tests and their checks. Each test runs in a separate process: it ends at the first check that
 * fails, and everything it created (devices, links) disappears with it.
 */
#ifndef TESTS_LIB_TAP_H
#define TESTS_LIB_TAP_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct test {
	const char *file;
	const char *name;
	const char *title;
	void (*run)(void);
};

/* Defines a test: TEST(name, "what holds for the user") { ... } */
#define TEST(_name, _title)                                                          \
	static void _name(void);                                                     \
	static const struct test test_##_name                                        \
		__attribute__((used, section("tests"), aligned(sizeof(void *)))) = { \
			.file = __FILE__,                                            \
			.name = #_name,                                              \
			.title = _title,                                             \
			.run = _name,                                                \
		};                                                                   \
	static void _name(void)

/* Ends the test as failed. */
#define FAIL(...) test_fail(__FILE__, __LINE__, __VA_ARGS__)

#define CHECK(_cond)                                  \
	do {                                          \
		if (!(_cond))                         \
			FAIL("not true: %s", #_cond); \
	} while (0)

/* Two numbers are equal. */
#define CHECK_EQ(_got, _want) \
	test_check_eq(__FILE__, __LINE__, #_got, (long long)(_got), (long long)(_want))

/* Two strings are equal. */
#define CHECK_STR(_got, _want) test_check_str(__FILE__, __LINE__, #_got, _got, _want)

/* A buffer holds exactly these bytes: CHECK_BYTES(buf, len, 1, 2, 3). */
#define CHECK_BYTES(_got, _len, ...)                                                              \
	test_check_bytes(__FILE__, __LINE__, #_got, _got, _len, (unsigned char[]){ __VA_ARGS__ }, \
			 sizeof((unsigned char[]){ __VA_ARGS__ }))

/* Waits for a condition, at most ms milliseconds, longer on a slow kernel or machine. */
#define WAIT_FOR(_ms, _cond)                                         \
	({                                                           \
		long long end = test_now_ms() + test_patience(_ms);  \
		bool true_now;                                       \
		while (!(true_now = (_cond)) && test_now_ms() < end) \
			test_pause_ms(2);                            \
		true_now;                                            \
	})

/* The condition becomes true within some seconds. */
#define CHECK_SOON(_cond)                                        \
	do {                                                     \
		if (!WAIT_FOR(5000, _cond))                      \
			FAIL("did not become true: %s", #_cond); \
	} while (0)

/* Adds a line to the diagnostics of the test. */
void test_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void test_fail(const char *file, int line, const char *format, ...)
	__attribute__((noreturn, format(printf, 3, 4)));
/* Ends the test as not applicable here. */
void test_skip(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

void test_check_eq(const char *file, int line, const char *expression, long long got,
		   long long want);
void test_check_str(const char *file, int line, const char *expression, const char *got,
		    const char *want);
void test_check_bytes(const char *file, int line, const char *expression, const void *got,
		      size_t got_len, const unsigned char *want, size_t want_len);
long long test_now_ms(void);
/* A limit that is meant for a fast machine, as it must be here: see SLOWER of tests/vm/guest. */
long long test_patience(long long time);
void test_pause_ms(unsigned int ms);

/*
 * Runs tests and prints TAP. An argument is "group" or "group.name" to run these tests, or "-group"
 * to leave them out; without one of the first kind, all others run. "phase:" starts a new choice,
 * and the word is printed before the titles. A test that takes longer than a minute, or
 * test_patience() of it, is killed and counts as failed. Returns the exit status: 0 if nothing
 * failed.
 */
int test_main(int argc, char **argv);

#endif
