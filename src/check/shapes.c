/* What addresses and hosts look like; see shapes.h. */
#include "shapes.h"

#include <arpa/inet.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Of a network of one's own, the last part of a name. */
static const char *const inside[] = {"prod", "prd", "stage", "staging", "stg", "dev", "test", "qa",
	"uat", "preprod", "local", "localdomain", "internal", "intern", "intra", "intranet", "corp",
	"lan", "home", "private", "priv", "cluster", "svc", "consul"};

/* Where companies have rooms, pages and tickets that only their own people can open. */
static const char *const rooms[] = {"slack.com", "atlassian.net", "freshdesk.com", "zendesk.com",
	"service-now.com", "pagerduty.com", "opsgenie.com", "datadoghq.com", "sentry.io",
	"grafana.net", "sharepoint.com", "zoom.us", "okta.com", "notion.site"};

/* Such places that are the same for all. */
static const char *const shared[] = {"docs.google.com", "drive.google.com", "meet.google.com",
	"sheets.google.com", "teams.microsoft.com"};

/* Subdomains that are for everybody. */
static const char *const open_rooms[] = {"www", "status", "docs", "blog", "help", "support",
	"developer", "developers", "api", "community", "learn", "app", "cloud"};

/* What machines are called for their work. */
static const char *const machines[] = {"db", "web", "srv", "host", "vm", "worker", "master",
	"primary", "replica", "standby", "cache", "redis", "kafka", "lb", "proxy", "gw", "gateway",
	"router", "switch", "fw", "bastion", "mx", "ns", "dns", "mysql", "pg", "postgres", "mongo",
	"elastic", "broker", "shard", "rack"};

/* Words that are followed by a number and a point elsewhere: files, versions, functions. */
static const char *const numbered[] = {"sha", "utf", "base", "int", "uint", "float", "ipv", "http",
	"md", "aes", "rsa", "crc", "iso", "win", "amd", "arm", "python", "node", "java", "php",
	"ruby", "log", "step", "part", "chapter", "page", "figure", "table", "version", "draft",
	"copy"};

static const char *const endings[] = {"txt", "md", "yaml", "yml", "json", "go", "py", "js", "ts",
	"rb", "java", "sh", "sql", "log", "gz", "bz", "xz", "zst", "zip", "tar", "tgz", "png",
	"jpg", "jpeg", "gif", "svg", "pdf", "html", "htm", "css", "csv", "tsv", "conf", "cfg",
	"ini", "xml", "rs", "cpp", "hpp", "cc", "php", "tf", "toml", "lock", "so", "exe", "dll",
	"jar", "war", "deb", "rpm", "iso", "img", "doc", "docx", "xls", "xlsx", "ics", "out", "bak",
	"tmp", "pid", "service", "socket", "timer", "proto", "diff", "patch"};

bool shape_is_in(struct slice word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n && word.len > 0; i++)
		if (((*words[i] ^ *word.data) & ~0x20) == 0 && /* mostly not */
			slice_equal_fold(word, words[i]))
			return true;
	return false;
}

static struct slice last_part(struct slice word, char sign)
{
	struct slice part = {"", 0};

	while (slice_next_part(&word, sign, &part))
		continue;
	return part;
}

/* -------------------------------------------------------------------- addresses */

static size_t count(struct slice word, char sign)
{
	size_t n = 0;

	for (size_t i = 0; i < word.len; i++)
		n += word.data[i] == sign;
	return n;
}

/* Parts of letters, digits and -, separated by points. */
static bool is_name(struct slice word)
{
	struct slice part;

	if (word.len == 0)
		return false;
	while (slice_next_part(&word, '.', &part)) {
		if (part.len == 0 || part.data[0] == '-' || part.data[part.len - 1] == '-')
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!ascii_is_alphanumeric(part.data[i]) && part.data[i] != '-')
				return false;
	}
	return true;
}

static bool has_only_letters(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_letter(word.data[i]))
			return false;
	return word.len > 0;
}

bool shape_is_mail(struct slice word)
{
	const char *at = memchr(word.data, '@', word.len);
	struct slice domain;
	struct slice top;

	if (!at || at == word.data)
		return false;
	domain = slice_from(word, (size_t)(at - word.data) + 1);
	top = last_part(domain, '.');
	return is_name(domain) && count(domain, '.') > 0 && top.len >= 2 && has_only_letters(top);
}

