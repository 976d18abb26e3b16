//! What a portal feeds into a customer's timeline: messages, documents, answers in a workflow, bids. Parsed once; knows nothing of who feeds it.

use serde::{Deserialize, Serialize};

use super::{FieldError, Instant, Link, Minutes, Name, Passage, Reference, Title};

/// Hundredths at most in an amount: more than any house costs, and exact in a browser's numbers.
const CENTS_MOST: i64 = 100_000_000_000_000;
/// So far ahead another system's clock may be.
const AHEAD: Minutes = Minutes::new(24 * 60);

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Reads it as it is stored and sent.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }

            /// As it is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}

words! {
    /// The kinds of what is fed in.
    FedKind {
        /// Something that was written or said.
        Message = "message",
        /// A file, by its link.
        Document = "document",
        /// What the customer answered in a workflow.
        WorkflowAnswer = "workflow_answer",
        /// What the customer offers for something.
        Bid = "bid",
        /// What the customer asks for where no time fits. Customers make it, and nobody feeds it in.
        Request = "request",
        /// Times that the team offers the customer. The team makes it, and nobody feeds it in.
        Proposal = "proposal",
    }
    /// Which way a message went.
    Direction {
        /// From the customer.
        In = "in",
        /// To the customer.
        Out = "out",
    }
    /// What may be wrong, by its name in `/v1`.
    FedField {
        /// When it happened.
        HappenedAt = "happened_at",
        /// Its title.
        Title = "title",
        /// Its text.
        Text = "text",
        /// Its link.
        Link = "link",
        /// A bid's amount.
        Amount = "amount",
        /// That amount's hundredths.
        Cents = "amount.cents",
        /// That amount's currency.
        Currency = "amount.currency",
        /// A message's direction.
        Direction = "direction",
        /// Who it came from.
        Who = "who",
        /// The feeder's own name for it.
        Reference = "reference",
    }
}

impl FedKind {
    /// The kinds that a portal feeds in; what remains is made here.
    pub const FED_IN: [Self; 4] = [Self::Message, Self::Document, Self::WorkflowAnswer, Self::Bid];
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FedFault {
    /// A text that can't be.
    #[error(transparent)]
    Text(#[from] FieldError),
    /// Too little or too much.
    #[error("must be between 0 and {CENTS_MOST} hundredths of the currency")]
    Cents,
    /// Not a currency.
    #[error("must be three capital letters of ISO 4217, such as EUR")]
    Currency,
    /// Only a bid has it.
    #[error("goes with a bid alone")]
    BidsAlone,
    /// Only a message has it.
    #[error("goes with a message alone")]
    MessagesAlone,
    /// A message without it.
    #[error("must be in or out, as this is a message")]
    NoDirection,
    /// Too early for it to have happened.
    #[error("must not lie ahead")]
    Ahead,
    /// Before computers counted.
    #[error("must be in 1970 or later")]
    TooEarly,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    cents: i64,
    currency: String,
}

impl Amount {
    /// Reads an amount: hundredths of a currency, and its three letters.
    pub fn parse(raw: &RawAmount) -> Result<Self, (FedField, FedFault)> {
        if !(0..=CENTS_MOST).contains(&raw.cents) {
            return Err((FedField::Cents, FedFault::Cents));
        }
        if raw.currency.len() != 3 || !raw.currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err((FedField::Currency, FedFault::Currency));
        }
        Ok(Self { cents: raw.cents, currency: raw.currency.clone() })
    }

    /// How much, in hundredths of the currency.
    pub const fn cents(&self) -> i64 {
        self.cents
    }

    /// Three letters of ISO 4217.
    pub fn currency(&self) -> &str {
        &self.currency
    }
}

/// An amount as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAmount {
    /// Hundredths of the currency.
    pub cents: i64,
    /// Its letters.
    pub currency: String,
}

