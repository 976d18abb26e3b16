//! An agenda's hours as they are typed: which field is whose, and which dates are closed.

use crate::api::team::Field;
use crate::domain::FieldError;

/// The fields of the week, Monday first: name, and the key of what is above each.
pub const WEEK: [(&str, &str); 7] = [
    ("hours-mon", "weekday.mon"),
    ("hours-tue", "weekday.tue"),
    ("hours-wed", "weekday.wed"),
    ("hours-thu", "weekday.thu"),
    ("hours-fri", "weekday.fri"),
    ("hours-sat", "weekday.sat"),
    ("hours-sun", "weekday.sun"),
];

/// The same fields of an agenda that is set apart: what its names begin with, as they stand on the screen of its parent's hours.
pub const APART: &str = "apart-";

/// They.
pub const APART_WEEK: [(&str, &str); 7] = [
    ("apart-hours-mon", "weekday.mon"),
    ("apart-hours-tue", "weekday.tue"),
    ("apart-hours-wed", "weekday.wed"),
    ("apart-hours-thu", "weekday.thu"),
    ("apart-hours-fri", "weekday.fri"),
    ("apart-hours-sat", "weekday.sat"),
    ("apart-hours-sun", "weekday.sun"),
];

/// The field that something wrong is in, by its name on the screen. What is missing of a date's hours is the date.
fn field_of(field: Field, error: FieldError) -> Option<String> {
    match (field, error) {
        (Field::Name, _) => Some("name".to_owned()),
        (Field::Project, _) => Some("project".to_owned()),
        (Field::Week(at), _) => WEEK.get(usize::from(at)).map(|(name, _)| (*name).to_owned()),
        (Field::Extra(at), FieldError::Missing) => Some(format!("extra-day-{at}")),
        (Field::Extra(at), _) => Some(format!("extra-{at}")),
        _ => None,
    }
}

/// The first of the wrong fields, as they stand below one another; `before` is what their names begin with.
pub fn first_wrong(wrong: &[(Field, FieldError)], before: &str) -> Option<String> {
    let order = |field: &Field| match field {
        Field::Name => (0, 0),
        Field::Project => (1, 0),
        Field::Week(at) => (2, *at),
        Field::Extra(at) => (3, *at),
        _ => (4, 0),
    };
    let first = wrong.iter().min_by_key(|(field, _)| order(field)).and_then(|(field, error)| field_of(*field, *error));
    first.map(|name| format!("{before}{name}"))
}

/// Closes a date, or opens it again; the dates stay in order.
pub fn toggle(closed: &mut Vec<i32>, day: i32) {
    match closed.binary_search(&day) {
        Ok(at) => {
            closed.remove(at);
        }
        Err(at) => closed.insert(at, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_goes_to_what_stands_first() {
        let wrong = |fields: &[Field]| first_wrong(&fields.iter().map(|field| (*field, FieldError::NotHours)).collect::<Vec<_>>(), "");
        assert_eq!(wrong(&[Field::Extra(0), Field::Week(6), Field::Week(1)]).as_deref(), Some("hours-tue"));
        assert_eq!(wrong(&[Field::Extra(2), Field::Extra(1)]).as_deref(), Some("extra-1"));
        assert_eq!(first_wrong(&[(Field::Extra(3), FieldError::Missing)], "").as_deref(), Some("extra-day-3"));
        let apart = [(Field::Week(2), FieldError::NotHours), (Field::Project, FieldError::Missing)];
        assert_eq!(first_wrong(&apart, APART).as_deref(), Some("apart-project"));
        let name = first_wrong(&apart[..1], APART).unwrap();
        assert!(APART_WEEK.iter().any(|(known, _)| *known == name), "{name}");
        assert_eq!(wrong(&[Field::Week(7)]), None);
        assert_eq!(wrong(&[]), None);
    }

    #[test]
    fn dates_close_in_order_and_open_again() {
        let mut closed = vec![10, 30];
        toggle(&mut closed, 20);
        assert_eq!(closed, [10, 20, 30]);
        toggle(&mut closed, 10);
        assert_eq!(closed, [20, 30]);
    }
}
