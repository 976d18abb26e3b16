//! The browser tests: real Chromium, Firefox and WebKit, driven by WebDriver, against the real binary.

mod booking;
mod card;
mod details;
mod element;
mod everyone;
mod examples;
mod first_paint;
mod hosts;
mod looks;
mod mails;
mod quiet;
mod requests;
mod shift;
mod styles;
mod support;
mod team;
mod team_agendas;
mod team_customer;
mod team_keys;
mod team_mail;
mod team_people;
mod team_proposals;
mod team_rules;
mod team_timeline;
mod tree;
mod trouble;
