//! The browser tests: a real Chromium, driven by WebDriver, against the real binary.

mod booking;
mod details;
mod element;
mod everyone;
mod first_paint;
mod looks;
mod support;
mod trouble;
