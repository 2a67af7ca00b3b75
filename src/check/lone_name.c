/*
 * One long word may be a person's first name or a team's name. What it ends in tells most of them
 * apart, the rest are lists; which of them a document uses as plain words is told by its texts.
 */
#include "lone_name.h"

#include "shapes.h"

#include <string.h>

/* What does things in incidents, and is nobody. */
static const char *const things[] = {"api", "app", "apps", "pipeline", "gateway", "monitoring",
	"alerting", "alertmanager", "pager", "payments", "checkout", "search", "storage",
	"identity", "finance", "marketing", "legal", "sales", "logistics", "platform", "automation",
	"cron", "scheduler", "deploy", "deployment", "deployer", "ci", "db", "api-gateway",
	"grafana", "prometheus", "pagerduty", "statuspage", "slack", "github", "kubernetes",
	"terraform", "management", "on", "core", "card", "cards", "orders", "cart", "carts",
	"networking", "it", "qa", "hr", "pr", "betrieb", "technik", "vertrieb", "entwicklung",
	"kunde", "kunden", "alarm", "alert", "risk", "fraud", "trust", "ads", "edge", "cdn", "mail",
	"auth", "infra", "web", "bank", "shop", "stock", "cloud", "queue", "proxy", "cache",
	"build", "tools", "redis", "kafka", "primary", "secondary", "responder", "client",
	"clients", "partner",
	/* those of more than five letters that no ending tells */
	"accounts", "partners", "devices", "bookings", "returns", "delivery", "catalog",
	"catalogue", "inventory", "warehouse", "insights", "content", "growth", "mobile", "android",
	"backend", "frontend", "customer", "customers", "product", "products", "design", "research",
	"quality", "release", "releases", "developer", "developers", "experience", "compute",
	"database", "databases", "discovery", "vendor", "vendors", "supplier", "provider",
	"carrier", "operator", "operators", "reliability", "compliance", "finances", "treasury",
	"procurement", "facilities", "people", "everyone", "nobody", "somebody", "unknown",
	"wallet", "ledger", "invoices", "loyalty", "vouchers", "tickets", "session", "sessions",
	"profile", "profiles", "access", "batch", "browser", "compiler", "dispatch", "freelancer",
	"legacy", "privacy", "traffic", "wallets", "pipelines", "runtime", "relevance", "website",
	"desktop", "system", "systems", "server", "servers", "router", "switch", "cluster",
	"hosting", "hotline", "reception", "editorial", "versand", "lager", "personal", "presse",
	"filiale", "filialen", "zentrale", "plattform", "datenbank", "datenbanken",
	"schnittstellen", "infrastruktur", "lieferant", "lieferanten", "dienstleister",
	"hersteller", "anbieter", "zulieferer", "niemand", "jemand", "unbekannt", "extern",
	"intern", "externe", "interne", "kollegen", "kollegin", "kollege", "cloudflare", "datadog",
	"amazon", "google", "microsoft", "oracle", "akamai", "fastly", "twilio", "stripe", "paypal",
	"splunk", "elastic", "elasticsearch", "hetzner", "telekom", "vodafone", "jenkins", "gitlab",
	"sentry", "opsgenie", "atlassian", "zendesk", "salesforce", "mongodb", "postgres",
	"postgresql", "rabbitmq", "openshift", "heroku", "vercel", "netlify", "digitalocean",
	"snowflake", "confluent",
	/* those that are joined: "Health and Safety" */
	"health", "safety", "change", "problem", "supply", "demand", "fulfilment", "fulfillment",
	"development", "command", "control", "forschung", "recht", "steuern", "logistik", "law",
	"policy", "audit", "data", "media", "press", "post", "brand", "events"};

/* Of words, English and German, but hardly of names. */
static const char *const endings[] = {"ing", "ings", "ment", "ments", "tion", "tions", "sion",
	"sions", "ity", "ities", "ics", "ware", "work", "works", "ness", "ship", "ships", "force",
	"desk", "line", "lines", "point", "points", "store", "stores", "shop", "shops", "front",
	"flow", "hub", "net", "cloud", "data", "tech", "ops", "team", "teams", "out", "end", "app",
	"apps", "page", "pages", "service", "services", "admin", "admins", "ers", "ors", "site",
	"sites", "frame", "wall", "bot", "job", "jobs", "dog", "metry", "balancer", "master",
	"port", "time", "unds", "tects", "ung", "ungen", "heit", "keit", "keiten", "schaft",
	"dienst", "dienste", "stelle", "stellen", "stand", "statt", "zentrum", "zentrale",
	"technik", "betrieb", "verkehr", "handel", "kauf", "lager", "wesen", "netz", "netze",
	"werk", "werke", "system", "systeme", "bank", "banken", "markt", "tionen", "teilung",
	"gruppe", "park", "amt", "platz", "raum", "wache", "leitung", "erei", "telefonie"};

/* Names that end so all the same. */
static const char *const names[] = {"henning", "flemming", "fleming", "sterling", "irving",
	"clement", "channing", "manning", "browning", "harding", "fielding", "golding", "keating",
	"whiting", "schilling", "behring", "doering", "felicity", "charity", "trinity", "verity",
	"madeline", "caroline", "karoline", "jacqueline", "emmeline", "angeline", "evangeline",
	"pauline", "adeline", "celine", "rosaline", "coraline", "townsend", "garnet", "jeannet",
	"anders", "sanders", "peters", "rogers", "meyers", "summers", "landers", "siemers",
	"ehlers", "evers", "wouters", "connors", "davenport"};

/* Before things and teams. */
static const char *const articles[] = {"the", "a", "an", "our", "their", "its", "this", "that",
	"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
	"im", "ins", "am", "ans", "zum", "zur", "beim", "vom", "unser", "unsere", "unserem",
	"unserer", "unseren", "kein", "keine", "keinen", "jede", "jeder", "jedes"};

#define IS_IN(word, words) shape_is_in(word, words, sizeof(words) / sizeof(words)[0])

bool lone_name_is_thing(const struct person_word *word)
{
	return IS_IN(word->text, things);
}

static bool ends_in_word(struct slice text)
{
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t len = strlen(endings[i]);

		if (text.len >= len &&
			slice_equal_fold(slice_from(text, text.len - len), endings[i]))
			return true;
	}
	return false;
}

/* "PAYMENTHUB" */
static bool is_all_large(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 'A' || text.data[i] > 'Z')
			return false;
	return true;
}

bool lone_name_is_likely(const struct person_word *word)
{
	return !lone_name_is_thing(word) && !is_all_large(word->text) &&
	       (IS_IN(word->text, names) || !ends_in_word(word->text));
}

bool lone_name_has_article(struct slice text, size_t at)
{
	size_t end = at;

	while (end > 0 && ascii_is_space(text.data[end - 1]))
		end--;
	size_t start = end;

	while (start > 0 && ascii_is_letter(text.data[start - 1]))
		start--;
	return end < at && IS_IN(((struct slice){text.data + start, end - start}), articles);
}
