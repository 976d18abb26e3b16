//! Whether mail can be delivered at an address that was typed. Asked before a deed's transaction, never within; only the domain counts, so that every customer gets
//! the same answer.

use super::App;
use crate::domain::{Email, IdempotencyKey, Slug};
use crate::store::StoreError;

/// Mail can be delivered there, as far as anyone can tell.
pub async fn leads_to(app: &App, email: &Email) -> bool {
    app.names.lead_to(email).await
}

/// No mail can be delivered there, and what is asked was not answered before: a repetition gets its first answer, whatever has become of the domain since.
pub(super) async fn leads_nowhere(app: &App, email: &Email, portal: &Slug, key: &IdempotencyKey) -> Result<bool, StoreError> {
    Ok(!leads_to(app, email).await && !app.store.knows_key(portal, key).await?)
}
