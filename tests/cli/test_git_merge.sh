#!/bin/sh
# Merge, rebase, cherry-pick and stash in real repositories, each with and without a conflict, in
# every conflict style; and what the conflicts look like.
. "$SOURCE_ROOT/tests/cli/git.sh"

for way in merge rebase cherry_pick stash; do
	for style in merge diff3 zdiff3; do
		story="$way, $style, clean"
		before_$way clean
		git config merge.conflictStyle $style
		by_$way 0
		check_clean outage.yaml

		story="$way, $style, conflict"
		before_$way conflict
		git config merge.conflictStyle $style
		by_$way 1
		check_conflict outage.yaml $style
		decide outage.yaml
		end_$way
		value outage.yaml impact.service "Payments were slow, then gone."
		[ -z "$(git status --short | grep -v '^M  outage.yaml$')" ] || fail "something is left"
	done
done

story="the names in the markers"
sides conflict
by_merge 1
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
sides conflict
by_merge 1
cp outage.yaml "$scratch/first"
expect 0 afterword set outage.yaml title "something else"
expect 0 git checkout --merge -- outage.yaml
without_labels <outage.yaml >"$scratch/is"
without_labels <"$scratch/first" >"$scratch/wanted"
same "$scratch/is" "$scratch/wanted"

story="labels and sizes that git gives"
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
	# Before 2.44, git does not replace this placeholder.
	expect 1 afterword merge -o unlabelled -L 7 -p a.yaml -S %S -X %X -Y '' base ours theirs
	holds unlabelled '<<<<<<< ours'
	holds unlabelled '>>>>>>> theirs'
)
