//! The browser tests: real Chromium, Firefox and WebKit, driven by WebDriver, against the real binary.

mod booking;
mod everyone;
mod looks;
mod support;
mod trouble;
