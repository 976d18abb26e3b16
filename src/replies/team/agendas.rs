//! Agendas on the wire: days side by side, hours, blocks, and why a time is not offered.

use super::acts::{instant, noted};
use super::session::member;
use super::{Wall, answered, refused, sentences};
use crate::api::team::wire::{Against, AgendaDays, Blocking, DayColumn, Days, DaysAsk, HoursLines, Item, ItemWhat};
use crate::api::team::{Field, TeamError};
use crate::app::team::{self, SideBySide};
use crate::domain::{AgendaId, BlockId, Day, FieldError, Hours, Member, Slug, Span, Weekday, dutch_holidays};
use crate::store::team::AgendaRow;
use crate::zone::Zone;
use crate::{dates, locales};

/// Some days of agendas.
pub async fn days_of(ask: DaysAsk) -> Result<Days, TeamError> {
    let reply = async {
        let (desk, by) = member(&ask.portal).await?;
        let from = Day::from_epoch_days(ask.from);
        let wall = Wall::of(&by);
        let found = team::side_by_side(&desk.app, &by, &ask.agendas, from, ask.count).await.map_err(|error| refused(error, &wall))?;
        let days: Vec<Day> = (0..ask.count.clamp(1, team::LOOK_DAYS)).map(|at| from.plus_days(at.into())).collect();
        let agendas = found.agendas.iter().map(|agenda| agenda_days(&found, agenda, &days, &by));
        Ok(Days { now: wall.start(desk.app.clock.now()), agendas: agendas.collect() })
    };
    answered(reply.await)
}

/// When an agenda is open.
pub async fn hours_of(portal: String, agenda: AgendaId) -> Result<HoursLines, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let hours = team::hours(&desk.app, &by.actor(), &agenda).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(HoursLines::of(&hours))
    };
    answered(reply.await)
}

/// Changes that.
pub async fn change_hours(portal: String, agenda: AgendaId, known: HoursLines, hours: HoursLines) -> Result<HoursLines, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let (known, wanted) = (read_hours(&known)?, read_hours(&hours)?);
        team::change_hours(&desk.app, &by.actor(), &agenda, &known, &wanted).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(HoursLines::of(&wanted))
    };
    answered(reply.await)
}

/// The holidays of a year.
pub async fn holidays(portal: String, year: u16) -> Result<Vec<(i32, String)>, TeamError> {
    let reply = async {
        let (_, by) = member(&portal).await?;
        let texts = locales::team(by.language);
        Ok(dutch_holidays(year).into_iter().map(|(day, holiday)| (day.epoch_days(), texts.get(sentences::holiday(holiday)).to_owned())).collect())
    };
    answered(reply.await)
}

/// Keeps a time free.
pub async fn block_time(blocking: Blocking) -> Result<BlockId, TeamError> {
    let reply = async {
        let (desk, by) = member(&blocking.portal).await?;
        let span = Span::new(instant(blocking.from), instant(blocking.to));
        let why = noted(&blocking.reason)?;
        let block = team::block(&desk.app, &by.actor(), &blocking.agenda, span, why).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        block.map(|block| block.id).ok_or_else(|| TeamError::Invalid(vec![(Field::Span, FieldError::NotASpan)]))
    };
    answered(reply.await)
}

/// Gives it back.
pub async fn unblock(portal: String, block: BlockId) -> Result<Blocking, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let was = team::unblock(&desk.app, &by.actor(), &block).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        Ok(Blocking { portal, agenda: was.agenda, from: was.span.start.seconds(), to: was.span.end.seconds(), reason: was.reason.into() })
    };
    answered(reply.await)
}

/// Why a start is not offered.
pub async fn why_not_at(portal: String, entry: String, starts_at: i64) -> Result<Vec<Against>, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let entry = Slug::parse(&entry).map_err(|_| TeamError::NotFound)?;
        let found = team::why_not(&desk.app, &by, &entry, instant(starts_at)).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        let zones = desk.app.store.agendas(&by.portal.id).await?;
        let zone = |agenda: &AgendaId| zones.iter().find(|row| row.id == *agenda).map_or(&by.portal.zone, |row| &row.zone);
        let against = found.iter().map(|found| Against { agenda: found.name.to_string(), sentences: sentences::against(by.language, zone(&found.agenda), &found.reasons) });
        Ok(against.collect())
    };
    answered(reply.await)
}

