// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of usages and usage pages. Numbers and identifiers come from bpf/include/hid_usages.h, by
 * way of the file USAGE_MACROS that usage-macros.awk generates. An identifier is split into words,
 * unless a table below has a better name for it.
 */
#include "rdesc/names.h"

#include "bpf/include/hid_usages.h"
#include "rdesc/items.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Not pointers, which the dynamic linker would have to relocate whenever hidbpf starts. */
struct macro {
	uint32_t usage;
	char name[60];
};

static const struct macro page_macros[] = {
#define PAGE(_page, _name) { _page, #_name },
#define USAGE(_page, _number, _name)
#include USAGE_MACROS
#undef PAGE
#undef USAGE
	{ 0 },
};

static const struct macro usage_macros[] = {
#define PAGE(_page, _name)
#define USAGE(_page, _number, _name) { RDESC_USAGE(_page, _number), #_name },
#include USAGE_MACROS
#undef PAGE
#undef USAGE
	{ 0 },
};

struct name {
	uint16_t id;
	const char *name;
};

/* Each table ends with a NULL name. */
static const struct name pages[] = {
	{ HidUsagePage_SimulationControls, "Simulation" },
	{ HidUsagePage_VRControls, "VR" },
	{ HidUsagePage_SportControls, "Sport" },
	{ HidUsagePage_GameControls, "Game" },
	{ HidUsagePage_GenericDeviceControls, "Generic Device" },
	{ HidUsagePage_KeyboardKeypad, "Keyboard" },
	{ HidUsagePage_TelephonyDevice, "Telephony" },
	{ HidUsagePage_Digitizers, "Digitizer" },
	{ HidUsagePage_EyeandHeadTrackers, "Eye and Head Tracker" },
	{ HidUsagePage_Sensors, "Sensor" },
	{ HidUsagePage_MedicalInstrument, "Medical" },
	{ HidUsagePage_LightingAndIllumination, "Lighting" },
	{ HidUsagePage_BatterySystem, "Battery" },
	{ HidUsagePage_BarcodeScanner, "Bar Code Scanner" },
	{ HidUsagePage_Scales, "Scale" },
	{ HidUsagePage_CameraControl, "Camera" },
	{ 0 },
};

static const struct name generic_desktop[] = {
	{ HidUsage_GD_MultiaxisController, "Multi-axis Controller" },
	{ HidUsage_GD_SystemMultiAxisController, "System Multi-Axis Controller" },
	{ HidUsage_GD_DpadUp, "D-pad Up" },
	{ HidUsage_GD_DpadDown, "D-pad Down" },
	{ HidUsage_GD_DpadRight, "D-pad Right" },
	{ HidUsage_GD_DpadLeft, "D-pad Left" },
	{ HidUsage_GD_SystemDisplayToggleIntExtMode, "System Display Toggle Internal/External" },
	{ 0 },
};

