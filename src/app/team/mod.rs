//! The deeds of the team. Each takes who does it, and refuses on its own what they may not, whatever a page has shown: an [`Actor`](crate::domain::Actor) where
//! a program of the portal's may do it as well, else a [`Member`](crate::domain::Member).

mod act;
mod agendas;
mod book_for;
mod error;
mod event_types;
mod keys;
mod messages;
mod moves;
mod people;
mod post;
mod propose;
mod read;
mod request;
mod secrets;
mod seed;
mod separate;
mod sign_in;
mod subscription;
mod timeline;
mod wishes;

pub use act::{Deed, To, cancel, conclude, mark, note, reschedule};
pub use agendas::{LOOK_DAYS, SideBySide, agendas, block, blocks, change_hours, hours, hours_version, put_hours, side_by_side, unblock, unblock_in, why_not};
pub use book_for::{Behalf, book_for};
pub use error::DeedError;
pub use event_types::{LimitsError, change_limits, event_types};
pub use keys::{acting, add_key, end_key, keys, make_key, unmake_key};
pub use messages::write_to_customer;
pub use moves::{Elsewhere, Offered, Possible, WhyNot, moves_of, times_at, times_of};
pub use people::{
    Found, add_customer, contact_of, customer, customers, edit_customer, erase_customer, everything_of, lift_bounce, merge_customers, note_on_customer, record, told_record,
};
pub use post::{letter, send_again};
pub use propose::{Proposing, proposal, propose, withdraw};
pub use read::{PAGE, Page, dossier, filed, inbox, interactions};
pub use request::{request, turn_request};
pub use seed::{SeedError, Size, seed};
pub use separate::{Beneath, beneath, end_separated, separate};
pub use sign_in::{Keyed, SignInError, add_member, choose_password, forgot, invite, let_go, link_for, permit, sign_in, sign_out, signed_in};
pub use subscription::{make_subscription, subscribe, subscribed, subscription, unsubscribe};
pub use timeline::{FeedError, fed, feed};
pub use wishes::{change_mail_text, change_wishes, mail_text, saying, text_version, try_mail, wishes, wishes_version};
