/* What is around every HTML page: its head, with the policy that lets nothing be loaded, and foot.
 */
#include "html_parts.h"

/* For the data of a PDF. */
static void write_author(struct slice author, struct str *out)
{
	if (author.len == 0)
		return;
	str_append_text(out, "<meta name=\"author\" content=\"");
	html_escape(author, out);
	str_append_text(out, "\">\n");
}

void html_write_head_element(const struct html_head *head, struct str *out)
{
	str_append_text(out, "<!DOCTYPE html>\n<html lang=\"");
	html_escape_text(head->language, out);
	str_append_text(out, html_is_right_to_left(head->language) ? "\" dir=\"rtl\">\n" : "\">\n");
	str_append_text(out, "<head>\n"
			     "<meta charset=\"utf-8\">\n"
			     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
			     "'none'; style-src 'unsafe-inline'; img-src data:\">\n"
			     "<meta name=\"viewport\" content=\"width=device-width, "
			     "initial-scale=1\">\n"
			     "<meta name=\"referrer\" content=\"no-referrer\">\n"
			     "<meta name=\"generator\" content=\"Afterword\">\n");
	write_author(head->author, out);
	str_append_text(out, "<title>");
	html_escape(head->title, out);
	str_append_text(out, "</title>\n<style>\n");
	html_write_style(out);
	str_append_text(out, head->style);
	html_write_page_style(head->title, head->paper, out);
	str_append_text(out, "</style>\n</head>\n");
}

void html_write_footer(struct str *out)
{
	str_append_text(out, "</main>\n<footer class=\"sans\"><p>Written with Afterword</p>"
			     "</footer>\n</body>\n</html>\n");
}
