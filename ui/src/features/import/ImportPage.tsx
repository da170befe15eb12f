import { useState } from "react";
import { useLocation } from "react-router";
import { t } from "../../messages";
import { Chooser } from "./Chooser";
import { Look } from "./Look";
import { forgetLeft } from "./left";
import { Report } from "./Report";
import { Running } from "./Running";
import { forgetLook, keptLook, type Step, stepOf } from "./steps";
import { Whole } from "./Whole";

/** The import of a file: choose it, look at what it will become, let it run, read the report. */
export function ImportPage() {
  const { key, state } = useLocation();
  const given = (state as { path?: string } | null)?.path;
  const [step, setStep] = useState<Step>(() =>
    given && given !== keptLook()?.path
      ? stepOf(given)
      : (keptLook() && { at: "look", options: keptLook() ?? { path: "" } }) || { at: "choose" },
  );
  const [seen, setSeen] = useState(key);
  if (key !== seen) {
    // A file was dropped while this screen stood open.
    setSeen(key);
    if (given && step.at !== "run") setStep(stepOf(given));
  }
  const choose = () => {
    forgetLook();
    void forgetLeft();
    setStep({ at: "choose" });
  };
  switch (step.at) {
    case "choose":
      return (
        <Chooser
          onFile={(path) => setStep(stepOf(path))}
          onPaste={(text) => setStep({ at: "look", options: { path: t("import-pasted"), text } })}
          onReport={(id) => setStep({ at: "report", id })}
          onLeft={({ options, stamp }) => setStep({ at: "look", options, stamp })}
        />
      );
    case "whole":
      return <Whole key={step.path} path={step.path} onCancel={choose} />;
    case "look":
      return (
        <Look
          key={step.options.path}
          first={step.options}
          stamp={step.stamp}
          onCancel={choose}
          onStart={(job, options) => setStep({ at: "run", job, options })}
        />
      );
    case "run":
      return (
        <Running
          job={step.job}
          onDone={(id) => {
            forgetLook();
            void forgetLeft();
            setStep({ at: "report", id, fresh: true });
          }}
          onStopped={() => setStep({ at: "look", options: step.options })}
        />
      );
    case "report":
      return <Report id={step.id} fresh={step.fresh ?? false} onAnother={choose} />;
  }
}
