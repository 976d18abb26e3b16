//! What a form of these pages has sent. One that can't be read says nothing: its reader is shown what is missing.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::Form;
use axum::extract::{FromRequest, Request};

/// The fields of a form.
#[derive(Debug, Default)]
pub struct Sent(HashMap<String, String>);

impl Sent {
    /// What was typed into a field; nothing where there is none such. Browsers break lines with two signs, we with one.
    pub fn get(&self, name: &str) -> String {
        self.0.get(name).map(|typed| typed.replace("\r\n", "\n")).unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        Ok(Self(Form::from_request(request, state).await.map(|Form(sent)| sent).unwrap_or_default()))
    }
}
