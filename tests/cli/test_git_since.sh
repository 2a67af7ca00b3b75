#!/bin/sh
# review --since: what changed since it was read, signed, presented, in a revision, in another file;
# and who changed it, as far as git knows.
. "$SOURCE_ROOT/tests/cli/git.sh"
: "${scratch:?}"
TZ=UTC AFTERWORD_NAME='Ida Nyman'
export TZ AFTERWORD_NAME

# lacks FILE TEXT
lacks() {
	! grep -qF -- "$2" "$1" || fail "'$2' is in $1"
}

commit_as() {
	GIT_AUTHOR_NAME=$1 git commit -qam "$1"
}

# --- without git ---

mkdir "$scratch/plain"
cd "$scratch/plain"
cat >a.yaml <<END
afterword: 1
form: postmortem
title: Card payments failed
status: draft
timezone: UTC
impact:
  affected: Few people
  service: Cards
tasks:
  items:
    - id: p7c2w8da
      task: Rehearse every migration
END
cp a.yaml old.yaml

story="nothing is marked"
for what in read sign-off present HEAD nosuch ''; do
	expect 2 afterword review --since "$what" a.yaml
done
expect 2 afterword review --mark nosuch a.yaml

story="since it was read"
expect 0 afterword review --mark read a.yaml
expect 0 afterword review --since read a.yaml
holds "$log" 'Nothing has changed since you read it, 20'
afterword set a.yaml impact.affected 'Many people'
expect 1 afterword review --since read a.yaml
holds "$log" '[-Few-]{+Many+} people'
[ "$(wc -l <"$log")" = 3 ] || fail "more than that change is told: $(cat "$log")"

story="since another file"
expect 1 afterword review --since old.yaml a.yaml
sed 1d "$log" >said
expect 1 afterword diff old.yaml a.yaml
cp "$log" wanted
same wanted said

story="what is not a document"
echo 'a: [' >broken.txt
expect 2 afterword review --since broken.txt a.yaml
holds "$log" 'broken.txt:2:1: '
sed 's/^form: .*/form: other/' old.yaml >other.yaml
expect 2 afterword review --since other.yaml a.yaml
holds "$log" 'other.yaml:2:7: this file uses the form "other"'
expect 2 afterword review --since . a.yaml

story="a home that cannot be written"
expect 2 env XDG_STATE_HOME=/dev/null afterword review --mark read a.yaml
expect 0 env XDG_STATE_HOME=/dev/null afterword review --agree a.yaml
holds "$log" 'what you have signed is not remembered'
expect 0 afterword review --withdraw a.yaml

story="since it was signed"
expect 0 afterword review --agree a.yaml
expect 0 afterword review --since sign-off a.yaml
holds "$log" 'Nothing has changed since you signed it, 20'
afterword set a.yaml impact.service Refunds
expect 1 afterword review --since sign-off a.yaml
holds "$log" 'Refunds'
lacks "$log" Few
lacks "$log" 'signed off' # that was then
rm -r "$XDG_STATE_HOME/afterword/read"
expect 2 afterword review --since sign-off a.yaml
holds "$log" 'these pages have changed since: Impact'

story="the record of a meeting"
expect 0 afterword review --mark present a.yaml
afterword review --comment 'Retry with jitter' --kind idea --on impact.affected a.yaml >idea
afterword review --comment 'Who knew?' --kind question --on impact.service a.yaml >question
afterword review --comment 'Read aloud' a.yaml >id
afterword review --decline "$(cat idea)" --comment 'Too early' a.yaml >id
afterword review --tick users-told a.yaml >id
afterword review --object 'The times are from memory' a.yaml
sed 's/      task: Rehearse every migration/&\
    - id: m4x9k2ab\
      task: Alert on lock waits/' a.yaml >b.yaml
cp b.yaml a.yaml
afterword set a.yaml impact.service Cards
expect 1 afterword review --since present a.yaml
sed 1d "$log" | grep -v '^ ' | sed 's/: .*//' >said
cat >wanted <<END

Notes
Ida Nyman commented on the document

Ideas
Ida Nyman had an idea about "How many % of the users were affected?"

Questions
Ida Nyman asked about "What service was down/slow?"

Tasks
Tasks

Decisions
Ida Nyman declined a suggestion or idea about "How many % of the users were affected?"

