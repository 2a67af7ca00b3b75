/*
 * When to check the file: its stamp every second, its bytes if the stamp has changed, and again
 * soon while somebody is writing.
 */
#include "internal.h"

#define LOOK 1000      /* milliseconds between checks */
#define LOOK_QUICK 700 /* with others */
#define LOOK_AGAIN 100 /* while somebody is writing */
#define COMPANY 60000  /* after somebody else's change, another is expected */

bool watch_is_quick(const struct watch *self, bool has_company, int64_t now)
{
	return has_company || now < self->company_until;
}

void watch_note_asked(struct watch *self, bool is_quick, int64_t now)
{
	self->reads_next = false;
	self->look_at = self->is_told ? NEVER : now + (is_quick ? LOOK_QUICK : LOOK);
}

void watch_note_stirred(struct watch *self, int64_t now)
{
	self->reads_next = true;
	self->look_at = now;
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
