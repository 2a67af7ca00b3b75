#!/bin/sh
# What ./bootstrap says where it cannot help: each time a plain sentence, the packages,
# and a failure. Its helpers are stand-ins, nothing is installed.
#
#   check_bootstrap.sh ROOT
set -u
cd "$1" || exit 2
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
bad=0

# stand_in NAME COMMANDS: a program of that name, first on the path
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tools/$1"
	chmod +x "$tools/$1"
}

# only NAME...: the real programs that are to be found
only() {
	rm -f "$tools"/*
	for name; do
		ln -s "$(command -v "$name")" "$tools/$name"
	done
}

# expect SENTENCE: ./bootstrap deps fails, says it and lists the packages
expect() {
	said=$(PATH=$tools "$tools/sh" ./bootstrap deps 2>&1) &&
		{ echo "did not fail where it should say: $1"; bad=1; }
	case $said in
	*"$1"*libyaml-dev*) ;;
	*) printf 'does not say "%s" with the packages, but:\n%s\n' "$1" "$said"; bad=1 ;;
	esac
}

basics='sh dirname mktemp rm awk tail env cat'

only $basics
expect 'this is no Debian or Ubuntu system'

only $basics
stand_in dpkg-query 'exit 1'
stand_in apt-get 'exit 1'
stand_in id 'echo 1000'
expect 'needs root, and there is no sudo'

only $basics
stand_in dpkg-query 'exit 1'
stand_in apt-get 'exit 100'
stand_in id 'echo 0'
expect 'no package registry is reached'

only $basics
stand_in dpkg-query 'exit 1'
stand_in apt-get '[ "$1" = update ]'
stand_in id 'echo 0'
expect 'apt-get could not install'

exit $bad
