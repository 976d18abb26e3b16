//! Where things are in the file, and what is wrong there.

use super::Mistake;

/// Gathers mistakes, and turns byte offsets into lines.
pub struct Places<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, mistakes: Vec::new() }
    }

    /// Notes what is wrong at a byte offset.
    pub fn mistake(&mut self, at: usize, what: impl Into<String>) {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        self.mistakes.push(Mistake { line, what: what.into() });
    }

    /// The mistakes in the order of their lines.
    pub fn into_mistakes(mut self) -> Vec<Mistake> {
        self.mistakes.sort_by_key(|mistake| mistake.line);
        self.mistakes
    }
}