Checklist
Ida Nyman answered yes to "Have those who were affected been told?"

Sign-offs
Ida Nyman objected

Changed answers
Impact
END
same wanted said

story="threads with something new"
afterword review --mark read a.yaml
expect 0 afterword review --list --since read a.yaml
[ ! -s "$log" ] || fail "threads without anything new"
afterword review --reply "$(cat question)" --comment 'Nobody' a.yaml >id
expect 1 afterword review --list --since read a.yaml
[ "$(wc -l <"$log")" = 1 ] || fail "not just that thread"
holds "$log" 'Who knew?'
expect 1 afterword review --list --since read --format json a.yaml
[ "$(grep -c '"kind"' "$log")" = 1 ] || fail "not just that thread"
expect 2 afterword review --list --since nosuch a.yaml

# --- with git ---

story="who changed it"
mkdir "$scratch/repo"
cd "$scratch/repo"
git init -q -b main
cp "$scratch/plain/old.yaml" a.yaml
git add a.yaml
git commit -qm one
afterword set a.yaml impact.affected 'Many people'
commit_as 'Geda Siraj'
afterword set a.yaml impact.service Refunds
expect 1 afterword review --since HEAD~1 a.yaml
holds "$log" 'Changed since HEAD~1, 2023-10-15 08:00'
holds "$log" 'by Geda Siraj, 2023-10-15 08:00'
holds "$log" 'not committed yet'
expect 1 afterword review --since HEAD a.yaml
lacks "$log" Geda

story="a revision of another form"
cp a.yaml kept.yaml
sed -i 's/^form: .*/form: other/' a.yaml
commit_as Mallory
cp kept.yaml a.yaml
expect 2 afterword review --since HEAD a.yaml
holds "$log" 'HEAD:./a.yaml:2:7: this file uses the form "other"'
git reset -q --soft HEAD~1
git reset -q

story="the same as diff"
git show HEAD~1:a.yaml >old.yaml
commit_as 'Ida Nyman'
expect 1 afterword review --since HEAD~2 --format json a.yaml
python3 -c 'import json,sys
sys.stdout.write("".join(c["text"] for c in json.load(sys.stdin)["changes"]))' <"$log" >said
expect 1 afterword diff old.yaml a.yaml
cp "$log" wanted
same wanted said

story="from another folder, and through a link"
mkdir below
ln -s ../a.yaml below/link.yaml
cd below
expect 1 afterword review --since HEAD~1 link.yaml
holds "$log" 'by Ida Nyman'
cd "$scratch/repo"

story="signed in a commit"
expect 0 afterword review --agree a.yaml
commit_as 'Ida Nyman'
rm -r "$XDG_STATE_HOME/afterword/read"
afterword set a.yaml impact.service Cards
expect 1 afterword review --since sign-off a.yaml
holds "$log" '[-Refunds-]{+Cards+}'
lacks "$log" Many

story="what is no revision"
for what in --output=pwned HEAD..HEAD HEAD:a.yaml; do
	expect 2 afterword review --since "$what" a.yaml
done
[ ! -e pwned ] || fail "an option of git's went through"

story="nothing of the user's runs"
cat >ran <<END
#!/bin/sh
touch "$scratch/pwned"
cat
END
chmod +x ran
git config core.fsmonitor "$PWD/ran"
git config diff.afterword.textconv "$PWD/ran"
git config core.pager "$PWD/ran"
printf '*.yaml diff=afterword\n' >.gitattributes
expect 1 afterword review --since HEAD~3 a.yaml
holds "$log" 'by Geda Siraj'
[ ! -e "$scratch/pwned" ] || fail "it ran something"

story="a git that hangs, and none"
mkdir "$scratch/slow" "$scratch/none"
printf '#!/bin/sh\nexec sleep 60\n' >"$scratch/slow/git"
chmod +x "$scratch/slow/git"
expect 2 env PATH="$scratch/slow:$PATH" timeout 20 afterword review --since HEAD a.yaml
holds "$log" 'git takes too long'
expect 1 env PATH="$scratch/slow:$PATH" timeout 20 afterword review --since old.yaml a.yaml
lacks "$log" '    by'
expect 2 env PATH="$scratch/none" "$AFTERWORD" review --since HEAD a.yaml
expect 1 env PATH="$scratch/none" "$AFTERWORD" review --since old.yaml a.yaml
