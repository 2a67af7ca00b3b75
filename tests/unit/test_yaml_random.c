/*
 * Random edits of a corpus of awkward files. The same edits are made on a plain tree of
 * values. The file, read back, must have exactly these values, the bytes of every
 * unedited scalar, and every comment that did not belong to something removed.
 */
#include "yaml_support.h"

#include "base/mem.h"
#include "yaml/splice.h"

#ifndef ROUNDS /* set a higher number, and another seed, to look for trouble */
#define ROUNDS 3000
#define SEED 7
#endif
#define MAX_CHILDREN 24

/* Comments are `#cN` with a number of their own. Every file is tried as CRLF and with a BOM, too.
 */
static const char *const corpus[] = {
	/* canonical */
	"afterword: 1\nform: postmortem\ntitle: \"80\"\nstatus: draft  #c1 draft, final\n"
	"authors:\n  - Geda Siraj\n  - \"1\"\n\nsummary:\n  start: \"2023-10-15T08:00:00-04:00\"\n\n"
	"  end: ongoing\n\n  overview: |\n    One.\n\n    Two.\n\ntimeline:\n  events:\n"
	"    - id: k3f9q2mx\n      what: |\n        Alarm.\n\n    - id: k3f9q2my\n      what: Done\n"
	"      owner: me\n\ntasks:\n  items: []\n",
	/* comments everywhere, odd indentation */
	"#c1 file\n\n#c2 apart\n\n#c3 a\na:   x #c4\n#c5 b\nb: #c6\n     #c7\n     c:   'it''s' #c8\n"
	"     #c9 d\n     d:\n     - one #c10\n     #c11\n     - two\n\n     #c12 apart\n\n     - three\n"
	"     #c13 end of d\n   #c14 end of b\n#c15 e\ne: |  #c16\n        deep\n         deeper\n\n#c17\n"
	"f:\n- k: 1\n  l: 2 #c18\n-   k: 3\n    #c19\n    l: 4\n\n- k: 5\n#c20\n",
	/* blocks of every kind, dense */
	"a: |\n  x\nb: |-\n  x\n\nc: |+\n  x\n\n\nd: >\n  folded\n  text\n\ne: >-\n    f\n\n    g\n"
	"f: |2\n    y\ng:\n  - |\n   z\n  - |+\n   z\n\n  - >+\n   z\n\nh:\n  i: |1-\n   w\n",
	/* flow */
	"a: {b: 1, c: [x, 'y', \"z\"], d: {}, e: , f: []} #c1\ng: [ {k: v, l: w}, {k: x} ,]\n"
	"h: {\n  k: 1, #c2\n  l: two words\n} #c3\ni: []\nj: {}\n{x: y}: z\n",
	/* quoted and plain over lines, nulls, no newline at the end */
	"a: one\n  two\n\n  three\nb: \"one\n\n  two\\\n  x\"\nc: 'one\n  #nota comment\n  two' #c1\n"
	"d:\ne: ~\nf: null #c2\ng: #c3\nh:\n  -\n  - x\n  - #c4\ni:\n  j:\n    k: \"\"\n    l: |\n      last",
	/* parts that are never rewritten, among others */
	"base: &b\n  x: 1\n  y: 2\nd: *b\ne:\n  <<: *b\n  z: 3\nf: !t [1, 2]\ng:\n  - &i 1\n  - plain\n"
	"  - *i\n  - k: v\n? odd\n: key\nh: &s |\n  text\n\ni: {<<: *b, k: v}\nj: {n: 1, m}\nk: &n\nl: last\n",
	/* a root that is a list, blank lines between */
	"#c1\n\n- a: 1\n  b: |\n    x\n\n#c2\n- a: 2\n  b: |+\n    x\n\n- c\n\n#c3 apart\n\n-\n  d: 4 #c4\n\n- [e, f]\n",
	/* a template: comments that say what to write */
	"a:\n  #c1 one\n  #c2 two\nb: ~\n\n    #c3\n\nc:\n  d:\n    #c4\n  e: x\n      #c5\nf:\n  - \n    #c6\n"
	"g: []\n  #c7\n#c8\n",
	/* spaces in blank lines, and spaces at the end of the file */
	"a: x\n          \nb: 1\n   \n\n            \nc:\n  d: |\n    y\n  e: 2\n             ",
	"a:\n  - |\n   x\n  - y\n               \nb: 1\n#c1\n       \nc:\n- k: |\n   z\n- k: 1\n        \n          ",
	/* documents */
	"%YAML 1.1\n--- #c1\na: 1\nb:\n- x\n... #c2\n",
	"---\n#c1\n...\n",
	"",
	"#c1 nothing else",
	"{}\n",
};

