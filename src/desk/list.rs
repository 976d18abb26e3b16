//! The Inbox as a list: pages one below the other, and what is new kept waiting, so that nothing moves under whoever reads.

use crate::api::team::TeamError;
use crate::api::team::wire::{Counts, InboxPage, Interaction};
use crate::domain::{Cursor, InboxView, InteractionId, Marking};

/// What of the list is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing yet: the first page is awaited.
    Loading,
    /// Lines.
    Lines,
    /// There are none.
    Empty,
    /// They could not be had.
    Trouble(TeamError),
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    lines: Vec<Interaction>,
    next: Option<Cursor>,
    counts: Counts,
    /// The newest lines, which aren't shown yet.
    waiting: Vec<Interaction>,
    /// What is waiting doesn't reach down to what is shown.
    gap: bool,
    begun: bool,
    calling: bool,
    trouble: Option<TeamError>,
    at: Option<InteractionId>,
}

impl List {
    /// What is shown, the newest first.
    pub fn lines(&self) -> &[Interaction] {
        &self.lines
    }

    /// A line by its interaction.
    pub fn line(&self, id: &InteractionId) -> Option<&Interaction> {
        self.lines.iter().find(|line| line.id() == *id)
    }

    /// How much there is.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// What is to be seen.
    pub fn shown(&self) -> Shown {
        match (&self.trouble, self.begun, self.lines.is_empty()) {
            (Some(error), false, _) => Shown::Trouble(error.clone()),
            (_, false, _) => Shown::Loading,
            (_, true, true) => Shown::Empty,
            (_, true, false) => Shown::Lines,
        }
    }

    /// Why the last page could not be had, below lines that are there.
    pub fn stuck(&self) -> Option<&TeamError> {
        self.trouble.as_ref().filter(|_| self.begun)
    }

    /// How many lines wait to be shown.
    pub fn fresh(&self) -> usize {
        self.waiting.len()
    }

    /// There is more below.
    pub const fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// An answer is awaited.
    pub const fn calling(&self) -> bool {
        self.calling
    }

    /// Asks for the next page; where from, if there is one and nobody has asked.
    pub fn ask_on(&mut self) -> Option<Cursor> {
        let from = self.next.clone().filter(|_| !self.calling)?;
        self.calling = true;
        self.trouble = None;
        Some(from)
    }

    /// Begins anew: what is shown stays until the answer is there, unless it has to do with something else.
    pub fn begin(&mut self, other: bool) {
        if other {
            *self = Self::default();
        }
        self.calling = true;
        self.trouble = None;
    }

    /// Takes the first page in.
    pub fn learn_first(&mut self, answer: Result<InboxPage, TeamError>) {
        self.calling = false;
        match answer {
            Ok(page) => {
                let at = self.at.take().filter(|at| page.lines.iter().any(|line| line.id() == *at));
                *self = Self { lines: page.lines, next: page.next, counts: page.counts.unwrap_or(self.counts), begun: true, at, ..Self::default() };
            }
            // What is shown may be what other filters let through: without an answer there is nothing to show.
            Err(error) => *self = Self { trouble: Some(error), counts: self.counts, ..Self::default() },
        }
    }

    /// Takes another page in, below.
    pub fn learn_more(&mut self, answer: Result<InboxPage, TeamError>) {
        self.calling = false;
        match answer {
            Ok(page) => {
                // Something may have happened to a line meanwhile, so that it is on two pages.
                let new = page.lines.into_iter().filter(|line| self.line(&line.id()).is_none()).collect::<Vec<_>>();
                self.lines.extend(new);
                self.next = page.next;
            }
            Err(error) => self.trouble = Some(error),
        }
    }

    /// Takes a first page in as it is now, without moving anything: what is known is renewed in its place, what isn't waits above.
    pub fn glance(&mut self, page: InboxPage) {
        self.counts = page.counts.unwrap_or(self.counts);
        let mut known = false;
        self.waiting.clear();
        for line in page.lines {
            match self.lines.iter_mut().find(|old| old.id() == line.id()) {
                Some(old) if old.happened().instant() == line.happened().instant() => {
                    *old = line;
                    known = true;
                }
                _ => self.waiting.push(line),
            }
        }
        self.gap = !known && !self.waiting.is_empty() && page.next.is_some();
        // An empty list has no place that could move.
        if self.lines.is_empty() && !self.gap {
            self.take();
        }
    }

    /// Shows what waits, at the top. Says whether the list has to be read anew, as too much has happened.
    pub fn take(&mut self) -> bool {
        let waiting = std::mem::take(&mut self.waiting);
        self.lines.retain(|line| waiting.iter().all(|new| new.id() != line.id()));
        self.at = waiting.first().map(Interaction::id).or(self.at.take());
        self.lines.splice(0..0, waiting);
        std::mem::take(&mut self.gap)
    }

    /// The line that the keyboard is at.
    pub const fn at(&self) -> Option<&InteractionId> {
        self.at.as_ref()
    }

    /// The keyboard is at this line now.
    pub fn go(&mut self, id: &InteractionId) {
        self.at = Some(id.clone());
    }

    /// To the next line, or the one before: the first when it was nowhere, and never past an end.
    pub fn step(&mut self, on: bool) {
        let here = self.at.as_ref().and_then(|at| self.lines.iter().position(|line| line.id() == *at));
        let there = match here {
            Some(here) if on => (here + 1).min(self.lines.len().saturating_sub(1)),
            Some(here) => here.saturating_sub(1),
            None => 0,
        };
        self.at = self.lines.get(there).map(Interaction::id);
    }

    /// Sets a mark, and gives back the one that undoes it.
    pub fn mark(&mut self, id: &InteractionId, marking: &Marking) -> Option<Marking> {
        let line = self.lines.iter_mut().find(|line| line.id() == *id)?;
        let (unread, open) = (line.is_unread(), !line.is_done());
        let undo = line.mark(marking);
        let (is_unread, is_open) = (line.is_unread(), !line.is_done());
        let view = match &*line {
            Interaction::Appointment(_) => InboxView::Appointments,
            Interaction::Fed(line) => InboxView::Fed(line.what.kind()),
        };
        let counts = &mut self.counts;
        counts.unread = counted(counts.unread, unread, is_unread);
        counts.open = counted(counts.open, open, is_open);
        for view in [InboxView::Everything, view] {
            counts.views[view.at()] = counted(counts.views[view.at()], unread, is_unread);
        }
        Some(undo)
    }
}

/// A count after one thing began or ceased to be counted. A full count stays: nobody knows how much more there is.
const fn counted(count: u32, before: bool, now: bool) -> u32 {
    match (before, now) {
        (true, false) if count < 1_000 => count.saturating_sub(1),
        (false, true) if count < 1_000 => count + 1,
        _ => count,
    }
}

#[cfg(test)]
mod tests;
