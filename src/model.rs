//! A pure reducer: records in, what is drawn out.
