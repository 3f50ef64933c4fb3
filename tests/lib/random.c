// SPDX-License-Identifier: GPL-2.0-only
/* Random numbers from a seed. */
#include "random.h"

struct random random_from(unsigned long long seed)
{
	struct random random = { seed + !seed };

	for (int i = 0; i < 8; i++)
		draw(&random);
	return random;
}

__u32 draw(struct random *random)
{
	random->state ^= random->state << 13;
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return random->state >> 16;
}

unsigned int draw_below(struct random *random, unsigned int n)
{
	return draw(random) % n;
}

bool one_in(struct random *random, unsigned int n)
{
	return !draw_below(random, n);
}

void draw_bytes(struct random *random, unsigned char *to, size_t len)
{
	while (len--)
		*to++ = draw(random);
}
