//! The browser tests: a real Chromium, driven by WebDriver, against the real binary.

mod booking;
mod card;
mod everyone;
mod examples;
mod looks;
mod support;
mod trouble;
