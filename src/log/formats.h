/* The readers of the formats, each in a file of its name. */
#ifndef AFTERWORD_LOG_FORMATS_H
#define AFTERWORD_LOG_FORMATS_H

#include "internal.h"

head_reader access_log_head;
head_reader discord_head;
head_reader error_log_head;
head_reader git_log_head;
head_reader irssi_head;
head_reader klog_head;
head_reader logfmt_head;
head_reader mattermost_head;
head_reader plain_head;
head_reader slack_head;
head_reader statuspage_head;
head_reader syslog_head;
head_reader syslog_5424_head;
head_reader teams_head;
head_reader weechat_head;
line_cutter weechat_body;
head_reader zulip_head;

line_cutter git_log_body;
log_completer plain_complete;

text_reader aligned_read;
text_reader alertmanager_read;
text_reader csv_read;
text_reader discord_export_read;
text_reader journal_json_read;
text_reader json_lines_read;
text_reader kube_events_read;
text_reader markdown_table_read;
text_reader mattermost_export_read;
text_reader slack_export_read;
text_reader teams_export_read;
text_reader tsv_read;
text_reader zulip_export_read;

text_counter aligned_count;
text_counter alertmanager_count;
text_counter csv_count;
text_counter discord_export_count;
text_counter journal_json_count;
text_counter json_lines_count;
text_counter kube_events_count;
text_counter markdown_table_count;
text_counter mattermost_export_count;
text_counter slack_export_count;
text_counter teams_export_count;
text_counter tsv_count;
text_counter zulip_export_count;

#endif
