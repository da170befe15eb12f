import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Prefs } from "../ipc";
import { type Language, setLanguage, systemLanguage } from "../messages";

function languageOf(wanted: string | null | undefined): Language {
  return wanted === "zh-CN" || wanted === "en" ? wanted : systemLanguage();
}

/** Puts the preferences into force: language, theme, density, text size. True once they are: rows measure themselves by them. */
export function useApplyPrefs(prefs: Prefs | undefined): boolean {
  const [applied, setApplied] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const { language, theme, density, text_size } = prefs ?? {};
  useEffect(() => setLanguage(languageOf(language)), [language]);
  useEffect(() => {
    if (theme) setColorScheme(theme === "system" ? "auto" : theme);
  }, [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset.density = density ?? "normal";
    document.documentElement.style.fontSize = text_size && text_size !== 100 ? `${text_size}%` : "";
  }, [density, text_size]);
  useEffect(() => {
    if (language !== undefined) setApplied(true);
  }, [language]);
  return applied;
}
