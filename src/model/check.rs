//! Whether a model is in a legal state.
