/* The table of roles: the name of each, the kinds that may carry it and where it is allowed. */
#include "form_reader.h"

#include <assert.h>
#include <string.h>

#define A_TEXT (KIND_BIT(KIND_LINE) | KIND_BIT(KIND_TEXT))
#define A_TIME (KIND_BIT(KIND_DATETIME) | KIND_BIT(KIND_DATE))
#define A_NAME (KIND_BIT(KIND_LINE) | KIND_BIT(KIND_PERSON))
#define A_WORD (KIND_BIT(KIND_LINE) | KIND_BIT(KIND_CHOICE))
#define A_TEAM (A_NAME | KIND_BIT(KIND_CHOICE))
#define A_RANK (A_WORD | KIND_BIT(KIND_NUMBER))
#define A_LINK (KIND_BIT(KIND_LINE) | KIND_BIT(KIND_LINK))
#define A_TABLE KIND_BIT(KIND_ROWS)

static const struct role_info roles[] = {
	[ROLE_NONE] = {.name = ""},
	[ROLE_TITLE] = {.name = "title", .kinds = KIND_BIT(KIND_LINE)},
	[ROLE_STATUS] = {.name = "status", .kinds = KIND_BIT(KIND_CHOICE)},
	[ROLE_SEVERITY] = {.name = "severity", .kinds = A_WORD},
	[ROLE_ZONE] = {.name = "zone", .kinds = A_WORD},
	[ROLE_AUTHORS] = {.name = "authors", .kinds = A_NAME | KIND_BIT(KIND_LIST)},
	[ROLE_START] = {.name = "start", .kinds = A_TIME},
	[ROLE_DETECTED] = {.name = "detected", .kinds = A_TIME},
	[ROLE_ACKNOWLEDGED] = {.name = "acknowledged", .kinds = A_TIME},
	[ROLE_MITIGATED] = {.name = "mitigated", .kinds = A_TIME},
	[ROLE_END] = {.name = "end", .kinds = A_TIME},
	[ROLE_STATED_DURATION] = {.name = "stated-duration", .kinds = A_TEXT},
	[ROLE_EVENTS] = {.name = "events", .kinds = A_TABLE},
	[ROLE_EVENT_TIME] = {.name = "event-time", .kinds = A_TIME, .table = ROLE_EVENTS},
	[ROLE_EVENT_KIND] = {.name = "event-kind", .kinds = A_WORD, .table = ROLE_EVENTS},
	[ROLE_EVENT_TEXT] = {.name = "event-text", .kinds = A_TEXT, .table = ROLE_EVENTS},
	[ROLE_EVENT_WHO] = {.name = "event-who", .kinds = A_TEAM, .table = ROLE_EVENTS},
	[ROLE_TASKS] = {.name = "tasks", .kinds = A_TABLE},
	[ROLE_TASK_TEXT] = {.name = "task-text", .kinds = A_TEXT, .table = ROLE_TASKS},
	[ROLE_TASK_OWNER] = {.name = "task-owner", .kinds = A_TEAM, .table = ROLE_TASKS},
	[ROLE_TASK_DUE] = {.name = "task-due", .kinds = A_TIME, .table = ROLE_TASKS},
	[ROLE_TASK_STATE] = {.name = "task-state", .kinds = A_WORD, .table = ROLE_TASKS},
	[ROLE_TASK_PRIORITY] = {.name = "task-priority", .kinds = A_RANK, .table = ROLE_TASKS},
	[ROLE_TASK_KIND] = {.name = "task-kind", .kinds = A_WORD, .table = ROLE_TASKS},
	[ROLE_TASK_TICKET] = {.name = "task-ticket", .kinds = A_LINK, .table = ROLE_TASKS},
	[ROLE_LEFTOVER] = {.name = "leftover", .kinds = KIND_BIT(KIND_TEXT)},
};

static_assert(sizeof roles / sizeof roles[0] == N_ROLES, "every role has its line in the table");
static_assert(N_ROLES <= 32, "the roles of a field are bits");

const struct role_info *role_info(enum role role)
{
	assert((unsigned)role < N_ROLES);
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

static bool add_role(struct form_reader *self, unsigned *slot, uint32_t node)
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
	unsigned *slot = (unsigned *)((char *)target + at);

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
	return field_has_role(self, ROLE_ZONE) && self->kind == KIND_LINE;
}

bool field_is_parsed(const struct form_field *self)
{
	return kind_info(self->kind)->is_parsed || field_is_zone(self);
}
