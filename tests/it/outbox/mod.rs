//! The outbox, with a real SMTP server and a real folder: what leaves, what waits, what is given up, and that nothing leaves twice.

mod bounces;
mod folder;
mod house;
mod killed;
mod post_office;
mod refusals;
mod smtp;
mod trouble;
mod working;
