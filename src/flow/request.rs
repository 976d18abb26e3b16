//! The way beside the booking: the customer asks for a time where none fits.

use super::{Field, Flow, Notice, Step};
use crate::api::CallError;
use crate::api::wire::Asking;
use crate::domain::{DayPart, DayParts};

impl Flow {
    /// From the times to a request, where requests are taken.
    pub fn begin_request(&mut self) {
        self.go(Step::Request);
    }

    /// When a time would suit.
    pub const fn day_parts(&self) -> DayParts {
        self.day_parts
    }

    /// A part of the week suits, or does not after all.
    pub fn tick(&mut self, part: DayPart) {
        self.day_parts = self.day_parts.set(part, !self.day_parts.has(part));
    }

    /// What to send, once: nothing while an answer is awaited. Else the first field that is wrong. The same ask keeps its key.
    pub fn ask(&mut self, portal: &str, entry: &str, plugin: bool, fresh: String) -> Result<Asking, Option<Field>> {
        if self.calling || self.step != Step::Request {
            return Err(None);
        }
        self.errors = self.contact.check().err().unwrap_or_default();
        if !self.errors.is_empty() {
            return Err(Field::ALL.into_iter().find(|field| field.error(&self.errors).is_some()));
        }
        let (portal, entry, contact) = (portal.to_owned(), entry.to_owned(), self.contact.clone());
        let mut asking = Asking { portal, entry, contact, parts: self.day_parts, language: self.opened.language, plugin, key: fresh };
        if let Some(sent) = &self.asked
            && *sent == (Asking { key: sent.key.clone(), ..asking.clone() })
        {
            asking.key.clone_from(&sent.key);
        }
        self.asked = Some(asking.clone());
        self.call();
        Ok(asking)
    }

    /// The request is answered.
    pub fn asked(&mut self, answer: Result<(), CallError>) {
        self.calling = false;
        match answer {
            Ok(()) => {
                self.failures = 0;
                self.step = Step::Requested;
            }
            Err(CallError::Invalid(errors)) => self.errors = errors,
            Err(error) => {
                if error == CallError::KeyReused {
                    self.asked = None;
                }
                self.failures = self.failures.saturating_add(1);
                self.notice = Some(Notice::Failed(error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::tests::at_pick;

    fn asking(flow: &mut Flow, fresh: &str) -> Result<Asking, Option<Field>> {
        flow.ask("demo", "lindengracht-12", false, fresh.into())
    }

    fn at_request() -> Flow {
        let mut flow = at_pick();
        flow.begin_request();
        flow.fill(Field::Name, "Anna".into());
        flow.fill(Field::Email, "anna@example.nl".into());
        flow
    }

    #[test]
    fn a_request_needs_details_and_no_time() {
        let mut flow = at_pick();
        flow.begin_request();
        assert_eq!((flow.step(), asking(&mut flow, "1")), (Step::Request, Err(Some(Field::Name))));
        flow.back();
        assert_eq!(flow.step(), Step::Pick);

        let mut flow = at_request();
        flow.tick(DayPart::ALL[2]);
        flow.tick(DayPart::ALL[3]);
        flow.tick(DayPart::ALL[2]);
        let sent = asking(&mut flow, "1").unwrap();
        assert_eq!((sent.parts.iter().collect::<Vec<_>>(), flow.calling()), (vec![DayPart::ALL[3]], true));
        assert_eq!(asking(&mut flow, "2"), Err(None), "an answer is awaited");
        flow.asked(Ok(()));
        assert_eq!((flow.step(), flow.calling()), (Step::Requested, false));
        flow.back();
        flow.go(Step::Pick);
        assert_eq!(flow.step(), Step::Requested, "what is sent is sent");
    }

    #[test]
    fn a_second_try_is_the_same_request_and_another_ask_is_not() {
        let mut flow = at_request();
        let first = asking(&mut flow, "1").unwrap();
        flow.asked(Err(CallError::Unreachable));
        assert_eq!((flow.notice(), flow.wait()), (Some(&Notice::Failed(CallError::Unreachable)), Some(2)));
        assert_eq!(asking(&mut flow, "2").unwrap(), first);
        flow.asked(Err(CallError::Unavailable));
        flow.fill(Field::Note, "Na vijven".into());
        assert_eq!(asking(&mut flow, "3").unwrap().key, "3");
        flow.asked(Err(CallError::KeyReused));
        assert_eq!(asking(&mut flow, "4").unwrap().key, "4");
    }
}