/* A value as it should be. */
struct thing {
	enum { TEXT, MAPPING, SEQUENCE, OTHER } kind;
	uint32_t node; /* YAML_NONE: new */
	bool is_edited;
	uint32_t after; /* of a new pair: the old one it was put after */
	struct str key;
	struct str text;
	struct thing *children;
	size_t n;
	size_t cap;
};

static void thing_release(struct thing *self)
{
	for (size_t i = 0; i < self->n; i++)
		thing_release(&self->children[i]);
	free(self->children);
	str_release(&self->key);
	str_release(&self->text);
}

static struct thing *thing_add(struct thing *self)
{
	self->children = mem_grow(self->children, &self->cap, self->n + 1, sizeof(*self->children));
	struct thing *child = &self->children[self->n++];
	*child = (struct thing){.node = YAML_NONE};
	return child;
}

static void thing_insert(struct thing *self, size_t at, struct thing child)
{
	thing_add(self);
	memmove(self->children + at + 1, self->children + at,
		(self->n - 1 - at) * sizeof(*self->children));
	self->children[at] = child;
}

static void set_key(struct thing *self, const struct yaml_tree *tree, uint32_t key)
{
	const struct yaml_node *node = yaml_node(tree, key);
	str_append(&self->key, tree->source.data + node->start, node->end - node->start);
}

static void thing_read(struct thing *self, const struct yaml_tree *tree, uint32_t index)
{
	self->node = index;
	self->kind = MAPPING;
	if (index == YAML_NONE)
		return;
	const struct yaml_node *node = yaml_node(tree, index);
	size_t len;
	const char *text = yaml_text(tree, index, &len);
	self->kind = (int[]){TEXT, MAPPING, SEQUENCE, OTHER}[node->kind];
	str_append(&self->text, text, yaml_prose_len(text, len));
	if (node->kind != YAML_MAPPING && node->kind != YAML_SEQUENCE)
		return;
	for (uint32_t at = node->first; at != YAML_NONE; at = yaml_node(tree, at)->next) {
		struct thing *child = thing_add(self);
		if (node->kind == YAML_MAPPING) {
			set_key(child, tree, at);
			at = yaml_node(tree, at)->next;
		}
		thing_read(child, tree, at);
	}
}

static bool is_nothing(const struct thing *thing)
{
	return (thing->kind == MAPPING && thing->n == 0) ||
	       (thing->kind == TEXT && thing->text.len == 0);
}

/* What went wrong, for the message. */
struct context {
	const struct yaml_tree *old;
	const struct yaml_tree *new;
	const struct str *script;
};

static void complain(const struct context *self, const char *what, const struct thing *thing)
{
	fail_msg("%s '%s' '%s' after:\n%s\non:\n%s\n-- gives:\n%s", what, str_text(&thing->key),
		str_text(&thing->text), str_text(self->script), str_text(&self->old->source),
		self->new ? str_text(&self->new->source) : "");
}

