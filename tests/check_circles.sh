#!/bin/sh
# Reads which functions each file of src calls, and complains about circles: files of one layer that
# call themselves through each other. An inline function counts as part of its header, and a function
# named in a table as called by the file with the table.
#
#   check_circles.sh ROOT
set -u
cd "$1" || exit 2

find src -name '*.[ch]' | sort | xargs awk "$(cat tests/c_code.awk)"'
BEGIN {
	# Allowed are circles within one of these, each of which is one idea in several files: "layer:
	# file file ..."; "file*" is any that begins so. docs/architecture.md gives the reasons.
	allow("model: when_parts when_range")
	allow("model: kind typed show form_role")
}

function allow(line) {
	allowed[++n_allowed] = line
}

function note_calls(line,    name) {
	while (match(line, /[A-Za-z_][A-Za-z_0-9]* *\(/)) {
		name = substr(line, RSTART, RLENGTH)
		sub(/ *\($/, "", name)
		if (RSTART == 1 || substr(line, RSTART - 1, 1) !~ /[.>A-Za-z_0-9]/)
			calls[file, name] = 1
		line = substr(line, RSTART + RLENGTH)
	}
}

# Notes the functions that an initializer names, if any.
function note_names(line,    name) {
	while (match(line, /[A-Za-z_][A-Za-z_0-9]*/)) {
		name = substr(line, RSTART, RLENGTH)
		if (RSTART == 1 || substr(line, RSTART - 1, 1) !~ /[.>0-9]/)
			calls[file, name] = 1
		line = substr(line, RSTART + RLENGTH)
	}
}

# A definition begins in the first column, and its brace is there, too.
function note_head(head,    name) {
	if (!match(head, /[A-Za-z_][A-Za-z_0-9]* *\(/))
		return
	name = substr(head, RSTART, RLENGTH)
	sub(/ *\($/, "", name)
	if (head ~ /^static / && file !~ /\.h$/)
		is_own[file, name] = 1
	else
		home[layer, name] = file
}

FNR == 1 {
	split(FILENAME, part, "/")
	layer = part[2]
	file = FILENAME
	layer_of[file] = layer
	files[++n_files] = file
	head = ""
	in_comment = 0
	in_body = 0
	in_table = 0
}

{
	code = strip($0)
}

code ~ /^#/ {
	next
}

code ~ /^[A-Za-z]/ {
	head = ""
}

code ~ /^{/ {
	note_head(head)
	head = ""
	in_body = 1
}

code ~ /^}/ {
	in_body = 0
}

!in_body && code ~ /=/ {
	in_table = 1
}

in_table {
	note_names(code)
	if (code ~ /;$/)
		in_table = 0
}

!in_body {
	head = head " " code
	sub(/^ /, "", head)
	if (code ~ /;$/)
		head = ""
}

in_body {
	note_calls(code)
}

function name_of(path) {
	sub(/.*\//, "", path)
	sub(/\.c$/, "", path)
	return path
}

# Is a name one of a list? "when_*" is any that begins so.
function is_listed(name, list,    i, n, words) {
	n = split(list, words, " ")
	for (i = 2; i <= n; i++) {
		if (words[i] == name)
			return 1
		if (words[i] ~ /\*$/ && index(name, substr(words[i], 1, length(words[i]) - 1)) == 1)
			return 1
	}
	return 0
}

function is_allowed(layer, names,    i, j, n, list, all) {
	n = split(names, list, " ")
	for (i = 1; i <= n_allowed; i++) {
		all = index(allowed[i], layer ": ") == 1
		for (j = 1; j <= n && all; j++)
			all = is_listed(list[j], allowed[i])
		if (all)
			return 1
	}
	return 0
}

END {
	for (call in calls) {
		split(call, part, SUBSEP)
		target = home[layer_of[part[1]], part[2]]
		if (target != "" && target != part[1] && !((part[1], part[2]) in is_own))
			reach[part[1], target] = 1
	}
	for (k = 1; k <= n_files; k++)
		for (i = 1; i <= n_files; i++)
			if ((files[i], files[k]) in reach)
				for (j = 1; j <= n_files; j++)
					if ((files[k], files[j]) in reach)
						reach[files[i], files[j]] = 1
	for (i = 1; i <= n_files; i++) {
		if (files[i] in reported || !((files[i], files[i]) in reach))
			continue
		names = ""
		for (j = 1; j <= n_files; j++)
			if ((files[i], files[j]) in reach && (files[j], files[i]) in reach) {
				reported[files[j]] = 1
				names = names " " name_of(files[j])
			}
		if (!is_allowed(layer_of[files[i]], names)) {
			print layer_of[files[i]] ": these files call each other:" names
			bad = 1
		}
	}
	exit bad || n_files == 0
}'