/// Hours from their lines; what is wrong is told at each.
pub(super) fn read_hours(lines: &HoursLines) -> Result<Hours, TeamError> {
    let mut hours = Hours::default();
    let mut wrong = Vec::new();
    for (at, (weekday, line)) in Weekday::ALL.into_iter().zip(&lines.week).enumerate() {
        if !line.trim().is_empty() && hours.add_weekly(&format!("{} {line}", weekday.as_str())).is_err() {
            wrong.push((Field::Week(at as u8), FieldError::NotHours));
        }
    }
    for day in &lines.closed {
        let _a_day_is_a_date = hours.close(&Day::from_epoch_days(*day).to_string());
    }
    for (at, (day, line)) in lines.extra.iter().enumerate() {
        if hours.add_extra(&format!("{} {line}", Day::from_epoch_days(*day))).is_err() {
            wrong.push((Field::Extra(u8::try_from(at).unwrap_or(u8::MAX)), FieldError::NotHours));
        }
    }
    if wrong.is_empty() { Ok(hours) } else { Err(TeamError::Invalid(wrong)) }
}

fn agenda_days(found: &SideBySide, agenda: &AgendaRow, days: &[Day], by: &Member) -> AgendaDays {
    let zone = Zone::of(&agenda.zone);
    AgendaDays {
        agenda: agenda.id.clone(),
        name: agenda.name.to_string(),
        clock: dates::zone(by.language, &agenda.zone),
        separated: agenda.separated.as_ref().map(|(parent, project)| (parent.to_string(), project.to_string())),
        in_plan: !found.beyond_plan.contains(&agenda.id),
        editable: by.permissions.edits(&agenda.id),
        days: days.iter().map(|day| column(found, agenda, &zone, *day)).collect(),
    }
}

fn column(found: &SideBySide, agenda: &AgendaRow, zone: &Zone, day: Day) -> DayColumn {
    let whole = zone.day_span(day);
    // What stands here on this day: what goes on past midnight is cut there.
    let within = |span: Span| Span::new(span.start.max(whole.start), span.end.min(whole.end));
    let item = |span: Span, what: ItemWhat| {
        let span = within(span);
        let minutes = u16::try_from((span.end.seconds() - span.start.seconds()) / 60).unwrap_or(0);
        Item { start: Wall::in_zone(zone).start(span.start), minutes, what }
    };
    // An appointment stands in its own agenda, and with a mark in the parent whose time it takes; not in the parent's other agendas. So does what is held.
    let here = |own: &AgendaId, lane: &AgendaId, span: Span| *lane == agenda.lane && span.overlaps(whole) && (*own == agenda.id || agenda.id == agenda.lane);
    let marker = |own: &AgendaId| found.names.iter().find(|(id, _)| id == own && *own != agenda.id).map(|(_, name)| name.to_string());
    let placed = found.placed.iter().filter(|placed| here(&placed.agenda, &placed.lane, placed.span));
    let placed = placed.map(|placed| {
        let what = ItemWhat::Appointment {
            id: placed.id.clone(),
            version: placed.version,
            customer: placed.name.to_string(),
            subject: placed.subject.as_ref().unwrap_or(&placed.title).to_string(),
            status: placed.status,
            marker: marker(&placed.agenda),
        };
        item(placed.span, what)
    });
    let held = found.held.iter().filter(|held| here(&held.agenda, &held.lane, held.span)).map(|held| {
        let offered = held.offered.as_ref().map(|(customer, name, proposal)| (customer.clone(), name.to_string(), proposal.clone()));
        item(held.span, ItemWhat::Held { until: Wall::in_zone(zone).start(held.until), offered, marker: marker(&held.agenda) })
    });
    let blocked = found.blocked.iter().filter(|block| block.span.overlaps(whole) && (block.agenda == agenda.id || block.agenda == agenda.lane));
    let blocked = blocked.map(|block| item(block.span, ItemWhat::Block { id: block.id.clone(), reason: block.reason.to_string(), from_parent: block.agenda != agenda.id }));
    let mut items: Vec<Item> = placed.chain(held).chain(blocked).collect();
    items.sort_by_key(|item| item.start.instant());
    let minute = |minutes: crate::domain::Minutes| u16::try_from(minutes.count()).unwrap_or(u16::MAX);
    let open = agenda.hours.on(day).map(|stretch| (minute(stretch.opens()), minute(stretch.closes()))).collect();
    DayColumn { day: day.epoch_days(), closed: agenda.hours.is_closed(day), open, items }
}
