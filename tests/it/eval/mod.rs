//! What rules mean: each test is a sentence about the language.

mod never_wrong;
