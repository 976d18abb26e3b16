//! Where one is on the team's side: all of it is in the address, so that back, forward and reload keep it.

use super::Calendar;
use super::encoding::{decode, encode, pairs, query};
use super::mail_texts::{read_sample, write_sample};
use super::query as filters;
use crate::api::team::wire::MailSample;
use crate::domain::{AgendaId, FedId, Filters};

/// A screen of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The portal's slug.
    pub portal: String,
    /// What is on the screen.
    pub screen: Screen,
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What came in.
    Inbox(Filters),
    /// One appointment, and what is being done to it.
    Appointment(String, Panel),
    /// What stands in the agendas.
    Agendas(Calendar),
    /// When an agenda is open.
    Hours(AgendaId),
    /// What can be booked, and by which numbers.
    EventTypes,
    /// What the portal wants of its mail, or says in it.
    Mail(WishesFor),
    /// Why a time is not offered.
    WhyNot(Question),
    /// Customers found by words.
    Customers(String),
    /// One customer, and what of their timeline is to be opened.
    Customer(String, Option<FedId>),
    /// Booking on someone's behalf.
    Book(Wanted),
    /// Offering a customer several times, perhaps for what they ask.
    Propose(Wanted, Option<FedId>),
    /// The team, and what each may do.
    Members,
    /// The keys of the portal's own programs.
    Keys,
    /// Choosing a password by a link's key.
    Welcome(String),
    /// An address that leads nowhere.
    Nowhere,
}

/// What of the portal's mail is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishesFor {
    /// All of it.
    Mail,
    /// What one mail says, and how it looks.
    Texts(MailSample),
}

/// What is being done to an appointment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// It is looked at.
    #[default]
    Closed,
    /// It gets another time.
    Reschedule,
    /// It gets another agenda.
    Move,
    /// It is called off.
    Cancel,
}

impl Panel {
    const ALL: [Self; 4] = [Self::Closed, Self::Reschedule, Self::Move, Self::Cancel];

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "",
            Self::Reschedule => "reschedule",
            Self::Move => "move",
            Self::Cancel => "cancel",
        }
    }
}

/// What a booking begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The entry's slug.
    pub entry: Option<String>,
    /// In this agenda alone.
    pub agenda: Option<AgendaId>,
    /// At this moment, in seconds since 1970.
    pub at: Option<i64>,
    /// For this customer.
    pub customer: Option<String>,
}

/// A time that might not be offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// At which entry, by its slug.
    pub entry: Option<String>,
    /// In seconds since 1970.
    pub at: Option<i64>,
}

impl Place {
    /// Reads a path and its query, with or without the `?`.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("/team/")?.split('/').filter(|part| !part.is_empty()).map(decode);
        let portal = parts.next()?;
        let said: Vec<(String, String)> = pairs(query.trim_start_matches('?')).collect();
        let say = |key: &str| said.iter().find(|(known, value)| known == key && !value.is_empty()).map(|(_, value)| value.clone());
        let parts: Vec<String> = parts.collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let screen = match parts[..] {
            [] | ["inbox"] => Screen::Inbox(filters::read(&said)),
            ["appointment", id] => {
                let panel = say("do").and_then(|said| Panel::ALL.into_iter().find(|panel| panel.as_str() == said));
                Screen::Appointment(id.to_owned(), panel.unwrap_or_default())
            }
            ["agendas"] => Screen::Agendas(Calendar::read(&said)),
            ["agendas", id, "hours"] => Screen::Hours(AgendaId::new(id)),
            ["event-types"] => Screen::EventTypes,
            ["mail"] => Screen::Mail(WishesFor::Mail),
            ["mail", "texts"] => Screen::Mail(WishesFor::Texts(read_sample(say("to").as_deref(), say("kind").as_deref(), say("language").as_deref()))),
            ["why-not"] => Screen::WhyNot(Question { entry: say("entry"), at: say("at").and_then(|at| at.parse().ok()) }),
            ["customers"] => Screen::Customers(say("q").unwrap_or_default()),
            ["customer", id] => Screen::Customer(id.to_owned(), say("item").map(FedId::new)),
            ["book"] => {
                Screen::Book(Wanted { entry: say("entry"), agenda: say("agenda").map(AgendaId::new), at: say("at").and_then(|at| at.parse().ok()), customer: say("customer") })
            }
            ["propose"] => {
                let wanted = Wanted { entry: say("entry"), agenda: say("agenda").map(AgendaId::new), at: None, customer: say("customer") };
                Screen::Propose(wanted, say("request").map(FedId::new))
            }
            ["members"] => Screen::Members,
            ["keys"] => Screen::Keys,
            ["welcome", key] => Screen::Welcome(key.to_owned()),
            _ => Screen::Nowhere,
        };
        Some(Self { portal, screen })
    }

    /// The address, from the root on.
    pub fn print(&self) -> String {
        format!("/team/{}{}", encode(&self.portal), self.screen.print())
    }
}

