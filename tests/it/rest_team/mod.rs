//! `/v1` by a key of the portal's: each call and each refusal, on both engines.

mod appointments;
mod changes;
mod door;
mod keys;
mod timeline;
