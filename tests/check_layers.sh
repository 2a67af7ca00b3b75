#!/bin/sh
# Checks the #include lines against the table of layers: none points up or sideways, and each foreign
# library is used only in its place.
#
#   check_layers.sh ROOT
set -u
cd "$1" || exit 2

find src include -name '*.[ch]' -exec grep -E '^#(include|define _)' /dev/null {} + | awk '
BEGIN {
	may["base"] = ""
	may["text"] = may["yaml"] = "base"
	may["prose"] = "base text"
	may["keys"] = "base yaml"
	may["model"] = "base yaml"
	may["merge"] = may["intake"] = "base yaml model"
	may["log"] = "base text yaml model merge"
	may["review"] = "base text yaml model merge"
	may["check"] = "base yaml model review"
	may["report"] = "base text prose yaml model review check"
	may["reading"] = "base text prose yaml model review check"
	may["store"] = "base yaml model merge"
	may["edit"] = "base text yaml keys model merge review check"
	may["sync"] = "base yaml model merge store"
	may["session"] = may["edit"] " edit sync reading report intake log store"
	may["tui"] = may["session"] " session"
	may["cli"] = may["tui"] " tui"

	# where a foreign header may be included, by the beginning of the path
	home["^(n?curses|term)\\.h$"] = "^src/tui/terminal"
	home["^yaml\\.h$"] = "^src/yaml/"
	home["^md4c\\.h$"] = "^src/prose/"
	home["^(cmark|jansson)\\.h$"] = "^src/(report|log)/"
	home["^uni(case|conv|ctype|gbrk|lbrk|name|norm|str|types|wbrk|width)\\.h$"] = "^src/text/"
	home["^sys/(xattr|syscall)\\.h$"] = "^src/base/fileio_system\\.c$"
	home["^sys/(inotify|vfs)\\.h$"] = "^src/base/file_watch\\.c$"
}

function complain(what) {
	print file ": " what
	bad = 1
}

{
	file = substr($0, 1, index($0, ":") - 1)
	line = substr($0, length(file) + 2)
	split(file, part, "/")
	layer = part[2]
	header = line
	sub(/^#include ["<]/, "", header)
	sub(/[">].*/, "", header)
}

!(layer in may) {
	complain("unknown layer " layer)
}

line ~ /^#include "[a-z]*\// {
	target = substr(header, 1, index(header, "/") - 1)
	if (target != layer && !index(" " may[layer] " ", " " target " "))
		complain("layer " layer " must not include " target "/")
}

line ~ /^#include "[^"]*\.c"/ {
	complain("includes " header)
}

line ~ /^#include </ {
	for (library in home)
		if (header ~ library && file !~ home[library])
			complain("<" header "> is not for here")
}

# The editing layer is given the time and reports its changes; the rest is up to its owner.
(layer == "edit") && (header ~ /^base\/fileio\.h$/ ||
		line ~ /^#include <(dirent|fcntl|poll|pthread|signal|stdio|time|unistd|sys\/.*)\.h>/) {
	complain("files, threads and clocks are not for the editing layer")
}

line ~ /^#define _(GNU|DEFAULT|BSD)_SOURCE/ && file != "src/base/fileio_system.c" {
	complain("only src/base/fileio_system.c goes beyond POSIX")
}

END {
	exit bad || NR == 0
}'
