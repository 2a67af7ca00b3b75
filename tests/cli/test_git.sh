#!/bin/sh
# Real repositories, set up by `afterword git-setup --write`: merge, rebase, cherry-pick and
# stash, each clean and in conflict, in every conflict style; what git shows; strange names;
# files that are no documents; and what is left when the driver cannot do its work.
set -eu

: "${AFTERWORD:?}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
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

# expect STATUS COMMAND...: its output goes to the log
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

# A repository with a document on main, set up; ends in its folder.
repository() {
	cd "$scratch"
	rm -rf repository
	git init -q -b main repository
	cd repository
	expect 0 afterword git-setup --write
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

# Marker lines without their labels.
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

# decide FILE: and what was decided is what is left
decide() {
	set_value "$1" impact.service "Payments were slow, then gone."
	afterword check "$1" >"$log" || true
	grep -q open-conflict "$log" && fail "a conflict is still reported"
	git add "$1"
}

# --- the ways git merges ---

# Both sides committed; main is checked out.
sides() {
	git checkout -q side
	"theirs_$1" outage.yaml
	commit side
	git checkout -q main
	"ours_$1" outage.yaml
	commit main
}

by_merge() {
	sides "$1"
	expect "$2" git merge side
}

by_rebase() {
	sides "$1"
	git checkout -q side
	expect "$2" git rebase main
}

by_cherry_pick() {
	sides "$1"
	expect "$2" git cherry-pick side
}

by_stash() {
	"theirs_$1" outage.yaml
	expect 0 git stash
	"ours_$1" outage.yaml
	commit main
	expect "$2" git stash pop
}

end_merge() { expect 0 git commit -qm merged; }
end_rebase() { expect 0 git rebase --continue; }
end_cherry_pick() { expect 0 git cherry-pick --continue; }
end_stash() { expect 0 git stash drop; }

for way in merge rebase cherry_pick stash; do
	for style in merge diff3 zdiff3; do
		story="$way, $style, clean"
		repository
		git config merge.conflictStyle $style
		by_$way clean 0
		check_clean outage.yaml

		story="$way, $style, conflict"
		repository
		git config merge.conflictStyle $style
		by_$way conflict 1
		check_conflict outage.yaml $style
		decide outage.yaml
		end_$way
		value outage.yaml impact.service "Payments were slow, then gone."
		[ -z "$(git status --short | grep -v '^M  outage.yaml$')" ] || fail "something is left"
	done
done

story="the names in the markers"
repository
by_merge conflict 1
holds outage.yaml "<<<<<<< HEAD"
holds outage.yaml ">>>>>>> side"

story="a choice in conflict"
repository
git checkout -q side
set_value outage.yaml severity sev1
commit side
git checkout -q main
set_value outage.yaml severity sev2
commit main
expect 1 git merge side
expect 1 afterword check outage.yaml
holds "$log" "[open-conflict]"
set_value outage.yaml severity sev2
value outage.yaml severity sev2
holds outage.yaml "# as graded"

story="both added it"
repository
git checkout -q side
document >new.yaml
set_value new.yaml severity sev1
commit side
git checkout -q main
document >new.yaml
set_value new.yaml impact.affected_percent 20
commit main
git merge side >"$log" 2>&1 || true
holds new.yaml sev1
holds new.yaml 20
[ "$(afterword get new.yaml title)" = "Payments failed" ] || fail "it is no document any more"

story="two bases, themselves in conflict"
repository
sides conflict
first=$(git rev-parse main)
expect 1 git merge side
set_value outage.yaml impact.service "The first decision."
commit "first decision"
git checkout -q side
expect 1 git merge "$first"
set_value outage.yaml impact.service "The second decision."
commit "second decision"
git checkout -q main
expect 1 git merge side
expect 0 afterword get outage.yaml impact.service
without_labels <"$log" >"$scratch/is"
printf '%s\n' '<<<<<<<' 'The first decision.' ======= 'The second decision.' '>>>>>>>' \
	>"$scratch/wanted"
same "$scratch/is" "$scratch/wanted"

story="taking a conflict back, and merging once more"
repository
by_merge conflict 1
cp outage.yaml "$scratch/first"
expect 0 afterword set outage.yaml title "something else"
expect 0 git checkout --merge -- outage.yaml
without_labels <outage.yaml >"$scratch/is"
without_labels <"$scratch/first" >"$scratch/wanted"
same "$scratch/is" "$scratch/wanted"

story="labels and sizes that git gives"
repository
sides conflict
git show main:outage.yaml >"$scratch/ours"
git show side:outage.yaml >"$scratch/theirs"
git show main~:outage.yaml >"$scratch/base"
(
	cd "$scratch"
	GIT_CONFIG_GLOBAL=$scratch/styled
	git config --global merge.conflictStyle diff3
	expect 1 afterword merge -o labelled -L 9 -p a.yaml -S Old -X "It's mine" -Y 'Your $(x)' \
		base ours theirs
	holds labelled "<<<<<<<<< It's mine"
	holds labelled '||||||||| Old'
	holds labelled '>>>>>>>>> Your $(x)'
	# git before 2.44 leaves what it does not know as it is.
	expect 1 afterword merge -o unlabelled -L 7 -p a.yaml -S %S -X %X -Y '' base ours theirs
	holds unlabelled '<<<<<<< ours'
	holds unlabelled '>>>>>>> theirs'
)

# --- names ---

for name in 'with blanks.yaml' "it's \"quoted\".yaml" -dash.yaml '$(touch pwned).yaml' \
	"$(printf 'esc\033[31mape.yaml')" "$(printf 'new\nline.yaml')" 'a;b&c|d.yaml' \
	"$(printf '\303\251t\303\251.yaml')" '%O %A.yaml' '*.yaml'; do
	story="the name $name"
	repository "$name"
	git checkout -q side
	theirs_clean "$name"
	commit side
	git checkout -q main
	ours_clean "$name"
	expect 0 git diff
	holds "$log" "+    Card payments failed"
	commit main
	expect 0 git merge side
	check_clean "$name"
	[ ! -e pwned ] || fail "the shell read a file name"
done

# --- what is no document ---

# other_file BASE OURS THEIRS: the same merge with git alone and with the driver, in $style and with
# markers of $size signs
other_file() {
	for who in git driver; do
		cd "$scratch"
		rm -rf "$who"
		git init -q -b main "$who"
		cd "$who"
		[ "$who" = git ] || expect 0 afterword git-setup --write
		git config merge.conflictStyle "$style"
		echo "* conflict-marker-size=$size" >.git/info/attributes
		printf "$1" >other.yaml
		commit base
		git branch side
		printf "$2" >other.yaml
		commit main
		git checkout -q side
		printf "$3" >other.yaml
		commit side
		git checkout -q main
		status=0
		git merge side >"$log" 2>&1 || status=$?
		echo $status >>"$log.status"
		git status --short -- other.yaml >>"$log.status"
		sed 's/^\(|||||||*\) .*/\1/' <other.yaml >"$scratch/other.$who"
	done
	same "$scratch/other.git" "$scratch/other.driver"
	[ "$(sort -u "$log.status" | wc -l)" -le 2 ] || fail "git would have ended otherwise"
	rm "$log.status"
}

for style in merge diff3 zdiff3; do
	story="other files, $style"
	size=12
	other_file 'a: 1\nb: 2\n' 'a: 2\nb: 2\n' 'a: 3\nb: 2\n'
	size=7
	other_file 'a: 1\nb: 2\nc: 3\n' 'a: 2\nb: 2\nc: 3\n' 'a: 1\nb: 2\nc: 4\n'
	other_file 'a: 1\nb: 2\n' 'a: 2\nb: 2\n' 'a: 3\nb: 2\n'
	other_file 'a: 1\nb: 2\n' 'x: 0\na: 2\nb: 2\n' 'x: 0\na: 3\nb: 2\n'
	other_file 'a: 1' 'a: 2' 'a: 3'
	other_file 'a: 1\n' 'a: 2' 'a: 3\n'
	other_file 'a: 1\r\nb: 2\r\n' 'a: 2\r\nb: 2\r\n' 'a: 3\r\nb: 2\r\n'
	other_file 'a: 1\r\nb: 2\r\n' 'a: 1\nb: 2\n' 'a: 3\r\nb: 2\r\n'
	other_file '\357\273\277a: 1\n' '\357\273\277a: 2\n' '\357\273\277a: 3\n'
	other_file '' 'a: 2\n' 'a: 3\n'
	other_file 'a: 1\n' '' 'a: 3\n'
	other_file 'a\0b\n' 'a\0c\n' 'a\0d\n'
	other_file '\377\n1\n' '\377\n2\n' '\377\n3\n'
	# Documents on some sides only, or of another form.
	other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
		'afterword: 1\nform: postmortem\ntitle: [\n' \
		'afterword: 1\nform: postmortem\ntitle: c\n'
	other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
		'afterword: 1\nform: postmortem\ntitle: b\n' 'title: c\n'
	other_file 'afterword: 1\nform: nowhere\ntitle: a\n' \
		'afterword: 1\nform: nowhere\ntitle: b\n' 'afterword: 1\nform: nowhere\ntitle: c\n'
	other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
		'afterword: 1\nform: postmortem\ntitle: b\ntitle: b\n' \
		'afterword: 1\nform: postmortem\ntitle: c\n'
done

# --- forms beside the document ---

story="a form beside the document"
repository
mkdir -p team/forms
cat >team/forms/mini.yaml <<END
form: mini
title: Mini
pages:
  - key: only
    title: Only
    fields:
      - {key: one, path: one, ask: The first, kind: line}
      - {key: two, path: two, ask: The second, kind: line}
END
printf 'afterword: 1\nform: mini\none: a\ntwo: b\n' >team/short.yaml
commit mini
git checkout -qB side
set_value team/short.yaml one A
commit side
git checkout -q main
git merge -q --ff-only side~1
set_value team/short.yaml two B
commit main
expect 0 git merge side
value team/short.yaml one A
value team/short.yaml two B
expect 0 git diff HEAD~1 -- team/short.yaml
holds "$log" "Only: The first"
(cd team && expect 0 git diff HEAD~1 -- short.yaml && holds "$log" "Only: The first")

# --- what git shows ---

story="git diff and git log"
repository
set_value outage.yaml severity sev1
expect 0 git diff
holds "$log" "+    sev1"
grep -q "^@@.*" "$log" || fail "no hunk"
commit later
expect 0 git log -p -1
holds "$log" "-    sev3"
printf 'x: 1\n' >other.yaml
commit other
printf 'x: 2\n' >other.yaml
git diff >"$scratch/is"
git diff --no-textconv >"$scratch/wanted"
same "$scratch/is" "$scratch/wanted"

# --- set-up ---

story="set-up"
repository
cp .git/config "$scratch/config-once"
cp .gitattributes "$scratch/attributes-once"
cp .git/info/exclude "$scratch/exclude-once"
expect 0 afterword git-setup --write
same .git/config "$scratch/config-once"
same .gitattributes "$scratch/attributes-once"
same .git/info/exclude "$scratch/exclude-once"
! grep -q 'not on the PATH' "$log" || fail "said to be missing from the PATH"
PATH=$system_path expect 0 "$AFTERWORD" git-setup --write
holds "$log" 'afterword is not on the PATH'

cd "$scratch"
rm -rf printed
git init -q -b main printed
cd printed
cp .git/config "$scratch/config-before"
afterword git-setup >"$scratch/commands"
same .git/config "$scratch/config-before"
[ ! -e .gitattributes ] || fail "it wrote without being told"
! grep -q here- .git/info/exclude || fail "it excluded without being told"
holds "$scratch/commands" '# .*.here-????????'
expect 0 sh "$scratch/commands"
git config --get-regexp '^(merge|diff)\.' >"$scratch/is"
git -C ../repository config --get-regexp '^(merge|diff)\.' >"$scratch/wanted"
same "$scratch/is" "$scratch/wanted"

printf '*.c text' >.gitattributes
mkdir inner
(cd inner && expect 0 afterword git-setup --write 'post mortems/*.yaml' '"x"' '#y')
printf '%s\n' '*.c text' '"post mortems/*.yaml" merge=afterword diff=afterword' \
	'"\"x\"" merge=afterword diff=afterword' '"#y" merge=afterword diff=afterword' \
	>"$scratch/wanted"
same .gitattributes "$scratch/wanted"
[ "$(git check-attr merge -- 'post mortems/a.yaml')" = "post mortems/a.yaml: merge: afterword" ] ||
	fail "git reads the pattern otherwise"
expect 2 afterword git-setup --write "$(printf 'a\nb')"
rm .gitattributes
echo keep >"$scratch/target"
ln -s "$scratch/target" .gitattributes
expect 2 afterword git-setup --write
[ "$(cat "$scratch/target")" = keep ] || fail "it wrote through a link"

# rules_of: a fresh repository with lines of the user's in .gitattributes
rules_of() {
	cd "$scratch"
	rm -rf rules
	git init -q -b main rules
	cd rules
	printf '%s\n' "$@" >.gitattributes
}

# merged_by FILE VALUE
merged_by() {
	[ "$(git check-attr merge -- "$1")" = "$1: merge: $2" ] ||
		fail "$1 is merged otherwise: $(git check-attr merge -- "$1")"
}

story="rules of the user's own"
for rule in '*.yaml -merge' '*.y*ml merge=union' '* binary' '/secret* merge=binary' \
	'"secret one.yaml" -merge'; do
	rules_of '*.c text' "$rule" '*.h text'
	git check-attr merge -- 'secret one.yaml' >"$scratch/wanted"
	expect 0 afterword git-setup --write
	holds "$log" ".gitattributes:2: \"$rule\" stays in force"
	holds "$log" "--override"
	git check-attr merge -- 'secret one.yaml' >"$scratch/is"
	same "$scratch/is" "$scratch/wanted"
	cp .gitattributes "$scratch/wanted"
	expect 0 afterword git-setup --write
	same .gitattributes "$scratch/wanted"
	expect 0 afterword git-setup --write --override
	holds "$log" "is overridden"
	merged_by 'secret one.yaml' afterword
	cp .gitattributes "$scratch/wanted"
	expect 0 afterword git-setup --write --override
	same .gitattributes "$scratch/wanted"
	expect 0 afterword git-setup --write
	same .gitattributes "$scratch/wanted"
	merged_by 'secret one.yaml' afterword
done
rules_of 'docs/*.yaml -merge' '*.png binary' '*.yaml diff=yaml'
expect 0 afterword git-setup --write
merged_by docs/a.yaml unset
merged_by a.yaml afterword
! grep -q png "$log" || fail "a rule about other files is told of"

rules_of '[attr]frozen -merge -diff' '*.yaml frozen'
expect 0 afterword git-setup --write
merged_by a.yaml unset
holds "$log" ':2: "*.yaml frozen" stays in force'

story="rules in other files of git's"
rules_of '*.c text'
mkdir -p docs .git/info
printf '*.yaml merge=union\n' >docs/.gitattributes
printf 'a.yaml -merge\n' >.git/info/attributes
expect 0 afterword git-setup --write
holds "$log" 'docs/.gitattributes:1: "*.yaml merge=union" stays in force'
holds "$log" 'info/attributes:1: "a.yaml -merge" stays in force'
merged_by docs/b.yaml union
merged_by a.yaml unset
merged_by b.yaml afterword

rules_of '*.c text'
printf '*.yaml merge=union\n' >"$scratch/own-attributes"
git config core.attributesFile "$scratch/own-attributes"
GIT_CONFIG_GLOBAL=$scratch/own-config
git config --global core.attributesFile "$scratch/own-attributes"
expect 0 afterword git-setup --write
holds "$log" 'own-attributes:1: "*.yaml merge=union" stays in force'
merged_by a.yaml union
merged_by a.yml afterword
[ "$(git check-attr diff -- a.yaml)" = "a.yaml: diff: afterword" ] || fail "it is shown otherwise"
expect 0 afterword git-setup --write --override
merged_by a.yaml afterword
GIT_CONFIG_GLOBAL=/dev/null

cd "$scratch"
expect 2 afterword git-setup --write
holds "$log" "no git repository"
GIT_CONFIG_GLOBAL=$scratch/global
expect 0 afterword git-setup --global --write
holds "$scratch/config/git/attributes" '*.yaml merge=afterword diff=afterword'
holds "$scratch/config/git/ignore" '.*.here-????????'
expect 0 git config --file "$scratch/global" merge.afterword.driver
GIT_CONFIG_GLOBAL=/dev/null

# side_files FOLDER: what a running editor has there, and what it leaves to the user
side_files() {
	touch "$1/.outage.yaml.here-k3f9q2mx" "$1/.outage.yaml.k3f9q2mx.tmp" \
		"$1/.outage.yaml.k3f9q2mx.bak" "$1/outage.mine-140307.yaml"
}

story="what an open editor has beside a document"
repository
side_files .
[ "$(git status --short)" = "?? outage.mine-140307.yaml" ] || fail "git shows other files"

story="excludes that are there already"
cd "$scratch"
rm -rf excluding excluding-tree
git init -q -b main excluding
cd excluding
printf '*.log' >.git/info/exclude
mkdir inner
(cd inner && expect 0 afterword git-setup --write)
printf '%s\n' '*.log' '.*.here-????????' '.*.????????.tmp' '.*.????????.bak' >"$scratch/wanted"
same .git/info/exclude "$scratch/wanted"
(cd inner && expect 0 afterword git-setup --write && holds "$log" "had the lines already")
same .git/info/exclude "$scratch/wanted"
rm -r .git/info
expect 0 afterword git-setup --write
[ -s .git/info/exclude ] || fail "the folder was not made"

story="excludes of a worktree"
rm -r .git/info
commit first
git worktree add -q ../excluding-tree
cd ../excluding-tree
expect 0 afterword git-setup --write
side_files .
[ "$(git status --short)" = "?? outage.mine-140307.yaml" ] || fail "git shows other files"

# --- when it cannot be done ---

story="no afterword where git runs"
repository
sides conflict
PATH=$system_path expect 1 git merge side
holds outage.yaml "<<<<<<<"
holds outage.yaml "gone"
holds outage.yaml "slow"
PATH=$system_path expect 0 git diff
PATH=$system_path expect 0 git log -p

story="trouble"
cd "$scratch"
for side in base ours theirs; do
	document >$side
done
set_value ours title Ours
set_value theirs severity sev1
cp ours ours.kept
expect 129 afterword merge base ours
expect 129 afterword merge --unknown base ours theirs
expect 129 afterword merge -L seven base ours theirs
expect 130 afterword merge base ours missing
(
	ulimit -f 0
	afterword merge base ours theirs 2>/dev/null
) && fail "a full disk was not noticed"
same ours ours.kept
# git dies of its settings, with a status that would say "conflicts": ours is no empty file then.
for side in base ours theirs; do
	echo "not a document: $side" >text-$side
done
cp text-ours text-kept
echo '[merge' >broken
GIT_CONFIG_GLOBAL=$scratch/broken expect 130 afterword merge text-base text-ours text-theirs
same text-ours text-kept
GIT_CONFIG_GLOBAL=/dev/null
# A conflict of binary files is one, not a failure: ours is left to be decided about.
for side in base ours theirs; do
	printf 'a\0%s' $side >binary-$side
done
cp binary-ours binary-kept
expect 1 afterword merge binary-base binary-ours binary-theirs
holds "$log" 'cannot merge binary files'
same binary-ours binary-kept
expect 0 afterword merge -o result base ours theirs
same ours ours.kept
afterword merge -o - base ours theirs >printed.yaml
same printed.yaml result
expect 0 afterword merge base ours theirs
same ours result

# Killed at each call that can change a file: ours is the old one or the whole new one.
story="killed on the way"
calls=openat,write,pwrite64,fsync,fdatasync,fchmod,fchown,linkat,unlinkat,renameat,renameat2,close
if strace -qq -o /dev/null true 2>"$log"; then
	n=0
	status=137
	while [ $status -ne 0 ]; do
		cp ours.kept ours
		n=$((n + 1))
		status=0
		ASAN_OPTIONS=detect_leaks=0 strace -qq -o /dev/null -e trace=$calls -e inject=$calls:signal=KILL:when=$n \
			afterword merge base ours theirs 2>"$log" || status=$?
		[ $n -lt 500 ] || fail "there is no end"
		cmp -s ours ours.kept || same ours result
	done
	[ $n -ge 10 ] || fail "only $n calls seen"
	rm -f .ours.*
else
	echo "not killed: strace does not work here"
fi

echo "all stories told"