impl Screen {
    fn print(&self) -> String {
        match self {
            Self::Inbox(kept) => format!("/inbox{}", query(filters::write(kept))),
            Self::Appointment(id, panel) => format!("/appointment/{}{}", encode(id), query([("do", panel.as_str().to_owned())])),
            Self::Agendas(calendar) => format!("/agendas{}", query(calendar.write())),
            Self::Hours(agenda) => format!("/agendas/{}/hours", encode(agenda.as_str())),
            Self::EventTypes => "/event-types".to_owned(),
            Self::Mail(WishesFor::Mail) => "/mail".to_owned(),
            Self::Mail(WishesFor::Texts(sample)) => format!("/mail/texts{}", query(write_sample(*sample))),
            Self::WhyNot(Question { entry, at }) => {
                let said = [("entry", entry.clone()), ("at", at.map(|at| at.to_string()))];
                format!("/why-not{}", query(said.map(|(key, value)| (key, value.unwrap_or_default()))))
            }
            Self::Customers(search) => format!("/customers{}", query([("q", search.clone())])),
            Self::Customer(id, item) => {
                let item = item.as_ref().map(|item| item.as_str().to_owned()).unwrap_or_default();
                format!("/customer/{}{}", encode(id), query([("item", item)]))
            }
            Self::Book(Wanted { entry, agenda, at, customer }) => {
                let agenda = agenda.as_ref().map(|agenda| agenda.as_str().to_owned());
                let said = [("entry", entry.clone()), ("agenda", agenda), ("at", at.map(|at| at.to_string())), ("customer", customer.clone())];
                format!("/book{}", query(said.map(|(key, value)| (key, value.unwrap_or_default()))))
            }
            Self::Propose(Wanted { entry, agenda, customer, .. }, request) => {
                let agenda = agenda.as_ref().map(|agenda| agenda.as_str().to_owned());
                let request = request.as_ref().map(|request| request.as_str().to_owned());
                let said = [("entry", entry.clone()), ("agenda", agenda), ("customer", customer.clone()), ("request", request)];
                format!("/propose{}", query(said.map(|(key, value)| (key, value.unwrap_or_default()))))
            }
            Self::Members => "/members".to_owned(),
            Self::Keys => "/keys".to_owned(),
            Self::Welcome(key) => format!("/welcome/{}", encode(key)),
            Self::Nowhere => String::new(),
        }
    }

