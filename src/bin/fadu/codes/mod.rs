//! What `fadu explain` knows: one page for each code. In: nothing, they are files beside
//! this one. Out: their text. Never: a part of the library, which says things in a sentence.

pub(crate) mod page;

macro_rules! pages {
    ($($code:ident)*) => {
        /// Every code with its page, in order.
        pub(crate) const PAGES: &[(&str, &str)] =
            &[$((stringify!($code), include_str!(concat!(stringify!($code), ".md"))),)*];
    };
}

pages! {
    F0101
    F0102
    F0103
    F0104
    F0105
    F0106
    F0107
    F0108
    F0109
    F0110
    F0111
    F0112
    F0113
    F0114
    F0115
    F0116
    F0117
    F0118
    F0119
    F0120
    F0121
    F0122
    F0201
    F0202
    F0203
    F0204
    F0205
    F0206
    F0207
    F0208
    F0209
    F0301
    F0302
    F0303
    F0304
    F0305
    F0306
    F0307
    F0308
    F0309
    F0310
    F0311
    F0312
    F0313
    F0314
    F0315
    F0401
    F0402
    F0403
    F0404
    F0405
    F0406
    F0407
    F0408
    F0409
    F0410
    F0411
    F0412
    F0413
    F0414
    F0415
    F0416
    F0417
    F0418
    F0419
    F0501
    F0502
    F0503
    F0504
    F0601
    F0602
    F0603
    F0604
    F0605
    F0606
    F0607
    F0608
    F0701
    F0702
    F0703
    F0704
    F0705
    F0706
    P0101
    P0102
    P0103
    P0104
    P0105
    P0106
    P0107
    P0108
    P0109
    P0110
    P0111
    P0112
    W0101
    W0102
    W0201
    W0202
    W0203
    W0204
    W0205
    W0301
}
