//! The programs, and how many times `python3`'s time each may take.

/// A program.
pub struct Row {
    pub name: &'static str,
    pub source: &'static str,
    /// The most that it may take, in times of `python3`'s; none where nothing was promised.
    pub most: Option<f64>,
}

macro_rules! rows {
    ($($name:literal $file:literal $most:expr;)*) => {
        &[$(Row {
            name: $name,
            source: include_str!(concat!("programs/", $file, ".py")),
            most: $most,
        }),*]
    };
}

/// What the language is made of. Their geometric mean counts.
pub const LANGUAGE: &[Row] = rows! {
    "calls" "calls" Some(1.3);
    "methods" "methods" Some(1.5);
    "attributes" "attributes" Some(1.3);
    "lists, dicts, sets" "collections" Some(1.5);
    "strings" "strings" Some(1.4);
    "exceptions" "exceptions" Some(1.3);
    "generators and closures" "generators" Some(1.5);
    "floats" "floats" Some(1.7);
    "big ints" "bigints" Some(1.3);
};

/// The most that the geometric mean of these may be.
pub const MEAN: f64 = 1.4;

/// Functions of the library that programs call often.
pub const LIBRARY: &[Row] = rows! {
    "sorted with key" "library/sorted_key" Some(2.0);
    "itertools.product" "library/product" Some(2.0);
    "slices" "library/slices" Some(2.0);
    "heapq" "library/heap" Some(2.0);
    "namedtuple, dataclass" "library/records" Some(2.0);
    "lru_cache" "library/cache" Some(2.0);
};

/// What synchronises threads, and loops around it; all of them are run with a trace, too.
pub const THREADS: &[Row] = rows! {
    "plain loop" "threads/loop" Some(1.0);
    "plain loop, while" "threads/while" Some(1.0);
    "lock pair" "threads/lock" Some(0.7);
    "lock pair, with" "threads/with" Some(0.7);
    "semaphore pair" "threads/semaphore" Some(0.2);
    "queue pair" "threads/queue" Some(0.2);
    "four threads, one lock" "threads/threads" None;
};

/// Four threads that take a lock, count, put and get: more than ten million records.
pub const EVENTS: &str = include_str!("programs/threads/events.py");
