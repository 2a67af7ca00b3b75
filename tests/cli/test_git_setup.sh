#!/bin/sh
# What `afterword git-setup` writes and prints, and which of the user's own rules still apply.
. "$SOURCE_ROOT/tests/cli/git.sh"

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

# rules_of: makes a new repository whose .gitattributes has lines of the user
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

# shown_by FILE VALUE
shown_by() {
	[ "$(git check-attr diff -- "$1")" = "$1: diff: $2" ] ||
		fail "$1 is shown otherwise: $(git check-attr diff -- "$1")"
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
shown_by a.yaml yaml
! grep -q png "$log" || fail "a rule about other files is told of"

for rule in '*.yaml -diff' '*.y*ml diff=yaml' '* diff'; do
	rules_of "$rule"
	git check-attr diff -- a.yaml >"$scratch/wanted"
	expect 0 afterword git-setup --write
	holds "$log" ".gitattributes:1: \"$rule\" stays in force; Afterword does not diff the files it names"
	git check-attr diff -- a.yaml >"$scratch/is"
	same "$scratch/is" "$scratch/wanted"
	merged_by a.yaml afterword
	expect 0 afterword git-setup --write --override
	shown_by a.yaml afterword
done

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
shown_by a.yaml afterword
expect 0 afterword git-setup --write --override
merged_by a.yaml afterword

rules_of '*.c text'
printf '*.yaml diff=yaml\n' >"$scratch/own-attributes"
expect 0 afterword git-setup --write
merged_by a.yaml afterword
shown_by a.yaml yaml
printf '*.yaml binary\n' >"$scratch/own-attributes"
rules_of '*.c text'
expect 0 afterword git-setup --write '*.yaml'
merged_by a.yaml unset
shown_by a.yaml unset
GIT_CONFIG_GLOBAL=/dev/null

cd "$scratch"
expect 2 afterword git-setup --write
holds "$log" "not in a git repository"
GIT_CONFIG_GLOBAL=$scratch/global
expect 0 afterword git-setup --global --write
holds "$scratch/config/git/attributes" '*.yaml merge=afterword diff=afterword'
holds "$scratch/config/git/ignore" '.*.here-????????'
expect 0 git config --file "$scratch/global" merge.afterword.driver
GIT_CONFIG_GLOBAL=/dev/null

# side_files FOLDER: makes the files of a running editor, and those that it leaves for the user
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
(cd inner && expect 0 afterword git-setup --write && holds "$log" "already had the lines")
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

story="the first comment in a clone"
cd "$scratch"
rm -rf repository
git init -q -b main repository
cd repository
document >outage.yaml
said='run once in this clone: afterword git-setup --write'
expect 0 afterword review --comment 'Since when?' outage.yaml
holds "$log" "$said"
expect 0 afterword review --comment 'By whom?' outage.yaml
! grep -q git-setup "$log" || fail "said twice"
commit base
git clone -q . "$scratch/clone"
cd "$scratch/clone"
expect 0 afterword review --agree outage.yaml
holds "$log" "$said"

story="attributes without the settings, then with them"
cd "$scratch"
rm -rf clone
repository
rm -rf "$scratch/clone"
git clone -q . "$scratch/clone"
expect 0 afterword review --comment 'Since when?' outage.yaml
! grep -q git-setup "$log" || fail "it is set up"
cd "$scratch/clone"
expect 0 afterword review --tick first-sign outage.yaml
holds "$log" "$said"

story="somebody has chosen, or there is no repository"
git config --unset afterword.told
echo '*.yaml merge=union' >.gitattributes
expect 0 afterword review --comment 'Why?' outage.yaml
! grep -q git-setup "$log" || fail "it argues"
mkdir "$scratch/outside"
cd "$scratch/outside"
document >outage.yaml
expect 0 afterword review --comment 'Why?' outage.yaml
! grep -q git-setup "$log" || fail "there is no git here"
