#!/usr/bin/env bash
# Fuzzes every target one after the other: `fuzz/hours.sh [SECONDS-A-TARGET]` (ten minutes each without a number). Needs cargo-fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
for target in read intake analyze; do
  corpus=fuzz/corpus/$target
  mkdir -p "$corpus"
  # What is committed, small; the corpus grows beside it.
  cp fuzz/seeds/"$target"/* "$corpus"/
  if [ "$target" = intake ]; then
    # The first byte chooses the name.
    for sample in crates/cli/tests/formats/*; do { printf '\0'; cat "$sample"; } > "$corpus/$(basename "$sample")"; done
  fi
  RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none "$target" "$corpus" -- -max_total_time="$seconds" -max_len=262144
done