/// What it is, with what only that kind has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FedWhat {
    /// A message, from or to the customer.
    Message(Direction),
    /// A document.
    Document,
    /// An answer in a workflow.
    WorkflowAnswer,
    /// A bid, of some amount where it says one.
    Bid(Option<Amount>),
    /// A request.
    Request,
    /// A proposal.
    Proposal,
}

impl FedWhat {
    /// Its kind alone.
    pub const fn kind(&self) -> FedKind {
        match self {
            Self::Message(_) => FedKind::Message,
            Self::Document => FedKind::Document,
            Self::WorkflowAnswer => FedKind::WorkflowAnswer,
            Self::Bid(_) => FedKind::Bid,
            Self::Request => FedKind::Request,
            Self::Proposal => FedKind::Proposal,
        }
    }

    /// The team said it itself: there is nothing to read, and nothing to do.
    pub fn is_ours(&self) -> bool {
        *self == Self::Message(Direction::Out)
    }

    /// Reads a kind with what only some kinds have.
    pub fn parse(kind: FedKind, direction: Option<Direction>, amount: Option<&RawAmount>) -> Result<Self, Vec<(FedField, FedFault)>> {
        let mut wrong = Vec::new();
        if direction.is_some() && kind != FedKind::Message {
            wrong.push((FedField::Direction, FedFault::MessagesAlone));
        }
        if amount.is_some() && kind != FedKind::Bid {
            wrong.push((FedField::Amount, FedFault::BidsAlone));
        }
        let what = match (kind, direction) {
            (FedKind::Message, None) => Err((FedField::Direction, FedFault::NoDirection)),
            (FedKind::Message, Some(direction)) => Ok(Self::Message(direction)),
            (FedKind::Document, _) => Ok(Self::Document),
            (FedKind::WorkflowAnswer, _) => Ok(Self::WorkflowAnswer),
            (FedKind::Bid, _) => amount.map(Amount::parse).transpose().map(Self::Bid),
            (FedKind::Request, _) => Ok(Self::Request),
            (FedKind::Proposal, _) => Ok(Self::Proposal),
        };
        match what {
            Ok(what) if wrong.is_empty() => Ok(what),
            what => Err(wrong.into_iter().chain(what.err()).collect()),
        }
    }
}

/// Something that is fed in, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fed {
    /// What it is.
    pub what: FedWhat,
    /// When it happened.
    pub happened_at: Instant,
    /// What it is called.
    pub title: Title,
    /// What it says.
    pub text: Passage,
    /// Where it is.
    pub link: Option<Link>,
    /// Who it came from: a person or a system.
    pub who: Name,
    /// The feeder's own name for it: the same one again is the same item.
    pub reference: Reference,
}

/// Something that is fed in, as it was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct RawFed {
    /// What kind it is.
    pub kind: FedKind,
    /// Which way a message went.
    pub direction: Option<Direction>,
    /// How much a bid is.
    pub amount: Option<RawAmount>,
    /// When it happened.
    pub happened_at: Instant,
    /// As sent.
    pub title: String,
    /// As sent; empty is none.
    pub text: String,
    /// As sent; empty is none.
    pub link: String,
    /// As sent.
    pub who: String,
    /// As sent.
    pub reference: String,
}

