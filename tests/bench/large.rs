//! A pack of ten thousand lines, in the proportions of `rules/`: facts with their questions,
//! definitions, circumstances, a benchmark, a review, deadlines, tests, comments.

use fadu::SourceText;

/// How many lines the pack has, about.
pub(crate) const LINES: usize = 10_000;

/// The files of the pack: a header, and as many chapters as it takes.
pub(crate) fn pack() -> Vec<SourceText> {
    let mut files = vec![SourceText::new("large/pack.fadu", HEADER)];
    let chapter = CHAPTER.lines().count();
    let chapters = LINES.div_ceil(chapter);
    for at in 0..chapters {
        let text = CHAPTER.replace('№', &at.to_string());
        files.push(SourceText::new(format!("large/chapter-{at}.fadu"), text));
    }
    files
}

const HEADER: &str = r#"pack large 1.0.0 "大规则包" / "A large pack"
  jurisdiction "某市" / "Some city"
  effective from 2022-03-01

source ACT "示例法" / "Example Act" : law
  number "国令第1号"
  issued 2021-01-22
  effective from 2021-07-15
"#;

const CHAPTER: &str = r#"-- Art. №: who does this without the licence.

fact activity_№ "从事的活动" / "activity" : one of {
  production "生产" / "producing"
  sale "销售" / "selling"
  catering "餐饮服务" / "catering"
  prepackaged_only "仅销售预包装商品" / "selling prepackaged goods only"
}
  question "当事人从事的是哪种活动？" / "What did the party do?"
  group "违法行为" / "The act"
  basis ACT 35(1), ACT 39(1)

fact licensed_№ "已取得相应许可" / "holds the licence" : bool
  question "当事人行为时是否已取得相应的生产经营许可？" / "Did the party hold the licence for it at the time?"
  group "违法行为" / "The act"
  basis ACT 35(1), ACT 39(1)

fact corrected_№ "及时改正" / "put right in time" : bool
  question "当事人是否及时改正？" / "Did the party put it right in time?"
  group "违法行为" / "The act"
  basis ACT 33(1)

-- The value of the goods measures the fine, sold and unsold.
fact goods_value_№ "货值金额" / "value of the goods" : money at least 0元
  question "违法生产经营的商品（含已售出的）货值金额是多少？" / "What are the goods worth, sold ones included?"
  group "数额" / "Amounts"
  basis ACT 122(1)

fact illegal_gains_№ "违法所得" / "illegal gains" : money at least 0元
  question "实施违法行为取得的款项是多少？" / "What sums were obtained by the act?"
  group "数额" / "Amounts"
  default 0元
  basis ACT 122(1), ACT 28(2)

fact proposed_№ "拟罚款" / "proposed fine" : money at least 0元
  question "拟处多少罚款？" / "What fine is proposed?"
  group "数额" / "Amounts"

fact grave_№ "情节严重" / "grave" : judgement
  question "情节是否严重？" / "Is it grave?"
  group "裁量情节" / "Grounds"
  basis ACT 122(2)

fact begun_on_№ "开始日" / "begun on" : date
  question "哪一天开始？" / "When did it begin?"
  group "违法行为" / "The act"

fact ended_on_№ "终了日" / "ended on" : date
  question "哪一天终了？" / "When did it end?"
  group "违法行为" / "The act"

define licence_needed_№ "须取得许可" / "a licence is needed"
  basis ACT 35(1)
  = activity_№ in { production, sale, catering }

define days_№ "经营天数" / "days of business"
  basis ACT 122(1)
  = days from begun_on_№ to ended_on_№

define scale_№ "规模" / "scale"
  basis ACT 122(1)
  = case goods_value_№ {
    under 1万元               : 1
    from 1万元 to under 5万元 : 2
    from 5万元                : 3
  }

define net_№ "净额" / "net"
  basis ACT 28(2)
  = (goods_value_№ - illegal_gains_№) × 2 not below 0元 capped at 20万元

