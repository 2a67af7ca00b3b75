/* Words that tell too much in a public report: what is found, and what only looks like it. */
#include "fixture.h"

#include "check/revealing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Without an English word in what is private. */
static const char form_source[] =
	"form: a\nversion: 1\ntitle: A\npages:\n"
	"  - key: p\n    title: P\n    fields:\n"
	"      - {key: titel, kind: line, role: title}\n"
	"      - {key: zone, kind: line, role: zone}\n"
	"      - {key: von, kind: list, role: authors}\n"
	"      - {key: text, kind: text}\n"
	"      - {key: kunde, kind: line, private: true}\n"
	"      - {key: firmen, kind: text, private: true}\n"
	"      - {key: art, kind: choice, choices: [DB-12]}\n"
	"  - key: q\n    title: Q\n    private: true\n    fields:\n"
	"      - {key: zeugen, kind: list}\n"
	"      - {key: notiz, kind: text}\n"
	"  - key: r\n    title: R\n    fields:\n"
	"      - key: lauf\n        kind: rows\n        role: events\n        columns:\n"
	"          - {key: um, kind: datetime, role: event-time}\n"
	"          - {key: was, kind: text, role: event-text}\n"
	"          - {key: wer, kind: line, role: event-who}\n"
	"          - {key: geheim, kind: flag, role: row-private}\n"
	"      - key: tun\n        kind: rows\n        role: tasks\n        columns:\n"
	"          - {key: was, kind: line, role: task-text}\n"
	"          - {key: wer, kind: person, role: task-owner}\n"
	"          - {key: nr, kind: link, role: task-ticket}\n"
	"          - {key: ort, kind: line, private: true}\n"
	"          - {key: preis, kind: number, private: true}\n"
	"          - {key: folge, kind: list}\n";

static const char people[] =
	"  von:\n    - Geda Siraj (Betrieb)\n  kunde: Nordwind AG\n"
	"  firmen: |\n    Ostwind, Suedsturm und Westwind GmbH\n    - Done.\n    Deployed\n"
	"    The pager of the vendor rang twice.\n    Restart\n"
	"q:\n  zeugen:\n    - Halle Sieben\n    - leise\n  notiz: |\n    Ganz geheim.\n"
	"r:\n  lauf:\n    - {id: a1, was: Los, wer: Ida Nyman, geheim: false}\n"
	"    - {id: a2, was: Anruf, wer: \"@jori\", geheim: true}\n"
	"  tun:\n    - {id: t1, was: Etwas, wer: May Lind, nr: \"https://t.example/browse/suche_77\","
	" ort: Keller West, preis: 4713}\n"
	"    - {id: t2, was: Mehr, wer: Search platform team}\n";

static struct form *make_form(void)
{
	struct err err = {0};
	struct form *form = form_parse(form_source, sizeof form_source - 1, "form", &err);

	if (!form)
		fail_msg("%s", err.message);
	return form;
}

static void list(const struct document *document, bool with_authors, struct str *out)
{
	struct findings findings = {0};

	check_revealing(document, with_authors, &findings);
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *finding = &findings.items[i];
		const struct value *value = document_value(document, &finding->place);

		assert_int_equal(finding->level, LEVEL_WARNING);
		assert_true(finding->end > finding->start && finding->end <= value->text.len);
		str_appendf(out, "%s%s %.*s", i > 0 ? "; " : "",
			finding->rule->id + strlen("public-"), (int)(finding->end - finding->start),
			value->text.data + finding->start);
	}
	findings_release(&findings);
}

/* What is found in a text of this document. */
static void assert_found(const char *text, bool with_authors, const char *expected)
{
	struct form *form = make_form();
	struct document document;
	struct str yaml = {0};
	struct str out = {0};

	str_append_text(&yaml, "afterword: 1\nform: a\np:\n  text: |\n    ");
	for (; *text; text++)
		str_appendf(&yaml, *text == '\n' ? "\n    " : "%c", *text);
	str_appendf(&yaml, "\n%s", people);
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	list(&document, with_authors, &out);
	if (strcmp(str_text(&out), expected) != 0)
		fail_msg("%s\nfound: %s\nnot:   %s", yaml.data, str_text(&out), expected);
	str_release(&out);
	str_release(&yaml);
	document_release(&document);
	form_free(form);
}

