//! The server's own pages: where customers book without anyone's website around them, and where they find their appointment back.
//! Written as strings; they work without scripts. Knows the deeds, no SQL and no engine.

mod frame;
mod manage;
mod offer;
mod opened;
mod plain;
mod reader;
mod standalone;
mod times;
mod trouble;

use axum::Router;
use axum::routing::get;

use super::Site;

/// Every page: `/b/{portal}/{entry}`, `/m/{token}` and what lies below.
pub fn routes() -> Router<Site> {
    Router::new().route("/b/{portal}/{entry}", get(standalone::show)).merge(plain::routes()).merge(manage::routes())
}