static bool copy(struct slice word, char *out, size_t size)
{
	if (word.len >= size)
		return false;
	memcpy(out, word.data, word.len);
	out[word.len] = '\0';
	return true;
}

/* Not the machine itself, no address at all, or a mask. */
static bool is_ipv4(const char *text)
{
	struct in_addr address;
	const unsigned char *bytes = (const unsigned char *)&address;

	return inet_pton(AF_INET, text, &address) == 1 && bytes[0] != 127 && bytes[0] != 0 &&
	       bytes[0] != 255;
}

static bool is_ipv6(const char *text)
{
	struct in6_addr address;

	return strpbrk(text, "0123456789") && inet_pton(AF_INET6, text, &address) == 1 &&
	       !IN6_IS_ADDR_LOOPBACK(&address) && !IN6_IS_ADDR_UNSPECIFIED(&address);
}

/* "00:1a:2b:3c:4d:5e" */
static bool is_card(struct slice word)
{
	enum { CARD_LEN = 17 };
	static const char digits[] = "0123456789abcdefABCDEF";

	for (size_t i = 0; i < word.len && word.len == CARD_LEN; i++)
		if (i % 3 == 2 ? word.data[i] != ':' : !ascii_is_one_of(word.data[i], digits))
			return false;
	return word.len == CARD_LEN;
}

bool shape_is_number_address(struct slice word)
{
	char text[INET6_ADDRSTRLEN];
	const char *zone = memchr(word.data, '%', word.len);

	if (zone && memchr(word.data, ':', word.len)) /* "fe80::1%eth0" */
		word.len = (size_t)(zone - word.data);
	return is_card(word) || (copy(word, text, sizeof text) && (is_ipv4(text) || is_ipv6(text)));
}

/* ------------------------------------------------------------------------ hosts */

/* The digits at the end of a word. */
static size_t count_digits(struct slice word)
{
	size_t n = 0;

	while (n < word.len && ascii_is_digit(word.data[word.len - 1 - n]))
		n++;
	return n;
}

/* "web-01": the letters before the number; nothing if it is not so. */
static struct slice word_before_number(struct slice label, size_t *digits)
{
	struct slice word = label;

	*digits = count_digits(label);
	word.len -= *digits;
	if (word.len > 0 && word.data[word.len - 1] == '-')
		word.len--;
	word = last_part(word, '-');
	if (*digits == 0 || !has_only_letters(word))
		word.len = 0;
	return word;
}

static bool has_small_letter(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] >= 'a' && word.data[i] <= 'z')
			return true;
	return false;
}

/* "ip-10-0-3-4" */
static bool is_numbers(struct slice word)
{
	enum { DIGITS_MOST = 3, NUMBERS = 4 };
	struct slice part;
	size_t n = 0;

	for (; slice_next_part(&word, '-', &part); n++)
		if (part.len == 0 || part.len > DIGITS_MOST || count_digits(part) != part.len)
			return false;
	return n == NUMBERS;
}

/* "i-0abc1234def567890" */
static bool is_number_of_instance(struct slice word)
{
	enum { LEAST = 7, MOST = 17 };
	size_t digits = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (!ascii_is_one_of(word.data[i], "0123456789abcdef"))
			return false;
		digits += ascii_is_digit(word.data[i]);
	}
	return digits > 0 && word.len >= LEAST && word.len <= MOST;
}

/* As clouds call machines. */
static bool is_instance(struct slice label)
{
	struct slice rest = label;
	struct slice first;

	return slice_next_part(&rest, '-', &first) && rest.data &&
	       (slice_equal_fold(first, "ip") || slice_equal_fold(first, "ec2")
			       ? is_numbers(rest)
			       : (slice_equal(first, "i") || slice_equal(first, "mi")) &&
					 is_number_of_instance(rest));
}

/* "srv-web-03a" is "srv-web-03" */
static struct slice without_letter(struct slice label)
{
	size_t last = label.len > 2 ? label.len - 1 : 0;

