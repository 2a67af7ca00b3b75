#!/bin/sh
# A PDF as WeasyPrint makes it: with title, authors and page numbers, and without a connection to
# any internet address. Ends with 77, which meson counts as skipped, where WeasyPrint or what looks
# at its work is not installed.
set -eu

: "${AFTERWORD:?}" "${SOURCE_ROOT:?}"
for program in weasyprint pdfinfo pdftotext strace; do
	command -v "$program" >/dev/null || {
		echo "$program is not installed"
		exit 77
	}
done
. "$SOURCE_ROOT/tests/support/folder.sh"
cd "$scratch"

fail() {
	echo "$*"
	exit 1
}

cp "$SOURCE_ROOT/docs/examples/payments-outage.yaml" outage.yaml
# The leak sanitizer cannot work below strace.
ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o calls -e trace=connect "$AFTERWORD" export -o outage.pdf outage.yaml
! grep -E 'sa_family=AF_INET' calls || fail 'printing connects to an internet address'

pdfinfo outage.pdf >info
grep -q '^Title: .*Card payments failed for thirty hours' info || fail 'no title'
grep -q '^Author: .*Geda Siraj' info || fail 'no author'
pdftotext -layout outage.pdf text
for words in 'Not yet detected' 'mitigated' 'Rehearse restoring' '1/4'; do
	grep -q -- "$words" text || fail "the PDF does not say '$words'"
done

# --public leaves people out of the data that nobody sees, too.
"$AFTERWORD" export --public -o public.pdf outage.yaml
! strings public.pdf | grep -q 'Database administration' || fail 'a public PDF names an owner'

# Nor is anything that is private anywhere in it: not in comments of the document, unknown keys, ids,
# not in what is compressed or in data that nobody sees.
mkdir forms
cp "$SOURCE_ROOT/tests/screen/docs/intern.yaml" forms/
cp "$SOURCE_ROOT/tests/golden/report/private/in.yaml" private.yaml
has_secret() {
	python3 - "$1" <<-'END'
		import re, sys, zlib
		data = open(sys.argv[1], 'rb').read()
		parts = [data]
		for part in re.findall(rb'stream\r?\n(.*?)endstream', data, re.S):
		    try:
		        parts.append(zlib.decompressobj().decompress(part))
		    except zlib.error:
		        pass
		words = ['xyzzy', 'Interne Lage', 'Nicht zeigen']
		forms = [one.encode(code) for one in words for code in ('utf-8', 'utf-16-be')]
		sys.exit(0 if any(form in part for form in forms for part in parts) else 1)
	END
}
"$AFTERWORD" export --public -o private.pdf private.yaml 2>said
pdftotext private.pdf text
pdfinfo private.pdf >info
! grep -q -e xyzzy -e 'Interne Lage' text info || fail 'a public PDF says what is private'
! has_secret private.pdf || fail 'a public PDF holds what is private'
grep -q 'Lang *(de' private.pdf || fail 'the language of the form is not said'
"$AFTERWORD" export -o all.pdf private.yaml
has_secret all.pdf || fail 'nothing is found where it may be'

# A failure leaves the report of before as it was.
cp outage.pdf before.pdf
mkdir bin
printf '#!/bin/sh\necho "no fonts" >&2\nexit 1\n' >bin/weasyprint
chmod +x bin/weasyprint
! PATH=$scratch/bin:$PATH "$AFTERWORD" export -o outage.pdf outage.yaml 2>said || fail 'no failure'
grep -q 'no fonts' said || fail "not in its own words: $(cat said)"
cmp before.pdf outage.pdf
