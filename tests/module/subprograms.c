// SPDX-License-Identifier: GPL-2.0-only
/* Programs of more than one function. */
#include "lib/models.h"
#include "lib/programs.h"
#include "lib/tap.h"

TEST(passes_context, "a program passes its context to a function, which changes the report")
{
	struct device *dev = device_plug(&mouse);
	int hidraw = device_hidraw(dev);

	ops_on(dev, "subprograms", "calling");
	SEND(dev, 0, 1, 2);
	CHECK_REPORT(hidraw, 0, 43, 2);
}
