/* The table of formats. Those that say most about a line come first. */
#include "formats.h"
#include "chat.h"

#include <string.h>

static const struct log_format formats[] = {
	{"slack-export", "a Slack channel as exported, JSON", .read = slack_export_read,
		.count = slack_export_count},
	{"discord-export", "a Discord channel as exported, JSON", .read = discord_export_read,
		.count = discord_export_count},
	{"teams-export", "messages of Teams from Microsoft Graph, JSON", .read = teams_export_read,
		.count = teams_export_count},
	{"zulip-export", "messages of Zulip, JSON", .read = zulip_export_read,
		.count = zulip_export_count},
	{"mattermost-export", "a bulk export or posts of Mattermost, JSON",
		.read = mattermost_export_read, .count = mattermost_export_count},
	{"journal-json", "journalctl -o json", .read = journal_json_read,
		.count = journal_json_count, .is_objects = true},
	{"alertmanager", "a webhook or list of Alertmanager, JSON", .read = alertmanager_read,
		.count = alertmanager_count},
	{"kube-events", "kubectl get events -o json", .read = kube_events_read,
		.count = kube_events_count},
	{"json", "any other JSON with times and texts, such as JSON lines", .read = json_lines_read,
		.count = json_lines_count, .is_objects = true},
	{"syslog-5424", "syslog with a version, RFC 5424", .head = syslog_5424_head,
		.is_timed = true},
	{"access", "an access log of nginx or Apache", .head = access_log_head, .is_timed = true},
	{"error", "an error log of nginx or Apache", .head = error_log_head, .is_timed = true},
	{"syslog", "syslog as in RFC 3164, and what journalctl prints", .head = syslog_head,
		.is_timed = true},
	{"git", "git log", .head = git_log_head, .body = git_log_body},
	{"klog", "what Kubernetes and glog write: E0503 09:41:02.123", .head = klog_head,
		.is_timed = true},
	{"logfmt", "pairs: time=... level=... msg=\"...\"", .head = logfmt_head, .is_timed = true},
	{"irssi", "a log of irssi", .head = irssi_head, .is_timed = true},
	{"weechat", "a log of WeeChat", .head = weechat_head, .body = weechat_body,
		.is_timed = true},
	{"teams", "a copy of a Teams chat", .head = teams_head, .body = chat_body,
		.finish = chat_finish, .is_chat = true},
	{"discord", "a copy of a Discord channel", .head = discord_head, .body = chat_body,
		.finish = chat_finish, .is_chat = true},
	{"mattermost", "a copy of a Mattermost channel", .head = mattermost_head, .body = chat_body,
		.finish = chat_finish, .is_chat = true},
	{"slack", "a copy of a Slack channel", .head = slack_head, .body = chat_body,
		.finish = chat_finish, .is_chat = true},
	{"zulip", "a copy of a Zulip topic", .head = zulip_head, .body = chat_body,
		.finish = chat_finish, .is_chat = true},
	{"markdown", "a table of Markdown or of a database", .read = markdown_table_read,
		.count = markdown_table_count},
	{"tsv", "cells between tabs, from a spreadsheet", .read = tsv_read, .count = tsv_count},
	{"aligned", "columns below a head, as kubectl and gh print them", .read = aligned_read,
		.count = aligned_count},
	{"csv", "CSV with commas or semicolons", .read = csv_read, .count = csv_count},
	{"statuspage", "updates of a status page", .head = statuspage_head},
	{"plain", "lines that begin with a time", .is_written = true, .head = plain_head,
		.complete = plain_complete},
};

size_t log_n_formats(void)
{
	return sizeof formats / sizeof *formats;
}

const struct log_format *log_format_at(size_t index)
{
	return &formats[index];
}

const char *log_format_name(const struct log_format *self)
{
	return self->name;
}

const char *log_format_about(const struct log_format *self)
{
	return self->about;
}

const struct log_format *log_format_find(const char *name)
{
	for (size_t i = 0; i < log_n_formats(); i++)
		if (slice_equal_fold(slice_of_text(name), formats[i].name))
			return &formats[i];
	return NULL;
}
