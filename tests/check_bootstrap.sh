#!/bin/sh
# Where ./bootstrap cannot help it fails with a sentence and the packages to install. The programs it
# calls are stand-ins here, so nothing is installed.
#
#   check_bootstrap.sh ROOT
set -u
cd "$1" || exit 2
. tests/support/folder.sh
tools=$scratch/tools
build=$scratch/build
mkdir "$tools" "$build"
bad=0

# stand_in NAME COMMANDS: makes a program of that name, first on the path
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tools/$1"
	chmod +x "$tools/$1"
}

# only NAME...: makes these the only programs on the path
only() {
	rm -f "$tools"/*
	for name; do
		ln -s "$(command -v "$name")" "$tools/$name"
	done
}

# expect SENTENCE: ./bootstrap deps must fail with it and a list of the packages
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
expect 'this is not a Debian or Ubuntu system'

# Without root it prints one command to paste, with everything that is missing.
only $basics
stand_in dpkg-query 'case $* in *libyaml-dev) echo install ok installed ;; *) exit 1 ;; esac'
stand_in apt-get 'exit 1'
stand_in id 'echo 1000'
said=$(PATH=$tools "$tools/sh" ./bootstrap deps 2>&1) && bad=1
line='  apt-get install -y --no-install-recommends gcc libc6-dev meson ninja-build pkg-config'
case $said in
*'needs root, and there is no sudo'*"
$line "*libunistring-dev*) ;;
*) printf 'no line to paste, but:\n%s\n' "$said"; bad=1 ;;
esac
case $said in
*libyaml-dev*) printf 'names what is there:\n%s\n' "$said"; bad=1 ;;
esac

only $basics
stand_in dpkg-query 'exit 1'
stand_in apt-get 'exit 100'
stand_in id 'echo 0'
expect 'no package registry can be reached'

only $basics
stand_in dpkg-query 'exit 1'
stand_in apt-get '[ "$1" = update ]'
stand_in id 'echo 0'
expect 'apt-get could not install'

# ran PATTERN: was a stand-in called like this?
ran() {
	grep -q -- "$1" "$tools/log" && return
	printf 'did not run "%s", but:\n' "$1"
	cat "$tools/log"
	bad=1
}

# .ci/run installs nothing itself: what it needs is listed in bootstrap.
if grep -n 'apt-get' .ci/run; then
	echo '.ci/run installs by itself; the list of packages is in bootstrap'
	bad=1
fi
grep -qx '\./bootstrap deps --all' .ci/run || { echo '.ci/run does not call deps --all'; bad=1; }
for name in clang-format clang-tidy gcovr tmux libclang-rt-dev libyaml-dev strace; do
	./bootstrap deps --all --print | grep -qx "$name" ||
		{ echo "deps --all lacks $name"; bad=1; }
done
if ./bootstrap deps --print | grep -x clang; then
	echo 'deps names what only .ci/run needs'
	bad=1
fi

# A file that is not the axe-core that is meant is not kept.
only $basics mkdir tar gzip sha256sum
stand_in dpkg-query 'echo install ok installed'
stand_in apt-get 'exit 1'
stand_in npm 'version=${4#*@}; mkdir package; echo other >package/axe.min.js
tar -czf "axe-core-$version.tgz" package'
mkdir "$scratch/copy"
cp bootstrap "$scratch/copy"
said=$(PATH=$tools "$tools/sh" "$scratch/copy/bootstrap" deps --all 2>&1) &&
	{ echo 'takes any file for axe-core'; bad=1; }
case $said in
*'its hash differs'*) ;;
*) printf 'does not say that the hash differs, but:\n%s\n' "$said"; bad=1 ;;
esac
[ ! -e "$scratch/copy/.cache/axe-core.min.js" ] || { echo 'keeps a wrong axe-core'; bad=1; }

# `./bootstrap run` installs and builds only what that needs. `script` gives it a terminal.
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	only $basics grep cp mkdir chmod cc pkg-config
	stand_in dpkg-query 'exit 1'
	stand_in apt-get "echo apt-get \"\$@\" >>$tools/log"
	stand_in id 'echo 0'
	stand_in meson "echo meson \"\$@\" >>$tools/log; : >$build/build.ninja"
	stand_in ninja "echo ninja \"\$@\" >>$tools/log
mkdir -p $build/src/cli; printf '#!/bin/sh\necho started\n' >$build/src/cli/afterword
chmod +x $build/src/cli/afterword"
	said=$(script -qec "env PATH=$tools BUILD_DIR=$build $tools/sh ./bootstrap run" /dev/null </dev/null 2>&1)
	case $said in
	*'installing with apt-get: gcc'*'setting up the build'*'building in'*started*) ;;
	*) printf 'does not say what it does, but:\n%s\n' "$said"; bad=1 ;;
	esac
	ran 'apt-get install.* libyaml-dev'
	ran 'meson setup .*-Dtests=disabled'
	ran 'ninja .*src/cli/afterword$'
	if grep -E 'cmocka|vterm|strace|scdoc' "$tools/log"; then
		echo 'installs what only tests and manuals need'
		bad=1
	fi
fi

exit $bad