impl RawFed {
    /// Parses all fields, or says what is wrong with each.
    pub fn parse(&self, now: Instant) -> Result<Fed, Vec<(FedField, FedFault)>> {
        let mut wrong = Vec::new();
        if self.happened_at > now.plus(AHEAD) {
            wrong.push((FedField::HappenedAt, FedFault::Ahead));
        } else if self.happened_at < Instant::from_micros(0) {
            wrong.push((FedField::HappenedAt, FedFault::TooEarly));
        }
        let mut note = |field, fault: FieldError| wrong.push((field, FedFault::Text(fault)));
        let title = Title::parse(&self.title).map_err(|error| note(FedField::Title, error));
        let text = Passage::parse(&self.text).map_err(|error| note(FedField::Text, error));
        let link = if self.link.is_empty() { Ok(None) } else { Link::parse(&self.link).map(Some) }.map_err(|error| note(FedField::Link, error));
        let who = Name::parse(&self.who).map_err(|error| note(FedField::Who, error));
        let reference = Reference::parse(&self.reference).map_err(|error| note(FedField::Reference, error));
        let what = FedWhat::parse(self.kind, self.direction, self.amount.as_ref()).map_err(|more| wrong.extend(more));
        match (what, title, text, link, who, reference) {
            (Ok(what), Ok(title), Ok(text), Ok(link), Ok(who), Ok(reference)) if wrong.is_empty() => {
                Ok(Fed { what, happened_at: self.happened_at, title, text, link, who, reference })
            }
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(kind: FedKind) -> RawFed {
        RawFed {
            kind,
            direction: (kind == FedKind::Message).then_some(Direction::In),
            amount: None,
            happened_at: Instant::from_seconds(1_000),
            title: "Vraag over de tuin".to_owned(),
            text: String::new(),
            link: String::new(),
            who: "Anna".to_owned(),
            reference: "crm-1".to_owned(),
        }
    }

    #[track_caller]
    fn check(raw: &RawFed, wrong: &[(FedField, FedFault)]) {
        assert_eq!(raw.parse(Instant::from_seconds(1_000)).err().unwrap_or_default(), wrong);
    }

    fn euros(cents: i64) -> Option<RawAmount> {
        Some(RawAmount { cents, currency: "EUR".to_owned() })
    }

    #[test]
    fn each_kind_is_read_with_what_it_alone_has() {
        for kind in FedKind::ALL {
            check(&raw(*kind), &[]);
            assert_eq!(raw(*kind).parse(Instant::from_seconds(1_000)).unwrap().what.kind(), *kind);
        }
        check(&RawFed { amount: euros(42_500_000), ..raw(FedKind::Bid) }, &[]);
        check(&RawFed { amount: euros(1), ..raw(FedKind::Message) }, &[(FedField::Amount, FedFault::BidsAlone)]);
        check(&RawFed { direction: None, ..raw(FedKind::Message) }, &[(FedField::Direction, FedFault::NoDirection)]);
        check(&RawFed { direction: Some(Direction::Out), ..raw(FedKind::Document) }, &[(FedField::Direction, FedFault::MessagesAlone)]);
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let all = RawFed {
            amount: euros(-1),
            happened_at: Instant::from_seconds(1_001 + 86_400),
            title: " ".to_owned(),
            text: "a\u{0}".to_owned(),
            link: "http://example.nl".to_owned(),
            who: "n".repeat(201),
            reference: "a\nb".to_owned(),
            ..raw(FedKind::Bid)
        };
        let wrong = [
            (FedField::HappenedAt, FedFault::Ahead),
            (FedField::Title, FedFault::Text(FieldError::Missing)),
            (FedField::Text, FedFault::Text(FieldError::ControlCharacter)),
            (FedField::Link, FedFault::Text(FieldError::NotALink)),
            (FedField::Who, FedFault::Text(FieldError::TooLong(200))),
            (FedField::Reference, FedFault::Text(FieldError::ControlCharacter)),
            (FedField::Cents, FedFault::Cents),
        ];
        check(&all, &wrong);
        check(&RawFed { amount: Some(RawAmount { cents: 1, currency: "eur".to_owned() }), ..raw(FedKind::Bid) }, &[(FedField::Currency, FedFault::Currency)]);
        check(&RawFed { amount: euros(CENTS_MOST + 1), ..raw(FedKind::Bid) }, &[(FedField::Cents, FedFault::Cents)]);
        check(&RawFed { happened_at: Instant::from_seconds(-1), ..raw(FedKind::Bid) }, &[(FedField::HappenedAt, FedFault::TooEarly)]);
        check(&RawFed { text: "a".repeat(10_001), ..raw(FedKind::Bid) }, &[(FedField::Text, FedFault::Text(FieldError::TooLong(10_000)))]);
    }
}
