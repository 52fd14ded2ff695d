//! sprite
