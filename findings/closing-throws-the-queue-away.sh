#!/bin/sh
# Two items stand in a bounded channel; the sender closes it. What does the receiver get?
#
# Guess:     the two items, then the end: closing says that nothing more will come.
# Behaviour: with kanal close() empties the queue: the receiver gets nothing, at once and without a trace of the items.
#            async-channel delivers both after close(). Dropping the last sender, which is the other way to end a
#            channel, delivers both with kanal as well.
# Versions:  kanal 0.1.1, async-channel 2.5.0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "closing"
version = "0.0.0"
edition = "2021"
[dependencies]
kanal = { version = "=0.1.1", default-features = false }
async-channel = "=2.5.0"
TOML
cat > "$folder/src/main.rs" <<'RS'
fn main() {
    let (sender, receiver) = kanal::bounded(2);
    sender.send("a").unwrap();
    sender.send("b").unwrap();
    sender.close().unwrap();
    println!("kanal, close(): {:?}, {} in the queue", receiver.recv(), receiver.len());

    let (sender, receiver) = kanal::bounded(2);
    sender.send("a").unwrap();
    sender.send("b").unwrap();
    drop(sender);
    println!("kanal, dropped: {:?} {:?} {:?}", receiver.recv(), receiver.recv(), receiver.recv());

    let (sender, receiver) = async_channel::bounded(2);
    sender.try_send("a").unwrap();
    sender.try_send("b").unwrap();
    sender.close();
    println!("async-channel, close(): {:?} {:?} {:?}", receiver.try_recv(), receiver.try_recv(), receiver.try_recv());
}
RS
(cd "$folder" && CARGO_TARGET_DIR="$folder/target" cargo run -q) | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN' || { echo "this has changed" >&2; exit 1; }
kanal, close(): Err(Closed), 0 in the queue
kanal, dropped: Ok("a") Ok("b") Err(SendClosed)
async-channel, close(): Ok("a") Ok("b") Err(Closed)
SEEN
