//! What the dashboard may call: server functions, each a sentence, and the only error on that wire.
//!
//! Every call is a POST in postcard that names its portal; who calls, the session's cookie says. No other website can make one: a POST of
//! this content type needs a preflight, which is answered for nobody.

mod acts;
mod agendas;
mod error;
mod event_types;
mod keys;
mod lists;
mod members;
mod people;
mod proposals;
mod requests;
mod separated;
mod sign_in;
mod subscriptions;
pub mod wire;
mod wishes;

pub use acts::{
    Cancel, Conclude, MarkIt, MoveTo, MovesOf, NoteDown, ReadMail, Reschedule, SendAgain, TimesOf, cancel, conclude, mark_it, move_to, moves_of, note_down, read_mail, reschedule,
    send_again, times_of,
};
pub use agendas::{BlockTime, ChangeHours, DaysOf, Holidays, HoursOf, Unblock, WhyNotAt, block_time, change_hours, days_of, holidays, hours_of, unblock, why_not_at};
pub use error::{Field, TeamError};
pub use event_types::{ChangeLimits, EventTypesOf, change_limits, event_types_of};
pub use keys::{AddKey, EndKey, Keys, add_key, end_key, keys};
pub use lists::{DossierOf, FedOf, Inbox, dossier_of, fed_of, inbox};
pub use members::{Invite, LetGo, LinkFor, Permit, invite, let_go, link_for, permit};
pub use people::{
    BookFor, CustomerOf, Customers, EditCustomer, EraseCustomer, ExportCustomer, LiftBounce, MergeCustomers, NoteOnCustomer, TimesAt, WriteToCustomer, book_for, customer_of,
    customers, edit_customer, erase_customer, export_customer, lift_bounce, merge_customers, note_on_customer, times_at, write_to_customer,
};
pub use proposals::{ProposalOf, Propose, WithdrawProposal, proposal_of, propose, withdraw_proposal};
pub use requests::{RequestOf, TurnRequest, request_of, turn_request};
pub use separated::{BeneathOf, EndSeparated, SetApart, beneath_of, end_separated, set_apart};
pub use sign_in::{ChoosePassword, Forgot, Open, SignIn, SignOut, choose_password, forgot, open, sign_in, sign_out};
pub use subscriptions::{Subscribe, SubscriptionOf, Unsubscribe, subscribe, subscription_of, unsubscribe};
pub use wishes::{ChangeMailTexts, ChangeWishes, MailTextsOf, SeeMail, TryMail, WishesOf, change_mail_texts, change_wishes, mail_texts_of, see_mail, try_mail, wishes_of};
