#!/bin/sh
# Runs the commands in the sh blocks of docs/recipes.md one after another, and looks at what they
# made. Ends with 77, which meson counts as skipped, where pandoc or WeasyPrint is not installed.
set -eu

: "${AFTERWORD:?}" "${SOURCE_ROOT:?}"
for program in pandoc weasyprint; do
	command -v "$program" >/dev/null || {
		echo "$program is not installed"
		exit 77
	}
done
. "$SOURCE_ROOT/tests/support/folder.sh"
cd "$scratch"
PATH=$(dirname "$AFTERWORD"):$PATH
HOME=$scratch
XDG_CONFIG_HOME=$scratch/config
export PATH HOME XDG_CONFIG_HOME
cp "$SOURCE_ROOT/docs/examples/payments-outage.yaml" outage.yaml

fail() {
	echo "$*"
	exit 1
}

awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside && NF' \
	"$SOURCE_ROOT/docs/recipes.md" >commands
ran=0
while IFS= read -r command; do
	echo "\$ $command"
	sh -c "$command" </dev/null >said 2>&1 || fail "failed: $command: $(cat said)"
	ran=$((ran + 1))
done <commands
[ "$ran" -ge 10 ] || fail "only $ran commands found: are the blocks marked sh?"

# Each has the title and the last task, and the tables are tables.
for file in outage.docx outage.odt outage.wiki outage.jira outage.txt; do
	case $file in
	*.docx | *.odt) pandoc -t plain --columns 500 -o shown "$file" ;;
	*) tr '\n' ' ' <"$file" >shown ;;
	esac
	tr -s ' \n' ' ' <shown >line
	grep -q 'Card payments failed for thirty hours' line || fail "$file has no title"
	grep -q '27 h 10 min' line || fail "$file has no figures"
done
grep -q '^|| Task || Owner ||' outage.jira || fail 'the tasks are no table in Jira'
! grep -q '{anchor' outage.jira || fail 'Jira would show anchors'
grep -q '^- \[x\]' issue.md || fail 'the tasks are no boxes'
grep -q '^id,' outage.tasks.csv || fail 'no tasks as CSV'
grep -q 'href="outage.html"' docs/index.html || fail 'the list does not lead to the report'
! grep -q 'Database administration' docs/*.html || fail 'a public page names an owner'