/* Was it read from the same bytes? */
static bool is_same_source(
	const struct context *self, const struct thing *expected, const struct thing *found)
{
	const struct yaml_node *a = yaml_node(self->old, expected->node);
	const struct yaml_node *b = yaml_node(self->new, found->node);
	return a->end - a->start == b->end - b->start &&
	       memcmp(self->old->source.data + a->start, self->new->source.data + b->start,
		       a->end - a->start) == 0;
}

static void compare(
	const struct context *self, const struct thing *expected, const struct thing *found)
{
	bool is_leaf = expected->kind == TEXT || expected->kind == OTHER;
	if (is_nothing(expected) && is_nothing(found))
		return;
	if (expected->kind != found->kind || expected->n != found->n)
		complain(self, "another kind or number", expected);
	if (!str_equal(&found->key, str_text(&expected->key), expected->key.len))
		complain(self, "another key than", expected);
	if (!str_equal(&found->text, str_text(&expected->text), expected->text.len))
		complain(self, "another text than", expected);
	if (is_leaf && expected->node != YAML_NONE && !expected->is_edited &&
		!is_same_source(self, expected, found))
		complain(self, "other bytes than", expected);
	for (size_t i = 0; i < expected->n; i++)
		compare(self, &expected->children[i], &found->children[i]);
}

enum { DONE = 1, TOUCHED = 2 }; /* edited itself, or something in it, so that it must stay */

/* One round: the file, what it should contain, and the plan to get there. */
struct round {
	struct random *random;
	struct yaml_tree tree;
	struct yaml_plan *plan;
	struct thing root;
	struct str script;
	uint8_t *marks; /* per node */
	unsigned n_names;
	bool has_removed; /* comments may have been removed with something */
	bool has_moved;
	struct str edited; /* per byte of the source: '!' where the text of a node has changed */
};

static const struct yaml_node *node_of(const struct round *self, const struct thing *thing)
{
	return yaml_node(&self->tree, thing->node);
}

static enum yaml_shape random_text(struct round *self, struct str *text)
{
	static const char *const texts[] = {"word", "two words", "yes", "a: b", "x #c", "", " x",
		"it's", "\"", "\u00e9\u65e5\U0001F600", "one\ntwo", "one\n\n two\n", "\tx",
		"one\r\n", "\u2028", "- a\n- b", "x\n\n\n", "# no comment", "\n", "12:30", "[x]",
		"{", "---\nx", "x:", "|"};
	const char *chosen = texts[random_below(self->random, sizeof(texts) / sizeof(*texts))];
	str_append_text(text, chosen);
	if (strchr(chosen, '\n') || random_below(self->random, 3) == 0)
		return YAML_PROSE;
	return random_below(self->random, 3) == 0 ? YAML_QUOTED : YAML_WORD;
}

static void touch(struct round *self, uint32_t node)
{
	for (; node != YAML_NONE; node = yaml_node(&self->tree, node)->parent)
		self->marks[node] |= TOUCHED;
}

static bool is_untouched(const struct round *self, const struct thing *thing)
{
	return thing->node != YAML_NONE && self->marks[thing->node] == 0;
}

/* A new value, as a thing and as what the plan takes. */
static void random_value(
	struct round *self, struct yaml_value *value, struct thing *thing, unsigned depth)
{
	size_t sort = depth < 2 ? random_below(self->random, 4) : 0;
	thing->node = YAML_NONE;
	if (sort < 2) {
		enum yaml_shape shape = random_text(self, &thing->text);
		thing->kind = TEXT;
		yaml_value_set(value, shape, str_text(&thing->text), thing->text.len);
		return;
	}
	thing->kind = sort == 2 ? MAPPING : SEQUENCE;
	value->kind = sort == 2 ? YAML_VALUE_MAPPING : YAML_VALUE_SEQUENCE;
	for (size_t n = random_below(self->random, 4); n > 0; n--) {
		char name[16];
		snprintf(name, sizeof(name), "new%u", self->n_names++);
		struct yaml_value *item = yaml_value_add(value, sort == 2 ? name : NULL);
		struct thing *child = thing_add(thing);
		if (sort == 2)
			str_append_text(&child->key, name);
		random_value(self, item, child, depth + 1);
		item->blank_before = random_below(self->random, 2);
	}
}

