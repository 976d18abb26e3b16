//! Mail: rendering and sending.
