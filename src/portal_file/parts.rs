//! The tables of a portal file, one function each, and the references between them.

use std::collections::BTreeSet;
use std::fmt::Display;

use chrono::NaiveTime;
use toml::Spanned;
use toml::de::DeTable;

use super::keys::{Keys, article};
use super::places::Places;
use super::{FirstAppointment, PortalFile, know, mail, proposals, texts};
use crate::domain::texts::OwnTexts;
use crate::domain::{
    AgendaSetup, Country, Email, EntryKind, EntrySetup, EventTypeLimits, EventTypeSetup, FieldError, Hours, Language, Location, MailSettings, Minutes, Name, OFFER_HOLD, Origin,
    Phone, Plan, PortalSetup, ProposalSettings, RawContact, Separated, Setup, Slug, SubjectKind, SubjectSetup, Title, WallTime, ZoneName,
};
use crate::phones;
use crate::zone::Zone;

/// The whole file; `None` when something is missing that must be there (which `places` then says).
pub fn file(root: &Spanned<DeTable<'_>>, places: &mut Places<'_>) -> Option<PortalFile> {
    let mut keys = Keys::new("the file", 0, root.get_ref(), places);
    let portal = keys.table("portal");
    let agendas = keys.tables("agenda");
    let event_types = keys.tables("event_type");
    let projects = keys.tables("project");
    let services = keys.tables("service");
    let entries = keys.tables("entry");
    let appointments = keys.tables("appointment");
    let texts = keys.table("texts");
    let mail = keys.table("mail");
    let proposals = keys.table("proposals");
    if portal.is_none() {
        keys.places.mistake(0, "the file: the table [portal] is missing");
    }
    keys.end();

    let portal = portal.and_then(|(table, at)| self::portal(Keys::new("portal", at, table, places)));
    let zone = portal.as_ref().map(|portal| portal.zone.clone());
    let language = portal.as_ref().map_or(Language::default(), |portal| portal.language);
    let country = portal.as_ref().map(|portal| portal.country.clone());
    let texts = texts.map(|(table, at)| texts::read(table, at, places)).unwrap_or_default();
    let mail = mail.map(|(table, at)| mail::read(table, at, places)).unwrap_or_default();
    let proposals = proposals.map(|(table, at)| proposals::read(table, at, places)).unwrap_or_default();
    let portal = portal.map(|portal| PortalSetup { texts, mail, proposals, ..portal });
    let above = Above { agendas: full(&agendas), projects: slugs(&projects) };
    let agendas = each("agenda", agendas, places, |keys| agenda(keys, zone.as_ref(), country.as_ref(), &above));
    let event_types = each("event_type", event_types, places, event_type);
    let mut subjects = each("project", projects, places, |keys| subject(keys, SubjectKind::Project));
    subjects.extend(each("service", services, places, |keys| subject(keys, SubjectKind::Service)));
    let known = Known { agendas: names(&agendas, places), event_types: names(&event_types, places), subjects: names(&subjects, places) };
    let entries = each("entry", entries, places, |keys| entry(keys, &known));
    let entry_names = names(&entries, places);
    let appointments = each("appointment", appointments, places, |keys| appointment(keys, &entry_names, language, country.as_ref()));
    names(&appointments, places);

    let setup = Setup { portal: portal?, agendas: rights(agendas), event_types: rights(event_types), subjects: rights(subjects), entries: rights(entries) };
    Some(PortalFile { setup, appointments: rights(appointments) })
}

/// What was read of one table, and where it begins. Its slug is known even when the rest is wrong, so that a reference to it is
/// not called dangling as well.
struct Read<T> {
    at: usize,
    slug: Option<String>,
    name: String,
    value: Option<T>,
}

