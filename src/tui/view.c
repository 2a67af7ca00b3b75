/* The stack of views. */
#include "tui/view.h"

#include "base/ensure.h"

void views_open(struct views *self, struct view *view)
{
	ENSURE(!view->stack && self->n < VIEWS_MAX);
	view->stack = self;
	self->items[self->n++] = view;
}

static void close_top(struct views *self)
{
	struct view *view = self->items[--self->n];

	view->stack = NULL;
	if (view->type->closed)
		view->type->closed(view);
}

void view_close(struct view *self)
{
	struct views *stack = self->stack;
	const struct view *closed = NULL;

	while (stack && closed != self) {
		closed = stack->items[stack->n - 1];
		close_top(stack); /* this may free it */
	}
}

void views_draw(struct views *self, struct canvas *canvas)
{
	size_t first = self->n - 1;

	while (first > 0 && self->items[first]->type->is_over)
		first--;
	for (size_t i = first; i < self->n; i++) /* a view may close those on top of it */
		self->items[i]->type->draw(self->items[i], canvas);
}

static struct view *top_of(const struct views *self)
{
	return self->items[self->n - 1];
}

enum request views_key(struct views *self, const struct key *key, bool after_escape)
{
	struct view *top = top_of(self);

	return top->type->key ? top->type->key(top, key, after_escape) : REQUEST_NOTHING;
}

enum request view_act(struct view *self, enum action action)
{
	return self->type->act ? self->type->act(self, action) : REQUEST_NOTHING;
}

void views_paste(struct views *self, const char *bytes, size_t len, size_t missing)
{
	struct view *top = top_of(self);

	if (top->type->paste)
		top->type->paste(top, bytes, len, missing);
}

void views_click(struct views *self, unsigned line, unsigned column)
{
	struct view *top = top_of(self);

	if (top->type->click)
		top->type->click(top, line, column);
}

void views_wheel(struct views *self, int lines)
{
	struct view *top = top_of(self);

	if (top->type->wheel)
		top->type->wheel(top, lines);
}

enum request views_cancel(struct views *self)
{
	struct view *top = top_of(self);

	return top->type->cancel ? top->type->cancel(top) : REQUEST_NOTHING;
}

void views_tick(struct views *self)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i]->type->tick)
			self->items[i]->type->tick(self->items[i]);
}

int views_timeout(const struct views *self)
{
	int earliest = -1;

	for (size_t i = 0; i < self->n; i++) {
		const struct view *view = self->items[i];
		int timeout = view->type->timeout ? view->type->timeout(view) : -1;

		if (timeout >= 0 && (earliest < 0 || timeout < earliest))
			earliest = timeout;
	}
	return earliest;
}
