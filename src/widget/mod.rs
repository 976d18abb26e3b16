//! Components of the customer's side.
