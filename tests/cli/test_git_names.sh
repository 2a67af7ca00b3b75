#!/bin/sh
# Files with strange names, forms beside the document, and git diff and log.
. "$SOURCE_ROOT/tests/cli/git.sh"

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