static const struct name keyboard[] = {
	{ 0, "No key" },
	{ HidUsage_KK_ErrorRollOver, "Too many keys" },
	{ HidUsage_KK_Keyboard1andBang, "1" },
	{ HidUsage_KK_Keyboard2andAt, "2" },
	{ HidUsage_KK_Keyboard3andHash, "3" },
	{ HidUsage_KK_Keyboard4andDollar, "4" },
	{ HidUsage_KK_Keyboard5andPercent, "5" },
	{ HidUsage_KK_Keyboard6andCaret, "6" },
	{ HidUsage_KK_Keyboard7andAmpersand, "7" },
	{ HidUsage_KK_Keyboard8andStar, "8" },
	{ HidUsage_KK_Keyboard9andLeftBracket, "9" },
	{ HidUsage_KK_Keyboard0andRightBracket, "0" },
	{ HidUsage_KK_KeyboardReturnEnter, "Enter" },
	{ HidUsage_KK_KeyboardDelete, "Backspace" },
	{ HidUsage_KK_KeyboardSpacebar, "Space" },
	{ HidUsage_KK_KeyboardDashandUnderscore, "-" },
	{ HidUsage_KK_KeyboardEqualsandPlus, "=" },
	{ HidUsage_KK_KeyboardLeftBrace, "[" },
	{ HidUsage_KK_KeyboardRightBrace, "]" },
	{ HidUsage_KK_KeyboardBackslashandPipe, "Backslash" },
	{ HidUsage_KK_KeyboardNonUSHashandTilde, "Non-US #" },
	{ HidUsage_KK_KeyboardSemiColonandColon, ";" },
	{ HidUsage_KK_KeyboardLeftAposandDouble, "'" },
	{ HidUsage_KK_KeyboardGraveAccentandTilde, "`" },
	{ HidUsage_KK_KeyboardCommaandLessThan, "," },
	{ HidUsage_KK_KeyboardPeriodandGreaterThan, "." },
	{ HidUsage_KK_KeyboardForwardSlashandQuestionMark, "/" },
	{ HidUsage_KK_KeyboardDeleteForward, "Delete" },
	{ HidUsage_KK_KeyboardRightArrow, "Right" },
	{ HidUsage_KK_KeyboardLeftArrow, "Left" },
	{ HidUsage_KK_KeyboardDownArrow, "Down" },
	{ HidUsage_KK_KeyboardUpArrow, "Up" },
	{ HidUsage_KK_KeypadNumLockandClear, "Num Lock" },
	{ HidUsage_KK_KeypadForwardSlash, "Keypad /" },
	{ HidUsage_KK_KeypadStar, "Keypad *" },
	{ HidUsage_KK_KeypadDash, "Keypad -" },
	{ HidUsage_KK_KeypadPlus, "Keypad +" },
	{ HidUsage_KK_KeypadENTER, "Keypad Enter" },
	{ HidUsage_KK_Keypad1andEnd, "Keypad 1" },
	{ HidUsage_KK_Keypad2andDownArrow, "Keypad 2" },
	{ HidUsage_KK_Keypad3andPageDn, "Keypad 3" },
	{ HidUsage_KK_Keypad4andLeftArrow, "Keypad 4" },
	{ HidUsage_KK_Keypad6andRightArrow, "Keypad 6" },
	{ HidUsage_KK_Keypad7andHome, "Keypad 7" },
	{ HidUsage_KK_Keypad8andUpArrow, "Keypad 8" },
	{ HidUsage_KK_Keypad9andPageUp, "Keypad 9" },
	{ HidUsage_KK_Keypad0andInsert, "Keypad 0" },
	{ HidUsage_KK_KeypadPeriodandDelete, "Keypad ." },
	{ HidUsage_KK_KeyboardNonUSBackslashandPipe, "Non-US Backslash" },
	{ HidUsage_KK_KeypadEquals, "Keypad =" },
	{ HidUsage_KK_KeyboardLANG1, "Language 1" },
	{ HidUsage_KK_KeyboardLANG2, "Language 2" },
	{ 0 },
};

static const struct name led[] = {
	{ HidUsage_LED_OffHook, "Off-Hook" },
	{ HidUsage_LED_Standby, "Stand-by" },
	{ HidUsage_LED_OnLine, "On-Line" },
	{ HidUsage_LED_OffLine, "Off-Line" },
	{ 0 },
};

static const struct name consumer[] = {
	{ HidUsage_Con_KeyboardBacklightOOC, "Keyboard Backlight Toggle" },
	{ HidUsage_Con_PlayPause, "Play/Pause" },
	{ HidUsage_Con_ALCalendarSchedule, "Calendar" },
	{ HidUsage_Con_ALTerminalLockScreensaver, "Lock/Screensaver" },
	{ HidUsage_Con_ALSelectTaskApplication, "Select Task/Application" },
	{ HidUsage_Con_ACStop, "Stop Loading" },
	{ HidUsage_Con_ACPan, "AC Pan" },
	{ HidUsage_Con_ACRedoRepeat, "Redo" },
	{ HidUsage_Con_ACForwardMsg, "Forward Message" },
	{ HidUsage_Con_ACNextKeyboardLayoutSelect, "Keyboard Layout Select" },
	{ 0 },
};

static const struct name digitizer[] = {
	{ HidUsage_Dig_Whiteboard, "White Board" },
	{ HidUsage_Dig_MultiplePointDigitizer, "Multi-point Digitizer" },
	{ HidUsage_Dig_Devicesettings, "Device Settings" },
	{ HidUsage_Dig_TouchValid, "Confidence" },
	{ HidUsage_Dig_PreferredColorisLocked, "Preferred Color is Locked" },
	{ 0 },
};

