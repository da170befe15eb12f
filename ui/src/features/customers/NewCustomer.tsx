import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { isComposing, Kbd, offerUndo } from "../../design";
import { type CustomerKind, call, isWireError, undoing } from "../../ipc";
import { errorText, t } from "../../messages";
import classes from "./CustomersPage.module.css";

/** A new customer in two lines: name and phone. The kind is guessed from the name unless it is said. */
export function NewCustomer({
  twins,
}: {
  /** Who may be there already, by what is typed. */
  twins?: (typed: { name: string; phone: string }) => ReactNode;
}) {
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [kind, setKind] = useState<CustomerKind | "guess">("guess");
  const [problem, setProblem] = useState<{ field: string; text: string } | null>(null);
  const [saving, setSaving] = useState(false);

  async function save() {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    try {
      const { id } = await call("customers_create", {
        name,
        ...(kind === "guess" ? {} : { kind }),
        points: phone.trim() ? [{ kind: "phone", value: phone, label: "" }] : [],
      });
      void navigate(`/customers/${id}`, { replace: true });
      void offerUndo({ ...undoing, undo: () => undoing.undo().then(() => navigate("/customers")) });
    } catch (error) {
      const field = isWireError(error) ? String(error.args.field ?? "") : "";
      setProblem({
        field: field === "phone" || field === "value" ? "phone" : "name",
        text: errorText(error),
      });
      setSaving(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Escape") void navigate("/customers");
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type !== "radio") {
      event.preventDefault();
      void save();
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape of the fields inside are heard here
    <div className={classes.form} onKeyDown={onKeyDown} data-testid="new-customer">
      <h2>{t("action-new-customer")}</h2>
      <TextInput
        label={t("new-name")}
        placeholder={t("new-name-example")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.field === "name" && problem.text}
        data-autofocus
        autoFocus
        required
        withAsterisk={false}
      />
      <TextInput
        label={t("new-phone")}
        value={phone}
        inputMode="tel"
        onChange={(event) => setPhone(event.currentTarget.value)}
        error={problem?.field === "phone" && problem.text}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("column-kind")}
        value={kind}
        onChange={(value) => setKind(value as CustomerKind | "guess")}
        data={[
          { value: "guess", label: t("new-kind-guess") },
          { value: "person", label: t("kind-person") },
          { value: "company", label: t("kind-company") },
        ]}
      />
      {twins?.({ name, phone })}
      <div className={classes.ends}>
        <Button onClick={() => void save()} rightSection={<Kbd chord="Enter" plain />}>
          {t("action-save")}
        </Button>
        <Button variant="default" onClick={() => void navigate("/customers")}>
          {t("action-cancel")}
        </Button>
      </div>
    </div>
  );
}
