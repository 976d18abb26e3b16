//! The native tests: journeys, the store's contract on both engines, tidy.

mod pages;