static void edit_text(struct round *self, struct thing *thing)
{
	struct str text = {0};
	enum yaml_shape shape = random_text(self, &text);
	str_appendf(&self->script, "set %u '%s'\n", thing->node, str_text(&text));
	yaml_plan_set(self->plan, thing->node, shape, str_text(&text), text.len);
	if (!str_equal(&thing->text, str_text(&text), text.len) &&
		!(text.len == 0 && yaml_is_null(&self->tree, thing->node))) {
		str_release(&thing->text);
		thing->text = text;
		thing->is_edited = true;
		const struct yaml_node *node = node_of(self, thing);
		memset(self->edited.data + node->start, '!', node->end - node->start + 1);
		return;
	}
	str_release(&text);
}

static void replace(struct round *self, struct thing *thing)
{
	struct yaml_value value = {0};
	struct thing new = {.key = thing->key};
	random_value(self, &value, &new, 0);
	new.node = thing->node;
	new.is_edited = true;
	str_appendf(&self->script, "replace %u\n", thing->node);
	yaml_plan_replace(self->plan, thing->node, &value);
	thing->key = (struct str){0};
	self->has_removed = true;
	thing_release(thing);
	*thing = new;
}

static void add_pair(struct round *self, struct thing *thing, uint32_t mapping)
{
	/* From the old pairs, because a new one cannot be named. */
	size_t places[MAX_CHILDREN + 1] = {0};
	size_t n = 1;
	for (size_t i = 0; i < thing->n && n < MAX_CHILDREN; i++) {
		const struct thing *child = &thing->children[i];
		bool is_old = child->node != YAML_NONE && !node_of(self, child)->is_sealed;
		if (is_old)
			places[n++] = i + 1;
	}
	size_t place = places[random_below(self->random, n)];
	uint32_t after = place > 0 ? thing->children[place - 1].node : YAML_NONE;
	struct yaml_value value = {.blank_before = random_below(self->random, 2)};
	struct thing new = {0};
	str_appendf(&new.key, "new%u", self->n_names++);
	value.key = mem_strdup(new.key.data);
	random_value(self, &value, &new, 0);
	str_appendf(&self->script, "add to %u after %u\n", mapping, after);
	yaml_plan_add(self->plan, mapping, after, &value);
	/* Several after the same pair keep their order. */
	while (place < thing->n && thing->children[place].node == YAML_NONE &&
		thing->children[place].after == after)
		place++;
	new.after = after;
	thing_insert(thing, place, new);
}

/* Some of the items in another order, and new ones among them; opaque ones stay. */
static void arrange(struct round *self, struct thing *thing)
{
	struct yaml_item items[MAX_CHILDREN * 2];
	struct yaml_value values[MAX_CHILDREN * 2] = {0};
	struct thing new = {.kind = SEQUENCE, .node = YAML_NONE};
	uint32_t sequence = thing->node;
	bool is_free = !node_of(self, thing)->is_opaque;
	if (thing->n > MAX_CHILDREN)
		return;
	for (size_t i = 0; is_free && i + 1 < thing->n; i++) {
		size_t other = i + random_below(self->random, thing->n - i);
		struct thing swapped = thing->children[i];
		thing->children[i] = thing->children[other];
		thing->children[other] = swapped;
	}
	str_appendf(&self->script, "arrange %u:", sequence);
	for (size_t i = 0; i < thing->n; i++) {
		if (random_below(self->random, 3) == 0) {
			struct thing *child = thing_add(&new);
			values[new.n - 1] = (struct yaml_value){0};
			random_value(self, &values[new.n - 1], child, 0);
			items[new.n - 1] = (struct yaml_item){YAML_NONE, &values[new.n - 1]};
			str_append_text(&self->script, " new");
		}
		bool is_last = new.n == 0 && i + 1 == thing->n;
		bool may_go = is_free && !is_last && is_untouched(self, &thing->children[i]);
		if (may_go && random_below(self->random, 4) == 0) {
			self->has_removed = true;
			continue;
		}
		struct thing *child = thing_add(&new);
		*child = thing->children[i];
		items[new.n - 1] = (struct yaml_item){.node = child->node};
		str_appendf(&self->script, " %u", child->node);
		thing->children[i] = (struct thing){0};
	}
	str_append_char(&self->script, '\n');
	yaml_plan_arrange(self->plan, sequence, items, new.n);
	self->has_moved = true;
	new.key = thing->key;
	thing->key = (struct str){0};
	new.node = sequence;
	thing_release(thing);
	*thing = new;
}

