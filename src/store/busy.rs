//! What stands in an entry's agendas: appointments of their lanes, what is held for someone, and slot blocks.

use sqlx::{AnyConnection, Executor};

use super::row::Reader;
use super::{Store, StoreError};
use crate::domain::{Agenda, Bookable, Busy, BusyKind, Instant, Minutes, Span};

/// Appointments take their lane's time, whichever of its agendas they are in, and so does what is held, which goes by the name of who holds it. A block is its own agenda's, and those beneath it have it too.
const BUSY: &str =
    "SELECT b.id, b.agenda, b.lane, b.event_type, b.starts_at, b.ends_at, b.buffer_before, b.buffer_after, 'appointment' AS kind, 0 AS held_until FROM appointments b
  WHERE b.portal = $1 AND b.lane IN (SELECT a.lane FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda WHERE ea.portal = $1 AND ea.entry = $2)
    AND b.status <> 'cancelled' AND b.starts_at > $3 AND b.starts_at < $4
  UNION ALL SELECT h.owner, h.agenda, m.lane, h.event_type, h.starts_at, h.ends_at, h.buffer_before, h.buffer_after, 'held', h.held_until
  FROM holds h JOIN agendas m ON m.portal = h.portal AND m.id = h.agenda
  WHERE h.portal = $1 AND m.lane IN (SELECT a.lane FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda WHERE ea.portal = $1 AND ea.entry = $2)
    AND h.ends_at > $3 AND h.starts_at < $4
  UNION ALL SELECT k.id, k.agenda, '', '', k.starts_at, k.ends_at, 0, 0, 'block', 0 FROM slot_blocks k
  WHERE k.portal = $1 AND k.agenda IN (SELECT agenda FROM entry_agendas WHERE portal = $1 AND entry = $2
    UNION SELECT a.lane FROM entry_agendas ea JOIN agendas a ON a.portal = ea.portal AND a.id = ea.agenda WHERE ea.portal = $1 AND ea.entry = $2)
    AND k.ends_at > $3 AND k.starts_at < $4 ORDER BY starts_at";

impl Store {
    /// What stands in an entry's agendas around a span, one list per agenda, in the entry's order.
    pub async fn busy(&self, bookable: &Bookable, around: Span) -> Result<Vec<Vec<Busy>>, StoreError> {
        self.busy_but(bookable, around, None).await
    }

    /// The same, with one appointment left out, which may overlap its own time; or with what one owner holds, as for them it is free.
    pub async fn busy_but(&self, bookable: &Bookable, around: Span, but: Option<&str>) -> Result<Vec<Vec<Busy>>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        busy(&mut connection, bookable, around, but).await
    }
}

/// What stands around a span, wide enough for the longest appointment (24 hours) with the longest buffers (24 hours at each
/// side), and for counting the appointments of every local day that the span touches, or of every week where a cap asks for that;
/// `but` leaves one appointment out, which may overlap its own old time, or what one owner holds.
pub(super) async fn busy(connection: &mut AnyConnection, bookable: &Bookable, around: Span, but: Option<&str>) -> Result<Vec<Vec<Busy>>, StoreError> {
    const DAY: u32 = 1_440;
    let wider = Minutes::new(if bookable.event_type.limits().max_per_week.is_some() { 9 * DAY } else { 2 * DAY });
    let query = sqlx::query(BUSY).bind(bookable.portal.id.as_str()).bind(bookable.entry.id.as_str()).bind(around.start.minus(wider).micros()).bind(around.end.plus(wider).micros());
    let rows = connection.fetch_all(query).await?;
    let mut lists = vec![Vec::new(); bookable.agendas.len()];
    for row in &rows {
        let read = Reader::new(row, "appointments");
        let (id, owner, lane, kind) = (read.text("id")?, read.text("agenda")?, read.text("lane")?, read.text("kind")?);
        let block = kind == "block";
        if but == Some(id.as_str()) {
            continue;
        }
        let takes_from = |agenda: &Agenda| if block { owner == agenda.id.as_str() || owner == agenda.lane().as_str() } else { lane == agenda.lane().as_str() };
        for (list, agenda) in lists.iter_mut().zip(&bookable.agendas).filter(|(_, agenda)| takes_from(agenda)) {
            let kind = if block {
                BusyKind::Block
            } else {
                let capped = owner == agenda.id.as_str() && read.text("event_type")? == bookable.event_type.id.as_str();
                let (before, after) = (read.minutes("buffer_before")?, read.minutes("buffer_after")?);
                match kind.as_str() {
                    "held" => BusyKind::Held { before, after, capped, until: Instant::from_micros(read.number("held_until")?) },
                    _ => BusyKind::Appointment { before, after, capped },
                }
            };
            list.push(Busy { span: read.span()?, kind });
        }
    }
    Ok(lists)
}
