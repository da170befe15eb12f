export * from "./birthdays";
export * from "./changes";
export * from "./contents";
export * from "./errors";
export * from "./formats";
export { codeChoices, likelyRegion, regionChoices } from "./regions";
export {
  type CustomerWords,
  currentLanguage,
  customerWords,
  hasMessage,
  type Language,
  setCustomerWords,
  setLanguage,
  systemLanguage,
  t,
  tCode,
  useLanguage,
} from "./t";
