//! Everything a running program is: heap, frames of each task, primitives, virtual time, draws. A plain value: `Clone` and `Hash`; `step(task)` runs one visible operation. Deterministic.
