#!/bin/sh
# Makes sure that there is a Chromium: the system's, else from the system's packages when we may, else Playwright's own.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=no; fi
fi
if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
  # shellcheck disable=SC2086  # empty, or two words on purpose
  if $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium; then exit 0; fi
  echo "No Chromium from the system's packages; taking Playwright's." >&2
fi

exec "${BIN:-.venv/bin}/playwright" install chromium
