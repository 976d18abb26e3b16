//! Appointments whose wall time and instant no longer agree, because the rules of their zone are others than at their booking.

use sqlx::Executor;

use super::row::Reader;
use super::{Store, StoreError, stamp};
use crate::domain::{Day, Instant, Offset, WallTime, ZoneName};

/// When an appointment is, as the wall of its place shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheWall {
    /// Whose wall.
    pub zone: ZoneName,
    /// The day that its calendar shows.
    pub day: Day,
    /// The time that its clock shows.
    pub time: WallTime,
    /// How far that clock ran ahead of UTC by the rules of the booking.
    pub offset: Offset,
}

impl Store {
    /// Moves the instants of appointments to come that `read` finds elsewhere by today's rules; wall times stay (case 8). Says how many
    /// were moved. One whose place another has taken meanwhile stays where it is, for the team to see.
    pub async fn keep_wall_times(&self, now: Instant, read: impl Fn(&OnTheWall) -> Option<(Instant, Offset)>) -> Result<u64, StoreError> {
        let query = sqlx::query(
            "SELECT id, portal, agenda, starts_at, ends_at, wall_day, wall_time, utc_offset, zone FROM appointments WHERE starts_at > $1 AND status <> 'cancelled' ORDER BY starts_at",
        );
        let rows = query.bind(now.micros()).fetch_all(&self.reads).await?;
        let mut moved = 0;
        for row in &rows {
            let row = Reader::new(row, "appointments");
            let (time, offset) = (row.wall_time()?, row.offset()?);
            let wall = OnTheWall { zone: ZoneName::new(row.text("zone")?), day: row.named("wall_day", Day::parse)?, time, offset };
            let Some((start, offset)) = read(&wall) else {
                continue;
            };
            let span = row.span()?;
            let end = span.end.micros() + (start.micros() - span.start.micros());
            let mut transaction = self.begin().await?;
            self.lock_lane(&mut transaction, &row.text("portal")?, &row.text("agenda")?).await?;
            let query = sqlx::query(
                "UPDATE appointments SET starts_at = $4, ends_at = $5, utc_offset = $6, sequence = sequence + 1, version = version + 1, updated_at = $7
                 WHERE portal = $1 AND id = $2 AND starts_at = $3",
            );
            let query = query.bind(row.text("portal")?).bind(row.text("id")?).bind(span.start.micros()).bind(start.micros()).bind(end);
            let changed = match transaction.execute(query.bind(i64::from(offset.seconds())).bind(now.micros())).await.map_err(StoreError::from) {
                Ok(changed) => changed.rows_affected(),
                Err(StoreError::Clash) => 0,
                Err(error) => return Err(error),
            };
            if changed == 1 {
                stamp(&mut transaction, &row.text("portal")?, &row.text("agenda")?).await?;
                transaction.commit().await?;
                moved += 1;
            }
        }
        Ok(moved)
    }
}
