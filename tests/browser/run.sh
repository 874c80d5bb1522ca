#!/bin/sh
# Makes the HTML report of the sample documents and opens it in a browser: run.sh TRACUU TRACUU_INDEX SOURCE_FOLDER
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$2" "$folder/samples.db" "$3/corpus/samples/van-ban" --quiet || [ $? -eq 4 ]
"$1" --db "$folder/samples.db" audit --format html --output "$folder/report.html" --date 2026-11-23 --min-severity info || [ $? -eq 1 ]
cd "$3/tests/browser"
status=0
node report.test.mjs "$folder/report.html" || status=$?
exit $status
