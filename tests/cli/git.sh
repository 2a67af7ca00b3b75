# Shared by the git tests (`. "$SOURCE_ROOT/tests/cli/git.sh"`): a scratch folder, repositories that are
# set up for Afterword, what the two sides of a merge change, and what the result must be.
set -eu

: "${AFTERWORD:?}"
. "$SOURCE_ROOT/tests/support/folder.sh"
system_path=$PATH
PATH=$(dirname "$AFTERWORD"):$PATH
HOME=$scratch
XDG_STATE_HOME=$scratch/state
XDG_CONFIG_HOME=$scratch/config
GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_CEILING_DIRECTORIES=$scratch
GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='2023-10-15T08:00:00Z'
GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_COMMITTER_DATE='2023-10-15T08:00:00Z'
GIT_EDITOR=true GIT_PAGER=cat
export PATH HOME XDG_STATE_HOME XDG_CONFIG_HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
export GIT_COMMITTER_DATE GIT_CEILING_DIRECTORIES GIT_EDITOR GIT_PAGER
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
log=$scratch/log
story=start

fail() {
	echo "$story: $*"
	cat "$log"
	git status --short 2>/dev/null || true
	exit 1
}

# expect STATUS COMMAND...: runs it, with its output in the log
expect() {
	wanted=$1
	shift
	status=0
	"$@" >"$log" 2>&1 || status=$?
	[ "$status" = "$wanted" ] || fail "'$*' ended with $status, not $wanted"
}

# holds FILE TEXT
holds() {
	grep -qF -- "$2" "$1" || {
		cat "$1"
		fail "no '$2' in $1"
	}
}

# value FILE PATH WANTED
value() {
	expect 0 afterword get -- "$1" "$2"
	[ "$(cat "$log")" = "$3" ] || fail "$2 is not '$3'"
}

same() {
	cmp "$1" "$2" >"$log" 2>&1 || {
		diff "$1" "$2" || true
		fail "$1 is not $2"
	}
}

commit() {
	git add -A
	git commit -qm "$1"
}

set_value() {
	expect 0 afterword set -- "$@"
}

document() {
	cat <<END
# kept by hand
afterword: 1
form: postmortem
title: Payments failed
severity: sev3 # as graded
timezone: UTC

impact:
  service: |
    Payments were down all day.

  affected_percent: 10

timeline:
  events:
    - id: aaaaaaaa
      at: "2023-10-15T08:30:00Z"
      what: |
        The alarm fired.
    - id: bbbbbbbb
      at: "2023-10-15T09:30:00Z"
      what: |
        Rolled back.
END
}

# kept NAME: goes into a copy of the repository that was kept by this name; fails if there is none
kept() {
	cd "$scratch"
	rm -rf repository
	[ -d "kept-$1" ] || return 1
	cp -a "kept-$1" repository
	cd repository
}

keep() {
	cp -a "$scratch/repository" "$scratch/kept-$1"
}

# Makes a repository that is set up, with a document on main, and goes into it.
repository() {
	kept set-up || {
		git init -q -b main repository
		cd repository
		expect 0 afterword git-setup --write
		keep set-up
	}
	document >"${1:-outage.yaml}"
	commit base
	git branch side
}

# --- what both sides do ---

ours_clean() {
	set_value "$1" title "Card payments failed"
	set_value "$1" impact.service "Card payments were down all day."
	set_value "$1" 'timeline.events[aaaaaaaa].what' "The alarm fired twice."
}

theirs_clean() {
	set_value "$1" severity sev1
	set_value "$1" impact.service "Payments were down all night."
	set_value "$1" 'timeline.events[bbbbbbbb].at' "2023-10-15 09:31"
	expect 0 afterword log --at "2023-10-15 10:00" -- "$1" "All is well"
	sed 's/^impact:/# asked the team\nteam: payments\n\n&/' <"./$1" >"$scratch/edited"
	cat "$scratch/edited" >"./$1"
}

check_clean() {
	value "$1" title "Card payments failed"
	value "$1" severity sev1
	value "$1" impact.service "Card payments were down all night."
	value "$1" 'timeline.events[1].what' "The alarm fired twice."
	value "$1" 'timeline.events[2].at' "2023-10-15T09:31:00+00:00"
	value "$1" 'timeline.events[3].what' "All is well"
	holds "./$1" "# kept by hand"
	holds "./$1" "severity: sev1 # as graded"
	holds "./$1" "# asked the team"
	holds "./$1" "team: payments"
	[ -z "$(git diff --name-only --diff-filter=U)" ] || fail "a conflict is left"
}

ours_conflict() {
	set_value "$1" title "Card payments failed"
	set_value "$1" impact.service "Payments were slow all day."
}

theirs_conflict() {
	set_value "$1" severity sev1
	set_value "$1" impact.service "Payments were gone all day."
}

# conflict_text STYLE
conflict_text() {
	echo '<<<<<<<'
	echo 'Payments were slow all day.'
	case $1 in *diff3)
		echo '|||||||'
		echo 'Payments were down all day.'
		;;
	esac
	echo '======='
	echo 'Payments were gone all day.'
	echo '>>>>>>>'
}

# Removes the labels from marker lines.
without_labels() {
	sed -e 's/^\( *<<<<<<<\) .*/\1/' -e 's/^\( *|||||||\) .*/\1/' -e 's/^\( *>>>>>>>\) .*/\1/'
}

# check_conflict FILE STYLE
check_conflict() {
	[ "$(git diff --name-only --diff-filter=U)" = "$1" ] || fail "git knows of no conflict"
	expect 0 afterword get "$1" impact.service
	without_labels <"$log" >"$scratch/is"
	conflict_text "$2" >"$scratch/wanted"
	same "$scratch/is" "$scratch/wanted"
	value "$1" title "Card payments failed"
	value "$1" severity sev1
	holds "$1" "# kept by hand"
	expect 1 afterword check "$1"
	grep -qE "^$1:[0-9]+:[0-9]+: error: .*\[open-conflict\]$" "$log" || fail "check is silent"
}

# decide FILE: resolves the conflict, and checks that none is left
decide() {
	set_value "$1" impact.service "Payments were slow, then gone."
	afterword check "$1" >"$log" || true
	grep -q open-conflict "$log" && fail "a conflict is still reported"
	git add "$1"
}

# --- the ways git merges ---

# Makes a repository with both sides committed, and main checked out.
sides() {
	kept "$1" && return
	repository
	git checkout -q side
	"theirs_$1" outage.yaml
	commit side
	git checkout -q main
	"ours_$1" outage.yaml
	commit main
	keep "$1"
}

# The same with their changes in a stash.
stashed() {
	kept "stashed-$1" && return
	repository
	"theirs_$1" outage.yaml
	expect 0 git stash
	"ours_$1" outage.yaml
	commit main
	keep "stashed-$1"
}

before_merge() { sides "$1"; }
before_rebase() {
	sides "$1"
	git checkout -q side
}
before_cherry_pick() { sides "$1"; }
before_stash() { stashed "$1"; }

by_merge() { expect "$1" git merge side; }
by_rebase() { expect "$1" git rebase main; }
by_cherry_pick() { expect "$1" git cherry-pick side; }
by_stash() { expect "$1" git stash pop; }

end_merge() { expect 0 git commit -qm merged; }
end_rebase() { expect 0 git rebase --continue; }
end_cherry_pick() { expect 0 git cherry-pick --continue; }
end_stash() { expect 0 git stash drop; }