static void words_are_found(void **state)
{
	static const struct {
		const char *text;
		const char *found;
	} cases[] = {
		/* people, by their names in this document */
		{"Geda called.", "person Geda"},
		{"Then Geda Siraj called Ida.", "person Geda Siraj; person Ida"},
		{"**Nyman**: \xE2\x80\x9CLind\xE2\x80\x9D", "person Nyman; person Lind"},
		{"We asked @jori about it.", "private @jori"},
		{"May Lind may know.", "person May Lind"},
		/* addresses */
		{"Mail ida.n+x@mail.example.com, please.", "address ida.n+x@mail.example.com"},
		{"<mailto:ops@example.org>", "address mailto:ops@example.org"},
		{"From 10.1.2.3 to 192.168.0.17:8080.", "address 10.1.2.3; address 192.168.0.17"},
		{"Net 172.16.0.0/12 and [203.0.113.9].", "address 172.16.0.0; address 203.0.113.9"},
		{"At 2001:db8::17, fe80::1.", "address 2001:db8::17; address fe80::1"},
		{"Card 00:1a:2B:3c:4d:5e.", "address 00:1a:2B:3c:4d:5e"},
		{"See http://grafana/d/abc?x=1", "address http://grafana"},
		{"[here](https://wiki.corp/x) `ssh://git@code.internal/y`",
			"address https://wiki.corp; address ssh://git@code.internal"},
		{"postgres://app@pay.prod:5432/db", "address postgres://app@pay.prod"},
		{"http://10.0.0.8/x", "address 10.0.0.8"},
		{"https://acme.slack.com/archives/C0/p1", "address https://acme.slack.com"},
		{"https://docs.google.com/d/1", "address https://docs.google.com"},
		/* hosts */
		{"host-01.prod and db.internal", "host host-01.prod; host db.internal"},
		{"(`web-17.example.com`)", "host web-17.example.com"},
		{"host-02.dev, api.shop.dev", "host host-02.dev; host api.shop.dev"},
		{"root@db03 rebooted web-02.", "host db03; host web-02"},
		{"payments-db-3, kafka-2: down", "host payments-db-3; host kafka-2"},
		{"cart.default.svc.cluster.local:80", "host cart.default.svc.cluster.local"},
		{"https://web-01.example.com/x", "host web-01.example.com"},
		{"x=db-04.prod|db-05.prod", "host db-04.prod; host db-05.prod"},
		{"ip-10-0-3-4, IP-172-31-0-9.eu-west-1.compute.internal",
			"host ip-10-0-3-4; host IP-172-31-0-9.eu-west-1.compute.internal"},
		{"ssh i-0abc1234def567890, mi-0123456789abcdef0",
			"host i-0abc1234def567890; host mi-0123456789abcdef0"},
		/* tickets */
		{"INC0012345 (CHG0030001), RITM0010002; x/PRB0040001",
			"ticket INC0012345; ticket CHG0030001; ticket RITM0010002; ticket PRB0040001"},
		{"ABC-123, (OPS-7) and X2Y-99999",
			"ticket ABC-123; ticket OPS-7; ticket X2Y-99999"},
		{"Branch fix/ABC-123-login", "ticket ABC-123"},
		{"https://t.example.com/browse/OPS-12?x", "ticket OPS-12"},
		{"See suche_77.", "ticket suche_77"},
		/* what is private elsewhere */
		{"Nordwind AG waited in Keller West.", "private Nordwind AG; private Keller West"},
		{"Halle Sieben", "private Halle Sieben"},
		{"Nordwind NORDWIND Nordwinds keller west",
			"private Nordwind; private NORDWIND; private Nordwinds; private keller west"},
		{"Ostwind, then Suedsturm; Westwind left, Westwind GmbH too.",
			"private Ostwind; private Suedsturm; private Westwind; private Westwind GmbH"},
		{"Then: The pager of the vendor rang twice. It did.",
			"private The pager of the vendor rang twice"},
		{"It cost 4713.", "private 4713"},
		{"Suche_77 and SUCHE_77", "ticket Suche_77; ticket SUCHE_77"},
		{"k8s-node-3, srv-web-03a, SRV01, ec2-54-1-2-3.compute-1.amazonaws.com",
			"host k8s-node-3; host srv-web-03a; host SRV01; host ec2-54-1-2-3.compute-1.amazonaws.com"},
		{"At fe80::1%eth0 and `fe80::2%en1`", "address fe80::1%eth0; address fe80::2%en1"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_found(cases[i].text, false, cases[i].found);
}

static void other_words_are_not(void **state)
{
	static const char *const texts[] = {
		"It may be that in May somebody called Search.",
		"The Search platform team and leise words, nordwind.",
		"@media, @here, a @ b, foo@bar",
		"Version 10.1.2.3, v1.2.3.4, 1.2.3, 300.1.1.1, 127.0.0.1, 0.0.0.0, 255.255.255.0",
		"Done. Deployed again. Restart, Restarted; 471 47130 3 and ostwind",
		"T-1000, SHA01, us-east-1a, eu-west-1b, phase-2b, step-3a, V01, v2a, node-18, k8s",
		"12:34:56, 12:34, std::map, a::b, ::1, ::, 10:20:30 UTC",
		"https://example.com/a/b http://localhost:8080 https://github.com/x/y https://slack.com/a",
		"https://status.pagerduty.com https://www.atlassian.net https://google.com/x",
		"UTF-8, SHA-256, ISO-8859-1, CVE-2021-44228, RFC-2616, COVID-19, HTTP-2, SEV-1",
		"AES-128 TLS-1.2 UTC-4 P-1 A-1 sev-1 abc-123 ABC- -123 ABC-12345678 ABC-1x us-east-1",
		"main.go, report-01.txt, utf-8.txt, python3.11, sha256.sum, base64.b64encode, e.g.",
		"phase-2, day-3, top-10, gpt-4, step-01.then, s3.amazonaws.com, auth0.com, k8s.io",
		"The server went down.Then it came.Back again. 3.14 and 99.9%",
		"web.dev https://yaml.dev/x GPL-3 BSD-2 settings.json config.yaml app.example.com, www.example.org, nginx.service, foo.bar()",
		"2023-10-15T08:00:00Z 2023-10-15 10/15/2023 1,000 10.5 s",
		"ip-10-0-3, ip-1-2-3-4000, ip-address, i-beam, i-deadbeef, i-7, INC12, INC0012345x, TASK",
		"and/or, TCP/IP, I/O, CI/CD, key=value, --flag=1, $HOME, C++, #4711",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++)
		assert_found(texts[i], false, "");
}

/* A document with these people and a text. */
static void assert_people(
	const char *authors, const char *owner, const char *text, const char *expected)
{
	struct form *form = make_form();
	struct document document;
	struct str yaml = {0};
	struct str out = {0};

	str_appendf(&yaml,
		"afterword: 1\nform: a\np:\n  von: %s\n  text: \"%s\"\n"
		"r:\n  tun:\n    - {id: t1, was: x, wer: %s}\n",
		authors, text, owner);
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	list(&document, false, &out);
	if (strcmp(str_text(&out), expected) != 0)
		fail_msg("%s\nfound: %s\nnot:   %s", yaml.data, str_text(&out), expected);
	str_release(&out);
	str_release(&yaml);
	document_release(&document);
	form_free(form);
}

/* However they are written. */
static void people_are_found(void **state)
{
	static const struct {
		const char *authors, *owner, *text, *found;
	} cases[] = {
		{"[Bo Li]", "x", "Then Bo Li and bo li; LI", "person Bo Li; person bo li"},
		{"[x y]", "Bo Li", "Bo did, Li did, so did bo; Li, Bo",
			"person Bo; person Li; person Li, Bo"},
		{"[Ng]", "x", "Ng and ng, ong", "person Ng"},
		{"[x y]", "Ng", "Ng and ng, ong", "person Ng"},
		{"[anna schmidt (ops)]", "x", "Anna Schmidt, schmidt; SCHMIDT",
			"person Anna Schmidt; person schmidt; person SCHMIDT"},
		{"[x y]", "anna schmidt", "By Anna\u00a0Schmidt.", "person Anna\xc2\xa0Schmidt"},
		{"[José Núñez]", "x", "NÚÑEZ; Jose Nunez; JOSÉ nuñez",
			"person NÚÑEZ; person Jose Nunez; person JOSÉ nuñez"},
		{"[x y]", "Jörg Großmüller", "Joerg Grossmueller; J. Großmüller",
			"person Joerg Grossmueller; person J. Großmüller"},
		{"[x y]", "Bo Li", "@bli @boli @bol b.li lib bli",
			"person bli; person boli; person bol; person b.li"},
		{"[x y]", "Priya Patel", "priya.patel ppatel @pp patel_priya PriyaPatel",
			"person priya.patel; person ppatel; person patel_priya; person PriyaPatel"},
		{"[Li Wei]", "x", "Li Wei, Wei Li; Wei",
			"person Li Wei; person Wei Li; person Wei"},
		{"[x y]", "Ludwig van Beek", "ludwig van beek, Beek, van",
			"person ludwig van beek; person Beek"},
		{"[x y]", "Иван Петров", "ИВАН ПЕТРОВ", "person ИВАН ПЕТРОВ"},
		{"[山田太郎]", "x", "昨日山田太郎が", "person 山田太郎"},
		{"[Sean O'Brien]", "x", "o'brien", "person o'brien"},
		/* several, and what is said about them */
		{"[x y]", "Anna Schmidt and Bo Li", "Anna, Li; Anna Schmidt",
			"person Anna; person Li; person Anna Schmidt"},
		{"[x y]", "\"Zoë Chen, Ivan Ivanov und Tom Fox\"", "Chen; IVANOV; Tom",
			"person Chen; person IVANOV; person Tom"},
		{"[Anna Schmidt or Bo Li]", "x", "Schmidt, Bo", "person Schmidt; person Bo"},
		{"[x y]", "Anna and Bo", "Anna, Bo", "person Anna; person Bo"},
		{"[x y]", "Anna Schmidt and the platform team", "Anna; the Platform",
			"person Anna"},
		{"[x y]", "\"SRE: Ida Nyman\"", "Ida did; Nyman", "person Ida; person Nyman"},
		{"[x y]", "\"Ida Nyman [SRE]\"", "Ida, the SRE", "person Ida"},
		{"[x y]", "Ida from Operations", "Ida of Operations", "person Ida"},
		{"[x y]", "Ida aus Hamburg", "Ida in Hamburg", "person Ida"},
		{"[x y]", "\"@kim\"", "Kim did; @kim", "person Kim; private @kim"},
		{"[x y]", "tom.meier@acme.com", "Tom; Meier; acme", "person Tom; person Meier"},
		{"[x y]", "\"Ida <ida.nyman@acme.com>\"", "Nyman", "person Nyman"},
		{"[Maximiliane]", "x", "so did maximiliane", "person maximiliane"},
		{"[\"O'Brien, Sean\"]", "x", "o'brien", "person o'brien"},
		{"[x y]", "Trust and Safety", "Safety and Trust", ""},
		{"[x y]", "Roads and Bridges team", "Roads; Bridges", ""},
		{"[x y]", "Team in Hamburg", "Hamburg", ""},
		{"[x y]", "\"![owner](img/a.png)\"", "See a.png.", ""},
		{"[x y]", "\"[Ida](https://x.example/team/lead)\"", "Ida, x.example; lead",
			"person Ida"},
		{"[Bo (Payments)]", "x", "Bo: Payments", "person Bo"},
		{"[x y]", "info@acme.com", "Info for all", ""},
		{"[x y]", "\"@channel\"", "The Channel; Channel", ""},
		/* what is nobody */
		{"[Will Grace]", "x", "It will be grace, Grace. Will it?", ""},
		{"[Ann Son]", "x", "the son of a plan", ""},
		{"[x y]", "payments API", "Payments failed, the payments API too", ""},
		{"[x y]", "Pricing", "Pricing changed", ""},
		{"[x y]", "Priya", "Priya, priya", "person Priya"},
		{"[x y]", "élan vital app", "élan", ""},
		{"[x y]", "Émil", "Émil, émil", "person Émil"},
		{"[x y]", "Checkout", "Checkout failed", ""},
		{"[x y]", "on-call engineer", "the on-call engineer", ""},
		{"[x y]", "Bo In", "In the end we do so; boin", ""},
		{"[An Do]", "x", "An error, Do not; an outage", ""},
		{"[\"ops@example.com\"]", "x", "ops, example", ""},
		/* one long word */
		{"[x y]", "Maximiliane", "Maximiliane did; so did MAXIMILIANE!",
			"person Maximiliane; person MAXIMILIANE"},
		{"[x y]", "Maximiliane", "Das hat Maximilianes Rechner getan",
			"person Maximilianes"},
		{"[x y]", "Maximiliane", "Maximiliane's node; @maximiliane",
			"person Maximiliane; person maximiliane"},
		{"[x y]", "maximiliane", "@maximiliane; maximiliane", "person maximiliane"},
		{"[x y]", "Anushka / Bartholomäus", "Bartholomaeus, Anushka",
			"person Bartholomaeus; person Anushka"},
		{"[x y]", "Schmidt-Rottluff", "Herr Schmidt-Rottluff", "person Schmidt-Rottluff"},
		{"[x y]", "Henning", "Henning left", "person Henning"},
		{"[x y]", "Владимир", "Владимир", "person Владимир"},
		{"[x y]", "Maximiliane",
			"Maximiliane, maximiliane@x.org, maximiliane.b, x/maximiliane",
			"person Maximiliane; address maximiliane@x.org"},
		{"[x y]", "An Do", "DOS, Dos; News", ""},
		{"[x y]", "Han New", "Hans read News", ""},
		{"[x y]", "Jessica", "Jessicas idea", "person Jessicas"},
		/* and what of those is a team's, a system's or a plain word */
		{"[x y]", "Documentation", "Documentation was missing", ""},
		{"[x y]", "Logistics", "Logistics waited", ""},
		{"[x y]", "Buchhaltung", "Die Buchhaltung und Buchhaltung", ""},
		{"[x y]", "Kundendienst", "Kundendienst meldete", ""},
		{"[x y]", "Rechenzentrum", "im Rechenzentrum", ""},
		{"[x y]", "Accounts", "Accounts were locked", ""},
		{"[x y]", "Sysadmins", "Sysadmins looked, Systeme standen", ""},
		{"[x y]", "Inventory", "Inventory was wrong", ""},
		{"[x y]", "Cloudflare", "Cloudflare was down", ""},
		{"[x y]", "Voucher", "Voucher codes; a voucher", ""},
		{"[x y]", "Zugangstor", "Das Zugangstor; ein Zugangstor", ""},
		{"[x y]", "Galaxies", "The Galaxies and our Galaxies", ""},
		{"[x y]", "PAYMENTHUB", "PAYMENTHUB failed", ""},
		{"[x y]", "Will", "Will it? Wills", ""},
		/* the handle of a team */
		{"[x y]", "platform-team", "platform-team, @platform-team; the platform, team",
			"private platform-team; private platform-team"},
		{"[x y]", "db_oncall", "db_oncall was paged", "private db_oncall"},
		{"[x y]", "squad-7", "squad-7; squad-70", "private squad-7"},
		{"[x y]", "on-call", "the on-call", ""},
		{"[x y]", "shop-front", "the shop-front", ""},
		{"[x y]", "help-desk", "the help-desk", ""},
		{"[platform-team]", "x", "platform-team", "private platform-team"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_people(cases[i].authors, cases[i].owner, cases[i].text, cases[i].found);
}

/* A signed report has its authors' names anyway, but not those of others. */
static void authors_may_be_named_where_they_sign(void **state)
{
	(void)state;
	assert_found("Geda Siraj asked Ida.", true, "person Ida");
	assert_found("Geda Siraj asked Ida.", false, "person Geda Siraj; person Ida");
}

/* Wherever a reader sees it, and nowhere else. */
static void every_public_place_is_searched(void **state)
{
	static const char yaml[] =
		"afterword: 1 # ABC-1\nform: a\nfremd: ABC-2\np:\n  titel: ABC-3\n  zone: ABC-4\n"
		"  von: [ABC-5]\n  text: ABC-6\n  kunde: ABC 7\n  art: DB-12\n"
		"q:\n  zeugen: [Ort 8]\n  notiz: ABC-9\n"
		"r:\n  lauf:\n    - {id: a1, um: ABC-10, was: ABC-11, wer: ABC 12, geheim: false}\n"
		"    - {id: a2, was: ABC-13, geheim: true}\n"
		"    - {id: a3, was: ABC-14, geheim: was}\n"
		"  tun:\n    - {was: ABC-15, wer: ABC 16, nr: \"#17\", ort: ABC 18,"
		" folge: [ABC-19, x, ABC-20]}\n";
	struct form *form = make_form();
	struct document document;
	struct findings findings = {0};
	struct str out = {0};

	(void)state;
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	list(&document, false, &out);
	assert_string_equal(str_text(&out), "ticket ABC-3; ticket ABC-6; ticket ABC-11; "
					    "ticket ABC-15; ticket ABC-19; ticket ABC-20");
	/* The place in the file, and the words. */
	check_revealing(&document, false, &findings);
	assert_int_equal(findings.items[0].line, 5);
	assert_int_equal(findings.items[0].column, 10);
	assert_string_equal(
		findings.items[0].text, "\"ABC-3\" looks like the key of a ticket (Titel)");
	assert_int_equal(findings.items[5].line, 20);
	findings_release(&findings);
	str_release(&out);
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found),
		cmocka_unit_test(other_words_are_not),
		cmocka_unit_test(people_are_found),
		cmocka_unit_test(authors_may_be_named_where_they_sign),
		cmocka_unit_test(every_public_place_is_searched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
