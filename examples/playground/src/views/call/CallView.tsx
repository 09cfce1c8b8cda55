/** The log-call form, checked while it is typed, and decided when it is saved. */

import { useEffect, useRef, useState } from "preact/hooks";

import { agentIn, useAnswer, useCompany, useKept } from "../../app/hooks";
import { useRoute } from "../../app/route";
import { attempt, say } from "../../app/store";
import type { SavedForm } from "../../company/company";
import { ask, request } from "../../engine/client";
import type { CallForm, FollowUpForm, LeadId } from "../../engine/records";
import { ScheduleFields } from "../../forms/ScheduleFields";
import { useOnce } from "../../ui/once";
import { Panel } from "../../ui/parts";
import { CallFields, namesOf } from "./CallFields";
import { Consequences } from "./Consequences";
import { Outcome } from "./Outcome";

/** A form for the lead in the address, or for any: each is found again as it was left. */
export function CallView() {
  const lead = useRoute().params.get("lead");
  return <CallFormOf key={lead} asked={lead} />;
}

function CallFormOf({ asked }: { asked: LeadId | null }) {
  const company = useCompany();
  const blank = (lead: string | null): CallForm => ({
    parentKind: "lead",
    ...(lead !== null && { parentId: lead }),
    direction: "outgoing",
    date: company.local.date,
  });
  const [form, setForm] = useKept<CallForm>(`call ${asked}`, () => blank(asked));
  const [tried, setTried] = useState(false);
  const [declined, setDeclined] = useState(false);
  const [saved, setSaved] = useState<SavedForm | null>(null);
  /** Whether the focus goes to the first fault, once the faults are shown. */
  const [isSeeking, setSeeking] = useState(false);
  const once = useOnce();
  const fields = useRef<HTMLFormElement>(null);
  const lead = form.parentKind === "lead" ? (form.parentId ?? null) : null;
  const context = { formContextOf: lead };
  const { result: check, trouble, isCurrent } = useAnswer("checkCallForm", { form }, { context });
  // The schedule form opens when a rule asks for it, unless somebody closed it.
  const isScheduling = form.followUp != null || (check?.followUpWanted === true && !declined);
  const change = (part: Partial<CallForm>) => {
    setSaved(null);
    const answers = "response" in part || "status" in part || "direction" in part;
    if (answers) setDeclined(false);
    setForm((latest) => {
      // A schedule form that a rule opened goes again with its reason, as long as nothing was typed into it.
      const closes = answers && isUntouched(latest.followUp);
      return { ...latest, ...(closes && { followUp: null }), ...part };
    });
  };
  const schedule = (edit: (form: FollowUpForm) => FollowUpForm) =>
    setForm((latest) => ({ ...latest, followUp: edit(latest.followUp ?? {}) }));
  /** Begins another call; what was typed since a form was sent off stays. */
  const clear = (sent?: CallForm) => {
    setForm((latest) => (sent === undefined || latest === sent ? blank(lead) : latest));
    setTried(false);
    setDeclined(false);
    setSeeking(false);
  };

  useEffect(() => {
    if (!isSeeking || !isCurrent) return;
    const fault = fields.current?.querySelector<HTMLElement>("[aria-invalid='true'], [aria-required='true']");
    fault?.focus();
    if (fault) setSeeking(false);
  }, [isSeeking, isCurrent]);

  /** What is missing or wrong in the form as it stands, with the schedule form open when a rule asks for it. */
  const faultsNow = async (): Promise<string[]> => {
    let { missing, wrong, followUpWanted, slot } = await ask("checkCallForm", { form }, { context });
    if (followUpWanted && form.followUp == null && !declined) {
      const opened = { ...form, followUp: { ...slot } };
      ({ missing, wrong } = await ask("checkCallForm", { form: opened }, { context }));
    }
    const needed = missing.length > 0 ? [`still needed: ${namesOf(missing)}`] : [];
    return [...wrong.map(({ message }) => message), ...needed];
  };

  const save = async () => {
    setTried(true);
    await attempt("The call is not saved", async () => {
      const faults = await faultsNow();
      if (faults.length > 0) {
        say("bad", "The call is not saved", faults);
        setSeeking(true);
        return;
      }
      const result = await request("saveCallForm", form, lead);
      if (result.type === "rejected") {
        say("bad", "The call is refused", result.reasons.map(({ message }) => message));
      } else {
        say("good", "The call is saved", result.type === "accepted" ? result.warnings.map(({ message }) => message) : []);
        clear(form);
      }
      setSaved(result);
    });
  };

  const agent = agentIn(company, company.actor);
  // All of it at once: what is drawn bit by bit moves away below the pointer.
  if (!check && !trouble) return null;
  return (
    <div class="call-view">
      <form
        ref={fields}
        noValidate
        aria-label="Call"
        onSubmit={(event) => {
          event.preventDefault();
          once(save);
        }}
        onInput={() => setSeeking(false)}
      >
        <Panel title="Call" aside={`logged by ${agent?.name ?? "the company itself"}`}>
          <div class="body">
            {check && <CallFields form={form} check={check} tried={tried} onChange={change} />}
            {trouble && <p class="muted">{trouble.message}</p>}
          </div>
        </Panel>
        <Panel
          title="Follow-up"
          aside={
            <button
              type="button"
              class="button small"
              onClick={() => {
                setDeclined(isScheduling);
                change({ followUp: isScheduling ? null : {} });
              }}
            >
              {isScheduling ? "Leave it out" : "Schedule one"}
            </button>
          }
        >
          {isScheduling && check ? (
            <div class="body">
              <ScheduleFields
                form={form.followUp ?? {}}
                onChange={schedule}
                findings={{ ...check, tried }}
                slot={isCurrent ? check.slot : null}
                at={null}
                prefix="followUp."
              />
            </div>
          ) : (
            <p class="body muted small">None. The form opens by itself when the response or the status asks for it.</p>
          )}
        </Panel>
        <div class="save">
          <button type="submit" class="button primary">
            Save the call
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              clear();
              setSaved(null);
            }}
          >
            Clear
          </button>
        </div>
      </form>
      <div class="beside">
        {saved && <Outcome saved={saved} />}
        {check && <Consequences form={form} check={check} lead={lead} onMove={(nextStatus) => change({ nextStatus })} />}
      </div>
    </div>
  );
}

/** Whether nothing but the proposed slot stands in a schedule form. */
function isUntouched(form: FollowUpForm | null | undefined): boolean {
  return form != null && Object.keys(form).every((field) => field === "date" || field === "time");
}
