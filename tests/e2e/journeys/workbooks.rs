//! A workbook with a sheet of visits: both come in as one step, and go as one.

use super::{Language, brought, card, in_both_languages, latest_change};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::json;

in_both_languages!(a_workbook_brings_its_visits_along);

const SHEET: &str = "拜访记录";
/// Visited on 2025-05-25 at 13:30, by phone, about money that is owed; row 2 of the sheet.
const VISITED: &str = "苏州随食随递商贸有限公司";

fn a_workbook_brings_its_visits_along(language: Language) {
    let in_china = vec![("TZ", "Asia/Shanghai".to_owned())];
    let mut window = Window::open_in("workbook", language.tag, |_| in_china).with(0);
    let total = |window: &Window| window.call("customers_list", &json!({ "limit": 1 }))["total"].clone();
    window.is_given(&brought("customers.xlsx"));
    let offer = role("checkbox", msg_with("import-with-visits", json!({ "sheet": SHEET, "count": "600" })));
    window.sees(&button(msg_with("import-start", json!({ "count": "1,500" })))).sees(&offer).shot("offered");
    window.click(&offer).sees(&part(msg_with("import-with-visits-refused", json!({ "count": "12" })))).shot("along");
    window
        .click(&css("[role=radiogroup] label:has([value=visits]), [role=radiogroup] input[value=visits] + label"))
        .sees(&part(VISITED))
        .sees(&part("催款"))
        .shot("its-rows");
    let refused = button(msg_with("import-refused", json!({ "count": "12" })));
    window.click(&refused).sees(&part(msg("row-reason-nobody-fits"))).shot("of-nobody");

    let customers = window.words_of("import-start", json!({ "count": "1,500" }));
    let start = button(msg_with("import-start-along", json!({ "start": customers, "count": "588" })));
    window.click(&start).sees(&role("heading", msg_with("import-done", json!({ "count": "1,500" }))));
    window.sees(&part(msg_with("import-done-visits", json!({ "sheet": SHEET, "count": "588" }))));
    // The rows of the customers' sheet come first; those of the visits stand at the end, with their sheet.
    window.page().run("document.querySelector('[role=table] [role=rowgroup]').scrollTop = 1e6;", vec![]);
    window.sees(&part("查无此客户49号店")).shot("report");
    assert_eq!(latest_change(&window), "customers.import");

    window.click(&button(msg("import-see-customers")));
    window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    window.types(VISITED).sees(&role("option", VISITED)).presses("Enter").sees(&card(VISITED)).sees(&part("催款"));
    window.shot("card");
    let day = language.writes("2025-05-25", "May 25, 2025");
    window.until("the visit stands there with its day", &format!("document.body.innerText.includes({day:?})"));

    // The same file once more: nothing is new, and the import before it is still what is undone. Four customers stand in
    // the file twice under one name: which of the two is meant is not known any more.
    window.presses("Escape").is_given(&brought("customers.xlsx")).click(&offer);
    window.sees(&part(msg_with("import-will-leave", json!({ "count": "1,492" })))).shot("again");
    assert_eq!(total(&window), json!(1_500));
    window.call("undo", &json!({}));
    assert_eq!((total(&window), latest_change(&window)), (json!(0), json!(null)), "both sheets are one step");
}
