/*
 * A terminal that understands only what moving rows sends, and canvases of its size: the bytes do
 * to it what is done to the canvas that represents it.
 */
#ifndef UNIT_SCROLL_MACHINE_H
#define UNIT_SCROLL_MACHINE_H

#include "canvas_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 40, LINES = 12 };

struct machine {
	char cells[LINES][COLUMNS];
	unsigned line, column;
	unsigned saved_line, saved_column;
	unsigned top, end; /* the margins; 0 and 0: none */
};

static void shift_cells(struct machine *self, char final, unsigned count)
{
	char *row = self->cells[self->line] + self->column;
	size_t left = COLUMNS - self->column;

	assert_true(count <= left);
	if (final == '@') {
		/* Like tmux up to 3.3: clears only the old position of what was moved. */
		memmove(row + count, row, left - count);
		memset(row, ' ', count < left - count ? count : left - count);
	} else {
		memmove(row, row + count, left - count);
		memset(row + left - count, ' ', count);
	}
}

/* Inserts lines at the cursor, or deletes them. */
static void scroll_cells(struct machine *self, char final, unsigned count)
{
	unsigned end = self->end ? self->end : LINES;
	char(*from)[COLUMNS] = self->cells + self->line;
	unsigned left = end - self->line;

	assert_true(self->line >= self->top && count <= left);
	if (final == 'L') {
		memmove(from + count, from, (left - count) * sizeof(*from));
		memset(from, ' ', count * sizeof(*from));
	} else {
		memmove(from, from + count, (left - count) * sizeof(*from));
		memset(from + left - count, ' ', count * sizeof(*from));
	}
}

static void do_control(struct machine *self, char final, const unsigned numbers[2])
{
	unsigned count = numbers[0] ? numbers[0] : 1;

	if (final == 'H') {
		self->line = count - 1;
		self->column = numbers[1] ? numbers[1] - 1 : 0;
	} else if (final == 'r') {
		self->top = count - 1;
		self->end = numbers[1];
		self->line = self->column = 0;
	} else if (final == 'D') {
		self->column -= count;
	} else if (final == 'L' || final == 'M') {
		scroll_cells(self, final, count);
	} else {
		assert_true(final == '@' || final == 'P');
		shift_cells(self, final, count);
	}
}

static const char *do_sequence(struct machine *self, const char *at)
{
	unsigned numbers[2] = {0, 0};
	int used = 0;

	if (*at == '7' || *at == '8') {
		unsigned *line = *at == '7' ? &self->saved_line : &self->line;
		unsigned *column = *at == '7' ? &self->saved_column : &self->column;

		*line = *at == '7' ? self->line : self->saved_line;
		*column = *at == '7' ? self->column : self->saved_column;
		return at + 1;
	}
	assert_int_equal(*at++, '[');
	if (sscanf(at, "%u;%u%n", &numbers[0], &numbers[1], &used) < 2)
		used = 0;
	if (used == 0 && sscanf(at, "%u%n", &numbers[0], &used) < 1)
		used = 0;
	at += used;
	do_control(self, *at, numbers);
	return at + 1;
}

static void machine_run(struct machine *self, const char *bytes)
{
	while (*bytes) {
		if (*bytes == '\033') {
			bytes = do_sequence(self, bytes + 1);
			continue;
		}
		if (*bytes == '\n')
			self->line++;
		else if (*bytes == '\b')
			self->column--;
		else
			self->cells[self->line][self->column++] = *bytes;
		bytes++;
		assert_true(self->line < LINES && self->column <= COLUMNS);
	}
}

static void fill(struct canvas *canvas, const char *const *rows)
{
	canvas_init(canvas, COLUMNS, LINES);
	for (unsigned i = 0; i < LINES && rows[i]; i++) {
		struct pen pen = pen_at(canvas, i, 0, COLUMNS, STYLE_NORMAL);

		pen_text(&pen, rows[i]);
	}
}

static void machine_take(struct machine *self, const struct canvas *canvas)
{
	for (unsigned line = 0; line < LINES; line++)
		for (unsigned column = 0; column < COLUMNS; column++)
			self->cells[line][column] = canvas_cell(canvas, line, column)->text[0];
	self->top = self->end = 0;
	self->line = canvas->cursor_line;
	self->column = canvas->cursor_column;
}

static void assert_same(const struct machine *machine, const struct canvas *canvas)
{
	for (unsigned line = 0; line < LINES; line++)
		for (unsigned column = 0; column < COLUMNS; column++)
			assert_int_equal(machine->cells[line][column],
				canvas_cell(canvas, line, column)->text[0]);
	assert_int_equal(machine->end, 0);
	assert_int_equal(machine->line, canvas->cursor_line);
	assert_int_equal(machine->column, canvas->cursor_column);
}

#endif
