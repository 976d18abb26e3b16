//! The Inbox's filters: how the address says them, and how one is set. What can't be read filters nothing.

use crate::domain::{AgendaId, Day, FedKind, Filters, InboxView, MemberId, Source, Status, SubjectId};

/// One filter, by its key in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Of which kind.
    View,
    /// In which agenda.
    Agenda,
    /// About what.
    Subject,
    /// How it stands.
    Status,
    /// Where it was made.
    Source,
    /// Who handles it.
    Member,
    /// On this day or later.
    From,
    /// On this day or earlier.
    To,
    /// Only what nobody has read.
    Unread,
    /// Only what is, or isn't, dealt with.
    Done,
    /// Words.
    Search,
}

impl Filter {
    /// Every filter.
    pub const ALL: [Self; 11] = [Self::View, Self::Agenda, Self::Subject, Self::Status, Self::Source, Self::Member, Self::From, Self::To, Self::Unread, Self::Done, Self::Search];

    /// Its key in the address, and the name of its field.
    pub const fn key(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Agenda => "agenda",
            Self::Subject => "subject",
            Self::Status => "status",
            Self::Source => "source",
            Self::Member => "member",
            Self::From => "from",
            Self::To => "to",
            Self::Unread => "unread",
            Self::Done => "done",
            Self::Search => "q",
        }
    }

    /// What it is set to; empty where it isn't.
    pub fn value(self, filters: &Filters) -> String {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        match self {
            Self::View => view(filters.view).to_owned(),
            Self::Agenda => text(filters.agenda.as_ref().map(AgendaId::as_str)),
            Self::Subject => text(filters.subject.as_ref().map(SubjectId::as_str)),
            Self::Status => text(filters.status.map(Status::as_str)),
            Self::Source => text(filters.source.map(Source::as_str)),
            Self::Member => text(filters.assigned.as_ref().map(MemberId::as_str)),
            Self::From => filters.from.map(|day| day.to_string()).unwrap_or_default(),
            Self::To => filters.to.map(|day| day.to_string()).unwrap_or_default(),
            Self::Unread => text(filters.unread.then_some("yes")),
            Self::Done => text(filters.done.map(|done| if done { "yes" } else { "no" })),
            Self::Search => filters.search.clone(),
        }
    }
}

/// Sets one filter; an empty or unreadable value takes it away.
pub fn set(filters: &mut Filters, filter: Filter, value: &str) {
    let some = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match filter {
        Filter::View => filters.view = InboxView::ALL.into_iter().find(|known| view(*known) == value).unwrap_or_default(),
        Filter::Agenda => filters.agenda = some().map(AgendaId::new),
        Filter::Subject => filters.subject = some().map(SubjectId::new),
        Filter::Status => filters.status = Status::parse(value),
        Filter::Source => filters.source = Source::parse(value),
        Filter::Member => filters.assigned = some().map(MemberId::new),
        Filter::From => filters.from = Day::parse(value),
        Filter::To => filters.to = Day::parse(value),
        Filter::Unread => filters.unread = value == "yes",
        Filter::Done => {
            filters.done = match value {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }
        }
        Filter::Search => value.clone_into(&mut filters.search),
    }
}

/// A view as the address says it, and as a page names it.
pub const fn view(view: InboxView) -> &'static str {
    match view {
        InboxView::Everything => "",
        InboxView::Appointments => "appointments",
        InboxView::Fed(FedKind::Message) => "messages",
        InboxView::Fed(FedKind::Document) => "documents",
        InboxView::Fed(FedKind::WorkflowAnswer) => "answers",
        InboxView::Fed(FedKind::Bid) => "bids",
        InboxView::Fed(FedKind::Request) => "requests",
        InboxView::Fed(FedKind::Proposal) => "proposals",
    }
}

/// Nothing is set but the view.
pub fn is_whole(filters: &Filters) -> bool {
    *filters == Filters { view: filters.view, ..Filters::default() }
}

/// How many filters are set, view and search left out: what a folded list of filters hides.
pub fn active(filters: &Filters) -> usize {
    Filter::ALL.into_iter().filter(|filter| !matches!(filter, Filter::View | Filter::Search) && !filter.value(filters).is_empty()).count()
}

/// Reads them from a query's pairs. What makes no sense in a view filters nothing there.
pub fn read(pairs: &[(String, String)]) -> Filters {
    let mut filters = Filters::default();
    for (key, value) in pairs {
        if let Some(filter) = Filter::ALL.into_iter().find(|filter| filter.key() == key) {
            set(&mut filters, filter, value);
        }
    }
    filters.fitting()
}

/// As a query's pairs, empty ones included.
pub fn write(filters: &Filters) -> [(&'static str, String); 11] {
    Filter::ALL.map(|filter| (filter.key(), filter.value(filters)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
        query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn each_filter_is_read_back_as_it_was_set() {
        let values = ["appointments", "a1", "s1", "no_show", "plugin", "m1", "2026-12-01", "2026-12-31", "yes", "no", "de Wit"];
        for (filter, value) in Filter::ALL.into_iter().zip(values) {
            let mut filters = Filters::default();
            set(&mut filters, filter, value);
            assert_ne!(filters, Filters::default(), "{filter:?}");
            assert_eq!(filter.value(&filters), value);
            assert_eq!(read(&write(&filters).map(|(key, value)| (key.to_owned(), value))), filters);
            assert_eq!(active(&filters), usize::from(!matches!(filter, Filter::View | Filter::Search)));
            set(&mut filters, filter, "");
            assert_eq!(filters, Filters::default(), "{filter:?}");
        }
    }

    #[test]
    fn every_view_has_its_word_and_only_what_makes_sense_in_it() {
        for known in InboxView::ALL {
            let filters = read(&pairs(&[("view", view(known)), ("agenda", "a1"), ("unread", "yes")]));
            assert_eq!((filters.view, filters.unread, filters.agenda.is_some()), (known, true, known.has_appointments()));
            let of = read(&pairs(&[("view", view(known)), ("subject", "s1")]));
            assert_eq!(of.subject.is_some(), known.has_subjects(), "a project's requests are its waiting list");
            assert!(!is_whole(&filters) && is_whole(&Filters { view: known, ..Filters::default() }));
        }
    }

    #[test]
    fn what_cant_be_read_filters_nothing() {
        let nonsense = pairs(&[("status", "open"), ("source", "x"), ("from", "2026-02-30"), ("done", "maybe"), ("unread", "1"), ("page", "2"), ("view", "faxes")]);
        assert_eq!(read(&nonsense), Filters::default());
    }
}
