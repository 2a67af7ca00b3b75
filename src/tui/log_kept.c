/* A pasted log as it is kept: until another one is pasted, or the document closes. */
#include "internal.h"
#include "log_preview.h"

void log_preview_release(struct log_preview *self)
{
	if (self->is_there)
		log_paste_release(&self->paste);
	log_lines_forget(self);
	str_release(&self->filter);
	str_release(&self->waiting);
	*self = (struct log_preview){0};
}

void log_preview_keep(struct screen *screen, struct log_paste *paste)
{
	struct log_preview *self = &screen->remembered.log;

	log_preview_release(self);
	*self = (struct log_preview){.is_there = true, .paste = *paste};
	self->paste.dating.zone = &self->paste.zone;
	self->listing.revision = editor_document(screen->editor)->revision;
	*paste = (struct log_paste){0};
}

/* By its action, because the list asks. */
void log_preview_return(struct screen *screen)
{
	view_act(screen_page(screen), ACTION_PASTED_LOG);
}
