//! `/v1` for a portal's own programs, by a key: what the team does, over JSON. The deeds are those of the dashboard; decides nothing.

mod agendas;
mod appointment;
mod blocks;
mod book;
mod caller;
mod change;
mod customers;
mod feed;
mod hours;
mod list;
mod mail_texts;
mod messages;
mod page;
mod proposals;
mod read;
mod reschedule;
mod timeline;
mod version;
mod wishes;

pub use appointment::Source;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::Site;

/// The calls by a key, with their descriptions.
pub fn described() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(list::list, book::book_for))
        .routes(routes!(read::read))
        .routes(routes!(reschedule::reschedule_for))
        .routes(routes!(reschedule::move_to))
        .routes(routes!(change::cancel_for))
        .routes(routes!(change::conclude))
        .routes(routes!(change::note))
        .routes(routes!(messages::write_message))
        .routes(routes!(customers::list_customers, customers::add_customer))
        .routes(routes!(customers::read_customer, customers::edit_customer))
        .routes(routes!(customers::lift_bounce))
        .routes(routes!(timeline::read_timeline, feed::feed))
        .routes(routes!(proposals::propose))
        .routes(routes!(proposals::read_proposal))
        .routes(routes!(proposals::withdraw_proposal))
        .routes(routes!(agendas::list_agendas))
        .routes(routes!(agendas::read_agenda))
        .routes(routes!(wishes::read_mail, wishes::put_mail))
        .routes(routes!(mail_texts::read_mail_text, mail_texts::put_mail_text, mail_texts::reset_mail_text))
        .routes(routes!(mail_texts::see_mail_text))
        .routes(routes!(hours::put_hours))
        .routes(routes!(blocks::list_blocks, blocks::add_block))
        .routes(routes!(blocks::remove_block))
}
