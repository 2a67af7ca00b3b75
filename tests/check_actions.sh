#!/bin/sh
# Every action has a constant, a row in the table of actions, and a row in the table of whatever does
# it: the editor or the session, but not both, and the screen for what these leave to it.
#
#   check_actions.sh ROOT
set -u
cd "$1" || exit 2

awk '
FILENAME ~ /action\.h$/ && /^\tACTION_[A-Z0-9_]+,$/ {
	actions[++n] = substr($1, 1, length($1) - 1)
}

/^\t\[ACTION_[A-Z0-9_]+\] =/ {
	rows[FILENAME, substr($1, 2, length($1) - 2)]++
}

function complain(action, what) {
	print action " " what
	bad = 1
}

END {
	for (i = 1; i <= n; i++) {
		action = actions[i]
		below = rows["src/edit/actions.c", action] + rows["src/session/actions.c", action]
		above = rows["src/tui/screen_actions.c", action]
		if (rows["src/keys/action.c", action] != 1)
			complain(action, "needs one row in src/keys/action.c")
		if (action != "ACTION_NONE" && below + above == 0)
			complain(action, "is done by nobody: it needs a row in src/edit/actions.c, " \
				"src/session/actions.c or src/tui/screen_actions.c")
		if (below > 1 || above > 1)
			complain(action, "is done twice")
	}
	exit bad || n < 2
}' include/keys/action.h src/keys/action.c src/edit/actions.c src/session/actions.c \
	src/tui/screen_actions.c