deadline limitation_№ "追责时效" / "limitation"
  from ended_on_№ within 2 years
  when licence_needed_№
  for agency
  month end clamp
  basis ACT 36(1), ACT 36(2)

benchmark unlicensed_№ "未取得许可从事经营" / "Business without a licence"
  basis ACT 122(1)
  when licence_needed_№ and not licensed_№
{
  penalty correction "责令改正" / "order to put it right" : order correction basis ACT 28(1)
  penalty gains "没收违法所得" / "confiscation of gains" : confiscate illegal_gains_№ basis ACT 28(2)

  -- Goods under ten thousand yuan: 50,000 to 100,000. From ten thousand: ten to twenty times their value.
  penalty fine "罚款" / "fine" : fine {
    goods_value_№ under 1万元 : 5万元 to 10万元
    goods_value_№ from 1万元  : goods_value_№ at 10x to 20x
  } basis ACT 122(1)
  impose correction plus gains plus fine

  -- Art. 33: slight, corrected in time, and no harm.
  circumstance trifling_№ "轻微并及时改正" / "slight and corrected" : must exempt
    when all of { corrected_№, goods_value_№ under 1_000元, not (grave_№ holds) }
    basis ACT 33(1)

  circumstance eased_№ "及时改正" / "corrected in time" : may lighten or mitigate
    when corrected_№ and scale_№ at most 2
    basis ACT 32 item 1

  circumstance repeated_№ "持续时间长" / "went on for long" : must aggravate
    when any of {
      days_№ over 90 days
      grave_№ holds
      scale_№ is 3 and not corrected_№
    }
    basis ACT 49

  tier none "不予处罚" / "no penalty" when must exempt holds then no penalty basis ACT 33(1)
  conflict lighten and aggravate then needs judgement basis ACT 5(2)
  tier mitigated "减轻处罚" / "below the statute"
    when mitigate holds and days_№ under 10 days
    then may fine below statute by minimum over 0% to under 100%
    basis ACT 32
  tier lighter "从轻处罚" / "lighter"
    when lighten holds
    then may fine by span 0% to 30%
    basis ACT 32
  tier heavier "从重处罚" / "heavier"
    when must aggravate holds
    then fine by span 70% to 100%
    basis ACT 49
  tier general "一般处罚" / "ordinary"
    when otherwise
    then fine by span over 30% to under 70%
    basis ACT 34
  proposed fine = proposed_№
}

review decision_№ "法制审核" / "Legal review" basis ACT 58(1) {
  layer statute "法律规定" / "statute" basis ACT 58(1) {
    criterion fine "罚款达到数额" / "the fine reaches the line"
      when proposed_№ from 10万元
      basis ACT 58(1)(1)
    criterion grave "情节严重" / "grave"
      when grave_№ holds
      basis ACT 58(1)(2)
  }
  item agency "执法主体合法" / "lawful agency" basis ACT 17 {
    ask power "是否有该项职权？" / "Does the agency have the power?" basis ACT 17
    ask place "是否属于本机关管辖？" / "Is this the right agency?" basis ACT 22
    on fail then transfer advise "移送" / "transfer"
  }
  opinion transfer "移送" / "transfer" basis ACT 17
  opinion agree "同意" / "agree" : pass when otherwise
}

test fine_№ "货值一万元前后" / "around ten thousand" as of 2025-06-30 {
  given activity_№ = sale, licensed_№ = false, corrected_№ = false, grave_№ = fail
  given begun_on_№ = 2025-01-01, ended_on_№ = 2025-02-01
  vary goods_value_№ {
    9_999.99元 : unlicensed_№.fine over 6.5万元 to under 8.5万元
    1万元      : unlicensed_№.fine over 13万元 to under 17万元
  }
}

test unknown_№ "情节不明" / "grounds unknown" as of 2025-06-30 {
  given activity_№ = sale, licensed_№ = false
  expect unlicensed_№.repeated_№ is unknown
  expect missing grave_№, corrected_№
}
"#;
