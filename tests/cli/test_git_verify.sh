#!/bin/sh
# review --verify: the names on rows of the review beside the authors of the commits that brought
# them: who fits, who is forged, what a merge brought, and what cannot be compared.
. "$SOURCE_ROOT/tests/cli/git.sh"
: "${scratch:?}"

# lacks FILE TEXT
lacks() {
	! grep -qF -- "$2" "$1" || fail "'$2' is in $1"
}

# says NAME OPTIONS...: adds a row, which the shell has the id of
says() {
	AFTERWORD_NAME=$1
	export AFTERWORD_NAME
	shift
	expect 0 afterword review "$@" outage.yaml
	id=$(cat "$log")
}

commit_as() {
	GIT_AUTHOR_NAME=$1 git commit -qam "$1"
}

story="nothing to compare with"
mkdir "$scratch/plain"
cd "$scratch/plain"
document >outage.yaml
expect 2 afterword review --verify outage.yaml
holds "$log" 'outage.yaml: there is nothing to compare with: git has no commit of this file'
expect 2 afterword review --verify nosuch.yaml

cd "$scratch"
repository
story="not committed"
cp outage.yaml other.yaml
expect 2 afterword review --verify other.yaml

story="who fits"
expect 0 afterword review --verify outage.yaml
[ ! -s "$log" ] || fail "$(cat "$log")"
says 'Ida Nyman' --comment 'Since when?' --on impact.service
first=$id
expect 0 afterword review --verify outage.yaml
holds "$log" "comment $first by Ida Nyman is not committed yet"
commit_as 'ida  NYMAN'
says 'Zoë Łukasz' --agree
commit_as 'zoë łukasz'
expect 0 afterword review --verify outage.yaml
[ ! -s "$log" ] || fail "$(cat "$log")"

story="a merge brings rows of others"
git branch -f side
says 'Geda Siraj' --reply "$first" --comment 'Since eight.'
commit_as 'Geda Siraj'
git checkout -q side
says 'Olu Baker' --object 'The times are from memory'
commit_as 'Olu Baker'
git checkout -q main
GIT_AUTHOR_NAME=Mona git merge -q --no-edit side >"$log" 2>&1 || fail "does not merge"
holds outage.yaml 'Olu Baker'
expect 0 afterword review --verify outage.yaml
[ ! -s "$log" ] || fail "$(cat "$log")"

story="a forged row"
says 'Ida Nyman' --agree
line=$(grep -n '    - id:' outage.yaml | tail -1 | cut -d: -f1)
commit_as Mallory
expect 1 afterword review --verify outage.yaml
holds "$log" "outage.yaml:$line:"
holds "$log" 'says Ida Nyman; commit'
holds "$log" 'is by Mallory, not signed'
[ "$(wc -l <"$log")" = 1 ] || fail "more than that row: $(cat "$log")"

story="started by a program that does not wait for its children"
if env --ignore-signal=CHLD true 2>/dev/null; then
	expect 1 env --ignore-signal=CHLD afterword review --verify outage.yaml
	holds "$log" 'is by Mallory, not signed'
fi

story="words put into somebody's mouth"
git revert --no-edit HEAD >"$log" 2>&1
sed 's/Since eight/Since nine/' outage.yaml >edited
cp edited outage.yaml
commit_as Mallory
expect 1 afterword review --verify outage.yaml
holds "$log" 'says Geda Siraj; commit'
holds "$log" 'is by Mallory'

story="names that git itself has put right"
echo 'Geda Siraj <a@example.org> Mallory <a@example.org>' >.mailmap
expect 0 afterword review --verify outage.yaml
rm .mailmap

story="as JSON"
expect 1 afterword review --verify --format json outage.yaml
holds "$log" '"outcome": "differs"'
holds "$log" '"outcome": "fits"'
holds "$log" '"author": "Mallory"'
holds "$log" '"signature": "none"'
lacks "$log" '"signature": "unknown"'
expect 2 afterword review --verify --format xml outage.yaml
expect 2 afterword review --verify --list outage.yaml

story="a name that would control a terminal"
says 'Ida Nyman' --object 'No'
escape=$(printf '\033')
tac outage.yaml | sed "0,/by: Ida Nyman/s//by: \"Ida\\\\e[31m\"/" | tac >edited
cp edited outage.yaml
grep -q 'Ida.e.31m' outage.yaml || fail "the name was not written"
commit_as "$(printf 'Eve\033[2J')"
expect 1 afterword review --verify outage.yaml
! grep -q "$escape" "$log" || fail "an escape sequence"

story="a signature"
if command -v ssh-keygen >/dev/null && ssh-keygen -q -t ed25519 -N '' -f "$scratch/key"; then
	echo "a@example.org $(cat "$scratch/key.pub")" >"$scratch/signers"
	git config gpg.format ssh
	git config gpg.ssh.allowedSignersFile "$scratch/signers"
	git config user.signingKey "$scratch/key"
	says 'Ida Nyman' --agree
	GIT_AUTHOR_NAME=Mallory git commit -S -qam signed
	expect 1 afterword review --verify outage.yaml
	holds "$log" 'is by Mallory, with a good signature'
fi
