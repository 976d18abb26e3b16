//! Code to copy: an entry on a website, in each of its ways.

use super::{Pinned, Place, escape};

/// Every way an entry gets onto a website, each under a line that says which. `pinned` is none where the loader was not built.
pub fn codes(place: &Place, pinned: Option<&Pinned>) -> String {
    let Place { bookable, server } = place;
    let (link, address, book) = (place.link(), place.address(), escape(&place.says("book")));
    let (portal, entry) = (&bookable.portal.slug, &bookable.entry.slug);
    let loader = format!(r#"<script src="{server}/embed.js" defer></script>"#);
    // The room is the first screen's at its tallest; a wrapper keeps it, as nothing outside reaches into the element.
    let inline = format!(
        r#"<div style="min-height: clamp(700px, 1160px - 60vw, 860px)">
  <book-appointment portal="{portal}" entry="{entry}">
    <a href="{link}">{book}</a>
  </book-appointment>
</div>"#
    );
    let pinned = pinned.map_or_else(
        || "(The pinned loader is not built into this program: `make install` does so.)".to_owned(),
        |Pinned { path, integrity }| format!("<script src=\"{server}{path}\"\n  integrity=\"{integrity}\"\n  crossorigin=\"anonymous\" defer></script>\n{inline}"),
    );
    let parts = [
        ("Inline: the times stand in the page".to_owned(), format!("{loader}\n{inline}")),
        ("The same, with these very bytes of the loader and no others (its updates are then yours to make)".to_owned(), pinned),
        ("A button or link that opens it in a dialog".to_owned(), format!("{loader}\n<a href=\"{link}\" data-book-appointment=\"{address}\">{book}</a>")),
        (
            "A button that floats above the page and opens it in a dialog".to_owned(),
            format!("{loader}\n<book-appointment portal=\"{portal}\" entry=\"{entry}\" mode=\"floating\" label=\"{book}\"></book-appointment>"),
        ),
        ("A link, for mails, messages and sites that take no code".to_owned(), link.clone()),
        ("What a page's content security policy must allow, where it has one".to_owned(), format!("script-src {server} 'wasm-unsafe-eval'; connect-src {server}")),
    ];
    let parts = parts.map(|(heading, code)| format!("# {heading}\n\n{code}\n"));
    parts.join("\n")
}
