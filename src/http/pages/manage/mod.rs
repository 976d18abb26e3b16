//! `/m/{token}`: the customer's appointment, and what they may still do with it. Works without scripts.
//!
//! What changes something is POST: mail scanners follow every link. No cookie and no session exists anywhere, so there is nothing
//! that a foreign page could ride on: the token in the address is the whole proof, and who knows it may act.

mod along;
mod cancel;
mod coming;
mod field;
mod file;
mod linked;
mod messages;
mod reschedule;
mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::http::Site;

/// The pages of an appointment.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/m/{token}", get(show::show))
        .route("/m/{token}/appointment.ics", get(file::file))
        .route("/m/{token}/reschedule", get(reschedule::ask).post(reschedule::act))
        .route("/m/{token}/coming", post(coming::act).get(coming::back))
        .route("/m/{token}/along", get(along::ask).post(along::add))
        .route("/m/{token}/along/{id}", get(along::ask_remove).post(along::remove))
        .route("/m/{token}/leave", get(along::ask_leave).post(along::leave))
        .route("/m/{token}/messages", post(messages::act).get(messages::back))
        .route("/m/{token}/cancel", get(cancel::ask).post(cancel::act))
}
