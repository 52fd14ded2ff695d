mod acts;
#[cfg(any())]
mod preview;
