//! What the server says to a member in whole sentences: why a time is not offered, and the names of holidays.

use crate::domain::{Day, Feature, Holiday, Instant, Language, Span, WhyNot, ZoneName};
use crate::zone::Zone;
use crate::{dates, locales};

/// One sentence for each thing that stands in the way, its times by the agenda's own clock.
pub(super) fn against(language: Language, zone: &ZoneName, reasons: &[WhyNot]) -> Vec<String> {
    let clock = Zone::of(zone);
    let texts = locales::team(language);
    let moment = |at: Instant| {
        let (day, time) = clock.wall(at);
        format!("{} {}", dates::day(language, day), dates::time(time))
    };
    let span = |span: Span| format!("{}, {}", dates::day(language, clock.day(span.start)), dates::times(language, span, zone));
    let day = |day: Day| dates::day(language, day);
    let say = |reason: &WhyNot| match reason {
        WhyNot::NotInPlan(feature) => texts.get(lacking(*feature)).to_owned(),
        WhyNot::OtherProject => texts.get("why_not.other_project").to_owned(),
        WhyNot::Past => texts.get("why_not.past").to_owned(),
        WhyNot::TooSoon { earliest } => texts.fill("why_not.too_soon", &[("earliest", &moment(*earliest))]),
        WhyNot::TooFar { last } => texts.fill("why_not.too_far", &[("last", &day(*last))]),
        WhyNot::Closed { day: closed } => texts.fill("why_not.closed", &[("day", &day(*closed))]),
        WhyNot::OutsideHours => texts.get("why_not.outside_hours").to_owned(),
        WhyNot::BetweenSteps { before, after } => match (before, after) {
            (Some(before), Some(after)) => texts.fill("why_not.between_steps", &[("before", &moment(*before)), ("after", &moment(*after))]),
            (Some(near), None) | (None, Some(near)) => texts.fill("why_not.beside_step", &[("near", &moment(*near))]),
            (None, None) => texts.get("why_not.outside_hours").to_owned(),
        },
        WhyNot::TooLong { closes } => texts.fill("why_not.too_long", &[("closes", &moment(*closes))]),
        WhyNot::Appointment { span: taken, .. } => texts.fill("why_not.appointment", &[("span", &span(*taken))]),
        WhyNot::Imported { span: taken } => texts.fill("why_not.imported", &[("span", &span(*taken))]),
        WhyNot::Held { span: taken, until } => texts.fill("why_not.held", &[("span", &span(*taken)), ("until", &moment(*until))]),
        WhyNot::Block { span: taken } => texts.fill("why_not.block", &[("span", &span(*taken))]),
        WhyNot::Reserved { span: taken } => texts.fill("why_not.reserved", &[("span", &span(*taken))]),
        WhyNot::DayFull { day: full, most } => texts.fill("why_not.day_full", &[("day", &day(*full)), ("most", &most.to_string())]),
        WhyNot::WeekFull { monday, most } => texts.fill("why_not.week_full", &[("monday", &day(*monday)), ("most", &most.to_string())]),
    };
    reasons.iter().map(say).collect()
}

/// The key of what is said of a plan that lacks it.
pub(super) const fn lacking(feature: Feature) -> &'static str {
    match feature {
        Feature::Agendas => "why_not.plan_agendas",
        Feature::Plugin => "why_not.plan_plugin",
        Feature::StandaloneLinks => "why_not.plan_standalone_links",
        Feature::Proposals => "why_not.plan_proposals",
    }
}

/// The key of a holiday's name.
pub(super) const fn holiday(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "holiday.new_year",
        Holiday::GoodFriday => "holiday.good_friday",
        Holiday::Easter => "holiday.easter",
        Holiday::EasterMonday => "holiday.easter_monday",
        Holiday::KingsDay => "holiday.kings_day",
        Holiday::LiberationDay => "holiday.liberation_day",
        Holiday::Ascension => "holiday.ascension",
        Holiday::Pentecost => "holiday.pentecost",
        Holiday::PentecostMonday => "holiday.pentecost_monday",
        Holiday::Christmas => "holiday.christmas",
        Holiday::SecondChristmasDay => "holiday.second_christmas_day",
    }
}
