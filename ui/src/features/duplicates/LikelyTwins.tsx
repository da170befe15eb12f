import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { call } from "../../ipc";
import { t } from "../../messages";
import classes from "./Duplicates.module.css";
import { about, Reasons } from "./reasons";

/** So many letters of a name say something; so many digits of a phone do. */
const ENOUGH = { name: 2, phone: 7 };

/** Who may already be in the book, while somebody new is being typed. */
export function LikelyTwins({ name, phone }: { name: string; phone: string }) {
  const navigate = useNavigate();
  const typed = {
    name: name.trim().length >= ENOUGH.name ? name.trim() : "",
    phone: phone.replace(/\D/g, "").length >= ENOUGH.phone ? phone.trim() : "",
  };
  const found = useQuery({
    queryKey: ["customers", "twins", typed],
    queryFn: () =>
      call("duplicates_check", {
        ...(typed.name && { name: typed.name }),
        ...(typed.phone && { phones: [typed.phone] }),
        limit: 4,
      }),
    enabled: typed.name !== "" || typed.phone !== "",
    // A newer keystroke stops the older one; there is nothing to try again.
    retry: false,
  });
  const twins = found.data ?? [];
  return (
    <div role="status">
      {twins.length > 0 && (
        <section className={classes.twins} aria-label={t("duplicates-twins")}>
          <h3>{t("duplicates-twins")}</h3>
          <ul>
            {twins.map(({ customer, reasons }) => (
              <li key={customer.id}>
                <button type="button" onClick={() => void navigate(`/customers/${customer.id}`)}>
                  <b>{customer.name}</b>
                  <span className={classes.quiet}>{about(customer)}</span>
                  <Reasons reasons={reasons.filter(({ weight }) => weight > 0)} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
