//! How free times look: buttons named `at`, inside the form of whoever offers them.

use leptos::prelude::*;

use super::times::Week;
use crate::dates;
use crate::domain::{Language, Slot, Span, WallTime, ZoneName};
use crate::flow::parts;
use crate::locales::Words;
use crate::zone::Zone;

/// The days of a week, each with its times.
pub fn days(words: &Words, language: Language, week: &Week) -> impl IntoView + use<> {
    let days = week.days.iter().map(|(day, slots)| {
        let twice = slots.windows(2).any(|pair| pair[0].offset != pair[1].offset);
        let times = |slots: &[Slot]| {
            let label = |slot: &Slot| if twice { format!("{} (UTC{})", dates::time(slot.time), slot.offset) } else { dates::time(slot.time) };
            slots.iter().map(|slot| button(slot, label(slot))).collect_view()
        };
        let heading = format!("day-{day}");
        let parts = parts(slots, |slot| minute(slot.time));
        let times = if parts[0].len() == slots.len() {
            view! { <ul class="slots" aria-labelledby=heading.clone()>{times(slots)}</ul> }.into_any()
        } else {
            let named = ["morning", "afternoon", "evening"].into_iter().zip(parts).filter(|(_, slots)| !slots.is_empty());
            named.map(|(name, slots)| view! { <h3 class="part">{words.get(name)}</h3><ul class="slots">{times(slots)}</ul> }).collect_view().into_any()
        };
        view! {
            <section class="day" data-day=day.to_string()>
                <h2 class="opens" id=heading><time datetime=day.to_string()>{dates::day(language, *day)}</time></h2>
                {times}
            </section>
        }
    });
    days.collect_view()
}

/// Times of several days, each written out.
pub fn nearest(language: Language, slots: &[Slot]) -> impl IntoView + use<> {
    let times = slots.iter().map(|slot| button(slot, format!("{}, {}", dates::day(language, slot.day), dates::time(slot.time))));
    view! { <ul class="slots long">{times.collect_view()}</ul> }
}

/// A time written out: the day, from when to when, and by whose clock.
pub fn when(language: Language, span: Span, zone: &ZoneName) -> impl IntoView + use<> {
    let day = Zone::of(zone).day(span.start);
    view! {
        <p class="when opens"><time datetime=span.start.to_string()>{dates::day(language, day)}</time></p>
        <p>{dates::times(language, span, zone)}" "<span class="small">{format!("({})", dates::zone(language, zone))}</span></p>
    }
}

/// Said above times: by whose clock they are.
pub fn clock(texts: &Words, language: Language, zone: &ZoneName) -> impl IntoView + use<> {
    view! { <p class="small">{texts.fill("local_times", &[("zone", &dates::zone(language, zone))])}</p> }
}

fn minute(time: WallTime) -> u16 {
    use chrono::Timelike;
    (time.time().hour() * 60 + time.time().minute()) as u16
}

fn button(slot: &Slot, label: String) -> impl IntoView + use<> {
    let at = slot.span.start.to_string();
    view! { <li><button name="at" value=at.clone() data-slot=at><span class="opens">{label}</span></button></li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::texts::OwnTexts;
    use crate::domain::{Day, Instant, Minutes};
    use crate::locales;

    fn slot(start: &str, zone: &Zone) -> Slot {
        let start = Instant::parse(start).unwrap();
        let (day, time) = zone.wall(start);
        Slot { span: Span::starting(start, Minutes::new(30)), day, time, offset: zone.offset(start), agenda: 0 }
    }

    #[test]
    fn on_a_day_whose_clocks_change_each_time_tells_its_offset() {
        let amsterdam = Zone::find("Europe/Amsterdam").unwrap();
        let check = |day: &str, starts: [&str; 2], labels: [&str; 2]| {
            let days = vec![(Day::parse(day).unwrap(), starts.map(|start| slot(start, &amsterdam)).to_vec())];
            let html = super::days(&locales::words(Language::Nl, "widget", &OwnTexts::default()), Language::Nl, &Week { days, previous: None, next: None }).to_html();
            for label in labels {
                assert!(html.contains(&format!(">{label}</span>")), "{label} in {html}");
            }
        };
        check("2027-10-31", ["2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"], ["02:30 (UTC+02:00)", "02:30 (UTC+01:00)"]);
        check("2027-10-30", ["2027-10-30T00:30:00Z", "2027-10-30T01:30:00Z"], ["02:30", "03:30"]);
    }
}
