/*
 * When to look at the file: its stamp every second, its bytes when that is another one, and
 * again soon while somebody writes.
 */
#include "internal.h"

#define LOOK 1000      /* milliseconds between looks */
#define LOOK_QUICK 700 /* with company */
#define LOOK_AGAIN 100 /* while somebody writes */
#define COMPANY 60000  /* after a change by somebody else that we expect another */

bool watch_is_quick(const struct watch *self, bool has_company, int64_t now)
{
	return has_company || now < self->company_until;
}

void watch_note_asked(struct watch *self, bool is_quick, int64_t now)
{
	self->reads_next = false;
	self->look_at = now + (is_quick ? LOOK_QUICK : LOOK);
}

void watch_note_company(struct watch *self, int64_t now)
{
	self->company_until = now + COMPANY;
}

void watch_note_stamp(struct watch *self, const struct file_probe *look)
{
	if (look->result != PROBE_SAME && look->result != PROBE_CHANGED &&
		look->result != PROBE_BUSY)
		self->stamp = look->stamp;
}

bool watch_note_found(struct watch *self, const struct file_probe *look, int64_t now)
{
	self->reads_next = look->result == PROBE_CHANGED || look->result == PROBE_BUSY;
	if (look->result == PROBE_CHANGED)
		self->look_at = now;
	else if (look->result == PROBE_BUSY)
		self->look_at = now + LOOK_AGAIN;
	watch_note_stamp(self, look);
	return !self->reads_next && look->result != PROBE_SAME;
}
