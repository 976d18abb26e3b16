//! The server's own pages: where customers book without anyone's website around them, and where they find their appointment back.
//! Written as strings; they work without scripts. Knows the deeds, no SQL and no engine.

mod frame;
mod invitation;
mod manage;
mod offer;
mod opened;
mod plain;
mod proposal;
mod reader;
mod standalone;
mod team;
mod times;
mod trouble;

use axum::Router;
use axum::routing::get;

use super::Site;

pub(super) use frame::Frame;

/// Every page: `/b/{portal}/{entry}`, `/m/{token}`, `/i/{token}`, `/p/{token}`, `/team/{portal}` and what lies below.
pub fn routes() -> Router<Site> {
    let team =
        Router::new().route("/team", get(team::which)).route("/team/", get(team::which)).route("/team/{portal}", get(team::show)).route("/team/{portal}/{*rest}", get(team::show));
    Router::new()
        .route("/b/{portal}/{entry}", get(standalone::show))
        .route("/i/{token}", get(invitation::show))
        .route("/p/{token}", get(proposal::show).post(proposal::act))
        .merge(team)
        .merge(plain::routes())
        .merge(manage::routes())
}
