//! What the team's side thinks, as plain values: where one is, what a list holds, what a key does, which sentence says what. Knows no
//! browser and calls nothing; in both programs, so that it is tested without a browser.

mod agendas;
mod almost;
mod encoding;
mod event_types;
mod farewell;
mod keys;
mod list;
mod mail_texts;
mod offers;
mod place;
mod proposals;
mod query;
mod requests;
mod rights;
mod sentences;
mod wall;
mod wishes;

pub use agendas::{
    APART, APART_WEEK, Board, Calendar, Column, HOURS, Laid, Moving, Shift, Stroke, Toward, View, drawn, first_wrong, minute_at, moving_stroke, snapped, stroke, toggle,
};
pub use almost::likely;
pub use event_types::{Counts, NUMBERS, first_wrong_number, length, numbers, said, typed};
pub use farewell::{same_name, told_apart};
pub use keys::{Deed, deed, undoes};
pub use list::{List, Shown};
pub use mail_texts::{TEXTS, places, read_sample, shown_texts, text_error, write_sample};
pub use offers::Offers;
pub use place::{Panel, Place, Question, Screen, Wanted, WishesFor};
pub use proposals::{enough, lasting, proposal_status, tick};
pub use query::{Filter, active, is_whole, set, view};
pub use requests::{day_part, request_status, turns};
pub use rights::{agendas, regroup, rights};
pub use sentences::{
    empty, fed, field_error, lacking, location, mail_occasion, marked, missing, permission, scope, source, status, trouble, view_name, what, why_bounced, why_not,
};
pub use wall::{Near, Placed, near, placed, start_at, to_minute};
pub use wishes::{WISHES, first_wrong_wish, listed, mail_kind, typed_wishes, wishes};
