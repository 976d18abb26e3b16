//! A portal as a file: read, checked as a whole, applied.
