//! What rules mean: each test is a sentence about the language.

mod logic;
mod never_wrong;
mod time;
