//! Settings: read once, by value.
