//! The browser tests: a real Chromium, driven by WebDriver, against the real binary.

mod booking;
mod everyone;
mod looks;
mod support;
mod trouble;
