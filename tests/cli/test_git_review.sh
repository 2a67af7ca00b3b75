#!/bin/sh
# Two clones that review a document for a day, pull and push over a bare repository, and end equal:
# no conflict, and everything that was said is there.
. "$SOURCE_ROOT/tests/cli/git.sh"

# review CLONE NAME OPTION...: the id of what was written is in $scratch/id
review() {
	clone=$1 name=$2
	shift 2
	(cd "$scratch/$clone" && AFTERWORD_NAME=$name afterword review "$@" outage.yaml) \
		>"$scratch/id" 2>"$log" || fail "$name cannot $*"
}

# sync CLONE: commits, and merges what the other one has pushed
sync() {
	cd "$scratch/$1"
	git add -A
	git diff --cached --quiet || git commit -qm "review by $1"
	git pull -q --no-rebase --no-edit origin main >"$log" 2>&1 || fail "$1 cannot pull"
	git push -q origin main >"$log" 2>&1 || fail "$1 cannot push"
	cd "$scratch"
}

said() {
	grep -qF -- "$1" "$scratch/ida/outage.yaml" || fail "'$1' is lost"
}

story="two clones and a bare repository"
repository
git clone -q --bare . "$scratch/hub.git" 2>"$log"
for clone in ida tom; do
	git clone -q "$scratch/hub.git" "$scratch/$clone" 2>"$log"
	(cd "$scratch/$clone" && afterword git-setup --write >"$log" 2>&1)
done

hour=8
while [ $hour -lt 18 ]; do
	review ida 'Ida Nyman' --comment "ida says $hour" --on impact.service --quote 'down all day'
	ida=$(cat "$scratch/id")
	review tom 'Tom Berg' --comment "tom says $hour" --on 'timeline.events[aaaaaaaa].what'
	tom=$(cat "$scratch/id")
	review ida 'Ida Nyman' --tick more-than-one-factor --answer no --why "ida ticks $hour"
	review tom 'Tom Berg' --tick more-than-one-factor --why "tom ticks $hour"
	[ $((hour % 3)) != 0 ] || review ida 'Ida Nyman' --agree
	[ $((hour % 4)) != 0 ] || review tom 'Tom Berg' --object "tom objects $hour"
	sync ida
	sync tom
	# each answers what the other one said; both close one thread at the same time
	review tom 'Tom Berg' --reply "$ida" --comment "tom replies $hour"
	sync tom
	sync ida
	review ida 'Ida Nyman' --resolve "$tom" --comment "ida resolves $hour"
	review tom 'Tom Berg' --resolve "$tom" --comment "tom resolves $hour"
	hour=$((hour + 1))
done
sync ida
sync tom
sync ida
same "$scratch/ida/outage.yaml" "$scratch/tom/outage.yaml"

hour=8
while [ $hour -lt 18 ]; do
	for word in "ida says" "tom says" "ida ticks" "tom ticks" "tom replies" "ida resolves" \
		"tom resolves"; do
		said "$word $hour"
	done
	hour=$((hour + 1))
done
said "tom objects 16"
cd "$scratch/ida"
value outage.yaml impact.service "Payments were down all day."
! grep -q '^<<<<<<<\|^>>>>>>>' outage.yaml || fail "a conflict is left"
AFTERWORD_NAME='Ida Nyman' afterword review --list outage.yaml >"$log" || true
[ "$(grep -c ': open ' "$log")" = 10 ] || fail "other threads are open than Ida's"
afterword review --list --all outage.yaml >"$log" || true
[ "$(grep -vc ': sign-off by ' "$log")" = 20 ] || fail "there are not 20 threads"

story="everything is said by the name that git has there"
git config user.name 'Ida of this clone'
unset GIT_AUTHOR_NAME
for said in '--comment Hello' '--agree' '--tick first-sign' '--state review'; do
	# shellcheck disable=SC2086 # several words
	(cd "$scratch" && expect 0 afterword review $said ida/outage.yaml)
done
(cd "$scratch" && expect 0 afterword set ida/outage.yaml status draft)
[ "$(grep -c ' by: Ida of this clone$' outage.yaml)" = 5 ] || fail "not all by that name"
AFTERWORD_NAME=Other afterword review --ask 'Ida of this clone' outage.yaml >"$log"
grep -q ' by: Other$' outage.yaml || fail "AFTERWORD_NAME does not come first"
(cd "$scratch" && expect 1 afterword review --list --mine ida/outage.yaml)
holds "$log" 'asked'
