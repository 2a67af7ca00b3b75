/* Which addresses are linked: http, https and mailto; everything else is only shown. */
#include "reader.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

static bool has_scheme(struct slice address, const char *scheme)
{
	struct slice name = slice_of_text(scheme);

	return address.len > name.len && strncasecmp(address.data, name.data, name.len) == 0;
}

static bool has_no_controls(struct slice address)
{
	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.data[i] < ' ' || address.data[i] == 0x7f)
			return false;
	return true;
}

static bool has_plain_bytes(struct slice address)
{
	return has_no_controls(address) && !memchr(address.data, ' ', address.len);
}

bool prose_is_web_address(const char *text, size_t len)
{
	struct slice address = {text, len};

	return has_plain_bytes(address) &&
	       (has_scheme(address, "http://") || has_scheme(address, "https://"));
}

/* A path below the document's folder; "a:b" is a scheme, "//a" another host. */
static bool is_relative(struct slice address)
{
	struct slice rest = address;
	struct slice part;

	if (address.len == 0 || ascii_is_one_of(address.data[0], "/#?"))
		return false;
	for (size_t i = 0; i < address.len; i++)
		if (ascii_is_one_of(address.data[i], ":\\"))
			return false;
	while (slice_next_part(&rest, '/', &part))
		if (slice_equal(part, ".."))
			return false;
	return true;
}

static bool may_link(struct slice address, bool is_image)
{
	if (is_image && is_relative(address)) /* a name may have spaces */
		return has_no_controls(address);
	if (!has_plain_bytes(address))
		return false;
	return prose_is_web_address(address.data, address.len) ||
	       (!is_image && has_scheme(address, "mailto:"));
}

size_t prose_run_target(const struct prose *self, const struct prose_run *run)
{
	const struct prose_link *link = run->link ? &self->links[run->link - 1] : NULL;

	if (link && link->around)
		return link->around;
	return link && (!link->is_image || memchr(self->text.data + link->address, ':', link->len))
		       ? run->link
		       : 0;
}

static size_t add_link(struct prose *prose, size_t address, size_t len, bool is_image)
{
	prose->links =
		mem_grow(prose->links, &prose->cap_links, prose->n_links + 1, sizeof *prose->links);
	prose->links[prose->n_links++] =
		(struct prose_link){.address = address, .len = len, .is_image = is_image};
	return prose->n_links;
}

void reader_enter_link(struct reader *self, size_t address, bool is_image)
{
	struct prose *prose = self->prose;
	size_t len = prose->text.len - address;

	if (self->n_links == PROSE_DEEPEST) {
		self->n_skipped_links++;
		return;
	}
	struct slice shown = {str_text(&prose->text) + address, len};

	size_t around = is_image && self->n_links > 0 ? self->links[self->n_links - 1].link : 0;

	self->links[self->n_links++] = (struct open_link){
		.link = may_link(shown, is_image) ? add_link(prose, address, len, is_image) : 0,
		.address = address,
		.len = len,
		.first_run = prose->n_runs,
	};
	if (self->links[self->n_links - 1].link > 0)
		prose->links[prose->n_links - 1].around = around;
}

/* Does the link's own text say where it leads? */
static bool shows_address(const struct prose *prose, const struct open_link *link)
{
	const struct prose_run *run = &prose->runs[link->first_run];
	const char *text = str_text(&prose->text);

	return prose->n_runs == link->first_run + 1 && run->len == link->len &&
	       memcmp(text + run->text, text + link->address, link->len) == 0;
}

/* A link without a name is called by its address, and an address that is not linked is shown. */
void reader_leave_link(struct reader *self)
{
	if (self->n_skipped_links > 0) {
		self->n_skipped_links--;
		return;
	}
	struct open_link link = self->links[self->n_links - 1];
	bool is_nameless = self->prose->n_runs == link.first_run;

	if (link.len > 0 &&
		(is_nameless || (link.link == 0 && !shows_address(self->prose, &link)))) {
		struct str text = {0};

		str_appendf(&text, is_nameless ? "%.*s" : " (%.*s)", (int)link.len,
			str_text(&self->prose->text) + link.address);
		reader_add_text(self, slice_of(&text));
		str_release(&text);
	}
	self->n_links--;
}
