import { currentLanguage } from "./t";

const COUNTRIES = [
  "CN",
  "TW",
  "HK",
  "MO",
  "SG",
  "MY",
  "US",
  "CA",
  "GB",
  "IE",
  "AU",
  "NZ",
  "DE",
  "AT",
  "CH",
  "FR",
  "IT",
  "ES",
  "NL",
  "JP",
  "KR",
  "TH",
  "VN",
  "ID",
  "IN",
];

/** Codes with their names in the present language, for a choice; the present one is among them. */
export function codeChoices(codes: readonly string[], type: "region" | "currency", present?: string) {
  const names = new Intl.DisplayNames([currentLanguage()], { type });
  const all = present && !codes.includes(present) ? [present, ...codes] : codes;
  return all.map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }));
}

/** The countries that a book can be at home in. */
export function regionChoices(present?: string) {
  return codeChoices(COUNTRIES, "region", present);
}

/** The country that this computer seems to be in: by its zone where that tells, else by its language. */
export function likelyRegion(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (/^Asia\/(Shanghai|Chongqing|Harbin|Urumqi)$/.test(zone) || currentLanguage() === "zh-CN") return "CN";
  const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1];
  return region && COUNTRIES.includes(region) ? region : "US";
}
