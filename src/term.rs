//! The terminal: taken over, and given back whatever happens.