/// The names that references may use.
struct Known {
    agendas: BTreeSet<String>,
    event_types: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

/// What a separated agenda may name.
struct Above {
    agendas: BTreeSet<String>,
    projects: BTreeSet<String>,
}

/// The slugs of agendas that are not separated themselves.
fn full(tables: &[(&DeTable<'_>, usize)]) -> BTreeSet<String> {
    let full = tables.iter().filter(|(table, _)| !table.iter().any(|(key, _)| key.get_ref() == "parent"));
    slugs(&full.copied().collect::<Vec<_>>())
}

fn slugs(tables: &[(&DeTable<'_>, usize)]) -> BTreeSet<String> {
    tables.iter().filter_map(|(table, _)| slug(table)).collect()
}

fn slug(table: &DeTable<'_>) -> Option<String> {
    table.iter().find(|(key, _)| key.get_ref() == "slug").and_then(|(_, value)| value.get_ref().as_str().map(str::to_owned))
}

fn each<'t, T>(kind: &str, tables: Vec<(&'t DeTable<'t>, usize)>, places: &mut Places<'_>, read: impl Fn(Keys<'t, '_, '_>) -> Option<T>) -> Vec<Read<T>> {
    let mut all = Vec::new();
    for (table, at) in tables {
        let keys = Keys::new(kind, at, table, places);
        let name = keys.name();
        all.push(Read { at, slug: slug(table), name, value: read(keys) });
    }
    all
}

/// The slugs of one kind; two of the same are a mistake at the second.
fn names<T>(all: &[Read<T>], places: &mut Places<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for one in all {
        if let Some(slug) = &one.slug
            && !names.insert(slug.clone())
        {
            places.mistake(one.at, format!("{}: this slug is used twice, expected another", one.name));
        }
    }
    names
}

fn rights<T>(all: Vec<Read<T>>) -> Vec<T> {
    all.into_iter().filter_map(|one| one.value).collect()
}

fn portal(mut keys: Keys<'_, '_, '_>) -> Option<PortalSetup> {
    let slug = keys.text("slug", Slug::parse);
    let name = keys.text("name", Name::parse);
    let zone = keys.text("zone", zone);
    let country = if keys.place("country") == keys.at() { zone.as_ref().map(phones::home) } else { None };
    let country = keys.optional("country", |text| phones::country(text).ok_or("expected the two capital letters of a country (ISO 3166), such as NL")).or(country);
    let language = if keys.place("language") == keys.at() { Some(Language::default()) } else { None };
    let language = keys.optional("language", exact_language).or(language);
    let plan = if keys.place("plan") == keys.at() { Some(Plan::Pro) } else { None };
    let plan = keys.optional("plan", |text| Plan::parse(text).ok_or("expected free, pro or custom")).or(plan);
    let allowed_origins = parsed(&mut keys, "allowed_origins", Origin::parse);
    keys.end();
    Some(PortalSetup {
        slug: slug?,
        name: name?,
        zone: zone?,
        country: country?,
        language: language?,
        plan: plan?,
        allowed_origins,
        texts: OwnTexts::default(),
        mail: MailSettings::default(),
        proposals: ProposalSettings::default(),
    })
}

fn agenda(mut keys: Keys<'_, '_, '_>, default: Option<&ZoneName>, country: Option<&Country>, above: &Above) -> Option<AgendaSetup> {
    let slug = keys.text("slug", Slug::parse);
    let name = keys.text("name", Name::parse);
    let email = keys.text("email", Email::parse);
    let own_zone = keys.place("zone") != keys.at();
    let zone = keys.optional("zone", zone).or_else(|| default.filter(|_| !own_zone).cloned());
    let mut hours = Hours::default();
    for (key, add) in [("hours", Hours::add_weekly as fn(&mut Hours, &str) -> _), ("closed", Hours::close), ("extra", Hours::add_extra)] {
        for (line, at) in keys.list(key) {
            if let Err(error) = add(&mut hours, line) {
                let what = format!("{}: {key}: {error}", keys.name());
                keys.places.mistake(at, what);
            }
        }
    }
    let phone = keys.optional("phone", |text| phone(text, country));
    let meeting_link = keys.optional("meeting_link", meeting_link);
    let named = ["parent", "project"].map(|key| keys.place(key) != keys.at());
    if named[0] != named[1] {
        let (has, lacks) = if named[0] { ("parent", "project") } else { ("project", "parent") };
        let what = format!("{}: {has} comes without {lacks}, expected both, or neither", keys.name());
        keys.places.mistake(keys.place(has), what);
    }
    let parent = keys.optional("parent", |text| reference(text, &above.agendas, "agenda without a parent"));
    let project = keys.optional("project", |text| reference(text, &above.projects, "project"));
    let separated = parent.zip(project).map(|(parent, project)| Separated { parent, project });
    keys.end();
    Some(AgendaSetup { slug: slug?, name: name?, email: email?, zone: zone?, hours, phone, meeting_link, separated })
}

fn event_type(mut keys: Keys<'_, '_, '_>) -> Option<EventTypeSetup> {
    let slug = keys.text("slug", Slug::parse);
    let title = keys.text("title", Title::parse);
    let location = keys.text("location", |text| Location::parse(text).ok_or("expected at_address, video or phone"));
    let numbers = ["minutes", "step_minutes", "buffer_before_minutes", "buffer_after_minutes", "notice_minutes", "horizon_days", "max_per_day", "max_per_week"];
    let at = numbers.map(|key| keys.place(key));
    if at[0] == keys.at() {
        let what = format!("{}: minutes is missing, expected how long it lasts", keys.name());
        keys.places.mistake(keys.at(), what);
    }
    // A missing length was said already; half an hour lets the rest be checked.
    let minutes = keys.number("minutes", 30);
    let limits = EventTypeLimits {
        length: Minutes::new(minutes.unwrap_or(30)),
        step: Minutes::new(keys.number("step_minutes", minutes.unwrap_or(30)).unwrap_or(30)),
        buffer_before: Minutes::new(keys.number("buffer_before_minutes", 0).unwrap_or(0)),
        buffer_after: Minutes::new(keys.number("buffer_after_minutes", 0).unwrap_or(0)),
        notice: Minutes::new(keys.number("notice_minutes", 0).unwrap_or(0)),
        horizon_days: keys.number("horizon_days", 60).unwrap_or(60),
        max_per_day: keys.maybe_number("max_per_day"),
        max_per_week: keys.maybe_number("max_per_week"),
    };
    let requests = keys.flag("requests");
    let advice = know::advice(&mut keys);
    let offers = offers(&mut keys, requests);
    let defaulted = |place: usize| place == keys.at();
    let wrong = limits.errors();
    let said: Vec<_> = wrong.iter().filter_map(|error| numbers.iter().position(|key| *key == error.key).map(|place| (at[place], error))).collect();
    // A step that is only the length's default is not a second mistake.
    let said: Vec<_> = said.into_iter().filter(|(place, _)| !defaulted(*place)).map(|(place, error)| (place, format!("{}: {error}", keys.name()))).collect();
    let right = said.is_empty();
    for (place, what) in said {
        keys.places.mistake(place, what);
    }
    keys.end();
    Some(EventTypeSetup { slug: slug?, title: title?, location: location?, limits, requests, advice, offers }).filter(|_| right)
}

/// Whether a time that becomes free is offered to those who wait, and to each for how long.
fn offers(keys: &mut Keys<'_, '_, '_>, requests: bool) -> Option<Minutes> {
    let (place, hold_place) = (keys.place("offer_freed"), keys.place("offer_hold_minutes"));
    let is_said = place != keys.at();
    let (freed, hold) = (keys.maybe_bool("offer_freed"), keys.maybe_number("offer_hold_minutes"));
    let (offers, is_unclear) = (freed == Some(true), is_said && freed.is_none());
    if offers && !requests {
        let what = format!("{}: offer_freed comes without requests, expected requests = true as well, or nobody waits", keys.name());
        keys.places.mistake(place, what);
    }
    if let Some(minutes) = hold.filter(|minutes| !OFFER_HOLD.contains(minutes)) {
        let what = format!("{}: offer_hold_minutes is {minutes}, expected {} to {}", keys.name(), OFFER_HOLD.start(), OFFER_HOLD.end());
        keys.places.mistake(hold_place, what);
    }
    // What was meant by a value that is none is not guessed.
    if hold.is_some() && !offers && !is_unclear {
        let what = format!("{}: offer_hold_minutes comes without offer_freed, expected offer_freed = true as well", keys.name());
        keys.places.mistake(hold_place, what);
    }
    offers.then(|| Minutes::new(hold.unwrap_or(120)))
}

fn subject(mut keys: Keys<'_, '_, '_>, kind: SubjectKind) -> Option<SubjectSetup> {
    let slug = keys.text("slug", Slug::parse);
    let title = keys.text("title", Title::parse);
    let address = match kind {
        SubjectKind::Project => keys.text("address", Title::parse),
        SubjectKind::Service => keys.optional("address", Title::parse),
    };
    let advice = know::with_access(&mut keys);
    keys.end();
    Some(SubjectSetup { kind, slug: slug?, title: title?, address, advice })
}

fn entry(mut keys: Keys<'_, '_, '_>, known: &Known) -> Option<EntrySetup> {
    let slug = keys.text("slug", Slug::parse);
    let kind_expected = "expected project, service, content_item, plugin, standalone or agenda";
    let kind = keys.text("kind", |text| EntryKind::parse(text).ok_or(kind_expected));
    let subject = keys.optional("subject", |text| reference(text, &known.subjects, "project or service"));
    if subject.is_none() && matches!(kind, Some(EntryKind::Project | EntryKind::Service)) {
        let what = format!("{}: subject is missing, expected the slug of what this entry is about", keys.name());
        keys.places.mistake(keys.at(), what);
    }
    let event_type = keys.text("event_type", |text| reference(text, &known.event_types, "event type"));
    let at = keys.place("agendas");
    let agendas = parsed(&mut keys, "agendas", |text| reference(text, &known.agendas, "agenda"));
    let distinct: BTreeSet<_> = agendas.iter().collect();
    if agendas.is_empty() {
        let what = format!("{}: agendas is empty or missing, expected the slug of at least one agenda", keys.name());
        keys.places.mistake(at, what);
    } else if distinct.len() < agendas.len() {
        let what = format!("{}: agendas names one agenda twice, expected each once", keys.name());
        keys.places.mistake(at, what);
    }
    keys.end();
    Some(EntrySetup { slug: slug?, kind: kind?, subject, event_type: event_type?, agendas })
}

fn appointment(mut keys: Keys<'_, '_, '_>, entries: &BTreeSet<String>, language: Language, country: Option<&Country>) -> Option<FirstAppointment> {
    let slug = keys.text("slug", Slug::parse);
    let entry = keys.text("entry", |text| reference(text, entries, "entry"));
    let in_days = keys.number("in_days", 1);
    let at = keys.text("at", |text| NaiveTime::parse_from_str(text, "%H:%M").map(WallTime::new).map_err(|_| "expected a time such as 10:30"));
    let name = keys.text("name", |text| Name::parse(text).map(String::from));
    let email = keys.text("email", |text| Email::parse(text).map(String::from));
    let phone = keys.optional("phone", |text| Ok::<_, FieldError>(text.to_owned())).unwrap_or_default();
    let note = keys.optional("note", |text| Ok::<_, FieldError>(text.to_owned())).unwrap_or_default();
    let (place, table) = (keys.at(), keys.name());
    let contact = RawContact { name: name?, email: email?, phone, note }.parse(language, |typed| country.map_or_else(|| Ok(typed.clone()), |country| phones::e164(typed, country)));
    let contact = match contact {
        Ok(contact) => contact,
        Err(errors) => {
            let wrong = errors.phone.map(|error| ("phone", error)).or(errors.note.map(|error| ("note", error)));
            keys.places.mistake(place, wrong.map_or(table.clone(), |(field, error)| format!("{table}: {field} {error}")));
            return None;
        }
    };
    keys.end();
    Some(FirstAppointment { slug: slug?, entry: entry?, in_days: in_days?, at: at?, contact })
}

/// A list of which every element must be right.
fn parsed<T, E: Display>(keys: &mut Keys<'_, '_, '_>, key: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Vec<T> {
    let mut values = Vec::new();
    for (text, at) in keys.list(key) {
        match parse(text) {
            Ok(value) => values.push(value),
            Err(error) => {
                let what = format!("{}: {key} has {text:?}, {error}", keys.name());
                keys.places.mistake(at, what);
            }
        }
    }
    values
}

fn reference(text: &str, known: &BTreeSet<String>, kind: &str) -> Result<Slug, String> {
    let found = known.contains(text).then(|| Slug::parse(text).ok()).flatten();
    let names = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| if names.is_empty() { format!("but the file has no {kind}") } else { format!("expected the slug of {} {kind} in this file: {names}", article(kind)) })
}

fn zone(text: &str) -> Result<ZoneName, &'static str> {
    Zone::find(text).map(|zone| zone.name().clone()).ok_or("expected a zone of the tz database, such as Europe/Amsterdam")
}

fn exact_language(text: &str) -> Result<Language, FieldError> {
    Language::parse(text).filter(|language| language.tag() == text).ok_or(FieldError::NotALanguage)
}

/// A number as its country's people write it, into the form that every telephone can call.
fn phone(text: &str, country: Option<&Country>) -> Result<Phone, FieldError> {
    let typed = Phone::parse(text)?;
    country.map_or_else(|| Ok(typed.clone()), |country| phones::e164(&typed, country))
}

fn meeting_link(text: &str) -> Result<String, &'static str> {
    let plain = text.len() <= 500 && text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()) && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if plain { Ok(text.to_owned()) } else { Err("expected an address that begins with https://") }
}
