/* The stack of views: which draws, which is asked, which closes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/view.h"

#include <string.h>

struct probe {
	struct view view;
	char letter;
	int timeout;
	bool closes_over; /* opened on top when it draws */
};

static char calls[64];

static void note(const struct view *view, char sign)
{
	const struct probe *self = view->state;
	size_t len = strlen(calls);

	assert_true(len + 3 < sizeof(calls));
	calls[len] = sign;
	calls[len + 1] = self->letter;
	calls[len + 2] = '\0';
}

static void draw(struct view *view, struct canvas *canvas)
{
	const struct probe *self = view->state;

	(void)canvas;
	note(view, 'd');
	if (self->closes_over)
		view_close(view->stack->items[view->stack->n - 1]);
}

static enum request take_key(struct view *view, const struct key *key, bool after_escape)
{
	(void)key;
	note(view, after_escape ? 'e' : 'k');
	return REQUEST_REDRAW;
}

static enum request cancel(struct view *view)
{
	note(view, 'c');
	view_close(view);
	return REQUEST_NOTHING;
}

static void tick(struct view *view)
{
	note(view, 't');
}

static int timeout(const struct view *view)
{
	const struct probe *self = view->state;

	return self->timeout;
}

static enum request act(struct view *view, enum action action)
{
	note(view, 'a');
	return action == ACTION_QUIT ? REQUEST_QUIT : REQUEST_NOTHING;
}

static void closed(struct view *view)
{
	assert_null(view->stack);
	note(view, 'x');
}

static const struct view_type page_type = {
	.draw = draw,
	.key = take_key,
	.cancel = cancel,
	.tick = tick,
	.timeout = timeout,
	.act = act,
	.closed = closed,
};

static const struct view_type over_type = {
	.is_over = true,
	.draw = draw,
	.key = take_key,
	.tick = tick,
	.timeout = timeout,
	.closed = closed,
};

/* A view that only draws. */
static const struct view_type still_type = {.draw = draw};

static void open_probe(struct views *views, struct probe *probe, const struct view_type *type)
{
	probe->view = (struct view){.type = type, .state = probe};
	views_open(views, &probe->view);
}

static void expect_calls(const char *expected)
{
	assert_string_equal(calls, expected);
	calls[0] = '\0';
}

static void test_draws_what_is_seen(void **state)
{
	struct views views = {0};
	struct probe a = {.letter = 'a'}, b = {.letter = 'b'}, c = {.letter = 'c'};

	(void)state;
	open_probe(&views, &a, &page_type);
	views_draw(&views, NULL);
	expect_calls("da");
	open_probe(&views, &b, &page_type);
	open_probe(&views, &c, &over_type);
	views_draw(&views, NULL);
	expect_calls("dbdc");
	b.closes_over = true;
	views_draw(&views, NULL);
	expect_calls("dbxc");
}

static void test_asks_the_top(void **state)
{
	struct views views = {0};
	struct probe a = {.letter = 'a'}, b = {.letter = 'b'};
	struct key key = {.code = 'x'};

	(void)state;
	open_probe(&views, &a, &page_type);
	open_probe(&views, &b, &over_type);
	assert_int_equal(views_key(&views, &key, false), REQUEST_REDRAW);
	assert_int_equal(views_key(&views, &key, true), REQUEST_REDRAW);
	assert_int_equal(views_cancel(&views), REQUEST_NOTHING);
	expect_calls("kbeb");
	assert_int_equal(view_act(&a.view, ACTION_QUIT), REQUEST_QUIT);
	assert_int_equal(view_act(&b.view, ACTION_QUIT), REQUEST_NOTHING);
	expect_calls("aa");
}

static void test_asks_all_about_time(void **state)
{
	struct views views = {0};
	struct probe a = {.letter = 'a', .timeout = -1}, b = {.letter = 'b', .timeout = 70};
	struct probe c = {.letter = 'c', .timeout = 20}, d = {.letter = 'd'};

	(void)state;
	open_probe(&views, &a, &page_type);
	assert_int_equal(views_timeout(&views), -1);
	open_probe(&views, &b, &page_type);
	assert_int_equal(views_timeout(&views), 70);
	open_probe(&views, &c, &over_type);
	open_probe(&views, &d, &still_type);
	assert_int_equal(views_timeout(&views), 20);
	views_tick(&views);
	expect_calls("tatbtc");
}

static void test_closes_with_those_over_it(void **state)
{
	struct views views = {0};
	struct probe a = {.letter = 'a'}, b = {.letter = 'b'}, c = {.letter = 'c'};

	(void)state;
	open_probe(&views, &a, &page_type);
	open_probe(&views, &b, &page_type);
	open_probe(&views, &c, &over_type);
	view_close(&b.view);
	expect_calls("xcxb");
	view_close(&c.view); /* it is closed */
	expect_calls("");
	assert_int_equal(views_cancel(&views), REQUEST_NOTHING);
	expect_calls("caxa");
	assert_int_equal(views.n, 0);
	assert_int_equal(views_timeout(&views), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draws_what_is_seen),
		cmocka_unit_test(test_asks_the_top),
		cmocka_unit_test(test_asks_all_about_time),
		cmocka_unit_test(test_closes_with_those_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
