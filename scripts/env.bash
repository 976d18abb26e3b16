# Which tools, at which versions, in which places. Every script sources this, so that each fact stands once.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

trunk_version=0.21.14         # 0.22 wants a newer compiler than Rust's stable of today
wasm_bindgen_version=0.2.130  # the very version that Cargo.toml pins
geckodriver_version=0.37.1    # Firefox's WebDriver, which Debian doesn't package
rust_version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

# All that is built or installed for this project and isn't in the checkout is in here.
cache=${APPOINTMENT_CACHE:-$HOME/.cache/appointment}
tools=$cache/tools
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
widget_target=${WIDGET_TARGET:-$cache/target-wasm}

mkdir -p "$tools"
export PATH="$tools/bin:$tools/npm/node_modules/.bin:$tools/venv/bin:$PATH:$HOME/.cargo/bin"

# What the browser tests ask a page about its accessibility with.
export APPOINTMENT_TEST_AXE=$tools/npm/node_modules/axe-core/axe.min.js

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; exit 1; }

# The first version line of a program's answer is at least the wanted one.
at_least() { # WANTED PROGRAM...
  local wanted=$1 found
  shift
  found=$("$@" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1) || return 1
  [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ]
}

# Debian's own compiler is used where rustup has put none, or only an old one, before it.
if ! at_least "$rust_version" rustc && at_least "$rust_version" /usr/bin/rustc; then
  export PATH="/usr/bin:$PATH"
fi

# Which compiler builds the WebAssembly, as `scripts/setup` found out: `rustup` or `debian`.
wasm_toolchain() { cat "$tools/wasm-toolchain" 2>/dev/null || true; }

# Small WebAssembly: the standard library is built with the program, for size, and a panic is one instruction.
# Those switches aren't stable; RUSTC_BOOTSTRAP lets the stable compiler take them.
use_wasm_toolchain() {
  local sysroot linker
  export CARGO_TARGET_DIR=$widget_target RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort --cfg erase_components ${WIDGET_RUSTFLAGS:-}"
  # Debian's compiler comes without a linker for WebAssembly; rustup's brings one, which fits Debian's as well.
  sysroot=$(rustc --print sysroot)
  for linker in "$sysroot"/lib/rustlib/*/bin/rust-lld /usr/bin/wasm-ld-19; do
    [ -x "$linker" ] && break
  done
  export WIDGET_LINKER=$linker CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$PWD/scripts/link-browser
  if [ "$(wasm_toolchain)" = debian ]; then export PATH="/usr/bin:$PATH"; fi
}
