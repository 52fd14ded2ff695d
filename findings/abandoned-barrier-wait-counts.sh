#!/bin/sh
# A barrier for two. One future of Barrier::wait is polled once and dropped; then a single task waits.
#
# Guess:     it waits for a second one, or is told that the barrier is broken, as with Python's threading.Barrier, where
#            a wait that gives up breaks it for the others.
# Behaviour: the barrier opens. The dropped wait has been counted as an arrival and stays counted, in tokio as well as in
#            async-lock, and the single task is the leader.
# Versions:  tokio 1.47.1, async-lock 3.4.1, futures-lite 2.6.1; Python 3.13.0's threading beside them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "barriers"
version = "0.0.0"
edition = "2021"
[dependencies]
tokio = { version = "=1.47.1", default-features = false, features = ["sync"] }
async-lock = "=3.4.1"
futures-lite = "=2.6.1"
TOML
cat > "$folder/src/main.rs" <<'RS'
use futures_lite::future::{block_on, poll_once};
use std::pin::pin;

fn main() {
    block_on(async {
        let barrier = tokio::sync::Barrier::new(2);
        drop(pin!(poll_once(barrier.wait())).await);
        let alone = poll_once(pin!(barrier.wait())).await.map(|passed| passed.is_leader());
        println!("tokio: a single task passes: {}, leads: {:?}", alone.is_some(), alone);
        let barrier = async_lock::Barrier::new(2);
        drop(pin!(poll_once(barrier.wait())).await);
        let alone = poll_once(pin!(barrier.wait())).await.map(|passed| passed.is_leader());
        println!("async-lock: a single task passes: {}, leads: {:?}", alone.is_some(), alone);
    });
}
RS
cat > "$folder/barrier.py" <<'PY'
import threading

barrier = threading.Barrier(2)
outcomes = []
for timeout in (0.05, 5):
    try:
        outcomes.append(barrier.wait(timeout))
    except threading.BrokenBarrierError:
        outcomes.append('BrokenBarrierError')
print('threading: a wait that gives up, then a single thread:', *outcomes)
PY
{
    (cd "$folder" && CARGO_TARGET_DIR="$folder/target" cargo run -q)
    python3 "$folder/barrier.py"
} | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN' || { echo "this has changed" >&2; exit 1; }
tokio: a single task passes: true, leads: Some(true)
async-lock: a single task passes: true, leads: Some(true)
threading: a wait that gives up, then a single thread: BrokenBarrierError BrokenBarrierError
SEEN