static void edit_mapping(struct round *self, struct thing *thing)
{
	uint32_t node = thing->node;
	bool is_flow = yaml_node(&self->tree, node)->style == YAML_FLOW;
	bool is_braced =
		!is_flow || self->tree.source.data[yaml_node(&self->tree, node)->start] == '{';
	for (size_t n = 1 + random_below(self->random, 3); is_braced && n > 0; n--) {
		if (random_below(self->random, 2))
			add_pair(self, thing, node);
	}
}

static void edit_thing(struct round *self, struct thing *thing, bool is_root)
{
	const struct yaml_node *node = node_of(self, thing);
	uint32_t index = thing->node;
	if (node->is_sealed)
		return;
	bool may_go = !is_root && !node->is_opaque && is_untouched(self, thing);
	if (may_go && random_below(self->random, 6) == 0)
		replace(self, thing);
	else if (thing->kind == TEXT)
		edit_text(self, thing);
	else if (thing->kind == MAPPING)
		edit_mapping(self, thing);
	else if (thing->kind == SEQUENCE && thing->n > 0)
		arrange(self, thing);
	self->marks[index] |= DONE;
	touch(self, index);
}

/* From inner to outer edits; what was edited inside may move, but not be removed. */
static void edit_some(struct round *self, struct thing *thing, bool is_root)
{
	for (size_t i = 0; i < thing->n; i++)
		if (random_below(self->random, 3) > 0)
			edit_some(self, &thing->children[i], false);
	if (random_below(self->random, 3) == 0)
		edit_thing(self, thing, is_root);
}

static size_t count_of(const struct str *text, const char *what)
{
	size_t count = 0;
	for (const char *at = str_text(text); (at = strstr(at, what)) != NULL; at++)
		count++;
	return count;
}

static void check_comments(const struct context *self, const struct thing *root)
{
	for (unsigned i = 1; i <= 20; i++) {
		char name[8];
		snprintf(name, sizeof(name), "#c%u", i);
		size_t old = count_of(&self->old->source, name);
		if (count_of(&self->new->source, name) != old)
			complain(self, "a comment is lost or doubled", root);
	}
}

/*
 * Each non-blank line without an edited text is still there, in order; a first pair may have left
 * the line of its dash, and something in brackets may have changed.
 */
static void check_lines(const struct context *self, const struct round *round)
{
	const char *line = str_text(&self->old->source) + (self->old->has_bom ? 3 : 0);
	const char *found = str_text(&self->new->source);
	while (*line) {
		size_t len = strcspn(line, "\n");
		const char *edited = round->edited.data + (line - self->old->source.data);
		bool is_edited = memchr(edited, '!', len + 1) || strspn(line, " \r") >= len;
		size_t dash = strspn(line, " -");
		char *copy = strndup(line + dash, dash < len ? len - dash : 0);
		const char *again = is_edited ? found : strstr(found, copy);
		if (!again)
			complain(self, copy, &round->root);
		found = is_edited ? found : again + strlen(copy);
		free(copy);
		line += len + (line[len] == '\n');
	}
}

