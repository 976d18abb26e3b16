//! How long the engine takes for the asks that the design aims at, said beside the aims.

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};

use appointment::availability::{AgendaDays, Ask, slots};
use appointment::domain::{Busy, BusyKind, Day, EventType, EventTypeId, EventTypeLimits, Hours, Instant, Location, Minutes, Slug, Span, Title};
use appointment::zone::Zone;
use criterion::Criterion;

/// One ask, and how long its answer may take.
struct Course {
    name: &'static str,
    days: u32,
    agendas: usize,
    /// In each agenda, spread over the days in fours at the same time, so that there is much to merge and much left free.
    appointments: u32,
    aim: Duration,
}

const COURSES: [Course; 2] = [
    Course { name: "30 days, 1 agenda, 200 appointments", days: 30, agendas: 1, appointments: 200, aim: Duration::from_micros(60) },
    Course { name: "62 days, 10 agendas, 2,000 appointments each", days: 62, agendas: 10, appointments: 2_000, aim: Duration::from_millis(3) },
];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let took: Vec<_> = COURSES.iter().map(|course| run(&mut criterion, course)).collect();
    for (course, (median, slots)) in COURSES.iter().zip(took) {
        let verdict = if median <= course.aim { "within the aim" } else { "MISSES the aim" };
        println!("{:<46} {:>9.1} µs for {slots} slots; {verdict} of {} µs", course.name, median.as_secs_f64() * 1e6, course.aim.as_micros());
    }
}

/// The median time of one answer, and how many slots it has.
fn run(criterion: &mut Criterion, course: &Course) -> (Duration, usize) {
    let zone = Zone::find("Europe/Amsterdam").expect("the tz database has Amsterdam");
    // March, so that the longer course crosses a clock change.
    let from = Day::parse("2027-03-01").expect("this is a date");
    let hours = hours();
    let busy = busy(zone.day_span(from).start, course);
    let agendas = vec![AgendaDays::full(&zone, &hours, &busy); course.agendas];
    let event_type = event_type();
    let to = from.plus_days(i64::from(course.days) - 1);
    let ask = Ask { now: zone.day_span(from).start.minus(Minutes::new(600)), event_type: &event_type, zone: &zone, from, to };

    let mut each = Vec::new();
    criterion.bench_function(course.name, |bencher| {
        bencher.iter_custom(|times| {
            let watch = Stopwatch::now();
            for _ in 0..times {
                black_box(slots(black_box(&ask), black_box(&agendas)));
            }
            let took = watch.elapsed();
            each.push(took.div_f64(times as f64));
            took
        });
    });
    each.sort_unstable();
    (each.get(each.len() / 2).copied().unwrap_or_default(), slots(&ask, &agendas).len())
}

fn hours() -> Hours {
    let mut hours = Hours::default();
    hours.add_weekly("mon-fri 09:00-12:30 13:00-17:00").and_then(|()| hours.add_weekly("sat 10:00-14:00")).expect("these are hours");
    hours
}

fn busy(start: Instant, course: &Course) -> Vec<Busy> {
    let apart = course.days * 1_440 / course.appointments;
    let kind = BusyKind::Appointment { before: Minutes::ZERO, after: Minutes::new(15), capped: true };
    (0..course.appointments).map(|number| Busy { span: Span::starting(start.plus(Minutes::new(number / 4 * 4 * apart)), Minutes::new(20)), kind }).collect()
}

fn event_type() -> EventType {
    let limits = EventTypeLimits {
        length: Minutes::new(30),
        step: Minutes::new(15),
        buffer_before: Minutes::ZERO,
        buffer_after: Minutes::new(15),
        notice: Minutes::new(120),
        horizon_days: 90,
        max_per_day: None,
        max_per_week: None,
    };
    let (slug, title) = (Slug::parse("viewing").expect("this is a slug"), Title::parse("Bezichtiging").expect("this is a title"));
    EventType::new(EventTypeId::new("1"), slug, title, Location::AtAddress, limits).expect("these numbers are within their limits")
}
