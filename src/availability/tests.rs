//! The rules of free times, one case each.
