/* What keys of tickets look like; see shapes.h. */
#include "shapes.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Standards, units and zones, which are written like keys of tickets. */
static const char *const standards[] = {"UTF", "SHA", "ISO", "CVE", "CWE", "RFC", "COVID", "SARS",
	"HTTP", "AES", "MD", "IPV", "RSA", "RS", "USB", "TLS", "SSL", "SEV", "UTC", "GMT", "EST",
	"EDT", "PST", "PDT", "CET", "CEST", "PEP", "ECMA", "ANSI", "IEEE", "DIN", "EN", "CRC",
	"GPT", "ARM", "CAT", "DDR", "PCI", "UCS", "CP", "LATIN", "ASCII", "BASE", "US", "EU", "AP",
	"CPU", "GPU", "TCP", "UDP", "BGP", "AS", "OSI", "NIST", "FIPS", "PCIE", "SOC", "ED", "HS",
	"ES", "PS", "LTO", "RAID", "LTE", "WPA", "MP", "MPEG", "AZ", "VLAN", "TIER", "LEVEL", "GPL",
	"LGPL", "AGPL", "BSD", "MPL", "APACHE", "CC", "EUPL", "PRIORITY", "STEP", "PHASE", "DAY",
	"WEEK", "TOP", "COL", "ROW", "API", "X86"};

/* Bytes of the key of a ticket at the start of a text. */
static size_t ticket_len(struct slice text, size_t *letters)
{
	enum { LETTERS_MOST = 10, DIGITS_MOST = 7 };
	size_t n = 0;
	size_t digits = 0;

	while (n < text.len && ((text.data[n] >= 'A' && text.data[n] <= 'Z') ||
				       (n > 0 && ascii_is_digit(text.data[n]))))
		n++;
	*letters = n;
	if (n < 2 || n > LETTERS_MOST || n == text.len || text.data[n] != '-')
		return 0;
	n++;
	while (n + digits < text.len && ascii_is_digit(text.data[n + digits]))
		digits++;
	return digits > 0 && digits <= DIGITS_MOST ? n + digits : 0;
}

/* "UTF-8" is none, nor is "TLS-1.2"; "CVE-2021-44228" goes on. */
static bool is_ticket(struct slice text, size_t len, size_t letters)
{
	bool goes_on = len < text.len && (ascii_is_alphanumeric(text.data[len]) ||
						 (len + 1 < text.len && text.data[len] == '.' &&
							 ascii_is_digit(text.data[len + 1])));

	return len > 0 && !goes_on &&
	       !shape_is_in((struct slice){text.data, letters}, standards, LENGTH(standards));
}

/* Bytes of "INC0012345" at the start of a text. */
static size_t numbered_ticket_len(struct slice text)
{
	static const char *const kinds[] = {"INC", "CHG", "PRB", "REQ", "RITM", "TASK", "SCTASK",
		"CTASK", "PTASK", "CS", "KB", "HRC", "SIR"};
	enum { DIGITS_LEAST = 7, DIGITS_MOST = 10 };
	size_t letters = 0;
	size_t n;

	while (letters < text.len && ascii_is_letter(text.data[letters]))
		letters++;
	for (n = letters; n < text.len && ascii_is_digit(text.data[n]);)
		n++;
	return n - letters >= DIGITS_LEAST && n - letters <= DIGITS_MOST &&
			       (n == text.len || !ascii_is_alphanumeric(text.data[n])) &&
			       shape_is_in((struct slice){text.data, letters}, kinds, LENGTH(kinds))
		       ? n
		       : 0;
}

bool shape_find_ticket(struct slice word, size_t *start, size_t *end)
{
	for (size_t at = *start; at < word.len; at++) {
		struct slice text = slice_from(word, at);
		size_t letters = 0;
		size_t len = at > 0 && ascii_is_alphanumeric(word.data[at - 1])
				     ? 0
				     : ticket_len(text, &letters);

		size_t as_number = at > 0 && ascii_is_alphanumeric(word.data[at - 1])
					   ? 0
					   : numbered_ticket_len(text);

		if (len == 0 && as_number == 0)
			continue;
		if (as_number == 0 && !is_ticket(text, len, letters)) {
			at += len - 1;
			continue;
		}
		*start = at;
		*end = at + (as_number > 0 ? as_number : len);
		return true;
	}
	return false;
}
