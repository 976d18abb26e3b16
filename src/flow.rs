//! The customer's path as a plain state machine.
