//! The deeds of the team. Each takes the member who does it, and refuses on its own what they may not, whatever a page has shown.

mod act;
mod agendas;
mod book_for;
mod error;
mod event_types;
mod moves;
mod people;
mod read;
mod secrets;
mod seed;
mod separate;
mod sign_in;

pub use act::{Deed, To, cancel, conclude, mark, note, reschedule};
pub use agendas::{LOOK_DAYS, SideBySide, block, change_hours, hours, side_by_side, unblock, why_not};
pub use book_for::{Behalf, book_for};
pub use error::DeedError;
pub use event_types::{LimitsError, change_limits, event_types};
pub use moves::{Elsewhere, Offered, Possible, WhyNot, moves_of, times_at, times_of};
pub use people::{customers, edit_customer, erase_customer, everything_of, merge_customers, note_on_customer, record};
pub use read::{PAGE, Page, dossier, inbox};
pub use seed::{SeedError, Size, seed};
pub use separate::{Beneath, beneath, end_separated, separate};
pub use sign_in::{Keyed, SignInError, add_member, choose_password, forgot, invite, let_go, link_for, permit, sign_in, sign_out, signed_in};
