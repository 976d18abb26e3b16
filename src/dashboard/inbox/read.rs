//! How the Inbox is read: its first page, the next ones as one scrolls, and now and then a look at what is new.

use leptos::ev;
use leptos::prelude::{GetValue, SetValue, Update, UpdateValue, WithUntracked, on_cleanup, window_event_listener};

use super::focus_line;
use crate::api::team::{self, wire::InboxAsk, wire::InboxPage};
use crate::dashboard::around;
use crate::dashboard::wires::Wires;
use crate::desk::{Place, Screen};
use crate::domain::{Cursor, Filters};

/// So many pixels before its end the list goes on by itself.
const EARLY: f64 = 900.0;

/// What the Inbox will show, where the dashboard opens on it: asked for before it is known whether anyone is signed in.
pub async fn early(place: &Place) -> Option<(Filters, InboxPage)> {
    let Screen::Inbox(filters) = &place.screen else {
        return None;
    };
    let page = team::inbox(InboxAsk { portal: place.portal.clone(), filters: filters.clone(), after: None }).await.ok()?;
    Some((filters.clone(), page))
}

/// Shows what fits the filters; what is shown already is looked at again.
pub fn show(wires: Wires, filters: Filters) {
    let before = wires.listed.get_value();
    let same = before.as_ref() == Some(&filters);
    wires.listed.set_value(Some(filters));
    if same {
        glance(wires);
    } else {
        // While one types, what was found before stays until there is something else.
        wires.list.update(|list| list.begin(before.is_none()));
        first(wires);
    }
}

/// Reads it again from the beginning.
pub fn again(wires: Wires) {
    wires.list.update(|list| list.begin(false));
    first(wires);
}

fn ask(wires: Wires, after: Option<Cursor>) -> Option<InboxAsk> {
    Some(InboxAsk { portal: wires.portal(), filters: wires.listed.get_value()?, after })
}

fn first(wires: Wires) {
    let Some(asked) = ask(wires, None) else {
        return;
    };
    let filters = asked.filters.clone();
    if let Some((_, page)) = wires.early.try_update_value(Option::take).flatten().filter(|(early, _)| *early == filters) {
        wires.list.update(|list| list.learn_first(Ok(page)));
        return;
    }
    wires.call(async move { team::inbox(asked).await }, move |answer| {
        // Whoever types fast gets the answer to what was typed last.
        if wires.listed.get_value() == Some(filters) {
            wires.list.update(|list| list.learn_first(answer));
        }
    });
}

/// Reads on.
pub fn more(wires: Wires) {
    let from = wires.list.try_update(|list| list.ask_on()).flatten();
    let Some(asked) = from.and_then(|from| ask(wires, Some(from))) else {
        return;
    };
    let filters = asked.filters.clone();
    wires.call(async move { team::inbox(asked).await }, move |answer| {
        if wires.listed.get_value() == Some(filters) {
            wires.list.update(|list| list.learn_more(answer));
            resume(wires);
        }
    });
}

/// Looks whether there is something new, and moves nothing. What went wrong is said when it is asked for.
pub fn glance(wires: Wires) {
    let Some(asked) = ask(wires, None).filter(|_| wires.list.with_untracked(|list| !list.calling())) else {
        return;
    };
    let filters = asked.filters.clone();
    wires.call(async move { team::inbox(asked).await }, move |answer| {
        if let (Ok(page), true) = (answer, wires.listed.get_value() == Some(filters)) {
            wires.list.update(|list| list.glance(page));
        }
    });
}

/// Shows what is new, at the top.
pub fn take(wires: Wires) {
    let anew = wires.list.try_update(|list| list.take()).unwrap_or_default();
    if anew {
        again(wires);
    }
    around::scroll_to(0.0);
    focus_line(wires);
}

/// Reads on whenever the end comes near.
pub fn on_scrolling(wires: Wires) {
    let watch = window_event_listener(ev::scroll, move |_| {
        // Once it didn't come, it is asked for by hand.
        if around::below() < EARLY && wires.list.with_untracked(|list| list.stuck().is_none()) {
            more(wires);
        }
    });
    on_cleanup(move || watch.remove());
}

/// Back where one had read so far: as many lines, and as far down.
pub fn resume(wires: Wires) {
    let Some((down, lines)) = wires.resume.get_value() else {
        return;
    };
    let (there, has_more) = wires.list.with_untracked(|list| (list.lines().len(), list.has_more()));
    if there < lines && has_more {
        // Not within the change that is being drawn.
        around::after_drawing(move || more(wires));
        return;
    }
    wires.resume.set_value(None);
    around::scroll_to(down);
    focus_line(wires);
}
