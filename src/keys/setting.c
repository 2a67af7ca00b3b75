/*
 * The table of settings. A new setting is one constant in the header, one line here, and
 * whoever reads its value; config.yaml, the settings screen and the manual follow.
 */
#include "keys/settings.h"

#include <assert.h>
#include <string.h>

#define CHOICES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct setting_info settings[] = {
	[SETTING_THEME] = {"theme",
		"Colours: plain suits any background, contrast dims nothing, mono has none; auto "
		"chooses one for the terminal",
		.choices = CHOICES("auto", "plain", "dark", "light", "contrast", "mono")},
	[SETTING_BACKGROUND] = {"background",
		"What the theme auto assumes if COLORFGBG is not set; ask asks the terminal",
		.choices = CHOICES("unknown", "ask", "dark", "light")},
	[SETTING_BORDERS] = {"borders",
		"Boxes and rules as lines, in ASCII, or none, for screen readers",
		.choices = CHOICES("line", "ascii", "none")},
	[SETTING_SIDE] = {"side",
		"The list of pages with the help at the left: auto from 110 columns on",
		.choices = CHOICES("auto", "always", "never")},
	[SETTING_DENSITY] = {"density", "compact leaves out blank lines and rules",
		.choices = CHOICES("normal", "compact")},
	[SETTING_UNFOLD] = {"unfold",
		"All of the row under the cursor: when the cursor rests, always, or only in the "
		"open row",
		.choices = CHOICES("rest", "always", "never")},
	[SETTING_HELP] = {"help",
		"Help for the field at the foot: all of it, one line of it, or off",
		.choices = CHOICES("full", "line", "off")},
	[SETTING_PROSE_WIDTH] = {"prose_width", "The most columns that text is wrapped to",
		.unit = "", .least = 40, .most = 100, .step = 5, .usual = 80},
	[SETTING_CURSOR] = {"cursor", "The shape of the cursor",
		.choices = CHOICES("terminal", "bar", "block")},
	[SETTING_CLOCK] = {"clock",
		"The zone in which times are shown at first: the document's, your own or UTC",
		.choices = CHOICES("document", "local", "utc")},
	[SETTING_DATE] = {"date",
		"How days are shown: 2023-10-15, 15 Oct 2023 or Oct 15 2023; files and reports "
		"keep theirs",
		.choices = CHOICES("iso", "day-month", "month-day")},
	[SETTING_MOUSE] = {"mouse",
		"Clicks and the wheel; selecting in the terminal then needs Shift",
		.choices = CHOICES("off", "on")},
	[SETTING_BELL] = {"bell", "Ring if something goes wrong", .choices = CHOICES("off", "on")},
	[SETTING_CONFIRM_DELETE] = {"confirm_delete",
		"Ask before a row is deleted; it can be undone either way",
		.choices = CHOICES("no", "yes")},
	[SETTING_SAVE_AFTER] = {"save_after",
		"How long a pause in typing lasts before the file is saved; the journal has "
		"everything at once",
		.unit = "s", .least = 0, .most = 60, .step = 1, .usual = 2},
	[SETTING_ESCAPE_DELAY] = {"escape_delay",
		"How long to wait after Esc for the rest of a key; more for slow lines",
		.unit = "ms", .least = 1, .most = 60000, .step = 25, .usual = 50},
	[SETTING_EDITOR] = {"editor", "The program that edits a single field, with its options",
		.otherwise = "vi"},
	[SETTING_MEETING] = {"meeting",
		"How long presenting a document may take, two thirds of it the timeline; 0 for "
		"no plan",
		.unit = "min", .least = 0, .most = 480, .step = 5, .usual = 60},
	[SETTING_EXPORT_FORMAT] = {"export_format",
		"The format of a report, or several: html,pdf; what was exported last is kept here",
		.otherwise = "text"},
	[SETTING_EXPORT_FOR] = {"export_for",
		"Who a report is for: public leaves private answers out; kept here, too",
		.choices = CHOICES("all", "public")},
	[SETTING_EXPORT_FOLDER] = {"export_folder",
		"The folder for reports, seen from that of the document; kept here, too",
		.otherwise = "the document's"},
	[SETTING_START] = {"start",
		"Open a new document on Start, its first questions; else on its first page",
		.choices = CHOICES("yes", "no")},
	[SETTING_NAME] = {"name",
		"Your name: the author of new documents, and what others who have one open see",
		.otherwise = "git's user.name, else your login name"},
	[SETTING_ZONE] = {"zone", "The time zone of new documents, such as Europe/Berlin",
		.otherwise = "the machine's"},
	[SETTING_FORM] = {"form", "The form of new documents", .otherwise = "postmortem"},
};
static_assert(sizeof(settings) / sizeof(*settings) == N_SETTINGS, "one line per setting");

const struct setting_info *setting_info(enum setting setting)
{
	assert(setting >= 0 && setting < N_SETTINGS);
	return &settings[setting];
}

enum setting setting_find(const char *name)
{
	for (int i = 0; i < N_SETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return (enum setting)i;
	return N_SETTINGS;
}

void setting_append_values(enum setting setting, struct str *out)
{
	const struct setting_info *info = setting_info(setting);

	if (info->unit)
		str_appendf(out, "%d%s to %d%s", info->least, info->unit, info->most, info->unit);
	else if (!info->choices)
		str_append_text(out, "a text");
	for (const char *const *choice = info->choices; choice && *choice; choice++) {
		str_append_text(out, *choice);
		if (choice[1])
			str_append_text(out, choice[2] ? ", " : " or ");
	}
}

void setting_append_default(enum setting setting, struct str *out)
{
	const struct setting_info *info = setting_info(setting);

	if (info->unit)
		str_appendf(out, "%d%s", info->usual, info->unit);
	else
		str_append_text(out, info->choices ? info->choices[0] : info->otherwise);
}
