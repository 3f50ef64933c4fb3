// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for the receivers 1209:0020 that adds two devices for each, whose groups it sets, as
 * hid-steam and hid-logitech-dj do: one with the IDs of the receiver, and 1209:0021. Only their
 * groups tell them from a receiver, and from a device for hid-generic. The parameters "product" and
 * "group" change the latter; without a group, hid-generic binds to it. "uniq" is the serial number
 * of both. Unlike the receiver, they do not belong to uhid.
 */
#include <linux/hid.h>
#include <linux/module.h>

#define CLIENTS 2

static unsigned int product = 0x0021;
static unsigned short group = HID_GROUP_LOGITECH_DJ_DEVICE;
static char *uniq = "";
module_param(product, uint, 0400);
module_param(group, ushort, 0400);
module_param(uniq, charp, 0400);

static int do_nothing(struct hid_device *hdev)
{
	return 0;
}

static void do_not_stop(struct hid_device *hdev)
{
}

static int parse(struct hid_device *client)
{
	const struct hid_device *receiver = client->driver_data;

	return hid_parse_report(client, receiver->dev_rdesc, receiver->dev_rsize);
}

static int refuse(struct hid_device *hdev, unsigned char reportnum, u8 *buf, size_t len,
		  unsigned char rtype, int reqtype)
{
	return -EIO;
}

static struct hid_ll_driver client_driver = {
	.start = do_nothing,
	.stop = do_not_stop,
	.open = do_nothing,
	.close = do_not_stop,
	.parse = parse,
	.raw_request = refuse,
};

static struct hid_device *add_client(struct hid_device *receiver, u32 id, u16 of_group)
{
	struct hid_device *client = hid_allocate_device();
	int ret;

	if (IS_ERR(client))
		return client;
	client->ll_driver = &client_driver;
	client->driver_data = receiver;
	client->bus = receiver->bus;
	client->vendor = receiver->vendor;
	client->product = id;
	client->group = of_group;
	snprintf(client->name, sizeof(client->name), "Guest Test client");
	snprintf(client->uniq, sizeof(client->uniq), "%s", uniq);
	ret = hid_add_device(client);
	if (!ret)
		return client;
	hid_destroy_device(client);
	return ERR_PTR(ret);
}

static bool is_client(const struct hid_device *hdev)
{
	return hdev->group == HID_GROUP_STEAM || hdev->group == HID_GROUP_LOGITECH_DJ_DEVICE;
}

static int probe(struct hid_device *hdev, const struct hid_device_id *id)
{
	struct hid_device **clients;
	int ret = hid_parse(hdev);

	if (!ret)
		ret = hid_hw_start(hdev, HID_CONNECT_DEFAULT);
	if (ret || is_client(hdev))
		return ret;
	clients = devm_kcalloc(&hdev->dev, CLIENTS, sizeof(*clients), GFP_KERNEL);
	if (!clients) {
		hid_hw_stop(hdev);
		return -ENOMEM;
	}
	hid_set_drvdata(hdev, clients);
	clients[0] = add_client(hdev, hdev->product, HID_GROUP_STEAM);
	clients[1] = add_client(hdev, product, group);
	return 0;
}

static void remove(struct hid_device *hdev)
{
	struct hid_device **clients = hid_get_drvdata(hdev);
	unsigned int i;

	for (i = 0; clients && i < CLIENTS; i++)
		if (!IS_ERR(clients[i]))
			hid_destroy_device(clients[i]);
	hid_hw_stop(hdev);
}

static const struct hid_device_id devices[] = {
	{ HID_DEVICE(BUS_USB, HID_GROUP_GENERIC, 0x1209, 0x0020) },
	{ HID_DEVICE(BUS_USB, HID_GROUP_STEAM, 0x1209, 0x0020) },
	{ HID_DEVICE(BUS_USB, HID_GROUP_LOGITECH_DJ_DEVICE, 0x1209, 0x0021) },
	{}
};

static struct hid_driver grouped_driver = {
	.name = "grouped",
	.id_table = devices,
	.probe = probe,
	.remove = remove,
};
module_hid_driver(grouped_driver);

MODULE_DESCRIPTION("Adds HID devices with groups of its choice, for tests");
MODULE_LICENSE("GPL");
