//! What only the browser has: mounting and Intl.