static const struct name haptics[] = {
	{ HidUsage_Hap_WaveformVendorID, "Waveform Vendor Id" },
	{ 0 },
};

static const struct name *const usages[] = {
	[HidUsagePage_GenericDesktop] = generic_desktop,
	[HidUsagePage_KeyboardKeypad] = keyboard,
	[HidUsagePage_LED] = led,
	[HidUsagePage_Consumer] = consumer,
	[HidUsagePage_Digitizers] = digitizer,
	[HidUsagePage_Haptics] = haptics,
};

static const char *find_macro(const struct macro *macros, uint32_t usage)
{
	for (; *macros->name; macros++)
		if (macros->usage == usage)
			return macros->name;
	return NULL;
}

const char *rdesc_page_macro(unsigned int page)
{
	return find_macro(page_macros, page);
}

const char *rdesc_usage_macro(uint32_t usage)
{
	return find_macro(usage_macros, usage);
}

static const char *find_name(const struct name *table, unsigned int id)
{
	while (table && table->name) {
		if (table->id == id)
			return table->name;
		table++;
	}
	return NULL;
}

/* Whether a word begins here, as in "LED|Page|12". */
static bool begins_word(const char *text, size_t i)
{
	if (!i)
		return false;
	if (isdigit(text[i]))
		return islower(text[i - 1]);
	return isupper(text[i]) && (!isupper(text[i - 1]) || islower(text[i + 1]));
}

static void split(const char *identifier, char *name, size_t size)
{
	size_t len = 0;

	for (size_t i = 0; identifier[i] && len + 2 < size; i++) {
		if (begins_word(identifier, i))
			name[len++] = ' ';
		name[len++] = identifier[i];
	}
	name[len] = '\0';
}

/* The identifier of a usage without the prefixes that its page implies. */
static const char *usage_identifier(uint32_t usage)
{
	const char *macro = rdesc_usage_macro(usage);
	const char *identifier = macro ? strchr(macro, '_') + 1 : NULL;

	if (!macro)
		return NULL;
	if (usage >> 16 == HidUsagePage_KeyboardKeypad && !strncmp(identifier, "Keyboard", 8))
		return identifier + 8;
	/* Application launch and application control. */
	if (usage >> 16 == HidUsagePage_Consumer &&
	    (!strncmp(identifier, "AL", 2) || !strncmp(identifier, "AC", 2)) &&
	    isupper(identifier[2]))
		return identifier + 2;
	return identifier;
}

bool rdesc_page_name(unsigned int page, char *name, size_t size)
{
	const char *macro = rdesc_page_macro(page), *better = find_name(pages, page);

	if (!macro && page < RDESC_FIRST_VENDOR_PAGE)
		return false;
	if (better || !macro)
		snprintf(name, size, "%s", better ?: "Vendor");
	else
		split(macro, name, size);
	return true;
}

/* A usage without a name: by the name of its page, or by numbers alone. */
static void number_usage(unsigned int page, unsigned int id, char *name, size_t size)
{
	char page_name[40] = "Usage";
	bool known = rdesc_page_name(page, page_name, sizeof(page_name));

	if (page == HidUsagePage_Button || page == HidUsagePage_Ordinal)
		snprintf(name, size, "%s %u", page_name, id);
	else if (page >= RDESC_FIRST_VENDOR_PAGE || !known)
		snprintf(name, size, "%s %04x:%04x", page_name, page, id);
	else
		snprintf(name, size, "%s 0x%02x", page_name, id);
}

void rdesc_usage_name(uint32_t usage, char *name, size_t size)
{
	unsigned int page = usage >> 16, id = usage & 0xffff;
	const char *identifier = usage_identifier(usage), *better = NULL;

	if (page < sizeof(usages) / sizeof(usages[0]))
		better = find_name(usages[page], id);
	if (better)
		snprintf(name, size, "%s", better);
	else if (identifier)
		split(identifier, name, size);
	else
		number_usage(page, id, name, size);
}
