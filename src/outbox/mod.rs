//! What leaves the house: claim, back off, hand over.