static void finish(struct round *self)
{
	struct str out = {0};
	struct err err = {0};
	struct yaml_tree again = {.root = YAML_NONE};
	struct context context = {&self->tree, NULL, &self->script};
	if (!yaml_plan_apply(self->plan, &out, &err)) {
		print_message("%s\n", err.message);
		complain(&context, "refused", &self->root);
	}
	if (!yaml_tree_parse(&again, str_text(&out), out.len, &err)) {
		print_message(
			"%u:%u: %s in\n%s\n", err.line, err.column, err.message, str_text(&out));
		complain(&context, "unreadable", &self->root);
	}
	struct thing found = {0};
	context.new = &again;
	thing_read(&found, &again, again.root);
	compare(&context, &self->root, &found);
	if (!self->has_removed)
		check_comments(&context, &self->root);
	if (!self->has_removed && !self->has_moved)
		check_lines(&context, self);
	if (again.n_problems > 0)
		complain(&context, again.problems[0].message, &self->root);
	thing_release(&found);
	yaml_tree_release(&again);
	str_release(&out);
}

static void vary(struct random *random, const char *source, struct str *out)
{
	if (random_below(random, 4) == 0)
		str_append_text(out, "\uFEFF");
	bool is_crlf = random_below(random, 3) == 0;
	for (; *source; source++) {
		if (*source == '\n' && is_crlf)
			str_append_char(out, '\r');
		str_append_char(out, *source);
	}
}

static void play(struct random *random, const char *source)
{
	struct round round = {.random = random};
	struct str bytes = {0};
	vary(random, source, &bytes);
	parse_fine(&round.tree, str_text(&bytes), bytes.len);
	str_append_repeat(&round.edited, ' ', bytes.len + 1);
	str_release(&bytes);
	for (uint32_t i = 0; i < round.tree.n_nodes; i++) {
		const struct yaml_node *node = yaml_node(&round.tree, i);
		if (node->style == YAML_FLOW)
			memset(round.edited.data + node->start, '!', node->end - node->start);
	}
	round.plan = yaml_plan_new(&round.tree);
	round.marks = mem_zalloc(round.tree.n_nodes + 1, 1);
	thing_read(&round.root, &round.tree, round.tree.root);
	if (round.tree.root == YAML_NONE)
		add_pair(&round, &round.root, YAML_NONE);
	else
		edit_some(&round, &round.root, true);
	finish(&round);
	yaml_plan_free(round.plan);
	free(round.marks);
	str_release(&round.script);
	str_release(&round.edited);
	thing_release(&round.root);
	yaml_tree_release(&round.tree);
}

static void test_random_edits(void **state)
{
	struct random random = {SEED};
	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < sizeof(corpus) / sizeof(*corpus); k++)
			play(&random, corpus[k]);
}

/* A plan without requests, or with requests for what is there, gives the same bytes. */
static void test_nothing_changes(void **state)
{
	(void)state;
	for (size_t k = 0; k < sizeof(corpus) / sizeof(*corpus); k++) {
		struct yaml_tree tree;
		struct str out = {0};
		parse_fine(&tree, corpus[k], strlen(corpus[k]));
		struct yaml_plan *plan = yaml_plan_new(&tree);
		for (uint32_t i = 0; i < tree.n_nodes; i++) {
			size_t len;
			const char *text = yaml_text(&tree, i, &len);
			if (yaml_node(&tree, i)->kind == YAML_SCALAR)
				yaml_plan_set(plan, i, YAML_PROSE, text, yaml_prose_len(text, len));
		}
		assert_true(yaml_plan_is_empty(plan));
		assert_true(yaml_plan_apply(plan, &out, NULL));
		assert_true(str_equal(&out, corpus[k], strlen(corpus[k])));
		yaml_plan_free(plan);
		str_release(&out);
		yaml_tree_release(&tree);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_edits),
		cmocka_unit_test(test_nothing_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
