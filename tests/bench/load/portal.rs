//! The portals that are asked: one as the peers were measured with, one with room for thousands of bookings.

use appointment::{clock::Clock, domain::Day, zone::Zone};

use crate::Result;

/// Where free times are asked: Monday to Friday, 200 appointments in 60 days.
pub const OFFICE: &str = "/v1/portals/office/entries/viewing";
/// Where bookings are made: open day and night for two years.
pub const ROOMY: &str = "/v1/portals/roomy/entries/viewing";

/// As roomy, for bookings while mail leaves; a third of that kind, `crowd`, is whose mail it is.
pub const SPARE: &str = "/v1/portals/spare/entries/viewing";

/// The portal files.
pub fn files() -> [String; 4] {
    let [roomy, spare, crowd] = ["roomy", "spare", "crowd"].map(|slug| file(slug, "mon-sun 00:00-24:00", 730));
    [file("office", "mon-fri 09:00-17:00", 60), roomy, spare, crowd]
}

fn file(slug: &str, hours: &str, horizon: u32) -> String {
    format!(
        r#"[portal]
slug = "{slug}"
name = "Bench"
zone = "Europe/Amsterdam"
language = "nl"
plan = "pro"

[[agenda]]
slug = "noord"
name = "Noord"
email = "noord@bench.example"
hours = ["{hours}"]

[[event_type]]
slug = "viewing"
title = "Bezichtiging"
minutes = 30
notice_minutes = 0
horizon_days = {horizon}
location = "at_address"

[[project]]
slug = "lindengracht-12"
title = "Lindengracht 12"
address = "Lindengracht 12, 1015 KC Amsterdam"

[[entry]]
slug = "viewing"
kind = "project"
subject = "lindengracht-12"
event_type = "viewing"
agendas = ["noord"]
"#
    )
}

/// Today's date where the agendas are, as days are counted from it.
pub fn today() -> Result<Day> {
    let zone = Zone::find("Europe/Amsterdam").ok_or("no rules for Amsterdam")?;
    Ok(zone.day(Clock::system().now()))
}

/// The request for free times of some days, `from` days ahead.
pub fn slots_path(entry: &str, today: Day, from: i64, days: i64) -> String {
    let first = today.plus_days(from);
    format!("{entry}/slots?from={first}&to={}", first.plus_days(days - 1))
}