    /// The screen itself, without what is looked for or done there: while it stays the same, so do the focus and the page's place.
    #[must_use]
    pub fn stem(&self) -> Self {
        match self {
            Self::Inbox(_) => Self::Inbox(Filters::default()),
            Self::Appointment(id, _) => Self::Appointment(id.clone(), Panel::Closed),
            Self::Agendas(_) => Self::Agendas(Calendar::default()),
            Self::Mail(WishesFor::Texts(_)) => Self::Mail(WishesFor::Texts(MailSample::default())),
            Self::WhyNot(_) => Self::WhyNot(Question::default()),
            Self::Customers(_) => Self::Customers(String::new()),
            Self::Customer(id, _) => Self::Customer(id.clone(), None),
            Self::Book(_) => Self::Book(Wanted::default()),
            Self::Propose(..) => Self::Propose(Wanted::default(), None),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::View;
    use crate::domain::{Day, FedKind, InboxView, Language, MailKind};

    #[track_caller]
    fn check(path: &str, query: &str, screen: Screen, printed: &str) {
        let place = Place::parse(path, query).unwrap();
        assert_eq!(place, Place { portal: "demo".to_owned(), screen });
        assert_eq!(place.print(), printed);
        let (path, query) = printed.split_once('?').unwrap_or((printed, ""));
        assert_eq!(Place::parse(path, query), Some(place), "it is read back");
    }

    #[test]
    fn every_screen_has_its_address() {
        let inbox = Screen::Inbox(Filters::default());
        check("/team/demo", "", inbox.clone(), "/team/demo/inbox");
        check("/team/demo/", "", inbox.clone(), "/team/demo/inbox");
        check("/team/demo/inbox", "?nonsense=1", inbox, "/team/demo/inbox");
        let bids = Filters { view: InboxView::Fed(FedKind::Bid), unread: true, ..Filters::default() };
        check("/team/demo/inbox", "?unread=yes&view=bids&status=cancelled", Screen::Inbox(bids), "/team/demo/inbox?view=bids&unread=yes");
        check("/team/demo/appointment/0a", "", Screen::Appointment("0a".to_owned(), Panel::Closed), "/team/demo/appointment/0a");
        check("/team/demo/appointment/0a", "?do=move", Screen::Appointment("0a".to_owned(), Panel::Move), "/team/demo/appointment/0a?do=move");
        check("/team/demo/appointment/0a", "?do=explode", Screen::Appointment("0a".to_owned(), Panel::Closed), "/team/demo/appointment/0a");
        check("/team/demo/customers", "?q=de+Wit%20%26%20co", Screen::Customers("de Wit & co".to_owned()), "/team/demo/customers?q=de%20Wit%20%26%20co");
        check("/team/demo/customer/c", "", Screen::Customer("c".to_owned(), None), "/team/demo/customer/c");
        check("/team/demo/customer/c", "?item=f", Screen::Customer("c".to_owned(), Some(FedId::new("f"))), "/team/demo/customer/c?item=f");
        let day = Calendar { view: View::Day, on: Day::parse("2026-12-02"), agendas: ["a", "b"].map(AgendaId::new).to_vec() };
        check("/team/demo/agendas", "?on=2026-12-02&view=day&agenda=a&agenda=b", Screen::Agendas(day), "/team/demo/agendas?view=day&on=2026-12-02&agenda=a&agenda=b");
        check("/team/demo/agendas", "?on=2026-02-30&view=year", Screen::Agendas(Calendar::default()), "/team/demo/agendas");
        check("/team/demo/agendas/0a/hours", "", Screen::Hours(AgendaId::new("0a")), "/team/demo/agendas/0a/hours");
        let question = Question { entry: Some("kade".to_owned()), at: Some(-60) };
        check("/team/demo/why-not", "?at=-60&entry=kade", Screen::WhyNot(question), "/team/demo/why-not?entry=kade&at=-60");
        check("/team/demo/why-not", "?at=noon", Screen::WhyNot(Question::default()), "/team/demo/why-not");
        check("/team/demo/event-types", "", Screen::EventTypes, "/team/demo/event-types");
        let offered = Wanted { entry: Some("kade".to_owned()), agenda: Some(AgendaId::new("a")), at: None, customer: Some("c".to_owned()) };
        let offered = Screen::Propose(offered, Some(FedId::new("f")));
        check("/team/demo/propose", "customer=c&entry=kade&agenda=a&request=f", offered, "/team/demo/propose?entry=kade&agenda=a&customer=c&request=f");
        check("/team/demo/mail", "", Screen::Mail(WishesFor::Mail), "/team/demo/mail");
        check("/team/demo/mail/texts", "", Screen::Mail(WishesFor::Texts(MailSample::default())), "/team/demo/mail/texts");
        let sample = MailSample { kind: MailKind::Move, language: Language::De, ..MailSample::default() };
        check("/team/demo/mail/texts", "?language=de&kind=move", Screen::Mail(WishesFor::Texts(sample)), "/team/demo/mail/texts?kind=move&language=de");
        check("/team/demo/members", "", Screen::Members, "/team/demo/members");
        check("/team/demo/keys", "", Screen::Keys, "/team/demo/keys");
        check("/team/demo/welcome/demo.Ab1", "", Screen::Welcome("demo.Ab1".to_owned()), "/team/demo/welcome/demo.Ab1");
        let wanted = Wanted { entry: Some("lindengracht-12".to_owned()), agenda: None, at: Some(1_796_200_200), customer: Some("c".to_owned()) };
        check("/team/demo/book", "entry=lindengracht-12&customer=c&agenda=&at=1796200200", Screen::Book(wanted), "/team/demo/book?entry=lindengracht-12&at=1796200200&customer=c");
    }

    #[test]
    fn another_address_is_nowhere_or_not_ours() {
        assert_eq!(Place::parse("/team/demo/agenda/x", "").unwrap().screen, Screen::Nowhere);
        assert_eq!(Place::parse("/team/", ""), None);
        assert_eq!(Place::parse("/b/demo", ""), None);
    }

    #[test]
    fn a_panel_or_a_filter_is_no_other_screen() {
        let at = |panel| Screen::Appointment("a".to_owned(), panel);
        assert_eq!(at(Panel::Move).stem(), at(Panel::Closed));
        assert_ne!(at(Panel::Closed).stem(), Screen::Appointment("b".to_owned(), Panel::Closed));
        assert_eq!(Screen::Customers("a".to_owned()).stem(), Screen::Customers(String::new()));
        assert_ne!(Screen::Customers(String::new()).stem(), Screen::Inbox(Filters::default()).stem());
    }
}
