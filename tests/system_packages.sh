#!/usr/bin/env bash
# Print the system packages that the tests use; install the missing ones where we are root on a Debian-like system.
set -euo pipefail
cd "$(dirname "$0")"
mapfile -t packages < system_packages.txt
echo "System packages the tests use: ${packages[*]}"
missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo "Missing: ${missing[*]}. Please install them; the tests that need them will be skipped." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
