//! The numbers of an event type as they are typed, and what they come to in words.

use crate::api::team::Field;
use crate::domain::{EventTypeLimits, FieldError, Minutes};

/// The fields, in the order of [`EventTypeLimits::RANGES`]: name, the key of what is above each, and what helps to fill it.
pub const NUMBERS: [(&str, &str, Counts); 8] = [
    ("minutes", "types.minutes", Counts::Minutes),
    ("step", "types.step", Counts::Minutes),
    ("before", "types.before", Counts::Minutes),
    ("after", "types.after", Counts::Minutes),
    ("notice", "types.notice", Counts::Minutes),
    ("horizon", "types.horizon", Counts::Days),
    ("per-day", "types.per_day", Counts::Appointments),
    ("per-week", "types.per_week", Counts::Appointments),
];

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Minutes, also said in hours and days.
    Minutes,
    /// Days.
    Days,
    /// Appointments: a cap, which need not be there.
    Appointments,
}

/// Numbers as they are typed.
pub fn typed(limits: &EventTypeLimits) -> [String; 8] {
    limits.numbers().map(|number| number.map(|number| number.to_string()).unwrap_or_default())
}

/// Numbers from what was typed. What is no whole number is told here; whether one is within its limits, the server says.
pub fn numbers(typed: &[String; 8]) -> Result<EventTypeLimits, Vec<(Field, FieldError)>> {
    let mut wrong = Vec::new();
    let mut read = |at: usize| {
        let (_, least, most) = EventTypeLimits::RANGES[at];
        let cap = NUMBERS[at].2 == Counts::Appointments;
        let error = match typed[at].trim() {
            "" if cap => return None,
            "" => FieldError::Missing,
            text => match text.parse::<u32>() {
                Ok(number) => return Some(number),
                Err(_) => FieldError::Outside { least, most },
            },
        };
        wrong.push((Field::Number(at as u8), error));
        None
    };
    let [length, step, before, after, notice, horizon, per_day, per_week] = [0, 1, 2, 3, 4, 5, 6, 7].map(&mut read);
    let minutes = |number: Option<u32>| Minutes::new(number.unwrap_or_default());
    let limits = EventTypeLimits {
        length: minutes(length),
        step: minutes(step),
        buffer_before: minutes(before),
        buffer_after: minutes(after),
        notice: minutes(notice),
        horizon_days: horizon.unwrap_or_default(),
        max_per_day: per_day,
        max_per_week: per_week,
    };
    if wrong.is_empty() { Ok(limits) } else { Err(wrong) }
}

/// The name of the first of the wrong fields, as they stand below one another.
pub fn first_wrong_number(wrong: &[(Field, FieldError)]) -> Option<&'static str> {
    let places = wrong.iter().filter_map(|(field, _)| if let Field::Number(at) = field { Some(usize::from(*at)) } else { None });
    places.min().and_then(|at| NUMBERS.get(at)).map(|(name, ..)| *name)
}

/// A length of time in the words that people use: how many of what, by the key of each.
pub fn length(minutes: u32) -> Vec<(&'static str, u32)> {
    let parts = [(minutes / 1_440, "length.day", "length.days"), (minutes / 60 % 24, "length.hour", "length.hours"), (minutes % 60, "length.minute", "length.minutes")];
    let said = parts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| (if count == 1 { one } else { many }, count));
    let said: Vec<_> = said.collect();
    if said.is_empty() { vec![("length.minutes", 0)] } else { said }
}

/// What the numbers say, one by one: the key of its sentence, and the number. What makes no difference is not said.
pub fn said(limits: &EventTypeLimits) -> Vec<(&'static str, u32, Counts)> {
    const SENTENCES: [&str; 8] = ["types.lasts", "types.every", "types.free_before", "types.free_after", "types.ahead", "types.until", "types.most_per_day", "types.most_per_week"];
    let always = ["types.lasts", "types.until"];
    let all = SENTENCES.into_iter().zip(limits.numbers()).zip(NUMBERS);
    let all = all.filter_map(|((sentence, number), (_, _, counts))| Some((sentence, number?, counts)));
    all.filter(|(sentence, number, _)| *number > 0 || always.contains(sentence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> EventTypeLimits {
        EventTypeLimits {
            length: Minutes::new(30),
            step: Minutes::new(15),
            buffer_before: Minutes::ZERO,
            buffer_after: Minutes::new(10),
            notice: Minutes::new(1_500),
            horizon_days: 60,
            max_per_day: None,
            max_per_week: Some(9),
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_shown() {
        let shown = typed(&limits());
        assert_eq!(shown, ["30", "15", "0", "10", "1500", "60", "", "9"]);
        assert_eq!(numbers(&shown), Ok(limits()));
        assert_eq!(numbers(&shown.map(|text| format!(" {text} "))), Ok(limits()));
    }

    #[test]
    fn what_is_no_whole_number_is_told_at_its_field() {
        let wrong = numbers(&["", "-1", "0", "1,5", "9999999999", "60", "veel", ""].map(str::to_owned)).unwrap_err();
        let outside = |at, least, most| (Field::Number(at), FieldError::Outside { least, most });
        let expected = [(Field::Number(0), FieldError::Missing), outside(1, 1, 1_440), outside(3, 0, 1_440), outside(4, 0, 525_600), outside(6, 1, 1_440)];
        assert_eq!(wrong, expected);
        assert_eq!(first_wrong_number(&wrong), Some("minutes"));
        assert_eq!(first_wrong_number(&wrong[3..]), Some("notice"));
        assert_eq!(first_wrong_number(&[]), None);
    }

    #[test]
    fn a_length_is_said_in_days_hours_and_minutes() {
        assert_eq!(length(0), [("length.minutes", 0)]);
        assert_eq!(length(61), [("length.hour", 1), ("length.minute", 1)]);
        assert_eq!(length(2 * 1_440 + 120), [("length.days", 2), ("length.hours", 2)]);
    }

    #[test]
    fn only_what_makes_a_difference_is_said() {
        let keys: Vec<_> = said(&limits()).into_iter().map(|(key, ..)| key).collect();
        assert_eq!(keys, ["types.lasts", "types.every", "types.free_after", "types.ahead", "types.until", "types.most_per_week"]);
    }
}
