/*
 * The table of roles: the name of each, the kinds that may carry it, by what their columns say of
 * them, and where it is allowed.
 */
#include "form_reader.h"

#include <assert.h>
#include <string.h>

static bool is_line(const struct kind_info *kind)
{
	return kind->is_words && kind->is_one_line;
}

static bool is_prose(const struct kind_info *kind)
{
	return kind->is_prose;
}

static bool is_text(const struct kind_info *kind)
{
	return is_line(kind) || is_prose(kind);
}

static bool is_name(const struct kind_info *kind)
{
	return is_line(kind) || kind->is_name;
}

static bool is_names(const struct kind_info *kind)
{
	return is_name(kind) || kind->has_items;
}

static bool is_number(const struct kind_info *kind)
{
	return kind->is_figure || is_line(kind);
}

static bool is_points(const struct kind_info *kind)
{
	return kind->has_items || is_text(kind);
}

static bool is_word(const struct kind_info *kind)
{
	return is_line(kind) || kind->takes_choices;
}

static bool is_team(const struct kind_info *kind)
{
	return is_name(kind) || kind->takes_choices;
}

static bool is_rank(const struct kind_info *kind)
{
	return is_word(kind) || (kind->is_figure && !kind->is_share);
}

static bool is_flag(const struct kind_info *kind)
{
	return kind->is_truth;
}

static bool is_link(const struct kind_info *kind)
{
	return kind_is_free(kind) && kind->takes_text && kind->is_one_line && !kind->is_name;
}

static const struct role_info roles[] = {
	[ROLE_NONE] = {.name = ""},
	[ROLE_TITLE] = {.name = "title", .fits = is_line},
	[ROLE_STATUS] = {.name = "status", .fits = kind_takes_choices},
	[ROLE_SEVERITY] = {.name = "severity", .fits = is_word},
	[ROLE_ZONE] = {.name = "zone", .fits = is_word},
	[ROLE_AUTHORS] = {.name = "authors", .fits = is_names},
	[ROLE_START] = {.name = "start", .fits = kind_is_time},
	[ROLE_DETECTED] = {.name = "detected", .fits = kind_is_time},
	[ROLE_ACKNOWLEDGED] = {.name = "acknowledged", .fits = kind_is_time},
	[ROLE_MITIGATED] = {.name = "mitigated", .fits = kind_is_time},
	[ROLE_END] = {.name = "end", .fits = kind_is_time},
	[ROLE_STATED_DURATION] = {.name = "stated-duration", .fits = is_text},
	[ROLE_OVERVIEW] = {.name = "overview", .fits = is_text},
	[ROLE_SERVICES] = {.name = "services", .fits = is_names},
	[ROLE_AFFECTED] = {.name = "affected", .fits = is_number},
	[ROLE_FACTORS] = {.name = "factors", .fits = is_points},
	[ROLE_WENT_WELL] = {.name = "went-well", .fits = is_points},
	[ROLE_WENT_BADLY] = {.name = "went-badly", .fits = is_points},
	[ROLE_GOT_LUCKY] = {.name = "got-lucky", .fits = is_points},
	[ROLE_EVENTS] = {.name = "events", .fits = kind_is_table},
	[ROLE_EVENT_TIME] = {.name = "event-time", .fits = kind_is_time, .table = ROLE_EVENTS},
	[ROLE_EVENT_KIND] = {.name = "event-kind", .fits = is_word, .table = ROLE_EVENTS},
	[ROLE_EVENT_TEXT] = {.name = "event-text", .fits = is_text, .table = ROLE_EVENTS},
	[ROLE_EVENT_WHO] = {.name = "event-who", .fits = is_team, .table = ROLE_EVENTS},
	[ROLE_TASKS] = {.name = "tasks", .fits = kind_is_table},
	[ROLE_TASK_TEXT] = {.name = "task-text", .fits = is_text, .table = ROLE_TASKS},
	[ROLE_TASK_OWNER] = {.name = "task-owner", .fits = is_team, .table = ROLE_TASKS},
	[ROLE_TASK_DUE] = {.name = "task-due", .fits = kind_is_time, .table = ROLE_TASKS},
	[ROLE_TASK_STATE] = {.name = "task-state", .fits = is_word, .table = ROLE_TASKS},
	[ROLE_TASK_PRIORITY] = {.name = "task-priority", .fits = is_rank, .table = ROLE_TASKS},
	[ROLE_TASK_KIND] = {.name = "task-kind", .fits = is_word, .table = ROLE_TASKS},
	[ROLE_TASK_TICKET] = {.name = "task-ticket", .fits = is_link, .table = ROLE_TASKS},
	[ROLE_LEFTOVER] = {.name = "leftover", .fits = is_prose},
	[ROLE_ROW_PRIVATE] = {.name = "row-private", .fits = is_flag, .is_of_any_table = true},
};

static_assert(sizeof roles / sizeof roles[0] == N_ROLES, "every role has its line in the table");
static_assert(N_ROLES <= 64, "the roles of a field are bits");

const struct role_info *role_info(enum role role)
{
	assert((unsigned)role < N_ROLES);
	assert(roles[role].name && (roles[role].fits || role == ROLE_NONE));
	return &roles[role];
}

const char *role_name(enum role role)
{
	return role_info(role)->name;
}

bool role_parse(const char *name, enum role *role)
{
	for (unsigned i = ROLE_NONE + 1; i < N_ROLES; i++) {
		if (strcmp(roles[i].name, name) == 0) {
			*role = (enum role)i;
			return true;
		}
	}
	return false;
}

static bool add_role(struct form_reader *self, uint64_t *slot, uint32_t node)
{
	struct str known = {0};
	enum role role;

	if (role_parse(yaml_text(self->tree, node, NULL), &role)) {
		if (*slot & ROLE_BIT(role))
			return form_error(self, node, "the role %s occurs twice", role_name(role));
		*slot |= ROLE_BIT(role);
		return true;
	}
	for (unsigned i = ROLE_NONE + 1; i < N_ROLES; i++)
		str_appendf(&known, "%s%s", i > 1 ? ", " : "", role_name((enum role)i));
	form_error_unknown(self, node, "role", str_text(&known));
	str_release(&known);
	return false;
}

bool form_set_roles(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	uint64_t *slot = (uint64_t *)((char *)target + at);

	if (yaml_node(self->tree, node)->kind != YAML_SEQUENCE)
		return add_role(self, slot, node);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!add_role(self, slot, item))
			return false;
	return true;
}

bool field_has_role(const struct form_field *self, enum role role)
{
	return (self->roles & ROLE_BIT(role)) != 0;
}

bool field_is_zone(const struct form_field *self)
{
	return field_has_role(self, ROLE_ZONE) && kind_info(self->kind)->takes_text;
}

bool field_is_parsed(const struct form_field *self)
{
	return kind_info(self->kind)->is_parsed || field_is_zone(self);
}
