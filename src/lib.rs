//! Appointments: a booking widget for other people's pages, and the house behind it.
//!
//! Read [`domain`], then [`availability`], then [`app`]; the rest is plumbing. Data moves one way:
//! widget → api (or http's REST) → app → availability and store → outbox → mail. A room may use
//! those to its right, never back; everyone may use [`domain`]; a test checks it.
//!
//! One package, two kinds of program: feature `ssr` builds the server, feature `csr` the browser's
//! side. This file holds every feature gate of the package.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!("`csr` builds the browser's program and `ssr` the server's: choose one (the browser's wants --no-default-features)");
#[cfg(not(any(feature = "csr", feature = "ssr")))]
compile_error!("choose a program: feature `ssr` (the server, the default) or `csr` (the browser's)");

pub mod api;
pub mod desk;
pub mod domain;
pub mod element;
pub mod flow;
pub mod widget;

#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
pub mod dashboard;
#[cfg(feature = "csr")]
pub mod intl;

#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod availability;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod commands;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod dates;
#[cfg(feature = "ssr")]
pub mod dns;
#[cfg(feature = "ssr")]
pub mod embed;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod locales;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod outbox;
#[cfg(feature = "ssr")]
pub mod phones;
#[cfg(feature = "ssr")]
pub mod portal_file;
#[cfg(feature = "ssr")]
pub mod replies;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod zone;
