/*
 * What the parts of the form reader share: mappings are read by tables of keys, each with
 * the function that stores its value, and every error names its position.
 */
#ifndef AFTERWORD_MODEL_FORM_READER_H
#define AFTERWORD_MODEL_FORM_READER_H

#include "model/form.h"
#include "yaml/tree.h"

#define KIND_BIT(kind) (1u << (kind))

#define FORM_MAX_BYTES (256u * 1024)
#define FORM_MAX_PAGES 64
#define FORM_MAX_FIELDS 512
#define FORM_MAX_COLUMNS 32
#define FORM_MAX_QUESTIONS 64
#define FORM_MAX_WORDS 64 /* choices, or paths of a constraint */
#define FORM_MAX_KEY 64
#define FORM_MAX_PATH_DEPTH 8
#define FORM_MAX_LINE 200 /* bytes of a title, question, label, choice */
#define FORM_MAX_TEXT 2000

struct role_info {
	const char *name;
	kind_test *fits;      /* may a kind carry it? */
	enum role table;      /* of a column: the role its rows field must have; else ROLE_NONE */
	bool is_of_any_table; /* of a column whose rows field may have any */
};

const struct role_info *role_info(enum role role);

struct form_reader {
	const struct yaml_tree *tree;
	struct form *form;
	struct err *err;
	uint32_t *nodes; /* the mapping each field was read from */
	size_t cap_pages;
	size_t cap_fields;
	size_t cap_nodes;
};

/* One key a mapping may have. */
struct form_key {
	const char *name;
	/* Stores the value of node in the member of target at that byte offset. */
	bool (*set)(struct form_reader *self, void *target, size_t at, uint32_t node);
	size_t at;
	bool is_required;
	bool is_for_fields; /* not allowed in a column */
	kind_test *suits;   /* of a field: the kinds it belongs to; NULL: all */
	bool is_needed;     /* required for those kinds */
};

/* Sets ERR_FORM with the position of a node. Returns false. */
bool form_error(struct form_reader *self, uint32_t node, const char *format, ...) PRINTF_LIKE(3, 4);

/* As form_error, for an unknown word: unknown WHAT "WORD"; known here: A, B. */
bool form_error_unknown(
	struct form_reader *self, uint32_t node, const char *what, const char *known);

/*
 * Reads a mapping by its table of keys. what is its name in messages ("page"). Fails on
 * anything but a mapping, on an unknown key and on a missing one.
 */
bool form_read_mapping(struct form_reader *self, uint32_t node, const char *what,
	const struct form_key *keys, size_t n_keys, void *target);

/* Iterates over the values of a mapping or the items of a sequence, from YAML_NONE to YAML_NONE. */
uint32_t form_next_item(const struct form_reader *self, uint32_t sequence, uint32_t item);

/* A scalar's text, borrowed; NULL, with an error, for anything else. */
const char *form_scalar(struct form_reader *self, uint32_t node, size_t *len);

/* Is it letters, digits, - and _, a letter first? */
bool form_is_key(const char *text, size_t len);

/* Setters for form_key: at is the offset of a char *, double, bool. */
bool form_set_key(struct form_reader *self, void *target, size_t at, uint32_t node);
bool form_set_line(struct form_reader *self, void *target, size_t at, uint32_t node);
bool form_set_text(struct form_reader *self, void *target, size_t at, uint32_t node);
bool form_set_number(struct form_reader *self, void *target, size_t at, uint32_t node);
bool form_set_flag(struct form_reader *self, void *target, size_t at, uint32_t node);

/* A role or a list of them, into the bits of an unsigned. */
bool form_set_roles(struct form_reader *self, void *target, size_t at, uint32_t node);

/* Reads a scalar or a sequence of scalars into a new array of one-line texts. */
bool form_read_words(struct form_reader *self, uint32_t node, char ***words, size_t *n);

/* A setter: draft, review or final, into an enum status. */
bool form_set_status(struct form_reader *self, void *target, size_t at, uint32_t node);

/* Reads the fields of the form's last page, and the columns of each rows field. */
bool form_read_fields(struct form_reader *self, void *page, size_t at, uint32_t node);

/* Reads the questions of the checklist. */
bool form_read_checklist(struct form_reader *self, void *form, size_t at, uint32_t node);

/* Fills in what the form did not say. */
void form_complete_field(struct form_field *field);

/* For forms that do not say what closes a task: does this word? */
bool task_word_closes(const char *word);

/* Checks the finished form as a whole: paths, constraints, roles. */
bool form_check(struct form_reader *self);

/* --- form_prompts.c --- */

bool form_read_prompts(struct form_reader *self, void *form, size_t at, uint32_t node);
/* Are they for kinds of events that there are? */
bool form_check_prompts(struct form_reader *self);

#endif