	if (last > 0 && label.data[last] >= 'a' && label.data[last] <= 'c' &&
		ascii_is_digit(label.data[last - 1]))
		label.len--;
	return label;
}

static bool is_of_kubernetes(struct slice label, size_t digits)
{
	return digits > 0 && label.len > 4 && memcmp(label.data, "k8s-", 4) == 0 &&
	       memchr(label.data + 4, '-', label.len - 4) != NULL;
}

/* "web-01", "db03", "payments-db-3"; a number alone is no reason: "phase-2", "us-east-1". */
static bool is_machine(struct slice name)
{
	size_t digits;
	struct slice label = without_letter(name);
	struct slice word = word_before_number(label, &digits);
	bool is_padded = digits >= 2 && label.data[label.len - digits] == '0';
	bool is_known = shape_is_in(word, machines, LENGTH(machines));

	if (is_of_kubernetes(label, digits))
		return true;
	return word.len >= 2 && (has_small_letter(label) || (is_padded && is_known)) &&
	       !shape_is_in(word, numbered, LENGTH(numbered)) && (is_padded || is_known);
}

/* "web-17", "db17", in front of a point. */
static bool is_numbered(struct slice label)
{
	size_t digits;
	struct slice word = word_before_number(label, &digits);
	bool has_hyphen =
		digits > 0 && digits < label.len && label.data[label.len - digits - 1] == '-';

	return word.len >= 2 && (digits >= 2 || has_hyphen) &&
	       !shape_is_in(word, numbered, LENGTH(numbered));
}

static bool is_small(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] >= 'A' && word.data[i] <= 'Z')
			return false;
	return true;
}

/* "web.dev" may be anybody's; "api.shop.dev" is more likely to be one's own. */
static bool ends_inside(struct slice name, struct slice top)
{
	return shape_is_in(top, inside, LENGTH(inside)) &&
	       (!slice_equal_fold(top, "dev") || count(name, '.') > 1);
}

bool shape_is_inside(struct slice host)
{
	struct slice top = last_part(host, '.');

	if (slice_equal_fold(host, "localhost") || !is_name(host))
		return false;
	return count(host, '.') == 0 ? ascii_is_letter(host.data[0]) : ends_inside(host, top);
}

bool shape_is_room(struct slice host)
{
	struct slice rest = host;
	struct slice first;

	if (shape_is_in(host, shared, LENGTH(shared)))
		return true;
	return is_name(host) && slice_next_part(&rest, '.', &first) && rest.data &&
	       !shape_is_in(first, open_rooms, LENGTH(open_rooms)) &&
	       shape_is_in(rest, rooms, LENGTH(rooms));
}

bool shape_is_host(struct slice word)
{
	struct slice top = last_part(word, '.');
	struct slice rest = word;
	struct slice first;

	if (!is_name(word) || !slice_next_part(&rest, '.', &first))
		return false;
	if (!rest.data || is_instance(first))
		return is_machine(word) || is_instance(first);
	if (!is_small(top) || top.len < 2 || !ascii_is_letter(top.data[0]))
		return false;
	return ends_inside(word, top) || ((is_machine(first) || is_numbered(first)) &&
						 !shape_is_in(top, endings, LENGTH(endings)));
}

/* Bytes of "https://" at the start of a word. */
static size_t scheme_len(struct slice word)
{
	static const char mark[] = "://";
	size_t n = 0;

	while (n < word.len && ascii_is_letter(word.data[n]))
		n++;
	return n > 0 && word.len - n >= sizeof mark - 1 &&
			       memcmp(word.data + n, mark, sizeof mark - 1) == 0
		       ? n + sizeof mark - 1
		       : 0;
}

struct slice shape_url_host(struct slice word)
{
	size_t scheme = scheme_len(word);
	struct slice host = {"", 0};
	const char *user;
	size_t end = 0;

	if (scheme == 0)
		return host;
	host = slice_from(word, scheme);
	while (end < host.len && !ascii_is_one_of(host.data[end], "/?#"))
		end++;
	host.len = end;
	user = memchr(host.data, '@', host.len);
	if (user)
		host = slice_from(host, (size_t)(user - host.data) + 1);
	end = 0;
	while (end < host.len && host.data[end] != ':')
		end++;
	host.len = end;
	return host;
}
