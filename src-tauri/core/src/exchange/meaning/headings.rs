//! The headings that lists of customers have, in Chinese, English and German.

use crate::values::texts::to_half_width;

/// What a heading says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// The customer, whoever it is (客户名称).
    Customer,
    /// A company (公司名称).
    Company,
    /// A person (姓名).
    Person,
    /// The person inside the company.
    Contact,
    /// What that person does there.
    JobTitle,
    /// 负责人: the contact in a list of companies, the owner in the export of a CRM.
    InCharge,
    Mobile,
    Phone,
    Email,
    Wechat,
    Address,
    /// A part of an address that stands in a column of its own.
    AddressPart,
    Website,
    Tags,
    Stage,
    Owner,
    Kind,
    Uid,
    LastVisit,
    NextFollowup,
    Birthday,
    Note,
    RunningNumber,
}

/// Headings as [`normal`] writes them (simplified characters, lower case, no spaces, dashes or brackets), parted by spaces.
const HEADINGS: &[(Role, &str)] = &[
    (
        Role::Customer,
        "客户名称 客户名 客户 客户姓名 客户全称 客户简称 名称 顾客 顾客姓名 会员 会员姓名 店名 商户 \
         商户名称 门店 门店名称 customer customername client clientname account accountname kunde \
         kundenname",
    ),
    (
        Role::Company,
        "公司 公司名 公司名称 企业 企业名称 单位 单位名称 厂名 company companyname organization \
         organisation business businessname firma firmenname unternehmen",
    ),
    (
        Role::Person,
        "姓名 名字 人名 姓 名 name fullname firstname lastname givenname familyname surname vorname \
         nachname displayname",
    ),
    (
        Role::Contact,
        "联系人 联系人姓名 联络人 联络人姓名 主要联系人 对接人 老板 店主 法人 contact contactname \
         contactperson primarycontact attn ansprechpartner kontakt kontaktperson",
    ),
    (Role::JobTitle, "职务 职位 职称 岗位 联系人职务 联系人职位 title jobtitle role position funktion"),
    (Role::InCharge, "负责人"),
    (
        Role::Mobile,
        "手机 手机号 手机号码 移动电话 行动电话 联系手机 mobile mobilephone mobilenumber cell cellphone \
         handy mobil mobilnummer",
    ),
    (
        Role::Phone,
        "电话 电话号码 联系电话 联络电话 联系方式 固定电话 固话 座机 办公电话 单位电话 公司电话 备用电话 \
         其他电话 phone phonenumber tel telephone telephonenumber landline workphone officephone \
         businessphone telefon telefonnummer rufnummer",
    ),
    (Role::Email, "邮箱 电子邮箱 电子邮件 邮件 电邮 邮箱地址 email emailaddress mail emailadresse"),
    (Role::Wechat, "微信 微信号 微信id wechat wechatid weixin"),
    (
        Role::Address,
        "地址 详细地址 联系地址 通讯地址 通信地址 公司地址 单位地址 收货地址 送货地址 店铺地址 家庭地址 \
         住址 经营地址 注册地址 address streetaddress street address1 addressline1 mailingaddress straße \
         strasse adresse anschrift",
    ),
    (
        Role::AddressPart,
        "省 市 区 县 省份 城市 区县 所在省 所在市 所在城市 街道 乡镇 村 门牌号 邮编 邮政编码 city town \
         state province county zip zipcode postcode postalcode address2 addressline2 country ort stadt \
         plz postleitzahl land",
    ),
    (Role::Website, "网址 网站 官网 主页 公司网址 website web url homepage webseite"),
    (Role::Tags, "标签 客户标签 tag tags label labels"),
    (Role::Stage, "阶段 客户阶段 跟进阶段 销售阶段 客户状态 跟进状态 stage status leadstatus phase"),
    (
        Role::Owner,
        "归属人 归属 业务员 销售 销售员 销售人员 业务经理 客户经理 销售经理 跟进人 所属销售 所属业务员 \
         所有人 owner accountowner accountmanager salesrep salesperson assignedto betreuer zuständig",
    ),
    (Role::Kind, "客户性质 个人或公司 个人或企业 kind customertype personorcompany"),
    (Role::Uid, "uid"),
    (
        Role::LastVisit,
        "最近拜访 上次拜访 最后拜访 拜访 最近到店 上次到店 最后到店 最近联系 上次联系 最后联系 最近跟进 \
         上次跟进 最后跟进 最近来访 上次来访 lastvisit lastvisited lastvisiton lastvisitdate lastcontact \
         lastcontacted lastactivity letzterbesuch letzterkontakt",
    ),
    (
        Role::NextFollowup,
        "下次跟进 下次拜访 下次联系 下次回访 回访 计划拜访 计划跟进 nextfollowup followup followupdate \
         nextvisit nextvisitdate nextcontact nextstepdate nächsterbesuch wiedervorlage",
    ),
    (Role::Birthday, "生日 出生 出生年月日 birthday birthdate dateofbirth dob geburtstag geburtsdatum"),
    (
        Role::Note,
        "备注 备注信息 说明 备考 附注 客户备注 描述 note notes remark remarks comment comments memo \
         description bemerkung bemerkungen notiz notizen anmerkung",
    ),
    (Role::RunningNumber, "序号 序 行号 项次 no nr num lfdnr # 号"),
];

