"use client";

import { CircleAlert, CircleCheck, MailPlus, UserRoundCheck } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type SubmitEvent, useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { type ActionState, fieldErrors, idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { type MemberRole, memberRoles } from "@/lib/companies/roles";
import { invitePeople } from "@/lib/members/actions";
import { type Address, addAddresses, MAX_ADDRESSES } from "@/lib/members/addresses";
import { roleNotes } from "@/lib/members/roles";
import { AddressField } from "./address-field";

type Result = {
  email: string;
  status: "invited" | "renewed" | "member";
  mail: "sent" | "stored" | "failed" | "none";
};

type InvitePeopleProps = {
  companyId: string;
  /** Role by address, of those who are in the team already. */
  team: Readonly<Record<string, MemberRole>>;
  /** Addresses with an invitation that waits for an answer. */
  pending: readonly string[];
};

/** The button of the team page and the form behind it; `?invite` in the address opens it. */
export function InvitePeople(props: InvitePeopleProps) {
  const open = useSearchParams().has("invite");
  const button = useRef<HTMLButtonElement>(null);
  const [round, setRound] = useState(0);

  function change(next: boolean) {
    const url = new URL(location.href);
    if (next) url.searchParams.set("invite", "");
    else url.searchParams.delete("invite");
    history.replaceState(null, "", `${url.pathname}${url.search}`);
    if (next) setRound((last) => last + 1);
  }

  return (
    <>
      <Button ref={button} onClick={() => change(true)}>
        <MailPlus aria-hidden />
        Invite people
      </Button>
      <Dialog
        title="Invite people"
        description="Each gets a mail with a link of their own: good once, for seven days, for that address only."
        size="lg"
        open={open}
        onOpenChange={change}
        returnFocus={button}
      >
        <InviteForm key={round} {...props} onDone={() => change(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ companyId, team, pending, onDone }: InvitePeopleProps & { onDone(): void }) {
  const [addresses, setAddresses] = useState<Address[]>([]);
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState<MemberRole>("member");
  const [note, setNote] = useState("");
  const [state, setState] = useState<ActionState<Result[]>>(idle);
  const [local, setLocal] = useState<string[]>([]);
  const [sending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  function noteOf(address: string): string | null {
    const has = team[address];
    if (has === role) return `${roleNotes[has].title.toLowerCase()} already`;
    if (has) return `in the team as ${has}`;
    return pending.includes(address) ? "invited already, gets a new link" : null;
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const all = addAddresses(addresses, typed);
    setAddresses(all);
    setTyped("");
    const wrong = all.filter(({ error }) => error);
    const problems = !all.length
      ? ["Enter at least one address."]
      : wrong.length
        ? [
            wrong.length === 1
              ? "Mend or remove the marked one."
              : "Mend or remove the marked ones.",
          ]
        : all.length > MAX_ADDRESSES
          ? [`At most ${MAX_ADDRESSES} people at once; these are ${all.length}.`]
          : [];
    setLocal(problems);
    if (problems.length) {
      form.current?.querySelector<HTMLElement>("input[type=text]")?.focus();
      return;
    }
    start(async () => {
      const answer = await callAction(() =>
        invitePeople(idle, { companyId, emails: all.map(({ text }) => text), role, note }),
      );
      setState(answer);
      // What the server finds wrong with an address belongs to its chip.
      if (answer.status === "failure") {
        setAddresses(
          all.map((one, place) =>
            answer.fields?.[`emails.${place}`] ? { ...one, error: "not an address" } : one,
          ),
        );
      }
    });
  }

  if (state.status === "success") {
    return (
      <Results
        results={state.data}
        role={role}
        onMore={() => {
          setAddresses([]);
          setState(idle);
        }}
        onDone={onDone}
      />
    );
  }
  return (
    <form ref={form} noValidate onSubmit={submit} className="space-y-5">
      <FormMessage state={state} />
      <AddressField
        addresses={addresses}
        onChange={(next) => {
          setAddresses(next);
          setLocal([]);
        }}
        typed={typed}
        onTyped={setTyped}
        noteOf={noteOf}
        errors={local.length ? local : fieldErrors(state, "emails")}
      />
      <RadioGroup
        name="role"
        label="Role"
        value={role}
        onValueChange={(value) => setRole(value as MemberRole)}
        errors={fieldErrors(state, "role")}
        options={memberRoles.toReversed().map((value) => ({
          value,
          label: roleNotes[value].title,
          description: roleNotes[value].may,
        }))}
      />
      <TextArea
        name="note"
        label="Personal note"
        optional
        rows={3}
        counter={1_000}
        hint="Stands in the mail, with your name."
        value={note}
        onChange={(event) => setNote(event.target.value)}
        errors={fieldErrors(state, "note")}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="secondary" onClick={onDone}>
          Cancel
        </Button>
        <SubmitButton pending={sending}>
          {addresses.length > 1 ? `Send ${addresses.length} invitations` : "Send invitation"}
        </SubmitButton>
      </div>
    </form>
  );
}

/** What came of one address, in words. */
function outcomeOf({ status, mail }: Result, role: MemberRole): { text: string; bad: boolean } {
  if (status === "member") {
    return { text: `Is ${roleNotes[role].title.toLowerCase()} already.`, bad: false };
  }
  if (mail === "failed") {
    return { text: "Invited, but the mail did not leave yet. We keep trying.", bad: true };
  }
  return {
    text: status === "renewed" ? "Has a new link; the old one ended." : "Invited.",
    bad: false,
  };
}

function Results({
  results,
  role,
  onMore,
  onDone,
}: {
  results: readonly Result[];
  role: MemberRole;
  onMore: () => void;
  onDone: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const invited = results.filter(({ status }) => status !== "member").length;
  return (
    <div className="space-y-5">
      <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
        {invited === 0
          ? "Nobody was left to invite"
          : invited === 1
            ? "One person is invited"
            : `${invited} people are invited`}
      </h3>
      <ul aria-label="What came of each" className="divide-y divide-line">
        {results.map((result) => {
          const { text, bad } = outcomeOf(result, role);
          const Icon = bad
            ? CircleAlert
            : result.status === "member"
              ? UserRoundCheck
              : CircleCheck;
          return (
            <li key={result.email} className="flex gap-3 py-2.5 text-sm">
              <Icon
                aria-hidden
                className={`mt-px size-4.5 shrink-0 ${bad ? "text-danger-ink" : "text-jade-ink"}`}
              />
              <span className="min-w-0">
                <span className="block truncate font-medium">{result.email}</span>
                <span className="text-ink-muted">{text}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="secondary" onClick={onMore}>
          Invite more
        </Button>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
