import { Button, Checkbox, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PlaceNote } from "../../design";
import { type AppState, call } from "../../ipc";
import { errorText, type Language, likelyRegion, regionChoices, setLanguage, t, tCode } from "../../messages";
import classes from "./FirstStart.module.css";

/** What the book begins with. */
type Beginning = "import" | "empty" | "sample";

const LANGUAGES: Array<{ id: Language; name: string; hello: string }> = [
  { id: "zh-CN", name: "简体中文", hello: "走访 · 客户簿" },
  { id: "en", name: "English", hello: "Rounds · the customer book" },
];

/**
 * The first start in three looks: the language, the book's place, what to begin with. `onReady` goes to the first
 * screen, once the book is made.
 */
export function FirstStart({
  state,
  onReady,
}: {
  state: AppState;
  onReady: (path: string) => Promise<void>;
}) {
  const [language, setChosen] = useState(state.prefs.language);
  const [working, setWorking] = useState<Beginning | null>(null);
  const [problem, setProblem] = useState("");
  const [country, setCountry] = useState<string | null>(null);
  const [last] = state.prefs.recent;
  const home = country ?? likelyRegion();
  const [pack, setPack] = useState<string | null>(null);
  const [place, setPlace] = useState<string | null>(null);
  const [withPassword, setWithPassword] = useState(false);
  /** Where the backups go besides: the folder that was no good place for the book. */
  const [second, setSecond] = useState<string | null>(null);
  const where = place ?? state.default_book;
  const advice = useQuery({
    queryKey: ["app", "place", where],
    queryFn: () => call("place_look", { path: where }),
    enabled: !!language,
  }).data;
  const client = useQueryClient();
  const packs = useQuery({
    queryKey: ["packs", language],
    queryFn: () => call("packs_list", { language: language ?? "zh-CN" }),
    enabled: !!language,
  });

  async function choose(chosen: Language) {
    setChosen(chosen);
    await call("prefs_set", { language: chosen });
    setLanguage(chosen);
    // The usual place is named in the language.
    await client.invalidateQueries({ queryKey: ["app"] });
  }

  /** Opens a book that is there already: one of before, or one that came with a stick. */
  async function open(given?: string) {
    setProblem("");
    try {
      const path =
        given ??
        (await call("shell_choose_file", {
          kind: "book",
          title: t("action-open-book"),
          filter: t("settings-book"),
        }));
      if (!path) return;
      await call("book_open", { path });
      await onReady("/customers");
    } catch (error) {
      setProblem(errorText(error));
    }
  }

  /** Lets the user name another place for the book. */
  async function elsewhere() {
    setProblem("");
    try {
      const path = await call("shell_save_file", {
        kind: "book",
        title: t("start-book-title"),
        filter: t("settings-book"),
        name: state.default_book.split(/[\\/]/).at(-1) ?? "",
      });
      if (path) setPlace(path);
    } catch (error) {
      setProblem(errorText(error));
    }
  }

  async function begin(beginning: Beginning) {
    setWorking(beginning);
    setProblem("");
    try {
      // The sample lives in a book of its own, so that leaving it leaves nothing behind.
      if (beginning === "sample") await call("sample_make", { customers: 300 });
      else {
        await call("book_create", { home_country: home, ...(place && { path: place }) });
        if (second) await call("backups_set", { second });
        if (pack) await call("packs_take", { id: pack });
      }
      const first = beginning === "import" ? "/import" : "/customers";
      await onReady(withPassword && beginning !== "sample" ? "/safety" : first);
    } catch (error) {
      setProblem(errorText(error));
      setWorking(null);
    }
  }

  return (
    <main className={classes.stage}>
      <div className={classes.logo} aria-hidden>
        走
      </div>
      {!language ? (
        <>
          <h1>{t("start-language-title")}</h1>
          <div className={classes.two}>
            {LANGUAGES.map(({ id, name, hello }, nth) => (
              <button
                key={id}
                type="button"
                lang={id}
                className={classes.choice}
                data-autofocus={nth === 0 || undefined}
                onClick={() => void choose(id)}
              >
                <strong>{name}</strong>
                <span>{hello}</span>
              </button>
            ))}
          </div>
        </>
      ) : (
        <>
          <h1>{t("start-book-title")}</h1>
          <p className={classes.text}>{t("start-book-text")}</p>
          <div className={classes.where}>
            <span>{t("start-place")}</span>
            <span className={classes.place}>{place ?? state.default_book}</span>
            <Button variant="subtle" size="compact-sm" onClick={() => void elsewhere()}>
              {t("start-place-other")}
            </Button>
            {place && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setPlace(null)}>
                {t("start-place-usual")}
              </Button>
            )}
          </div>
          {advice && (
            <PlaceNote
              advice={advice}
              {...(place && {
                onBackups: (folder: string) => {
                  setSecond(folder);
                  setPlace(null);
                },
              })}
            />
          )}
          {second && <p className={classes.text}>{t("place-backups-go", { folder: second })}</p>}
          <Select
            className={classes.country}
            label={t("start-country")}
            data={regionChoices(home)}
            value={home}
            onChange={setCountry}
            allowDeselect={false}
            searchable
            size="sm"
          />
          <Select
            className={classes.country}
            label={t("start-pack")}
            placeholder={t("start-pack-none")}
            data={(packs.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            value={pack}
            onChange={setPack}
            clearable
            size="sm"
          />
          <Checkbox
            className={classes.password}
            label={t("start-password")}
            description={t("start-password-text")}
            checked={withPassword}
            onChange={(event) => setWithPassword(event.currentTarget.checked)}
            size="sm"
          />
          <h2>{t("start-fill-title")}</h2>
          <div className={classes.three}>
            {(["import", "empty", "sample"] as const).map((beginning) => (
              <button
                key={beginning}
                type="button"
                className={classes.choice}
                data-main={beginning === "import" || undefined}
                disabled={working !== null}
                onClick={() => void begin(beginning)}
              >
                <strong>{working === beginning ? t("start-working") : t(`start-${beginning}-title`)}</strong>
                <span>{t(`start-${beginning}-text`)}</span>
              </button>
            ))}
          </div>
          {(problem || state.not_opened) && (
            <p role="alert" className={classes.problem}>
              {problem ||
                tCode(
                  "error-",
                  state.not_opened ?? "",
                  { file: last ?? state.default_book },
                  "error-internal",
                )}
            </p>
          )}
          <div className={classes.more}>
            {state.prefs.recent.slice(0, 3).map((path) => (
              <Button
                key={path}
                variant="subtle"
                size="compact-sm"
                title={path}
                onClick={() => void open(path)}
              >
                {t("action-open-recent", {
                  book: (path.split(/[\\/]/).at(-1) ?? path).replace(/\.rounds$/i, ""),
                })}
              </Button>
            ))}
            <Button variant="subtle" size="compact-sm" onClick={() => void open()}>
              {t("action-open-book")}
            </Button>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setChosen(null)}>
              简体中文 · English
            </Button>
          </div>
        </>
      )}
    </main>
  );
}