/// Traditional characters of headings.
const TRADITIONAL: &str = "戶聯絡電話機標籤簽訪備註號碼稱單業廠務職負責繫係動網態階級歸屬銷員經進說詳細門縣區鄉鎮郵編個質計劃後時間顧會無總錄類項闆來對請資訊額價費";
/// The simplified forms, in the same order.
const SIMPLIFIED: &str = "户联络电话机标签签访备注号码称单业厂务职负责系系动网态阶级归属销员经进说详细门县区乡镇邮编个质计划后时间顾会无总录类项板来对请资讯额价费";

/// A heading as it is compared: simplified, lower case, without brackets and what is in them, spaces and signs.
pub(super) fn normal(heading: &str) -> String {
    let half = to_half_width(heading).to_lowercase();
    let mut depth = 0_u32;
    let mut normal = String::new();
    for character in half.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || character.is_whitespace() || character.is_control() => {}
            '*' | ':' | '-' | '_' | '.' | '?' | '!' | '"' | '\'' | '/' | '、' => {}
            _ => normal.push(simplified(character)),
        }
    }
    normal
}

fn simplified(character: char) -> char {
    let place = TRADITIONAL.chars().position(|traditional| traditional == character);
    place.and_then(|place| SIMPLIFIED.chars().nth(place)).unwrap_or(character)
}

/// What the heading says, if it is known. 电话2, 客户电话, 联系人手机 and 最近拜访时间 are known by their core.
pub(super) fn role_of(heading: &str) -> Option<Role> {
    let normal = normal(heading);
    if normal.is_empty() {
        return None;
    }
    let core = normal.trim_end_matches(|c: char| c.is_ascii_digit());
    lookup(&normal).or_else(|| lookup(core)).or_else(|| {
        let bare = ["日期", "时间", "日"].iter().find_map(|suffix| core.strip_suffix(suffix)).unwrap_or(core);
        let dated = lookup(bare).filter(|role| matches!(role, Role::LastVisit | Role::NextFollowup | Role::Birthday));
        let own = ["客户", "联系人", "联络人", "公司", "单位", "企业", "customer", "contact", "company"]
            .iter()
            .find_map(|prefix| core.strip_prefix(prefix))
            .and_then(lookup)
            .filter(|role| {
                matches!(
                    role,
                    Role::Mobile
                        | Role::Phone
                        | Role::Email
                        | Role::Wechat
                        | Role::Address
                        | Role::Website
                        | Role::Tags
                        | Role::Birthday
                        | Role::Note
                        | Role::JobTitle
                        | Role::Stage
                )
            });
        dated.or(own)
    })
}

/// True if the heading says that the value is the contact's own.
pub(super) fn names_contact(heading: &str) -> bool {
    let normal = normal(heading);
    ["联系人", "联络人", "contact"].iter().any(|prefix| normal.starts_with(prefix))
}

fn lookup(normal: &str) -> Option<Role> {
    HEADINGS.iter().find(|(_, names)| names.split_whitespace().any(|name| name == normal)).map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_three_languages_and_both_scripts() {
        for (heading, role) in [
            ("客户名称", Role::Customer),
            ("客戶名稱", Role::Customer),
            ("聯絡人", Role::Contact),
            ("手機", Role::Mobile),
            ("電話", Role::Phone),
            ("標籤", Role::Tags),
            ("最近拜訪日期", Role::LastVisit),
            ("備註", Role::Note),
            ("Company Name", Role::Company),
            ("E-Mail", Role::Email),
            ("Last visit", Role::LastVisit),
            ("Next follow-up", Role::NextFollowup),
            ("Firma", Role::Company),
            ("Ansprechpartner", Role::Contact),
            ("Straße", Role::Address),
            ("Ort", Role::AddressPart),
            ("Letzter Besuch", Role::LastVisit),
            ("Bemerkung", Role::Note),
            ("*客户名称（必填）", Role::Customer),
            ("电话2", Role::Phone),
            ("客户手机", Role::Mobile),
            ("联系人邮箱", Role::Email),
            ("下次跟进时间", Role::NextFollowup),
            ("出生日期", Role::Birthday),
            ("手机 号码", Role::Mobile),
        ] {
            assert_eq!(role_of(heading), Some(role), "{heading}");
        }
        for heading in
            ["区域", "等级", "首次成交日期", "累计金额", "内部编号", "Umsatz", "推荐人电话", "客户编号", "单位：元", ""]
        {
            assert_eq!(role_of(heading), None, "{heading}");
        }
    }

    #[test]
    fn traditional_characters_have_their_simplified_forms() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert_eq!(normal("負責業務員"), "负责业务员");
    }

    #[test]
    fn every_name_is_written_as_it_is_compared() {
        for (role, names) in HEADINGS {
            for name in names.split_whitespace() {
                assert_eq!(normal(name), name, "{name} of {role:?} could never match");
            }
        }
    }
}
