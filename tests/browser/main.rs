//! The browser tests: real browsers, driven by WebDriver.
