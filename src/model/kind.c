/* The table of field kinds; see model/kind.h. */
#include "kind_values.h"

#include <assert.h>
#include <string.h>

static const struct kind_pick flags[] = {{"true", "yes"}, {"false", "no"}};

static const struct kind_info kinds[] = {
	[KIND_LINE] =
		{
			.name = "line",
			.about = "one line of text",
			.shape = YAML_WORD,
			.is_one_line = true,
			.takes_text = true,
			.parse = typed_line,
			.is_words = true,
			.is_stored = true,
		},
	[KIND_TEXT] =
		{
			.name = "text",
			.about = "prose of any length",
			.shape = YAML_PROSE,
			.is_prose = true,
			.takes_text = true,
			.parse = typed_as_is,
			.is_words = true,
			.is_stored = true,
		},
	[KIND_DATETIME] =
		{
			.name = "datetime",
			.about = "a moment, stored with its offset from UTC",
			.shape = YAML_QUOTED,
			.is_one_line = true,
			.is_time = true,
			.takes_text = true,
			.is_parsed = true,
			.parse = typed_time,
			.show = show_time,
			.is_stored = true,
			.is_moment = true,
		},
	[KIND_DATE] =
		{
			.name = "date",
			.about = "a day",
			.shape = YAML_QUOTED,
			.is_one_line = true,
			.is_time = true,
			.takes_text = true,
			.is_parsed = true,
			.parse = typed_time,
			.show = show_time,
			.is_stored = true,
		},
	[KIND_NUMBER] =
		{
			.name = "number",
			.about = "a number",
			.shape = YAML_RAW,
			.is_one_line = true,
			.takes_text = true,
			.is_parsed = true,
			.parse = typed_number,
			.is_figure = true,
			.is_stored = true,
		},
	[KIND_PERCENT] =
		{
			.name = "percent",
			.about = "a percentage, without the sign",
			.shape = YAML_RAW,
			.is_one_line = true,
			.takes_text = true,
			.is_parsed = true,
			.parse = typed_number,
			.is_figure = true,
			.is_share = true,
			.is_stored = true,
		},
	[KIND_CHOICE] =
		{
			.name = "choice",
			.about = "one of the words the form lists",
			.shape = YAML_WORD,
			.is_one_line = true,
			.parse = typed_choice,
			.takes_choices = true,
			.is_stored = true,
			.is_picked = true,
		},
	[KIND_FLAG] =
		{
			.name = "flag",
			.about = "yes or no, stored as true or false",
			.shape = YAML_RAW,
			.is_one_line = true,
			.parse = typed_truth,
			.is_truth = true,
			.is_stored = true,
			.is_picked = true,
			.picks = flags,
			.n_picks = sizeof flags / sizeof flags[0],
		},
	[KIND_PERSON] =
		{
			.name = "person",
			.about = "a name, a handle or a team",
			.shape = YAML_WORD,
			.is_one_line = true,
			.takes_text = true,
			.parse = typed_as_is,
			.is_name = true,
			.is_stored = true,
		},
	[KIND_LINK] =
		{
			.name = "link",
			.about = "a web address or the key of a ticket",
			.shape = YAML_WORD,
			.is_one_line = true,
			.takes_text = true,
			.parse = typed_as_is,
			.is_stored = true,
		},
	[KIND_LIST] =
		{
			.name = "list",
			.about = "several short texts, one per line",
			.shape = YAML_WORD,
			.takes_text = true,
			.parse = typed_as_is,
			.is_words = true,
			.is_stored = true,
			.has_items = true,
		},
	[KIND_ROWS] =
		{
			.name = "rows",
			.about = "a table, whose columns are fields themselves",
			.shape = YAML_WORD,
			.is_stored = true,
			.is_table = true,
		},
	[KIND_COMPUTED] =
		{
			.name = "computed",
			.about =
				"the span between two times, or a count; never typed, never stored",
			.shape = YAML_WORD,
		},
};

#define N_KINDS (sizeof kinds / sizeof kinds[0])

static_assert(N_KINDS >= N_NAMED_KINDS, "every kind with a name has its row");

size_t kind_count(void)
{
	return N_KINDS;
}

const struct kind_info *kind_info(enum kind kind)
{
	assert((size_t)kind < N_KINDS);
	return &kinds[kind];
}

bool kind_parse(const char *name, enum kind *kind)
{
	for (size_t i = 0; i < N_KINDS; i++) {
		if (strcmp(kinds[i].name, name) == 0) {
			*kind = (enum kind)i;
			return true;
		}
	}
	return false;
}

bool kind_is_time(const struct kind_info *kind)
{
	return kind->is_time;
}

bool kind_is_moment(const struct kind_info *kind)
{
	return kind->is_moment;
}

bool kind_is_figure(const struct kind_info *kind)
{
	return kind->is_figure;
}

bool kind_is_words(const struct kind_info *kind)
{
	return kind->is_words;
}

bool kind_takes_choices(const struct kind_info *kind)
{
	return kind->takes_choices;
}

bool kind_is_table(const struct kind_info *kind)
{
	return kind->is_table;
}

bool kind_is_computed(const struct kind_info *kind)
{
	return !kind->is_stored;
}

bool kind_is_free(const struct kind_info *kind)
{
	return kind->takes_text && !kind->is_parsed;
}
