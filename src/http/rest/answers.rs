//! A customer's answers to an event type's questions, parsed. Knows no event type: which questions there are is not asked here.

use std::collections::BTreeMap;

use utoipa::openapi::Type;
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema};

use crate::domain::{ANSWERS_MOST, FieldError, Note, Title};

/// Reads the answers, each question one line, each answer as long as a note; what is wrong is put among `wrong` by its path.
pub fn parse(typed: BTreeMap<String, String>, wrong: &mut BTreeMap<String, String>) -> BTreeMap<String, String> {
    if typed.len() > ANSWERS_MOST {
        wrong.insert("answers".to_owned(), format!("must be at most {ANSWERS_MOST} answers"));
        return BTreeMap::new();
    }
    let mut answers = BTreeMap::new();
    for (question, answer) in typed {
        match (Title::parse(&question), Note::parse(&answer)) {
            (Ok(question), Ok(answer)) => {
                answers.insert(question.into(), answer.into());
            }
            (Err(error), _) => {
                wrong.insert(path(&question), format!("its question {error}"));
            }
            (_, Err(error)) => {
                wrong.insert(path(&question), lines(error));
            }
        }
    }
    answers
}

/// What the document says of answers.
pub fn schema() -> Object {
    let text = |pattern: &str, most: usize| Schema::Object(ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).max_length(Some(most)).build());
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("Answers to the event type's questions, by question."))
        .max_properties(Some(ANSWERS_MOST))
        .property_names(Some(text(r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$", 200)))
        .additional_properties(Some(utoipa::openapi::RefOr::T(text(r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$", 2_000))))
        .build()
}

/// The path of an answer; a question too long to be one is shown by its beginning.
fn path(question: &str) -> String {
    let shown: String = question.chars().take(80).collect();
    format!("answers.{shown}")
}

/// What is wrong with a text that may have several lines.
pub fn lines(error: FieldError) -> String {
    match error {
        FieldError::ControlCharacter => "must have no control characters but line breaks and tabs".to_owned(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &[(&str, &str)], expected: &[(&str, &str)]) {
        let typed = typed.iter().map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned())).collect();
        let mut wrong = BTreeMap::new();
        parse(typed, &mut wrong);
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|(path, sentence)| (path.as_str(), sentence.as_str())).collect();
        assert_eq!(wrong, expected);
    }

    #[test]
    fn answers_are_held_to_lengths_and_plain_text() {
        check(&[("budget", "tot 500.000\nof iets meer"), ("financing", "")], &[]);
        check(&[("budget", "a\0b")], &[("answers.budget", "must have no control characters but line breaks and tabs")]);
        check(&[("a\nb", "c")], &[("answers.a\nb", "its question must be one line without control characters")]);
        check(&[("", "c")], &[("answers.", "its question must not be empty")]);
        check(&[("budget", &"9".repeat(2_001))], &[("answers.budget", "must be at most 2000 characters")]);
    }

    #[test]
    fn more_answers_than_an_event_type_can_ask_are_refused_at_once() {
        let typed = (0..=ANSWERS_MOST).map(|count| (count.to_string(), String::new())).collect();
        let mut wrong = BTreeMap::new();
        assert!(parse(typed, &mut wrong).is_empty());
        assert_eq!(wrong["answers"], "must be at most 50 answers");
    }
}
