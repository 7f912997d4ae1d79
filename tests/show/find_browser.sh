#!/bin/sh
# Makes sure there is a Chromium for the browser tests, or says loudly that they will be skipped.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -qq >/dev/null 2>&1
    apt-get install -y -qq chromium >/dev/null 2>&1 && exit 0
fi
echo "*** NO CHROMIUM FOUND, AND NONE COULD BE INSTALLED: THE BROWSER TESTS WILL BE SKIPPED ***" >&2
exit 0
