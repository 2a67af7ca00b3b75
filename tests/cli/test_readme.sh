#!/bin/sh
# Runs the commands in the README's sh blocks one after another in a scratch folder, and fails if
# one of them fails. Left out are bootstrap, which runs this test, and the editor, which has the
# screen tests.
set -eu

: "${AFTERWORD:?}" "${SOURCE_ROOT:?}"
. "$SOURCE_ROOT/tests/support/folder.sh"
cd "$scratch"

PATH=$(dirname "$AFTERWORD"):$PATH
HOME=$scratch
XDG_STATE_HOME=$scratch/state
XDG_CONFIG_HOME=$scratch/config
export PATH HOME XDG_STATE_HOME XDG_CONFIG_HOME

printf 'Summary\nDuration of the outage:\nStart: 10/15/2023, 8:00 AM\n' >old-report.txt

awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside && NF' \
	"$SOURCE_ROOT/README.md" >commands

ran=0
while IFS= read -r command; do
	case $command in
	'./bootstrap '* | 'afterword outage.yaml') continue ;;
	esac
	echo "\$ $command"
	sh -c "$command" </dev/null || {
		echo "failed with $?: $command"
		exit 1
	}
	ran=$((ran + 1))
done <commands
[ "$ran" -ge 5 ] || {
	echo "only $ran commands found in README.md: are its blocks marked sh?"
	exit 1
}

# They did what the README says.
grep -q 'severity: sev1' outage.yaml
grep -q 'Rolled back the migration' outage.md
grep -q "2023-10-15T08:00:00+00:00" old.yaml
"$SOURCE_ROOT/bootstrap" deps --print | grep -qx libyaml-dev
